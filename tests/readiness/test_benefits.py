"""Benefits: what they require, what blocks them, what comes next."""

from support.small import Plan, cell, ready, roadmap
from te_planner.readiness.model import BenefitState

ROAD = roadmap(
    cell("RPE01.1"),
    cell("RPE01.2"),
    cell("BME01.1"),
    cell("BME01.2"),
    cell("RPR01.1"),
    cell("RPB01.1", requires=["RPE01.1"], through=["RPR01.1"]),
    cell("RPB01.2", requires=["RPE01.2"]),
    cell("RPB02.2", requires=["BME01.2"]),
    cell("RPB03.1", nature="baseline"),
    cell("RPB03.2", requires=["RPE01.1", "BME01.1"]),
)


def benefit(plan: Plan, ref: str) -> BenefitState:
    return ready(ROAD, plan).systems["A"].benefits[ref]


def test_a_benefit_is_unlocked_when_nothing_blocks_it_in_its_own_and_earlier_stages() -> None:
    plan = Plan()
    assert [each.cell.ref for each in benefit(plan, "RPB01.2").blockers] == ["RPE01.1", "RPE01.2"]
    assert benefit(plan, "RPB01.1").status == "next"
    assert benefit(plan, "RPB01.2").status == "locked"
    plan.attain("RPE01.1")
    assert benefit(plan, "RPB01.1").status == "unlocked"
    assert benefit(plan, "RPB01.2").status == "next"
    plan.attain("RPE01.2")
    assert benefit(plan, "RPB01.2").status == "unlocked"


def test_a_benefit_is_next_only_where_each_blocker_can_be_worked_on_today() -> None:
    plan = Plan()
    assert benefit(plan, "RPB02.2").status == "locked"  # BME01.1 comes before BME01.2
    plan.set_aside("BME01.1")
    assert benefit(plan, "RPB02.2").status == "next"


def test_realised_needs_the_benefit_or_all_its_results_to_be_observed_with_evidence() -> None:
    plan = Plan()
    plan.attain("RPE01.1")
    plan.state("RPR01.1")
    assert benefit(plan, "RPB01.1").status == "unlocked"
    plan.attain("RPR01.1")
    assert benefit(plan, "RPB01.1").status == "realised"
    plan.attain("RPE01.2")
    plan.attain("RPB01.2")
    assert benefit(plan, "RPB01.2").status == "realised"


def test_an_observed_benefit_that_is_locked_is_not_realised() -> None:
    plan = Plan()
    plan.attain("RPB01.1")
    assert benefit(plan, "RPB01.1").status == "next"


def test_a_baseline_benefit_is_never_next() -> None:
    assert benefit(Plan(), "RPB03.1").status == "unlocked"


def test_a_required_cell_that_is_set_aside_leaves_the_benefit_to_decide() -> None:
    plan = Plan()
    plan.attain("RPE01.1")
    plan.set_aside("BME01.1")
    found = benefit(plan, "RPB03.2")
    assert found.status == "to decide"
    assert found.undecided == ("BME01.1",)
    plan.change("RPB03.2", "BME01.1", "waived")
    assert benefit(plan, "RPB03.2").status == "unlocked"
    assert [each.origin for each in benefit(plan, "RPB03.2").requirements] == ["roadmap", "waived"]


def test_a_benefit_set_aside_counts_as_unlocked_for_its_rows_later_stages() -> None:
    plan = Plan()
    plan.set_aside("RPB01.1")
    plan.attain("RPE01.2")
    assert benefit(plan, "RPB01.1").status == "not applicable"
    assert benefit(plan, "RPB01.2").status == "unlocked"


def test_an_added_requirement_blocks_in_its_system_alone() -> None:
    plan = Plan("A", "B")
    plan.attain("RPE01.1", region="region")
    plan.change("RPB01.1", "BME01.1", "added", system="B")
    systems = ready(ROAD, plan).systems
    assert systems["A"].benefits["RPB01.1"].status == "unlocked"
    assert systems["B"].benefits["RPB01.1"].status == "next"


def test_next_benefits_are_coming_when_all_blockers_are_covered_else_stuck_by_gaps() -> None:
    plan = Plan()
    plan.project("P-01")
    plan.contribution("P-01", "RPE01.1")
    plan.milestone("P-01", "Built", "2027-03-01")
    system = ready(ROAD, plan).systems["A"]
    assert [each.cell.ref for each in system.coming] == ["RPB01.1"]
    assert system.coming[0].forecast.whole == "2027-03-01"
    assert [each.cell.ref for each in system.stuck] == ["RPB03.2"]
    assert [each.cell.ref for each in system.stuck[0].gaps] == ["BME01.1"]
    assert system.stuck[0].forecast.undated == ("BME01.1",)


def test_leverage_counts_the_benefits_that_a_cell_blocks_and_those_that_wait_for_it_alone() -> None:
    found = ready(ROAD, Plan()).systems["A"].leverage["RPE01.1"]
    assert found.blocks == ("RPB01.1", "RPB01.2", "RPB03.2")
    assert found.only == ("RPB01.1",)


def test_a_baseline_gates_nothing_even_where_something_was_added_to_it() -> None:
    plan = Plan()
    plan.attain("RPE01.1", "BME01.1")
    plan.change("RPB03.1", "RPE01.2", "added")
    assert benefit(plan, "RPB03.2").status == "unlocked"
