"""The sheets of a workbook of ours, read as they were written: every text whole, days as days, no formulas.

Within the bounds that hold for the workbooks of others.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from te_planner.errors import Unreadable
from te_planner.exchange.imports.xlsx_file import looked_at, refuse_ole
from te_planner.exchange.shared_texts import opened
from te_planner.roadmap.files import read_bounded

LARGEST = 64_000_000
"""Bytes of a workbook; one with a hundred thousand milestones has a tenth of it."""

MOST_CELLS = 6_000_000
"""Cells over all sheets."""

WIDEST = 100
"""Columns that are looked at."""


class Sheet(NamedTuple):
    """A sheet's rows that hold something, each with its number; days are datetimes, empty cells None."""

    name: str
    rows: list[tuple[int, tuple[Any, ...]]]


def read_sheets(path: Path) -> list[Sheet]:
    """All sheets, hidden ones too. Raises Unreadable for what is no workbook, locked, torn or too large."""
    content = read_bounded(path, LARGEST)
    refuse_ole(str(path), content)
    if not content.startswith(b"PK"):
        raise Unreadable(f"{path} is no Excel workbook. Save it as .xlsx, and try again.")
    looked_at(str(path), content).close()
    try:
        return list(_sheets(path, opened(content)))
    except Unreadable:
        raise
    except Exception as error:  # whatever a damaged file makes openpyxl raise: it has no class of its own
        told = " ".join(str(error).split())[:120] or type(error).__name__
        raise Unreadable(
            f"{path} is damaged: it cannot be read as a workbook ({told}).\nExport it again."
        ) from error


def _sheets(path: Path, book: Any) -> Iterator[Sheet]:
    left = MOST_CELLS
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what a file says of its size need not be so
        rows = []
        for number, row in enumerate(sheet.iter_rows(max_col=WIDEST, values_only=True), 1):
            cells = _trimmed(row)
            left -= len(cells) or 1
            if left < 0:
                raise Unreadable(
                    f"{path}, sheet {sheet.title}: more than {MOST_CELLS:,} cells. Split the file."
                )
            if cells:
                rows.append((number, cells))
        yield Sheet(str(sheet.title), rows)
    book.close()


def _trimmed(row: tuple[Any, ...]) -> tuple[Any, ...]:
    size = len(row)
    while size and row[size - 1] is None:
        size -= 1
    return row[:size]
