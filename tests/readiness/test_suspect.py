"""Suspect: a cell asks for something else than its deciding statement answers, since the plan adopted it."""

from collections.abc import Iterator

import pytest

from support.editions import edition, raised, replaced, with_cells
from support.small import TODAY, Plan, cell, ready, roadmap
from te_planner.plan.days import spelled
from te_planner.plan.snapshot import Edition
from te_planner.readiness.model import Derivation
from te_planner.readiness.reviews import left_behind, suspects
from te_planner.readiness.why import ask, why

OLD = roadmap(
    cell("RPE01.1"),
    cell("RPE01.2"),
    cell("RPR01.1"),
    cell("RPB01.1", requires=["RPE01.1"], through=["RPR01.1"]),
)
ROAD = edition(with_cells(OLD, raised(OLD.cells["RPE01.1"])), "2027.1")
ADOPTED = "2026-06-01"


def answered(**said: object) -> Plan:
    plan = Plan()
    plan.attain("RPE01.1", **said)
    plan.meaning_changed("RPE01.1", 2, ADOPTED)
    return plan


def flags(plan: Plan, as_of: str) -> tuple[str, ...]:
    return ready(ROAD, plan, as_of=as_of).systems["A"].cells["RPE01.1"].flags


def test_it_is_suspect_from_the_day_of_adoption() -> None:
    plan = answered()
    assert flags(plan, "2026-05-31") == ()
    assert flags(plan, ADOPTED) == ("suspect",)


def test_it_is_so_until_the_day_on_which_it_was_confirmed() -> None:
    plan = answered(confirmed=2, confirmed_on="2026-07-01")
    assert flags(plan, "2026-06-30") == ("suspect",)
    assert flags(plan, "2026-07-01") == ()
    plan.meaning_changed("RPE01.1", 3, "2026-09-01")
    assert flags(plan, "2026-09-01") == ("suspect",)


def test_a_statement_made_against_the_new_meaning_is_not() -> None:
    plan = answered()
    plan.state("RPE01.1", day="2026-08-01", meaning=2)
    assert flags(plan, "2026-07-31") == ("suspect",)
    assert flags(plan, "2026-08-01") == ()


def test_both_flags_may_stand_beside_one_another() -> None:
    assert flags(answered(review="2026-03-01"), TODAY) == ("review overdue", "suspect")


def test_it_counts_and_the_strict_figure_leaves_it_out() -> None:
    plan = answered()
    plan.attain("RPR01.1")
    before = ready(ROAD, plan, as_of="2026-05-31").systems["A"]
    after = ready(ROAD, plan).systems["A"]
    for system, strict in ((before, 1), (after, 0)):
        tally = system.tracks[0].transitions[0].actions
        assert (tally.satisfied, tally.strict) == (1, strict)
        assert system.tracks[0].stage >= 1
        assert system.benefits["RPB01.1"].status == "realised"
        assert system.benefits["RPB01.1"].strict_unlocked is bool(strict)
    assert after.tracks[0].strict_stage == 0
    assert after.benefits["RPB01.1"].flagged == ("RPE01.1",)


def test_results_and_benefits_are_suspect_too() -> None:
    plan = Plan()
    plan.attain("RPE01.1", "RPR01.1", "RPB01.1")
    for ref in ("RPR01.1", "RPB01.1"):
        plan.meaning_changed(ref, 2, ADOPTED)
    found = ready(ROAD, plan)
    assert [each.cell for each in suspects(found)] == ["RPR01.1", "RPB01.1"]
    assert found.systems["A"].benefits["RPB01.1"].flagged == ("RPB01.1", "RPR01.1")


def tree(plan: Plan) -> Derivation:
    found = ready(ROAD, plan)
    return why(found, ask(found, "RPE01.1"), "A")


def every(step: Derivation) -> Iterator[Derivation]:
    yield step
    for child in step.children:
        yield from every(child)


def test_why_says_since_when_and_by_which_edition() -> None:
    step = tree(answered())
    assert step.value == "attained (suspect)"
    flag = next(each for each in every(step) if each.label == "Suspect")
    assert flag.value.startswith(f"since {spelled(ADOPTED)}: by data 2027.1")
    confirmed = tree(answered(confirmed=2, confirmed_on="2026-07-01"))
    assert any("confirmed 1 Jul 2026 by reviewer" in each.rule for each in every(confirmed))


def test_it_is_due_since_the_adoption_and_a_regions_once() -> None:
    plan = Plan("A", "B")
    plan.attain("RPE01.1", region="region")
    plan.meaning_changed("RPE01.1", 2, ADOPTED)
    found = ready(ROAD, plan)
    assert [(each.kind, each.day, each.ref, each.system_id) for each in found.due] == [
        ("review", ADOPTED, "RPE01.1", None)
    ]
    assert [(each.system_id, each.cell, each.meaning_was, each.meaning) for each in suspects(found)] == [
        ("A", "RPE01.1", 1, 2),
        ("B", "RPE01.1", 1, 2),
    ]
    assert ready(ROAD, plan, as_of="2026-05-31").due == ()


def test_contributions_and_decisions_on_a_changed_cell_are_named() -> None:
    plan = Plan()
    plan.project("P-01")
    plan.contribution("P-01", "RPE01.1")
    plan.meaning_changed("RPE01.1", 2, ADOPTED)
    plan.set_aside("RPE01.2", day="2026-05-01")
    plan.meaning_changed("RPE01.2", 2, ADOPTED)
    found = {
        each.refs[0]: each for each in ready(ROAD, plan).systems["A"].findings if each.code == "other-meaning"
    }
    assert found["RPE01.1"].severity == "information"
    assert "P-01" in found["RPE01.1"].text
    assert "1 May 2026" in found["RPE01.2"].text
    before = ready(ROAD, plan, as_of="2026-05-31").systems["A"].findings
    assert not [each for each in before if each.code == "other-meaning"]


MERGED = edition(
    with_cells(OLD, cell("RPE09.1"), without="RPE01.1 RPE01.2"),
    "2027.1",
    replaced("merged", "RPE01.1 RPE01.2", "RPE09.1"),
)


def merged_plan() -> Plan:
    plan = Plan()
    plan.attain("RPE01.1", "RPE01.2")
    plan.add("editions", Edition("e1", 1, "old", "test", "2026-01-01", "k"))
    return plan


def test_a_merger_is_due_until_somebody_states_the_successor() -> None:
    plan = merged_plan()
    assert ready(MERGED, plan).due == ()
    plan.add("editions", Edition("e2", 2, "new", "2027.1", ADOPTED, "k"))
    (due,) = ready(MERGED, plan).due
    assert (due.kind, due.day, due.ref, due.system_id) == ("review", ADOPTED, "RPE09.1", "A")
    assert "RPE01.1, RPE01.2 merged into it" in due.text
    assert ready(MERGED, plan, as_of="2026-05-31").due == ()
    plan.attain("RPE09.1")
    assert ready(MERGED, plan).due == ()


@pytest.mark.parametrize(("adopted", "severity"), [(MERGED.label, "information"), ("older", "warning")])
def test_what_is_left_under_an_old_reference_is_told(adopted: str, severity: str) -> None:
    plan = merged_plan()
    plan.attain("RPE77.1")
    snapshot = plan.snapshot()
    snapshot = snapshot._replace(plan=snapshot.plan._replace(roadmap=adopted))
    found = {each.ref: each for each in left_behind(MERGED, snapshot)}
    assert found["RPE01.1"].became == "was merged into RPE09.1"
    assert found["RPE01.1"].uses == {"statement": 1}
    assert not found["RPE77.1"].known
    from te_planner.readiness.evaluate import evaluate

    told = {
        each.refs[0]: each
        for each in evaluate(MERGED, snapshot, as_of=TODAY, today=TODAY).findings
        if each.refs
    }
    assert (told["RPE01.1"].code, told["RPE01.1"].severity) == ("given-up-cell", severity)
    assert (told["RPE77.1"].code, told["RPE77.1"].severity) == ("unknown-cell", "error")
