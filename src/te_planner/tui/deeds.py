"""What can be done with what the cursor is on: each a form, or an edit that undo takes back."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from te_planner.exchange.marks import day_text
from te_planner.readiness.model import ProjectWork, Readiness, SystemReadiness
from te_planner.readiness.outlook_model import ObligationState
from te_planner.tui import routes
from te_planner.tui.lines import Target


class Deed(NamedTuple):
    """A `form` to fill, or an `edit` with its values, made at once."""

    name: str
    form: str = ""
    edit: str = ""
    values: dict[str, Any] = {}  # noqa: RUF012  # never written to


def deeds(readiness: Readiness, system_id: str, targets: list[Target]) -> list[Deed]:
    """For each target, the nearest first; each deed once."""
    found: dict[tuple[str, str], Deed] = {}
    if targets and targets[0].kind == "contribution":
        targets = [each for each in targets if each.kind != "project"]  # it is about the share
    for target in targets:
        system = readiness.systems.get(target.of or system_id)
        for deed in _of(readiness, system, target, targets):
            found.setdefault((deed.name, deed.form), deed)
    return list(found.values())


def _of(
    readiness: Readiness, system: SystemReadiness | None, target: Target, targets: list[Target]
) -> Iterator[Deed]:
    kind, ref = target.kind, target.ref
    if kind in FORMS:
        yield from FORMS[kind]
    if kind in REMOVED and target == targets[0]:  # never what merely stands beside it
        edit, name = REMOVED[kind]
        yield Deed(f"Remove the {kind}, with what is its own", edit=edit, values={name: ref})
    if kind == "milestone" and (found := routes.milestone_of(readiness, ref)):
        yield from _milestone(ref, done=found[1].done)
    if kind == "contribution" and (both := routes.contribution_of(readiness, ref)):
        own = both[1].contribution
        place = readiness.systems[own.system_id].system.name
        key = both[1].project.project.key
        yield Deed("Change the share", "map")
        yield _unmap(key, own.cell, place)
    if kind == "cell" and system and ref in readiness.roadmap.cells:
        yield from _pair(readiness, system, ref, targets)
        yield from _cell(readiness, system, ref)
        yield from _asked(readiness, system, ref, targets)
    if kind == "project" and (work := readiness.projects.get(ref)):
        yield from _waits(readiness, work, targets)
    if kind == "obligation" and (obligation := routes.obligation_of(readiness, ref)):
        yield from _obligation(obligation)
    if kind in ("trigger", "reading"):
        yield from _of_driver(readiness, target)
    if kind == "budget":
        yield from _budget(readiness, ref)
    yield from _untie(readiness, target, targets)


PROJECT = (
    Deed("Its status", "status"),
    Deed("A milestone", "milestone"),
    Deed("Map it to an enabler", "map"),
    Deed("A budget line", "budget"),
    Deed("Let it wait for another project", "depend"),
    Deed("Internal, or told of in public reports", "internal"),
)
FORMS: dict[str, tuple[Deed, ...]] = {
    "statement": (
        Deed("Add evidence", "evidence"),
        Deed("End it: it holds no longer", "end"),
        Deed("Void it: made in error", "void"),
    ),
    "observed": (Deed("Pick what fits", "pick"),),
    "project": PROJECT,
    "driver": (
        Deed("A reading", "reading"),
        Deed("A trigger", "trigger"),
        Deed("Change the driver", "driver_change"),
    ),
    "reading": (Deed("Read it anew", "reading"),),
    "measure": (Deed("A reading", "reading"), Deed("Change the measure", "measure_change")),
    "waypoint": (Deed("Ask for more cells", "aim"), Deed("Change the waypoint", "waypoint_change")),
    "obligation": (
        Deed("Tie it to what it waits for", "tie"),
        Deed("Change the obligation", "obligation_change"),
    ),
    "budget": (Deed("Change the budget line", "budget"),),
}
REMOVED = {
    "driver": ("remove_driver", "driver"),
    "measure": ("remove_measure", "measure"),
    "waypoint": ("remove_waypoint", "waypoint"),
    "obligation": ("remove_obligation", "obligation"),
    "project": ("remove_project", "project"),
    "milestone": ("remove_milestone", "milestone"),
}  # fmt: skip


def _milestone(ref: str, *, done: bool) -> Iterator[Deed]:
    if done:
        yield Deed("It is not reached after all", edit="reopen_milestone", values={"milestone": ref})
    else:
        yield Deed("It is reached", "done")
        yield Deed("A new forecast", "forecast")


def _cell(readiness: Readiness, system: SystemReadiness, ref: str) -> Iterator[Deed]:
    cell, place = readiness.roadmap.cells[ref], system.system.name
    here = {"cell": ref, "system": place}
    if cell.lane == "E" and cell.nature == "action":
        yield Deed("Attest it", "attest")
        yield Deed("Map a project to it", "map")
        yield Deed("Estimate what it would take", "estimate")
        if ref in readiness.outlook.systems[system.system.id].estimates:
            yield Deed("Remove its estimate", edit="remove_estimate", values=here)
    elif cell.nature == "condition":
        yield Deed("Observe it", "observe")
        yield Deed("The day on which it is expected", "expect")
        expected = readiness.snapshot.expected_days
        if any((each.cell, each.system_id) == (ref, system.system.id) for each in expected):
            yield Deed("Expect it on no day", edit="forget_expectation", values=here)
    if cell.lane == "B":
        yield Deed("Observe it", "observe")
        yield Deed("A measure that shows it", "measure")
        yield Deed("How much it matters", "weight")
        yield Deed("Waive a requirement", "waive")
    if cell.lane == "R":
        yield Deed("Observe it", "observe")
    if cell.lane in "EB" and cell.nature != "baseline":
        yield Deed("Not applicable, or take it up again", "aside")
    if cell.lane == "E" and cell.nature != "baseline":
        yield Deed("Let a waypoint ask for it", "aim")
    if cell.lane in "EB" and cell.nature != "baseline" and readiness.outlook.obligations:
        yield Deed("Let an obligation wait for it", "tie")


def _pair(readiness: Readiness, system: SystemReadiness, ref: str, targets: list[Target]) -> Iterator[Deed]:
    """A project and an enabler, one in the other's card."""
    state = system.cells.get(ref)
    ids = [each.ref for each in targets if each.kind == "project"]
    for work in state.contributions if state else ():
        if work.project.project.id in ids:
            yield _unmap(work.project.project.key, ref, system.system.name)


def _unmap(key: str, ref: str, place: str) -> Deed:
    values = {"project": key, "cell": ref, "systems": [place]}
    return Deed(f"Unmap {key} from {ref}", edit="unmap_project", values=values)


def _asked(readiness: Readiness, system: SystemReadiness, ref: str, targets: list[Target]) -> Iterator[Deed]:
    """A cell in the card of a waypoint that asks for it."""
    for target in targets:
        state = routes.waypoint_of(readiness, target.ref) if target.kind == "waypoint" else None
        if state and any(each.cell.ref == ref for each in state.cells.get(system.system.id, ())):
            values = {"waypoint": state.waypoint.id, "cells": [ref], "systems": [system.system.name]}
            yield Deed(
                f"Let {state.waypoint.name} ask for it no longer", edit="remove_waypoint_cells", values=values
            )


def _waits(readiness: Readiness, work: ProjectWork, targets: list[Target]) -> Iterator[Deed]:
    """Two projects, one in the other's card, of which one waits for the other."""
    others = {each.ref for each in targets if each.kind == "project"}
    for other in (readiness.projects[id_] for id_ in sorted(others) if id_ in readiness.projects):
        for waiting, before in ((work, other), (other, work)):
            if any(each.depends_on_id == before.project.id for each in waiting.dependencies):
                key, on = waiting.project.key, before.project.key
                yield Deed(
                    f"Let {key} wait for {on} no longer", edit="undepend", values={"project": key, "on": on}
                )


def _obligation(state: ObligationState) -> Iterator[Deed]:
    if state.obligation.met_day:
        values = {"obligation": state.obligation.id}
        yield Deed("It is not met after all", edit="reopen_obligation", values=values)
    else:
        yield Deed("A filing met it", "meet")


def _untie(readiness: Readiness, target: Target, targets: list[Target]) -> Iterator[Deed]:
    """What an obligation waits for, in its card."""
    from te_planner.tui.coverage.cards import tied_to

    for each in targets:
        state = routes.obligation_of(readiness, each.ref) if each.kind == "obligation" else None
        for tie in state.ties if state else ():
            if tied_to(tie) == target and state:
                row = tie.row
                place = readiness.systems[row.system_id].system.name if row.system_id else None
                values = {
                    "obligation": row.obligation_id, "project": row.project_id, "milestone": row.milestone_id,
                    "cell": row.cell, "system": place,
                }  # fmt: skip
                given = {name: value for name, value in values.items() if value}
                yield Deed(
                    f"Let the obligation wait for {tie.what} no longer", edit="untie_obligation", values=given
                )


def _of_driver(readiness: Readiness, target: Target) -> Iterator[Deed]:
    """A trigger or a reading is removed from its driver."""
    state = routes.driver_of(readiness, target)
    if state is None:
        return
    driver = state.driver.id
    for reading in state.readings:
        if reading.id == target.ref:
            values: dict[str, Any] = {"driver": driver, "day": reading.day}
            yield Deed(f"Remove the reading of {day_text(reading.day)}", edit="remove_reading", values=values)
    for each in state.triggers:
        own = each.trigger
        if own.id == target.ref:
            values = {
                "driver": driver, "level": own.level, "project": own.project_id, "waypoint": own.waypoint_id,
                "cell": own.cell,
            }  # fmt: skip
            yield Deed("Remove the trigger", edit="remove_trigger", values=values)
            yield Deed("A reading", "reading")


def _budget(readiness: Readiness, ref: str) -> Iterator[Deed]:
    for each in readiness.snapshot.budget_lines:
        if each.id == ref:
            values = {"project": each.project_id, "year": each.year, "kind": each.kind, "docket": each.docket}
            yield Deed("Remove the budget line", edit="remove_budget", values=values)
