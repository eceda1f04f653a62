"""The path (4.3.4), track by track: what is in place of all, and of what a waypoint asks."""

from collections.abc import Iterable

from te_planner.readiness.goals import system_goal
from te_planner.readiness.model import CellState, GroupForecast, Readiness, SystemReadiness, Tally
from te_planner.readiness.outlook_model import WaypointState
from te_planner.readiness.stages import tally
from te_planner.roadmap.model import STAGES, TRACKS, TrackKey

Tracks = dict[TrackKey, Tally]


def whole_by_track(system: SystemReadiness) -> Tracks:
    """The existing state against the target: all applicable action and condition cells."""
    return _by_track(system.cells.values())


def asked_by_track(waypoint: WaypointState) -> Tracks:
    """What a waypoint asks for, in all of its systems."""
    return _by_track(state for states in waypoint.cells.values() for state in states)


def target_forecast(readiness: Readiness, system_id: str) -> GroupForecast:
    """When the enablers of a system are complete through the last stage."""
    return system_goal(readiness, system_id, STAGES[-1]).forecast


def _by_track(cells: Iterable[CellState]) -> Tracks:
    counted = [state for state in cells if state.gates]
    return {key: tally([state for state in counted if state.cell.track == key]) for key in TRACKS}
