"""SQLAlchemy over a plan's file or connection, for edits that work with rows as objects."""

import sqlite3
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Column, Engine, Integer, NullPool, Table, create_engine, event
from sqlalchemy.util import LRUCache
from sqlmodel import Session, SQLModel

from te_planner.plan.journal import Image
from te_planner.plan.store import connect_to_write, prepare_for_writing

STATEMENTS: LRUCache[Any, Any] = LRUCache(500)
"""SQL by the statement that it was made of: to make it takes longer than to run it."""


def image(row: SQLModel) -> Image:
    """A row's columns as JSON can hold them, in their order, whoever set which of them first."""
    said = row.model_dump()
    return {column.name: said[column.name] for column in row.__table__.columns}  # type: ignore[attr-defined]


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


def session_over(link: sqlite3.Connection) -> Session:
    """A session within the transaction of a connection, which somebody else begins and ends."""
    return Session(_engine(lambda: link), expire_on_commit=False)


def engine_for(path: Path) -> Engine:
    """SQLAlchemy over the file."""
    return engine_over(lambda: connect_to_write(path))


def engine_over(connect: Callable[[], sqlite3.Connection]) -> Engine:
    """Over connections with the driver's own transactions off, which would let DDL escape."""
    engine = _engine(connect)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        prepare_for_writing(connection)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _engine(connect: Callable[[], sqlite3.Connection]) -> Engine:
    first = _first_engine()
    pool = NullPool(connect, dialect=first.dialect)  # type: ignore[arg-type]  # as of the driver
    engine = Engine(pool, first.dialect, first.url)
    engine.update_execution_options(compiled_cache=STATEMENTS)
    return engine


@cache
def _first_engine() -> Engine:
    """What all engines have in common; the SQL that one has made serves the others."""
    engine = create_engine("sqlite+pysqlite://")
    engine.connect().close()  # it asks SQLite what it can do
    return engine
