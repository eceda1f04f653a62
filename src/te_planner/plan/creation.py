"""A new plan's file: the schema by Alembic's first migration, the plan's row, and the first journal entry."""

import sqlite3
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.exc import DatabaseError as AnyDatabaseError
from sqlmodel import Session

from te_planner.errors import Unreadable
from te_planner.plan.checksum import driver
from te_planner.plan.journal import append
from te_planner.plan.money import currency_code
from te_planner.plan.orm import engine_for, engine_over, image
from te_planner.plan.snapshot import Day
from te_planner.plan.store import prepare_for_writing, stamp
from te_planner.plan.tables import Edition, Kept, Plan
from te_planner.plan.text import LONG, clean
from te_planner.roadmap.model import Roadmap
from te_planner.roadmap.texts import key_of, texts_of, write_texts


def write_new(
    path: Path,
    *,
    name: str,
    stakeholder: str,
    note: str,
    currency: str,
    roadmap: Roadmap,
    today: Day,
    who: str,
) -> None:
    """Fill an empty file. Raises WrongCall for texts not to be stored, Unreadable without room for it."""
    who = clean(who, "who", required=True)
    plan = Plan(
        name=clean(name, "plan name", required=True),
        stakeholder=clean(stakeholder, "stakeholder"),
        note=clean(note, "plan note", limit=LONG),
        currency=currency_code(currency),
        roadmap=roadmap.label,
        created_day=today,
    )
    engine = engine_for(path)
    try:
        empty_schema(path)
        with Session(engine) as session, session.begin():
            texts = write_texts(texts_of(roadmap))
            edition = Edition(
                seq=1,
                label=roadmap.label,
                data_version=roadmap.edition.data_version,
                adopted_day=today,
                texts=key_of(texts),
            )
            images = [
                {"table": row.__tablename__, "key": row.id, "before": None, "after": image(row)}
                for row in (plan, edition)
            ]
            session.add_all([plan, edition, Kept(id=edition.texts, text=texts)])
            session.flush()
            summary = f"Create the plan {plan.name}"
            append(driver(session.connection()), "edit", "create_plan", summary, images, today, who)
    except AnyDatabaseError as error:
        raise _no_room(path, error.orig) from error
    except sqlite3.Error as error:
        raise _no_room(path, error) from error
    finally:
        engine.dispose()


def empty_schema(path: Path) -> None:
    """The tables, without a row. Raises sqlite3.Error, or what SQLAlchemy makes of it."""
    connection, empty = sqlite3.connect(path), sqlite3.connect(":memory:")
    try:
        prepare_for_writing(connection)
        empty.deserialize(empty_plan())
        empty.backup(connection)
    finally:
        empty.close()
        connection.close()


@cache
def empty_plan() -> bytes:
    """An empty plan as Alembic makes it, in memory: the same for all plans."""
    engine = engine_over(lambda: sqlite3.connect(":memory:", isolation_level=None))
    with engine.connect() as link:
        stamp(driver(link))
        config = Config()
        config.set_main_option("script_location", "te_planner:plan/migrations")
        config.attributes["connection"] = link
        command.upgrade(config, "head")
        return driver(link).serialize()


def _no_room(path: Path, error: BaseException | None) -> Unreadable:
    return Unreadable(
        f"A new plan cannot be written to {path.parent} ({error}). Make room there, or choose another folder."
    )
