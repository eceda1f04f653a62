"""From days to columns and back, and the axis that says so: years above, quarters or months below."""

from datetime import date
from typing import NamedTuple

from te_planner.plan.days import MONTHS
from te_planner.plan.snapshot import Day

ZOOMS = (2, 4, 7, 14, 30, 91)
"""Days a column stands for, from months to decades."""

USUAL = 3
"""The zoom with which one begins: about four years on a wide screen."""

BEFORE = 5
"""The past has one column in this many, when one begins at today."""


class Scale(NamedTuple):
    """Which days `columns` columns show, each of `days` days, the first beginning on `begin` (an ordinal)."""

    begin: int
    days: int
    columns: int

    def column(self, day: Day) -> int:
        """The column of a day; below 0 or beyond the last where it is not shown."""
        return (date.fromisoformat(day).toordinal() - self.begin) // self.days

    def shows(self, column: int) -> bool:
        return 0 <= column < self.columns

    def day(self, column: int) -> date:
        """The first day of a column, within the calendar."""
        ordinal = self.begin + column * self.days
        return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def scale_around(day: Day, zoom: int, moved: int, columns: int) -> Scale:
    """A scale in which a day stands near the left, moved by so many columns."""
    days = ZOOMS[zoom]
    first = date.fromisoformat(day).toordinal() + (moved - columns // BEFORE) * days
    return Scale(max(first, 1), days, max(columns, 1))


def axis(scale: Scale) -> tuple[str, str]:
    """Years, and below them quarters or months where there is room for their names."""
    years, parts = [" "] * scale.columns, [" "] * scale.columns
    step = 1 if 30 // scale.days >= 4 else 3 if 91 // scale.days >= 3 else 0
    first = scale.day(0)
    year, month = first.year, first.month
    while True:
        column = (date(year, month, 1).toordinal() - scale.begin) // scale.days
        if column >= scale.columns:
            break
        if month == 1:
            _write(years, column, str(year))
        if step and (month - 1) % step == 0:
            _write(parts, column, MONTHS[month - 1] if step == 1 else f"Q{(month + 2) // 3}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        if year > date.max.year:
            break
    if not "".join(years[:6]).strip():
        _write(years, 0, str(first.year))
    return "".join(years), "".join(parts)


def _write(columns: list[str], at: int, text: str) -> None:
    for place, sign in enumerate(text, at):
        if 0 <= place < len(columns) and at >= 0:
            columns[place] = sign
