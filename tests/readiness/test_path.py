"""The path track by track, a project's money, and why a waypoint, an obligation or a driver stands so."""

from support.small import TODAY, Plan, cell, ready, roadmap
from te_planner.plan.snapshot import BudgetLine
from te_planner.readiness.budgets import Sum, budget_of
from te_planner.readiness.path import asked_by_track, target_forecast, whole_by_track
from te_planner.readiness.why.outlook import driver_step, obligation_step, waypoint_step

ROAD = roadmap(
    cell("RPE01.1"),
    cell("RPE01.2"),
    cell("RPE02.1"),
    cell("BME01.1", nature="condition"),
    cell("PCE01.1", nature="baseline"),
)


def plan_with_a_waypoint() -> Plan:
    plan = Plan()
    plan.attain("RPE01.1")
    plan.set_aside("RPE01.2")
    plan.project("P-01", status="active")
    plan.milestone("P-01", "Rule in force", "2027-05-15")
    plan.contribution("P-01", "RPE02.1")
    plan.waypoint("Filing state", "2027-04-30", "RPE01.1", "RPE01.2", "RPE02.1", "PCE01.1")
    return plan


def test_each_track_counts_what_is_satisfied_of_what_applies() -> None:
    """RP: 1 of 2 (one is set aside); BM: a condition, 0 of 1; a baseline counts nowhere."""
    found = ready(ROAD, plan_with_a_waypoint())
    whole = whole_by_track(found.systems["A"])
    assert (whole["RP"].satisfied, whole["RP"].applicable) == (1, 2)
    assert (whole["BM"].satisfied, whole["BM"].applicable) == (0, 1)
    assert whole["PC"].applicable == 0
    asked = asked_by_track(found.outlook.waypoints[0])
    assert (asked["RP"].satisfied, asked["RP"].applicable) == (1, 2)
    assert asked["BM"].applicable == 0
    assert target_forecast(found, "A").undated == ("BME01.1",)


def test_why_a_waypoint_is_too_late_leads_to_the_milestone_that_fixes_it() -> None:
    found = ready(ROAD, plan_with_a_waypoint())
    step = waypoint_step(found, found.outlook.waypoints[0])
    assert step.value == "too late, 15 May 2027, 15 days after 30 Apr 2027"
    asked, when = step.children
    assert asked.value == "1 of 2 satisfied"
    assert when.value == "2027-05-15"
    labels, steps = [], [when]
    while steps:
        here = steps.pop()
        labels.append(here.label)
        steps += here.children
    assert any("Rule in force" in each for each in labels)


def test_why_an_obligation_and_a_driver_name_their_days() -> None:
    plan = plan_with_a_waypoint()
    plan.obligation("Order 1", "2027-05-01")
    plan.tie("Order 1", project="P-01")
    plan.driver("Solar", ("2026-08-16", 60.0), (TODAY, 80.0))
    plan.trigger("Solar", 100, project="P-01")
    found = ready(ROAD, plan)
    owed = obligation_step(found.outlook.obligations[0])
    assert owed.value == "at risk; due 1 May 2027, ready 15 May 2027"
    assert (owed.children[0].value, owed.children[0].ref) == ("P-01, expected 15 May 2027", "P-01")
    solar = driver_step(found, found.outlook.systems["A"].drivers[0])
    assert [each.value for each in solar.children[0].children] == ["60.0", "80.0"]
    assert solar.children[1].label == "Solar at or above 100 MW"


def test_money_is_summed_by_currency_and_what_was_not_spent_is_not_nought() -> None:
    def line(year: int, planned: int, actual: int | None, currency: str = "USD") -> BudgetLine:
        return BudgetLine(f"{year}{currency}", "p", year, "capital", planned, actual, currency, "")

    snapshot = (
        Plan()
        .snapshot()
        ._replace(budget_lines=(line(2027, 500, None), line(2026, 300, 250), line(2026, 70, None, "CAD")))
    )
    lines, sums = budget_of(snapshot, "p")
    assert [each.year for each in lines] == [2026, 2026, 2027]
    assert sums == (Sum("CAD", 70, None), Sum("USD", 800, 250))
    assert budget_of(snapshot, "another") == ((), ())
