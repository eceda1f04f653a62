"""Statements: which of them count on a day, which one decides, and since when."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from te_planner.plan.snapshot import Day, Evidence, MeaningChange, Snapshot, Statement
from te_planner.readiness.days import holds
from te_planner.readiness.model import Standing
from te_planner.roadmap.model import Roadmap


def standings(roadmap: Roadmap, snapshot: Snapshot, as_of: Day) -> dict[str, dict[str, Standing]]:
    """System id -> cell -> what its statements come to. A region's stands for each of its systems."""
    evidence = evidence_by_statement(snapshot.evidence)
    systems_of = defaultdict(list)
    for system in snapshot.systems:
        systems_of[system.region_id].append(system.id)
    said: dict[str, dict[str, list[Statement]]] = {system.id: {} for system in snapshot.systems}
    for statement in snapshot.statements:
        if counts(statement, as_of):
            where = [statement.system_id] if statement.system_id else systems_of[statement.region_id or ""]
            for system_id in where:
                said[system_id].setdefault(statement.cell, []).append(statement)
    changes = changes_by_cell(snapshot.meaning_changes)
    conditions = {cell.ref for cell in roadmap.enablers if cell.nature == "condition"}
    return {
        system_id: {
            cell: standing(
                statements, evidence, as_of, condition=cell in conditions, changes=changes.get(cell, ())
            )
            for cell, statements in by_cell.items()
        }
        for system_id, by_cell in said.items()
    }


def counts(statement: Statement, as_of: Day) -> bool:
    """Effective by the day, not voided, not ended by then."""
    return statement.voided_day is None and holds(statement.effective_day, statement.ended_from, as_of)


def evidence_by_statement(evidence: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = {}
    for item in evidence:
        if item.statement_id:
            found.setdefault(item.statement_id, []).append(item)
    return found


def standing(
    statements: Sequence[Statement],
    evidence: dict[str, list[Evidence]],
    as_of: Day,
    *,
    condition: bool = False,
    changes: Sequence[MeaningChange] = (),
) -> Standing:
    """What the statements that count come to; they are in order of effective day and entry."""
    if condition:
        statements = _once_observed(statements, evidence)
    latest = statements[-1]
    run = [latest]
    if latest.answer == "in place":
        for earlier in reversed(statements[:-1]):
            if earlier.answer != "in place":
                break
            run.insert(0, earlier)
    overdue = latest.review_day is not None and as_of > latest.review_day
    suspect = suspicion(latest, changes, as_of)
    return Standing(
        statement=latest,
        answer=latest.answer,
        since=run[0].effective_day,
        run=tuple(run),
        evidence=tuple(item for each in run for item in evidence.get(each.id, ())),
        flags=("review overdue",) * overdue + ("suspect",) * (suspect is not None),
        suspect=suspect,
    )


def changes_by_cell(changes: Iterable[MeaningChange]) -> dict[str, list[MeaningChange]]:
    """In order of their meaning numbers."""
    found: dict[str, list[MeaningChange]] = {}
    for each in sorted(changes, key=lambda each: each.meaning):
        found.setdefault(each.cell, []).append(each)
    return found


def suspicion(statement: Statement, changes: Sequence[MeaningChange], as_of: Day) -> MeaningChange | None:
    """The first change by which the cell asks for something else than the statement answers; None without.

    It counts from the day on which the plan adopted it, until somebody confirms the statement.
    """
    answers = statement.meaning
    if statement.confirmed_day and statement.confirmed_day <= as_of:
        answers = max(answers, statement.confirmed_meaning or 0)
    return next((each for each in changes if each.meaning > answers and each.since <= as_of), None)


def _once_observed(
    statements: Sequence[Statement], evidence: dict[str, list[Evidence]]
) -> Sequence[Statement]:
    """A condition that was observed with evidence stays: what is said against it later lowers nothing."""
    for place, first in enumerate(statements):
        if first.answer == "in place" and evidence.get(first.id):
            later = [each for each in statements[place + 1 :] if each.answer == "in place"]
            return [*statements[: place + 1], *later]
    return statements
