"""What a planner said of a table's columns, kept with the plan for the next file with the same headings.

It stands among the plan's long texts (`kept`): it is no figure of the plan, and undo leaves it.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from te_planner.exchange.imports.headings import at, plain
from te_planner.exchange.imports.model import Table
from te_planner.exchange.imports.table import headings_key
from te_planner.exchange.imports.unheaded import by_headings
from te_planner.plan.store import Plan

BEGIN = '{"te-planner": "import columns/1", '
MOST = 500
"""Signs of one such text are few; more of them than this no plan has."""

Remembered = Mapping[tuple[str, ...], Mapping[str, str]]


def remembered(plan: Plan) -> Remembered:
    """By the headings of a table: what was said of its columns last."""
    said = sorted(_kept(plan), key=lambda each: each[0])
    return {headings: columns for _, headings, columns in said}


def to_remember(plan: Plan, tables: Sequence[Table], columns: Mapping[str, str]) -> tuple[str, ...]:
    """The texts to keep: of each table in which the planner named columns."""
    import json

    number = 1 + max((each[0] for each in _kept(plan)), default=0)
    texts = []
    for table in tables:
        row = [each.heading for each in table.columns]
        headings = headings_key(row)
        told = {*headings, *map(at, range(len(row)))}
        named = {heading: value for heading, value in by_headings(columns, row).items() if heading in told}
        if named and table.heading_row:
            data = {"number": number, "headings": headings, "columns": named}
            texts.append(BEGIN + json.dumps(data, ensure_ascii=False, sort_keys=True)[1:])
    return tuple(texts)


def _kept(plan: Plan) -> Iterator[tuple[int, tuple[str, ...], dict[str, str]]]:
    def read(link: sqlite3.Connection) -> list[str]:
        query = "SELECT text FROM kept WHERE substr(text, 1, ?) = ? LIMIT ?"
        return [row[0] for row in link.execute(query, (len(BEGIN), BEGIN, MOST))]

    texts = plan.read(read)
    if texts:
        import json

    for text in texts:
        try:
            data = json.loads(text)
            columns = {_told(str(heading)): str(value) for heading, value in data["columns"].items()}
            yield int(data["number"]), tuple(map(str, data["headings"])), columns
        except (ValueError, KeyError, TypeError, AttributeError):
            continue  # written by a later version: the guess stands without it


def _told(heading: str) -> str:
    """A heading as it is compared; a place as it is."""
    return heading if heading.startswith(at(0)[:1]) else plain(heading)
