"""A chart of counts over time in characters: a column a day, each cell of the roadmap a step of it."""

from collections.abc import Sequence
from typing import NamedTuple

from te_planner.plan.days import MONTHS
from te_planner.plan.snapshot import Day
from te_planner.tui.lines import Line, Span, line

COLUMN = 3
"""Cells of a column with the space after it."""
AXIS = 5
"""Cells left of the first column."""
LABELS = 3
"""Columns from one label of the axis to the next."""


class Level(NamedTuple):
    """What is satisfied on a day: actions, conditions, and how many of both apply."""

    actions: int
    conditions: int
    of: int


class Fill(NamedTuple):
    """What a column is made of, with the words for the legend."""

    actions: str
    conditions: str
    rest: str


FILLS = {False: Fill("█", "▒", "·"), True: Fill("#", "=", ".")}
"""By whether marks are plain."""


def fitting(width: int) -> int:
    """The columns that fit."""
    return max((width - AXIS + 1) // COLUMN, 1)


def chart_lines(levels: Sequence[Level], height: int, *, plain: bool) -> list[Line]:
    """The columns from the left, at most `height` lines high; the top is all that applies.

    Where there is less height than cells, parts are rounded down: a column is full only when all are there.
    """
    most = max((each.of for each in levels), default=0)
    high = min(height, most)
    fill = FILLS[plain]
    made = []
    for step in range(high, 0, -1):
        label = f"{most if step == high else '':>{AXIS - 2}}  "
        made.append(line(Span(label, "quiet"), *(_part(each, step, high, fill) for each in levels)))
    return made


def _part(level: Level, step: int, high: int, fill: Fill) -> Span:
    """What a column shows at a step of the height."""
    of = max(level.of, 1)
    if step <= level.actions * high // of:
        sign, tone = fill.actions, "good"
    elif step <= (level.actions + level.conditions) * high // of:
        sign, tone = fill.conditions, "work"
    else:
        sign, tone = (fill.rest, "quiet") if level.of else (" ", "")
    return Span(sign * (COLUMN - 1) + " ", tone)


def days_line(days: Sequence[Day]) -> Line:
    """Months under the columns, each ending where its column does."""
    text = ""
    for place in range((len(days) - 1) % LABELS, len(days), LABELS):
        year, month, _ = days[place].split("-")
        label = f"{MONTHS[int(month) - 1]} {year[2:]}"
        text = text.ljust(AXIS + place * COLUMN + COLUMN - 1 - len(label)) + label
    return line(Span(text, "quiet"))
