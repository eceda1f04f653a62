"""Why: the tree from a figure down to milestone, statement or rule."""

from collections.abc import Iterator
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from te_planner.errors import WrongCall
from te_planner.exchange.why_words import worded
from te_planner.readiness.model import Derivation, Readiness
from te_planner.readiness.why import Asked, why, why_date
from te_planner.readiness.why.outlook import driver_step, obligation_step, waypoint_step
from te_planner.roadmap.model import STAGES
from te_planner.tui import routes
from te_planner.tui.lines import PLAIN_SIGNS, Line, Target, clean, wrapped
from te_planner.tui.modal import Window
from te_planner.tui.sheet import Sheet

OPEN_DEPTH = 2
CHAIN = "link "
"""The links of a chain are open from the start: it is read from end to end."""


def derivation(readiness: Readiness, system_id: str, target: Target) -> Derivation | None:
    """The derivation of what a target is about; None where there is no figure behind it."""
    if target.kind in ("waypoint", "obligation", "driver", "trigger", "reading"):
        return _ahead(readiness, target)
    asked = _asked(readiness, system_id, target)
    return why(readiness, asked, system_id) if asked else None


def _ahead(readiness: Readiness, target: Target) -> Derivation | None:
    """What lies ahead is no figure of one system."""
    if waypoint := routes.waypoint_of(readiness, target.ref):
        return waypoint_step(readiness, waypoint)
    if obligation := routes.obligation_of(readiness, target.ref):
        return obligation_step(obligation)
    driver = routes.driver_of(readiness, target)
    return driver_step(readiness, driver) if driver else None


def date_derivation(readiness: Readiness, system_id: str, target: Target) -> Derivation | None:
    """The derivation of a target's date; None where it has none to ask for."""
    asked = _asked(readiness, system_id, target)
    try:
        return why_date(readiness, asked, system_id) if asked else None
    except WrongCall:
        return None


def _asked(readiness: Readiness, system_id: str, target: Target) -> Asked | None:
    """What a target asks of, where the figures know it."""
    if target.kind == "project":
        return Asked("project", target.ref) if target.ref in readiness.projects else None
    if target.kind == "milestone":
        return Asked("milestone", target.ref) if routes.milestone_of(readiness, target.ref) else None
    if system_id not in readiness.systems:
        return None
    if target.kind == "cell" and target.ref in readiness.roadmap.cells:
        return Asked("cell", target.ref)
    if target.kind in ("observed", "path"):
        return Asked("observed" if target.kind == "observed" else "system")
    if target.kind == "stage":
        track, _, stage = target.ref.partition(":")
        number = next((each for each in STAGES if str(each) == stage), None)
        return Asked("track", track, number) if number else None
    return None


class Steps(Tree[Derivation]):
    """The steps of a derivation; one that has no room is cut with a sign, and written out below."""

    def render_label(self, node: TreeNode[Derivation], base_style: Style, style: Style) -> Text:
        label = super().render_label(node, base_style, style)
        depth, above = 0, node.parent
        while above:
            depth, above = depth + 1, above.parent
        room = self.scrollable_content_region.width - depth * self.guide_depth
        if label.cell_len > room > 0:
            label.truncate(room - 1)
            label.append("…".translate(PLAIN_SIGNS) if getattr(self.app, "plain", False) else "…")
        return label

    def on_resize(self) -> None:
        self.notify_style_update()  # labels were cut for another width


class WhyScreen(Window[None]):
    """A derivation as a tree; what the cursor is on is written out below."""

    KEYS = (
        ("enter", "open", "open"),
        ("t", "its date", "date"),
        ("space", "fold", "fold"),
        ("esc", "close", "close"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", show=False, priority=True),
        Binding("t", "date", show=False),
        Binding("E", "review", show=False),
        Binding("w", "close", show=False),
        Binding("q", "close", show=False),
    ]

    def __init__(self, found: Derivation, system_id: str) -> None:
        super().__init__(found.label if found.kind == "date" else f"Why: {found.label}")
        self.found, self.system_id = found, system_id
        self.note = ""

    def body(self) -> Iterator[Widget]:
        tree = Steps(_label(self.found), self.found, id="tree")
        _grow(tree.root, self.found, 0)
        yield tree
        yield Sheet(self._detail, id="detail")

    def on_mount(self) -> None:
        self.query_one(Tree).focus()

    def on_tree_node_highlighted(self) -> None:
        self.note = ""
        self.query_one("#detail", Sheet).rebuild()

    def _detail(self, width: int, _height: int) -> list[Line]:
        node = self.query_one(Tree).cursor_node
        found = worded(node.data if node and node.data else self.found)
        made = wrapped(f"{found.label}: {found.value}", width, "strong")
        if found.rule:
            made += wrapped(found.rule, width, "quiet")
        if found.clause:
            made += wrapped(f"by clause {found.clause} of the source", width, "quiet")
        if any(map(_is_suspect, (found, *found.children))):
            made += wrapped(
                "E reviews it: what the cell asked for, beside what it asks for now", width, "check"
            )
        return made + (wrapped(self.note, width, "check") if self.note else [])

    def action_fold(self) -> None:
        self.query_one(Tree).action_toggle_node()

    def action_open(self) -> None:
        """Go to the cell, project or milestone that the step is about."""
        target = self._target()
        if target is None or target.kind == "observed":
            self.action_fold()
            return
        self._leave(target)

    def _leave(self, target: Target) -> None:
        while isinstance(self.app.screen, WhyScreen):  # a date was asked for from another
            self.app.pop_screen()
        self.app.call_later(self.planner.go, target._replace(of=self.system_id))

    def action_review(self) -> None:
        """To the review of suspect statements, and there to what is asked about."""
        self._leave(Target("review", self.found.ref))

    def action_date(self) -> None:
        """When what the step is about is reached: its critical chain, and the slack of the rest."""
        readiness = self.planner.readiness
        for target in (self._target(), routes.target_of(readiness, self.found.ref) if readiness else None):
            found = date_derivation(readiness, self.system_id, target) if readiness and target else None
            if found and found.label != self.found.label:
                self.app.push_screen(WhyScreen(found, self.system_id))
                return
        self.note = "There is no date to ask for here."
        self.query_one("#detail", Sheet).rebuild()

    def _target(self) -> Target | None:
        """What the step under the cursor is about, where it can be opened."""
        node = self.query_one(Tree).cursor_node
        readiness = self.planner.readiness
        if node and node.data and _is_suspect(node.data):
            return Target("review", node.data.ref)
        return routes.target_of(readiness, node.data.ref) if readiness and node and node.data else None


def _is_suspect(found: Derivation) -> bool:
    """The flag of a statement whose cell asks for something else by now."""
    return found.kind == "flag" and found.label == "Suspect"


def _label(found: Derivation) -> Text:
    step = worded(found)
    text = Text(clean(step.label))
    if step.value:
        text.append(f": {clean(step.value)}", style="bold")
    return text


def _grow(node: "TreeNode[Derivation]", found: Derivation, depth: int) -> None:
    for child in found.children:
        if child.children:
            _grow(node.add(_label(child), child), child, depth + 1)
        else:
            node.add_leaf(_label(child), child)
    if depth < OPEN_DEPTH or found.kind.startswith(CHAIN):
        node.expand()
