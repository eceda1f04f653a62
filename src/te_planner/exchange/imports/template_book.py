"""A workbook to be filled in without this program: headings with notes, drop-downs, days that are days.

The same content gives the same bytes: no clock and no random id goes in.
"""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from te_planner.exchange.imports.own_book import SHEET, Marks
from te_planner.exchange.xlsx_text import put_text

ROWS = 2000
"""Down to which row drop-downs are offered."""
DAY_FORM = "yyyy-mm-dd"
Choices = Sequence[str] | str
"""What a drop-down offers: a few words, or (a formula) a range of cells."""


class Column(NamedTuple):
    """A column: its heading, what the heading's note says, and what can be chosen in it.

    `answer`: to be filled in, where the sheet holds more than that. `day`: its values are days.
    """

    heading: str
    note: str = ""
    width: int = 16
    choices: Choices = ()
    day: bool = False
    answer: bool = False
    hidden: bool = False


class Book:
    """A workbook on its way; `content` ends it."""

    def __init__(self, marks: Marks, title: str) -> None:
        from xlsxwriter import Workbook

        self.out = io.BytesIO()
        self.marks = marks
        self.book: Any = Workbook(
            self.out,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self.book.set_properties(
            {"title": title, "author": "te-planner", "created": datetime.fromisoformat(marks.made)}
        )
        self.forms: dict[tuple[str, ...], Any] = {}

    def form(self, *looks: str) -> Any:
        """A cell's looks: head, answer, day, example."""
        if looks not in self.forms:
            values: dict[str, Any] = {"valign": "top", "text_wrap": True}
            for look in looks:
                values |= LOOKS[look]
            self.forms[looks] = self.book.add_format(values)
        return self.forms[looks]

    def table(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str | int | None]],
        *,
        example: bool = False,
        locked: bool = False,
    ) -> None:
        """A sheet with headings; where `locked`, only answers can be changed (there is no password).

        `example`: the rows show how to fill it in, and look like it.
        """
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        last = len(rows) if locked else ROWS
        for place, column in enumerate(columns):
            look = [name for name, has in (("day", column.day), ("answer", column.answer)) if has]
            sheet.set_column(place, place, column.width, self.form(*look), {"hidden": column.hidden})
            sheet.write_string(0, place, column.heading, self.form("head"))
            form = self.form(*look, "example") if example else self.form(*look)
            if column.note:
                sheet.write_comment(0, place, column.note, {"author": "te-planner", "x_scale": 2})
            if column.choices and last:
                source = column.choices if isinstance(column.choices, str) else list(column.choices)
                sheet.data_validation(
                    1, place, last, place, {"validate": "list", "source": source, "error_type": "warning"}
                )
            for number, row in enumerate(rows, 1):
                self._write(sheet, number, place, row[place], form, column.day)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        if locked:
            sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})

    def _write(
        self, sheet: Any, row: int, column: int, value: str | int | None, form: Any, day: bool
    ) -> None:
        if value is None or value == "":
            sheet.write_blank(row, column, None, form)
        elif isinstance(value, int):
            sheet.write_number(row, column, value, form)
        elif day and value >= "1900-03-01":  # what is before, Excel counts wrongly
            sheet.write_datetime(row, column, date.fromisoformat(value), form)
        else:
            put_text(sheet, row, column, value, form)

    def lines(self, name: str, lines: Sequence[str]) -> None:
        """A sheet of plain text."""
        sheet = self.book.add_worksheet(name)
        sheet.set_column(0, 0, 110, self.form())
        for row, line in enumerate(lines):
            put_text(sheet, row, 0, line, self.form("head") if row == 0 else self.form())

    def content(self) -> bytes:
        """The whole file, with the hidden sheet that says what it is."""
        sheet = self.book.add_worksheet(SHEET)
        for row, (word, what) in enumerate(self.marks.lines()):
            sheet.write_string(row, 0, word)
            put_text(sheet, row, 1, what)
        sheet.hide()
        self.book.close()
        return self.out.getvalue()


LOOKS: dict[str, dict[str, Any]] = {
    "head": {"bold": True, "bg_color": "#DDE6EF", "border": 1},
    "answer": {"bg_color": "#FFF6D6", "locked": False, "border": 1, "border_color": "#C9C9C9"},
    "day": {"num_format": DAY_FORM},
    "example": {"italic": True, "font_color": "#6B6B6B"},
}
