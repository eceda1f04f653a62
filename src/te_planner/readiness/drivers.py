"""Drivers (4.1, 4.3.5) and their triggers: what pushes, how near it is, and whether we are ready for it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from te_planner.plan.days import spelled
from te_planner.plan.outlook import Driver, Reading, Trigger
from te_planner.plan.snapshot import Day, Snapshot
from te_planner.readiness.days import months_between
from te_planner.readiness.model import ProjectWork, SystemReadiness
from te_planner.readiness.outlook_model import DriverState, Reach, TriggerState, Watch, WaypointState
from te_planner.readiness.projects import NO_PAST_FORECAST
from te_planner.readiness.trend import reach, trend


def readings_by_owner(readings: Iterable[Reading], as_of: Day) -> dict[str, tuple[Reading, ...]]:
    """The readings up to the day, by day, of each driver and each measure (their ids)."""
    found: dict[str, list[Reading]] = defaultdict(list)
    for each in readings:
        if each.day <= as_of:
            found[each.driver_id or each.measure_id or ""].append(each)
    return {key: tuple(sorted(rows, key=lambda row: (row.day, row.id))) for key, rows in found.items()}


def watches(
    snapshot: Snapshot, readings: dict[str, tuple[Reading, ...]], as_of: Day, *, forecasts: bool
) -> tuple[Watch, ...]:
    """Every driver with its trend and how far its triggers are, by name. A past day has no trend."""
    triggers = defaultdict(list)
    for each in snapshot.triggers:
        triggers[each.driver_id].append(each)
    found = []
    for driver in sorted(snapshot.drivers, key=lambda each: (each.name, each.id)):
        own = readings.get(driver.id, ())
        line, reason = trend(own, as_of) if forecasts else (None, NO_PAST_FORECAST)
        levels = sorted(triggers[driver.id], key=lambda each: (each.level, each.id))
        reaches = tuple(reach(each, own, line, reason, as_of) for each in levels)
        found.append(Watch(driver, own, line, reason, reaches))
    return tuple(found)


def driver_states(
    watched: Sequence[Watch],
    system: SystemReadiness,
    projects: dict[str, ProjectWork],
    waypoints: dict[str, WaypointState],
) -> tuple[DriverState, ...]:
    """A system's own drivers, with what each trigger calls for."""
    return tuple(
        DriverState(
            each.driver,
            each.readings,
            each.trend,
            each.reason,
            tuple(_trigger(each.driver, found, system, projects, waypoints) for found in each.reaches),
        )
        for each in watched
    )


def _trigger(
    driver: Driver,
    found: Reach,
    system: SystemReadiness,
    projects: dict[str, ProjectWork],
    waypoints: dict[str, WaypointState],
) -> TriggerState:
    kind, calls_for, begun, done, ready, reason = _called_for(found.trigger, system, projects, waypoints)
    state = TriggerState(driver, found, kind, calls_for, begun, done, ready, reason, 0, "")
    if kind != "condition" and ready and state.day:
        state = state._replace(late_months=months_between(state.day, ready))
    return state._replace(sentence=_sentence(state))


class _Called(NamedTuple):
    """What a trigger calls for, as `TriggerState` has it."""

    kind: Literal["project", "waypoint", "condition"]
    name: str
    begun: bool
    done: bool
    ready: Day | None
    reason: str


def _called_for(
    trigger: Trigger,
    system: SystemReadiness,
    projects: dict[str, ProjectWork],
    waypoints: dict[str, WaypointState],
) -> _Called:
    if trigger.project_id:
        work = projects[trigger.project_id]
        begun = work.begun and not work.cancelled
        return _Called("project", work.project.key, begun, work.progress == 1, work.finish, work.reason)
    if trigger.waypoint_id:
        ahead = waypoints[trigger.waypoint_id]
        ready = ahead.forecast.whole
        reason = "" if ready else "; ".join(f"{each.what}: {each.reason}" for each in ahead.reasons)
        done = ahead.judgement == "reached"
        return _Called("waypoint", ahead.waypoint.name, done, done, ready, reason)
    ref = trigger.cell or ""
    state = system.cells.get(ref)
    if state is None:
        return _Called("condition", ref, False, True, None, "not in this roadmap")
    if state.satisfied:
        return _Called("condition", ref, True, True, state.forecast.day, "")
    reason = "not observed" if state.applicable else "set aside"
    return _Called("condition", ref, False, not state.applicable, None, reason)


def _sentence(state: TriggerState) -> str:
    """What a planner would say of it: when the level is reached, and whether the work is ready by then."""
    level = f"{number(state.trigger.level)} {state.driver.unit}".rstrip()
    found = state.reach
    if found.reached_day:
        said = f"{state.driver.name} reached {level} on {spelled(found.reached_day)}"
    elif found.day:
        said = f"{state.driver.name} reaches {level} by trend on {spelled(found.day)}"
        if found.earliest:
            latest = spelled(found.latest, "no end")
            said += f" (from {spelled(found.earliest)} to {latest} by the spread)"
    else:
        said = f"{state.driver.name} has no day for {level}: {found.reason}"
    return f"{said}; {_called(state)}"


def _called(state: TriggerState) -> str:
    if state.kind == "condition":
        if state.ready:
            return f"{state.calls_for} is observed since {spelled(state.ready)}"
        if state.reach.reached_day and not state.done:
            return f"observe {state.calls_for}, which it is to meet"
        return f"{state.calls_for} is {state.reason}"
    name = state.calls_for
    if state.kind == "project":
        name += " has begun" if state.begun else " has not begun"
    if state.ready is None:
        return f"{name}, no date: {state.reason}"
    late = f": too late by {months(state.late_months)}" if state.late_months else ""
    return f"{name}, ready {spelled(state.ready)}{late}"


def months(count: int) -> str:
    return "1 month" if count == 1 else f"{count} months"


def number(value: float) -> str:
    """A value as people write it: no exponent, no digits that say nothing."""
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
