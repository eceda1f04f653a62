"""Readiness as JSON: `te-planner/status/1` and `te-planner/next/1`. Keys are the words of the field.

Days are ISO text or null; `progress`, `work` and shares are whole percent, rounded down as they are shown.
"""

from collections.abc import Sequence
from typing import Any

from te_planner.exchange.outlook_json import (
    investments_json,
    measure_json,
    next_steps_json,
    obligation_json,
    system_outlook_json,
    waypoint_json,
)
from te_planner.exchange.report.model import group_json, percent_number
from te_planner.readiness.model import (
    BenefitState,
    CellState,
    Finding,
    Observed,
    Readiness,
    SystemReadiness,
    TrackReadiness,
    Transition,
)

STATUS = "te-planner/status/1"
NEXT = "te-planner/next/1"

Json = dict[str, Any]


def header(schema: str, readiness: Readiness) -> Json:
    """What every document says first: its schema, and what its figures rest on."""
    snapshot = readiness.snapshot
    return {
        "schema": schema,
        "plan": {"name": snapshot.plan.name, "stakeholder": snapshot.plan.stakeholder},
        "as_of": readiness.as_of,
        "known_on": readiness.known_on,
        "forecasts": readiness.forecasts,
        "roadmap": readiness.roadmap.label,
        "rules": readiness.rules,
        "journal": {"entries": snapshot.head.seq, "head": snapshot.head.hash},
    }


def status_json(readiness: Readiness, systems: Sequence[SystemReadiness], *, full: bool = False) -> Json:
    """Stages and readiness of the systems; `full` adds every cell and benefit, and what lies ahead."""
    data = header(STATUS, readiness) | {
        "systems": [_system(readiness, each, full=full) for each in systems],
        "findings": [finding_json(each) for each in readiness.findings],
    }
    if full:
        outlook = readiness.outlook
        data["waypoints"] = [waypoint_json(readiness, each) for each in outlook.waypoints]
        data["obligations"] = [obligation_json(each) for each in outlook.obligations]
        data["investment"] = investments_json(outlook.investments)
    return data


def next_json(readiness: Readiness, systems: Sequence[SystemReadiness]) -> Json:
    """The benefits unlocked next, with what blocks each."""
    return header(NEXT, readiness) | {
        "systems": [
            {
                "system": each.system.name,
                "coming": [_next(readiness, benefit) for benefit in each.coming],
                "stuck": [_next(readiness, benefit) for benefit in each.stuck],
                **next_steps_json(readiness, each),
            }
            for each in systems
        ]
    }


def _system(readiness: Readiness, system: SystemReadiness, *, full: bool) -> Json:
    regions = {each.id: each.name for each in readiness.snapshot.regions}
    data: Json = {
        "system": system.system.name,
        "region": regions.get(system.system.region_id, ""),
        "observed": _observed(system.observed),
        "enabler_stage": system.stage,
        "strict_stage": system.strict_stage,
        "tracks": [_track(each) for each in system.tracks],
        "findings": [finding_json(each) for each in system.findings],
    }
    if full:
        data["cells"] = [cell_json(readiness, each) for each in system.cells.values()]
        data["benefits"] = [benefit_json(readiness, each) for each in system.benefits.values()]
        data |= system_outlook_json(readiness.outlook.systems[system.system.id])
        data |= next_steps_json(readiness, system)
    return data


def _observed(observed: Observed) -> Json:
    return {
        "stage": observed.stage,
        "last_picked": observed.last_picked,
        "profile": [
            {
                "characteristic": each.characteristic,
                "stage": each.pick.stage if each.pick else None,
                "since": each.pick.effective_day if each.pick else None,
                "made_by": each.pick.made_by if each.pick else None,
                "evidence": [
                    {"kind": item.kind, "title": item.title, "place": item.place} for item in each.evidence
                ],
            }
            for each in observed.profile
        ],
    }


def _track(track: TrackReadiness) -> Json:
    return {
        "track": track.track,
        "stage": track.stage,
        "strict_stage": track.strict_stage,
        "too_much_set_aside": track.too_much_set_aside,
        "transitions": [_transition(each) for each in track.transitions],
    }


def _transition(transition: Transition) -> Json:
    return {
        "stage": transition.stage,
        "actions": transition.actions._asdict(),
        "conditions": transition.conditions._asdict(),
        "work": percent_number(transition.work),
        "set_aside": list(transition.set_aside),
        "too_much_set_aside": transition.too_much_set_aside,
        "complete": transition.complete,
        "strict_complete": transition.strict_complete,
        "forecast": group_json(transition.forecast),
    }


def finding_json(finding: Finding) -> Json:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "text": finding.text,
        "refs": list(finding.refs),
    }


def cell_json(readiness: Readiness, state: CellState) -> Json:
    """An enabler cell in a system."""
    standing = state.standing
    return {
        **_ref(readiness, state),
        "state": state.state,
        "strict": state.strict,
        "flags": list(state.flags),
        "since": standing.since if standing else None,
        "progress": percent_number(state.progress),
        "planned_share": state.planned_share,
        "finished_share": state.finished_share,
        "superseded_by": state.superseded_by,
        "set_aside": state.decision.reason if state.decision else None,
        "projects": _projects(state),
        "forecast": _forecast(state),
    }


def _ref(readiness: Readiness, state: CellState | BenefitState) -> Json:
    cell = state.cell
    return {
        "cell": cell.ref,
        "row": cell.row,
        "track": cell.track,
        "stage": cell.stage,
        "title": readiness.roadmap.title(cell.ref),
        "nature": cell.nature,
        "provenance": cell.provenance,
    }


def _forecast(state: CellState) -> Json:
    forecast = state.forecast
    return {
        "day": forecast.day,
        "reason": forecast.reason,
        "via": list(forecast.via),
        "basis": forecast.basis,
    }


def _projects(state: CellState) -> list[Json]:
    return [
        {
            "project": each.project.project.key,
            "title": each.project.project.title,
            "status": each.project.status,
            "share": each.contribution.share,
            "progress": percent_number(each.progress),
            "finish": each.finish,
            "reason": each.reason,
        }
        for each in state.contributions
    ]


def benefit_json(readiness: Readiness, benefit: BenefitState) -> Json:
    """A benefit cell in a system."""
    return {
        **_ref(readiness, benefit),
        "status": benefit.status,
        "list": benefit.list,
        "strict_unlocked": benefit.strict_unlocked,
        "flagged": list(benefit.flagged),
        "requires": [{"cell": need.ref, "origin": need.origin} for need in benefit.requirements],
        "through": [ref for ref, _ in benefit.results],
        "blockers": [state.cell.ref for state in benefit.blockers],
        "gaps": [state.cell.ref for state in benefit.gaps],
        "undecided": list(benefit.undecided),
        "set_aside": benefit.decision.reason if benefit.decision else None,
        "seen": benefit.seen,
        "measures": [measure_json(each) for each in benefit.measures],
        "below_target": benefit.below_target,
        "weight": benefit.weight,
        "forecast": group_json(benefit.forecast),
    }


def _next(readiness: Readiness, benefit: BenefitState) -> Json:
    link = benefit.cell.link
    return {
        **_ref(readiness, benefit),
        "status": benefit.status,
        "forecast": group_json(benefit.forecast),
        "rationale": link.rationale if link else "",
        "confidence": link.confidence if link else None,
        "weight": benefit.weight,
        "measures": [measure_json(each) for each in benefit.measures],
        "blockers": [_blocker(readiness, state) for state in benefit.blockers],
    }


def _blocker(readiness: Readiness, state: CellState) -> Json:
    return {
        **_ref(readiness, state),
        "state": state.state,
        "gap": state.gap,
        "actors": list(state.cell.actors),
        "progress": percent_number(state.progress),
        "projects": _projects(state),
        "forecast": _forecast(state),
    }
