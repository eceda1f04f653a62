"""Reading a damaged plan: row by row, past what cannot be read, from a copy that nobody else sees."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from sqlalchemy import Table
from sqlmodel import SQLModel

from te_planner.errors import Unreadable
from te_planner.plan.journal import Image
from te_planner.plan.sound.rows import journaled

PROBES, MISSES = 50_000, 1_000
"""So many places of a table are tried one by one where it cannot be read in a row, and so many in vain."""

PAGE = 4096
FAILURES = (sqlite3.Error, UnicodeDecodeError, MemoryError)
"""What SQLite says of damage; a length out of all bounds is told as a lack of memory."""


class Saved(NamedTuple):
    """The rows of a table that could be read. `whole`: all of it was; `unread`: rows known not to be."""

    rows: tuple[Image, ...]
    whole: bool
    unread: int = 0


class Salvage(NamedTuple):
    """`marked`: the number of the last journal entry, as it is kept apart from it; 0 where it is not read.

    `revision`: the schema's, empty where it cannot be read.
    """

    tables: dict[str, Saved]
    marked: int
    revision: str


def salvage(path: Path) -> Salvage:
    """All that can be read. The file itself is only copied. Raises Unreadable where nothing is a plan's."""
    try:
        with _opened_copy(path) as link:
            tables = {table.name: _saved(link, table) for table in _tables()}
            revision = _one(link, "SELECT version_num FROM alembic_version")
            marked = _one(link, "SELECT max(seq) FROM journal_end")
            return Salvage(tables, marked if isinstance(marked, int) else 0, str(revision or ""))
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror}. Ask for the right to read it.") from error


def _tables() -> tuple[Table, ...]:
    known = SQLModel.metadata.tables
    return (known["journal"], known["kept"], *journaled().values())


@contextmanager
def _opened_copy(path: Path) -> Iterator[sqlite3.Connection]:
    with TemporaryDirectory(prefix="te-planner-repair-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "copy.db"
        shutil.copyfile(path, copy)
        journal = path.with_name(f"{path.name}-journal")
        if journal.is_file():  # what a killed process left is rolled back, in the copy
            shutil.copyfile(journal, copy.with_name("copy.db-journal"))
        _mend_header(copy)
        link = sqlite3.connect(copy, isolation_level=None)
        try:
            # a file shorter than its header says, or with an odd schema, is read all the same
            link.execute("PRAGMA writable_schema=ON")
            yield link
        finally:
            link.close()


def _mend_header(copy: Path) -> None:
    """Put back the first bytes of a plan's file, which are the same in each, where they are others."""
    with copy.open("r+b") as file:
        size = file.seek(0, 2)
        file.seek(0)
        begin = file.read(100)
        if size < 2 * PAGE or (begin[:16] == HEADER and begin[16:24] == _FORMAT):
            return
        file.seek(0)
        file.write(HEADER + _FORMAT)
        file.seek(28)
        file.write((size // PAGE).to_bytes(4, "big"))
        file.seek(44)
        file.write((4).to_bytes(4, "big"))
        file.seek(56)
        file.write((1).to_bytes(4, "big"))


HEADER = b"SQLite format 3\x00"
_FORMAT = PAGE.to_bytes(2, "big") + bytes((1, 1, 0, 64, 32, 32))
"""A page's size, the journal's kind, and how pages are laid out."""


def _one(link: sqlite3.Connection, query: str) -> Any:
    try:
        found = link.execute(query).fetchone()
    except FAILURES:
        return None
    return found[0] if found else None


def _saved(link: sqlite3.Connection, table: Table) -> Saved:
    try:
        there = {row[1] for row in link.execute(f"PRAGMA table_info({table.name})")}
    except FAILURES:
        there = set()
    columns = [column.name for column in table.columns if column.name in there]
    if not columns:
        return Saved((), whole=False)
    query = f"SELECT rowid, {', '.join(columns)} FROM {table.name} NOT INDEXED"  # noqa: S608  # our own names
    rows, whole = _in_a_row(link, f"{query} ORDER BY rowid", 1)
    unread = 0
    if not whole:
        last, _ = _in_a_row(link, f"{query} ORDER BY rowid DESC", -1)
        first, end = max(rows, default=0) + 1, min(last, default=0)
        places = range(first, min(end or first + PROBES, first + PROBES))
        probed, failed = _one_by_one(link, f"{query} WHERE rowid = ?", places)
        unread = failed if end else 0
        rows = {**rows, **probed, **last}
    made = (dict(zip(columns, values, strict=True)) for _, values in sorted(rows.items()))
    return Saved(tuple(made), whole, unread)


Read = dict[int, tuple[Any, ...]]
"""Row number -> the row."""


def _in_a_row(link: sqlite3.Connection, query: str, step: int) -> tuple[Read, bool]:
    """Until something cannot be read; numbers that do not go on in one direction come of damage."""
    rows: Read = {}
    last: int | None = None
    try:
        for number, *values in link.execute(query):
            if last is not None and (number - last) * step <= 0:
                return rows, False
            rows[number] = tuple(values)
            last = number
    except FAILURES:
        return rows, False
    return rows, True


def _one_by_one(link: sqlite3.Connection, query: str, places: range) -> tuple[Read, int]:
    rows: Read = {}
    failed, missed = 0, 0
    for place in places:
        found = None
        try:
            found = link.execute(query, (place,)).fetchone()
        except FAILURES:
            failed += 1
        if found and found[0] == place:
            rows[place] = tuple(found[1:])
        missed = 0 if found else missed + 1
        if missed > MISSES:
            break
    return rows, failed
