"""What moved between two days, and what moved it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.test_laws import DAYS, plans
from readiness.test_laws import ROAD as LAWS
from support.often import tried
from support.small import TODAY, Plan, cell, ready, roadmap
from te_planner.plan.days import spelled
from te_planner.plan.snapshot import Snapshot, Step
from te_planner.readiness.changes import ORDER, Change, Figure, Key, changes, figures
from te_planner.readiness.evaluate import evaluate

ROAD = roadmap(
    cell("RPE01.1"),
    cell("RPE01.2"),
    cell("BME01.1", nature="condition"),
    cell("RPR01.1"),
    cell("RPB01.1", requires=["RPE01.1", "BME01.1"], through=["RPR01.1"]),
)
EARLIER = "2026-06-01"


def between(plan: Plan, first: str = EARLIER, last: str = TODAY) -> tuple[Change, ...]:
    return changes(ready(ROAD, plan, first), ready(ROAD, plan, last))


def known(before: Plan, after: Plan, *, first: str = TODAY, steps: Any = ()) -> tuple[Change, ...]:
    was = evaluate(ROAD, before.snapshot(), as_of=first, today=first, known_on=first)
    return changes(was, ready(ROAD, after), steps=steps)


def told(found: tuple[Change, ...], about: str, figure: str, ref: str = "") -> Change:
    (change,) = (
        each
        for each in found
        if (each.key.about, each.key.figure) == (about, figure) and ref in ("", each.ref)
    )
    return change


def kinds(change: Change) -> list[str]:
    return [cause.kind for cause in change.causes]


def test_an_attestation_moves_stage_benefit_tally_work_and_cell_in_that_order() -> None:
    plan = Plan()
    plan.attain("RPE01.1", "BME01.1", day="2026-09-01")
    plan.attain("RPE01.2", day="2026-01-01")  # supersedes the one before: the RP track moves nowhere
    found = between(plan)
    assert [(each.key.about, each.ref, each.key.figure) for each in found] == [
        ("system", "", "enabler stage"),
        ("track", "BM", "enabler stage"),
        ("benefit", "RPB01.1", "status"),
        ("transition", "BM.1", "conditions"),
        ("cell", "RPE01.1", "state"),
        ("cell", "BME01.1", "state"),
    ]
    stage = told(found, "track", "enabler stage", "BM")
    # without an action left, a track of this small roadmap is complete through all of its stages
    assert (stage.before, stage.after) == (Figure(0), Figure(3))
    assert [cause.text for cause in stage.causes] == ["BME01.1 in place from 1 Sep 2026, said by tester"]
    assert told(found, "benefit", "status").after == Figure("unlocked")


def test_a_review_day_that_passes_moves_the_strict_figure_alone() -> None:
    plan = Plan()
    plan.attain("RPE01.1", day="2026-01-01", review="2026-08-01")
    found = between(plan)
    state = told(found, "cell", "state")
    assert (state.before, state.after) == (Figure("attained"), Figure("attained", "flagged"))
    tally = told(found, "transition", "actions")
    assert (tally.before, tally.after) == (Figure("1 of 1"), Figure("1 of 1", "0 of 1"))
    assert {cause.kind for each in found for cause in each.causes} == {"lapse"}
    assert "review day was 1 Aug 2026" in state.causes[0].text


def test_a_statement_that_ended_is_a_withdrawal() -> None:
    plan = Plan()
    plan.attain("RPE01.1", day="2026-01-01", ended="2026-08-01")
    state = told(between(plan), "cell", "state")
    assert (state.before, state.after) == (Figure("attained"), Figure("uncovered"))
    assert kinds(state) == ["withdrawal"]
    assert "ended from 1 Aug 2026" in state.causes[0].text


def test_one_voided_since_is_a_withdrawal_of_what_was_known() -> None:
    before, after = Plan(), Plan()
    before.attain("RPE01.1")
    after.attain("RPE01.1", voided="2026-08-01")
    state = told(known(before, after), "cell", "state")
    assert kinds(state) == ["withdrawal"]
    assert "voided 1 Aug 2026" in state.causes[0].text
    assert kinds(told(known(before, Plan()), "cell", "state")) == ["withdrawal"]


def test_a_milestone_done_moves_work_and_is_its_own_line() -> None:
    plan = Plan()
    plan.project("P-01")
    plan.contribution("P-01", "RPE01.1")
    plan.milestone("P-01", "Filed", "2026-08-01", done="2026-08-05")
    plan.milestone("P-01", "Heard", "2027-01-01")
    found = between(plan)
    work = told(found, "transition", "work")
    assert (work.before, work.after) == (Figure(0), Figure(50))
    assert [cause.text for cause in work.causes] == ["P-01/Filed was done 5 Aug 2026"]
    line = told(found, "milestone", "day")
    assert (line.ref, line.before, line.after) == ("P-01/Filed", Figure("open"), Figure("done 2026-08-05"))


def test_days_are_compared_where_both_are_forecasts_and_slips_are_told() -> None:
    plan = Plan()
    plan.project("P-01")
    plan.contribution("P-01", "RPE01.1")
    plan.milestone("P-01", "Filed", "2026-11-24")
    plan.milestone("P-01", "Heard", "2027-01-01")
    assert not [each for each in between(plan) if each.key.figure == "day"]
    found = between(plan, TODAY, "2026-12-04")
    assert {each.key.figure for each in found} == {"day"}
    day = told(found, "cell", "day")
    assert (day.before, day.after) == (Figure("2027-01-01"), Figure("2027-01-11"))
    assert [cause.text for cause in day.causes] == [
        "P-01/Filed was due 24 Nov 2026 and is open, 10 days late"
    ]
    assert kinds(told(found, "benefit", "day")) == ["slip"]
    assert told(found, "benefit", "day").after == Figure("the rest by 2027-01-11; 1 without a date")


def test_a_new_forecast_moves_days_and_names_the_entry_that_gave_it() -> None:
    before, after = Plan(), Plan()
    for plan, forecast in ((before, None), (after, "2027-05-01")):
        plan.project("P-01")
        plan.contribution("P-01", "RPE01.1")
        plan.milestone("P-01", "Heard", "2027-01-01", forecast=forecast)
    step = Step(7, TODAY, "ann", "New forecast", frozenset({after.rows["milestones"][0].id}))
    other = Step(8, TODAY, "ann", "Something else", frozenset({"elsewhere"}))
    day = told(known(before, after, steps=[step, other]), "project", "day")
    assert (day.before, day.after) == (Figure("2027-01-01"), Figure("2027-05-01"))
    assert kinds(day) == ["forecast"]
    assert day.causes[0].steps == (step,)


def test_a_project_that_waits_moves_with_what_it_waits_for() -> None:
    before, after = Plan(), Plan()
    for plan, forecast in ((before, None), (after, "2027-05-01")):
        plan.project("P-01")
        plan.milestone("P-01", "Heard", "2027-01-01", forecast=forecast)
        plan.project("P-02", status="approved", start="2027-01-01")
        plan.milestone("P-02", "Built", "2027-06-01")
        plan.depends("P-02", "P-01")
    built = told(known(before, after), "milestone", "day", "P-02/Built")
    assert kinds(built) == ["forecast"]
    assert built.causes[0].text.startswith("P-01/Heard is expected 1 May 2027")


def test_contributions_and_statuses_are_told() -> None:
    before, after = Plan(), Plan()
    for plan in (before, after):
        plan.project("P-01", status="approved")
    after.contribution("P-01", "RPE01.1", 60)
    state = told(known(before, after), "cell", "state")
    assert (state.before, state.after) == (Figure("uncovered"), Figure("planned"))
    assert [cause.text for cause in state.causes] == ["P-01 was mapped to RPE01.1, 60 % of it"]
    then = Plan()
    then.project("P-01", status="approved")
    then.status("P-01", "active", TODAY)
    then.contribution("P-01", "RPE01.1", 60)
    state = told(known(after, then), "cell", "state")
    assert [cause.text for cause in state.causes] == [
        f"P-01 is active since {spelled(TODAY)}, no longer approved"
    ]


def test_decisions_and_requirement_changes_are_told() -> None:
    before, after = Plan(), Plan()
    for plan in (before, after):
        plan.attain("RPE01.1")
    after.change("RPB01.1", "BME01.1", "waived")
    benefit = told(known(before, after), "benefit", "status")
    assert (benefit.before, benefit.after) == (Figure("next"), Figure("unlocked"))
    assert kinds(benefit) == ["requirement"]
    aside = Plan()
    aside.attain("RPE01.1")
    aside.set_aside("BME01.1")
    found = known(before, aside)
    assert kinds(told(found, "benefit", "status")) == ["scope"]
    assert kinds(told(found, "cell", "state")) == ["scope"]
    again = told(known(aside, before), "cell", "state")
    assert "counts again" in again.causes[0].text


def test_a_stage_pick_moves_the_observed_stage() -> None:
    plan = Plan()
    for name in ("penetration", "value", "operations", "markets"):
        plan.pick(name, 1, "2026-01-01")
        plan.pick(name, 2, "2026-07-01")
    found = told(between(plan), "system", "observed stage")
    assert (found.before, found.after) == (Figure(1), Figure(2))
    assert kinds(found) == ["pick"] * 4


def test_a_system_that_came_is_one_line() -> None:
    (change,) = known(Plan("A"), Plan("A", "B"))
    assert (change.system, change.key.figure, change.before, change.after) == (
        "B",
        "in the plan",
        None,
        Figure("yes"),
    )
    assert kinds(change) == ["plan"]


def test_a_kept_figure_that_today_would_be_another_says_so() -> None:
    plan = Plan()
    plan.attain("RPE01.1")
    now = ready(ROAD, plan)
    kept = figures(now, dated=True)
    key = Key("cell", "A", "RPE01.1", "state")
    (change,) = changes(now, now, frozen={**kept, key: Figure("partly")})
    assert (change.before, change.after) == (Figure("partly"), Figure("attained"))
    assert kinds(change) == ["rules"]
    assert changes(now, now, frozen=kept) == ()


@given(plans(), DAYS)
@tried(60)
def test_a_day_differs_from_itself_in_nothing(plan: Plan, day: str) -> None:
    one = evaluate(LAWS, plan.snapshot(), as_of=day, today=TODAY)
    assert changes(one, one) == ()


@given(plans(), DAYS, DAYS)
@tried(60)
def test_what_moved_is_told_whole_in_order_and_with_a_cause(plan: Plan, first: str, last: str) -> None:
    one, two = (evaluate(LAWS, plan.snapshot(), as_of=day, today="2024-01-01") for day in (first, last))
    found = changes(one, two)
    assert all(each.causes and each.before != each.after for each in found)
    assert [ORDER.index((each.key.about, each.key.figure)) for each in found] == sorted(
        ORDER.index((each.key.about, each.key.figure)) for each in found
    )
    was, now = figures(one, dated=True), figures(two, dated=True)
    moved = {key for key in was if key in now and was[key] != now[key]}
    assert moved <= {each.key for each in found}
    assert {each.key for each in changes(two, one)} == {each.key for each in found}


TAKEN = (
    "statements", "evidence", "contributions", "milestones", "scope_decisions", "requirement_changes",
    "status_changes", "dependencies",
)  # fmt: skip


@given(plans(), st.sampled_from(TAKEN), st.integers(0, 9))
@tried(150)
def test_a_row_more_or_less_is_told_as_the_cause_of_what_it_moved(plan: Plan, table: str, place: int) -> None:
    whole = plan.snapshot()
    rows = getattr(whole, table)
    less: Snapshot = whole._replace(**{table: tuple(each for n, each in enumerate(rows) if n != place)})
    one, two = (evaluate(LAWS, each, as_of=TODAY, today=TODAY) for each in (less, whole))
    for was, now in ((one, two), (two, one)):
        assert all(each.causes for each in changes(was, now))


@pytest.mark.parametrize("field", ["share", "weight"])
def test_a_row_changed_is_told(field: str) -> None:
    plan = Plan()
    plan.project("P-01")
    plan.contribution("P-01", "RPE01.1", 50)
    plan.milestone("P-01", "One", "2026-01-01", done="2026-01-01")
    plan.milestone("P-01", "Two", "2027-01-01")
    table = "contributions" if field == "share" else "milestones"
    was = plan.snapshot()
    rows = getattr(was, table)
    now = was._replace(**{table: (rows[0]._replace(**{field: 80}), *rows[1:])})
    found = changes(*(evaluate(ROAD, each, as_of=TODAY, today=TODAY) for each in (was, now)))
    assert kinds(told(found, "transition", "work")) == ["contribution" if field == "share" else "milestone"]
