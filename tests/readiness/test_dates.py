"""Dates of milestones, projects and cells. As of 24 November 2026."""

import pytest

from support.small import TODAY, Plan, cell, ready, roadmap
from te_planner.readiness.evaluate import evaluate
from te_planner.readiness.model import ProjectWork

ROAD = roadmap(cell("RPE01.1"), cell("RPE01.2"))


def works(plan: Plan, as_of: str = "2026-11-24") -> dict[str, ProjectWork]:
    return ready(ROAD, plan, as_of).projects


def test_an_open_milestone_has_its_forecast_else_its_baseline_and_never_a_day_before_today() -> None:
    plan = Plan()
    plan.project("P-01")
    plan.milestone("P-01", "Forecast", "2027-01-01", forecast="2027-02-01")
    plan.milestone("P-01", "Overdue", "2026-11-14", forecast="2026-11-20")
    plan.milestone("P-01", "Done", "2026-01-01", done="2026-03-03")
    forecast, overdue, done = works(plan)["P-01"].milestones
    assert overdue.day == "2026-11-24"
    assert overdue.overdue == 4
    assert forecast.day == "2027-02-05"  # moved by the 4 days
    assert done.day == "2026-03-03"


def test_the_largest_delay_within_a_project_moves_every_later_milestone_not_forecast_since() -> None:
    plan = Plan()
    plan.project("P-01")
    plan.milestone("P-01", "Late by 24", "2026-10-31")
    plan.milestone("P-01", "Late by 4", "2026-11-20")
    plan.milestone("P-01", "Moved", "2027-01-01")
    plan.milestone("P-01", "Forecast since", "2027-01-01", forecast="2027-02-01", given="2026-11-21")
    plan.milestone("P-01", "Forecast between", "2027-01-01", forecast="2027-02-01", given="2026-11-01")
    days = {each.milestone.title: each.day for each in works(plan)["P-01"].milestones}
    assert days["Moved"] == "2027-01-25"
    assert days["Forecast since"] == "2027-02-01"
    assert days["Forecast between"] == "2027-02-05"
    assert works(plan)["P-01"].finish == "2027-02-05"


def test_a_project_not_begun_is_moved_by_what_it_waits_for_with_its_lag() -> None:
    plan = Plan()
    plan.project("P-01")
    plan.milestone("P-01", "First", "2027-03-01")
    plan.project("P-02", status="approved", start="2027-01-01")
    plan.milestone("P-02", "Second", "2027-04-01")
    plan.depends("P-02", "P-01", lag=10)
    found = works(plan)["P-02"]
    assert found.earliest_start == "2027-03-11"
    assert found.delay == 69
    assert found.finish == "2027-06-09"


def test_a_project_not_begun_slides_with_today_past_its_start_day() -> None:
    plan = Plan()
    plan.project("P-01", status="approved", start="2026-11-14")
    plan.milestone("P-01", "Only", "2027-01-01")
    assert works(plan)["P-01"].finish == "2027-01-11"


def test_without_a_start_day_open_milestones_move_to_the_earliest_start_at_least() -> None:
    plan = Plan()
    plan.project("P-01")
    plan.milestone("P-01", "First", "2027-03-01")
    plan.project("P-02", status="approved")
    plan.milestone("P-02", "Before", "2027-01-01")
    plan.milestone("P-02", "After", "2027-05-01")
    plan.depends("P-02", "P-01")
    assert [each.day for each in works(plan)["P-02"].milestones] == ["2027-03-01", "2027-05-01"]


def test_a_begun_project_is_not_moved_by_what_it_waits_for_but_warned_of() -> None:
    plan = Plan()
    plan.project("P-01")
    plan.milestone("P-01", "First", "2027-03-01")
    plan.project("P-02", start="2026-01-01")
    plan.milestone("P-02", "Second", "2027-01-01")
    plan.depends("P-02", "P-01")
    assert works(plan)["P-02"].finish == "2027-01-01"
    assert "begun-early" in {each.code for each in ready(ROAD, plan).findings}


@pytest.mark.parametrize(
    ("status", "end", "reason"),
    [("on hold", "2027-01-01", "on hold"), ("approved", None, "neither a milestone nor an end")],
)
def test_what_has_no_date_says_why_and_neither_has_what_follows(
    status: str, end: str | None, reason: str
) -> None:
    plan = Plan()
    plan.project("P-01", status=status, end=end)
    plan.project("P-02", status="approved", start="2027-01-01", end="2027-06-01")
    plan.depends("P-02", "P-01")
    found = works(plan)
    assert (found["P-01"].finish, found["P-01"].reason) == (None, reason)
    assert (found["P-02"].finish, found["P-02"].reason) == (None, "waits for P-01, which has no date")


def test_what_a_project_waits_for_reads_the_same_in_every_copy_of_a_plan() -> None:
    def said(*order: str) -> tuple[object, ...]:
        plan = Plan()
        for key in ("P-01", "P-02", "P-03"):
            plan.project(key, end="2027-06-30")
        plan.project("P-04", start="2027-01-01", end="2027-12-31")
        plan.project("P-05", status="active", start="2026-01-01", end="2027-12-31")
        for on in order:
            plan.depends("P-04", on)
            plan.depends("P-05", on)
        readiness = ready(ROAD, plan)
        return readiness.projects["P-04"].fixed_by, [each.text for each in readiness.findings]

    assert said("P-01", "P-02", "P-03") == said("P-03", "P-02", "P-01")


def test_a_cancelled_project_is_left_out_with_a_warning() -> None:
    plan = Plan()
    plan.project("P-01", status="cancelled", end="2030-01-01")
    plan.project("P-02", status="approved", start="2027-01-01", end="2027-06-01")
    plan.depends("P-02", "P-01")
    assert works(plan)["P-02"].finish == "2027-06-01"
    assert "waits-for-cancelled" in {each.code for each in ready(ROAD, plan).findings}


def test_a_circle_that_was_imported_gives_no_dates_and_does_not_hang() -> None:
    plan = Plan()
    for key, other in (("P-01", "P-02"), ("P-02", "P-01")):
        plan.project(key, status="approved", start="2027-01-01", end="2027-02-01")
        plan.depends(key, other)
    assert works(plan)["P-01"].finish is None
    assert "circle" in works(plan)["P-01"].reason


def test_a_circle_that_closes_or_opens_is_seen_behind_works_that_it_leaves_as_they_were() -> None:
    plan = Plan("A")
    for key in ("P-01", "P-02"):
        plan.project(key, status="active", start="2026-01-01", end="2026-03-01")
        plan.milestone(key, "built", "2026-02-01", done="2026-02-01")
    plan.status("P-02", "cancelled", "2026-02-02")
    plan.project("P-03", start="2027-01-01", end="2027-06-01")
    for key, other in (("P-03", "P-01"), ("P-01", "P-02"), ("P-02", "P-01")):
        plan.depends(key, other)
    closed = plan.snapshot()
    opened = closed._replace(dependencies=closed.dependencies[:-1])
    for first, then in ((closed, opened), (opened, closed)):
        before = evaluate(ROAD, first, as_of=TODAY, today=TODAY)
        fresh = evaluate(ROAD, then, as_of=TODAY, today=TODAY)
        assert before.projects["P-03"].finish != fresh.projects["P-03"].finish
        assert evaluate(ROAD, then, as_of=TODAY, today=TODAY, before=before) == fresh


def test_a_cell_is_expected_when_contributions_cover_it_in_order_of_their_finish() -> None:
    plan = Plan()
    for key, day, share in (
        ("P-01", "2027-01-01", 60),
        ("P-02", "2027-06-01", 40),
        ("P-03", "2028-01-01", 40),
    ):
        plan.project(key)
        plan.contribution(key, "RPE01.1", share)
        plan.milestone(key, "Built", day)
    forecast = ready(ROAD, plan).systems["A"].cells["RPE01.1"].forecast
    assert (forecast.day, forecast.via) == ("2027-06-01", ("P-02",))


def test_a_cell_that_is_not_covered_has_no_date_and_says_what_is_missing() -> None:
    plan = Plan()
    plan.project("P-01")
    plan.contribution("P-01", "RPE01.1", 60)
    plan.milestone("P-01", "Built", "2027-01-01")
    forecast = ready(ROAD, plan).systems["A"].cells["RPE01.1"].forecast
    assert (forecast.day, forecast.reason) == (None, "contributions cover 60 % of it")


def test_a_bare_past_day_has_no_forecasts() -> None:
    plan = Plan()
    plan.project("P-01")
    plan.contribution("P-01", "RPE01.1")
    plan.milestone("P-01", "Built", "2027-01-01")
    found = ready(ROAD, plan, as_of="2026-06-01")
    assert not found.forecasts
    assert found.projects["P-01"].finish is None
    assert found.systems["A"].cells["RPE01.1"].forecast.day is None


def test_days_at_the_end_of_the_calendar_do_not_overflow() -> None:
    plan = Plan()
    plan.project("P-01", status="approved", start="2026-01-01")
    plan.milestone("P-01", "Far", "9999-12-31")
    assert works(plan)["P-01"].finish == "9999-12-31"
