"""What lies ahead and what to do next, as JSON: parts of `te-planner/status/1` and `te-planner/next/1`.

Values are numbers in the unit of their driver or measure; money is whole minor units by currency.
"""

from typing import Any

from te_planner.exchange.report.model import group_json
from te_planner.readiness.model import CellState, Leverage, Readiness, SystemReadiness
from te_planner.readiness.outlook_model import (
    DriverState,
    Investment,
    Investments,
    MeasureState,
    ObligationState,
    SystemOutlook,
    TriggerState,
    Waiting,
    WaypointState,
    Win,
)

Json = dict[str, Any]


def waypoint_json(readiness: Readiness, state: WaypointState) -> Json:
    """A waypoint (4.3.4): how far it is, and whether it comes in time."""
    names = {id_: each.system.name for id_, each in readiness.systems.items()}

    def where(cell: CellState) -> Json:
        return {"cell": cell.cell.ref, "system": names[cell.system_id], "state": cell.state}

    return {
        "waypoint": state.waypoint.name,
        "day": state.waypoint.day,
        "note": state.waypoint.note,
        "judgement": state.judgement,
        "strict": state.strict,
        "late_days": state.late_days,
        "late_months": state.late_months,
        "actions": state.actions._asdict(),
        "conditions": state.conditions._asdict(),
        "forecast": group_json(state.forecast),
        "cells": [where(each) for cells in state.cells.values() for each in cells],
        "lacking": [where(each) for each in state.lacking],
        "set_aside": [where(each) for each in state.set_aside],
        "unknown": list(state.unknown),
        "reasons": [each._asdict() for each in state.reasons],
        "gaps": [where(each) for each in state.gaps],
        "investment": investment_json(state.investment),
    }


def obligation_json(state: ObligationState) -> Json:
    """An obligation: whether it is met, and whether what is planned meets it in time."""
    obligation = state.obligation
    return {
        "docket": obligation.docket,
        "paragraph": obligation.paragraph,
        "title": obligation.title,
        "owner": obligation.owner,
        "due": obligation.due_day,
        "met": state.met,
        "met_day": obligation.met_day if state.met else None,
        "met_by": obligation.met_by if state.met else "",
        "judgement": state.judgement,
        "late_days": state.late_days,
        "ready": state.ready,
        # without the row behind it, whose ids are others in each copy of a plan
        "ties": [
            {key: getattr(each, key) for key in ("kind", "what", "done", "day", "reason")}
            for each in state.ties
        ],
        "sentence": state.sentence,
    }


def investments_json(found: Investments) -> Json:
    """In all, per track and per stage."""
    return investment_json(found.whole) | {
        "tracks": [{"track": key} | investment_json(each) for key, each in found.tracks.items()],
        "stages": [{"stage": key} | investment_json(each) for key, each in found.stages.items()],
    }


def investment_json(found: Investment) -> Json:
    return {
        "sums": [{"currency": currency, "cost_minor": cost} for currency, cost in found.sums],
        "gaps": found.gaps,
        "estimated": found.estimated,
        "without_estimate": found.without_estimate,
        "longest_lead_months": found.longest_lead,
    }


def system_outlook_json(outlook: SystemOutlook) -> Json:
    """A system's drivers, estimates and the investment still to be decided."""
    return {
        "drivers": [_driver(each) for each in outlook.drivers],
        "estimates": [
            {
                "cell": each.cell,
                "cost_minor": each.cost_minor,
                "currency": each.currency,
                "lead_months": each.lead_months,
                "who": each.who,
                "note": each.note,
            }
            for each in outlook.estimates.values()
        ],
        "investment": investments_json(outlook.investments),
    }


def _driver(state: DriverState) -> Json:
    trend = state.trend
    return {
        "driver": state.driver.name,
        "unit": state.driver.unit,
        "readings": [{"day": each.day, "value": each.value} for each in state.readings],
        "trend": {
            "per_year": trend.slope,
            "value": trend.value,
            "spread": trend.spread,
            "readings": trend.readings,
            "first": trend.first,
            "last": trend.last,
        }
        if trend
        else None,
        "reason": state.reason,
        "triggers": [_trigger(each) for each in state.triggers],
    }


def _trigger(state: TriggerState) -> Json:
    return {
        "level": state.trigger.level,
        "direction": state.trigger.direction,
        "state": state.state,
        "reached": state.reach.reached_day,
        "trend_day": state.reach.day,
        "earliest": state.reach.earliest,
        "latest": state.reach.latest,
        "reason": state.reach.reason,
        "calls_for": {"kind": state.kind, "name": state.calls_for},
        "begun": state.begun,
        "done": state.done,
        "ready": state.ready,
        "ready_reason": state.reason,
        "late_months": state.late_months,
        "sentence": state.sentence,
    }


def measure_json(state: MeasureState) -> Json:
    """A measure of a benefit; `meets`: null without a target or without a reading."""
    measure, latest = state.measure, state.latest
    return {
        "measure": measure.name,
        "unit": measure.unit,
        "better": measure.better,
        "baseline": measure.baseline,
        "target": measure.target,
        "target_day": measure.target_day,
        "value": latest.value if latest else None,
        "read_on": latest.day if latest else None,
        "meets": state.meets,
    }


def next_steps_json(readiness: Readiness, system: SystemReadiness) -> Json:
    """Leverage, quick wins, and what waits on others."""
    outlook = readiness.outlook.systems[system.system.id]
    return {
        "leverage": [_leverage(each) for each in system.leverage.values()],
        "quick_wins": {
            "cells": [_win(each) for each in outlook.quick_wins.cells],
            "one_blocker_left": [
                {"cell": each.cell.ref, "blocker": each.blockers[0].cell.ref}
                for each in outlook.quick_wins.one_left
            ],
        },
        "waiting_on_others": [_waiting(each) for each in outlook.waiting_on_others],
    }


def _leverage(lever: Leverage) -> Json:
    return {"cell": lever.cell, "blocks": list(lever.blocks), "only": list(lever.only)}


def _win(win: Win) -> Json:
    return {
        "cell": win.state.cell.ref,
        "state": win.state.state,
        "step": win.step,
        "unlocks": list(win.unlocks),
    }


def _waiting(waiting: Waiting) -> Json:
    return {
        "cell": waiting.state.cell.ref,
        "state": waiting.state.state,
        "nature": waiting.state.cell.nature,
        "who": list(waiting.who),
        "benefits": list(waiting.benefits),
    }
