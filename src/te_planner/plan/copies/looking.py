"""A plan's file looked at without opening it: never migrated, never written."""

import sqlite3
from pathlib import Path
from typing import NamedTuple

from te_planner.errors import Unreadable
from te_planner.plan.copies.copying import connect_to_read
from te_planner.plan.snapshot import Day
from te_planner.plan.store import APPLICATION_ID, OLDER, REVISION


class Line(NamedTuple):
    """A journal entry, as far as it tells what a copy has and another has not."""

    seq: int
    day: Day
    who: str
    summary: str
    hash: str


class Look(NamedTuple):
    """Which plan a file holds, and its journal, the oldest entry first."""

    plan_id: str
    name: str
    journal: tuple[Line, ...]

    @property
    def head(self) -> Line:
        return self.journal[-1]

    def lacks(self, other: "Look") -> tuple[Line, ...]:
        """The other's entries that are not here."""
        here = {each.hash for each in self.journal}
        return tuple(each for each in other.journal if each.hash not in here)


def look_at(path: Path) -> Look:
    """Raises Unreadable where the file is no plan of a schema that this program knows, or is damaged."""
    if not path.is_file():
        raise Unreadable(f"There is no plan {path}. te-planner backups lists the backups of one.")
    try:
        link = connect_to_read(path)
        try:
            return _look(link)
        finally:
            link.close()
    except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"{path} cannot be read as a plan ({error}). Name another file.") from error


def plan_id_of(path: Path) -> str:
    """The id of the plan in a file; empty where it is none, or cannot be read."""
    try:
        return look_at(path).plan_id if path.stat().st_size else ""
    except (Unreadable, OSError):
        return ""


def _look(link: sqlite3.Connection) -> Look:
    if link.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise sqlite3.DatabaseError("it is no te-planner plan")
    revision = link.execute("SELECT version_num FROM alembic_version").fetchone()
    if not revision or revision[0] not in (REVISION, *OLDER):
        raise sqlite3.DatabaseError(f"its schema is {revision[0] if revision else 'none'}")
    problem = link.execute("PRAGMA quick_check(1)").fetchone()[0]
    if problem != "ok":
        raise sqlite3.DatabaseError(problem)
    plan = link.execute("SELECT id, name FROM plan").fetchone()
    query = "SELECT seq, day, who, summary, hash FROM journal ORDER BY seq"
    journal = tuple(map(Line._make, link.execute(query)))
    if not plan or not journal:
        raise sqlite3.DatabaseError("it holds no plan")
    return Look(plan[0], plan[1], journal)


def schema_of(path: Path) -> str:
    """The schema of the plan in a file, also an unknown one; empty where there is none."""
    try:
        link = connect_to_read(path)
        try:
            found = link.execute("SELECT version_num FROM alembic_version").fetchone()
        finally:
            link.close()
    except (sqlite3.Error, OSError, UnicodeDecodeError):
        return ""
    return str(found[0]) if found else ""
