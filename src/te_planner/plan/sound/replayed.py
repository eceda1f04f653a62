"""The journal's images, folded: each entry must begin where the last one ended."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table

from te_planner.errors import Unreadable
from te_planner.plan.journal import Image
from te_planner.plan.orm import whole
from te_planner.plan.replay import images_in
from te_planner.plan.sound.rows import journaled

Rows = dict[str, dict[str, Image]]
"""Table -> row id -> the row, with the columns of today's schema."""

MOST = 5
"""So many differences of one table are told; the rest is counted."""


def fold(entries: Iterable[tuple[int, str]]) -> tuple[Rows, list[str]]:
    """The rows after these entries (number, images), and where an entry does not fit what was before it."""
    tables = journaled()
    rows: Rows = {name: {} for name in tables}
    problems: list[str] = []
    for seq, text in entries:
        try:
            images = images_in(seq, text)
        except Unreadable:
            problems.append(f"entry {seq} tells nothing that can be read")
            continue
        for each in images:
            if each["table"] not in tables:
                problems.append(f"entry {seq} tells of {each['table']!r}, which is no table")
            elif not _step(rows[each["table"]], tables[each["table"]], each):
                problems.append(f"entry {seq} changes a {spoken(each['table'])} that was not as it says")
    return rows, problems


def _step(rows: dict[str, Image], table: Table, change: Image) -> bool:
    """Take one image over; False where the row was not as the image says it was."""
    before, after = whole(table, change["before"]), whole(table, change["after"])
    fits = rows.get(change["key"]) == before
    if after is None:
        rows.pop(change["key"], None)
    else:
        rows[change["key"]] = after
    return fits


def differences(told: Rows, found: Rows, *, most: int | None = MOST) -> list[str]:
    """Where the tables are not what the journal tells, table by table, in words; `most` of each, or all."""
    problems = []
    for name, rows in told.items():
        kept = found.get(name, {})
        lines = [
            *(f"{named(name, row)} is not there" for key, row in rows.items() if key not in kept),
            *(f"{named(name, row)} is in no entry" for key, row in kept.items() if key not in rows),
            *(
                f"{named(name, row)}: {changed(rows[key], row)}"
                for key, row in kept.items()
                if key in rows and rows[key] != row
            ),
        ]
        problems += lines[:most]
        if most is not None and len(lines) > most:
            problems.append(f"and {len(lines) - most} more rows of {spoken(name)}")
    return problems


def changed(told: Image, found: Image) -> str:
    columns = [name for name, value in told.items() if found.get(name) != value]
    name = columns[0] if columns else "id"
    more = f" (and {len(columns) - 1} more)" if len(columns) > 1 else ""
    return f"{name} is {_short(found.get(name))}, by the journal {_short(told.get(name))}{more}"


def named(table: str, row: Image) -> str:
    """A row as a planner knows it: by its key, name, title or cell, else by its id."""
    name = next((str(row[each]) for each in ("key", "name", "title", "cell") if row.get(each)), "")
    return f"{spoken(table)} {name or str(row.get('id'))[:8]}"


def spoken(table: str) -> str:
    return table.replace("_", " ")


def _short(value: Any) -> str:
    text = "nothing" if value in (None, "") else f"“{value}”"
    return text if len(text) <= 60 else f"{text[:60]}…”"
