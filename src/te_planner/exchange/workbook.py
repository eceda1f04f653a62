"""The sheets of a workbook of ours, read as they were written: every text whole, days as days, no formulas.

Within the bounds that hold for the workbooks of others.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

from te_planner.errors import Unreadable
from te_planner.exchange.imports.xlsx_file import looked_at, refuse_ole
from te_planner.roadmap.files import read_bounded

LARGEST = 64_000_000
"""Bytes of a workbook; one with a hundred thousand milestones has a tenth of it."""

MOST_CELLS = 6_000_000
"""Cells over all sheets."""

WIDEST = 100
"""Columns that are looked at."""

ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""How a workbook writes what XML cannot hold, and the underscore before what looks like it."""


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
        return list(_sheets(path, _opened(content)))
    except Unreadable:
        raise
    except Exception as error:  # whatever a damaged file makes openpyxl raise: it has no class of its own
        told = " ".join(str(error).split())[:120] or type(error).__name__
        raise Unreadable(
            f"{path} is damaged: it cannot be read as a workbook ({told}).\nExport it again."
        ) from error


def _opened(content: bytes) -> Any:
    """The workbook, its shared texts read as Excel writes them: openpyxl loses every “x005F_” of a text."""
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.xml.constants import SHARED_STRINGS

    class Reader(ExcelReader):
        def read_strings(self) -> None:
            part = self.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]  # openpyxl's
            if part is not None:
                with self.archive.open(part.PartName[1:]) as source:
                    self.shared_strings = shared_texts(source)

    reader = Reader(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    reader.read()
    return reader.wb


def shared_texts(source: IO[bytes]) -> list[str]:
    """The texts of a workbook: runs joined, phonetic signs left out, escapes undone."""
    from defusedxml.ElementTree import iterparse

    texts, run = [], list[str]()
    phonetic = 0
    for event, element in iterparse(source, events=("start", "end"), forbid_dtd=True):
        tag = element.tag.rpartition("}")[2]
        if tag == "rPh":
            phonetic += 1 if event == "start" else -1
        elif event == "end" and tag == "t" and not phonetic:
            run.append(element.text or "")
        elif event == "end" and tag == "si":
            texts.append(unescaped("".join(run)))
            run.clear()
            element.clear()
    return texts


def unescaped(text: str) -> str:
    """The text that an escape stands for."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


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
