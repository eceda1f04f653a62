"""Why: the tree from a figure down to milestone, statement or rule."""

from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from te_planner.readiness.model import Derivation, Readiness
from te_planner.readiness.why import why_cell, why_observed, why_stage
from te_planner.roadmap.model import STAGES, TRACKS
from te_planner.tui import routes
from te_planner.tui.lines import Line, Target, clean, wrapped
from te_planner.tui.modal import Window
from te_planner.tui.sheet import Sheet

OPEN_DEPTH = 2


def derivation(readiness: Readiness, system_id: str, target: Target) -> Derivation | None:
    """The derivation of what a target is about; None where there is no figure behind it."""
    if system_id not in readiness.systems:
        return None
    if target.kind == "cell" and target.ref in readiness.roadmap.cells:
        return why_cell(readiness, system_id, target.ref)
    if target.kind == "observed":
        return why_observed(readiness, system_id)
    if target.kind == "stage":
        track, _, stage = target.ref.partition(":")
        for key in TRACKS:
            for number in STAGES:
                if (key, str(number)) == (track, stage):
                    return why_stage(readiness, system_id, key, number)
    work = routes.project_of(readiness, target)
    return _project(work.project.key, readiness) if work else None


def _project(key: str, readiness: Readiness) -> Derivation | None:
    """A project's progress and finish, from its milestones."""
    from te_planner.exchange.marks import percent

    work = routes.project_by_key(readiness, key)
    if work is None:
        return None
    steps = tuple(
        Derivation(
            each.milestone.title,
            f"done {each.day}" if each.done else f"expected {each.day or 'without a date'}",
            _moved(each.planned, each.delay, each.overdue),
            "",
            each.milestone.id,
        )
        for each in work.milestones
    )
    finish = f"finish {work.finish}" if work.finish else f"no finish date: {work.reason}"
    fixed = f"; fixed by {work.fixed_by}" if work.fixed_by else ""
    rule = f"weight of the milestones done, of all their weight; {finish}{fixed}"
    return Derivation(f"{key} {work.project.title}", f"work {percent(work.progress)}", rule, "", key, steps)


def _moved(planned: str | None, delay: int, overdue: int) -> str:
    if overdue:
        return f"overdue by {overdue} days, no new forecast"
    return f"planned {planned}, moved by {delay} days" if delay else ""


class WhyScreen(Window[None]):
    """A derivation as a tree; what the cursor is on is written out below."""

    KEYS = (("enter", "open", "open"), ("space", "fold", "fold"), ("esc", "close", "close"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", show=False, priority=True),
        Binding("w", "close", show=False),
        Binding("q", "close", show=False),
    ]

    def __init__(self, found: Derivation) -> None:
        super().__init__(f"Why: {found.label}")
        self.found = found

    def body(self) -> Iterator[Widget]:
        tree: Tree[Derivation] = Tree(_label(self.found), self.found, id="tree")
        _grow(tree.root, self.found, 0)
        yield tree
        yield Sheet(self._detail, id="detail")

    def on_mount(self) -> None:
        self.query_one(Tree).focus()

    def on_tree_node_highlighted(self) -> None:
        self.query_one("#detail", Sheet).rebuild()

    def _detail(self, width: int, _height: int) -> list[Line]:
        node = self.query_one(Tree).cursor_node
        found = node.data if node and node.data else self.found
        made = wrapped(f"{found.label}: {found.value}", width, "strong")
        if found.rule:
            made += wrapped(found.rule, width, "quiet")
        if found.clause:
            made += wrapped(f"by clause {found.clause} of the source", width, "quiet")
        return made

    def action_fold(self) -> None:
        self.query_one(Tree).action_toggle_node()

    def action_open(self) -> None:
        """Go to the cell, project or milestone that the step is about."""
        node = self.query_one(Tree).cursor_node
        readiness = self.planner.readiness
        target = routes.target_of(readiness, node.data.ref) if readiness and node and node.data else None
        if target is None or target.kind == "observed":
            self.action_fold()
            return
        self.dismiss(None)
        self.app.call_later(self.planner.go, target)


def _label(found: Derivation) -> Text:
    text = Text(clean(found.label))
    if found.value:
        text.append(f": {clean(found.value)}", style="bold")
    return text


def _grow(node: "TreeNode[Derivation]", found: Derivation, depth: int) -> None:
    for child in found.children:
        if child.children:
            _grow(node.add(_label(child), child), child, depth + 1)
        else:
            node.add_leaf(_label(child), child)
    if depth < OPEN_DEPTH:
        node.expand()
