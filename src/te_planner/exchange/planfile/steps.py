"""From a plan's YAML to the edits that make it: what each key means, and which references must be there."""

from typing import Any

from te_planner.exchange.planfile.file import FORMAT, LastDay, PlanData, Step
from te_planner.exchange.planfile.given_up import given_up_steps
from te_planner.exchange.planfile.known import Known, cell_ref, in_order, step, system_name, unique
from te_planner.exchange.planfile.outlook import outlook_steps, waypoint_names
from te_planner.exchange.planfile.overlays import overlay_steps
from te_planner.exchange.planfile.projects import project_names, project_steps
from te_planner.exchange.planfile.workshop import question_answers
from te_planner.exchange.planfile.yaml_fields import Fields, PlanFileInvalid, read_fields
from te_planner.plan.evidence import EvidenceText
from te_planner.plan.words import ANSWERS, EVIDENCE_KINDS, REQUIREMENT_CHANGES
from te_planner.roadmap.model import CHARACTERISTICS, STAGES, Roadmap

PLANNED = ("add_milestone", "reforecast_milestone", "add_waypoint", "expect_condition")
"""Edits whose `day` lies ahead."""


def read_plan(file: str, text: bytes, roadmap: Roadmap) -> PlanData:
    """The plan of a YAML's text. Raises PlanFileInvalid with every problem."""
    return plan_of(read_fields(file, text), roadmap)


def plan_of(top: Fields, roadmap: Roadmap) -> PlanData:
    """The plan of a document, whatever kind of file it came from. Raises PlanFileInvalid."""
    top.choice("format", (FORMAT,))
    plan = top.part("plan")
    if plan is None:
        top.problem("'plan' is missing", "Write plan: with its name below.")
        plan = Fields(top.file, "plan", {"name": "?"}, top.problems)
    name, stakeholder, note = plan.line("name", None), plan.line("stakeholder"), plan.note("note")
    currency = plan.line("currency", "USD")
    plan.close()
    top.note("about")  # for people
    laid, roadmap = overlay_steps(top, roadmap)
    kept, roadmap = given_up_steps(top, roadmap)
    steps = [*laid, *kept, *_steps(top, roadmap)]
    top.close()
    if top.problems:
        raise PlanFileInvalid(top.problems)
    return PlanData(top.file, name, stakeholder, note, currency, tuple(steps), _last_day(steps))


def _steps(top: Fields, roadmap: Roadmap) -> list[Step]:
    regions = [_region(fields) for fields in top.parts("regions", "name")]
    region_names = unique(top, "region", [step.values["name"] for step in regions])
    systems = [_system(fields, region_names) for fields in top.parts("systems", "name")]
    system_names = unique(top, "system", [step.values["name"] for step in systems])
    projects = list(top.parts("projects", "key"))
    waypoints = list(top.parts("waypoints", "name"))
    named = waypoint_names(top, waypoints)
    known = Known(roadmap, region_names, system_names, project_names(top, projects), named)
    steps = [*regions, *systems]
    links = []
    for fields in projects:
        own, waits = project_steps(fields, known)
        steps += own
        links += waits
    steps += links  # when all projects are there
    picks = in_order(list(top.parts("stage_picks", "characteristic")), "stage picks")
    steps += [_pick(fields, known) for fields in picks]
    for fields in in_order(list(top.parts("statements", "cell")), "statements"):
        steps += _statement(fields, known)
    for fields in top.parts("scope_decisions", "cell"):
        steps += _scope_decision(fields, known)
    for fields in top.parts("requirement_changes", "benefit"):
        steps += _requirement_change(fields, known)
    steps += question_answers(top, known)
    return steps + outlook_steps(top, waypoints, known)


def _region(fields: Fields) -> Step:
    values = {"name": fields.line("name", None), "note": fields.note("note")}
    fields.close()
    return step(fields, "add_region", values)


def _system(fields: Fields, regions: tuple[str, ...]) -> Step:
    values = {
        "name": fields.line("name", None),
        "region": fields.one_of("region", regions, what="region of this file"),
        "note": fields.note("note"),
    }
    fields.close()
    return step(fields, "add_system", values)


def _pick(fields: Fields, known: Known) -> Step:
    values = {
        "system": system_name(fields, known),
        "characteristic": fields.choice("characteristic", CHARACTERISTICS),
        "stage": fields.choice("stage", STAGES),
        "effective": fields.day("effective", required=True),
        "made_by": fields.line("made_by", None),
        "note": fields.note("note"),
        "evidence": _evidence(fields),
    }
    fields.close()
    return step(fields, "pick_stage", values)


def _evidence(fields: Fields) -> tuple[EvidenceText, ...]:
    found = []
    for item in fields.parts("evidence", "title", where=f"{fields.place} evidence"):
        kind = item.choice("kind", EVIDENCE_KINDS)
        title = item.line("title", None)
        place = item.note("place", required=kind != "file")
        found.append(EvidenceText(kind, title, place, item.line("sha256", None if kind == "file" else "")))
        item.close()
    return tuple(found)


def _statement(fields: Fields, known: Known) -> list[Step]:
    cell = cell_ref(fields, "cell", known, "ERB", "an enabler, result or benefit cell")
    fields.place = f"statement on {cell}" if cell else fields.place
    values: dict[str, Any] = {"cell": cell}
    if "region" in fields.data:
        values["region"] = fields.one_of("region", known.regions, what="region of this file")
        if "system" in fields.data:
            fields.data.pop("system")
            fields.problem("names a system and a region", "Keep one of them.")
    else:
        values["system"] = system_name(fields, known)
    values |= {
        "answer": fields.choice("answer", ANSWERS),
        "effective": fields.day("effective", required=True),
        "stated": fields.day("stated"),
        "made_by": fields.line("made_by", None),
        "approved_by": fields.line("approved_by"),
        "extent": _extent(fields),
        "review": fields.day("review"),
        "note": fields.note("note"),
        "evidence": _evidence(fields),
    }
    values["stated"] = values["stated"] or values["effective"]
    found = known.roadmap.cells.get(cell)
    observed = found is not None and (found.lane != "E" or found.nature == "condition")
    steps = [step(fields, "observe" if observed else "attest", values)]
    meaning = fields.number("meaning")
    if meaning is not None:
        steps.append(step(fields, "meant", {"meaning": meaning}))
    steps += _since_then(fields)
    fields.close()
    return steps


def _since_then(fields: Fields) -> list[Step]:
    """How the statement just made was voided, ended or confirmed."""
    steps = []
    if voided := fields.part("voided"):
        values = {"day": voided.day("day", required=True), "reason": voided.note("reason", required=True)}
        voided.close()
        steps.append(step(fields, "voided", values))
    if ended := fields.part("ended"):
        values = {"since": ended.day("from", required=True), "reason": ended.note("reason", required=True)}
        ended.close()
        steps.append(step(fields, "ended", values))
    if confirmed := fields.part("confirmed"):
        by = {
            "meaning": confirmed.whole("meaning"),
            "day": confirmed.day("day", required=True),
            "by": confirmed.line("by", None),
        }
        confirmed.close()
        steps.append(step(fields, "confirmed", by))
    return steps


def _extent(fields: Fields) -> str | None:
    part = fields.part("extent")
    if part is None:
        return None
    done, total, unit = part.whole("done"), part.whole("total"), part.line("unit")
    part.close()
    return f"{done}/{total} {unit}"


def _scope_decision(fields: Fields, known: Known) -> list[Step]:
    values = {
        "cell": cell_ref(fields, "cell", known, "EB", "an enabler or benefit cell"),
        "system": system_name(fields, known),
        **_decided(fields),
    }
    of = {key: values[key] for key in ("cell", "system")}
    steps = [step(fields, "set_not_applicable", values), *_no_longer(fields, "end_not_applicable", of)]
    fields.close()
    return steps


def _requirement_change(fields: Fields, known: Known) -> list[Step]:
    change = fields.choice("change", REQUIREMENT_CHANGES)
    values = {
        "benefit": cell_ref(fields, "benefit", known, "B", "a benefit cell"),
        "requires": cell_ref(fields, "requires", known, "E", "an enabler cell"),
        "system": system_name(fields, known) if "system" in fields.data else None,
        **_decided(fields),
    }
    of = {key: values[key] for key in ("benefit", "requires", "system")}
    steps = [
        step(fields, "waive_requirement" if change == "waived" else "add_requirement", values),
        *_no_longer(fields, "end_requirement_change", of),
    ]
    fields.close()
    return steps


def _decided(fields: Fields) -> dict[str, Any]:
    return {
        "reason": fields.note("reason", required=True),
        "decided_by": fields.line("decided_by", None),
        "day": fields.day("day", required=True),
    }


def _no_longer(fields: Fields, edit: str, of: dict[str, Any]) -> list[Step]:
    """The end of the decision just made, where it has one."""
    ended = fields.part("ended")
    if ended is None:
        return []
    day = ended.day("from", required=True)
    ended.close()
    return [step(fields, edit, {**of, "day": day})]


def _last_day(steps: list[Step]) -> LastDay:
    """The latest day of what has happened: actuals, effective days, status changes, decisions."""
    past = {"effective", "stated", "status_day", "given", "day", "since", "baseline_day", "adopted"}
    days = [
        LastDay(value, each.place)
        for each in steps
        for key, value in each.values.items()
        if key in past and value and not (key == "day" and each.edit in PLANNED)
    ]
    return max(days, default=LastDay("0001-01-01", ""))
