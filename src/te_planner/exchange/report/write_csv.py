"""The report as CSV: its tables one under another, each with its title and its column titles."""

from te_planner.exchange.csv_text import NOTE, Value, csv_text
from te_planner.exchange.report.model import Block, Chart, Facts, Paragraph, Report, shown, walk
from te_planner.exchange.safe_text import one_line


def write_csv(report: Report) -> str:
    """The whole report; texts that look like formulas are quoted, and the second line says so."""
    rows: list[list[Value]] = [[one_line(report.title)], [NOTE], *_block(report.head)]
    path: list[str] = []
    for depth, section in walk(report.sections):
        path = [*path[:depth], section.title]
        rows += [[], [one_line(" / ".join(path))]]
        for block in section.blocks:
            rows += _block(block)
    return csv_text(rows)


def _block(block: Block) -> list[list[Value]]:
    if isinstance(block, Paragraph):
        return [[one_line(block.text)]]
    if isinstance(block, Chart):
        said: list[list[Value]] = [[one_line(f"{block.title}. {block.text}")]]
        return [*said, *_block(block.table)] if block.table else said
    if isinstance(block, Facts):
        return [[fact.label, shown(fact.kind, fact.value)] for fact in block.facts]
    if not block.rows:
        return [[block.empty]]
    head: list[Value] = [column.title for column in block.columns]
    body: list[list[Value]] = [
        [shown(column.kind, value) for column, value in zip(block.columns, row, strict=True)]
        for row in block.rows
    ]
    return [head, *body]
