"""The command palette: to any cell, project, benefit, system or command by its name."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events, on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input

from te_planner.tui import routes
from te_planner.tui.keys import CHANGE, LOOK, SCREENS
from te_planner.tui.lines import Line, Span, Target, clean, cut, line, wrapped
from te_planner.tui.modal import Window
from te_planner.tui.pair import rank_fitting
from te_planner.tui.reader_entries import entries
from te_planner.tui.screen import PlanScreen
from te_planner.tui.sheet import Sheet
from te_planner.tui.wording import title_of

APART = ("open", "back", "app.palette")
MOVES = {
    "up": ("line", -1),
    "down": ("line", 1),
    "pageup": ("page", -1),
    "pagedown": ("page", 1),
}


class Command(NamedTuple):
    """Something to go to or to do; `about` stands beside its name."""

    name: str
    about: str
    run: Callable[[], Any]


class Palette(Window[None]):
    """Typing narrows the list: every word has to be in the name, or in what is said of it."""

    KEYS = (("↑ ↓", "choose", ""), ("enter", "go", "go"), ("esc", "close", "close"))
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, screen: PlanScreen) -> None:
        super().__init__("Go to, or do")
        self.opener = screen
        self.commands = [*self._actions(), *self._places(screen)]
        self.found = self.commands

    def body(self) -> Iterator[Widget]:
        yield Input(
            placeholder="a cell, project, concept, term, question or system, or what to do",
            id="words",
        )
        yield Sheet(self._lines, id="found", can_focus=False)

    def on_mount(self) -> None:
        self.query_one("#words", Input).focus()

    def _actions(self) -> Iterator[Command]:
        for key in (*SCREENS, *LOOK, *CHANGE):
            if self.opener.NAME in key.screens and key.action not in APART:
                name = f"{key.label[:1].upper()}{key.label[1:]}"
                yield Command(name, f"{key.text}  ({key.shown.split()[0]})", partial(self._do, key.action))

    def _do(self, action: str) -> None:
        self.opener.call_later(self.opener.run_action, action)

    def _places(self, screen: PlanScreen) -> Iterator[Command]:
        app = screen.planner
        readiness = app.readiness
        if readiness is None:
            return
        for work in sorted(readiness.projects.values(), key=lambda each: each.project.key):
            name = f"{work.project.key} {clean(work.project.title)}"
            yield Command(name, work.status, partial(app.go, routes.project(work)))
        for ref, cell in readiness.roadmap.cells.items():
            target = Target("cell", ref)
            yield Command(title_of(readiness, ref), cell.text, partial(app.go, target))
        for entry in entries(readiness.roadmap):
            yield Command(entry.name, entry.text or entry.group, partial(app.go, entry.target))
        for id_, system in readiness.systems.items():
            yield Command(f"System {clean(system.system.name)}", "", partial(app.set_system, id_))

    def _lines(self, width: int, _height: int) -> list[Line]:
        if not self.found:
            return self._nothing(width)
        return [_line(each, Target("command", str(place)), width) for place, each in enumerate(self.found)]

    def _nothing(self, width: int) -> list[Line]:
        from te_planner.roadmap.search import nearest

        readiness, typed = self.planner.readiness, self.query_one("#words", Input).value
        meant = nearest(readiness.roadmap, typed) if readiness else None
        asked = f"did you mean “{meant}”?" if meant else "try fewer or shorter words"
        return wrapped(f"nothing of that name; {asked}", width, "quiet")

    @on(Input.Changed, "#words")
    def _narrow(self, event: Input.Changed) -> None:
        self.found = self._fitting(event.value)
        sheet = self.query_one("#found", Sheet)
        sheet.at = (0, 0)
        sheet.rebuild(Target("command", "0"))

    def _fitting(self, typed: str) -> list[Command]:
        """What is named so, first what begins so; then what is said of it has the words, or their like."""
        readiness, words = self.planner.readiness, typed.casefold().split()
        if not words:
            return self.commands
        everyday = readiness.roadmap.parts.everyday if readiness else ()
        first = [each for each in self.commands if each.name.casefold().startswith(words[0])]
        found = rank_fitting(typed, [(each, each.name, each.about) for each in self.commands], everyday)
        whole = " ".join(words)
        return sorted(found, key=lambda each: (each.name.casefold() != whole, each not in first))

    def on_key(self, event: events.Key) -> None:
        if event.key in MOVES:
            move, step = MOVES[event.key]
            sheet = self.query_one("#found", Sheet)
            (sheet.action_line if move == "line" else sheet.action_page)(step)
            event.stop()
            event.prevent_default()

    @on(Input.Submitted, "#words")
    def action_go(self) -> None:
        """What the cursor is on."""
        target = self.query_one("#found", Sheet).target
        if target and self.found:
            command = self.found[int(target.ref)]
            self.dismiss(None)
            self.app.call_later(command.run)

    @on(Sheet.Chosen)
    def _clicked(self) -> None:
        self.action_go()


def _line(command: Command, target: Target, width: int) -> Line:
    name = cut(command.name, width)
    about = cut(f"  {command.about}", width - cell_len(name))
    return line(Span(name, "strong", target), Span(about, "quiet", target))
