"""The one write path: an edit, in one transaction, with one journal entry; undo and redo append their own."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, cached_property
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Boolean, Column, Engine, Integer, NullPool, Table, create_engine, event
from sqlalchemy.exc import DatabaseError as AnyDatabaseError
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.util import LRUCache
from sqlmodel import Session, SQLModel, col, func, select

from te_planner.errors import PlannerError, Unreadable, WrongCall
from te_planner.plan import tables
from te_planner.plan.checksum import driver, fits
from te_planner.plan.copies.copying import connect_to_read
from te_planner.plan.journal import LASTING, Entry, Image, append
from te_planner.plan.overlays import working_roadmap
from te_planner.plan.snapshot import Day
from te_planner.plan.stale import refuse_stale
from te_planner.plan.store import BUSY_SECONDS, Plan, prepare_for_writing
from te_planner.plan.text import LONG, clean
from te_planner.roadmap.model import Roadmap

Row = TypeVar("Row", bound=SQLModel)
Edit = Callable[..., str]
"""A named change: takes a Transaction and its values, returns what it did in words."""


class Transaction:
    """What an edit writes through: every row's image before and after is kept for the journal.

    `base` is the roadmap without overlays.
    """

    def __init__(self, session: Session, roadmap: Roadmap, today: Day, who: str) -> None:
        self.session, self.base, self.today, self.who = session, roadmap.base, today, who
        self.images: list[Image] = []
        self._found: dict[tuple[type[SQLModel], str], SQLModel] = {}
        self._seqs: dict[type[tables.Sequenced], int] = {}

    @cached_property
    def roadmap(self) -> Roadmap:
        """The roadmap that the plan works by as the edit begins, with the plan's own overlays."""
        kept = self.session.exec(select(tables.Overlay).order_by(col(tables.Overlay.position))).all()
        return working_roadmap(self.base, kept)

    @cached_property
    def project_keys(self) -> set[str]:
        """The keys of all projects, in capitals: asked for once, then kept by the edits of projects."""
        return {key.upper() for key in self.session.exec(select(tables.Project.key))}

    def insert(self, row: SQLModel) -> None:
        self.session.add(row)
        self.session.flush()
        self._keep(row, None, image(row))

    def insert_many(self, table: type[SQLModel], rows: Sequence[Image]) -> None:
        """Rows of one table, each with all its columns: ten thousand at once take as long as thirty apart."""
        name = str(table.__tablename__)
        if rows:
            self.session.flush()
            columns = SQLModel.metadata.tables[name].columns.keys()
            # below SQLAlchemy, which would look at each value: ours are what SQLite keeps
            self.session.connection().exec_driver_sql(
                f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",  # noqa: S608  # our own names
                list(map(itemgetter(*columns), rows)),
            )
        self.images += [{"table": name, "key": row["id"], "before": None, "after": row} for row in rows]

    def update(self, row: SQLModel, **changes: Any) -> None:
        before = image(row)
        for name, value in changes.items():
            setattr(row, name, value)
        self.session.flush()
        if image(row) != before:
            self._keep(row, before, image(row))

    def delete(self, row: SQLModel) -> None:
        self._keep(row, image(row), None)
        self.session.delete(row)
        self.session.flush()

    def keep(self, text: str) -> str:
        """Keep a long text under its SHA-256, which is returned; never journaled, never removed."""
        key = hashlib.sha256(text.encode()).hexdigest()
        if self.session.get(tables.Kept, key) is None:
            self.session.add(tables.Kept(id=key, text=text))
        return key

    def next_seq(self, table: type[tables.Sequenced]) -> int:
        """The number of the next entry in a table whose rows are ordered by entry; nobody else writes."""
        if table not in self._seqs:
            self._seqs[table] = self.session.exec(select(func.max(table.seq))).one() or 0
        self._seqs[table] += 1
        return self._seqs[table]

    def known(self, table: type[Row], name: str, find: Callable[[], Row | None]) -> Row | None:
        """The row that `find` finds under a name which it keeps; asked for once, while it is there."""
        row = self._found.get((table, name))
        if isinstance(row, table) and row in self.session:
            return row
        found = find()
        if found is not None:
            self._found[table, name] = found
        return found

    def _keep(self, row: SQLModel, before: Image | None, after: Image | None) -> None:
        key = (after or before or {})["id"]
        self.images.append({"table": row.__tablename__, "key": key, "before": before, "after": after})


def image(row: SQLModel) -> Image:
    """A row's columns as JSON can hold them."""
    return row.model_dump()


def apply(
    plan: Plan,
    edit: Edit,
    *,
    roadmap: Roadmap,
    today: Day,
    who: str,
    why: str = "",
    seen: int | None = None,
    own: Container[int] = (),
    **values: Any,
) -> Entry:
    """Make one edit: all of it and its journal entry, or nothing.

    The plan's own overlays are laid on the roadmap. `seen`: the entry that the values were chosen at; where
    somebody has changed the same rows since, the edit is refused with both versions. Entries in `own` were
    made by the same hand. Raises what the edit raises (WrongCall), or Unreadable where the file cannot be
    written.
    """
    who = clean(who, "who", required=True)
    why = clean(why, "why", limit=LONG)
    with writing(plan) as session:
        transaction = Transaction(session, roadmap, today, who)
        summary = edit(transaction, **values)
        if not transaction.images:
            raise WrongCall(f"{summary}: the plan says so already. Nothing was changed.")
        if seen is not None:
            refuse_stale(session, transaction.images, seen, own)
        return append(session, "edit", edit.__name__, summary, transaction.images, today, who, why)


def undo(plan: Plan, *, today: Day, who: str, seen: int | None = None, own: Container[int] = ()) -> Entry:
    """Take back the last edit that stands. Raises WrongCall where there is none.

    `seen` and `own` as in `apply`: an edit that somebody made since is not taken back unseen.
    """
    return _turn(plan, "undo", today, who, seen, own)


def redo(plan: Plan, *, today: Day, who: str) -> Entry:
    """Do again what was last undone. Raises WrongCall where nothing was, or something came since."""
    return _turn(plan, "redo", today, who, None, ())


def _turn(plan: Plan, kind: str, today: Day, who: str, seen: int | None, own: Container[int]) -> Entry:
    who = clean(who, "who", required=True)
    with writing(plan) as session:
        done, undone = _stacks(session)
        stack = done if kind == "undo" else undone
        if not stack:
            raise WrongCall(f"There is nothing to {kind}. te-planner log shows what was done.")
        target = session.get_one(tables.Journal, stack[-1])
        if seen is not None and target.seq > seen and target.seq not in own:
            raise WrongCall(
                f"{target.who} changed the plan meanwhile (entry {target.seq}: {target.summary}).\n"
                f"Nothing was changed: look at it, then {kind} it if you mean it."
            )
        images = _images(target)
        if kind == "undo":
            images = [{**each, "before": each["after"], "after": each["before"]} for each in reversed(images)]
        for each in images:
            _replace(session, each, target.summary)
        summary = f"{kind.capitalize()}: {target.summary}"
        return append(session, kind, target.action, summary, images, today, who, target_id=target.id)


def _stacks(session: Session) -> tuple[list[str], list[str]]:
    """The edits that stand, and those undone that can be done again; the last of each comes first."""
    journal = tables.Journal
    done: list[str] = []
    undone: list[str] = []
    query = (
        select(journal.id, journal.kind, journal.target_id)
        .where(journal.seq > 1, col(journal.action).not_in(LASTING))
        .order_by(col(journal.seq))
    )
    for id_, kind, target in session.exec(query):
        if kind == "edit":
            done.append(id_)
            undone.clear()
        elif kind == "undo":
            _move(target or "", done, undone)
        else:
            _move(target or "", undone, done)
    return done, undone


def _move(id_: str, out: list[str], into: list[str]) -> None:
    if id_ not in out:
        raise _meddled("an entry is missing")
    out.remove(id_)
    into.append(id_)


def _images(entry: tables.Journal) -> list[Image]:
    """What an entry changed. Raises Unreadable where that is nothing that an entry of ours would say."""
    try:
        images = json.loads(entry.images)
    except ValueError:
        images = None
    if not isinstance(images, list) or not all(
        isinstance(each, dict)
        and {"table", "key", "before", "after"} <= each.keys()
        and each["table"] in SQLModel.metadata.tables
        for each in images
    ):
        raise _meddled(f"entry {entry.seq}")
    return images


def _meddled(what: str) -> Unreadable:
    return Unreadable(
        f"The plan's journal was changed by hand ({what}). Nothing was changed.\n"
        "te-planner check shows where; open the last good copy."
    )


def _replace(session: Session, change: Image, summary: str) -> None:
    """Bring a row from its image before to that after, where it still is as the entry left it."""
    table: Table = SQLModel.metadata.tables[change["table"]]
    same = table.c.id == change["key"]
    before, after = whole(table, change["before"]), whole(table, change["after"])
    found = session.execute(table.select().where(same)).mappings().first()
    if (dict(found) if found else None) != before:
        raise WrongCall(
            f"“{summary}” cannot be taken back: the {change['table'].replace('_', ' ')} was changed since.\n"
            "te-planner log shows by what; undo that first."
        )
    if after is None:
        session.execute(table.delete().where(same))
    elif before is None:
        session.execute(table.insert().values(after))
    else:
        session.execute(table.update().where(same).values(after))


def whole(table: Table, kept: Image | None) -> Image | None:
    """An image with the columns that tables have got since it was kept."""
    if kept is None:
        return None
    return {column.name: kept.get(column.name, since_default(column)) for column in table.columns}


def since_default(column: Column[Any]) -> Any:
    """What an older row holds in a column that a migration added."""
    if column.server_default is None:
        return None
    text = str(column.server_default.arg)  # type: ignore[attr-defined]  # a plain text
    if isinstance(column.type, Boolean):
        return text == "1"
    return int(text) if isinstance(column.type, Integer) else text


@contextmanager
def writing(plan: Plan) -> Iterator[Session]:
    """A session in one transaction, begun at once so that two writers never both hope to be first."""
    session = Session(engine_for(plan.path), expire_on_commit=False)
    try:
        with session, session.begin():
            session.connection()  # begins: from here on nobody else writes
            if plan.version() != plan.sealed_at and not fits(driver(session.connection())):
                raise Unreadable(
                    f"{plan.path} was changed by something other than te-planner, or is damaged. Nothing was "
                    "written.\nte-planner check --deep says where."
                )
            yield session
        plan.sealed_at = plan.version()
        plan.wrote = True
    except IntegrityError as error:
        raise WrongCall(
            f"The plan refuses this: {error.orig}. Nothing was changed; mend the value and try again."
        ) from error
    except OperationalError as error:
        raise _unwritable(plan.path, error, session.info.get("entry")) from error
    except AnyDatabaseError as error:
        raise Unreadable(f"{plan.path} is damaged ({error.orig}). Nothing was changed.") from error
    except sqlite3.Error as error:  # the checksum is worked out by the driver itself
        raise Unreadable(f"{plan.path} cannot be read ({error}). Nothing was changed.") from error


def _unwritable(path: Path, error: OperationalError, entry: str | None) -> PlannerError:
    text = str(error.orig)
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


def engine_for(path: Path) -> Engine:
    """SQLAlchemy over the file. BEGIN IMMEDIATE is ours: the driver's own would let DDL escape."""
    place = path.resolve().as_uri()
    return engine_over(
        lambda: sqlite3.connect(f"{place}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    )


STATEMENTS: LRUCache[Any, Any] = LRUCache(500)
"""SQL by the statement that it was made of: to make it takes longer than to run it."""


@cache
def _first_engine() -> Engine:
    """What all engines have in common; the SQL that one has made serves the others."""
    engine = create_engine("sqlite+pysqlite://")
    engine.connect().close()  # it asks SQLite what it can do
    return engine


def engine_over(connect: Callable[[], sqlite3.Connection]) -> Engine:
    """SQLAlchemy over connections with the driver's own transactions off."""
    first = _first_engine()
    pool = NullPool(connect, dialect=first.dialect)  # type: ignore[arg-type]  # as of the driver
    engine = Engine(pool, first.dialect, first.url)
    engine.update_execution_options(compiled_cache=STATEMENTS)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        prepare_for_writing(connection)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
