"""The report as Markdown. Typed text is escaped: it can be no heading, link, table or HTML."""

import re

from te_planner.exchange.report.model import Chart, Facts, Paragraph, Report, Section, Table, shown, walk
from te_planner.exchange.safe_text import one_line

SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$]|&(?=#?\w+;))")
LEADING = re.compile(r"^(\d*)([-+=.)])")
"""What begins a list or an underlined heading at the start of a line."""


def write_md(report: Report) -> str:
    """The whole report."""
    parts = [f"# {escaped(report.title)}", _facts(report.head)]
    for depth, section in walk(report.sections):
        parts.append(f"{'#' * (depth + 2)} {escaped(section.title)}")
        parts += _blocks(section)
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """The text as the characters that it has."""
    text = SPECIAL.sub(r"\\\1", one_line(text))
    return LEADING.sub(r"\1\\\2", text)


def _blocks(section: Section) -> list[str]:
    parts = []
    for block in section.blocks:
        if isinstance(block, Table):
            parts.append(_table(block))
        elif isinstance(block, Facts):
            parts.append(_facts(block))
        elif isinstance(block, Chart):
            parts.append(f"*{escaped(block.title)}.* {escaped(block.text)}")
            parts += [_table(block.table)] if block.table else []
        else:
            parts.append(_paragraph(block))
    return parts


def _paragraph(block: Paragraph) -> str:
    label = {"derived": "*Derived.* ", "warning": "**Note.** ", "plain": ""}[block.tone]
    return label + escaped(block.text)


def _facts(block: Facts) -> str:
    return "\n".join(f"- **{escaped(f.label)}:** {escaped(shown(f.kind, f.value))}" for f in block.facts)


def _table(table: Table) -> str:
    if not table.rows:
        return escaped(table.empty)
    head = [escaped(column.title) for column in table.columns]
    rows = [
        [escaped(shown(column.kind, value)) for column, value in zip(table.columns, row, strict=True)]
        for row in table.rows
    ]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
