"""Columns by their place, “2” or “B”: where a table has no headings, or one that says nothing."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from te_planner.exchange.imports.grid import MOST_COLUMNS, Grid
from te_planner.exchange.imports.headings import GUESSED, NEEDED, Match, at, plain
from te_planner.exchange.imports.model import VALUES, Column, Fault, Incoming, Kind, Place, Table
from te_planner.exchange.imports.options import Options

ADDRESS = re.compile(r"[1-9]\d{0,2}|[a-z]{1,2}")
SAMPLE = 24
"""Signs of a cell that are shown of a column that nobody has a meaning for yet."""
SAY = "No row of it names columns. Say what each column holds: A, B … stand for the first, the second …"


def letter(place: int) -> str:
    """A column's letters, as a spreadsheet has them: A is the first (0)."""
    first, last = divmod(place, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


PLACES = {letter(place).casefold(): place for place in range(MOST_COLUMNS)}
PLACES |= {str(place + 1): place for place in range(MOST_COLUMNS)}


def by_words(columns: Mapping[str, str]) -> dict[str, str]:
    """What was said of columns by their headings."""
    return {heading: value for heading, value in columns.items() if heading not in PLACES}


def by_headings(columns: Mapping[str, str], row: Sequence[Any]) -> dict[str, str]:
    """The same, with places put into the words of a heading row, unless a heading itself reads so."""
    texts = [plain(each) if isinstance(each, str) else "" for each in row]
    said = dict(columns)
    for heading, value in columns.items():
        place = PLACES.get(heading, len(texts))
        if heading not in texts and place < len(texts) and texts[place]:
            said[texts[place] if texts.count(texts[place]) == 1 else at(place)] = value
    return said


def unheaded(grid: Grid, options: Options) -> Match | None:
    """The columns of a table without headings, all by their place; None where too little is said of them."""
    columns = _columns(grid, options)
    values = {each.value for each in columns if each.value}
    kinds = [options.kind] if options.kind else [*GUESSED]
    fits = (kind for kind in kinds if values and _fits(kind, values))
    kind = next(fits, None)
    return Match(kind, columns, len(values)) if kind else None


def _fits(kind: Kind, values: set[str]) -> bool:
    known = values <= {*VALUES[kind], "complete"}
    return known and all(values.intersection(group) for group in NEEDED[kind])


def _columns(grid: Grid, options: Options) -> tuple[Column, ...]:
    said = {PLACES[each]: value for each, value in options.columns.items() if each in PLACES}
    width = max(map(len, grid.rows), default=0)
    return tuple(
        Column(letter(place), said[place], "as you said") if place in said else Column(letter(place), "", "")
        for place in range(width)
    )


def to_be_said(file: str, grid: Grid, options: Options) -> Incoming:
    """A table of which nobody knows yet what it holds: a cell of each column shows what could be meant."""
    columns = [
        each if each.value else each._replace(why=f"such as {sample}")
        for place, each in enumerate(_columns(grid, options))
        if (sample := next((str(row[place])[:SAMPLE] for row in grid.rows if _holds(row, place)), ""))
    ]
    table = Table(grid.sheet, options.kind or "project", 0, tuple(columns))
    return Incoming(file, (), (Fault(Place(file, grid.sheet), SAY),), grid.notes, (), (table,))


def _holds(row: Sequence[Any], place: int) -> bool:
    return place < len(row) and row[place] not in (None, "")
