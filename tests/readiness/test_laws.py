"""What must hold for every plan, by Hypothesis."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from support.often import tried
from support.small import TODAY, Plan, cell, ready, roadmap
from te_planner.plan.snapshot import Dependency, Snapshot
from te_planner.readiness.days import shift
from te_planner.readiness.evaluate import evaluate
from te_planner.readiness.model import Readiness

ENABLERS = [f"{track}E{row:02}.{stage}" for track in ("RP", "BM") for row in (1, 2) for stage in (1, 2)]
ROAD = roadmap(
    *(cell(ref, nature="condition" if ref == "BME02.1" else "action") for ref in ENABLERS),
    cell("DAE01.1", nature="baseline"),
    cell("PCE01.1"),
    cell("RPR01.1"),
    cell("RPB01.1", requires=["RPE01.1", "BME02.1"], through=["RPR01.1"]),
    cell("RPB01.2", requires=["RPE02.2", "RPE01.2"]),
    cell("BMB01.2", requires=["BME01.2", "PCE01.1"]),
)
REFS = [*ENABLERS, "DAE01.1", "PCE01.1", "RPR01.1", "RPB01.1"]
DAYS = st.sampled_from(["2024-02-29", "2025-06-01", "2026-01-01", "2026-11-23", "2026-11-24", "2027-03-01"])
PROJECTS = ("P-01", "P-02", "P-03")

# what a plan is drawn from, made once: most of the time of these tests went into making it for each draw
PERHAPS_A_DAY = st.none() | DAYS
STATUSES = st.sampled_from(["proposed", "approved", "active", "on hold", "done", "cancelled"])
UP_TO_THREE = st.sets(st.sampled_from(ENABLERS), max_size=3)
UP_TO_TWO = st.sets(st.sampled_from(ENABLERS), max_size=2)
SYSTEMS = st.sampled_from(["A", "B"])
SAID_OF = st.sampled_from(REFS)
ANSWERS = st.sampled_from(["in place", "partly", "not in place"])


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    plan = Plan("A", "B")
    for key in PROJECTS:
        status = draw(STATUSES)
        plan.project(key, status=status, since=draw(DAYS), start=draw(PERHAPS_A_DAY), end=draw(PERHAPS_A_DAY))
        for number in range(draw(st.integers(0, 3))):
            done = draw(PERHAPS_A_DAY)
            forecast = draw(PERHAPS_A_DAY)
            plan.milestone(
                key, f"m{number}", draw(PERHAPS_A_DAY), done=done, forecast=forecast, given="2026-11-01"
            )
        for ref in draw(UP_TO_THREE):
            plan.contribution(key, ref, draw(st.integers(1, 100)), draw(SYSTEMS))
    if draw(st.booleans()):
        plan.depends("P-02", "P-01", draw(st.integers(0, 40)))
    for _ in range(draw(st.integers(0, 8))):
        plan.state(
            draw(SAID_OF),
            draw(ANSWERS),
            draw(DAYS),
            evidence=draw(st.booleans()),
            system=draw(SYSTEMS),
            review=draw(PERHAPS_A_DAY),
            ended=draw(PERHAPS_A_DAY),
        )
    for ref in draw(UP_TO_TWO):
        plan.set_aside(ref)
    if draw(st.booleans()):
        plan.change("RPB01.1", "BME02.1", "waived")
    return plan


OTHER: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "projects": {"start_day": PERHAPS_A_DAY, "key": st.sampled_from(["P-00", "P-09"])},
    "status_changes": {"status": STATUSES},
    "milestones": {"forecast_day": PERHAPS_A_DAY, "actual_day": PERHAPS_A_DAY},
    "dependencies": {"lag_days": st.integers(0, 40)},
    "contributions": {"share": st.integers(1, 100)},
    "statements": {"answer": ANSWERS},
}
"""What edits change, by table."""
PAIRS = st.sampled_from([(one, other) for one in PROJECTS for other in PROJECTS if one != other])


def edited(draw: st.DrawFn, now: Snapshot) -> Snapshot:
    """The plan after one edit more: a row is another one, gone or new; all else is the very same."""
    table = draw(st.sampled_from(sorted(OTHER)))
    rows = list(getattr(now, table))
    if table == "dependencies" and draw(st.booleans()):
        rows.append(Dependency(f"new {len(rows)}", *draw(PAIRS), 0))
    elif rows:
        row = rows.pop(place := draw(st.integers(0, len(rows) - 1)))
        if table == "projects" or draw(st.booleans()):
            rows.insert(place, row._replace(**{name: draw(each) for name, each in OTHER[table].items()}))
    return now._replace(**{table: tuple(rows)})


@given(plans(), st.data())
@tried(150)
def test_figures_from_those_before_an_edit_are_those_of_a_fresh_look(plan: Plan, data: st.DataObject) -> None:
    snapshot = plan.snapshot()
    before = evaluate(ROAD, snapshot, as_of=TODAY, today=TODAY)
    for _ in range(3):
        snapshot = data.draw(st.composite(edited)(snapshot))
        before = evaluate(ROAD, snapshot, as_of=TODAY, today=TODAY, before=before)
        assert before == evaluate(ROAD, snapshot, as_of=TODAY, today=TODAY)
    for day in ("2025-06-01", "2027-03-01"):
        other = evaluate(ROAD, snapshot, as_of=day, today=TODAY, before=before)
        assert other == evaluate(ROAD, snapshot, as_of=day, today=TODAY)


def levels(readiness: Readiness) -> dict[str, object]:
    """Stages and unlocked benefits of every system."""
    return {
        name: (
            [track.stage for track in system.tracks],
            {ref for ref, each in system.benefits.items() if each.unlocked},
        )
        for name, system in readiness.systems.items()
    }


@given(plans(), st.sampled_from(ENABLERS))
@tried(150)
def test_in_place_with_evidence_never_lowers_a_stage_or_a_benefit(plan: Plan, ref: str) -> None:
    before = ready(ROAD, plan).systems["A"]
    plan.attain(ref, day=TODAY)
    after = ready(ROAD, plan).systems["A"]
    assert all(old.stage <= new.stage for old, new in zip(before.tracks, after.tracks, strict=True))
    unlocked = {each for each, benefit in before.benefits.items() if benefit.unlocked}
    assert unlocked <= {each for each, benefit in after.benefits.items() if benefit.unlocked}


@given(plans())
@tried(150)
def test_the_strict_figure_never_exceeds_the_other_and_unlocked_means_satisfied_or_waived(plan: Plan) -> None:
    for system in ready(ROAD, plan).systems.values():
        assert system.strict_stage <= system.stage
        for track in system.tracks:
            assert track.strict_stage <= track.stage
            for transition in track.transitions:
                assert (
                    transition.actions.strict <= transition.actions.satisfied <= transition.actions.applicable
                )
                assert transition.work is None or 0 <= transition.work <= 1
        for benefit in system.benefits.values():
            if benefit.unlocked:
                assert not benefit.blockers
                assert all(need.satisfied for need in benefit.requirements)
            assert not (benefit.strict_unlocked and benefit.blockers)


@given(plans())
@tried(100)
def test_the_order_of_rows_projects_and_systems_does_not_matter(plan: Plan) -> None:
    snapshot = plan.snapshot()
    turned = snapshot._replace(
        projects=snapshot.projects[::-1],
        systems=snapshot.systems[::-1],
        contributions=snapshot.contributions[::-1],
        milestones=snapshot.milestones[::-1],
        dependencies=snapshot.dependencies[::-1],
        evidence=snapshot.evidence[::-1],
        scope_decisions=snapshot.scope_decisions[::-1],
        requirement_changes=snapshot.requirement_changes[::-1],
    )
    one = evaluate(ROAD, snapshot, as_of=TODAY, today=TODAY)
    two = evaluate(ROAD, turned, as_of=TODAY, today=TODAY)
    assert levels(one) == levels(two)
    for key, work in one.projects.items():
        assert (work.finish, work.progress) == (two.projects[key].finish, two.projects[key].progress)
    for name, system in one.systems.items():
        for ref, state in system.cells.items():
            other = two.systems[name].cells[ref]
            assert (state.state, state.progress, state.forecast.day) == (
                other.state,
                other.progress,
                other.forecast.day,
            )


# days of the plans whose next day is none of them, and days far from all
QUIET = ["2024-02-29", "2025-06-01", "2025-12-30", "2026-01-01", "2026-11-24", "2027-03-01", "2027-04-01"]


@given(plans(), st.sampled_from(QUIET))
@tried(150)
def test_with_nothing_dated_in_between_a_day_passing_changes_no_stage_and_no_benefit(
    plan: Plan, day: str
) -> None:
    """A review day lapses with the day after it: only the strict figures feel it, and only downward."""
    later = shift(day, 1)
    one = ready(ROAD, plan, as_of=day, today=day)
    two = ready(ROAD, plan, as_of=later, today=later)
    assert levels(one) == levels(two)
    for name, before in one.systems.items():
        after = two.systems[name]
        assert after.strict_stage <= before.strict_stage
        for old, new in zip(before.tracks, after.tracks, strict=True):
            assert new.strict_stage <= old.strict_stage
        for ref, benefit in before.benefits.items():
            assert after.benefits[ref].status == benefit.status
            assert after.benefits[ref].strict_unlocked <= benefit.strict_unlocked
        assert {ref: each.progress for ref, each in before.cells.items()} == {
            ref: each.progress for ref, each in after.cells.items()
        }


@given(plans(), st.sampled_from(PROJECTS))
@tried(100)
def test_progress_only_grows_with_milestones_done(plan: Plan, key: str) -> None:
    before = ready(ROAD, plan)
    rows = plan.rows.get("milestones", [])
    for place, row in enumerate(rows):
        if row.project_id == key and row.actual_day is None:
            rows[place] = row._replace(actual_day=TODAY)
    after = ready(ROAD, plan)
    assert after.projects[key].progress >= before.projects[key].progress
    for name, system in before.systems.items():
        for ref, state in system.cells.items():
            assert after.systems[name].cells[ref].progress >= state.progress


@given(plans(), DAYS)
@tried(100)
def test_known_on_a_day_gives_what_that_days_copy_gave_on_that_day(plan: Plan, day: str) -> None:
    """The snapshot is the copy: that the journal gives it, the tests of plan/replay hold."""
    then = evaluate(ROAD, plan.snapshot(), as_of=day, today=day)
    now = evaluate(ROAD, plan.snapshot(), as_of=day, today="2029-01-01", known_on=day)
    assert now._replace(known_on=None) == then


@given(plans())
@tried(100)
def test_no_open_work_is_expected_before_today(plan: Plan) -> None:
    readiness = ready(ROAD, plan)
    for work in readiness.projects.values():
        assert all(each.done or each.day is None or each.day >= TODAY for each in work.milestones)
    for system in readiness.systems.values():
        for state in system.cells.values():
            if state.applicable and not state.satisfied and state.forecast.day:
                assert state.forecast.day >= TODAY
