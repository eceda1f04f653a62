"""What one can ask *why* of, as a planner names it: RPB02.2, RP.2, stage 2, observed, P-04, P-04/TITLE."""

from difflib import get_close_matches
from typing import Literal, NamedTuple

from te_planner.errors import WrongCall
from te_planner.plan.outlook import obligation_name
from te_planner.readiness import goals
from te_planner.readiness.model import Derivation, MilestoneDate, ProjectWork, Readiness
from te_planner.readiness.why.benefits import benefit_step, text_step
from te_planner.readiness.why.cells import cell_step
from te_planner.readiness.why.dates import date_step
from te_planner.readiness.why.outlook import driver_step, obligation_step, waypoint_step
from te_planner.readiness.why.projects import milestone_why, project_step
from te_planner.readiness.why.stages import (
    observed_step,
    system_step,
    system_through_step,
    through_step,
    track_step,
)
from te_planner.roadmap.model import STAGES, TRACKS, Stage, TrackKey

Kind = Literal[
    "cell", "track", "system", "observed", "project", "milestone", "waypoint", "obligation", "driver"
]
KNOWN = (
    "Ask of a cell (RPB02.2), RP, RP.2, stage, “stage 2”, observed, P-04, P-04/TITLE, or of a waypoint, an "
    "obligation or a driver by its name."
)
LAST_STAGE = STAGES[-1]


class Asked(NamedTuple):
    """What is asked of. `ref`: a cell, a track's key, a driver's name, or the id of what else; `stage` of a
    track or of the system (None: its stage altogether)."""

    kind: Kind
    ref: str = ""
    stage: Stage | None = None

    @property
    def of_system(self) -> bool:
        """Whether the answer is another in each system."""
        return self.kind not in ("project", "milestone", "waypoint", "obligation")


def ask(readiness: Readiness, text: str) -> Asked:
    """What a planner means; WrongCall names what is near, where there is no such thing."""
    said = " ".join(text.split())
    word = said.upper()
    if word in readiness.roadmap.cells:
        return Asked("cell", word)
    if word == "OBSERVED":
        return Asked("observed")
    track, _, stage = word.replace(":", ".").replace(" ", ".").partition(".")
    if track in (*TRACKS, "STAGE"):
        kind: Kind = "system" if track == "STAGE" else "track"
        return Asked(kind, "" if kind == "system" else track, _stage(said, stage))
    return _ahead(readiness, said.casefold()) or _project(readiness, said)


def _ahead(readiness: Readiness, name: str) -> Asked | None:
    """A waypoint, an obligation or a driver by its name."""
    outlook = readiness.outlook
    for waypoint in outlook.waypoints:
        if waypoint.waypoint.name.casefold() == name:
            return Asked("waypoint", waypoint.waypoint.id)
    for each in outlook.obligations:
        obligation = each.obligation
        if obligation_name(obligation.docket, obligation.paragraph).casefold() == name:
            return Asked("obligation", obligation.id)
    if any(each.name.casefold() == name for each in readiness.snapshot.drivers):
        return Asked("driver", name)
    return None


def _stage(said: str, text: str) -> Stage | None:
    if not text:
        return None
    for each in STAGES:
        if str(each) == text:
            return each
    raise WrongCall(f"“{said}” is no stage: there are {', '.join(map(str, STAGES))}.")


def _project(readiness: Readiness, said: str) -> Asked:
    """A project by its key, or a milestone as KEY/TITLE or by the beginning of its id."""
    works = {work.project.key.casefold(): work for work in readiness.projects.values()}
    if work := works.get(said.casefold()):
        return Asked("project", work.project.id)
    for place in (place for place, sign in enumerate(said) if sign == "/"):
        if work := works.get(said[:place].strip().casefold()):
            return _milestone(work, said[place + 1 :].strip())
    by_id = [
        each.milestone.id
        for work in readiness.projects.values()
        for each in work.milestones
        if len(said) >= 4 and each.milestone.id.startswith(said)
    ]
    if len(by_id) == 1:
        return Asked("milestone", by_id[0])
    keys = [work.project.key for work in works.values()]
    near = get_close_matches(said.upper(), [*readiness.roadmap.cells, *keys], n=3)
    hint = f" Near: {', '.join(near)}." if near else ""
    raise WrongCall(f"There is nothing called “{said}” to ask of.{hint}\n{KNOWN}")


def _milestone(work: ProjectWork, title: str) -> Asked:
    wanted = title.casefold()
    found = [each for each in work.milestones if _title(each) == wanted] or [
        each for each in work.milestones if wanted and _title(each).startswith(wanted)
    ]
    key = work.project.key
    if len(found) == 1:
        return Asked("milestone", found[0].milestone.id)
    if found:
        raise WrongCall(f"“{key}/{title}” fits {len(found)} milestones. Write more of it, or its id.")
    raise WrongCall(
        f"{key} has no milestone “{title}”.\nList them with: te-planner milestones --project {key}"
    )


def _title(date: MilestoneDate) -> str:
    # as it is asked: with single blanks
    return " ".join(date.milestone.title.split()).casefold()


def why(readiness: Readiness, asked: Asked, system_id: str = "") -> Derivation:
    """The derivation of a figure; KeyError for a project or milestone that is not there."""
    if asked.kind == "project":
        return project_step(readiness, readiness.projects[asked.ref])
    if asked.kind == "milestone":
        return milestone_why(readiness, *_dated(readiness, asked.ref))
    if asked.kind == "waypoint":
        waypoints = {each.waypoint.id: each for each in readiness.outlook.waypoints}
        return waypoint_step(readiness, waypoints[asked.ref])
    if asked.kind == "obligation":
        obligations = {each.obligation.id: each for each in readiness.outlook.obligations}
        return obligation_step(obligations[asked.ref])
    return _in_system(readiness, asked, system_id)


def _in_system(readiness: Readiness, asked: Asked, system_id: str) -> Derivation:
    system, stage = readiness.systems[system_id], asked.stage
    if asked.kind == "driver":
        return _driver(readiness, asked.ref, system_id)
    if asked.kind == "observed":
        return observed_step(readiness, system_id)
    if asked.kind == "system":
        return (
            system_through_step(readiness, system_id, stage) if stage else system_step(readiness, system_id)
        )
    if asked.kind == "track":
        key = _track(asked.ref)
        if stage is None:
            return track_step(readiness, system_id, key)
        return through_step(readiness, system_id, key, stage)
    if asked.ref in system.cells:
        return cell_step(readiness, system.cells[asked.ref])
    if asked.ref in system.benefits:
        return benefit_step(readiness, system.benefits[asked.ref])
    return text_step(readiness, system_id, asked.ref)


def _driver(readiness: Readiness, name: str, system_id: str) -> Derivation:
    for each in readiness.outlook.systems[system_id].drivers:
        if each.driver.name.casefold() == name:
            return driver_step(readiness, each)
    place = readiness.systems[system_id].system.name
    return Derivation(name, f"no driver of {place}", "a driver belongs to one system", "", "", (), "driver")


def why_date(readiness: Readiness, asked: Asked, system_id: str = "") -> Derivation:
    """The derivation of a date: WrongCall for what has none."""
    return date_step(readiness, _goal(readiness, asked, system_id))


def _goal(readiness: Readiness, asked: Asked, system_id: str) -> goals.Goal:
    if asked.kind == "project":
        return goals.project_goal(readiness.projects[asked.ref])
    if asked.kind == "milestone":
        return goals.milestone_goal(*_dated(readiness, asked.ref))
    if asked.kind == "waypoint":
        waypoints = {each.waypoint.id: each for each in readiness.outlook.waypoints}
        return goals.waypoint_goal(waypoints[asked.ref])
    if asked.kind == "track":
        return goals.track_goal(readiness, system_id, _track(asked.ref), asked.stage or LAST_STAGE)
    if asked.kind == "system":
        return goals.system_goal(readiness, system_id, asked.stage or LAST_STAGE)
    if asked.kind == "cell" and readiness.roadmap.cells[asked.ref].lane in "EB":
        return goals.cell_goal(readiness, system_id, asked.ref)
    what = asked.ref or "The observed stage"
    raise WrongCall(f"{what} has no date: it is observed, not planned. Ask of an enabler or a benefit.")


def _track(ref: str) -> TrackKey:
    return next(each for each in TRACKS if each == ref)


def _dated(readiness: Readiness, id_: str) -> tuple[ProjectWork, MilestoneDate]:
    for work in readiness.projects.values():
        for date in work.milestones:
            if date.milestone.id == id_:
                return work, date
    raise KeyError(id_)
