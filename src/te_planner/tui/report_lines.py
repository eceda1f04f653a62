"""A report's document as lines: the same model that every format is written from."""

from collections.abc import Sequence
from itertools import zip_longest

from rich.cells import cell_len

from te_planner.exchange.report.model import Block, Chart, Facts, Report, Table, shown, walk
from te_planner.tui.lines import BLANK, Line, columns, labelled, wrap, wrapped

GAP = 2
LEAST = 6
NARROW = 14
"""Columns of room below which a text in a table's column can no longer be read well."""
TONES = {"derived": "derived", "warning": "check", "plain": ""}


def report_lines(report: Report, width: int) -> list[Line]:
    """The whole report, under what a public one still says of what is internal."""
    made = [each for text in report.quoted for each in wrapped(text, width, "late")]
    made += wrapped(report.title, width, "head")
    made += _facts(report.head, width)
    for depth, section in walk(report.sections):
        made += [BLANK, *wrapped(section.title, width, "head" if depth else "head strong")]
        for block in section.blocks:
            made += _block(block, width)
    return made


def _block(block: Block, width: int) -> list[Line]:
    if isinstance(block, Table):
        return _table(block, width)
    if isinstance(block, Facts):
        return _facts(block, width)
    if isinstance(block, Chart):
        said = wrapped(f"{block.title}. {block.text}", width)
        return [*said, *_table(block.table, width)] if block.table else said
    return wrapped(block.text, width, TONES[block.tone])


def _facts(facts: Facts, width: int) -> list[Line]:
    return [
        each
        for fact in facts.facts
        for each in (labelled(fact.label, shown(fact.kind, fact.value), width) if len(fact.label) < 12
                     else wrapped(f"{fact.label}: {shown(fact.kind, fact.value)}", width))
    ]  # fmt: skip


def _table(table: Table, width: int) -> list[Line]:
    if not table.rows:
        return wrapped(table.empty, width, "quiet")
    texts = [
        [shown(column.kind, value) for column, value in zip(table.columns, row, strict=True)]
        for row in table.rows
    ]
    titles = [column.title for column in table.columns]
    needed = [max(map(cell_len, column)) for column in zip(titles, *texts, strict=True)]
    widths = _widths(needed, width)
    if any(room < min(need, NARROW) for room, need in zip(widths, needed, strict=True)):
        return [each for row in texts for each in (BLANK, *_record(titles, row, width))]
    head = _row(titles, widths, "strong")
    return [BLANK, *head, *(each for row in texts for each in _row(row, widths))]


def _row(texts: Sequence[str], widths: Sequence[int], tone: str = "") -> list[Line]:
    """A row of a table; what is wider than its column goes on below."""
    cells = [wrap(text, size) for text, size in zip(texts, widths, strict=True)]
    return [
        columns([(part, tone) for part in parts], widths, gap=GAP)
        for parts in zip_longest(*cells, fillvalue="")
    ]


def _record(titles: Sequence[str], row: Sequence[str], width: int) -> list[Line]:
    """A row whose columns have no room side by side: its first text, then the others with their titles."""
    rest = " · ".join(f"{title}: {text}" for title, text in zip(titles[1:], row[1:], strict=True) if text)
    return [*wrapped(row[0], width, "strong"), *wrapped(rest, width, indent=2)]


def _widths(needed: Sequence[int], width: int) -> list[int]:
    """Each column as wide as its texts; the widest give way until the table fits."""
    found = list(needed)
    over = sum(found) + GAP * (len(found) - 1) - width
    while over > 0 and max(found) > LEAST:
        found[found.index(max(found))] -= 1
        over -= 1
    return found
