"""Drivers, and the readings of drivers and measures."""

from sqlmodel import select

from te_planner.errors import WrongCall
from te_planner.plan import find
from te_planner.plan.days import parse_day, spelled
from te_planner.plan.edits.resting import let_go
from te_planner.plan.figures import figure
from te_planner.plan.tables import Driver, Measure, Reading, System
from te_planner.plan.text import LONG, clean
from te_planner.plan.transaction import Transaction


def add_driver(
    tx: Transaction, *, name: str, system: str | None = None, unit: str = "", note: str = ""
) -> str:
    """What pushes the change in a system (4.1, 4.3.5), such as rooftop solar in MW."""
    place = find.system(tx, system)
    name = _name(tx, place.id, name)
    tx.insert(
        Driver(
            system_id=place.id,
            name=name,
            unit=clean(unit, "unit"),
            note=clean(note, "driver note", limit=LONG),
        )
    )
    return f"Add the driver {name} in {place.name}"


def _name(tx: Transaction, system_id: str, name: str, own: str = "") -> str:
    name = clean(name, "driver name", required=True)
    others = tx.session.exec(select(Driver).where(Driver.system_id == system_id)).all()
    if any(each.name.casefold() == name.casefold() and each.id != own for each in others):
        raise WrongCall(f"The system has a driver “{name}” already. Choose another name.")
    return name


def change_driver(
    tx: Transaction,
    *,
    driver: str,
    system: str | None = None,
    name: str | None = None,
    unit: str | None = None,
    note: str | None = None,
) -> str:
    """Change what is given; None leaves a value."""
    row = find.driver(tx, driver, system)
    tx.update(
        row,
        name=row.name if name is None else _name(tx, row.system_id, name, row.id),
        unit=row.unit if unit is None else clean(unit, "unit"),
        note=row.note if note is None else clean(note, "driver note", limit=LONG),
    )
    return f"Change the driver {row.name}"


def remove_driver(tx: Transaction, *, driver: str, system: str | None = None) -> str:
    """With its readings and triggers; undo brings them back."""
    row = find.driver(tx, driver, system)
    gone = let_go(tx, row)
    drop_readings(tx, row)
    tx.delete(row)
    return f"Remove the driver {row.name}{gone}"


def record_reading(
    tx: Transaction,
    *,
    value: float | str,
    driver: str | None = None,
    measure: str | None = None,
    system: str | None = None,
    day: str | None = None,
    note: str | None = None,
) -> str:
    """What a driver or a measure was on a day (today without). Again for the same day, it is changed."""
    owner = _owner(tx, driver, measure, system)
    read = figure(value, "value", owner.unit)
    when = parse_day(day, "day of the reading") if day else tx.today
    if when > tx.today:
        raise WrongCall(f"{when} lies in the future: nothing is read yet. Write a day up to {tx.today}.")
    found = next((each for each in _readings(tx, owner) if each.day == when), None)
    if found:
        kept = found.note if note is None else clean(note, "note", limit=LONG)
        tx.update(found, value=read, note=kept)
    else:
        own = {"driver_id": owner.id} if isinstance(owner, Driver) else {"measure_id": owner.id}
        tx.insert(Reading(day=when, value=read, note=clean(note or "", "note", limit=LONG), **own))
    return f"Read {owner.name}{_in(tx, owner)} on {spelled(when)}: {read:,g} {owner.unit}".rstrip()


def remove_reading(
    tx: Transaction,
    *,
    day: str,
    driver: str | None = None,
    measure: str | None = None,
    system: str | None = None,
) -> str:
    owner = _owner(tx, driver, measure, system)
    when = parse_day(day, "day of the reading")
    rows = _readings(tx, owner)
    found = next((each for each in rows if each.day == when), None)
    if found is None:
        days = ", ".join(each.day for each in rows[-6:]) or "none"
        raise WrongCall(f"{owner.name} has no reading of {when}. The latest are: {days}.")
    tx.delete(found)
    return f"Remove the reading of {owner.name}{_in(tx, owner)} on {spelled(when)}"


def drop_readings(tx: Transaction, owner: Driver | Measure) -> None:
    """All readings, before what they are of goes."""
    for each in _readings(tx, owner):
        tx.delete(each)


def _owner(tx: Transaction, driver: str | None, measure: str | None, system: str | None) -> Driver | Measure:
    if driver and measure:
        raise WrongCall("A reading is of a driver or of a measure, not of both. Leave one out.")
    if driver:
        return find.driver(tx, driver, system)
    if measure:
        return find.measure(tx, measure, system)
    raise WrongCall("A reading is of a driver or of a measure. Name one of them.")


def _readings(tx: Transaction, owner: Driver | Measure) -> list[Reading]:
    column = Reading.driver_id if isinstance(owner, Driver) else Reading.measure_id
    return list(tx.session.exec(select(Reading).where(column == owner.id).order_by(Reading.day)).all())


def _in(tx: Transaction, owner: Driver | Measure) -> str:
    return f" in {tx.session.get_one(System, owner.system_id).name}"
