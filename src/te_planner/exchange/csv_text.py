"""CSV that no spreadsheet computes: a text that begins like a formula gets a quote mark before it."""

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", *"\uff1d\uff0b\uff0d\uff20")
"""The last four are the first four at full width, which some spreadsheets take for the same."""
NOTE = (
    "A text that begins with = + - @ (full width too), a tab or a line break has a quote mark (') before it, "
    "so that no spreadsheet computes it."
)

Value = str | int | None


def safe(value: Value) -> Value:
    """The value as a spreadsheet may have it; our own numbers stay numbers."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def csv_text(rows: Iterable[Sequence[Value]]) -> str:
    """The rows as CSV with line ends that every program takes."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([safe(value) for value in row] for row in rows)
    return out.getvalue()
