"""Waypoints: transitional states (4.3.4), each a day and the cells that are to be in place by then."""

import re
from collections.abc import Sequence

from sqlmodel import select

from te_planner.errors import WrongCall
from te_planner.plan import find
from te_planner.plan.days import parse_day, spelled
from te_planner.plan.edits.resting import let_go
from te_planner.plan.tables import System, Waypoint, WaypointCell
from te_planner.plan.text import LONG, clean
from te_planner.plan.transaction import Transaction
from te_planner.roadmap.model import Cell


def add_waypoint(
    tx: Transaction,
    *,
    name: str,
    day: str,
    cells: Sequence[str] = (),
    systems: Sequence[str] = (),
    note: str = "",
) -> str:
    """A named target with a day, and the cells in the systems (without: the only one) that make it."""
    row = Waypoint(
        name=_name(tx, name),
        day=parse_day(day, "day of the waypoint"),
        note=clean(note, "waypoint note", limit=LONG),
    )
    wanted = _cells(tx, cells)
    places = _systems(tx, systems) if cells or systems else []
    tx.insert(row)
    _aim(tx, row, wanted, places)
    cells = f": {len(wanted)} cells" if wanted else ""
    return f"Add the waypoint {row.name} for {spelled(row.day)}{cells}"


def _name(tx: Transaction, name: str, own: str = "") -> str:
    name = clean(name, "waypoint name", required=True)
    others = tx.session.exec(select(Waypoint)).all()
    if any(each.name.casefold() == name.casefold() and each.id != own for each in others):
        raise WrongCall(f"There is a waypoint “{name}” already. Choose another name.")
    return name


def change_waypoint(
    tx: Transaction,
    *,
    waypoint: str,
    name: str | None = None,
    day: str | None = None,
    note: str | None = None,
) -> str:
    """Change what is given; None leaves a value."""
    row = find.waypoint(tx, waypoint)
    tx.update(
        row,
        name=row.name if name is None else _name(tx, name, row.id),
        day=row.day if day is None else parse_day(day, "day of the waypoint"),
        note=row.note if note is None else clean(note, "waypoint note", limit=LONG),
    )
    return f"Change the waypoint {row.name}"


def aim_waypoint(tx: Transaction, *, waypoint: str, cells: Sequence[str], systems: Sequence[str] = ()) -> str:
    """More cells, each in all of the systems named. `RP.2` stands for all of a track's stage."""
    row = find.waypoint(tx, waypoint)
    wanted = _cells(tx, cells)
    if not wanted:
        raise WrongCall("No cell was named. Write one such as RPE02.2, or RP.2 for a track's stage.")
    _aim(tx, row, wanted, _systems(tx, systems))
    return f"Aim {row.name} at {_listed(wanted)}"


def remove_waypoint_cells(
    tx: Transaction, *, waypoint: str, cells: Sequence[str], systems: Sequence[str] = ()
) -> str:
    """The waypoint asks no longer for the cells, in the systems named or (without) in any."""
    row = find.waypoint(tx, waypoint)
    wanted = _cells(tx, cells)
    places = {place.id for place in _systems(tx, systems)} if systems else None
    refs = {each.ref for each in wanted}
    found = [
        each for each in _aims(tx, row) if each.cell in refs and (places is None or each.system_id in places)
    ]
    if not found:
        raise WrongCall(f"{row.name} asks for none of these cells there. Nothing was changed.")
    for each in found:
        tx.delete(each)
    return f"Let {row.name} ask no longer for {_listed(wanted)}"


def remove_waypoint(tx: Transaction, *, waypoint: str) -> str:
    """With its cells, and the triggers that call for it; undo brings them back."""
    row = find.waypoint(tx, waypoint)
    gone = let_go(tx, row)
    for each in _aims(tx, row):
        tx.delete(each)
    tx.delete(row)
    return f"Remove the waypoint {row.name}{gone}"


def _aim(tx: Transaction, waypoint: Waypoint, cells: list[Cell], places: list[System]) -> None:
    there = {(each.cell, each.system_id) for each in _aims(tx, waypoint)}
    for cell in cells:
        for place in places:
            if (cell.ref, place.id) not in there:
                tx.insert(WaypointCell(waypoint_id=waypoint.id, cell=cell.ref, system_id=place.id))


def _aims(tx: Transaction, waypoint: Waypoint) -> list[WaypointCell]:
    return list(tx.session.exec(select(WaypointCell).where(WaypointCell.waypoint_id == waypoint.id)).all())


def _cells(tx: Transaction, refs: Sequence[str]) -> list[Cell]:
    """The enabler cells named, each once; of a track's stage those that gate something."""
    found: dict[str, Cell] = {}
    for ref in refs:
        stage = re.fullmatch(r"(RP|BM|DA|PC)\.([123])", ref.strip().upper())
        cells = (
            [each for each in tx.roadmap.enablers if (each.track, str(each.stage)) == stage.groups()]
            if stage
            else [_gating(tx, ref)]
        )
        found |= {each.ref: each for each in cells if each.nature != "baseline"}
    return list(found.values())


def _gating(tx: Transaction, ref: str) -> Cell:
    cell = find.cell(tx, ref, "E", "an enabler cell, which is what a waypoint asks for")
    if cell.nature == "baseline":
        raise WrongCall(f"{cell.ref} describes how things are today: no waypoint has to bring it.")
    return cell


def _systems(tx: Transaction, names: Sequence[str]) -> list[System]:
    rows = [find.system(tx, name) for name in names] or [find.system(tx, None)]
    return list({row.id: row for row in rows}.values())


def _listed(cells: list[Cell]) -> str:
    refs = [each.ref for each in cells]
    return ", ".join(refs) if len(refs) <= 6 else f"{', '.join(refs[:5])} and {len(refs) - 5} more"
