"""What must hold of triggers, waypoints, obligations and estimates in every plan, by Hypothesis."""

import subprocess
import sys
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from support.often import tried
from support.small import TODAY, Plan, cell, ready, roadmap
from te_planner.plan.snapshot import Snapshot
from te_planner.readiness.days import shift
from te_planner.readiness.evaluate import evaluate
from te_planner.readiness.model import Readiness

CELLS = ("RPE01.1", "RPE02.1", "BME01.1", "BME02.1", "RPB01.1", "RPB02.1")
ROAD = roadmap(
    cell("RPE01.1"),
    cell("RPE02.1"),
    cell("BME01.1", nature="condition"),
    cell("BME02.1", nature="condition"),
    cell("RPB01.1", requires=["RPE01.1", "BME01.1"]),
    cell("RPB02.1", requires=["RPE02.1"]),
    cell("DAE01.1"),
    cell("PCE01.1"),
)
DAYS = st.integers(-2500, 900).map(lambda ahead: shift(TODAY, ahead))
VALUES = st.integers(-1000, 1000).map(float) | st.floats(-1e9, 1e9)
SYSTEMS = st.sampled_from(["A", "B"])
# made once: most of the time of these tests went into making them for each draw
PERHAPS_A_DAY = st.none() | DAYS
STATUSES = st.sampled_from(["proposed", "active", "on hold", "done", "cancelled"])
ENABLER, CONDITION, CELL = st.sampled_from(CELLS[:4]), st.sampled_from(CELLS[2:4]), st.sampled_from(CELLS)
ENABLERS, CONDITIONS, BENEFITS = st.sets(ENABLER), st.sets(CONDITION), st.sets(st.sampled_from(CELLS[4:]))
UP_TO_SIX_DAYS = st.sets(DAYS, max_size=6)
DIRECTIONS = st.sampled_from(["above", "below"])
PROJECTS = st.sampled_from(["P-01", "P-02"])
MONEY = st.none() | st.integers(0, 10**15)
MONTHS = st.none() | st.integers(0, 1200)
PERHAPS_A_VALUE = st.none() | VALUES


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    plan = Plan("A", "B")
    for key in ("P-01", "P-02"):
        plan.project(
            key,
            status=draw(STATUSES),
            since=draw(DAYS),
            end=draw(PERHAPS_A_DAY),
        )
        plan.milestone(key, f"Step of {key}", draw(PERHAPS_A_DAY), done=draw(PERHAPS_A_DAY))
        plan.contribution(key, draw(ENABLER), system=draw(SYSTEMS))
    for ref in draw(ENABLERS):
        plan.state(ref, day=draw(DAYS), evidence=draw(st.booleans()), system=draw(SYSTEMS))
        plan.waypoint(f"W {ref}", draw(DAYS), *draw(ENABLERS))
    for name, system in (("Solar", "A"), ("Storage", "B")):
        days = draw(UP_TO_SIX_DAYS)
        plan.driver(name, *((day, draw(VALUES)) for day in days), system=system)
        direction = draw(DIRECTIONS)
        plan.trigger(name, draw(VALUES), direction, project=draw(PROJECTS))
        plan.trigger(name, draw(VALUES), direction, cell=draw(CONDITION))
    for ref in draw(CONDITIONS):
        plan.expected(ref, draw(DAYS), draw(SYSTEMS))
    for ref in draw(ENABLERS):
        money = draw(MONEY)
        plan.estimate(ref, money, draw(MONTHS), system=draw(SYSTEMS))
    for ref in draw(BENEFITS):
        plan.measure(ref, (draw(DAYS), draw(VALUES)), target=draw(PERHAPS_A_VALUE), system=draw(SYSTEMS))
        plan.weigh(ref, draw(st.integers(1, 1000)))
    for docket in ("1", "2"):
        plan.obligation(docket, draw(DAYS), draw(PERHAPS_A_DAY))
        if draw(st.booleans()):
            plan.tie(docket, project="P-01")
            plan.tie(docket, milestone="Step of P-02")
        if draw(st.booleans()):
            plan.tie(docket, cell=draw(CELL), system=draw(SYSTEMS))
    return plan


def figures(found: Readiness) -> dict[str, Any]:
    """All that this part of the rules says."""
    systems = found.systems.values()
    return {
        "outlook": found.outlook,
        "due": set(found.due),
        "forecasts": {(s.system.id, ref): c.forecast for s in systems for ref, c in s.cells.items()},
        "benefits": {(s.system.id, ref): b.status for s in systems for ref, b in s.benefits.items()},
        "next": {s.system.id: [b.cell.ref for b in (*s.coming, *s.stuck)] for s in systems},
        "findings": {s.system.id: set(s.findings) for s in systems} | {"": set(found.findings)},
    }


def turned(snapshot: Snapshot) -> Snapshot:
    """Every table backward whose order says nothing."""
    said = {"statements", "status_changes", "stage_picks"}  # in order of day and entry
    return Snapshot(
        *(
            rows[::-1] if isinstance(rows, (tuple, list)) and name not in {"plan", "head", *said} else rows
            for name, rows in snapshot._asdict().items()
        )
    )


@given(plans())
@tried(100)
def test_the_order_of_rows_does_not_matter(plan: Plan) -> None:
    snapshot = plan.snapshot()
    one = evaluate(ROAD, snapshot, as_of=TODAY, today=TODAY)
    two = evaluate(ROAD, turned(snapshot), as_of=TODAY, today=TODAY)
    assert figures(one) == figures(two)


@given(plans(), st.sampled_from(["Solar", "Storage"]), st.floats(0, 1e6))
@tried(100)
def test_a_reading_beyond_the_level_never_unreaches_a_trigger(plan: Plan, name: str, more: float) -> None:
    """Read today, it reaches each trigger that it is beyond, and moves the day of none that was reached."""
    plan.rows["readings"] = [each for each in plan.rows.get("readings", ()) if each.day < TODAY]
    before = {each.trigger.id: each for each in _reaches(ready(ROAD, plan))}
    own = [each for each in plan.rows["triggers"] if each.driver_id == name]
    above = own[0].direction == "above"
    levels = [each.level for each in own]
    plan.reading(name, TODAY, max(levels) + more if above else min(levels) - more)
    for each in _reaches(ready(ROAD, plan)):
        if each.trigger.driver_id == name:
            assert each.state == "reached"
            assert each.reached_day == (before[each.trigger.id].reached_day or TODAY)


def _reaches(found: Readiness) -> list[Any]:
    return [
        trigger.reach
        for system in found.outlook.systems.values()
        for driver in system.drivers
        for trigger in driver.triggers
    ]


@given(plans())
@tried(100)
def test_no_day_ahead_is_before_today_and_a_range_holds_its_day(plan: Plan) -> None:
    for each in _reaches(ready(ROAD, plan)):
        assert (each.state == "reached") == bool(each.reached_day)
        assert each.reached_day or each.day or each.reason
        if each.day:
            assert each.day >= TODAY
        if each.earliest:
            assert TODAY <= each.earliest <= each.day
        if each.latest:
            assert each.earliest <= each.day <= each.latest


@given(plans())
@tried(100)
def test_judgements_agree_with_the_days_that_they_name(plan: Plan) -> None:
    found = ready(ROAD, plan)
    for each in found.outlook.waypoints:
        whole = each.forecast.whole
        if each.judgement == "on time":
            assert whole
            assert whole <= each.waypoint.day
            assert each.late_days == 0
        if each.judgement == "too late":
            assert each.late_days > 0
        if each.judgement == "reached":
            assert not each.lacking
    for duty in found.outlook.obligations:
        if duty.judgement == "in time":
            assert duty.ready is None or duty.ready <= duty.obligation.due_day
            assert not duty.undated
        assert (duty.late_days > 0) <= (duty.judgement in ("met late", "late", "at risk"))
        assert duty.sentence


@given(plans())
@tried(100)
def test_the_investment_of_tracks_stages_and_systems_adds_up(plan: Plan) -> None:
    outlook = ready(ROAD, plan).outlook
    whole = outlook.investments.whole
    for parts in (outlook.investments.tracks, outlook.investments.stages):
        assert sum(each.gaps for each in parts.values()) == whole.gaps
        assert _sum(parts.values()) == _sum([whole])
    systems = [each.investments.whole for each in outlook.systems.values()]
    assert _sum(systems) == _sum([whole])
    assert whole.estimated + whole.without_estimate == whole.gaps


def _sum(parts: Any) -> int:
    return sum(cost for each in parts for _, cost in each.sums)


@given(plans())
@tried(60)
def test_what_lies_ahead_changes_no_state_and_no_stage(plan: Plan) -> None:
    """Drivers, targets, estimates and obligations tell; only measures gate, and only what is realised."""
    snapshot = plan.snapshot()
    bare = snapshot._replace(
        drivers=(), readings=(), triggers=(), expected_days=(), waypoints=(), waypoint_cells=(),
        gap_estimates=(), obligations=(), obligation_ties=(), benefit_weights=(), measures=(),
    )  # fmt: skip
    one = evaluate(ROAD, snapshot, as_of=TODAY, today=TODAY)
    two = evaluate(ROAD, bare, as_of=TODAY, today=TODAY)
    for id_, system in one.systems.items():
        other = two.systems[id_]
        assert [each.stage for each in system.tracks] == [each.stage for each in other.tracks]
        for ref, state in system.cells.items():
            assert (state.state, state.progress) == (other.cells[ref].state, other.cells[ref].progress)
        for ref, benefit in system.benefits.items():
            assert benefit.unlocked == other.benefits[ref].unlocked
            assert not (benefit.status == "realised" and other.benefits[ref].status != "realised")


def test_without_readings_no_statistics_are_imported() -> None:
    code = (
        "import sys\n"
        "from support.small import Plan, cell, ready, roadmap\n"
        "plan = Plan()\n"
        "plan.driver('Solar')\n"
        "plan.trigger('Solar', 1, cell='BME01.1')\n"
        "ready(roadmap(cell('BME01.1', nature='condition')), plan)\n"
        "assert 'statistics' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": ":".join(sys.path)})
