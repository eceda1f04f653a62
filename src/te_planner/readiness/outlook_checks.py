"""What a planner should know of what lies ahead: triggers, obligations, waypoints, measures and estimates."""

from collections.abc import Iterator, Sequence

from te_planner.plan.snapshot import Snapshot
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
from te_planner.roadmap.model import Roadmap


def joined(some: Sequence[Finding], more: Sequence[Finding]) -> tuple[Finding, ...]:
    """Both, each once, warnings first."""
    found = dict.fromkeys((*some, *more))
    return tuple(sorted(found, key=lambda each: each.severity != "warning"))


def system_findings(system: SystemReadiness, outlook: SystemOutlook) -> tuple[Finding, ...]:
    """The findings on one system's drivers, measures and estimates."""
    id_ = system.system.id
    return (
        *(found for driver in outlook.drivers for each in driver.triggers for found in _trigger(id_, each)),
        *(found for each in outlook.measures for found in _measure(id_, each)),
        *_estimates(system, outlook),
    )


def plan_findings(roadmap: Roadmap, snapshot: Snapshot, outlook: Outlook) -> tuple[Finding, ...]:
    """The findings on the plan's obligations and waypoints, and on cells that the roadmap does not have."""
    return (
        *(found for each in outlook.obligations for found in _obligation(each)),
        *(found for each in outlook.waypoints for found in _waypoint(each)),
        *_unknown(roadmap, snapshot),
    )


def _trigger(system_id: str, state: TriggerState) -> Iterator[Finding]:
    """A trigger that is reached and nothing answers it, or that the work it calls for comes too late for."""
    refs = (state.calls_for,)
    if state.done:
        return
    if state.state == "reached" and not state.begun:
        yield Finding("trigger-reached", "warning", state.sentence, refs, system_id)
    elif state.late_months:
        yield Finding("trigger-late", "warning", state.sentence, refs, system_id)


def _measure(system_id: str, state: MeasureState) -> Iterator[Finding]:
    measure = state.measure
    if measure.target is not None and state.latest is None:
        text = f"{measure.benefit}: {measure.name} has a target and no reading, so nothing shows the benefit"
        yield Finding("measure-unread", "warning", text, (measure.benefit,), system_id)


def _estimates(system: SystemReadiness, outlook: SystemOutlook) -> Iterator[Finding]:
    for ref in outlook.estimates:
        state = system.cells.get(ref)
        if state and not state.gap:
            text = f"{ref} is {state.state}, no gap any more: its estimate is not counted"
            yield Finding("estimate-no-gap", "information", text, (ref,), system.system.id)


def _obligation(state: ObligationState) -> Iterator[Finding]:
    severity: Severity = "information" if state.judgement == "untied" else "warning"
    if state.judgement in ("late", "at risk", "untied"):
        code = f"obligation-{state.judgement.replace(' ', '-')}"
        refs = tuple(each.what.split()[0] for each in state.ties)
        yield Finding(code, severity, state.sentence, refs, None)


def _waypoint(state: WaypointState) -> Iterator[Finding]:
    if state.judgement == "too late":
        late = f"by {months(state.late_months)}" if state.late_months else f"by {state.late_days} days"
        missing = f", {len(state.reasons)} of its cells without a date" if state.reasons else ""
        text = f"waypoint {state.waypoint.name} ({state.waypoint.day}) comes too late {late}{missing}"
        yield Finding("waypoint-late", "warning", text, tuple(each.cell.ref for each in state.lacking), None)


def _unknown(roadmap: Roadmap, snapshot: Snapshot) -> Iterator[Finding]:
    """Cells that targets, triggers, estimates, measures and obligations name."""
    named = {each.cell for each in snapshot.waypoint_cells}
    named |= {each.cell for each in snapshot.triggers if each.cell}
    named |= {each.cell for each in snapshot.expected_days}
    named |= {each.cell for each in snapshot.gap_estimates}
    named |= {each.benefit for each in snapshot.benefit_weights}
    named |= {each.benefit for each in snapshot.measures}
    named |= {each.cell for each in snapshot.obligation_ties if each.cell}
    for ref in sorted(named - set(roadmap.cells)):
        text = f"the roadmap has no cell {ref}: what the plan says of it counts for nothing"
        yield Finding("unknown-cell", "warning", text, (ref,), None)
