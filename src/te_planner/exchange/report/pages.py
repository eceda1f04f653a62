"""A report on paper: which parts lie across the page, and how wide a table's columns are."""

from collections.abc import Sequence
from typing import NamedTuple

from te_planner.exchange.report.model import Chart, Report, Section, Table, shown, walk

PORTRAIT, LANDSCAPE = 118, 205
"""Characters of a table's line, upright and across."""
WORD = 16
"""A longer word may be cut, where its column is narrow."""
GAP = 2
SHORT = 8
"""So many headings need no list of contents."""
WHOLE = ("day", "percent", "stage")
"""What is not broken over two lines."""


class Part(NamedTuple):
    """Sections, each with its depth, that lie the same way on the page."""

    wide: bool
    sections: tuple[tuple[int, Section], ...]


class Grid(NamedTuple):
    """A table in words: the columns' titles, the rows, and each column's width in characters."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    wide: bool


def is_short(report: Report) -> bool:
    """Whether one finds one's way without a list of contents."""
    return len(list(walk(report.sections))) <= SHORT


def parts(report: Report) -> list[Part]:
    """The sections in reading order. What follows a wide one stays across until the next chapter.

    A short report lies one way: a page that is turned begins anew, and leaves the one before it half empty.
    """
    if is_short(report):
        sections = tuple(walk(report.sections))
        wide = any(grid(table).wide for _, section in sections for table in tables(section))
        return [Part(wide, sections)]
    found: list[Part] = []
    for depth, section in walk(report.sections):
        wide = any(grid(table).wide for table in tables(section))
        if found and depth and found[-1].wide:
            wide = True
        if found and found[-1].wide == wide:
            found[-1] = Part(wide, (*found[-1].sections, (depth, section)))
        else:
            found.append(Part(wide, ((depth, section),)))
    return found


def tables(section: Section) -> list[Table]:
    """The tables of a section's blocks, those of charts among them."""
    found = [block.table if isinstance(block, Chart) else block for block in section.blocks]
    return [each for each in found if isinstance(each, Table)]


def grid(table: Table) -> Grid:
    """The table as it is printed."""
    titles = tuple(column.title for column in table.columns)
    kinds = [column.kind for column in table.columns]
    rows = tuple(
        tuple(shown(kind, value) for kind, value in zip(kinds, row, strict=True)) for row in table.rows
    )
    columns = list(zip(titles, *rows, strict=True))
    least = [_least(kind, column) for kind, column in zip(kinds, columns, strict=True)]
    wide = sum(least) + GAP * len(least) > PORTRAIT
    return Grid(titles, rows, _widths(columns, least, LANDSCAPE if wide else PORTRAIT), wide)


def _widths(columns: Sequence[Sequence[str]], least: Sequence[int], room: int) -> tuple[float, ...]:
    """Each column has its longest word at least; what is left goes to those with the most text."""
    lengths = [[len(text) for text in column] for column in columns]
    wants = [
        max(low, min(max(own), 3 * sum(own) // len(own))) for low, own in zip(least, lengths, strict=True)
    ]
    spare = room - sum(least) - GAP * len(least)
    asked = sum(wants) - sum(least)
    share = min(1.0, max(0, spare) / asked) if asked else 0.0
    return tuple(round(low + (want - low) * share + GAP, 2) for low, want in zip(least, wants, strict=True))


def _least(kind: str, column: Sequence[str]) -> int:
    """What a column needs at least: a day in one piece, else its longest word."""
    head, *rest = column
    words = set(rest) if kind in WHOLE else {word for text in set(rest) for word in text.split()}
    bold = max((_room(word) * 1.1 for word in head.split()), default=0)
    longest = max(map(_room, words), default=0)
    return round(max(bold, longest if kind in WHOLE else min(WORD, longest)))


def _room(text: str) -> float:
    """Capitals and figures are wider than the mean."""
    return len(text) + sum(not sign.islower() for sign in text) / 5
