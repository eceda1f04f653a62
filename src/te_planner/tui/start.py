"""The start screen, where no plan was named: plans that are here, examples, and a new plan."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget

from te_planner.errors import PlannerError
from te_planner.tui.keys import START
from te_planner.tui.lines import BLANK, TONE_CLASSES, Line, Span, Target, cut, heading, line, wrapped
from te_planner.tui.sheet import Bar, Sheet

if TYPE_CHECKING:
    from te_planner.exchange.examples import Example
    from te_planner.tui.app import PlannerApp

FOLDER = Path("plans")


class StartScreen(Screen[None]):
    """Opening a plan, or making one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = TONE_CLASSES
    AUTO_FOCUS = "#start"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(each.keys[0], each.action, show=False) for each in START[1:] if each.action),
        *(Binding(str(number), f"recent({number})", show=False) for number in range(1, 10)),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.examples: tuple[Example, ...] = ()
        self.here: tuple[Path, ...] = ()
        self.recent: tuple[Path, ...] = ()

    @property
    def planner(self) -> "PlannerApp":
        return cast("PlannerApp", self.app)

    def compose(self) -> Iterable[Widget]:
        yield Bar(self._top, id="top")
        yield Sheet(self._lines, id="start", classes="body")
        yield Bar(self._bottom, id="bottom")

    def on_mount(self) -> None:
        self.run_worker(self._look, thread=True)

    def _look(self) -> None:
        """The plans that are here, and the examples; reading their YAML takes a moment."""
        from te_planner.exchange.examples import list_examples
        from te_planner.roadmap.loader import load_roadmap
        from te_planner.tui.choices import read_choices, still_there

        if self.planner.choices:
            self.recent = still_there(read_choices(self.planner.choices()))
        recent = {path.resolve() for path in self.recent}
        self.here = tuple(path for path in sorted(FOLDER.glob("*.db")) if path.resolve() not in recent)
        try:
            self.examples = list_examples(load_roadmap())
        except PlannerError as error:
            self.app.call_from_thread(self.planner.tell, str(error), failed=True)
        self.app.call_from_thread(self._show_found)

    def _show_found(self) -> None:
        """The cursor is on the plan opened last, where there is one: enter goes on with it."""
        self.query_one("#start", Sheet).rebuild(anew=True)
        self.refresh_bars()

    def refresh_figures(self) -> None:
        for sheet in self.query(Sheet):
            sheet.rebuild()

    refresh_bars = refresh_figures

    def _top(self, width: int, _height: int) -> list[Line]:
        text = "Plan the way to transactive energy, over the roadmap of ISO/IEC TR 15067-3-7"
        return [line(" ", Span("te-planner", "head")), line(" ", Span(cut(text, width - 2), "quiet"))]

    def _bottom(self, width: int, _height: int) -> list[Line]:
        notice = line(" ", Span(cut(self.planner.notice, width - 2), "done"))
        spans: list[Span] = [Span(" ")]
        for key in (each for each in START if each.rank):
            target = Target("action", key.action)
            spans += [Span(key.shown, "key", target), Span(f" {key.label}   ", "", target)]
        return [notice, tuple(spans)]

    def _lines(self, width: int, _height: int) -> list[Line]:
        made: list[Line] = [BLANK, line("No plan was named. What shall it be?"), BLANK]
        if self.recent:
            made.append(heading("Opened last", "a number opens one"))
            made += [
                line("  ", Span(cut(f"{number} {path}", width - 2), "strong", Target("plan", str(path))))
                for number, path in enumerate(self.recent, 1)
            ]
            made.append(BLANK)
        if self.here:
            made.append(heading("Plans here"))
            made += [
                line("  ", Span(cut(str(path), width - 2), "strong", Target("plan", str(path))))
                for path in self.here
            ]
            made.append(BLANK)
        made.append(heading("A new plan"))
        made.append(
            line(
                "  ",
                Span(
                    "four questions: its name, whose, the first system, its region",
                    "strong",
                    Target("new", ""),
                ),
            )
        )
        made += [BLANK, heading("A new plan from an example", "fictional utilities, to look around in")]
        for each in self.examples:
            made.append(line("  ", Span(cut(each.title, width - 2), "strong", Target("new", each.name))))
            made += wrapped(each.note, width, "quiet", indent=4)
        if not self.examples:
            made.append(line("  ", Span("reading them …", "quiet")))
        return made

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        if event.target.kind == "plan":
            self.planner.open_plan(Path(event.target.ref))
        else:
            self._ask(event.target.ref)

    def action_recent(self, number: int) -> None:
        if number <= len(self.recent):
            self.planner.open_plan(self.recent[number - 1])

    def action_new(self) -> None:
        self._ask("")

    def action_open(self) -> None:
        self.query_one("#start", Sheet).action_choose()

    def _ask(self, example: str) -> None:
        from te_planner.tui.new_plan import NewPlanScreen

        title = next((each.title for each in self.examples if each.name == example), "")
        self.app.push_screen(NewPlanScreen(example, title), self._made)

    def _made(self, path: Path | None) -> None:
        if path is not None:
            self.planner.open_plan(path)
