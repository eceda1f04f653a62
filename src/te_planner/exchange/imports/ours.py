"""A plan's own YAML (or JSON of the same form), handed in as any other file: what it asks of another plan."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from te_planner.exchange.imports.model import Asked, Fault, Incoming, Kind, Place
from te_planner.exchange.planfile.file import Step
from te_planner.roadmap.model import Roadmap

KINDS: dict[str, Kind] = {
    "add_project": "project",
    "set_status": "project",
    "set_budget": "budget",
    "map_project": "contribution",
    "depend": "dependency",
    "add_milestone": "milestone",
    "attest": "attestation",
    "observe": "observation",
    "add_measure": "measure",
    "record_reading": "reading",
}
RENAMED = {"set_status": {"project": "key", "day": "status_day"}, "add_milestone": {"day": "baseline"}}
FRAME = ("add_region", "add_system")
"""Where a plan holds them: named by what is imported, and not imported themselves."""


def read_ours(file: str, content: bytes, roadmap: Roadmap) -> Incoming:
    """What the file says of projects and statements. Raises PlanFileInvalid with every problem."""
    from te_planner.exchange.planfile.steps import read_plan

    data = read_plan(file, content, roadmap)
    asked: list[Asked] = []
    left: list[Fault] = []
    others: Counter[str] = Counter()
    for step in data.steps:
        place = Place(file, "", step.line)
        if step.edit in KINDS:
            asked += _asked(step, place)
        elif step.edit in ("reforecast_milestone", "complete_milestone"):
            asked[-1] = _completed(asked[-1], step)
        elif step.edit in ("voided", "ended"):
            gone = asked.pop()
            left.append(Fault(gone.place, f"A statement on {gone.values['cell']} that was {step.edit}."))
        elif step.edit not in FRAME:
            others[step.edit.replace("_", " ")] += 1
    left += [
        Fault(Place(file), f"“{edit}”, {_times(count)}: te-planner new PLAN --from {file} takes all of it.")
        for edit, count in others.items()
    ]
    return Incoming(file, (asked,), notes=("A plan's own file.",), left_out=tuple(left))


def _asked(step: Step, place: Place) -> Iterator[Asked]:
    """In the names of `VALUES`. What the file leaves empty it says nothing of: an import removes nothing."""
    names = RENAMED.get(step.edit, {})
    values: dict[str, Any] = {
        names.get(name, name): value for name, value in step.values.items() if value not in (None, "", ())
    }
    if step.edit == "set_budget":
        from decimal import Decimal

        values |= {name: Decimal(values[name]) for name in ("planned", "actual") if name in values}
    systems = values.pop("systems", None)
    for system in systems or [None]:
        yield Asked(KINDS[step.edit], place, {**values, "system": system} if system else values)


def _completed(milestone: Asked, step: Step) -> Asked:
    """The milestone just added, with its forecast or the day it was done."""
    if step.edit == "complete_milestone":
        more = {"actual": step.values["day"]}
    else:
        more = {"forecast": step.values["day"], "forecast_given": step.values["given"]}
    return milestone._replace(values={**milestone.values, **more})


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
