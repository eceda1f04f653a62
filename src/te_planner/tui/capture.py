"""A new project in one line; what the line means stands below it while it is typed."""

from collections.abc import Iterator
from typing import Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input

from te_planner.errors import PlannerError
from te_planner.exchange.marks import day_text
from te_planner.exchange.one_line import EXAMPLE, OneLine, read_line
from te_planner.readiness.model import Readiness
from te_planner.tui.lines import BLANK, Line, Span, labelled, line, wrapped
from te_planner.tui.modal import Window
from te_planner.tui.sheet import Sheet

HOW = "@ owner · FROM..TO · # status · > enabler and its share"


class CaptureScreen(Window[Any]):
    """Enter saves what stands below, once nothing of the line is refused."""

    KEYS = (("enter", "save", "save"), ("esc", "cancel", "close"))
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self) -> None:
        super().__init__("A new project in one line")
        self.told: tuple[str, ...] = ()
        self.saving = False

    def body(self) -> Iterator[Widget]:
        yield Input(placeholder=EXAMPLE, id="words")
        yield Sheet(self._lines, id="meant", can_focus=False)

    def on_mount(self) -> None:
        self.query_one("#words", Input).focus()

    def read(self) -> OneLine | None:
        """What the line means so far; None where there is none."""
        readiness, text = self.planner.readiness, self.query_one("#words", Input).value
        if readiness is None or not text.strip():
            return None
        return read_line(text, self.planner.today, readiness.roadmap.cells)

    def _lines(self, width: int, _height: int) -> list[Line]:
        readiness, found = self.planner.readiness, self.read()
        if readiness is None or found is None:
            return [line(Span(HOW, "quiet")), *wrapped(f"such as {EXAMPLE}", width, "quiet")]
        made = [*meaning(readiness, found, self.system_name, width), BLANK]
        for each in found.remarks:
            made += wrapped(each, width, "check")
        for each in (*found.faults, *self.told):
            made += wrapped(each, width, "late")
        return [*made, *([] if made[-1] == BLANK else [BLANK]), line(Span(HOW, "quiet"))]

    @property
    def system_name(self) -> str:
        system = self.planner.system
        return system.system.name if system else ""

    @on(Input.Changed, "#words")
    def _typed(self) -> None:
        self.told = ()
        self.query_one("#meant", Sheet).rebuild()

    @on(Input.Submitted, "#words")
    def action_save(self) -> None:
        found = self.read()
        if found is not None and not found.faults and not self.saving:
            self.saving = True
            self.run_worker(self._save(found))

    async def _save(self, found: OneLine) -> None:
        values = {**found.values, "systems": [self.system_name] if self.system_name else None}
        try:
            entry = await self.planner.edit("add_mapped_project", values)
        except PlannerError as error:
            self.saving = False
            self.told = (str(error),)
            self.query_one("#meant", Sheet).rebuild()
            return
        self.dismiss(entry)


def meaning(readiness: Readiness, found: OneLine, system: str, width: int) -> list[Line]:
    """A line as it was understood."""
    days = " to ".join((day_text(found.start, "no start"), day_text(found.end, "no end")))
    made = [
        *labelled("title", found.title or "–", width, tone="strong"),
        *labelled("owner", found.owner or "–", width),
        *labelled("status", found.status, width),
        *labelled("runs", days, width),
    ]
    for ref, share in found.cells:
        text = f"{share} % of {ref} {readiness.roadmap.title(ref)}, in {system or 'no system yet'}"
        made += labelled("delivers", text, width)
    return made
