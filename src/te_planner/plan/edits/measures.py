"""Measures: the figures that show a benefit, with what they were before and what they shall be."""

from typing import Any

from sqlmodel import select

from te_planner.errors import WrongCall
from te_planner.plan import find
from te_planner.plan.days import parse_day
from te_planner.plan.edits.drivers import drop_readings
from te_planner.plan.figures import figure
from te_planner.plan.tables import Measure
from te_planner.plan.text import LONG, clean
from te_planner.plan.transaction import Transaction
from te_planner.plan.words import BETTER


def add_measure(
    tx: Transaction,
    *,
    benefit: str,
    name: str,
    system: str | None = None,
    unit: str | None = None,
    better: str | None = None,
    baseline: float | str | None = None,
    baseline_day: str | None = None,
    target: float | str | None = None,
    target_day: str | None = None,
    note: str = "",
) -> str:
    """A figure that shows a benefit in a system. A candidate of the roadmap brings its unit and direction."""
    cell = find.cell(tx, benefit, "B", "a benefit cell, which is what a measure shows")
    place = find.system(tx, system)
    name = _name(tx, cell.ref, place.id, name)
    candidates = tx.roadmap.measures(cell.ref)
    known = next((each for each in candidates if each.name.casefold() == name.casefold()), None)
    if better is None and known is None:
        near = "; ".join(each.name for each in candidates)
        hint = f"\nCandidates that say it themselves: {near}." if near else ""
        raise WrongCall(f"Is “{name}” better when it goes up or down? Say so (by command: --better).{hint}")
    row = Measure(
        benefit=cell.ref,
        system_id=place.id,
        name=known.name if known else name,
        unit=clean(known.unit if unit is None and known else unit or "", "unit"),
        better=_better(better if better is not None else known.better if known else ""),
        note=clean(note, "measure note", limit=LONG),
    )
    for key, value in _baseline(tx, row, baseline, baseline_day).items():
        setattr(row, key, value)
    for key, value in _target(row, target, target_day).items():
        setattr(row, key, value)
    tx.insert(row)
    return f"Measure {cell.ref} in {place.name} by {row.name}"


def change_measure(
    tx: Transaction,
    *,
    measure: str,
    system: str | None = None,
    name: str | None = None,
    unit: str | None = None,
    better: str | None = None,
    baseline: float | str | None = None,
    baseline_day: str | None = None,
    target: float | str | None = None,
    target_day: str | None = None,
    note: str | None = None,
) -> str:
    """Change what is given; None leaves a value, an empty baseline or target removes it with its day."""
    row = find.measure(tx, measure, system)
    tx.update(
        row,
        name=row.name if name is None else _name(tx, row.benefit, row.system_id, name, row.id),
        unit=row.unit if unit is None else clean(unit, "unit"),
        better=row.better if better is None else _better(better),
        note=row.note if note is None else clean(note, "measure note", limit=LONG),
        **_baseline(tx, row, baseline, baseline_day),
        **_target(row, target, target_day),
    )
    return f"Change the measure {row.name} of {row.benefit}"


def remove_measure(tx: Transaction, *, measure: str, system: str | None = None) -> str:
    """With its readings; undo brings them back."""
    row = find.measure(tx, measure, system)
    drop_readings(tx, row)
    tx.delete(row)
    return f"Remove the measure {row.name} of {row.benefit}"


def _name(tx: Transaction, benefit: str, system_id: str, name: str, own: str = "") -> str:
    name = clean(name, "measure name", required=True)
    query = select(Measure).where(Measure.benefit == benefit, Measure.system_id == system_id)
    others = tx.session.exec(query).all()
    if any(each.name.casefold() == name.casefold() and each.id != own for each in others):
        raise WrongCall(f"{benefit} has a measure “{name}” there already. Choose another name.")
    return name


def _better(better: str) -> str:
    if better not in BETTER:
        raise WrongCall(f"“{better}” is no direction. Write one of: {', '.join(BETTER)}.")
    return better


def _baseline(tx: Transaction, row: Measure, baseline: float | str | None, day: str | None) -> dict[str, Any]:
    """What it was, and when: today where a new baseline has no day."""
    if baseline == "":
        return {"baseline": None, "baseline_day": None}
    value = row.baseline if baseline is None else figure(baseline, "baseline", row.unit)
    if value is None:
        if day:
            raise WrongCall(f"The baseline of {row.name} has a day but no value. Give its value too.")
        return {}
    when = parse_day(day, "baseline day") if day else row.baseline_day or tx.today
    if when > tx.today:
        raise WrongCall(f"The baseline day {when} lies in the future. A baseline is what was read.")
    return {"baseline": value, "baseline_day": when}


def _target(row: Measure, target: float | str | None, day: str | None) -> dict[str, Any]:
    if target == "":
        return {"target": None, "target_day": None}
    value = row.target if target is None else figure(target, "target", row.unit)
    if value is None:
        if day:
            raise WrongCall(f"The target of {row.name} has a day but no value. Give its value too.")
        return {}
    when = row.target_day if day is None else parse_day(day, "target day") if day else None
    return {"target": value, "target_day": when}
