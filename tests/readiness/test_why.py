"""Why: each derivation can be followed by hand to the same figure. As of 24 November 2026."""

import re
from fractions import Fraction

import pytest

from support import by_hand
from support.plans import figures, made
from support.small import Plan, cell, ready, roadmap
from te_planner.errors import WrongCall
from te_planner.plan.days import spelled
from te_planner.readiness.model import CellState, Derivation, Readiness
from te_planner.readiness.why import Asked, ask, why, why_date

EXAMPLES = ("harborview", "tri-rivers")
ROAD = roadmap(
    cell("RPE01.1"),
    cell("RPE01.2"),
    cell("BME01.1", nature="condition"),
    cell("RPR01.1"),
    cell("RPB01.1", requires=["RPE01.1"], through=["RPR01.1"]),
    cell("RPB01.2", requires=["RPE01.2", "BME01.1"]),
)


def percent(value: Fraction) -> str:
    return f"{int(value * 100)} %"


def check_cell(step: Derivation, state: CellState) -> None:
    assert by_hand.state(step) == state.state, step.label
    assert step.value.startswith(state.state)
    assert by_hand.progress(step) == state.progress
    assert by_hand.strict(step) == state.strict
    work = by_hand.named(step, "Work")
    if work:
        terms = [term.split(" % × ") for term in work.value.partition(" = ")[0].split(" + ")]
        total = sum((int(share) * Fraction(part) for share, part in terms), Fraction(0)) / 100
        assert min(Fraction(1), total) == state.progress
        assert percent(total) in work.value
    if state.applicable and state.cell.nature != "baseline":
        assert by_hand.day(step) == state.forecast.day
        assert (state.forecast.day or state.forecast.reason) in step.children[-1].value


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_cell_of_the_examples_can_be_followed_by_hand(name: str) -> None:
    readiness = figures(made(name))
    for system_id, system in readiness.systems.items():
        for ref, state in system.cells.items():
            check_cell(why(readiness, Asked("cell", ref), system_id), state)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_benefit_of_the_examples_can_be_followed_by_hand(name: str) -> None:
    readiness = figures(made(name))
    for system_id, system in readiness.systems.items():
        for ref, benefit in system.benefits.items():
            step = why(readiness, Asked("cell", ref), system_id)
            assert by_hand.status(step) == benefit.status, ref
            assert step.value.startswith(benefit.status)
            expected = by_hand.named(step, "Expected")
            if expected:
                assert by_hand.latest(expected) == (benefit.forecast.day, len(benefit.forecast.undated))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_track_and_system_stage_of_the_examples_can_be_followed_by_hand(name: str) -> None:
    readiness = figures(made(name))
    for system_id, system in readiness.systems.items():
        whole = why(readiness, ask(readiness, "stage"), system_id)
        steps = by_hand.kids(whole, "track")
        for track, step in zip(system.tracks, steps, strict=True):
            assert by_hand.through(step) == track.stage
            assert by_hand.through(step, "strict") == track.strict_stage
            for told, transition in zip(by_hand.kids(step, "transition"), track.transitions, strict=True):
                assert by_hand.too_much(told) == transition.too_much_set_aside
                tallies = by_hand.kids(told, "count")
                for count, tally in zip(tallies, (transition.actions, transition.conditions), strict=False):
                    if count.label == "Set aside":
                        continue
                    satisfied = sum(map(by_hand.satisfied, count.children))
                    assert (satisfied, len(count.children)) == (tally.satisfied, tally.applicable)
                    assert sum(map(by_hand.strict, count.children)) == tally.strict
                    assert count.value.startswith(f"{satisfied} of {len(count.children)} ")
                if transition.work is not None:
                    assert by_hand.mean(told) == transition.work
                expected = by_hand.named(told, "Expected")
                assert expected
                forecast = transition.forecast
                assert by_hand.latest(expected) == (forecast.day, len(forecast.undated))
        assert min(by_hand.through(each) for each in steps) == system.stage
        for stage in (1, 2, 3):
            through = why(readiness, ask(readiness, f"stage {stage}"), system_id)
            tracks = by_hand.kids(through, "through")
            yes = all(by_hand.through(each) == stage for each in tracks)
            assert through.value.startswith("yes" if yes else "no")
            assert yes == (system.stage >= stage)
        picks = by_hand.kids(why(readiness, Asked("observed"), system_id), "pick")
        stages = [int(each.value[-1]) for each in picks if each.value.startswith("stage")]
        assert min(stages, default=1) == system.observed.stage


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_project_and_milestone_of_the_examples_can_be_followed_by_hand(name: str) -> None:
    readiness = figures(made(name))
    for work in readiness.projects.values():
        step = why(readiness, Asked("project", work.project.id))
        told = by_hand.named(step, "Work")
        assert told
        if work.milestones:
            assert by_hand.part(told) == work.progress
            done, whole = re.findall(r"\(([\d +]+)\)", told.value)
            assert Fraction(*(sum(map(int, part.split(" + "))) for part in (done, whole))) == work.progress
        finish = by_hand.named(step, "Finish")
        assert finish
        if work.finish and work.milestones:
            assert max(by_hand.days(each.value)[0] for each in told.children) == work.finish
        check_date(finish, work.finish)
        for each in work.milestones:
            one = why(readiness, Asked("milestone", each.milestone.id))
            dated = by_hand.named(one, "Day")
            assert dated
            check_date(dated, each.day)


def check_date(step: Derivation, day: str | None) -> None:
    """The chain adds up to the day; without one there is no chain."""
    chain = by_hand.named(step, "Critical chain")
    assert (by_hand.chain_day(chain.children[0]) if chain else None) == day
    if day and "without a date" not in step.value:
        assert step.value == day or spelled(day) in step.value


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_date_of_the_examples_can_be_followed_by_hand(name: str) -> None:
    readiness = figures(made(name))
    for system_id, system in readiness.systems.items():
        for ref, state in system.cells.items():
            check_date(why_date(readiness, Asked("cell", ref), system_id), state.forecast.day)
        for ref, benefit in system.benefits.items():
            step = why_date(readiness, Asked("cell", ref), system_id)
            check_date(step, benefit.forecast.day)
            missing = by_hand.named(step, "Without a date")
            names = [each.ref for each in missing.children] if missing else []
            assert names == list(benefit.forecast.undated)
            assert not missing or all(each.rule for each in missing.children)


def test_sums_show_their_terms() -> None:
    plan = Plan()
    for key, share, done in (("P-01", 40, 3), ("P-02", 60, 1)):
        plan.project(key)
        plan.contribution(key, "RPE01.1", share)
        for number in range(5 if key == "P-01" else 2):
            plan.milestone(key, f"m{number}", "2027-01-01", done="2026-01-01" if number < done else None)
    step = why(ready(ROAD, plan), Asked("cell", "RPE01.1"), "A")
    work = by_hand.named(step, "Work")
    assert work
    assert work.value == "40 % × 3/5 + 60 % × 1/2 = 54 %"


def test_the_strict_figure_and_its_flags_are_told() -> None:
    plan = Plan()
    plan.attain("RPE01.1", review="2026-06-01")
    plan.attain("RPR01.1")
    readiness = ready(ROAD, plan)
    step = why(readiness, Asked("cell", "RPE01.1"), "A")
    assert step.value == "attained (review overdue)"
    assert "strict: it does not count" in step.rule
    assert [each.value for each in by_hand.kids(step, "flag")] == ["review day 1 Jun 2026"]
    assert why(readiness, ask(readiness, "RP.1"), "A").value == "yes (strict: no)"
    benefit = why(readiness, Asked("cell", "RPB01.1"), "A")
    assert benefit.value == "realised (1 flagged)"
    flagged = by_hand.named(benefit, "Rests on flagged")
    assert flagged
    assert flagged.value == "1; strict: not unlocked"


def test_waivers_and_what_is_set_aside_lead_to_who_decided() -> None:
    plan = Plan()
    plan.set_aside("RPE01.1")
    plan.change("RPB01.2", "BME01.1", "waived")
    readiness = ready(ROAD, plan)
    for ref in ("RPE01.1", "RPB01.1"):
        steps = by_hand.walk(why(readiness, Asked("cell", ref), "A"))
        assert any(each.kind == "decision" and "board" in each.value for each in steps)
    steps = list(by_hand.walk(why(readiness, Asked("cell", "RPB01.2"), "A")))
    assert any(each.label == "Requirement waived" and "why (me" in each.value for each in steps)


@pytest.fixture
def harborview() -> Readiness:
    return figures(made("harborview"))


@pytest.mark.parametrize(
    ("text", "kind", "stage"),
    [
        ("rpb02.2", "cell", None),
        ("RP", "track", None),
        ("rp.2", "track", 2),
        ("RP:2", "track", 2),
        ("stage", "system", None),
        ("Stage  2", "system", 2),
        ("observed", "observed", None),
        ("p-04", "project", None),
        ("P-04/final", "milestone", None),
    ],
)
def test_what_is_asked_is_named_as_a_planner_would(
    harborview: Readiness, text: str, kind: str, stage: int | None
) -> None:
    found = ask(harborview, text)
    assert (found.kind, found.stage) == (kind, stage)


@pytest.mark.parametrize("text", ["", "RPE99.1", "RP.4", "stage 0", "P-99", "P-04/zzz", "P-04/"])
def test_what_is_not_there_is_refused_in_words(harborview: Readiness, text: str) -> None:
    with pytest.raises(WrongCall):
        ask(harborview, text)


def test_what_is_observed_has_no_date(harborview: Readiness) -> None:
    system_id = next(iter(harborview.systems))
    for text in ("observed", "RPR01.1", "RPV01.1"):
        with pytest.raises(WrongCall, match="no date"):
            why_date(harborview, ask(harborview, text), system_id)


def test_clauses_stand_where_the_rule_is_the_sources(harborview: Readiness) -> None:
    system_id = next(iter(harborview.systems))
    for text in ("stage", "RPB03.1", "RPE01.1", "P-04"):
        for each in by_hand.walk(why(harborview, ask(harborview, text), system_id)):
            assert each.clause in ("", "4.2" if each.kind in ("observed", "pick") else "")
