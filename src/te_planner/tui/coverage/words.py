"""Waypoints, obligations, triggers, measures and money in a word or two, each with its tone."""

from te_planner.exchange.marks import day_text, money
from te_planner.plan.outlook import GapEstimate, Obligation, obligation_name
from te_planner.readiness.drivers import months, number
from te_planner.readiness.model import Readiness
from te_planner.readiness.outlook_model import (
    Investment,
    MeasureState,
    ObligationState,
    TriggerState,
    WaypointState,
)

WAYPOINT_TONES = {"reached": "good", "on time": "good", "too late": "late", "no date": "check"}
OBLIGATION_TONES = {
    "met": "good", "in time": "good", "met late": "check", "late": "late", "at risk": "late",
    "untied": "check", "open": "",
}  # fmt: skip


def waypoint_words(state: WaypointState) -> tuple[str, str]:
    """`too late by 3 months`, `on time`, `reached`, `no date`."""
    said: str = state.judgement
    if said == "too late":
        by = months(state.late_months) if state.late_months else f"{state.late_days} days"
        said = f"too late by {by}"
    return said, WAYPOINT_TONES[state.judgement]


def obligation_words(state: ObligationState) -> tuple[str, str]:
    """`late 24 d`, `at risk, 24 d too late`, `in time`, `met`."""
    days = {"late": f" {state.late_days} d", "met late": f" by {state.late_days} d"}
    text = state.judgement + days.get(state.judgement, "")
    if state.judgement == "at risk" and state.late_days:
        text += f", {state.late_days} d too late"
    return text, OBLIGATION_TONES[state.judgement]


def name_of(obligation: Obligation) -> str:
    return obligation_name(obligation.docket, obligation.paragraph)


def trigger_tone(state: TriggerState) -> str:
    if state.done:
        return "good"
    if state.late_months or (state.state == "reached" and not state.begun):
        return "late"
    return "check" if state.state == "near" else ""


def valued(value: float, unit: str) -> str:
    return f"{number(value)} {unit}".rstrip()


def measure_words(state: MeasureState) -> tuple[str, str]:
    """The latest reading against the target, and whether it meets it."""
    own = state.measure
    latest = (
        f"{valued(state.latest.value, own.unit)} on {day_text(state.latest.day)}"
        if state.latest
        else "no reading yet"
    )
    if own.target is None:
        return f"{latest}, no target", ""
    by = f" by {day_text(own.target_day)}" if own.target_day else ""
    target = f"target {valued(own.target, own.unit)}{by}"
    if state.meets is None:
        return f"{latest}, {target}", "check"
    return f"{latest}, {target}: {'met' if state.meets else 'not met'}", "good" if state.meets else "late"


def investment_text(found: Investment) -> str:
    """`USD 3,670,000 for 4 of 40 gaps, 36 without an estimate, longest lead 30 months`."""
    sums = " + ".join(f"{currency} {money(cost)}" for currency, cost in found.sums)
    gaps = "1 gap" if found.gaps == 1 else f"{found.gaps} gaps"
    parts = [f"{sums} for {found.estimated} of {gaps}" if sums else gaps]
    if found.without_estimate:
        parts.append(f"{found.without_estimate} without an estimate")
    if found.longest_lead is not None:
        parts.append(f"longest lead {months(found.longest_lead)}")
    return ", ".join(parts)


def estimate_text(estimate: GapEstimate | None) -> str:
    """`USD 1,900,000, 24 months, by the vendor`."""
    if estimate is None:
        return "no estimate"
    cost = "" if estimate.cost_minor is None else f"{estimate.currency} {money(estimate.cost_minor)}"
    lead = "" if estimate.lead_months is None else months(estimate.lead_months)
    return ", ".join(each for each in (cost, lead, estimate.who) if each) or "a note only"


def estimate_of(readiness: Readiness, system_id: str, ref: str) -> GapEstimate | None:
    found = readiness.outlook.systems.get(system_id)
    return found.estimates.get(ref) if found else None
