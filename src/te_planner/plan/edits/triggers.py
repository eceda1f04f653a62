"""Triggers: a driver's level at which something is called for."""

from typing import Any

from sqlmodel import select

from te_planner.errors import WrongCall
from te_planner.plan import find
from te_planner.plan.figures import figure
from te_planner.plan.tables import Driver, Project, System, Trigger, Waypoint
from te_planner.plan.text import LONG, clean
from te_planner.plan.transaction import Transaction
from te_planner.plan.words import DIRECTIONS

Target = dict[str, Any]
"""What a trigger calls for: its project, its waypoint or its cell."""


def add_trigger(
    tx: Transaction,
    *,
    driver: str,
    level: float | str,
    system: str | None = None,
    direction: str = "above",
    project: str | None = None,
    waypoint: str | None = None,
    cell: str | None = None,
    note: str = "",
) -> str:
    """At or `above` (or `below`) the level a project must begin, a waypoint is due, or a condition is met."""
    row = find.driver(tx, driver, system)
    if direction not in DIRECTIONS:
        raise WrongCall(f"“{direction}” is no direction. Write one of: {', '.join(DIRECTIONS)}.")
    at = figure(level, "level", row.unit)
    target = _target(tx, project, waypoint, cell)
    said = f"{row.name} {direction} {at:,g} {row.unit}".rstrip()
    for each in _those(tx, row, target):
        if (each.level, each.direction) == (at, direction):
            raise WrongCall(f"{said} calls for {_called(tx, each)} already. Nothing was changed.")
    tx.insert(
        Trigger(
            driver_id=row.id,
            level=at,
            direction=direction,
            note=clean(note, "trigger note", limit=LONG),
            **target,
        )
    )
    return f"Let {said} call for {_called(tx, _those(tx, row, target)[-1])}"


def remove_trigger(
    tx: Transaction,
    *,
    driver: str,
    system: str | None = None,
    level: float | str | None = None,
    project: str | None = None,
    waypoint: str | None = None,
    cell: str | None = None,
) -> str:
    """The driver's trigger for the project, waypoint or condition; its level tells it from others."""
    row = find.driver(tx, driver, system)
    found = _those(tx, row, _target(tx, project, waypoint, cell))
    if level is not None:
        at = figure(level, "level", row.unit)
        found = [each for each in found if each.level == at]
    if not found:
        raise WrongCall(f"{row.name} has no such trigger. List them with: te-planner drivers")
    if len(found) > 1:
        levels = ", ".join(f"{each.level:,g}" for each in found)
        raise WrongCall(f"{row.name} has {len(found)} triggers for that, at {levels}. Name the level.")
    called = _called(tx, found[0])
    tx.delete(found[0])
    return f"Remove the trigger of {row.name} for {called}"


def _target(tx: Transaction, project: str | None, waypoint: str | None, cell: str | None) -> Target:
    if sum(map(bool, (project, waypoint, cell))) != 1:
        raise WrongCall("A trigger calls for one thing: name a project, a waypoint or a condition cell.")
    return {
        "project_id": find.project(tx, project).id if project else None,
        "waypoint_id": find.waypoint(tx, waypoint).id if waypoint else None,
        "cell": find.condition(tx, cell).ref if cell else None,
    }


def _those(tx: Transaction, driver: Driver, target: Target) -> list[Trigger]:
    query = select(Trigger).where(
        Trigger.driver_id == driver.id,
        Trigger.project_id == target["project_id"],
        Trigger.waypoint_id == target["waypoint_id"],
        Trigger.cell == target["cell"],
    )
    return sorted(tx.session.exec(query).all(), key=lambda each: each.level)


def _called(tx: Transaction, trigger: Trigger) -> str:
    if trigger.project_id:
        return tx.session.get_one(Project, trigger.project_id).key
    if trigger.waypoint_id:
        return f"the waypoint {tx.session.get_one(Waypoint, trigger.waypoint_id).name}"
    place = tx.session.get_one(Driver, trigger.driver_id).system_id
    return f"{trigger.cell} in {tx.session.get_one(System, place).name}"
