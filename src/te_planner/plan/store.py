"""Opening, creating and reading a plan's file. What is special to SQLite stays in this module.

A plan is one file that can be mailed: rollback journal, no side files after closing. `synchronous=EXTRA`:
with FULL the unlinking of the journal is not synced, and a confirmed edit could roll back at power loss.
"""

import contextlib
import os
import sqlite3
from _thread import allocate_lock  # without `threading`, whose import takes as long as to open a plan
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from te_planner.errors import Unreadable
from te_planner.plan.checksum import fits
from te_planner.plan.placing import put_in_place
from te_planner.plan.reading import read_snapshot
from te_planner.plan.snapshot import Day, Snapshot

if TYPE_CHECKING:
    from te_planner.roadmap.model import Roadmap

REVISION = "0003"
"""The schema revision that this program reads and writes."""

OLDER = ("0001", "0002")
"""Those that it brings up to date when it opens a plan, after keeping a copy."""

APPLICATION_ID = int.from_bytes(b"TEPL", "big")
BUSY_SECONDS = 5.0
CACHE = 64 * 1024 * 1024
"""Bytes of pages that a transaction may hold: one that has more writes and reads them again as it goes."""
NO_PLAN = "Name a plan's file, or make one with: te-planner new FILE"

Found = TypeVar("Found")


class Plan:
    """An open plan. May be read from any thread; writing goes through `transaction`."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.wrote = False
        """Whether an edit was made through it."""
        self._connection = connection
        self._lock = allocate_lock()
        self._seen: int | None = None
        self.sealed_at: int | None = None
        """The database's `data_version` when it was last found to fit its checksum."""

    @property
    def is_sealed(self) -> bool:
        """Whether the file fitted its checksum when it was opened; not so only where it was doubted."""
        return self.sealed_at is not None

    def snapshot(self, before: Snapshot | None = None) -> Snapshot:
        """The whole plan at one moment. Raises Unreadable where the file is damaged.

        `before`: right after an edit, the snapshot before it, whose other rows need not be read again.
        """
        with self._lock:
            try:
                self._seen = self._version()
                return read_snapshot(self._connection, before)
            except (sqlite3.Error, IndexError, UnicodeDecodeError) as error:
                raise _unreadable(self.path, error) from error

    def changed(self) -> bool:
        """Whether anybody, here or in another process, has committed since the last snapshot."""
        with self._lock:
            try:
                return self._seen != self._version()
            except sqlite3.Error as error:
                raise _unreadable(self.path, error) from error

    def read(self, work: Callable[[sqlite3.Connection], Found]) -> Found:
        """What `work` reads over the connection. Raises Unreadable where the file is damaged."""
        with self._lock:
            try:
                return work(self._connection)
            except sqlite3.Error as error:
                raise _unreadable(self.path, error) from error

    def version(self) -> int:
        """A number that changes with every commit of others to the file, and of our own edits."""
        with self._lock:
            return self._version()

    def _version(self) -> int:
        # counts commits of other connections; our own writes use one of their own, so it counts those too
        version: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        return version

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_plan(path: Path, *, doubted: bool = False) -> Plan:
    """Open a plan's file; `doubted`: to look into it, also where it does not fit its checksum.

    Raises Unreadable, with what to do, for a file that is missing, is no plan, is damaged, was written by a
    newer version, or was changed by something other than te-planner.
    """
    _look(path)
    try:
        connection = _connect(path)
    except sqlite3.Error as error:
        raise _unreadable(path, error) from error
    try:
        if _revision(connection) in OLDER:
            from te_planner.plan.migrate import migrate

            connection.close()
            migrate(path)
            connection = _connect(path)
        plan = Plan(path, connection)
        version = plan.version()  # before: what others commit meanwhile is held to its checksum again
        if _is_sealed(path, connection):
            plan.sealed_at = version
        elif doubted:
            _look_through(connection)
        else:
            raise Unreadable(
                f"{path} does not fit its checksum: it is damaged, or changed by something other than "
                "te-planner.\nte-planner check --deep says where; te-planner repair saves what can be read."
            )
    except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
        connection.close()
        raise _unreadable(path, error) from error
    except Unreadable:
        connection.close()
        raise
    return plan


def create_plan(
    path: Path,
    *,
    name: str,
    stakeholder: str = "",
    note: str = "",
    currency: str = "USD",
    roadmap: "Roadmap",
    today: Day,
    who: str,
) -> Plan:
    """A new, empty plan, never over an existing file, readable by its owner only.

    Raises Unreadable where the file exists or cannot be written, WrongCall for an empty name.
    """
    from te_planner.plan.creation import write_new

    if os.path.lexists(path):  # a link that leads nowhere is there too
        raise Unreadable(f"{path} exists already. Choose another name, or open it with: te-planner {path}")
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        partial.touch(mode=0o600, exist_ok=False)
        write_new(
            partial,
            name=name,
            stakeholder=stakeholder,
            note=note,
            currency=currency,
            roadmap=roadmap,
            today=today,
            who=who,
        )
        put_in_place(partial, path)
    except OSError as error:
        raise Unreadable(
            f"{path} cannot be written: {error.strerror}. Choose a folder of yours that exists."
        ) from error
    finally:
        for left in (partial, partial.with_name(partial.name + "-journal")):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)
    return open_plan(path)


def connect_to_write(path: Path) -> sqlite3.Connection:
    """A connection for one transaction; the driver begins none by itself."""
    place = path.resolve().as_uri()
    link = sqlite3.connect(f"{place}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    prepare_for_writing(link)
    return link


def prepare_for_writing(connection: sqlite3.Connection) -> None:
    """What every connection that writes needs; set before its first transaction."""
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA synchronous=EXTRA")
    connection.execute(f"PRAGMA cache_size=-{CACHE // 1024}")


def stamp(connection: sqlite3.Connection) -> None:
    """Mark a new file as a plan."""
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")


def _look(path: Path) -> None:
    """Refuse, before SQLite sees it, what is no file or plainly no plan."""
    try:
        if path.is_dir():
            raise Unreadable(f"{path} is a folder, not a plan. Name a plan's file in it.")
        if not path.exists():
            raise Unreadable(f"There is no plan {path}. Make one with: te-planner new {path}")
        if not path.is_file():
            raise Unreadable(f"{path} is no ordinary file, so no plan. Name a plan's file.")
        if not path.stat().st_size:
            raise Unreadable(f"{path} is empty. {NO_PLAN}")
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror}. Ask for the right to read it.") from error


def _connect(path: Path) -> sqlite3.Connection:
    """Read-write, so that SQLite can roll back what a killed process left; read-only where the disk is."""
    place = path.resolve().as_uri()
    connection = sqlite3.connect(
        f"{place}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA query_only=ON")
    return connection


def _revision(connection: sqlite3.Connection) -> str | None:
    """The schema revision of a plan; None for what is none."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        return None
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(found[0]) if found else None


def _is_sealed(path: Path, connection: sqlite3.Connection) -> bool:
    """Whether the file is as te-planner wrote it last. Raises Unreadable for no plan of this version."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise Unreadable(f"{path} is a database, but not a te-planner plan. Name a plan's file.")
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if found is None or found[0] != REVISION:
        revision = found[0] if found else "none"
        raise Unreadable(
            f"{path} was written by another version of te-planner (schema {revision}; this one reads "
            f"{REVISION}).\nOpen it with that version, or install the newest."
        )
    connection.execute("BEGIN")
    sealed = fits(connection)
    connection.execute("COMMIT")
    return sealed


def _look_through(connection: sqlite3.Connection) -> None:
    """SQLite's own checks, which a file that fits its checksum can do without."""
    problems = [row[0] for row in connection.execute("PRAGMA quick_check(3)")]
    if problems != ["ok"]:
        raise sqlite3.DatabaseError(problems[0])
    orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    if orphan:
        raise sqlite3.DatabaseError(f"a {orphan[0]} belongs to a {orphan[2]} that is not there")


def _unreadable(path: Path, error: Exception) -> Unreadable:
    text = str(error)
    if "not a database" in text:
        return Unreadable(f"{path} is not a te-planner plan. {NO_PLAN}")
    if "locked" in text or "busy" in text:
        return Unreadable(f"{path} is being written by another program. Try again in a moment.")
    if "permission" in text or "unable to open" in text or "readonly" in text:
        return Unreadable(
            f"{path} cannot be opened ({text}). Copy it to a folder of yours and open the copy."
        )
    return Unreadable(f"{path} is damaged ({text}). Take a backup of it, and open the last good copy.")
