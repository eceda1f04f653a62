"""A report on paper: which parts lie across the page, and how wide a table's columns are."""

from collections.abc import Sequence
from typing import NamedTuple

from te_planner.exchange.report.model import Chart, Report, Section, Table, shown, walk

PORTRAIT = 118
"""Characters of a table's line on an upright page; a page across has those of its paper."""
WORD = 16
"""A longer word may be cut, where its column is narrow."""
GAP = 2
WHOLE_ROW = 600
"""A row with a longer text may go on over the page."""
PAGE = 70
"""Lines of a table that fill an upright page."""
SHORTER = 1.4
"""So many lines of an upright page stand for one across: it is less high, and its type is smaller."""
SAMPLE = 200
"""Rows by which a long table is judged."""
STEPS = 12
SHORT = 8
"""So many headings need no list of contents."""
WHOLE = ("day", "percent", "stage")
"""What is not broken over two lines."""


SMALL_PRINT = ("basis", "record")
"""The sections that a short report has in small print at its end."""


class Paper(NamedTuple):
    """A sheet: typst's name, its sides in millimetres, and the characters of a table's line across it.

    `upright`, `lying`: how high a picture may be on it, in millimetres.
    """

    name: str
    width: int
    height: int
    across: int
    upright: int
    lying: int


PAPERS = {"a4": Paper("a4", 210, 297, 205, 205, 135), "letter": Paper("us-letter", 216, 279, 190, 187, 135)}
LETTER = ("USD", "CAD")


def usual_paper(currency: str) -> str:
    """Letter where the money is of the United States or Canada, else A4."""
    return "letter" if currency in LETTER else "a4"


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
    lines: int
    """About so many does it take."""


def is_short(report: Report) -> bool:
    """Whether one finds one's way without a list of contents."""
    return sum(each.key not in SMALL_PRINT for _, each in walk(report.sections)) <= SHORT


def heading(section: Section, *, short: bool) -> str:
    """A section's heading; in a short report it stands for the caption of a table of the same title."""
    own = [each for each in section.blocks if isinstance(each, Table) and each.rows and each.derived]
    derived = any(not has_caption(section, each, short=short) for each in own)
    return section.title + (" (derived)" if derived else "")


def has_caption(section: Section, table: Table, *, short: bool) -> bool:
    """Whether a table is told by a number and title: in a long report, where it is cited by them, or where
    the heading does not say its title already."""
    return not short or table.title != section.title


def parts(report: Report) -> list[Part]:
    """The sections in reading order. What follows a wide one stays across until the next chapter.

    A short report lies one way: a page that is turned begins anew, and leaves the one before it half empty.
    """
    paper = PAPERS[report.paper]
    if is_short(report):
        sections = tuple(walk(report.sections))
        wide = any(grid(table, paper).wide for _, section in sections for table in tables(section))
        return [Part(wide, sections)]
    found: list[Part] = []
    sections = tuple(walk(report.sections))
    lie = [any(grid(table, paper).wide for table in tables(section)) for _, section in sections]
    for place, (depth, section) in enumerate(sections):
        wide = lie[place]
        if not depth and not tables(section) and place + 1 < len(sections) and sections[place + 1][0]:
            wide = lie[place + 1]  # a chapter's first words lie as what they lead to
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


def grid(table: Table, paper: Paper = PAPERS["a4"]) -> Grid:
    """The table as it is printed."""
    titles = tuple(column.title for column in table.columns)
    kinds = [column.kind for column in table.columns]
    rows = tuple(
        tuple(shown(kind, value) for kind, value in zip(kinds, row, strict=True)) for row in table.rows
    )
    columns = list(zip(titles, *rows, strict=True))
    least = [_least(kind, column) for kind, column in zip(kinds, columns, strict=True)]
    upright = _widths(columns, least, PORTRAIT)
    across = _widths(columns, least, paper.across)
    wide = sum(least) + GAP * len(least) > PORTRAIT or _is_worth_it(rows, upright, across)
    widths = across if wide else upright
    return Grid(titles, rows, widths, wide, _lines(rows, widths))


def is_whole(row: Sequence[str]) -> bool:
    """Whether it stays on one page."""
    return max(map(len, row)) < WHOLE_ROW


def _widths(columns: Sequence[Sequence[str]], least: Sequence[int], room: int) -> tuple[float, ...]:
    """Each column has its longest word at least; the others share the room for as many lines each."""
    lengths = [[len(text) for text in column] for column in columns]
    wants = [max(low, _typical(own)) for low, own in zip(least, lengths, strict=True)]
    spare = room - GAP * len(least)
    few, many = 1.0, max(1.0, max(wants, default=1) / max(1, min(least, default=1)))
    for _ in range(STEPS):
        lines = (few + many) / 2
        taken = sum(max(low, want / lines) for low, want in zip(least, wants, strict=True))
        few, many = (lines, many) if taken > spare else (few, lines)
    lines = 1.0 if sum(wants) <= spare else many
    return tuple(round(max(low, want / lines) + GAP, 2) for low, want in zip(least, wants, strict=True))


def _typical(lengths: Sequence[int]) -> float:
    """How long a column's texts are where it has some: their mean, each weighed by its own length."""
    return min(max(lengths), 1.2 * sum(each * each for each in lengths) / max(1, sum(lengths)))


def _is_worth_it(rows: Sequence[Sequence[str]], upright: Sequence[float], across: Sequence[float]) -> bool:
    """Whether a long table is so much shorter across that it takes fewer pages, which hold fewer lines."""
    high = _lines(rows, upright)
    return high > PAGE and high > SHORTER * _lines(rows, across)


def _lines(rows: Sequence[Sequence[str]], widths: Sequence[float]) -> int:
    """Of a long table by some of its rows."""
    some = rows[:: len(rows) // SAMPLE + 1]
    high = sum(
        max(-(-len(text) // max(1, int(width - GAP))) for text, width in zip(row, widths, strict=True))
        for row in some
    )
    return high * len(rows) // max(1, len(some))


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
