"""What is set aside as not applicable, and the planner's own changes to requirements."""

from sqlmodel import col, select

from te_planner.errors import WrongCall
from te_planner.plan import find
from te_planner.plan.days import parse_day
from te_planner.plan.snapshot import Day
from te_planner.plan.tables import RequirementChange, ScopeDecision
from te_planner.plan.text import LONG, clean
from te_planner.plan.transaction import Transaction


def set_not_applicable(
    tx: Transaction,
    *,
    cell: str,
    reason: str,
    system: str | None = None,
    decided_by: str | None = None,
    day: str | None = None,
) -> str:
    """Set an enabler or benefit cell aside in a system, with a reason."""
    found = find.cell(tx, cell, "EB", "an enabler or benefit cell, which is what can be set aside")
    place = find.system(tx, system)
    if _decision(tx, found.ref, place.id):
        raise WrongCall(f"{found.ref} is set aside in {place.name} already.")
    tx.insert(
        ScopeDecision(
            cell=found.ref,
            system_id=place.id,
            reason=clean(reason, "reason", required=True, limit=LONG),
            decided_by=clean(decided_by or tx.who, "decided by", required=True),
            day=_day(tx, day),
        )
    )
    return f"Set {found.ref} aside in {place.name}"


def end_not_applicable(
    tx: Transaction, *, cell: str, system: str | None = None, day: str | None = None
) -> str:
    """The cell counts again, from a day on."""
    found = find.cell(tx, cell, "EB", "an enabler or benefit cell")
    place = find.system(tx, system)
    row = _decision(tx, found.ref, place.id)
    if row is None:
        raise WrongCall(f"{found.ref} is not set aside in {place.name}.")
    tx.update(row, ended_from=_day(tx, day, since=row.day))
    return f"Take {found.ref} up again in {place.name}"


def _decision(tx: Transaction, cell: str, system_id: str) -> ScopeDecision | None:
    return tx.session.exec(
        select(ScopeDecision).where(
            ScopeDecision.cell == cell,
            ScopeDecision.system_id == system_id,
            col(ScopeDecision.ended_from).is_(None),
        )
    ).first()


def waive_requirement(
    tx: Transaction,
    *,
    benefit: str,
    requires: str,
    reason: str,
    system: str | None = None,
    decided_by: str | None = None,
    day: str | None = None,
) -> str:
    """The benefit comes without this requirement of the roadmap, in one system or (without) in all."""
    found = find.cell(tx, benefit, "B", "a benefit cell")
    ref = find.cell(tx, requires, "E", "an enabler cell").ref
    if found.link is None or ref not in found.link.requires:
        raise WrongCall(f"{found.ref} does not require {ref}: there is nothing to waive.")
    return _change(tx, "waived", found.ref, ref, reason, system, decided_by, day)


def add_requirement(
    tx: Transaction,
    *,
    benefit: str,
    requires: str,
    reason: str,
    system: str | None = None,
    decided_by: str | None = None,
    day: str | None = None,
) -> str:
    """The benefit needs this enabler cell as well, in one system or (without) in all."""
    found = find.cell(tx, benefit, "B", "a benefit cell")
    if found.nature == "baseline":
        raise WrongCall(f"{found.ref} describes how things are today: it requires nothing.")
    enabler = find.cell(tx, requires, "E", "an enabler cell")
    if enabler.stage > found.stage:
        raise WrongCall(
            f"{enabler.ref} is of a later stage than {found.ref}. Name one of stage {found.stage}."
        )
    if enabler.nature == "baseline":
        raise WrongCall(f"{enabler.ref} describes how things are today: it can gate nothing.")
    if found.link and enabler.ref in found.link.requires:
        raise WrongCall(f"{found.ref} requires {enabler.ref} by the roadmap already.")
    return _change(tx, "added", found.ref, enabler.ref, reason, system, decided_by, day)


def _change(
    tx: Transaction,
    change: str,
    benefit: str,
    requires: str,
    reason: str,
    system: str | None,
    decided_by: str | None,
    day: str | None,
) -> str:
    place = find.system(tx, system) if system else None
    if _active(tx, benefit, requires, place.id if place else None):
        raise WrongCall(f"{requires} is {change} for {benefit} already.")
    tx.insert(
        RequirementChange(
            benefit=benefit,
            requires=requires,
            change=change,
            system_id=place.id if place else None,
            reason=clean(reason, "reason", required=True, limit=LONG),
            decided_by=clean(decided_by or tx.who, "decided by", required=True),
            day=_day(tx, day),
        )
    )
    verb = "Waive" if change == "waived" else "Add"
    return f"{verb} the requirement {requires} for {benefit}"


def end_requirement_change(
    tx: Transaction, *, benefit: str, requires: str, system: str | None = None, day: str | None = None
) -> str:
    """The roadmap's own requirement holds again, from a day on."""
    place = find.system(tx, system) if system else None
    known = find.storable(benefit + requires)
    row = (
        _active(tx, benefit.strip().upper(), requires.strip().upper(), place.id if place else None)
        if known
        else None
    )
    if row is None:
        raise WrongCall(f"There is no change of “{requires}” for “{benefit}” that could end.")
    tx.update(row, ended_from=_day(tx, day, since=row.day))
    return f"End the change of {row.requires} for {row.benefit}"


def _active(tx: Transaction, benefit: str, requires: str, system_id: str | None) -> RequirementChange | None:
    return tx.session.exec(
        select(RequirementChange).where(
            RequirementChange.benefit == benefit,
            RequirementChange.requires == requires,
            RequirementChange.system_id == system_id,
            col(RequirementChange.ended_from).is_(None),
        )
    ).first()


def _day(tx: Transaction, text: str | None, since: Day = "0001-01-01") -> Day:
    day = parse_day(text, "day") if text else tx.today
    if day > tx.today:
        raise WrongCall(f"{day} lies in the future. Write a day up to {tx.today}.")
    if day < since:
        raise WrongCall(f"It holds since {since}, so it cannot end {day}. Write a day from {since} on.")
    return day
