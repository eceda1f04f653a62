"""The report as a workbook: what it rests on first, then a sheet a table, with typed cells and filters.

Typed text is text: no formula, no link, no number is made of it. Its bytes repeat.
"""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from te_planner.exchange.report.model import (
    Block,
    Chart,
    Column,
    Facts,
    Paragraph,
    Report,
    Table,
    Value,
    percent_number,
    shown,
    walk,
)
from te_planner.exchange.safe_text import one_line
from te_planner.exchange.xlsx_text import put_text

SHEET_NAME = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
PIECE = 2_500
"""Characters of a text that fit a cell whatever they are."""
FIRST_DAY = "1900-03-01"
"""Before it spreadsheets disagree about which day a number is."""
NARROWEST, WIDEST, BROADEST = 9, 60, 250
LINES, LINE = 27, 15
"""The lines of a row at most, and the points of one."""
FORMATS = {"day": "d mmm yyyy", "percent": "0 %", "stage": '"stage "0;;"none yet"'}
LONG = "Long texts"
A4 = 9
"""Excel's number of the paper."""


def write_xlsx(report: Report) -> bytes:
    """The whole report."""
    import xlsxwriter

    file = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(file, options)
    book.set_properties(
        {
            "title": one_line(report.title)[:255],
            "author": one_line(report.stakeholder or report.plan)[:255],
            "created": datetime.fromisoformat(report.made_on),
        }
    )
    _Book(book).write(report)
    book.close()
    return file.getvalue()


class _Book:
    """The sheets as they are written, with their names and the texts that no cell holds."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.names = {"history", LONG.casefold()}  # Excel keeps the first for itself
        self.widths: dict[tuple[str, int], int] = {}
        self.tall: dict[tuple[str, int], int] = {}
        self.long: list[tuple[str, str]] = []
        wrap = {"text_wrap": True, "valign": "top"}
        self.text = book.add_format(wrap)
        self.strong = book.add_format({**wrap, "bold": True})
        self.head = book.add_format({**wrap, "bold": True, "bg_color": "#E8EDF2", "bottom": 1})
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.typed = {
            kind: book.add_format({"num_format": text, "valign": "top", "align": "left"})
            for kind, text in FORMATS.items()
        }

    def write(self, report: Report) -> None:
        first = self.sheet("Report")
        self.column(first, 0, 48)
        self.column(first, 1, 110)
        put_text(first, 0, 0, one_line(report.title), self.title)
        row = self.facts(first, 2, report.head)
        path: list[str] = []
        for depth, section in walk(report.sections):
            path = [*path[:depth], one_line(section.title)]
            where = " / ".join(path)
            for block in section.blocks:
                row = self.block(first, row, where, block)
        for number, (where, text) in enumerate(self.long):
            self.pieces(number, where, text)

    def block(self, first: Any, row: int, where: str, block: Block) -> int:
        """A table gets a sheet of its own; the rest stands on the first one, under its place."""
        if isinstance(block, Table):
            name = self.table(block, where)
            self.string(first, row, 0, where, self.strong)
            told = f"{block.title}: sheet {name}" if block.rows else block.empty
            self.string(first, row, 1, told)
            return row + 1
        if isinstance(block, Facts):
            self.string(first, row, 0, where, self.strong)
            return self.facts(first, row + 1, block)
        text = block.text if isinstance(block, Paragraph) else f"{block.title}. {block.text}"
        self.string(first, row, 0, where, self.strong)
        self.string(first, row, 1, one_line(text))
        if isinstance(block, Chart) and block.table:
            return self.block(first, row + 1, where, block.table)
        return row + 1

    def facts(self, sheet: Any, row: int, block: Facts) -> int:
        for place, fact in enumerate(block.facts, row):
            self.string(sheet, place, 0, one_line(fact.label))
            self.value(sheet, place, 1, Column(fact.key, fact.label, fact.kind), fact.value)
        return row + len(block.facts) + 1

    def table(self, table: Table, where: str) -> str:
        """The sheet's name, or nothing where the table has no row."""
        if not table.rows:
            return ""
        chapter = where.partition(" / ")[0]
        sheet = self.sheet(table.title if chapter == where else f"{table.title}, {chapter}")
        for place, column in enumerate(table.columns):
            texts = [column.title, *(shown(column.kind, row[place]) for row in table.rows)]
            longest = max(map(len, texts)) + 3
            # a row has no more lines than that, so what is longer gets a wider column
            widest = max(WIDEST, longest // (LINES - 3))
            self.column(sheet, place, max(NARROWEST, min(longest, widest, BROADEST)))
            self.string(sheet, 0, place, column.title, self.head)
        for number, row in enumerate(table.rows, 1):
            for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
                self.value(sheet, number, place, column, value)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        sheet.repeat_rows(0)
        return str(sheet.get_name())

    def value(self, sheet: Any, row: int, place: int, column: Column, value: Value) -> None:
        """A day as a date, a share as a percentage, a count as a number; nothing as an empty cell."""
        if value is None or value in ("", ()):
            return
        if column.kind == "day" and isinstance(value, str) and value >= FIRST_DAY:
            sheet.write_datetime(row, place, date.fromisoformat(value), self.typed["day"])
        elif column.kind == "percent" and isinstance(value, Fraction):
            sheet.write_number(row, place, (percent_number(value) or 0) / 100, self.typed["percent"])
        elif column.kind == "stage" and isinstance(value, int):
            sheet.write_number(row, place, value, self.typed["stage"])
        elif isinstance(value, int | float) and not isinstance(value, bool):
            sheet.write_number(row, place, value, self.text)
        else:
            self.string(sheet, row, place, shown(column.kind, value))

    def string(self, sheet: Any, row: int, place: int, text: str, looks: Any = None) -> None:
        """A text. One that no cell holds is whole on a sheet of its own, and the cell says so."""
        if not put_text(sheet, row, place, text, looks or self.text):
            self.long.append((f"{sheet.get_name()}, row {row + 1}, column {place + 1}", text))
            text = f"(too long for a cell: whole on the sheet {LONG}, text {len(self.long)}) {text[:1000]} …"
            put_text(sheet, row, place, text, looks or self.text)
        # a program that opens the file may not fit the rows to their texts
        lines = min(LINES, _lines(text, self.widths[sheet.get_name(), place]))
        if lines > self.tall.get((sheet.get_name(), row), 1):
            self.tall[sheet.get_name(), row] = lines
            sheet.set_row(row, LINE * lines)

    def column(self, sheet: Any, place: int, width: int) -> None:
        sheet.set_column(place, place, width)
        self.widths[sheet.get_name(), place] = width

    def pieces(self, number: int, where: str, text: str) -> None:
        """A long text in a column, a piece a row."""
        if number == 0:
            self.long_sheet = self.book.add_worksheet(LONG)
            self.long_sheet.set_column(0, 200, 60)
        put_text(self.long_sheet, 0, number, f"Text {number + 1}: {where}", self.head)
        for row, start in enumerate(range(0, len(text), PIECE), 1):
            put_text(self.long_sheet, row, number, text[start : start + PIECE], self.text)

    def sheet(self, title: str) -> Any:
        """A new sheet with a name that Excel takes and no other sheet has."""
        name = next(each for each in _names(title) if each.casefold() not in self.names)
        self.names.add(name.casefold())
        made = self.book.add_worksheet(name)
        made.set_landscape()
        made.set_paper(A4)
        made.fit_to_pages(1, 0)
        return made


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column, words kept whole."""
    if len(text) < width:
        return 1
    lines, used = 1, 0
    for word in text.split(" "):
        if used and used + 1 + len(word) > width - 2:
            lines, used = lines + 1, 0
        used += len(word) + (1 if used else 0)
        lines, used = lines + used // width, used % width
    return lines


def _names(title: str) -> Iterator[str]:
    """The title as a sheet's name, then with numbers."""
    plain = " ".join(FORBIDDEN.sub(" ", one_line(title)).split()) or "Table"
    yield _cut(plain, SHEET_NAME)
    for number in range(2, 1_000_000):
        yield f"{_cut(plain, SHEET_NAME - len(str(number)) - 1)} {number}"


def _cut(text: str, most: int) -> str:
    """The beginning of the text, by Excel's count: a sign beyond the first plane counts twice."""
    while len(text.encode("utf-16-le")) // 2 > most:
        text = text[:-1]
    return text.strip()
