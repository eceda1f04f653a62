"""Why, from what lies ahead: readings and their trend, triggers, waypoints, obligations, measures."""

from collections.abc import Iterator

from te_planner.plan.days import spelled
from te_planner.plan.outlook import Reading, obligation_name
from te_planner.readiness.drivers import months, number
from te_planner.readiness.goals import waypoint_goal
from te_planner.readiness.model import CellState, Derivation, Readiness
from te_planner.readiness.outlook_model import (
    DriverState,
    MeasureState,
    ObligationState,
    Tie,
    TriggerState,
    WaypointState,
)
from te_planner.readiness.rules import TREND_YEARS, YEAR
from te_planner.readiness.why.dates import date_step
from te_planner.readiness.why.words import counted, days, group_text

TREND_RULE = f"least squares over the readings of the last {TREND_YEARS} years"
JUDGEMENTS = {
    "reached": "every applicable action and condition of it is satisfied",
    "on time": "its forecast lies on or before its day",
    "too late": "its forecast, or the day asked, lies after its day",
    "no date": "something that it asks for has no date",
}
OBLIGATION_RULES = {
    "met": "a filing met it by its due day",
    "met late": "a filing met it after its due day",
    "late": "its due day has passed, and no filing met it",
    "at risk": "what it waits for comes after its due day, or has no date",
    "in time": "all that it waits for is ready by its due day",
    "untied": "nothing in the plan is tied to it",
    "open": "no forecast is given for a past day",
}


def expected_steps(readiness: Readiness, state: CellState) -> Iterator[Derivation]:
    """What a condition's expected day comes from: its triggers, else the planner's own word."""
    ref = state.cell.ref
    for driver in readiness.outlook.systems[state.system_id].drivers:
        for each in driver.triggers:
            if each.kind == "condition" and each.calls_for == ref:
                yield trigger_step(readiness, driver, each)
    for given in readiness.snapshot.expected_days:
        if (given.cell, given.system_id) == (ref, state.system_id):
            rule = f"the planner's own word, given {spelled(given.given_day)} by {given.made_by}"
            yield Derivation("Expected by the planner", given.day, rule, "", ref, (), "expected day")


def driver_step(readiness: Readiness, driver: DriverState) -> Derivation:
    """A driver: its readings, their trend, and what its triggers call for (4.1, 4.3.5)."""
    latest = driver.latest
    value = _reading_text(latest, driver.driver.unit) if latest else "no reading"
    triggers = tuple(trigger_step(readiness, driver, each) for each in driver.triggers)
    name = driver.driver.name
    return Derivation(
        name, value, "its latest reading", "4.3.5", "", (_trend(readiness, driver), *triggers), "driver"
    )


def trigger_step(readiness: Readiness, driver: DriverState, trigger: TriggerState) -> Derivation:
    """A trigger: when its level is reached, by the readings or by their trend, and what it calls for."""
    reach, level = trigger.reach, f"{number(trigger.trigger.level)} {driver.driver.unit}".rstrip()
    if reach.reached_day:
        value, rule = (
            f"reached {spelled(reach.reached_day)}",
            "the first reading of the run at or beyond the level",
        )
        beyond = [each for each in driver.readings if each.day >= reach.reached_day]
        basis = counted("Readings at or beyond it", map(_reading_step, beyond), f"{len(beyond)}", "")
    else:
        value = reach.day or f"no date: {reach.reason}"
        rule = "by trend: (level − value by the line) ÷ slope, in whole days from as-of, not before it"
        basis = _trend(readiness, driver)
    called = trigger.calls_for + (
        f", ready {spelled(trigger.ready)}" if trigger.ready else f": {trigger.reason}"
    )
    late = f", too late by {months(trigger.late_months)}" if trigger.late_months else ""
    for_what = Derivation(f"Calls for the {trigger.kind}", called + late, "", "", trigger.calls_for)
    label = f"{driver.driver.name} at or {trigger.trigger.direction} {level}"
    return Derivation(label, value, rule, "", "", (basis, for_what), "trigger")


def _trend(readiness: Readiness, driver: DriverState) -> Derivation:
    line = driver.trend
    steps = tuple(map(_reading_step, driver.readings))
    if line is None:
        return Derivation("Trend", f"none: {driver.reason}", TREND_RULE, "", "", steps, "trend")
    spread = "" if line.spread is None else f", spread {line.spread:.6g}"
    value = f"{line.value:.6g} on {spelled(readiness.as_of)}, {line.slope:.6g} a year of {YEAR} days{spread}"
    recent = tuple(_reading_step(each) for each in driver.readings if each.day >= line.first)
    return Derivation("Trend", value, TREND_RULE, "", "", recent, "trend")


def _reading_step(reading: Reading) -> Derivation:
    return Derivation(reading.day, repr(reading.value), reading.note, "", "", (), "reading")


def _reading_text(reading: Reading, unit: str) -> str:
    return f"{number(reading.value)} {unit}".rstrip() + f" on {spelled(reading.day)}"


def measure_step(state: MeasureState) -> Derivation:
    """A measure against its target: at the target or beyond it, in the direction that is better."""
    measure = state.measure
    latest = _reading_text(state.latest, measure.unit) if state.latest else "no reading"
    if measure.target is None:
        return Derivation(measure.name, latest, "without a target: it gates nothing", "", "", (), "measure")
    sign = "at least" if measure.better == "up" else "at most"
    said = "meets its target" if state.meets else "below its target"
    rule = f"target: {sign} {number(measure.target)} {measure.unit}".rstrip()
    return Derivation(measure.name, f"{said}: {latest}", rule, "", "", (), "measure")


def waypoint_step(readiness: Readiness, state: WaypointState) -> Derivation:
    """A waypoint (4.3.4): its cells by system, what it lacks, and when it is reached."""
    from te_planner.readiness.why.cells import cell_step

    children = []
    for system_id, cells in state.cells.items():
        name = readiness.systems[system_id].system.name
        counting = [each for each in cells if each.gates]
        value = f"{sum(each.satisfied for each in counting)} of {len(counting)} satisfied"
        rule = "satisfied of applicable actions and conditions"
        children.append(counted(name, (cell_step(readiness, each) for each in cells), value, rule))
    goal = waypoint_goal(state)
    if goal.cells:
        children.append(date_step(readiness, goal))
    value = f"{state.judgement}, {group_text(state.forecast)}"
    if state.late_days:
        value += f", {days(state.late_days)} after {spelled(state.waypoint.day)}"
    rule = JUDGEMENTS[state.judgement]
    return Derivation(state.waypoint.name, value, rule, "4.3.4", "", tuple(children), "waypoint")


def obligation_step(state: ObligationState) -> Derivation:
    """An obligation: what it waits for, and whether that is ready by its due day."""
    obligation = state.obligation
    value = f"{state.judgement}; due {spelled(obligation.due_day)}"
    if state.ready:
        value += f", ready {spelled(state.ready)}"
    children = tuple(map(_tie_step, state.ties))
    label = f"{obligation_name(obligation.docket, obligation.paragraph)} {obligation.title}"
    return Derivation(label, value, OBLIGATION_RULES[state.judgement], "", "", children, "obligation")


def _tie_step(tie: Tie) -> Derivation:
    value = ("done " if tie.done else "expected ") + spelled(tie.day) if tie.day else f"no date: {tie.reason}"
    ref = tie.row.milestone_id or tie.row.cell or tie.what
    return Derivation(f"Waits for the {tie.kind}", f"{tie.what}, {value}", "", "", ref, (), "tie")
