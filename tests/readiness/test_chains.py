"""The critical chain that fixes a date, and the slack of the rest. As of 24 November 2026."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.often import tried
from support.plans import figures, made
from support.small import Plan, cell, ready, roadmap
from te_planner.readiness.chains import Chain, critical_chain
from te_planner.readiness.days import shift
from te_planner.readiness.goals import (
    Goal,
    cell_goal,
    milestone_goal,
    project_goal,
    system_goal,
    track_goal,
)
from te_planner.readiness.model import Readiness

ROAD = roadmap(
    cell("RPE01.1"),
    cell("RPE02.1"),
    cell("RPE02.2"),
    cell("BME01.1"),
    cell("RPB01.1", requires=["RPE01.1", "RPE02.1"]),
    cell("RPB01.2", requires=["BME01.1"]),
)
CELLS = ("RPE01.1", "RPE02.1", "BME01.1")


def chain(readiness: Readiness, ref: str) -> Chain:
    return critical_chain(readiness, cell_goal(readiness, "A", ref))


def days_of(found: Chain) -> dict[str, int | None]:
    """What -> its slack; milestones as PROJECT/TITLE."""
    return {f"{each.of}/{each.what}" if each.of else each.ref: each.days for each in found.slack}


def first_paper() -> Plan:
    """The plan of the first hand-worked test."""
    plan = Plan()
    plan.project("P-01")
    plan.milestone("P-01", "Permit", "2026-11-14")
    plan.milestone("P-01", "Built", "2027-03-01")
    plan.project("P-02", status="approved", start="2027-02-01")
    plan.milestone("P-02", "Tested", "2027-03-03")
    plan.milestone("P-02", "Live", "2027-05-02")
    plan.depends("P-02", "P-01", lag=10)
    plan.project("P-03")
    plan.milestone("P-03", "Docket closed", "2027-04-30")
    plan.contribution("P-02", "RPE01.1")
    plan.contribution("P-03", "RPE02.1")
    return plan


def test_a_chain_worked_by_hand() -> None:
    """On paper, as of 24 Nov 2026. RPB01.1 needs RPE01.1 and RPE02.1.

    P-01 has begun. Permit was due 14 Nov 2026: overdue by 10 days, it moves Built from 1 Mar to 11 Mar 2027.
    P-02 (not begun, start 1 Feb 2027) waits for P-01, 10 days later: 21 Mar 2027, 48 days after its start.
        Tested 3 Mar + 48 = 20 Apr. Live 2 May + 48 = 19 Jun 2027: RPE01.1, covered by P-02 alone.
    P-03 closes its docket on 30 Apr 2027: RPE02.1.
    RPB01.1 is the later of both: 19 Jun 2027.
    The chain: Permit (24 Nov, late) + 107 days = Built 11 Mar; P-01 finishes; + 10 days = P-02 starts 21 Mar;
        + 90 days (2 May lies 90 days after 1 Feb) = Live 19 Jun; contribution; RPE01.1; RPB01.1.
    Slack: 0 for what is in the chain. RPE02.1, P-03 and its docket: 30 Apr to 19 Jun = 50 days.
        Tested: 20 Apr to 19 Jun = 60 days. Permit may not slip: it pushes Built.
    """
    found = chain(ready(ROAD, first_paper()), "RPB01.1")
    assert [(each.kind, each.day, each.adds) for each in found.links] == [
        ("overdue", "2026-11-24", 107),
        ("milestone", "2027-03-11", 0),
        ("project", "2027-03-11", 10),
        ("start", "2027-03-21", 90),
        ("milestone", "2027-06-19", 0),
        ("contribution", "2027-06-19", 0),
        ("cell", "2027-06-19", 0),
        ("benefit", "2027-06-19", 0),
    ]
    assert days_of(found) == {
        "RPE01.1": 0,
        "RPE02.1": 50,
        "P-01": 0,
        "P-01/Permit": 0,
        "P-01/Built": 0,
        "P-02": 0,
        "P-02/Tested": 60,
        "P-02/Live": 0,
        "P-03": 50,
        "P-03/Docket closed": 50,
    }


def test_shares_worked_by_hand() -> None:
    """On paper, as of 24 Nov 2026. Three projects deliver parts of RPE01.1:

        P-01  60 %  finish  1 Jan 2027
        P-02  40 %  finish  1 Jun 2027
        P-03  40 %  finish  1 Jan 2028 (more than is needed)

    In order of finish: 60 %, then 100 %: covered on 1 Jun 2027, by P-02.
    P-02 may not slip: 60 % alone do not cover, and P-03 is later.
    P-01 may slip by 151 days (1 Jan to 1 Jun): beyond, its 60 % come later than P-02's 40 %.
    P-03 may slip by any number of days: it is not needed.
    For RPB01.1, with RPE02.1 on 1 Feb 2028 by P-04: P-02 may slip without end, since 60 % and the 40 % of
    P-03 cover RPE01.1 on 1 Jan 2028, and so may P-03 as P-02 is in time. P-01 has until 1 Feb 2028: 396 days.
    """
    plan = Plan()
    for key, share, day in (
        ("P-01", 60, "2027-01-01"),
        ("P-02", 40, "2027-06-01"),
        ("P-03", 40, "2028-01-01"),
    ):
        plan.project(key)
        plan.contribution(key, "RPE01.1", share)
        plan.milestone(key, "Built", day)
    found = chain(ready(ROAD, plan), "RPE01.1")
    assert [(each.kind, each.ref) for each in found.links[1:]] == [
        ("contribution", "P-02"),
        ("cell", "RPE01.1"),
    ]
    assert "60 % (P-01) + 40 % (P-02) = 100 % of it" in found.links[-2].why
    assert {key: days for key, days in days_of(found).items() if "/" not in key} == {
        "P-01": 151,
        "P-02": 0,
        "P-03": None,
    }
    plan.project("P-04")
    plan.contribution("P-04", "RPE02.1")
    plan.milestone("P-04", "Built", "2028-02-01")
    slack = days_of(chain(ready(ROAD, plan), "RPB01.1"))
    assert {key: slack[key] for key in ("P-01", "P-02", "P-03", "P-04", "RPE01.1", "RPE02.1")} == {
        "P-01": 396,
        "P-02": None,
        "P-03": None,
        "P-04": 0,
        "RPE01.1": 245,
        "RPE02.1": 0,
    }


def test_two_that_wait_for_one_slip_together() -> None:
    """Each of the two could stand in for the other, but both wait for P-01."""
    plan = Plan()
    plan.project("P-01")
    plan.milestone("P-01", "Base", "2027-01-01")
    for key in ("P-02", "P-03"):
        plan.project(key, status="approved", start="2027-01-01")
        plan.milestone(key, "Built", "2027-03-01")
        plan.depends(key, "P-01")
        plan.contribution(key, "RPE01.1")
    slack = days_of(chain(ready(ROAD, plan), "RPE01.1"))
    assert (slack["P-02"], slack["P-03"], slack["P-01"]) == (None, None, 0)


def test_what_is_attained_or_superseded_leads_to_its_statement() -> None:
    plan = Plan()
    plan.attain("RPE01.1", day="2026-02-01")
    plan.attain("RPE02.2", day="2026-03-01")
    found = chain(ready(ROAD, plan), "RPB01.1")
    assert [(each.kind, each.ref, each.day) for each in found.links] == [
        ("statement", "statement 2", "2026-03-01"),
        ("cell", "RPE02.2", "2026-03-01"),
        ("cell", "RPE02.1", "2026-03-01"),
        ("benefit", "RPB01.1", "2026-03-01"),
    ]
    assert found.slack == ()


def test_what_has_no_date_says_why() -> None:
    plan = Plan()
    plan.project("P-01", status="on hold")
    plan.milestone("P-01", "Built", "2027-03-01")
    plan.contribution("P-01", "RPE01.1")
    readiness = ready(ROAD, plan)
    found = chain(readiness, "RPB01.1")
    assert (found.day, found.links, found.slack) == (None, (), ())
    assert found.undated == (("RPE01.1", "P-01: on hold"), ("RPE02.1", "nobody delivers this"))
    assert critical_chain(readiness, project_goal(readiness.projects["P-01"])).reason == "on hold"


def test_a_date_is_that_of_the_rest_where_some_have_none() -> None:
    plan = first_paper()
    plan.rows["contributions"].pop()
    found = chain(ready(ROAD, plan), "RPB01.1")
    assert found.day == "2027-06-19"
    assert found.undated == (("RPE02.1", "nobody delivers this"),)


DAYS = st.sampled_from(["2026-10-01", "2026-11-20", "2026-11-24", "2026-12-05", "2027-01-10", "2027-03-01"])
# made once: most of the time of these tests went into making them for each draw
PERHAPS_A_DAY = st.none() | DAYS
STATUSES = st.sampled_from(["proposed", "approved", "active", "active"])
PERHAPS_A_CELL = st.none() | st.sampled_from(CELLS)
PERHAPS_DONE = st.none() | st.none() | st.just("2026-11-10")
UP_TO_TWO = st.sets(st.sampled_from(CELLS), max_size=2)
SHARES = st.sampled_from([40, 60, 100])


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Up to four projects, each perhaps waiting for earlier ones, at work on three cells."""
    plan = Plan()
    keys = ["P-01", "P-02", "P-03", "P-04"]
    for place, key in enumerate(keys):
        status = draw(STATUSES)
        plan.project(key, status=status, start=draw(PERHAPS_A_DAY), end=draw(PERHAPS_A_DAY))
        for number in range(draw(st.integers(0, 3))):
            tied = draw(PERHAPS_A_CELL)
            done = draw(PERHAPS_DONE)
            forecast = draw(PERHAPS_A_DAY)
            baseline = draw(DAYS)
            plan.milestone(
                key, f"m{number}", baseline, forecast=forecast, given="2026-11-18", cell=tied, done=done
            )
        for before in keys[:place]:
            if draw(st.integers(0, 2)) == 0:
                plan.depends(key, before, draw(st.integers(0, 20)))
        for ref in draw(UP_TO_TWO):
            plan.contribution(key, ref, draw(SHARES))
    if draw(st.booleans()):
        plan.attain("RPE02.1", day="2026-11-01")
    return plan


def goals(readiness: Readiness) -> Iterator[Goal]:
    for ref in (*CELLS, "RPB01.1", "RPB01.2"):
        yield cell_goal(readiness, "A", ref)
    yield track_goal(readiness, "A", "RP", 2)
    yield system_goal(readiness, "A", 1)
    for work in readiness.projects.values():
        yield project_goal(work)
        for date in work.milestones:
            yield milestone_goal(work, date)


def same(readiness: Readiness, goal: Goal) -> Goal:
    """The same goal in other figures."""
    return next(each for each in goals(readiness) if (each.kind, each.ref) == (goal.kind, goal.ref))


def slipped(plan: Plan, readiness: Readiness, milestone: str, days: int) -> Readiness:
    """The figures when an open milestone's day is so many days later."""
    date = next(
        each
        for work in readiness.projects.values()
        for each in work.milestones
        if each.milestone.id == milestone
    )
    assert date.day
    rows = plan.rows["milestones"]
    place = next(place for place, row in enumerate(rows) if row.id == milestone)
    kept = rows[place]
    rows[place] = kept._replace(forecast_day=shift(date.day, days - date.delay))
    try:
        return ready(ROAD, plan)
    finally:
        rows[place] = kept


@given(plans())
@tried(200)
def test_a_chain_adds_up_to_the_targets_date_and_has_no_slack_in_it(plan: Plan) -> None:
    readiness = ready(ROAD, plan)
    for goal in goals(readiness):
        found = critical_chain(readiness, goal)
        assert bool(found.links) == bool(goal.day)
        if not goal.day:
            continue
        assert found.links[-1].day == goal.day
        for link, after in zip(found.links, found.links[1:], strict=False):
            assert shift(link.day, link.adds) == after.day
        slack = {each.ref: each for each in found.slack}
        assert all(each.days is None or each.days >= 0 for each in found.slack)
        for link in found.links:
            own = slack.get(link.ref)
            if link.kind in ("milestone", "overdue", "cell") and own and own.kind != "project":
                # what stands in for it on the same day leaves slack, nothing else does
                assert own.days == 0 or _stands_in(found, goal)


def _stands_in(found: Chain, goal: Goal) -> bool:
    """More is contributed to a needed cell than it needs, so that no single one is critical."""
    return any(state.planned_share > 100 for state in goal.cells)


@given(plans(), st.data())
@tried(200)
def test_slack_is_exactly_what_a_milestone_can_slip_without_moving_the_target(
    plan: Plan, data: st.DataObject
) -> None:
    readiness = ready(ROAD, plan)
    goal = data.draw(st.sampled_from(list(goals(readiness))))
    for slack in critical_chain(readiness, goal).slack:
        overdue = any(
            each.overdue and each.milestone.id == slack.ref
            for work in readiness.projects.values()
            for each in work.milestones
        )
        if slack.kind != "milestone" or overdue:
            continue  # an overdue one cannot slip by an edit: what it pushes would stand still
        if slack.days is None:
            assert same(slipped(plan, readiness, slack.ref, 4000), goal).day == goal.day
            continue
        assert same(slipped(plan, readiness, slack.ref, slack.days), goal).day == goal.day
        assert (same(slipped(plan, readiness, slack.ref, slack.days + 1), goal).day or "") > (goal.day or "")


@pytest.mark.parametrize("name", ["harborview", "tri-rivers"])
def test_every_date_of_the_examples_has_a_chain_that_adds_up(name: str) -> None:
    readiness = figures(made(name))
    for system_id, system in readiness.systems.items():
        refs = [*system.cells, *system.benefits]
        asked = [cell_goal(readiness, system_id, ref) for ref in refs]
        asked += [track_goal(readiness, system_id, track.track, 3) for track in system.tracks]
        for goal in asked:
            found = critical_chain(readiness, goal)
            assert (found.links[-1].day if found.links else None) == goal.day
            for link, after in zip(found.links, found.links[1:], strict=False):
                assert shift(link.day, link.adds) == after.day
    for work in readiness.projects.values():
        found = critical_chain(readiness, project_goal(work))
        assert (found.links[-1].day if found.links else None) == work.finish
