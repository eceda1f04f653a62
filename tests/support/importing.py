"""Files to import, made and read in a line."""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from support.plans import TODAY, real_roadmap
from te_planner.exchange.imports.apply import apply_preview
from te_planner.exchange.imports.compare import compare
from te_planner.exchange.imports.model import Incoming
from te_planner.exchange.imports.options import Options, columns_of
from te_planner.exchange.imports.preview import Preview
from te_planner.exchange.imports.read import read_content
from te_planner.plan.overlays import working_roadmap
from te_planner.plan.store import open_plan

Rows = Sequence[Sequence[Any]]


def read(
    content: bytes | str, file: str = "theirs.csv", *, columns: Sequence[str] = (), **options: Any
) -> Incoming:
    """What a file asks."""
    held = content.encode() if isinstance(content, str) else content
    asked = Options(columns=columns_of(list(columns)), **options)
    return read_content(file, held, asked, real_roadmap, TODAY)


def workbook(**sheets: Rows) -> bytes:
    """A workbook with these sheets."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def preview(plan: Path, *files: Incoming) -> Preview:
    with open_plan(plan) as opened:
        snapshot = opened.snapshot()
    return compare(files, snapshot, lambda: working_roadmap(real_roadmap(), snapshot.overlays), TODAY)


def take_in(plan: Path, *files: Incoming, **more: Any) -> Preview:
    """Import them; what was shown before."""
    shown = preview(plan, *files)
    with open_plan(plan) as opened:
        apply_preview(opened, shown, roadmap=real_roadmap(), today=TODAY, who="ann", **more)
    return shown


def day(text: str) -> date:
    return date.fromisoformat(text)
