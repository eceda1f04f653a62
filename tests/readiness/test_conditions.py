"""When a condition is expected: by its trigger, by trend, by the planner's word."""

from support.small import TODAY, Plan, cell, ready, roadmap
from te_planner.plan.days import spelled
from te_planner.readiness.days import shift
from te_planner.readiness.model import Forecast

ROAD = roadmap(
    cell("BME01.1", nature="condition"),
    cell("BME02.1", nature="baseline"),
    cell("RPE01.1"),
    cell("RPB01.1", requires=["BME01.1"]),
)


def forecast(plan: Plan, ref: str = "BME01.1", as_of: str = TODAY, today: str = TODAY) -> Forecast:
    return ready(ROAD, plan, as_of, today).systems["A"].cells[ref].forecast


def rising(level: float) -> Plan:
    """60 MW a hundred days ago, 80 MW today: one MW in five days."""
    plan = Plan()
    plan.driver("Solar", (shift(TODAY, -100), 60.0), (TODAY, 80.0))
    plan.trigger("Solar", level, cell="BME01.1")
    return plan


def test_without_trigger_or_word_it_waits_until_it_is_observed() -> None:
    assert forecast(Plan()) == Forecast(None, "waits until it is observed")


def test_by_trend_goes_before_the_planners_word_and_both_are_named() -> None:
    plan = rising(100)
    plan.expected("BME01.1", "2030-01-01")
    assert forecast(plan) == Forecast(shift(TODAY, 100), "", (), "trend")
    plan = Plan()
    plan.expected("BME01.1", "2030-01-01")
    assert forecast(plan) == Forecast("2030-01-01", "", (), "expected")
    benefit = ready(ROAD, plan).systems["A"].benefits["RPB01.1"]
    assert (benefit.forecast.whole, benefit.forecast.basis) == ("2030-01-01", "expected")


def test_a_trend_that_says_nothing_leaves_the_planners_word() -> None:
    plan = rising(100)
    plan.rows["readings"].pop()
    assert "fewer than two days" in forecast(plan).reason
    plan.expected("BME01.1", "2030-01-01")
    assert forecast(plan).basis == "expected"


def test_a_trigger_that_is_reached_proposes_the_observation_and_makes_none() -> None:
    plan = rising(80)
    plan.expected("BME01.1", "2030-01-01")
    found = ready(ROAD, plan).systems["A"]
    state = found.cells["BME01.1"]
    assert (state.state, state.satisfied) == ("not observed", False)
    assert state.forecast == Forecast(None, f"its trigger was reached on {spelled(TODAY)}: observe it")
    assert {each.code for each in found.findings} >= {"trigger-reached"}
    plan.attain("BME01.1", day="2026-11-01")
    found = ready(ROAD, plan).systems["A"]
    assert found.cells["BME01.1"].forecast == Forecast("2026-11-01", "")
    assert "trigger-reached" not in {each.code for each in found.findings}


def test_an_expected_day_that_has_passed_is_none_and_says_so() -> None:
    plan = Plan()
    plan.expected("BME01.1", shift(TODAY, -1))
    assert forecast(plan).day is None
    assert spelled(shift(TODAY, -1)) in forecast(plan).reason
    plan.rows["expected_days"].clear()
    plan.expected("BME01.1", TODAY)
    assert forecast(plan).day == TODAY


def test_a_bare_past_day_has_no_forecast_but_what_was_reached() -> None:
    plan = rising(100)
    plan.expected("BME01.1", "2030-01-01")
    assert forecast(plan, as_of="2026-09-01").reason == "no forecast is given for a past day"
    assert "reached" in forecast(rising(60), as_of="2026-09-01").reason


def test_another_systems_driver_and_a_baseline_are_no_conditions_of_this_one() -> None:
    plan = Plan("A", "B")
    plan.driver("Solar", (shift(TODAY, -100), 60.0), (TODAY, 80.0), system="B")
    plan.trigger("Solar", 100, cell="BME01.1")
    plan.expected("BME02.1", "2030-01-01")
    assert forecast(plan).reason == "waits until it is observed"
    assert forecast(plan, "BME02.1").day is None


def test_what_projects_further_is_planned_or_in_progress_and_never_delivered() -> None:
    plan = Plan()
    plan.project("P-01")
    plan.milestone("P-01", "Done", "2026-01-01", done="2026-02-01")
    plan.contribution("P-01", "BME01.1")
    plan.expected("BME01.1", "2030-01-01")
    state = ready(ROAD, plan).systems["A"].cells["BME01.1"]
    assert (state.state, state.forecast.basis) == ("in progress", "expected")
