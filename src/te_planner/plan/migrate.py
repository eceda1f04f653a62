"""An older plan brought up to date: a copy kept, then all of it in one transaction, or nothing.

Foreign keys are off while tables are made anew: with them on, Alembic's batch mode deletes a parent's
children without a word. What they hold is checked before the commit, and so is the number of rows.
"""

import sqlite3
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DatabaseError as AnyDatabaseError

from te_planner.errors import Unreadable
from te_planner.plan.checksum import driver, seal
from te_planner.plan.copies.copying import keep_copy
from te_planner.plan.copies.looking import schema_of
from te_planner.plan.store import BUSY_SECONDS, REVISION, prepare_for_writing


def migrate(path: Path) -> Path:
    """Bring the plan to this program's schema; returns the copy of it as it was, which is kept beside it.

    Raises Unreadable, with the plan as before, where the copy or the plan cannot be written.
    """
    copy = path
    try:
        copy = keep_copy(path, f"before-{REVISION}")
        _upgrade(path)
    except (OSError, sqlite3.Error, AnyDatabaseError) as error:
        if schema_of(path) == REVISION:  # only the last sync of its folder failed
            return copy
        text = getattr(error, "orig", None) or getattr(error, "strerror", None) or error
        raise Unreadable(
            f"{path} was written by an older te-planner, and cannot be brought up to date ({text}).\n"
            "It is as it was. Copy it to a folder of yours and open the copy."
        ) from error
    return copy


def _upgrade(path: Path) -> None:
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None
        ),
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        prepare_for_writing(connection)
        connection.execute("PRAGMA foreign_keys=OFF")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    try:
        with engine.connect() as link, link.begin():
            before = _counts(link)
            config = Config()
            config.set_main_option("script_location", "te_planner:plan/migrations")
            config.attributes["connection"] = link
            command.upgrade(config, REVISION)
            if orphan := link.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise sqlite3.DatabaseError(f"a {orphan[0]} would belong to a {orphan[2]} that is not there")
            after = _counts(link)
            if lost := [name for name, count in before.items() if after.get(name) != count]:
                raise sqlite3.DatabaseError(f"rows of {', '.join(lost)} would be lost")
            seal(driver(link))
    finally:
        engine.dispose()


def _counts(link: Connection) -> dict[str, int]:
    """Table -> rows, of all that are the plan's own."""
    names = link.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).scalars()
    return {
        name: link.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()  # noqa: S608  # its own names
        for name in list(names)
        if name != "alembic_version"
    }
