"""The projects of a plan's YAML: their status, budget, contributions, milestones and what they wait for."""

from typing import Any

from te_planner.exchange.planfile.file import Step
from te_planner.exchange.planfile.known import Known, cell_ref, step, system_name, unique
from te_planner.exchange.planfile.yaml_fields import Fields
from te_planner.plan.words import BUDGET_KINDS, STATUSES


def project_names(top: Fields, projects: list[Fields]) -> tuple[str, ...]:
    """The keys of the projects, each once."""
    keys = [fields.data.get("key") for fields in projects]
    return unique(top, "project key", [key for key in keys if isinstance(key, str)])


def project_steps(fields: Fields, known: Known) -> tuple[list[Step], list[Step]]:
    """A project with all that names no other project; and what it waits for."""
    key = fields.line("key", None)
    values = {
        "key": key,
        "title": fields.line("title", None),
        "owner": fields.line("owner"),
        "start": fields.day("start"),
        "end": fields.day("end"),
        "note": fields.note("note"),
        "internal": fields.flag("internal"),
    }
    statuses = _statuses(fields, key)
    if statuses:
        first = statuses[0].values
        values |= {"status": first["status"], "status_day": first["day"]}
    steps = [Step(key, "add_project", values, fields.line_of(), fields.file), *statuses[1:]]
    steps += [_budget(line, key) for line in fields.parts("budget", "year", where=f"{key} budget")]
    steps += [
        _contribution(item, key, known)
        for item in fields.parts("contributions", "cell", where=f"{key} contribution")
    ]
    milestones = list(fields.parts("milestones", "title", where=f"{key} milestone"))
    unique(fields, "milestone title", [str(item.data.get("title")) for item in milestones])
    for item in milestones:
        steps += _milestone(item, key, known)
    waits = fields.parts("depends_on", "project", where=f"{key} waits for")
    links = [_dependency(item, key, known) for item in waits]
    fields.close()
    return steps, links


def _statuses(fields: Fields, key: str) -> list[Step]:
    steps = []
    for item in fields.parts("status", "status", where=f"{key} status"):
        values = {
            "project": key,
            "status": item.choice("status", STATUSES),
            "day": item.day("day", required=True),
        }
        item.close()
        steps.append(step(item, "set_status", values))
    return steps


def _budget(item: Fields, key: str) -> Step:
    values = {
        "project": key,
        "year": item.whole("year"),
        "kind": item.choice("kind", BUDGET_KINDS),
        "planned": item.amount("planned", required=True),
        "actual": item.amount("actual"),
        "currency": item.line("currency") or None,
        "docket": item.line("docket"),
    }
    item.close()
    return step(item, "set_budget", values)


def _contribution(item: Fields, key: str, known: Known) -> Step:
    cell = cell_ref(item, "cell", known, "E", "an enabler cell")
    if cell and known.roadmap.cells[cell].nature == "baseline":
        item.problem(f"{cell} is a baseline: how things are today", "Remove it: nobody delivers a baseline.")
    systems = list(item.texts("systems"))
    if unknown := [name for name in systems if name not in known.systems]:
        listed = ", ".join(known.systems) or "none"
        item.problem(f"names {', '.join(unknown)}, no system of this file", f"Known are: {listed}.")
    if not systems:
        item.problem("names no system", "Write systems: [NAME].")
    share = item.whole("share", 100)
    item.close()
    return step(item, "map_project", {"project": key, "cell": cell, "systems": systems, "share": share})


def _milestone(item: Fields, key: str, known: Known) -> list[Step]:
    title = item.line("title", None)
    values: dict[str, Any] = {
        "project": key,
        "title": title,
        "day": item.day("baseline"),
        "weight": item.whole("weight", 1),
    }
    forecast, given, actual = item.day("forecast"), item.day("forecast_given"), item.day("actual")
    if (forecast is None) != (given is None):
        item.problem("'forecast' and 'forecast_given' go together", "Write both, or neither.")
    if "cell" in item.data or "system" in item.data:
        values |= {"cell": cell_ref(item, "cell", known, "E", "an enabler cell")}
        values |= {"system": system_name(item, known)}
    item.close()
    steps = [step(item, "add_milestone", values)]
    named = f"{key}/{title}"
    if forecast and given:
        moved = {"milestone": named, "day": forecast, "given": given}
        steps.append(step(item, "reforecast_milestone", moved))
    if actual:
        steps.append(step(item, "complete_milestone", {"milestone": named, "day": actual}))
    return steps


def _dependency(item: Fields, key: str, known: Known) -> Step:
    on = item.one_of("project", known.projects, what="project of this file")
    values = {"project": key, "on": on, "lag": item.whole("lag", 0)}
    if on == key:
        item.problem(f"{key} waits for itself", "Name another project.")
    item.close()
    return step(item, "depend", values)
