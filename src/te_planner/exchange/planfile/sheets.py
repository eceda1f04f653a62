"""A plan as an Excel workbook: a sheet for each table of its document, typed, filtered, without formulas."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from te_planner.errors import WrongCall
from te_planner.exchange.planfile.flat import ABOUT, Row, Table, Value
from te_planner.exchange.planfile.shape import Kind, Shape, shapes
from te_planner.exchange.workbook import Sheet, read_sheets
from te_planner.exchange.xlsx_text import put_text
from te_planner.roadmap.block import Problem

ABOUT_SHEET = "about"
ABOUT_LINES = (
    ABOUT,
    "A sheet for each kind of row; the first columns of some name the row to which theirs belong, and the "
    "column “order” says which comes first, where that means something.",
    "Days, shares and amounts are numbers; shares are percent, amounts are in currency units.",
)
CREATED = datetime(2000, 1, 1)  # noqa: DTZ001  # no clock: the same plan gives the same bytes
FIRST_DAY, EPOCH = "1900-03-01", date(1899, 12, 30)
"""Before that day Excel counts a 29 February 1900: earlier days are texts."""

WIDTHS: dict[Kind, int] = {"text": 24, "day": 12, "whole": 9, "figure": 14, "amount": 16, "flag": 9}


def sheet_name(shape: Shape) -> str:
    return shape.name.replace("_", " ")


def workbook(tables: list[Table]) -> bytes:
    """The whole workbook. Raises WrongCall where a text does not fit into a cell."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": CREATED, "comments": ABOUT})
    styles = {"head": book.add_format({"bold": True, "bottom": 1, "valign": "top"}),
              "day": book.add_format({"num_format": "yyyy-mm-dd"})}  # fmt: skip
    about = book.add_worksheet(ABOUT_SHEET)
    about.set_column(0, 0, 120, book.add_format({"text_wrap": True, "valign": "top"}))
    for row, line in enumerate(ABOUT_LINES):
        about.write_string(row, 0, line)
    for table in tables:
        _write(book.add_worksheet(sheet_name(table.shape)), table, styles)
    book.close()
    return out.getvalue()


def _write(sheet: Any, table: Table, styles: dict[str, Any]) -> None:
    headings, kinds = table.shape.headings, kinds_of(table.shape)
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, heading, styles["head"])
        sheet.set_column(column, column, max(WIDTHS[kinds[column]], len(heading) + 3))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table.rows), len(headings) - 1)
    for row, values in enumerate(table.rows, 1):
        for column, value in enumerate(values):
            if value is not None and not _put(sheet, row, column, value, kinds[column], styles["day"]):
                raise WrongCall(
                    f"{sheet_name(table.shape)}, row {row + 1}: {headings[column]} has {len(str(value)):,} "
                    "characters, more than a cell of a workbook holds.\nExport to YAML, JSON or CSV instead."
                )


def kinds_of(shape: Shape) -> list[Kind]:
    """The kind of each column; those that name the owner are as they are there."""
    own = {
        each.keys[-1]: each for table in shapes() if table.path == shape.path[:1] for each in table.columns
    }
    owner: list[Kind] = [own[key].kind for _, key in shape.owner]
    last: list[Kind] = ["whole"] if shape.ordered else []
    return [*owner, *(each.kind for each in shape.columns), *last]


def _put(sheet: Any, row: int, column: int, value: Value, kind: Kind, day: Any) -> bool:
    if kind == "day" and isinstance(value, str) and value >= FIRST_DAY:
        serial = (date.fromisoformat(value) - EPOCH).days
        return bool(sheet.write_number(row, column, serial, day) == 0)
    if isinstance(value, bool):
        return bool(sheet.write_boolean(row, column, value) == 0)
    number = value if isinstance(value, int | float) else as_number(value) if kind == "amount" else None
    if number is not None and float(f"{number:.16G}") == number:
        return bool(sheet.write_number(row, column, number) == 0)
    return put_text(sheet, row, column, str(value))


def as_number(amount: Value) -> int | float | None:
    """An amount's text as a number that says the same; None where none does."""
    text = str(amount)
    number = float(text) if "." in text else int(text)
    return number if str(number) == text or f"{number:.2f}" == text else None


def read_workbook(path: Path) -> tuple[list[tuple[Shape, Iterator[Row]]], list[Problem]]:
    """The tables of a workbook by their sheets' names. Raises Unreadable."""
    known = {sheet_name(shape): shape for shape in shapes()}
    found, problems = [], list[Problem]()
    for sheet in read_sheets(path):
        name = " ".join(sheet.name.split()).casefold()
        if name in known:
            found.append((known[name], _read(path, sheet, known[name], problems)))
        elif name != ABOUT_SHEET and sheet.rows:
            where = f"{path.name}, sheet {sheet.name}"
            problems.append(Problem(where, "sheet", "unknown", f"Remove it; known are: {', '.join(known)}."))
    return found, problems


def _read(path: Path, sheet: Sheet, shape: Shape, problems: list[Problem]) -> Iterator[Row]:
    kinds = dict(zip(shape.headings, kinds_of(shape), strict=True))
    where = f"{path.name}, sheet {sheet.name}"
    if not sheet.rows:
        return iter(())
    first, titles = sheet.rows[0]
    headings = headings_of(titles, shape, f"{where}, row {first}", problems)
    return (
        Row(values, f"{where}, row {number}", 0)
        for number, cells in sheet.rows[1:]
        if (values := _values(headings, cells, kinds, f"{where}, row {number}", problems))
    )


def headings_of(titles: Any, shape: Shape, where: str, problems: list[Problem]) -> list[str]:
    """The heading of each column; one that nobody knows, or that stands twice, is a problem."""
    found = ["_".join(str(title or "").casefold().split()) for title in titles]
    for number, heading in enumerate(found):
        if heading and heading not in shape.headings:
            listed = ", ".join(shape.headings)
            problems.append(Problem(where, str(titles[number]), "unknown column", f"Known are: {listed}."))
        elif heading and heading in found[:number]:
            problems.append(Problem(where, heading, "the column stands twice", "Keep one of them."))
    return found


def _values(
    headings: list[str], cells: tuple[Any, ...], kinds: dict[str, Kind], where: str, problems: list[Problem]
) -> dict[str, Any]:
    values = {}
    for number, cell in enumerate(cells):
        if cell is None or cell == "":
            continue
        heading = headings[number] if number < len(headings) else ""
        if heading in kinds:
            values[heading] = typed(cell, kinds[heading])
        elif not heading:
            problems.append(Problem(where, f"column {number + 1}", "a value without a heading", "Remove it."))
    return values


def typed(cell: Any, kind: Kind) -> Any:
    """A cell's value as the plan's file has it; what is of another kind is left to the strict reader."""
    if isinstance(cell, datetime):
        whole_day = cell.time() == datetime.min.time()
        return cell.date().isoformat() if whole_day else cell.isoformat(" ")
    if isinstance(cell, date | timedelta):
        return str(cell)
    if isinstance(cell, bool):
        return str(cell).upper() if kind == "text" else cell
    if isinstance(cell, float) and cell.is_integer() and kind != "figure":
        cell = int(cell)
    if isinstance(cell, str):
        return from_text(cell, kind)
    return str(cell) if kind == "text" else cell


NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,20})?([eE][-+]?[0-9]{1,3})?", re.ASCII)


FLAGS = {"true": True, "false": False}


def from_text(text: str, kind: Kind) -> Any:
    """A number, or a yes or no, that is told as a text; what is none is left to the strict reader."""
    if kind == "flag":
        return FLAGS.get(text.casefold(), text)
    if kind not in ("whole", "figure") or not NUMBER.fullmatch(text):
        return text
    return int(text) if text.lstrip("-").isdecimal() else float(text)
