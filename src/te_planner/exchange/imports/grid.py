"""A sheet of somebody's table, as rows of raw values; what a file may hold at most."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple

from te_planner.errors import Unreadable

LARGEST = 64_000_000
"""Bytes of a file."""
MOST_ROWS = 100_000
MOST_COLUMNS = 256
MOST_CELLS = 4_000_000
LONGEST = 32_767
"""Signs of a cell, as in Excel."""


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How old Office files begin, and new ones with a password."""

Progress = Callable[[int, int], None]
"""Told how much of how much is done; what it raises stops the work."""


class Measured(NamedTuple):
    """A number whose cell says its unit: `%`, or a currency's code or symbol."""

    value: float
    unit: str

    def __str__(self) -> str:
        number = self.value * 100 if self.unit == "%" else self.value
        return f"{round(number, 10):.15g} {self.unit}"


Raw = str | int | float | date | datetime | Measured | None


class Grid(NamedTuple):
    """A sheet: its first row is row 1. `remarks` name cells that could not be read as they are."""

    sheet: str
    rows: list[Any]
    notes: tuple[str, ...] = ()
    remarks: tuple[tuple[int, str, str], ...] = ()


def too_much(file: str, what: str) -> Unreadable:
    return Unreadable(f"{file} has {what}.\nSplit it, or leave out what the plan does not need.")


def bounded(file: str, rows: int, cells: int, columns: int) -> None:
    """Raises Unreadable where a table is larger than any plan."""
    if rows > MOST_ROWS:
        raise too_much(file, f"more than {MOST_ROWS:,} rows")
    if columns > MOST_COLUMNS:
        raise too_much(file, f"a row of more than {MOST_COLUMNS} columns")
    if cells > MOST_CELLS:
        raise too_much(file, f"more than {MOST_CELLS:,} cells")
