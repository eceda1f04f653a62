"""The plan itself, its regions and its systems."""

from sqlmodel import select

from te_planner.errors import WrongCall
from te_planner.plan.tables import Plan, Region, System
from te_planner.plan.text import LONG, clean
from te_planner.plan.transaction import Transaction


def change_plan(
    tx: Transaction, *, name: str | None = None, stakeholder: str | None = None, note: str | None = None
) -> str:
    """Reword the plan's own texts; None leaves one as it is."""
    plan = tx.session.exec(select(Plan)).one()
    tx.update(
        plan,
        name=plan.name if name is None else clean(name, "plan name", required=True),
        stakeholder=plan.stakeholder if stakeholder is None else clean(stakeholder, "stakeholder"),
        note=plan.note if note is None else clean(note, "plan note", limit=LONG),
    )
    return f"Change the plan {plan.name}"


def add_region(tx: Transaction, *, name: str, note: str = "") -> str:
    name = clean(name, "region name", required=True)
    if _region(tx, name):
        raise WrongCall(f"There is a region “{name}” already. Choose another name.")
    tx.insert(Region(name=name, note=clean(note, "region note", limit=LONG)))
    return f"Add the region {name}"


def add_system(tx: Transaction, *, name: str, region: str = "", note: str = "") -> str:
    """A distribution system of a region; without one, of the only region. A new region is made."""
    name = clean(name, "system name", required=True)
    if any(each.name.casefold() == name.casefold() for each in tx.session.exec(select(System)).all()):
        raise WrongCall(f"There is a system “{name}” already. Choose another name.")
    place = _region(tx, clean(region, "region name") or _only_region(tx) or name)
    if place is None:
        place = Region(name=clean(region, "region name") or name)
        tx.insert(place)
    tx.insert(System(name=name, region_id=place.id, note=clean(note, "system note", limit=LONG)))
    return f"Add the system {name} in {place.name}"


def _region(tx: Transaction, name: str) -> Region | None:
    """In any case, as names are found everywhere; one that is written the same goes first."""
    rows = [each for each in tx.session.exec(select(Region)).all() if each.name.casefold() == name.casefold()]
    return min(rows, key=lambda each: each.name != name, default=None)


def _only_region(tx: Transaction) -> str | None:
    regions = tx.session.exec(select(Region)).all()
    return regions[0].name if len(regions) == 1 else None
