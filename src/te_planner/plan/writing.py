"""One transaction on a plan's file: begun, committed or taken back, over the driver alone.

SQLAlchemy comes in with the first edit that works with rows as objects: to load it takes longer than to write
ten thousand rows.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from te_planner.errors import PlannerError, Unreadable, WrongCall
from te_planner.plan.checksum import fits
from te_planner.plan.copies.copying import connect_to_read
from te_planner.plan.journal import Entry, append
from te_planner.plan.store import Plan, connect_to_write

if TYPE_CHECKING:
    from sqlmodel import Session


class Writing:
    """The transaction that is under way: `link` is the driver's connection."""

    def __init__(self, link: sqlite3.Connection) -> None:
        self.link = link
        self.entry: str | None = None
        """The id of the last journal entry that it has written."""

    @cached_property
    def session(self) -> "Session":
        """For rows as objects, over the same connection and within the same transaction."""
        from te_planner.plan.orm import session_over

        return session_over(self.link)

    def flush(self) -> None:
        """Send what the session still holds back."""
        if "session" in self.__dict__:
            self.session.flush()

    def run(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """A statement of ours."""
        self.flush()
        return self.link.execute(sql, values)

    def append(self, *entry: Any, **more: Any) -> Entry:
        """The journal entry of what was done, as `journal.append` takes it."""
        self.flush()
        made = append(self.link, *entry, **more)
        self.entry = made.id
        return made

    def end(self, *, keep: bool) -> None:
        """Commit, or take all back."""
        if keep:
            self.flush()
            self.link.execute("COMMIT")
        elif self.link.in_transaction:
            self.link.execute("ROLLBACK")
        if "session" in self.__dict__:
            self.session.close()


@contextmanager
def writing(plan: Plan) -> Iterator[Writing]:
    """A transaction, begun at once so that two writers never both hope to be first.

    Raises WrongCall where the database refuses a row, Unreadable where the file cannot be written.
    """
    entry = None
    try:
        with closing(connect_to_write(plan.path)) as link:
            begun = Writing(link)
            try:
                link.execute("BEGIN IMMEDIATE")  # from here on nobody else writes
                if plan.version() != plan.sealed_at and not fits(link):
                    raise Unreadable(
                        f"{plan.path} was changed by something other than te-planner, or is damaged. Nothing "
                        "was written.\nte-planner check --deep says where."
                    )
                yield begun
                begun.end(keep=True)
            except BaseException:
                entry = begun.entry
                begun.end(keep=False)
                raise
        plan.sealed_at = plan.version()
        plan.wrote = True
    except Exception as error:
        cause = getattr(error, "orig", error)  # the driver's, in what SQLAlchemy makes of it
        if isinstance(cause, sqlite3.Error):
            raise _told(plan.path, cause, entry) from error
        raise


def _told(path: Path, error: sqlite3.Error, entry: str | None) -> PlannerError:
    if isinstance(error, sqlite3.IntegrityError):
        return WrongCall(
            f"The plan refuses this: {error}. Nothing was changed; mend the value and try again."
        )
    if isinstance(error, sqlite3.OperationalError):
        return _unwritable(path, str(error), entry)
    return Unreadable(f"{path} is damaged ({error}). Nothing was changed.")


def _unwritable(path: Path, text: str, entry: str | None) -> Unreadable:
    if entry and _is_there(path, entry):  # only the last sync failed, that of the folder
        return Unreadable(
            f"{path} was written, but its disk does not confirm that it keeps it ({text}).\n"
            "te-planner log shows it. Take a backup to another disk."
        )
    if "locked" in text or "busy" in text:
        return Unreadable(f"{path} is being written by another program. Nothing was changed; try again.")
    if "full" in text:
        return Unreadable(f"The disk of {path} is full. Nothing was changed; make room and try again.")
    return Unreadable(
        f"{path} cannot be written ({text}). Nothing was changed.\n"
        "Copy it to a folder of yours and open the copy."
    )


def _is_there(path: Path, entry: str) -> bool:
    try:
        link = connect_to_read(path)
        try:
            return link.execute("SELECT 1 FROM journal WHERE id = ?", (entry,)).fetchone() is not None
        finally:
            link.close()
    except sqlite3.Error:
        return False
