"""What a single row must be, beyond what the database itself holds: its types, its days, its texts."""

import unicodedata
from typing import Any

from sqlalchemy import Boolean, Float, Integer, Table
from sqlmodel import SQLModel

import te_planner.plan.tables  # noqa: F401  # declares them
from te_planner.errors import WrongCall
from te_planner.plan.days import parse_day
from te_planner.plan.journal import Image

APART = ("journal", "journal_end", "kept")
"""Tables that the journal does not tell of."""

KEPT_AS_JSON = ("content", "images", "text")
DAYS = ("day", "since", "as_of", "ended_from")


def journaled() -> dict[str, Table]:
    """The tables whose rows the journal tells of, parents before children."""
    return {each.name: each for each in SQLModel.metadata.sorted_tables if each.name not in APART}


def row_problem(table: Table, row: Image) -> str | None:
    """What is wrong with a row by itself, in words; None where nothing is."""
    for column in table.columns:
        value = row.get(column.name)
        if value is None:
            if not column.nullable:
                return f"{column.name} is missing"
        elif problem := _value_problem(column.type, column.name, value):
            return f"{column.name} {problem}"
    return None


def _value_problem(kind: Any, name: str, value: Any) -> str | None:
    if isinstance(kind, Boolean):
        return None if value in (0, 1) else f"is neither yes nor no: {str(value)[:40]!r}"
    if isinstance(kind, Integer):
        whole = isinstance(value, int) and abs(value) < 2**63
        return None if whole else f"is no whole number: {str(value)[:40]!r}"
    if isinstance(kind, Float):
        return None if isinstance(value, int | float) else f"is no number: {str(value)[:40]!r}"
    if not isinstance(value, str):
        return f"is no text: {str(value)[:40]!r}"
    if name in DAYS or name.endswith("_day"):
        try:
            parse_day(value)
        except WrongCall:
            return f"is no day: {value[:40]!r}"
    elif name not in KEPT_AS_JSON:
        odd = next(
            (sign for sign in value if unicodedata.category(sign) in ("Cc", "Cs") and sign != "\n"), ""
        )
        return f"holds a sign that no text may (U+{ord(odd):04X})" if odd else None
    return None
