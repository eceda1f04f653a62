"""What a date can be asked for: a set of needed cells, a project's finish, or a milestone."""

from collections.abc import Iterable
from typing import NamedTuple

from te_planner.plan.snapshot import Day
from te_planner.readiness.benefits import needed_cells
from te_planner.readiness.model import (
    CellState,
    GroupForecast,
    MilestoneDate,
    ProjectWork,
    Readiness,
    TrackReadiness,
)
from te_planner.readiness.outlook_model import WaypointState
from te_planner.readiness.stages import group_forecast
from te_planner.roadmap.model import TrackKey


class Goal(NamedTuple):
    """Something that is reached when all of `cells` are satisfied, or when `project` or `milestone` is.

    `kind`: cell, benefit, stage, project or milestone. The cells may be of several systems.
    """

    kind: str
    ref: str
    label: str
    cells: tuple[CellState, ...] = ()
    project: ProjectWork | None = None
    milestone: MilestoneDate | None = None

    @property
    def forecast(self) -> GroupForecast:
        """When all of the cells are satisfied, and which of them have no date."""
        return group_forecast(self.cells)

    @property
    def day(self) -> Day | None:
        """The day that is asked for; of cells, the latest of those that have one."""
        if self.milestone:
            return self.milestone.day
        return self.project.finish if self.project else self.forecast.day


def cell_goal(readiness: Readiness, system_id: str, ref: str) -> Goal:
    """An enabler cell, or all that a benefit needs; KeyError for a cell of another lane."""
    system = readiness.systems[system_id]
    label = f"{ref} {readiness.roadmap.title(ref)}"
    if ref in system.cells:
        return Goal("cell", ref, label, (system.cells[ref],))
    benefit = system.benefits[ref]
    earlier = [system.benefits[each.ref] for each in readiness.roadmap.earlier(benefit.cell)]
    return Goal("benefit", ref, label, tuple(needed_cells(benefit.requirements, earlier).values()))


def track_goal(readiness: Readiness, system_id: str, track: TrackKey, stage: int) -> Goal:
    """A track's enablers complete through a stage."""
    found = next(each for each in readiness.systems[system_id].tracks if each.track == track)
    label = f"{track} enablers complete through stage {stage}"
    return Goal("stage", f"{track}:{stage}", label, tuple(_gating(found, stage)))


def system_goal(readiness: Readiness, system_id: str, stage: int) -> Goal:
    """All four tracks of a system complete through a stage."""
    tracks = readiness.systems[system_id].tracks
    cells = tuple(state for track in tracks for state in _gating(track, stage))
    return Goal("stage", f"stage:{stage}", f"Enablers complete through stage {stage}", cells)


def project_goal(work: ProjectWork) -> Goal:
    """A project's finish."""
    return Goal("project", work.project.key, f"{work.project.key} {work.project.title}", project=work)


def milestone_goal(work: ProjectWork, date: MilestoneDate) -> Goal:
    """A milestone's day."""
    label = f"{work.project.key}/{date.milestone.title}"
    return Goal("milestone", date.milestone.id, label, project=work, milestone=date)


def _gating(track: TrackReadiness, stage: int) -> Iterable[CellState]:
    """The applicable action and condition cells of each stage through this one."""
    for transition in track.transitions[:stage]:
        yield from (each for each in transition.cells if each.gates)


def waypoint_goal(state: WaypointState) -> Goal:
    """What a waypoint asks for, in all of its systems, but for what is set aside and baselines (4.3.4)."""
    cells = tuple(each for own in state.cells.values() for each in own if each.gates)
    return Goal("waypoint", "", state.waypoint.name, cells)
