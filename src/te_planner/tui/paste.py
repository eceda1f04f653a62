"""A table of projects from a spreadsheet: what it holds is seen before it is taken, in one transaction."""

from collections.abc import Iterator
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import TextArea

from te_planner.errors import PlannerError
from te_planner.exchange.marks import day_text
from te_planner.exchange.pasted import ORDER, Pasted, read_projects
from te_planner.tui.lines import BLANK, Line, Span, columns, cut, heading, line, wrapped
from te_planner.tui.modal import Window
from te_planner.tui.sheet import Sheet

HOW = f"Paste lines here. Columns: {', '.join(ORDER)}; or a first line that names them."


class PasteScreen(Window[Any]):
    """Above the text as it was pasted, below what it means, line by line."""

    KEYS = (
        ("ctrl+s", "take them", "save"),
        ("tab", "text or preview", "app.focus_next"),
        ("esc", "cancel", "close"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "save", show=False, priority=True)]

    def __init__(self, text: str) -> None:
        super().__init__("Projects from a spreadsheet")
        self.text = text
        self.told = ""
        self.saving = False
        self.read = Pasted(())

    def body(self) -> Iterator[Widget]:
        yield TextArea(self.text, id="pasted", compact=True, soft_wrap=False)
        yield Sheet(self._lines, id="meant")

    def on_mount(self) -> None:
        self.query_one("#pasted", TextArea).focus()
        self._read()

    @on(TextArea.Changed)
    def _read(self) -> None:
        readiness = self.planner.readiness
        keys = {each.project.key.upper() for each in readiness.projects.values()} if readiness else set()
        self.told = ""
        self.read = read_projects(self.query_one("#pasted", TextArea).text, self.planner.today, keys)
        self.query_one("#meant", Sheet).rebuild()

    def _lines(self, width: int, _height: int) -> list[Line]:
        if not self.read.rows:
            return wrapped(HOW, width, "quiet")
        good, bad = len(self.read.good), len(self.read.rows) - len(self.read.good)
        made = [heading(f"{good} to be added", f"{bad} left out" if bad else "")]
        if self.read.left_out:
            made += wrapped(f"Columns that are not read: {', '.join(self.read.left_out)}.", width, "quiet")
        if self.told:
            made += wrapped(self.told, width, "late")
        made.append(BLANK)
        widths = [4, max(width - 62, 12), 18, 12, 12, 10]
        for each in self.read.rows:
            if each.fault:
                made += wrapped(f"line {each.line}: {each.fault}", width, "late")
                continue
            found = each.values
            days = (day_text(found.get("start"), ""), day_text(found.get("end"), ""))
            cells = (
                str(each.line),
                found["title"],
                found.get("owner", ""),
                *days,
                found.get("status", "proposed"),
            )
            made.append(columns([(cell, "") for cell in cells], widths, gap=1))
        return made or [line(Span(cut(HOW, width), "quiet"))]

    def action_save(self) -> None:
        if self.read.good and not self.saving:
            self.saving = True
            self.run_worker(self._save())

    async def _save(self) -> None:
        good = self.read.good
        changes = [("add_project", each.values) for each in good]
        titles = ", ".join(each.values["title"] for each in good[:3])
        more = f" and {len(good) - 3} more" if len(good) > 3 else ""
        count = f"{len(good)} projects" if len(good) > 1 else "1 project"
        summary = f"Add {count} from a table: {titles}{more}"
        try:
            entry = await self.planner.edit("change_several", {"changes": changes, "summary": summary})
        except PlannerError as error:
            self.saving = False
            self.told = str(error)
            self.query_one("#meant", Sheet).rebuild()
            return
        self.dismiss(entry)
