"""From the rows of a sheet to what they ask: its heading row found, its columns matched, its cells read."""

import re
from collections.abc import Iterable, Sequence
from itertools import compress, repeat
from operator import is_
from typing import Any, NamedTuple

from te_planner.exchange.imports.day_column import Bad
from te_planner.exchange.imports.grid import Grid
from te_planner.exchange.imports.headings import GUESSED, HINTS, Match, match, plain, recognised
from te_planner.exchange.imports.model import Asked, Column, Fault, Incoming, Kind, Place, Rows, Table
from te_planner.exchange.imports.options import Options
from te_planner.exchange.imports.two_rows import joined
from te_planner.exchange.imports.unheaded import PLACES, by_headings, by_words, letter, unheaded
from te_planner.exchange.imports.values import column_values
from te_planner.exchange.imports.wide_budget import Line, a_line_a_year, as_budget

HEADINGS = 30
"""Rows in which the heading is looked for."""
NOTHING = frozenset(
    {"", "-", "–", "—", "?", "n/a", "na", "n.a.", "tbd", "tbc", "tba", "k.a.", "null", "#n/a"}
)
"""What people write for nothing; in texts only the empty cell is nothing."""
LONG = 5
"""Signs that none of them has."""
TEXTS = frozenset(
    {"key", "title", "name", "project", "on", "note", "owner", "unit", "made_by", "cell", "system"}
)
TOTAL = ("total", "sum", "grand", "sub", "gesamt", "zwischen", "insgesamt", "totaux")
TOTALS = (
    r"(grand |sub ?|sub-)?(totals?|sum|summe|gesamt|gesamtsumme|zwischensumme|insgesamt|suma|totaux)"
    r"(\s*[:.]|[ (:].*\d.*)?"
)


class Body(NamedTuple):
    """The rows under a heading that say something, each with its number; and those left out."""

    numbers: Sequence[int]
    rows: list[list[Any]]
    left_out: list[Fault]
    blank: int


def read_table(file: str, grid: Grid, options: Options) -> Incoming | None:
    """What a sheet asks; None where it has no heading row of any kind."""
    found = _heading(grid, options)
    if found is None:
        return None
    grid, number, matched = _of_two_rows(grid, *found, options)
    width = len(matched.columns)
    place = Place(file, grid.sheet)
    body = _body(place, grid.rows, number, width, matched)
    budget = as_budget(matched)
    used = {n for each in (matched, budget) if each for n, one in enumerate(each.columns) if one.value}
    read = [each for each in (None if budget and _names_only(matched) else matched, budget) if each]
    parts = [_rows(place, each, body, options) for each in read]
    asked = [part[0] for part in parts if part[0]]
    faults = dict.fromkeys(fault for part in parts for fault in part[1])
    notes = dict.fromkeys(note for part in parts for note in part[2])
    unread = [
        Fault(place._replace(row=number, column=column.heading), "This column is not read: it fits no value.")
        for n, column in enumerate(matched.columns)
        if column.heading and not any(each.columns[n].why for each in read)
    ]
    unread += [
        Fault(place._replace(row=number, column=letter(n)), "This column has no heading, and is not read.")
        for n, column in enumerate(matched.columns)
        if number and not column.heading and any(_filled(row[n]) for row in body.rows)
    ]
    passed_over = {each.place.row for each in body.left_out}
    remarks = [
        Fault(place._replace(row=row, column=column), text)
        for row, column, text in grid.remarks
        if row > number and row not in passed_over and PLACES.get(column.casefold()) in used
    ]
    bad = {each.place.row for each in remarks}
    if bad:
        asked = [[each for each in part if each.place.row not in bad] for part in asked]
    blank = (f"Blank rows passed over: {body.blank}.",) if body.blank else ()
    return Incoming(
        file,
        tuple(asked),
        (*remarks, *faults),
        (*grid.notes, *notes, *blank),
        (*unread, *body.left_out),
        tuple(Table(grid.sheet, each.kind, number, each.columns) for each in read),
    )


def _of_two_rows(grid: Grid, number: int, matched: Match, options: Options) -> tuple[Grid, int, Match]:
    """The same, with the row below the headings joined to them where it heads columns too."""
    if not 0 < number < len(grid.rows):
        return grid, number, matched
    row = joined(grid.rows[number - 1], grid.rows[number], matched)
    if row is None:
        return grid, number, matched
    both = grid._replace(rows=[*grid.rows[: number - 1], [], row, *grid.rows[number + 1 :]])
    found = _heading(both, options)
    if found is None or found[0] != number + 1 or _score(found[1]) < _score(matched):
        return grid, number, matched
    return both, *found


def _score(matched: Match) -> int:
    years = as_budget(matched)
    return matched.score + (years.score if years else 0)


def _names_only(matched: Match) -> bool:
    """Whether a table of projects says no more of them than which they are."""
    return sum(bool(each.value) for each in matched.columns) == 1


def _heading(grid: Grid, options: Options) -> tuple[int, Match] | None:
    """The row that names most columns of a kind; else none (row 0), where columns are told by their place."""
    if not options.columns:
        return _named(grid, options)
    if len(words := by_words(options.columns)) == len(options.columns):
        return _named(grid, options)
    if found := _named(grid, options._replace(columns=words)):
        row = grid.rows[found[0] - 1]
        before = options.remembered.get(headings_key(row), {})
        told = match(found[1].kind, row, by_headings(options.columns, row), before)
        return found[0], told or found[1]
    if bare := unheaded(grid, options):
        return 0, bare
    return _named(grid, options)  # a heading may read as a column's letter


def _named(grid: Grid, options: Options) -> tuple[int, Match] | None:
    """Of equals the first row, and the kind that asks for more."""
    hint = HINTS.get(plain(grid.sheet))
    kinds = [options.kind] if options.kind else GUESSED
    best: tuple[tuple[int, int, int], int, Match] | None = None
    for number, row in enumerate(grid.rows[:HEADINGS], 1):
        before = options.remembered.get(headings_key(row), {}) if options.remembered else {}
        if not (recognised(row) or before or options.columns):
            continue
        for rank, kind in enumerate(kinds):
            found = match(kind, row, options.columns, before)
            if found is None:
                continue
            score = (_score(found) + 2 * (kind == hint), -number, -rank)
            if best is None or score > best[0]:
                best = score, number, found
    return (best[1], best[2]) if best else None


def headings_key(row: Sequence[Any]) -> tuple[str, ...]:
    """By what a table's headings are told from another's."""
    return tuple(filter(None, (plain(each) for each in row if isinstance(each, str))))


def _body(place: Place, rows: list[list[Any]], heading: int, width: int, matched: Match) -> Body:
    texts = [column.heading for column in matched.columns]
    under = rows[heading:]
    begins = {row[0] if row else None for row in under}
    doubtful = {begin for begin in begins if isinstance(begin, str) and _doubtful(begin, texts)}
    if not doubtful and all(map(_filled, begins)):  # each of them is an entry: most tables are like that
        whole = min(map(len, under), default=0) >= width
        padded = under if whole else [_padded(row, width) for row in under]
        return Body(range(heading + 1, len(rows) + 1), padded, [], 0)
    body = Body([], [], [], 0)
    numbers: list[int] = []
    blank = waiting = 0
    for number, row in enumerate(under, heading + 1):
        begin = row[0] if row else None
        if not begin or not _filled(begin):
            begin = next(filter(_filled, row), None)
            if begin is None:
                waiting += 1
                continue
            look = isinstance(begin, str) and _doubtful(begin, texts)
        else:
            look = begin in doubtful
        if waiting:  # those at the end are no more than the end
            blank, waiting = blank + waiting, 0
        if look and (why := _no_entry(begin, row, texts)):
            body.left_out.append(Fault(place._replace(row=number), why))
            continue
        numbers.append(number)
        body.rows.append(_padded(row, width))
    return body._replace(numbers=numbers, blank=blank)


def _padded(row: list[Any], width: int) -> list[Any]:
    return row if len(row) >= width else [*row, *[None] * (width - len(row))]


def _doubtful(begin: str, texts: list[str]) -> bool:
    return begin in texts or begin.strip().casefold().startswith(TOTAL)


def _no_entry(begin: str, row: list[Any], texts: list[str]) -> str:
    """Why a row is a table's own and no entry: it sums others up, or heads them again."""
    text = begin.strip().casefold()
    if text.startswith(TOTAL) and re.fullmatch(TOTALS, text):
        return f"“{begin.strip()[:40]}” sums up other rows, and is no entry."
    if begin in texts and all(cell in (None, "") or cell in texts for cell in row):
        return "The headings stand here once more."
    return ""


def _filled(cell: Any) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _rows(
    place: Place, matched: Match, body: Body, options: Options
) -> tuple[Rows | list[Asked], list[Fault], tuple[str, ...]]:
    """Column by column, each different cell once; row by row only where a row has more to say."""
    kind = matched.kind
    heads = {column.value: column.heading for column in matched.columns if column.value}
    columns = zip(*body.rows, strict=False) if body.rows else repeat(())
    read: dict[str, Sequence[Any]] = {}
    notes: tuple[str, ...] = ()
    bad = False
    for column, cells in zip(matched.columns, columns, strict=False):
        if not column.value:
            continue
        different = dict.fromkeys(cells)  # in their order: notes name the first that decides
        short = [cell for cell in different if type(cell) is not str or len(cell.strip()) < LONG]
        nothing = {cell for cell in short if _says_nothing(cell, column.value)}
        told = [cell for cell in different if cell not in nothing]
        memo, said = _column(column, told, matched, body, options)
        bad = bad or Bad in set(map(type, memo.values()))
        notes += said
        memo.update(dict.fromkeys(nothing))
        unchanged = all(map(is_, memo, memo.values()))
        read[column.value] = cells if unchanged else list(map(memo.__getitem__, cells))
    rows = Rows(kind, place, body.numbers, read, heads)
    faults: list[Fault] = []
    if bad:
        rows, faults = _understood(rows)
    after = _AFTER.get(kind) if kind == "budget" or "complete" in heads else None
    if not after:
        return rows, faults, notes
    found: Iterable[Line] = [(each.place, dict(each.values), heads) for each in rows]
    if any(" " in name for name in heads):
        found = a_line_a_year(found)
    if between := next((each for each in read.get("complete", ()) if each not in (None, 100)), None):
        notes += (f"Column {heads['complete']}: {between} % is not kept. {PROGRESS[kind]}",)
    judged = [(line, after(line[1], options)) for line in found]
    faults += [Fault(line[0], fault) for line, fault in judged if fault]
    faults.sort(key=lambda each: each.place.row)
    return [Asked(kind, *line) for line, fault in judged if not fault], faults, notes


def _column(
    column: Column, told: list[Any], matched: Match, body: Body, options: Options
) -> tuple[dict[Any, Any], tuple[str, ...]]:
    """What the values of a column mean; what it leaves open, the other columns of the sheet may show."""
    what = column.value.partition(" ")[0]  # a budget's is told with its year
    memo, notes = column_values(matched.kind, what, told, options, column.heading)
    wrong = [value for value in memo.values() if type(value) is Bad]
    asks = next((each.asks for each in wrong if each.asks), "")
    if not asks:
        return memo, notes
    from te_planner.exchange.imports.agreed import as_others_show

    settled, why = as_others_show(matched.kind, matched.columns, body.rows, asks, options)
    if not why:
        return memo, notes
    memo, notes = column_values(matched.kind, what, told, settled, column.heading)
    return memo, (*notes, f"Column {column.heading}: {why}.")


def _understood(rows: Rows) -> tuple[Rows, list[Fault]]:
    """The rows in which each cell means something, and what is wrong with the others."""
    wrong = {
        (row, place): each
        for place, cells in enumerate(rows.columns.values())
        for row, each in enumerate(cells)
        if type(each) is Bad
    }
    headings = list(rows.heads.values())
    faults = [
        Fault(rows.place._replace(row=rows.numbers[row], column=headings[place]), wrong[row, place].text)
        for row, place in sorted(wrong)
    ]
    refused = {row for row, _ in wrong}
    good = [row not in refused for row in range(len(rows))]
    columns = {name: list(compress(cells, good)) for name, cells in rows.columns.items()}
    return Rows(rows.kind, rows.place, list(compress(rows.numbers, good)), columns, rows.heads), faults


def _says_nothing(cell: Any, value: str) -> bool:
    if cell is None:
        return True
    if not isinstance(cell, str):
        return False
    text = cell.strip()
    return not text or (value not in TEXTS and len(text) < LONG and text.casefold() in NOTHING)


def _completed(values: dict[str, Any], _options: Options) -> str:
    """A milestone is done on a day, or it is not: a percentage says no day."""
    complete = values.pop("complete", None)
    if complete == 100 and "actual" not in values:
        return "It is complete, but nothing says since when. Write the day in a column “actual”."
    return ""


def _money(values: dict[str, Any], options: Options) -> str:
    from te_planner.exchange.imports.number_column import Amount, currency_of

    told = values.get("currency")
    figures = [each for name in ("planned", "actual") if isinstance(each := values.get(name), Amount)]
    units = [each.unit for each in figures if not (told and each.others)]
    codes = {currency_of(unit, options.currency) for unit in units} - {""}
    if None in codes:
        return f"“{next(unit for unit in units if unit)}” names no one currency. Write its code, such as USD."
    code = currency_of(told, options.currency) if told else None
    if told and code is None:
        return f"“{told}” is no currency. Write its three letters, such as USD."
    codes |= {code} - {None}
    if len(codes) > 1:
        return f"The row names several currencies: {', '.join(sorted(filter(None, codes)))}. Keep one."
    for name in ("planned", "actual"):
        if name in values:
            values[name] = values[name].value
    if codes:
        values["currency"] = codes.pop()
    return ""


def _no_progress(values: dict[str, Any], _options: Options) -> str:
    values.pop("complete", None)  # progress is what its milestones say
    return ""


PROGRESS: dict[Kind, str] = {
    "milestone": "A milestone is done on a day, or it is open.",
    "project": "A project's progress is that of its milestones.",
}
_AFTER = {"milestone": _completed, "project": _no_progress, "budget": _money}
