"""What lies ahead and what pushes, in a plan's YAML: drivers, waypoints, measures, estimates, obligations."""

from typing import Any

from te_planner.exchange.planfile.file import Step
from te_planner.exchange.planfile.known import Known, cell_ref, step, system_name, unique
from te_planner.exchange.planfile.yaml_fields import Fields
from te_planner.plan.outlook import obligation_name
from te_planner.plan.words import BETTER, DIRECTIONS

ENABLER = ("E", "an enabler cell")
BENEFIT = ("B", "a benefit cell")


def waypoint_names(top: Fields, waypoints: list[Fields]) -> tuple[str, ...]:
    """The names of the waypoints, each once."""
    names = [fields.data.get("name") for fields in waypoints]
    return unique(top, "waypoint", [name for name in names if isinstance(name, str)])


def outlook_steps(top: Fields, waypoints: list[Fields], known: Known) -> list[Step]:
    """All of it; projects, milestones and systems are there already, and waypoints before what names them."""
    steps: list[Step] = []
    for fields in waypoints:
        steps += _waypoint(fields, known)
    for fields in top.parts("drivers", "name"):
        steps += _driver(fields, known)
    for fields in top.parts("measures", "name"):
        steps += _measure(fields, known)
    steps += [_estimate(fields, known) for fields in top.parts("estimates", "cell")]
    steps += [_weight(fields, known) for fields in top.parts("weights", "benefit")]
    steps += [_expected(fields, known) for fields in top.parts("expected_days", "cell")]
    for fields in top.parts("obligations", "title"):
        steps += _obligation(fields, known)
    steps += [_meaning_change(fields, known) for fields in top.parts("meaning_changes", "cell")]
    return steps


def _waypoint(fields: Fields, known: Known) -> list[Step]:
    name = fields.line("name", None)
    values = {"name": name, "day": fields.day("day", required=True), "note": fields.note("note")}
    steps = [step(fields, "add_waypoint", values)]
    for item in fields.parts("cells", "cell", where=f"waypoint {name}"):
        aimed = {
            "waypoint": name,
            "cells": [cell_ref(item, "cell", known, *ENABLER)],
            "systems": list(item.texts("systems", known=known.systems)),
        }
        item.close()
        steps.append(step(item, "aim_waypoint", aimed))
    fields.close()
    return steps


def _driver(fields: Fields, known: Known) -> list[Step]:
    own = {"driver": fields.line("name", None), "system": system_name(fields, known)}
    values = {
        "name": own["driver"],
        "system": own["system"],
        "unit": fields.line("unit"),
        "note": fields.note("note"),
    }
    steps = [step(fields, "add_driver", values), *_readings(fields, own)]
    for item in fields.parts("triggers", "level", where=f"{own['driver']} trigger"):
        steps.append(_trigger(item, own, known))
    fields.close()
    return steps


def _readings(fields: Fields, own: dict[str, Any]) -> list[Step]:
    steps = []
    for item in fields.parts("readings", "day", where=f"{fields.place} reading"):
        values = {
            **own,
            "day": item.day("day", required=True),
            "value": item.figure("value", required=True),
            "note": item.note("note"),
        }
        item.close()
        steps.append(step(item, "record_reading", values))
    return steps


def _trigger(item: Fields, own: dict[str, Any], known: Known) -> Step:
    values = {
        **own,
        "level": item.figure("level", required=True),
        "direction": item.choice("direction", DIRECTIONS, DIRECTIONS[0]),
        "note": item.note("note"),
    }
    if "project" in item.data:
        values["project"] = item.one_of("project", known.projects, what="project of this file")
    if "waypoint" in item.data:
        values["waypoint"] = item.one_of("waypoint", known.waypoints, what="waypoint of this file")
    if "cell" in item.data:
        values["cell"] = cell_ref(item, "cell", known, *ENABLER)
    item.close()
    return step(item, "add_trigger", values)


def _measure(fields: Fields, known: Known) -> list[Step]:
    values = {
        "benefit": cell_ref(fields, "benefit", known, *BENEFIT),
        "system": system_name(fields, known),
        "name": fields.line("name", None),
        "unit": fields.line("unit"),
        "better": fields.choice("better", BETTER),
        "baseline": fields.figure("baseline"),
        "baseline_day": fields.day("baseline_day"),
        "target": fields.figure("target"),
        "target_day": fields.day("target_day"),
        "note": fields.note("note"),
    }
    if (values["baseline"] is None) != (values["baseline_day"] is None):
        fields.problem("'baseline' and 'baseline_day' go together", "Write both, or neither.")
    own = {"measure": f"{values['benefit']}/{values['name']}", "system": values["system"]}
    steps = [step(fields, "add_measure", values), *_readings(fields, own)]
    fields.close()
    return steps


def _estimate(fields: Fields, known: Known) -> Step:
    values = {
        "cell": cell_ref(fields, "cell", known, *ENABLER),
        "system": system_name(fields, known),
        "cost": fields.amount("cost"),
        "currency": fields.line("currency") or None,
        "lead_months": fields.number("lead_months"),
        "by": fields.line("who"),
        "note": fields.note("note"),
    }
    fields.close()
    return step(fields, "estimate_gap", values)


def _weight(fields: Fields, known: Known) -> Step:
    values = {"benefit": cell_ref(fields, "benefit", known, *BENEFIT), "weight": fields.whole("weight")}
    fields.close()
    return step(fields, "weigh_benefit", values)


def _expected(fields: Fields, known: Known) -> Step:
    values = {
        "cell": cell_ref(fields, "cell", known, *ENABLER),
        "system": system_name(fields, known),
        "day": fields.day("day", required=True),
        "given": fields.day("given", required=True),
        "made_by": fields.line("made_by", None),
        "note": fields.note("note"),
    }
    fields.close()
    return step(fields, "expect_condition", values)


def _obligation(fields: Fields, known: Known) -> list[Step]:
    docket, paragraph = fields.line("docket", None), fields.line("paragraph")
    own = {"obligation": obligation_name(docket, paragraph)}
    values = {
        "docket": docket,
        "paragraph": paragraph,
        "title": fields.line("title", None),
        "due": fields.day("due", required=True),
        "owner": fields.line("owner"),
        "note": fields.note("note"),
    }
    steps = [step(fields, "add_obligation", values)]
    for item in fields.parts("ties", "project", where=f"{docket} tie"):
        steps.append(_tie(item, own, known))
    if met := fields.part("met"):
        filed = {**own, "day": met.day("day", required=True), "filing": met.line("by", None)}
        met.close()
        steps.append(step(fields, "meet_obligation", filed))
    fields.close()
    return steps


def _tie(item: Fields, own: dict[str, Any], known: Known) -> Step:
    values = dict(own)
    if "project" in item.data:
        values["project"] = item.one_of("project", known.projects, what="project of this file")
    if "milestone" in item.data:
        values["milestone"] = item.line("milestone", None)
    if "cell" in item.data or "system" in item.data:
        values["cell"] = cell_ref(item, "cell", known, "EB", "an enabler or benefit cell")
        values["system"] = system_name(item, known)
    item.close()
    return step(item, "tie_obligation", values)


def _meaning_change(fields: Fields, known: Known) -> Step:
    values = {
        "cell": cell_ref(fields, "cell", known, "VERB", "a cell"),
        "meaning": fields.whole("meaning"),
        "since": fields.day("since", required=True),
        "edition": fields.note("edition"),
    }
    fields.close()
    return step(fields, "meaning_changed", values)
