"""The whole plan as YAML (`te-planner/plan/1`): what its figures depend on, in an order that stays.

Reading it again gives the same plan but for row ids, and exporting that the same bytes. Rows are ordered by
what they say, never by their ids.
"""

import json
from collections.abc import Sequence
from typing import Any

from te_planner.exchange.planfile.export_names import Names, filled, plain_day
from te_planner.exchange.planfile.export_outlook import (
    drivers,
    estimates,
    expected_days,
    measures,
    obligations,
    waypoints,
    weights,
)
from te_planner.exchange.planfile.export_projects import project
from te_planner.exchange.planfile.file import FORMAT
from te_planner.exchange.planfile.overlays import overlays
from te_planner.exchange.planfile.yaml_text import yaml_text
from te_planner.exchange.safe_text import one_line
from te_planner.exchange.yaml_schemas import schema_text
from te_planner.plan.snapshot import (
    Evidence,
    RequirementChange,
    ScopeDecision,
    Snapshot,
    StagePick,
    Statement,
)

HEAD = """\
# A plan of te-planner: all that its figures depend on. te-planner new PLAN --from FILE makes it again.
# The journal (who changed what, and when) and what was frozen are not part of it: they stay in the plan's
# own file.
# Written under the roadmap {label}.
# `seq` is the order of entry, which decides between statements (or picks) of the same day; between status
# changes of the same day, the later in the list decides. Shares are percent, money is in currency units.
"""


Rows = Sequence[dict[str, Any]]
Document = dict[str, Any]
"""A plan's file as nested mappings and lists: the same in YAML, JSON, sheets and CSV."""


def plan_yaml(snapshot: Snapshot, label: str, given_up: Rows = ()) -> str:
    """The plan's text. `label` names the roadmap under which it is written."""
    return head(label) + document_yaml(plan_document(snapshot, given_up))


def head(label: str) -> str:
    """What a plan's YAML says of itself, as comments."""
    return HEAD.format(label=one_line(label))


def document_yaml(document: Document) -> str:
    """The document as YAML, each list below a comment that says what it holds."""
    told = json.loads(schema_text("plan") or "")["properties"]
    parts = []
    for key, value in document.items():
        comment = f"\n# {told[key]['description']}\n" if isinstance(value, list) else ""
        parts.append(comment + yaml_text({key: value}))
    return "".join(parts)


def plan_document(snapshot: Snapshot, given_up: Rows = ()) -> Document:
    """The whole plan. `given_up`: the cells that it names and its roadmap has not (see `given_up`)."""
    names = Names(snapshot)
    plan = snapshot.plan
    sections: dict[str, list[dict[str, Any]]] = {
        "overlays": overlays(snapshot),
        "regions": [filled(name=each.name, note=each.note) for each in _by_name(snapshot.regions)],
        "systems": [
            filled(name=each.name, region=names.regions[each.region_id], note=each.note)
            for each in _by_name(snapshot.systems)
        ],
        "stage_picks": _picks(snapshot, names),
        "projects": [project(each, names) for each in sorted(snapshot.projects, key=lambda each: each.key)],
        "statements": _statements(snapshot, names),
        "scope_decisions": _ordered(_scope_decision(each, names) for each in snapshot.scope_decisions),
        "requirement_changes": _ordered(
            _requirement_change(each, names) for each in snapshot.requirement_changes
        ),
        "drivers": drivers(snapshot, names),
        "waypoints": waypoints(snapshot, names),
        "measures": measures(snapshot, names),
        "estimates": estimates(snapshot, names),
        "weights": weights(snapshot),
        "expected_days": expected_days(snapshot, names),
        "obligations": obligations(snapshot, names),
        "meaning_changes": [
            filled(cell=each.cell, meaning=each.meaning, since=plain_day(each.since), edition=each.edition)
            for each in sorted(snapshot.meaning_changes, key=lambda each: (each.cell, each.meaning))
        ],
        "given_up": list(given_up),
        "question_answers": [
            filled(question=each.question, answer=each.answer, made_by=each.made_by, day=plain_day(each.day))
            for each in sorted(snapshot.question_answers, key=lambda each: each.seq)
        ],
    }
    return {
        "format": FORMAT,
        "plan": filled(name=plan.name, stakeholder=plan.stakeholder, note=plan.note, currency=plan.currency),
        **{key: rows for key, rows in sections.items() if rows},
    }


def _by_name(rows: Any) -> list[Any]:
    return sorted(rows, key=lambda each: each.name)


def _picks(snapshot: Snapshot, names: Names) -> list[dict[str, Any]]:
    ranks = {id_: rank for rank, id_ in enumerate(_entered(snapshot.stage_picks), 1)}
    rows = sorted(
        snapshot.stage_picks,
        key=lambda each: (names.systems[each.system_id], each.characteristic, each.effective_day, each.seq),
    )
    return [_pick(each, ranks[each.id], names) for each in rows]


def _entered(rows: Any) -> list[str]:
    return [each.id for each in sorted(rows, key=lambda each: each.seq)]


def _pick(pick: StagePick, rank: int, names: Names) -> dict[str, Any]:
    return filled(
        seq=rank,
        system=names.systems[pick.system_id],
        characteristic=pick.characteristic,
        stage=pick.stage,
        effective=plain_day(pick.effective_day),
        made_by=pick.made_by,
        note=pick.note,
        evidence=_evidence(names.evidence.get(pick.id, [])),
    )


def _evidence(rows: list[Evidence]) -> list[dict[str, Any]]:
    found = [filled(kind=each.kind, title=each.title, place=each.place, sha256=each.sha256) for each in rows]
    return sorted(found, key=lambda each: tuple(map(str, each.items())))


def _statements(snapshot: Snapshot, names: Names) -> list[dict[str, Any]]:
    """By what they are on and for; `seq` says in which order they were entered."""
    ranks = {id_: rank for rank, id_ in enumerate(_entered(snapshot.statements), 1)}

    def place(each: Statement) -> tuple[Any, ...]:
        for_region = each.region_id is not None
        return (names.place(each), for_region, each.cell, each.effective_day, each.seq)

    return [_statement(each, ranks[each.id], names) for each in sorted(snapshot.statements, key=place)]


def _statement(said: Statement, rank: int, names: Names) -> dict[str, Any]:
    extent = None
    if said.extent_total is not None:
        # a part of nought is said, not left out
        extent = {"done": said.extent_done, "total": said.extent_total, **filled(unit=said.extent_unit)}
    voided = said.voided_day and {"day": plain_day(said.voided_day), "reason": said.void_reason}
    ended = said.ended_from and {"from": plain_day(said.ended_from), "reason": said.end_reason}
    confirmed = said.confirmed_meaning and {
        "meaning": said.confirmed_meaning,
        "day": plain_day(said.confirmed_day),
        "by": said.confirmed_by,
    }
    return filled(
        seq=rank,
        cell=said.cell,
        **{"region" if said.region_id else "system": names.place(said)},
        answer=said.answer,
        effective=plain_day(said.effective_day),
        stated=plain_day(said.statement_day),
        made_by=said.made_by,
        approved_by=said.approved_by,
        extent=extent,
        review=plain_day(said.review_day),
        note=said.note,
        evidence=_evidence(names.evidence.get(said.id, [])),
        meaning=said.meaning,
        confirmed=confirmed,
        voided=voided,
        ended=ended,
    )


def _scope_decision(each: ScopeDecision, names: Names) -> dict[str, Any]:
    return filled(
        cell=each.cell,
        system=names.systems[each.system_id],
        reason=each.reason,
        decided_by=each.decided_by,
        day=plain_day(each.day),
        ended=each.ended_from and {"from": plain_day(each.ended_from)},
    )


def _requirement_change(each: RequirementChange, names: Names) -> dict[str, Any]:
    return filled(
        benefit=each.benefit,
        requires=each.requires,
        change=each.change,
        system=each.system_id and names.systems[each.system_id],
        reason=each.reason,
        decided_by=each.decided_by,
        day=plain_day(each.day),
        ended=each.ended_from and {"from": plain_day(each.ended_from)},
    )


def _ordered(rows: Any) -> list[dict[str, Any]]:
    """By what they are about, those that ended before the one that stands, then by day and words."""

    def place(row: dict[str, Any]) -> tuple[Any, ...]:
        about = tuple(row.get(key, "") for key in ("cell", "benefit", "requires", "system"))
        return (*about, "ended" not in row, row["day"], str(row.get("ended")), tuple(map(str, row.items())))

    return sorted(rows, key=place)
