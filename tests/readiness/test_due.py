"""What is late and what is coming up, and what a planner should know."""

from support.small import Plan, cell, ready, roadmap

ROAD = roadmap(cell("RPE01.1"), cell("RPE02.1"), cell("RPR01.1"), cell("RPB01.1", requires=["RPE01.1"]))


def test_each_systems_own_review_is_due_and_a_regions_once() -> None:
    plan = Plan("A", "B")
    plan.attain("RPE01.1", system="A", review="2026-12-01")
    plan.attain("RPE01.1", system="B", review="2026-12-01")
    plan.attain("RPE02.1", region="region", review="2026-12-02")
    found = [(each.ref, each.system_id) for each in ready(ROAD, plan).due]
    assert found == [("RPE01.1", "A"), ("RPE01.1", "B"), ("RPE02.1", None)]


def test_results_and_benefits_are_reviewed_as_well() -> None:
    plan = Plan()
    plan.attain("RPE01.1")
    plan.attain("RPB01.1", "RPR01.1", review="2026-06-30")
    found = ready(ROAD, plan)
    assert {each.ref for each in found.due} == {"RPB01.1", "RPR01.1"}
    assert found.systems["A"].benefits["RPB01.1"].flagged == ("RPB01.1",)
    assert {"RPB01.1: review overdue", "RPR01.1: review overdue"} <= {
        each.text for each in found.systems["A"].findings
    }


def test_late_is_late_until_it_is_done_cancelled_or_on_hold() -> None:
    plan = Plan()
    plan.project("P-01")
    plan.milestone("P-01", "Step", "2026-11-14")
    assert [(each.text, each.days) for each in ready(ROAD, plan).due] == [("Step", 10)]
    plan.status("P-01", "on hold", "2026-11-20")
    assert ready(ROAD, plan).due == ()


def test_what_the_roadmap_does_not_know_is_named() -> None:
    plan = Plan()
    plan.attain("RPE77.1", "RPR77.1")
    plan.set_aside("RPE78.1")
    plan.change("RPB01.1", "RPE79.1", "added")
    found = ready(ROAD, plan)
    unknown = {each.refs[0] for each in found.findings if each.code == "unknown-cell"}
    assert unknown == {"RPE77.1", "RPR77.1", "RPE78.1", "RPE79.1"}
    assert found.systems["A"].results == {}


def test_an_observed_stage_on_fewer_than_four_picks_is_a_warning() -> None:
    plan = Plan()
    plan.pick("value", 3)
    found = {each.code: each for each in ready(ROAD, plan).systems["A"].findings}
    assert found["not-picked"].severity == "warning"
    assert "1 of 4" in found["not-picked"].text
