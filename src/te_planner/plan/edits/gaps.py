"""Estimates on gaps: what it would take to deliver an enabler that nobody delivers yet."""

from decimal import Decimal

from sqlmodel import select

from te_planner.errors import WrongCall
from te_planner.plan import find
from te_planner.plan.money import currency_code, minor
from te_planner.plan.tables import GapEstimate, Plan
from te_planner.plan.text import LONG, clean
from te_planner.plan.transaction import Transaction


def estimate_gap(
    tx: Transaction,
    *,
    cell: str,
    system: str | None = None,
    cost: Decimal | str | int | None = None,
    currency: str | None = None,
    lead_months: int | None = None,
    by: str | None = None,
    note: str | None = None,
) -> str:
    """Money, months and who (`by`) would deliver it. Again, it is changed: what is left out is kept."""
    found = find.deliverable(tx, cell)
    place = find.system(tx, system)
    row = _estimate(tx, found.ref, place.id)
    if row is None and cost is None and lead_months is None and not by and not note:
        raise WrongCall("An estimate says what it costs, how long it takes or who does it. Give one of them.")
    if lead_months is not None and not 0 <= lead_months <= 1200:
        raise WrongCall(f"A lead time is 0 to 1200 months; {lead_months} is not.")
    money = currency or (row.currency if row else tx.session.exec(select(Plan)).one().currency)
    values = {
        "cost_minor": _cost(cost) if cost is not None else row.cost_minor if row else None,
        "currency": currency_code(money),
        "lead_months": lead_months if lead_months is not None else row.lead_months if row else None,
        "who": clean(by, "who delivers it") if by is not None else row.who if row else "",
        "note": clean(note, "note", limit=LONG) if note is not None else row.note if row else "",
    }
    if row:
        tx.update(row, **values)
    else:
        tx.insert(GapEstimate.model_validate({"cell": found.ref, "system_id": place.id, **values}))
    return f"Estimate {found.ref} in {place.name}"


def _cost(cost: Decimal | str | int) -> int:
    cents = minor(cost)
    if cents < 0:
        raise WrongCall(f"An estimate cannot cost less than nothing; {cost} does. Write it without the sign.")
    return cents


def remove_estimate(tx: Transaction, *, cell: str, system: str | None = None) -> str:
    ref, place = find.cell(tx, cell, "E", "an enabler cell").ref, find.system(tx, system)
    row = _estimate(tx, ref, place.id)
    if row is None:
        raise WrongCall(f"{ref} has no estimate in {place.name}. Nothing was changed.")
    tx.delete(row)
    return f"Remove the estimate of {ref} in {place.name}"


def _estimate(tx: Transaction, cell: str, system_id: str) -> GapEstimate | None:
    query = select(GapEstimate).where(GapEstimate.cell == cell, GapEstimate.system_id == system_id)
    return tx.session.exec(query).first()
