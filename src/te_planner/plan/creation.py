"""A new plan's file: the schema by Alembic's first migration, the plan's row, and the first journal entry."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlmodel import Session

from te_planner.plan.journal import append
from te_planner.plan.snapshot import Day
from te_planner.plan.store import prepare_for_writing, stamp
from te_planner.plan.tables import Plan
from te_planner.plan.text import LONG, clean
from te_planner.plan.transaction import engine_for, image


def write_new(
    path: Path, *, name: str, stakeholder: str, note: str, currency: str, roadmap: str, today: Day, who: str
) -> None:
    """Fill an empty file. Raises WrongCall for texts that cannot be stored."""
    plan = Plan(
        name=clean(name, "plan name", required=True),
        stakeholder=clean(stakeholder, "stakeholder"),
        note=clean(note, "plan note", limit=LONG),
        currency=clean(currency, "currency", required=True, limit=3),
        roadmap=roadmap,
        created_day=today,
    )
    connection = sqlite3.connect(path)
    try:
        stamp(connection)
        prepare_for_writing(connection)
    finally:
        connection.close()
    engine = engine_for(path)
    try:
        with engine.connect() as link:
            config = Config()
            config.set_main_option("script_location", "te_planner:plan/migrations")
            config.attributes["connection"] = link
            command.upgrade(config, "head")
        with Session(engine) as session, session.begin():
            images = [{"table": "plan", "key": plan.id, "before": None, "after": image(plan)}]
            session.add(plan)
            session.flush()
            append(session, "edit", "create_plan", f"Create the plan {plan.name}", images, today, who)
    finally:
        engine.dispose()
