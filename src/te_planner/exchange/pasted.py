"""Projects from a table that was pasted: tab-separated, as spreadsheets give it."""

import csv
import io
from collections.abc import Collection
from typing import Any, NamedTuple

from te_planner.errors import WrongCall
from te_planner.exchange.csv_text import FORMULA_STARTS
from te_planner.plan.snapshot import Day
from te_planner.plan.typed_days import edge_of, typed_day
from te_planner.plan.words import STATUSES

ORDER = ("title", "owner", "start", "end", "status", "key", "note")
"""The columns of a table without a heading."""
MOST = 5000


class PastedRow(NamedTuple):
    """A line of the table: the values of a project, or why it is none."""

    line: int
    values: dict[str, Any]
    fault: str = ""


class Pasted(NamedTuple):
    """What was pasted; `left_out` names columns that are not read."""

    rows: tuple[PastedRow, ...]
    left_out: tuple[str, ...] = ()

    @property
    def good(self) -> tuple[PastedRow, ...]:
        return tuple(each for each in self.rows if not each.fault)


def read_projects(text: str, today: Day, keys: Collection[str]) -> Pasted:
    """The projects of a table. One bad line costs no other; `keys` are taken already, in capitals.

    A first line that names a title column is the heading; else the columns are those of `ORDER`.
    """
    try:
        read = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
    except csv.Error as error:
        return Pasted((PastedRow(1, {}, f"This is no table: {error}."),))
    lines = [line for line in read if any(map(str.strip, line))]
    names = [name.strip().casefold() for name in lines[0]] if lines else []
    headed = "title" in names
    columns = names if headed else list(ORDER)
    taken = set(keys)
    rows = []
    for number, cells in enumerate(lines[headed:][:MOST], 1 + headed):
        row = _row(number, dict(zip(columns, map(_cell, cells), strict=False)), today, taken)
        taken.add(row.values.get("key", "").upper())
        rows.append(row)
    return Pasted(tuple(rows), tuple(name for name in columns if name and name not in ORDER))


def _cell(text: str) -> str:
    """A cell without the quote mark that our own tables put before what looks like a formula."""
    text = text.strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text


def _row(number: int, cells: dict[str, str], today: Day, taken: Collection[str]) -> PastedRow:
    values: dict[str, Any] = {name: cells[name] for name in ORDER if cells.get(name)}
    try:
        _check(values, today, taken)
    except WrongCall as error:
        return PastedRow(number, {}, str(error))
    return PastedRow(number, values)


def _check(values: dict[str, Any], today: Day, taken: Collection[str]) -> None:
    if "title" not in values:
        raise WrongCall("It has no title.")
    if "key" in values and values["key"].upper() in taken:
        raise WrongCall(f"There is a project {values['key']} already.")
    if "status" in values:
        values["status"] = values["status"].casefold()
        if values["status"] not in STATUSES:
            raise WrongCall(f"“{values['status']}” is no status. Write one of: {', '.join(STATUSES)}.")
    for name in ("start", "end"):
        if name in values:
            values[name] = typed_day(values[name], name, today, edge_of("add_project", name))
    if values.get("start", "") > values.get("end", "9999"):
        raise WrongCall(f"The end {values['end']} lies before the start {values['start']}.")
