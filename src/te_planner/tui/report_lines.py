"""A report's document as lines: the same model that every format is written from."""

from collections.abc import Sequence

from rich.cells import cell_len

from te_planner.exchange.report.model import Block, Chart, Facts, Report, Table, shown, walk
from te_planner.tui.lines import BLANK, Line, Span, columns, labelled, line, wrapped

GAP = 2
LEAST = 6
TONES = {"derived": "derived", "warning": "check", "plain": ""}


def report_lines(report: Report, width: int) -> list[Line]:
    """The whole report, under what a public one still says of what is internal.

    Texts that have no room in a table's column are shortened here, and only here.
    """
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
    widths = _widths([titles, *texts], width)
    head = columns([(title, "strong") for title in titles], widths, gap=GAP)
    return [line(Span("")), head, *(columns([(text, "") for text in row], widths, gap=GAP) for row in texts)]


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Each column as wide as its texts; the widest give way until the table fits."""
    found = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    over = sum(found) + GAP * (len(found) - 1) - width
    while over > 0 and max(found) > LEAST:
        found[found.index(max(found))] -= 1
        over -= 1
    return found
