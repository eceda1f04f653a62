"""What a planner should know of what lies ahead: triggers, obligations, waypoints, measures and estimates."""

from collections.abc import Iterator, Sequence

from te_planner.plan.days import spelled
from te_planner.plan.outlook import Waypoint
from te_planner.plan.snapshot import System
from te_planner.readiness.checks.going import by_severity, command
from te_planner.readiness.drivers import months
from te_planner.readiness.model import Finding, Severity, SystemReadiness
from te_planner.readiness.outlook_model import (
    MeasureState,
    ObligationState,
    Outlook,
    SystemOutlook,
    TriggerState,
    WaypointState,
)


def joined(some: Sequence[Finding], more: Sequence[Finding]) -> tuple[Finding, ...]:
    """Both, each once, errors first."""
    return by_severity(dict.fromkeys((*some, *more)))


def system_findings(system: SystemReadiness, outlook: SystemOutlook) -> tuple[Finding, ...]:
    """The findings on one system's drivers, measures and estimates."""
    place = system.system
    return (
        *(found for driver in outlook.drivers for each in driver.triggers for found in _trigger(place, each)),
        *(found for each in outlook.measures for found in _measure(place, each)),
        *_estimates(system, outlook),
    )


def plan_findings(outlook: Outlook) -> tuple[Finding, ...]:
    """The findings on the plan's obligations and waypoints."""
    return (
        *(found for each in outlook.obligations for found in _obligation(each)),
        *(found for each in outlook.waypoints for found in _waypoint(each)),
    )


def _trigger(system: System, state: TriggerState) -> Iterator[Finding]:
    """A trigger that is reached and nothing answers it, or that the work it calls for comes too late for."""
    refs, going = (state.calls_for,), command("drivers", system=system.name)
    if state.done:
        return
    if state.state == "reached" and not state.begun:
        yield Finding("trigger-reached", "warning", state.sentence, refs, system.id, going, "6")
    elif state.late_months:
        yield Finding("trigger-late", "warning", state.sentence, refs, system.id, going, "6")


def _measure(system: System, state: MeasureState) -> Iterator[Finding]:
    measure = state.measure
    if measure.target is not None and state.latest is None:
        going = command("measures", system=system.name)
        text = f"{measure.benefit}: {measure.name} has a target and no reading, so nothing shows the benefit"
        yield Finding("measure-unread", "warning", text, (measure.benefit,), system.id, going, "4")


def _estimates(system: SystemReadiness, outlook: SystemOutlook) -> Iterator[Finding]:
    for ref in outlook.estimates:
        state = system.cells.get(ref)
        if state and not state.gap:
            text = f"{ref} is {state.state}, no gap any more: its estimate is not counted"
            going = command("gaps", system=system.system.name)
            yield Finding("estimate-no-gap", "information", text, (ref,), system.system.id, going, "6")


def _obligation(state: ObligationState) -> Iterator[Finding]:
    severity: Severity = "information" if state.judgement == "untied" else "warning"
    if state.judgement in ("late", "at risk", "untied"):
        code = f"obligation-{state.judgement.replace(' ', '-')}"
        refs = tuple(each.what.split()[0] for each in state.ties)
        yield Finding(code, severity, state.sentence, refs, None, command("obligations"), "6")


def waypoint_said(waypoint: Waypoint) -> str:
    """What a finding on a waypoint begins with."""
    return f"waypoint {waypoint.name} ({spelled(waypoint.day)})"


def _waypoint(state: WaypointState) -> Iterator[Finding]:
    if state.judgement == "too late":
        late = f"by {months(state.late_months)}" if state.late_months else f"by {state.late_days} days"
        missing = f", {len(state.reasons)} of its cells without a date" if state.reasons else ""
        text = f"{waypoint_said(state.waypoint)} comes too late {late}{missing}"
        refs = tuple(each.cell.ref for each in state.lacking)
        yield Finding("waypoint-late", "warning", text, refs, None, command("waypoints"), "6")
