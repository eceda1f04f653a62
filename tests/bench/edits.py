"""One edit, kept durably, and all figures anew, beside one row written as safely by plain sqlite3."""

import sqlite3

from data import TODAY, Data
from measuring import Bench, in_turn, took

from te_planner.plan.store import open_plan, prepare_for_writing
from te_planner.readiness.days import shift
from te_planner.tui.session import Session

INSERT = "INSERT INTO waypoint (id, name, day, note) VALUES (?, ?, ?, '')"
DAY = TODAY.isoformat()


def measure(bench: Bench, data: Data) -> None:
    for size in (1_000,) if bench.quick else (1_000, 10_000):
        of_size(bench, data, size)


def of_size(bench: Bench, data: Data, size: int) -> None:
    """As the screens make an edit; the first, which loads SQLAlchemy, is thrown away."""
    plan, other = (data.copied(data.plan(size), f"{name}.db") for name in ("edited", "plain"))
    with open_plan(plan) as opened:
        milestone = next(each.id for each in opened.snapshot().milestones if each.actual_day is None)
    link = sqlite3.connect(other, isolation_level=None)
    prepare_for_writing(link)
    session = Session(plan, today=DAY, who="bench")
    ahead = iter(range(1, 1000))
    try:
        session.load().result()

        def edit() -> object:
            values = {"milestone": milestone, "day": shift(DAY, next(ahead))}
            return session.edit("reforecast_milestone", values).result()

        spent = in_turn(
            bench.rounds(10 if size == 1_000 else 5),
            plain=lambda: took(lambda: link.execute(INSERT, (*(f"bench {next(ahead)}",) * 2, DAY))),
            edit=lambda: took(edit),
        )
    finally:
        session.close()
        link.close()
    goal = 10 if size == 1_000 else None
    beside = "plain INSERT, synchronous=EXTRA"
    bench.add("one edit, all figures anew", spent["edit"], beside, spent["plain"], goal, projects=size)
