"""Waypoints (4.3.4): how far each transitional state is, and whether it comes in time."""

from collections import defaultdict
from collections.abc import Sequence

from te_planner.plan.outlook import Waypoint, WaypointCell
from te_planner.plan.snapshot import Day, Snapshot
from te_planner.readiness.days import days_between, months_between
from te_planner.readiness.investment import Estimates, investment
from te_planner.readiness.model import CellState, GroupForecast, SystemReadiness
from te_planner.readiness.outlook_model import Undated, WaypointJudgement, WaypointState
from te_planner.readiness.stages import group_forecast, tally

NO_CELL = "no applicable action or condition is to be in place by then"


def waypoint_states(
    snapshot: Snapshot, systems: dict[str, SystemReadiness], estimates: Estimates, as_of: Day
) -> tuple[WaypointState, ...]:
    """The waypoints in order of their days: a plan is a path."""
    named: dict[str, list[WaypointCell]] = defaultdict(list)
    for each in snapshot.waypoint_cells:
        named[each.waypoint_id].append(each)
    path = sorted(snapshot.waypoints, key=lambda each: (each.day, each.name))
    return tuple(_state(each, named[each.id], systems, estimates, as_of) for each in path)


def _state(
    waypoint: Waypoint,
    named: Sequence[WaypointCell],
    systems: dict[str, SystemReadiness],
    estimates: Estimates,
    as_of: Day,
) -> WaypointState:
    wanted = defaultdict(set)
    for each in named:
        wanted[each.system_id].add(each.cell)
    # system by system, in the source's order
    where = sorted((systems[id_] for id_ in wanted), key=lambda each: each.system.name)
    cells = {
        each.system.id: tuple(state for ref, state in each.cells.items() if ref in wanted[each.system.id])
        for each in where
    }
    found = [state for states in cells.values() for state in states if state.cell.nature != "baseline"]
    counted = [state for state in found if state.applicable]
    lacking = tuple(state for state in counted if not state.satisfied)
    forecast = group_forecast(counted)
    judgement = _judgement(waypoint, counted, forecast, as_of)
    ends = [day for day in (forecast.day, as_of if lacking else None) if day]
    end = max(ends, default=waypoint.day)
    undated = [
        Undated(f"{each.cell.ref} in {systems[each.system_id].system.name}", each.forecast.reason)
        for each in lacking
        if each.forecast.day is None
    ]
    known = {state.cell.ref for states in cells.values() for state in states}
    return WaypointState(
        waypoint=waypoint,
        cells=cells,
        actions=tally([state for state in counted if state.cell.nature == "action"]),
        conditions=tally([state for state in counted if state.cell.nature == "condition"]),
        forecast=forecast,
        lacking=lacking,
        set_aside=tuple(state for state in found if not state.applicable),
        unknown=tuple(sorted({each.cell for each in named} - known)),
        judgement=judgement,
        late_days=max(0, days_between(waypoint.day, end)),
        late_months=months_between(waypoint.day, end),
        reasons=tuple(undated) if counted else (Undated(waypoint.name, NO_CELL),),
        investment=investment([state for state in lacking if state.gap], estimates),
    )


def _judgement(
    waypoint: Waypoint, counted: Sequence[CellState], forecast: GroupForecast, as_of: Day
) -> WaypointJudgement:
    """Too late as soon as one of its cells is, or its day has passed: whatever the others do."""
    if not counted:
        return "no date"
    if forecast.is_past:
        return "reached"
    if as_of > waypoint.day or (forecast.is_open and (forecast.day or "") > waypoint.day):
        return "too late"
    return "no date" if forecast.undated else "on time"
