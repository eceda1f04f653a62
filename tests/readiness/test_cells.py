"""Cell states, the first that fits, and what statements come to."""

from fractions import Fraction

import pytest

from support.small import Plan, cell, ready, roadmap
from te_planner.readiness.model import CellState

ROAD = roadmap(
    cell("RPE01.1"),
    cell("RPE01.2"),
    cell("BME01.1", nature="condition"),
    cell("DAE02.1", nature="baseline"),
)


def state(plan: Plan, ref: str = "RPE01.1", as_of: str = "2026-11-24") -> CellState:
    return ready(ROAD, plan, as_of).systems["A"].cells[ref]


def test_a_cell_that_nobody_touches_is_a_gap() -> None:
    assert state(Plan()).state == "uncovered"
    assert state(Plan()).gap
    assert state(Plan()).forecast.reason == "nobody delivers this"


@pytest.mark.parametrize("ref", ["BME01.1", "DAE02.1"])
def test_a_condition_or_baseline_that_nobody_saw_is_nobodys_failure(ref: str) -> None:
    assert state(Plan(), ref).state == "not observed"
    assert not state(Plan(), ref).gap


def test_in_place_needs_evidence_to_be_attained() -> None:
    plan = Plan()
    plan.state("RPE01.1")
    assert state(plan).state == "claimed"
    assert not state(plan).satisfied
    plan.state("RPE01.1", day="2026-02-01", evidence=True)
    assert state(plan).state == "attained"
    assert state(plan).forecast.day == "2026-01-01"  # since the first day of the unbroken run


def test_a_later_confirmation_without_evidence_keeps_the_evidence_of_the_run() -> None:
    plan = Plan()
    plan.attain("RPE01.1", day="2025-01-01")
    plan.state("RPE01.1", day="2026-01-01")
    assert state(plan).state == "attained"
    assert state(plan).forecast.day == "2025-01-01"


def test_partly_breaks_the_run_and_its_evidence() -> None:
    plan = Plan()
    plan.attain("RPE01.1", day="2025-01-01")
    plan.state("RPE01.1", "partly", day="2025-06-01")
    assert state(plan).state == "partly"
    plan.state("RPE01.1", day="2026-01-01")
    assert state(plan).state == "claimed"


def test_on_the_same_day_the_later_entry_decides() -> None:
    plan = Plan()
    plan.attain("RPE01.1")
    plan.state("RPE01.1", "not in place")
    assert state(plan).state == "uncovered"


def test_a_voided_statement_never_counted_and_an_ended_one_counts_until_its_end() -> None:
    plan = Plan()
    plan.attain("RPE01.1", voided="2026-03-01")
    assert state(plan, as_of="2026-02-01").state == "uncovered"
    plan.attain("RPE01.2", ended="2026-06-01")
    assert state(plan, "RPE01.2", as_of="2026-05-31").state == "attained"
    assert state(plan, "RPE01.2", as_of="2026-06-01").state == "uncovered"


def test_a_regions_statement_stands_for_each_of_its_systems() -> None:
    plan = Plan("A", "B")
    plan.attain("RPE01.1", region="region")
    systems = ready(ROAD, plan).systems
    assert systems["A"].cells["RPE01.1"].state == systems["B"].cells["RPE01.1"].state == "attained"


def test_an_attained_later_cell_supersedes_the_earlier_one() -> None:
    plan = Plan()
    plan.attain("RPE01.2", day="2026-03-01")
    assert state(plan).state == "superseded"
    assert state(plan).forecast.day == "2026-03-01"
    assert state(plan).satisfied


def test_set_aside_comes_before_everything_from_its_day_on() -> None:
    plan = Plan()
    plan.attain("RPE01.1")
    plan.set_aside("RPE01.1", day="2026-05-01")
    assert state(plan).state == "not applicable"
    assert state(plan, as_of="2026-04-30").state == "attained"


def test_finished_contributions_deliver_a_cell_until_somebody_attests_it() -> None:
    plan = Plan()
    plan.project("P-01")
    plan.contribution("P-01", "RPE01.1")
    plan.milestone("P-01", "Built", "2026-03-01", done="2026-03-01")
    assert state(plan).state == "delivered"
    assert state(plan).forecast.reason == "awaiting attestation"
    assert state(plan, as_of="2026-02-28").state == "in progress"
    plan.state("RPE01.1", "partly", day="2026-04-01")
    assert state(plan).state == "partly"


def test_three_thirds_of_33_percent_cover_a_cell() -> None:
    plan = Plan()
    for key in ("P-01", "P-02", "P-03"):
        plan.project(key)
        plan.contribution(key, "RPE01.1", 33)
        plan.milestone(key, "Built", "2026-03-01", done="2026-03-01")
    assert state(plan).state == "delivered"


def test_in_progress_planned_and_cancelled() -> None:
    plan = Plan()
    plan.project("P-01", status="approved")
    plan.contribution("P-01", "RPE01.1", 50)
    plan.milestone("P-01", "Built", "2027-03-01", weight=3)
    plan.milestone("P-01", "Designed", "2026-03-01", done="2026-06-01")
    assert state(plan, as_of="2026-05-31").state == "planned"
    assert state(plan).state == "in progress"
    assert state(plan).progress == Fraction(1, 8)
    plan.status("P-01", "cancelled", "2026-10-01")
    assert state(plan).state == "uncovered"


def test_milestones_tied_to_a_cell_count_for_it_alone() -> None:
    plan = Plan()
    plan.project("P-01")
    plan.contribution("P-01", "RPE01.1")
    plan.contribution("P-01", "RPE01.2")
    plan.milestone("P-01", "First", "2026-03-01", done="2026-03-01", cell="RPE01.1")
    plan.milestone("P-01", "Second", "2027-03-01", cell="RPE01.2")
    assert state(plan).state == "delivered"
    assert state(plan, "RPE01.2").progress == 0
    assert state(plan, "RPE01.2").forecast.day == "2027-03-01"


def test_a_condition_once_observed_stays_unless_ended() -> None:
    plan = Plan()
    plan.attain("BME01.1", day="2025-01-01")
    plan.state("BME01.1", "not in place", day="2026-01-01")
    assert state(plan, "BME01.1").state == "attained"


def test_a_project_may_further_a_condition_but_never_delivers_it() -> None:
    plan = Plan()
    plan.project("P-01")
    plan.contribution("P-01", "BME01.1")
    plan.milestone("P-01", "Built", "2026-03-01", done="2026-03-01")
    assert state(plan, "BME01.1").state == "in progress"
    assert state(plan, "BME01.1").forecast.day is None


def test_an_overdue_review_is_flagged_from_the_day_after_and_left_out_of_the_strict_figure() -> None:
    plan = Plan()
    plan.attain("RPE01.1", review="2026-06-30")
    assert state(plan, as_of="2026-06-30").flags == ()
    late = state(plan, as_of="2026-07-01")
    assert late.state == "attained"
    assert late.flags == ("review overdue",)
    assert not late.strict
    plan.attain("RPE01.2")
    assert state(plan).strict  # a later cell of its row carries it


def test_a_condition_that_was_only_claimed_can_be_denied() -> None:
    plan = Plan()
    plan.state("BME01.1", day="2026-01-10")
    plan.state("BME01.1", "not in place", day="2026-02-10", evidence=True)
    assert state(plan, "BME01.1").state == "not observed"


def test_superseded_holds_since_the_first_later_cell_was_attained() -> None:
    road = roadmap(cell("RPE01.1"), cell("RPE01.2"), cell("RPE01.3"))
    plan = Plan()
    plan.attain("RPE01.3", day="2026-01-10")
    plan.attain("RPE01.2", day="2026-06-10")
    found = ready(road, plan).systems["A"].cells["RPE01.1"]
    assert (found.forecast.day, found.superseded_by) == ("2026-01-10", "RPE01.3")


def test_a_status_said_again_holds_since_it_was_said_first() -> None:
    plan = Plan()
    plan.project("P-01", status="done", since="2026-03-01")
    plan.contribution("P-01", "RPE01.1")
    plan.state("RPE01.1", "partly", day="2026-06-01")
    plan.status("P-01", "done", "2026-09-01")
    assert state(plan).state == "partly"
