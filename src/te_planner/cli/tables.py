"""A table of figures as the command line prints it: aligned texts, objects, or fields."""

from collections.abc import Sequence
from typing import Any

from te_planner.cli.output import glued
from te_planner.exchange.report.model import Column, Table, Value, plain_value, shown


def texts(table: Table) -> list[list[str]]:
    """A table's rows as texts."""
    return [list(map(_text, table.columns, row)) for row in table.rows]


def _text(column: Column, value: Value) -> str:
    text = shown(column.kind, value)
    return glued(text) if column.kind in ("day", "percent", "stage") else text


def objects(table: Table) -> list[dict[str, Any]]:
    """A table's rows as objects."""
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, map(plain_value, row), strict=True)) for row in table.rows]


def csv_titles(table: Table) -> list[str]:
    """The names of a table's fields in CSV."""
    return [
        name
        for column in table.columns
        for name in ((column.key, "undated") if column.kind == "group" else (column.key,))
    ]


def csv_row(table: Table, row: Sequence[Value]) -> list[Any]:
    """A row's fields in CSV; a group's forecast is its day and the cells without one."""
    fields: list[Any] = []
    for column, value in zip(table.columns, row, strict=True):
        made = plain_value(value)
        if column.kind == "group":
            fields += [made["day"], ", ".join(made["undated"])]
        elif column.kind == "flag":
            fields.append("yes" if made else "no")
        else:
            fields.append(", ".join(map(str, made)) if isinstance(made, list) else made)
    return fields
