"""A plan's file copied by SQLite: whole, verified and readable by its owner only, or not there."""

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from te_planner.plan.keys import new_key
from te_planner.plan.placing import put_in_place
from te_planner.plan.store import APPLICATION_ID, BUSY_SECONDS


class Content(NamedTuple):
    """What tells one state of a plan from another: the journal's head, and the rows of each table."""

    seq: int
    hash: str
    rows: dict[str, int]


def copy_plan(path: Path, target: Path) -> Content:
    """Copy a plan to where nothing is yet, also while others write to it.

    Opened and compared before it gets its name. Raises OSError or sqlite3.Error; then nothing is left.
    """
    partial = target.with_name(f".{target.name}.{new_key()}.part")
    source = connect_to_read(path)
    try:
        partial.touch(mode=0o600, exist_ok=False)
        source.execute("BEGIN")
        content = content_of(source)
        copy = sqlite3.connect(partial)
        try:
            source.backup(copy, progress=patience(), sleep=0.05)
            sound = [row[0] for row in copy.execute("PRAGMA quick_check(1)")] == ["ok"]
            if not sound or content_of(copy) != content:
                raise sqlite3.DatabaseError("the copy is not what was copied")
        finally:
            copy.close()
        if os.path.lexists(target):
            raise FileExistsError(None, "a file is there already", str(target))
        put_in_place(partial, target)
    finally:
        source.close()
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
    return content


def keep_copy(path: Path, why: str) -> Path:
    """A copy of the plan beside it, as it is; never over another. Raises as `copy_plan`."""
    target = free_name(path, why)
    copy_plan(path, target)
    return target


def free_name(path: Path, why: str) -> Path:
    """`ours.db.WHY.bak` beside the plan, with a number where that is taken."""
    numbers = iter(["", *(f"-{number}" for number in range(2, 1000))])
    names = (path.with_name(f"{path.name}.{why}{number}.bak") for number in numbers)
    return next(each for each in names if not os.path.lexists(each))


def connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection that cannot write."""
    place = f"{path.resolve().as_uri()}?mode=ro"
    return sqlite3.connect(place, uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def patience() -> Callable[[int, int, int], None]:
    """For `backup`, which else waits for a lock without end."""
    end = time.monotonic() + BUSY_SECONDS

    def progress(_status: int, _remaining: int, _total: int) -> None:
        if time.monotonic() > end:
            raise sqlite3.OperationalError("database is locked")

    return progress


def content_of(link: sqlite3.Connection) -> Content:
    """Raises sqlite3.DatabaseError for what is no plan."""
    if link.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise sqlite3.DatabaseError("it is no te-planner plan")
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    names = [row[0] for row in link.execute(query)]
    count = 'SELECT count(*) FROM "{}"'
    rows = {name: link.execute(count.format(name.replace('"', '""'))).fetchone()[0] for name in names}
    head = link.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    seq, hash_ = head or (0, "")
    return Content(seq, hash_, rows)
