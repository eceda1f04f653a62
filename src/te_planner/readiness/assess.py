"""What a guided assessment asks: the enablers of a stage, and which of them have an answer."""

from typing import NamedTuple

from te_planner.readiness.model import CellState, SystemReadiness
from te_planner.roadmap.model import Stage, TrackKey


class Asked(NamedTuple):
    """An enabler cell to be assessed. `answered`: somebody's word on it stands, or it is set aside.

    One whose statement is flagged is to be asked again.
    """

    state: CellState
    answered: bool


def asked(system: SystemReadiness, track: TrackKey, stage: Stage) -> tuple[Asked, ...]:
    """The enablers of a track's stage in the source's order; baselines gate nothing and are not asked."""
    cells = system.tracks[[each.track for each in system.tracks].index(track)].transitions[stage - 1].cells
    return tuple(Asked(state, _answered(state)) for state in cells if state.cell.nature != "baseline")


def _answered(state: CellState) -> bool:
    if not state.applicable or state.state == "superseded":
        return True
    return state.standing is not None and not state.flags


def left(questions: tuple[Asked, ...]) -> int:
    """How many of them have no answer yet."""
    return sum(not each.answered for each in questions)
