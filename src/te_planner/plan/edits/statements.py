"""Statements on cells, their evidence, and the picks of the observed stage."""

import re
from collections.abc import Sequence
from typing import TypedDict, Unpack

from sqlmodel import col, select

from te_planner.errors import WrongCall
from te_planner.plan import find
from te_planner.plan.days import parse_day, spelled
from te_planner.plan.evidence import EvidenceText, checked
from te_planner.plan.snapshot import Day
from te_planner.plan.tables import Evidence, StagePick, Statement
from te_planner.plan.text import LONG, clean
from te_planner.plan.transaction import Transaction
from te_planner.plan.words import ANSWERS
from te_planner.roadmap.model import CHARACTERISTICS, Cell


class Said(TypedDict, total=False):
    """What a statement says beside its cell. For a system, or for a region and so for each of its systems.

    `extent` reads as “214/380 feeders”. Days that are left out are today, `made_by` whoever edits.
    """

    system: str | None
    region: str | None
    answer: str
    effective: str | None
    stated: str | None
    made_by: str | None
    approved_by: str
    extent: str | None
    review: str | None
    note: str
    evidence: Sequence[EvidenceText]


def attest(tx: Transaction, *, cell: str, **said: Unpack[Said]) -> str:
    """Somebody's dated word on an enabler cell; without evidence it is a claim."""
    found = find.cell(tx, cell, "E", "an enabler cell. A result or benefit is observed, not attested")
    if found.nature == "condition":
        raise WrongCall(f"{found.ref} is a condition: nobody brings it about. Observe it instead.")
    return _state(tx, "attestation", found, **said)


def observe(tx: Transaction, *, cell: str, **said: Unpack[Said]) -> str:
    """Somebody's dated word that a result, a benefit or a condition is seen (or partly, or not)."""
    found = find.cell(tx, cell, "ERB", "a cell that can be observed")
    if found.lane == "E" and found.nature != "condition":
        what = "describes how things are today" if found.nature == "baseline" else "is an action"
        raise WrongCall(f"{found.ref} {what}, which somebody answers for. Attest it instead.")
    return _state(tx, "observation", found, **said)


def _state(
    tx: Transaction,
    kind: str,
    cell: Cell,
    *,
    system: str | None = None,
    region: str | None = None,
    answer: str = "in place",
    effective: str | None = None,
    stated: str | None = None,
    made_by: str | None = None,
    approved_by: str = "",
    extent: str | None = None,
    review: str | None = None,
    note: str = "",
    evidence: Sequence[EvidenceText] = (),
) -> str:
    if answer not in ANSWERS:
        raise WrongCall(f"“{answer}” is no answer. Write one of: {', '.join(ANSWERS)}.")
    if system and region:
        raise WrongCall("A statement is for a system or for a region, not for both. Leave one out.")
    place = find.region(tx, region) if region else find.system(tx, system)
    since = _past(tx, effective, "effective day")
    done, total, unit = _extent(extent)
    statement = Statement(
        kind=kind,
        cell=cell.ref,
        system_id=None if region else place.id,
        region_id=place.id if region else None,
        answer=answer,
        effective_day=since,
        statement_day=_past(tx, stated, "statement day"),
        made_by=clean(made_by or tx.who, "made by", required=True),
        approved_by=clean(approved_by, "approved by"),
        extent_done=done,
        extent_total=total,
        extent_unit=unit,
        review_day=parse_day(review, "review day") if review else None,
        note=clean(note, "note", limit=LONG),
        seq=tx.next_seq(Statement),
        meaning=cell.meaning,
    )
    tx.insert(statement)
    _prove(tx, evidence, statement_id=statement.id)
    verb = "Attest" if kind == "attestation" else "Observe"
    return f"{verb} {cell.ref} in {place.name}: {answer}"


def _past(tx: Transaction, text: str | None, field: str) -> Day:
    day = parse_day(text, field) if text else tx.today
    if day > tx.today:
        raise WrongCall(
            f"The {field} {day} lies in the future. What is planned is a milestone, no statement."
        )
    return day


def _extent(text: str | None) -> tuple[int | None, int | None, str]:
    """“214/380 feeders” as 214, 380, feeders."""
    if not text:
        return None, None, ""
    found = re.fullmatch(r"\s*(\d{1,12})\s*(?:/|of)\s*(\d{1,12})\s*(.*)", text)
    if not found or int(found[1]) > int(found[2]) or not int(found[2]):
        raise WrongCall(f"“{text}” is no extent. Write it as 214/380 feeders: the part, then the whole.")
    return int(found[1]), int(found[2]), clean(found[3], "extent unit")


def _prove(tx: Transaction, evidence: Sequence[EvidenceText], **owner: str) -> None:
    for item in map(checked, evidence):
        tx.insert(Evidence(kind=item.kind, title=item.title, place=item.place, sha256=item.sha256, **owner))


def add_evidence(tx: Transaction, *, statement: str, evidence: Sequence[EvidenceText]) -> str:
    """More evidence for a statement."""
    row = find.statement(tx, statement)
    if not evidence:
        raise WrongCall("No evidence was given. Write it as “title | docket, page”.")
    _prove(tx, evidence, statement_id=row.id)
    return f"Add evidence to {row.cell}"


def void_statement(tx: Transaction, *, statement: str, reason: str) -> str:
    """Made in error: it never counts, on no day."""
    row = find.statement(tx, statement)
    if row.voided_day:
        raise WrongCall(f"This statement on {row.cell} is void already, since {row.voided_day}.")
    tx.update(row, voided_day=tx.today, void_reason=clean(reason, "reason", required=True, limit=LONG))
    return f"Void the statement on {row.cell} of {spelled(row.effective_day)}"


def end_statement(tx: Transaction, *, statement: str, reason: str, since: str | None = None) -> str:
    """It ceased to hold from a day, and with it the unbroken run that it confirms.

    Otherwise an earlier confirmation would come back to life, and the end would lower nothing.
    """
    row = find.statement(tx, statement)
    day = _past(tx, since, "end")
    if day < row.effective_day:
        raise WrongCall(f"It holds since {row.effective_day}, so it cannot end {day}. Void it instead.")
    reason = clean(reason, "reason", required=True, limit=LONG)
    for each in _run(tx, row):
        tx.update(each, ended_from=day, end_reason=reason)
    return f"End the statement on {row.cell} of {spelled(row.effective_day)} from {spelled(day)}"


def _run(tx: Transaction, row: Statement) -> list[Statement]:
    """The statement and, where it says in place, those before it that say the same.

    Directly before it; a condition is not lowered by what was said in between, so all of them.
    """
    found = tx.roadmap.cells.get(row.cell)
    sticks = found is not None and found.nature == "condition"
    query = select(Statement).where(
        Statement.cell == row.cell,
        Statement.system_id == row.system_id,
        Statement.region_id == row.region_id,
        col(Statement.voided_day).is_(None),
        col(Statement.ended_from).is_(None),
    )
    rows = sorted(tx.session.exec(query).all(), key=lambda each: (each.effective_day, each.seq))
    if row not in rows:
        raise WrongCall(f"This statement on {row.cell} has ended already, or is void.")
    run = [row]
    for earlier in reversed(rows[: rows.index(row)]):
        if row.answer == earlier.answer == "in place":
            run.append(earlier)
        elif not sticks:
            break
    return run


def pick_stage(
    tx: Transaction,
    *,
    characteristic: str,
    stage: int,
    system: str | None = None,
    effective: str | None = None,
    made_by: str | None = None,
    note: str = "",
    evidence: Sequence[EvidenceText] = (),
) -> str:
    """The description that fits one of the four characteristics of a system (4.2)."""
    if characteristic not in CHARACTERISTICS:
        raise WrongCall(
            f"“{characteristic}” is no characteristic. Write one of: {', '.join(CHARACTERISTICS)}."
        )
    if stage not in (1, 2, 3):
        raise WrongCall(f"There is no stage {stage}. Write 1, 2 or 3.")
    place = find.system(tx, system)
    pick = StagePick(
        system_id=place.id,
        characteristic=characteristic,
        stage=stage,
        effective_day=_past(tx, effective, "effective day"),
        made_by=clean(made_by or tx.who, "made by", required=True),
        note=clean(note, "note", limit=LONG),
        seq=tx.next_seq(StagePick),
    )
    tx.insert(pick)
    _prove(tx, evidence, pick_id=pick.id)
    return f"Pick stage {stage} for {characteristic} in {place.name}"
