"""CSV that no spreadsheet computes: a text that begins like a formula gets a quote mark before it."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", *"\uff1d\uff0b\uff0d\uff20")
"""The last four are the first four at full width, which some spreadsheets take for the same."""
NOTE = (
    "A text that begins with = + - @ (full width too), a tab or a line break has a quote mark (') before it, "
    "so that no spreadsheet computes it."
)

CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""What a terminal would obey, or UTF-8 cannot hold; a line's end apart."""

Value = str | int | None


def safe(value: Value) -> Value:
    """The value as a spreadsheet may have it; our own numbers stay numbers."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def csv_text(rows: Iterable[Sequence[Value]]) -> str:
    """The rows as CSV with line ends that every program takes.

    No text of a plan has one of the `CONTROLS`, but the name of a file may: they become a visible sign.
    """
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([safe(value) for value in row] for row in rows)
    return CONTROLS.sub("\N{REPLACEMENT CHARACTER}", out.getvalue())
