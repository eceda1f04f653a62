"""Adopting another edition of the roadmap: every answer is carried over or kept, and none is dropped."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel, col, desc, select

from te_planner.errors import WrongCall
from te_planner.plan import find
from te_planner.plan.days import spelled
from te_planner.plan.keys import new_key
from te_planner.plan.naming import PLACES
from te_planner.plan.recorded import Recorded, not_kept, parsed
from te_planner.plan.tables import (
    BenefitWeight,
    Contribution,
    Edition,
    Evidence,
    ExpectedDay,
    GapEstimate,
    Kept,
    MeaningChange,
    Measure,
    Milestone,
    ObligationTie,
    Plan,
    RequirementChange,
    ScopeDecision,
    Statement,
    Trigger,
    WaypointCell,
)
from te_planner.plan.transaction import Transaction
from te_planner.roadmap.diff import Change, compare, counts, is_known
from te_planner.roadmap.model import Roadmap
from te_planner.roadmap.texts import key_of, texts_of, write_texts

TABLES: dict[str, type[SQLModel]] = {
    str(each.__tablename__): each
    for each in (
        BenefitWeight, Contribution, ExpectedDay, GapEstimate, Measure, Milestone, ObligationTie,
        RequirementChange, ScopeDecision, Statement, Trigger, WaypointCell,
    )
}  # fmt: skip
NAMED = tuple((TABLES[place.table], place.column) for place in PLACES)
"""Every table and column that names a cell."""


def adopt_edition(tx: Transaction) -> str:
    """Take over the program's edition of the roadmap, and carry the plan's answers into it.

    Moved: all that names the cell names its new reference. Split: statements, scope decisions and
    contributions are copied to each successor, milestones tied to the first. Merged: contributions and
    milestones go to the successor. Whatever else there is stays, readable under its old reference.
    """
    was = _recorded(tx, tx.roadmap)
    if was.kept and was.label == tx.roadmap.label:
        raise WrongCall(f"The plan works by {was.label} already. Nothing was changed.")
    if not is_known(was.data_version, tx.roadmap):
        raise WrongCall(
            f"The plan works by {was.label}, of which this program's roadmap, data "
            f"{tx.roadmap.edition.data_version}, knows nothing.\nInstall the newest te-planner."
        )
    changes = compare(was.texts, was.data_version, tx.roadmap)
    for change in _of(changes, "split"):
        _copy(tx, change)
    for old in dict.fromkeys(change.old for change in _of(changes, "split")):
        first = next(change.new for change in _of(changes, "split") if change.old == old)
        _rename(tx, [(Milestone, "cell")], old, first)
    for new in dict.fromkeys(change.new for change in _of(changes, "merged")):
        _merge(tx, [change.old for change in _of(changes, "merged") if change.new == new], new)
    left = [each for change in _of(changes, "moved") for each in _move(tx, change)]
    _record(tx, tx.roadmap, changes)
    befell = ", ".join(f"{count} {kind}" for kind, count in counts(changes).items() if count)
    kept = f"; left under its old reference, which the new one has already: {', '.join(left)}" if left else ""
    return f"Adopt data {tx.roadmap.edition.data_version} of the roadmap: {befell}{kept}"


def record_edition(tx: Transaction, roadmap: Roadmap) -> None:
    """Remember a roadmap as the one by which the plan works from today on, with what its cells say.

    Each cell that asks for something else than in the plan's latest edition gets a MeaningChange.
    """
    was = _recorded(tx, roadmap)
    _record(tx, roadmap, compare(was.texts, was.data_version, roadmap))


def confirm_meaning(tx: Transaction, *, statement: str) -> str:
    """The statement still holds, though its cell asks for something else since it was made."""
    row = find.statement(tx, statement)
    if row.voided_day or row.ended_from:
        raise WrongCall(f"This statement on {row.cell} has ended, or is void: nothing to confirm.")
    query = select(MeaningChange.meaning).where(MeaningChange.cell == row.cell)
    meaning = max(tx.session.exec(query).all(), default=0)
    if max(row.meaning, row.confirmed_meaning or 0) >= meaning:
        raise WrongCall(f"{row.cell} asks for what it asked for when this was said: nothing to confirm.")
    tx.update(row, confirmed_meaning=meaning, confirmed_day=tx.today, confirmed_by=tx.who)
    return f"Confirm the statement on {row.cell} of {spelled(row.effective_day)} under the cell's new meaning"


def _of(changes: Iterable[Change], kind: str) -> list[Change]:
    return [change for change in changes if change.kind == kind]


def _latest(tx: Transaction) -> Edition | None:
    return tx.session.exec(select(Edition).order_by(desc(Edition.seq)).limit(1)).first()


def _recorded(tx: Transaction, roadmap: Roadmap) -> Recorded:
    latest = _latest(tx)
    if latest is None:
        named = {ref for table, column in NAMED for ref in tx.session.exec(select(getattr(table, column)))}
        return not_kept(_plan(tx).roadmap, roadmap, named - {None})
    kept = tx.session.get(Kept, latest.texts)
    return Recorded(latest.label, latest.data_version, parsed(kept.text if kept else None), kept=True)


def _plan(tx: Transaction) -> Plan:
    return tx.session.exec(select(Plan)).one()


def _record(tx: Transaction, roadmap: Roadmap, changes: Iterable[Change]) -> None:
    latest = _latest(tx)
    if latest and latest.label == roadmap.label:
        return
    text = write_texts(texts_of(roadmap))
    if tx.session.get(Kept, key_of(text)) is None:
        tx.session.add(Kept(id=key_of(text), text=text))  # under its own hash: nothing to journal
    tx.insert(
        Edition(
            seq=tx.next_seq(Edition),
            label=roadmap.label,
            data_version=roadmap.edition.data_version,
            adopted_day=tx.today,
            texts=key_of(text),
        )
    )
    for cell, meaning in {change.new: change.meaning for change in changes if change.other_meaning}.items():
        there = select(MeaningChange).where(MeaningChange.cell == cell, MeaningChange.meaning == meaning)
        if tx.session.exec(there).first() is None:
            tx.insert(MeaningChange(cell=cell, meaning=meaning, since=tx.today, edition=roadmap.label))
    tx.update(_plan(tx), roadmap=roadmap.label)


def _move(tx: Transaction, change: Change) -> list[str]:
    """Rename the cell wherever the plan names it; returns what had to stay."""
    return _rename(tx, [*NAMED, (MeaningChange, "cell")], change.old, change.new)


def _rename(tx: Transaction, where: Iterable[tuple[type[SQLModel], str]], old: str, new: str) -> list[str]:
    left = []
    for table, column in where:
        for row in _rows(tx, table, column, old):
            if _taken(tx, row, column, new):
                left.append(f"{str(table.__tablename__).replace('_', ' ')} of {old}")
            else:
                tx.update(row, **{column: new})
    return left


def _rows(tx: Transaction, table: type[SQLModel], column: str, ref: str) -> Sequence[Any]:
    """In the order in which they were entered, where the table keeps one."""
    query = select(table).where(getattr(table, column) == ref)
    return tx.session.exec(query.order_by(getattr(table, "seq", None) or table.id)).all()  # type: ignore[attr-defined]  # every table has an id


def _taken(tx: Transaction, row: SQLModel, column: str, new: str) -> bool:
    """Another row stands where this one would under the new reference, and the table holds but one there."""
    table = SQLModel.metadata.tables[str(row.__tablename__)]
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint) and column in constraint.columns:
            values = {name: getattr(row, name) for name in constraint.columns.keys()} | {column: new}  # noqa: SIM118  # no dict
            same = table.select().where(*(table.c[name] == value for name, value in values.items()))
            if None not in values.values() and tx.session.execute(same).first():
                return True
    return False


def _copy(tx: Transaction, change: Change) -> None:
    """A successor's own copies; statements as made against an older meaning, so that they are suspect."""
    for row in _rows(tx, Statement, "cell", change.old):
        if row.voided_day:
            continue
        made = _twin(row, cell=change.new, seq=tx.next_seq(Statement), meaning=change.meaning - 1,
                     confirmed_meaning=None, confirmed_day=None, confirmed_by="",
                     note=f"Carried over from {change.old}. {row.note}".strip())  # fmt: skip
        tx.insert(made)
        for proof in tx.session.exec(select(Evidence).where(Evidence.statement_id == row.id)).all():
            tx.insert(_twin(proof, statement_id=made.id))
    for table in (ScopeDecision, Contribution):
        for row in _rows(tx, table, "cell", change.old):
            if not _taken(tx, row, "cell", change.new):
                tx.insert(_twin(row, cell=change.new))


def _twin(row: Any, **otherwise: Any) -> Any:
    return type(row)(**(row.model_dump() | {"id": new_key()} | otherwise))


def _merge(tx: Transaction, old: Sequence[str], new: str) -> None:
    """Of a project's contributions in a system the largest goes to the successor; the others stay."""
    rows = tx.session.exec(select(Contribution).where(col(Contribution.cell).in_(old))).all()
    for row in sorted(rows, key=lambda each: (-each.share, old.index(each.cell))):
        if not _taken(tx, row, "cell", new):
            tx.update(row, cell=new)
    for ref in old:
        _rename(tx, [(Milestone, "cell")], ref, new)
