"""Readiness over time: each point is what the plan's figures as of its day say."""

from hypothesis import given

from readiness.test_laws import ROAD, plans
from support.often import tried
from support.plans import TODAY, made, real_roadmap
from support.small import Plan
from te_planner.plan.snapshot import Snapshot
from te_planner.plan.store import open_plan
from te_planner.readiness.evaluate import evaluate
from te_planner.readiness.series import Point, days_every, series
from te_planner.roadmap.model import Roadmap

DAYS = ("2024-02-29", "2026-01-01", "2026-11-24", "2027-03-01")


def by_evaluate(roadmap: Roadmap, snapshot: Snapshot, day: str) -> list[Point]:
    readiness = evaluate(roadmap, snapshot, as_of=day, today=TODAY)
    return [
        Point(day, id_, each.track, each.stage, each.actions, each.conditions, each.work)
        for id_, system in readiness.systems.items()
        for track in system.tracks
        for each in track.transitions
    ]


@given(plans())
@tried(40)
def test_each_point_is_the_figure_of_its_day(plan: Plan) -> None:
    snapshot = plan.snapshot()
    expected = [point for day in DAYS for point in by_evaluate(ROAD, snapshot, day)]
    assert list(series(ROAD, snapshot, DAYS)) == expected


def test_of_an_example_too() -> None:
    with open_plan(made("tri-rivers")) as plan:
        snapshot = plan.snapshot()
    assert list(series(real_roadmap(), snapshot, [TODAY])) == by_evaluate(real_roadmap(), snapshot, TODAY)


def test_the_days_end_on_the_last_and_keep_to_their_month() -> None:
    assert days_every("2026-01-31", "2026-04-15", "month") == (
        "2026-01-31",
        "2026-02-28",
        "2026-03-31",
        "2026-04-15",
    )
    assert days_every("2025-11-30", "2026-05-30", "quarter") == ("2025-11-30", "2026-02-28", "2026-05-30")
    assert days_every("2024-02-29", "2026-02-28", "year") == ("2024-02-29", "2025-02-28", "2026-02-28")
    assert days_every("2026-01-01", "2026-01-01", "month") == ("2026-01-01",)
    assert days_every("9999-11-30", "9999-12-31", "month") == ("9999-11-30", "9999-12-30", "9999-12-31")
