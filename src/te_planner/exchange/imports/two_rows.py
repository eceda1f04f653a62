"""Headings in two rows: “Budget 2027” over “capital” and “O&M”, one row for what stands below."""

from collections.abc import Sequence
from typing import Any

from te_planner.exchange.imports.headings import NEEDED, Match

Row = Sequence[Any]


def joined(top: Row, under: Row, matched: Match) -> list[Any] | None:
    """The two rows as one; None where the second is an entry, which names what it is of, or says nothing."""
    needed = {value for group in NEEDED[matched.kind] for value in group}
    below = [*under, *[None] * (len(top) - len(under))]
    own = [None if cell in ("", above) else cell for above, cell in zip(top, below, strict=False)]
    names = [own[place] for place, column in enumerate(matched.columns) if column.value in needed]
    if not any(map(_heads, own)) or any(name is not None for name in names):
        return None
    if not all(cell is None or _heads(cell) for cell in own):
        return None
    row: list[Any] = []
    over = ""
    for above, cell in zip(top, own, strict=True):
        over = above if isinstance(above, str) and above.strip() else over
        row.append(f"{over} {cell}".strip() if cell is not None else above)
    return row


def _heads(cell: Any) -> bool:
    """A word, or a year."""
    if isinstance(cell, str):
        return bool(cell.strip()) and (not cell.strip()[0].isdigit() or cell.strip().isdigit())
    return type(cell) in (int, float) and 1900 <= cell <= 2199
