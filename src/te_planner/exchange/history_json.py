"""History as JSON: `te-planner/diff/1` and `te-planner/series/1`."""

from collections.abc import Sequence
from typing import Any

from te_planner.exchange.readiness_json import header
from te_planner.exchange.report.model import percent_number
from te_planner.plan.snapshot import Freeze
from te_planner.readiness.causes_work import Cause
from te_planner.readiness.changes import Change, Figure
from te_planner.readiness.model import Readiness
from te_planner.readiness.series import Point

Json = dict[str, Any]


def diff_json(
    before: Readiness, after: Readiness, changes: Sequence[Change], *, freeze: Freeze | None = None
) -> Json:
    """What moved. The header's figures are those of the later side."""
    return header("te-planner/diff/1", after) | {
        "from": before.as_of,
        "to": after.as_of,
        "freeze": _freeze(freeze) if freeze else None,
        "days_compared": before.forecasts and after.forecasts,
        "changes": [_change(each) for each in changes],
    }


def _freeze(freeze: Freeze) -> Json:
    return {
        "name": freeze.name,
        "approved_by": freeze.approved_by,
        "day": freeze.day,
        "roadmap": freeze.roadmap,
        "rules": freeze.rules,
        "journal": {"entries": freeze.head_seq, "head": freeze.head_hash},
    }


def _change(change: Change) -> Json:
    return {
        "system": change.system or None,
        "about": change.key.about,
        "ref": change.ref,
        "figure": change.key.figure,
        "from": _figure(change.before),
        "to": _figure(change.after),
        "causes": [_cause(each) for each in change.causes],
    }


def _figure(figure: Figure | None) -> Json | None:
    """`strict` is the same as `value` unless something flagged makes a difference."""
    if figure is None:
        return None
    return {"value": figure.value, "strict": figure.value if figure.strict is None else figure.strict}


def _cause(cause: Cause) -> Json:
    return {
        "kind": cause.kind,
        "text": cause.text,
        "ref": cause.ref,
        "entries": [
            {"entry": each.seq, "day": each.day, "who": each.who, "summary": each.summary}
            for each in cause.steps
        ],
    }


def series_json(readiness: Readiness, points: Sequence[Point]) -> Json:
    """Each transition as of each day, in the order of days, systems, tracks and stages."""
    names = {each.id: each.name for each in readiness.snapshot.systems}
    return header("te-planner/series/1", readiness) | {
        "points": [
            {
                "day": each.day,
                "system": names[each.system_id],
                "track": each.track,
                "stage": each.stage,
                "actions": each.actions._asdict(),
                "conditions": each.conditions._asdict(),
                "work": percent_number(each.work),
            }
            for each in points
        ]
    }
