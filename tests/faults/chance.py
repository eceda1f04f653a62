"""Edits at random, by a seed: what a planner might do next to a plan as it stands."""

from random import Random
from typing import Any

from plan.conftest import ROAD, TODAY
from te_planner.errors import WrongCall
from te_planner.plan import edits
from te_planner.plan.evidence import EvidenceText
from te_planner.plan.journal import Entry, verify_chain
from te_planner.plan.replay import known_at
from te_planner.plan.snapshot import Snapshot
from te_planner.plan.store import Plan
from te_planner.plan.transaction import Edit, apply, redo, undo

Asked = tuple[Edit | None, dict[str, Any]]
"""An edit with its values; None for undo."""

EACH_KIND: tuple[tuple[Edit, dict[str, Any]], ...] = (
    (edits.add_system, {"name": "Inland", "region": "Here"}),
    (edits.add_project, {"title": "Meters for all", "owner": "T. Nakamura", "status": "active"}),
    (edits.change_project, {"project": "P-01", "note": "n" * 4000}),
    (edits.add_milestone, {"project": "P-01", "title": "Half of them", "day": "2027-06-01"}),
    (edits.complete_milestone, {"milestone": "P-01/First ones"}),
    (edits.map_project, {"project": "P-01", "cell": "RPE01.2", "share": 60, "systems": ["Harbor"]}),
    (
        edits.attest,
        {"cell": "RPE01.1", "system": "Harbor", "evidence": [EvidenceText("document", "Order 12", "p. 4")]},
    ),
    (edits.set_budget, {"project": "P-01", "year": 2027, "kind": "capital", "planned": "1200.50"}),
    (edits.remove_project, {"project": "P-02"}),
    (
        edits.waive_requirement,
        {"benefit": "RPB01.1", "requires": "RPE01.1", "system": "Harbor", "reason": "Settled otherwise."},
    ),
)
"""One of each sort that writes differently: one row, several, long ones, changed ones, removed ones."""


def begin(plan: Plan) -> None:
    """What `EACH_KIND` builds on."""
    for edit, values in (
        (edits.add_region, {"name": "Here"}),
        (edits.add_system, {"name": "Harbor", "region": "Here"}),
        (edits.add_project, {"title": "Meters", "status": "active"}),
        (edits.add_project, {"title": "Rates"}),
        (edits.add_milestone, {"project": "P-01", "title": "First ones", "day": "2026-03-01"}),
    ):
        do(plan, edit, values)


def do(plan: Plan, edit: Edit, values: dict[str, Any], today: str = TODAY) -> Entry:
    return apply(plan, edit, roadmap=ROAD, today=today, who="ann", **values)


def step(plan: Plan, random: Random, today: str = TODAY) -> Entry | None:
    """One edit, undo or redo at random; None where the plan refuses it."""
    snapshot = plan.snapshot()
    try:
        kind = random.random()
        if kind < 0.12:
            return undo(plan, today=today, who="bob")
        if kind < 0.18:
            return redo(plan, today=today, who="bob")
        edit, values = _any(snapshot, random)
        return do(plan, edit, values, today)
    except WrongCall:
        return None


def _any(snapshot: Snapshot, random: Random) -> tuple[Edit, dict[str, Any]]:
    signs = random.choice(("Meters", "Rates", "=1+1", "[b]x[/b]", "Ülku", "表", "🚂"))
    word = f"{signs} {random.randrange(10**6)}"
    if not snapshot.systems:
        return edits.add_system, {"name": "Harbor", "region": "Here"}
    if not snapshot.projects or random.random() < 0.2:
        return edits.add_project, {"title": word, "owner": word}
    project = random.choice(snapshot.projects).key
    chosen = random.randrange(7)
    if chosen == 0:
        return edits.change_project, {"project": project, "title": word, "note": word * random.randrange(200)}
    if chosen == 1:
        return edits.add_milestone, {
            "project": project,
            "title": word,
            "day": f"20{random.randrange(20, 40)}-05-01",
        }
    if chosen == 2:
        return edits.set_status, {"project": project, "status": random.choice(("active", "on hold", "done"))}
    if chosen == 3:
        return edits.map_project, {"project": project, "cell": "RPE01.1", "share": random.randrange(1, 101)}
    if chosen == 4:
        return edits.attest, {
            "cell": random.choice(("RPE01.1", "RPE01.2")),
            "evidence": [EvidenceText("document", word, "p. 1")],
        }
    if chosen == 5 and snapshot.milestones:
        return edits.complete_milestone, {"milestone": random.choice(snapshot.milestones).id}
    return edits.remove_project, {"project": project}


def faults_of(plan: Plan) -> list[str]:
    """What is not as it must be: the chain of the journal, and rows that its entries do not make."""
    snapshot = plan.snapshot()
    wrong = verify_chain(plan)
    if known_at(plan, snapshot.head.seq) != snapshot:
        wrong.append("the rows are not what the journal's entries make")
    return wrong
