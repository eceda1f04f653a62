"""From what a line is about to the screen that shows it, and from references to targets."""

from typing import NamedTuple

from te_planner.plan.snapshot import Contribution
from te_planner.readiness.model import (
    CellState,
    ContributionWork,
    Finding,
    MilestoneDate,
    ProjectWork,
    Readiness,
)
from te_planner.readiness.outlook_checks import waypoint_said
from te_planner.readiness.outlook_model import DriverState, ObligationState, WaypointState
from te_planner.roadmap.model import TRACKS
from te_planner.tui.lines import Target
from te_planner.tui.reader_entries import KINDS, entry_of


class Route(NamedTuple):
    screen: str
    target: Target | None


def cell(ref: str, system_id: str = "") -> Target:
    return Target("cell", ref, system_id)


def project(work: ProjectWork) -> Target:
    return Target("project", work.project.id)


def milestone(date: MilestoneDate) -> Target:
    return Target("milestone", date.milestone.id)


def contribution(row: Contribution) -> Target:
    return Target("contribution", row.id, row.system_id)


AHEAD = ("waypoint", "driver", "trigger", "obligation", "path")
"""What Coverage shows best."""


def route(readiness: Readiness, target: Target) -> Route | None:
    """The screen for a target; None where there is nothing to open."""
    target = target._replace(of="")
    if target.kind == "cell":
        found = readiness.roadmap.cells.get(target.ref)
        if found is None:
            return None
        return Route("benefits" if found.lane == "B" else "roadmap", target)
    if target.kind in ("project", "milestone"):
        return Route("projects", target)
    if target.kind == "stage":
        return Route("roadmap", target)
    if target.kind in AHEAD:
        return Route("coverage", target)
    if target.kind in KINDS:
        return Route("reader", target)
    if target.kind == "review":
        return Route("editions", target)
    return None


def milestone_of(readiness: Readiness, id_: str) -> tuple[ProjectWork, MilestoneDate] | None:
    """A milestone with its project, by its id."""
    for work in readiness.projects.values():
        for date in work.milestones:
            if date.milestone.id == id_:
                return work, date
    return None


def project_by_key(readiness: Readiness, key: str) -> ProjectWork | None:
    return readiness.projects.get(readiness.keys.get(key, ""))


def project_of(readiness: Readiness, target: Target) -> ProjectWork | None:
    """The project that a target is, or is a milestone of."""
    if target.kind == "project":
        return readiness.projects.get(target.ref)
    found = milestone_of(readiness, target.ref) if target.kind == "milestone" else None
    return found[0] if found else None


def waypoint_of(readiness: Readiness, id_: str) -> WaypointState | None:
    return next((each for each in readiness.outlook.waypoints if each.waypoint.id == id_), None)


def obligation_of(readiness: Readiness, id_: str) -> ObligationState | None:
    return next((each for each in readiness.outlook.obligations if each.obligation.id == id_), None)


def driver_of(readiness: Readiness, target: Target) -> DriverState | None:
    """The driver that a target is, or is a trigger or a reading of."""
    for system in readiness.outlook.systems.values():
        for state in system.drivers:
            parts = [*(each.trigger.id for each in state.triggers), *(each.id for each in state.readings)]
            if target.ref == state.driver.id or target.ref in parts:
                return state
    return None


def contribution_of(readiness: Readiness, id_: str) -> tuple[CellState, ContributionWork] | None:
    """A contribution with the enabler's state in its system."""
    row = next((each for each in readiness.snapshot.contributions if each.id == id_), None)
    system = readiness.systems.get(row.system_id) if row else None
    if row is None or system is None or row.cell not in system.cells:
        return None
    state = system.cells[row.cell]
    return next(((state, each) for each in state.contributions if each.contribution.id == id_), None)


def found_ahead(readiness: Readiness, finding: Finding) -> Target | None:
    """The trigger, obligation or waypoint that a finding tells of, by what is said of each."""
    outlook = readiness.outlook
    said = {waypoint_said(each.waypoint): Target("waypoint", each.waypoint.id) for each in outlook.waypoints}
    said |= {each.sentence: Target("obligation", each.obligation.id) for each in outlook.obligations}
    drivers = outlook.systems[finding.system_id].drivers if finding.system_id else ()
    said |= {each.sentence: Target("trigger", each.trigger.id) for own in drivers for each in own.triggers}
    if finding.code.partition("-")[0] not in ("waypoint", "obligation", "trigger"):
        return None
    return next((target for text, target in said.items() if finding.text.startswith(text)), None)


def first_project(readiness: Readiness, system_id: str, target: Target) -> Target | None:
    """The first project that delivers a cell, or what a benefit waits for."""
    system = readiness.systems.get(target.of or system_id)
    own = project_of(readiness, target)
    if own:
        return project(own)
    if system is None or target.kind != "cell":
        return None
    if target.ref in system.cells:
        states = [system.cells[target.ref]]
    elif target.ref in system.benefits:
        benefit = system.benefits[target.ref]
        states = [*benefit.blockers, *(need.state for need in benefit.requirements)]
    else:
        return None
    for state in states:
        for work in sorted(state.contributions, key=lambda each: each.project.project.key):
            return project(work.project)
    return None


def target_of(readiness: Readiness, ref: str) -> Target | None:
    """What a reference in a derivation or a finding names: a cell, a project, a milestone or a stage."""
    if ref in readiness.roadmap.cells:
        return cell(ref)
    if work := project_by_key(readiness, ref):
        return project(work)
    if ref in TRACKS:
        return Target("stage", f"{ref}:1")
    if ref[:2] in TRACKS and ref[2:3] == ":":
        return Target("stage", ref)
    if milestone_of(readiness, ref):
        return Target("milestone", ref)
    if ref == "observed":
        return Target("observed", "")
    return _to_read(readiness, ref)


def _to_read(readiness: Readiness, ref: str) -> Target | None:
    """`RP1`, `question 3`, `stage 2`, `track RP`, `lane E`, or a term as 3.1 and 3.2 write it."""
    kind, _, rest = ref.partition(" ")
    targets = (
        Target("concept", ref),
        Target("term", ref),
        Target("stagetext" if kind == "stage" else kind, rest),
    )
    return next((each for each in targets if entry_of(readiness.roadmap, each)), None)
