"""What a chart of a report shows, as data: drawn by `svg`, written out by the formats without pictures."""

from typing import NamedTuple

from te_planner.plan.snapshot import Day
from te_planner.readiness.model import CellStateName, Tally


class Rung(NamedTuple):
    """One stage of a track's ladder: is it complete, and how much of it is satisfied."""

    stage: int
    complete: bool
    actions: Tally
    conditions: Tally


class Ladder(NamedTuple):
    """A track with the stage through which its enablers are complete, 0 to 3."""

    track: str
    name: str
    stage: int
    rungs: tuple[Rung, ...]


class Stages(NamedTuple):
    """The stage ladder of each track, beside the observed stage of the system (4.2)."""

    observed: int
    tracks: tuple[Ladder, ...]


class Square(NamedTuple):
    """An enabler cell with its state."""

    cell: str
    state: CellStateName


class Field(NamedTuple):
    """The enabler cells of a track at one stage."""

    track: str
    stage: int
    cells: tuple[Square, ...]


class Coverage(NamedTuple):
    """A heatmap: the enabler cells of each track and stage, by state."""

    fields: tuple[Field, ...]


class Step(NamedTuple):
    """A milestone: its day, and whether it is done."""

    title: str
    day: Day
    done: bool


class Bar(NamedTuple):
    """One line of a Gantt chart: a project from start to its forecast finish, or the day of a benefit.

    A project without a day, and so without a bar, is a line all the same; `reason` says why.
    """

    kind: str
    """project, or benefit: it unlocks on `finish`."""
    key: str
    title: str
    status: str
    start: Day | None
    finish: Day | None
    reason: str
    steps: tuple[Step, ...] = ()


class Gantt(NamedTuple):
    """Projects and the benefits that they unlock, from a first to a last day; `as_of` is marked."""

    as_of: Day
    first: Day
    last: Day
    bars: tuple[Bar, ...]


class Curve(NamedTuple):
    """The actions of one transition, satisfied of applicable, on each day of the chart."""

    track: str
    stage: int
    actions: tuple[Tally, ...]


class OverTime(NamedTuple):
    """Readiness over time: the curves of each track over the same days."""

    days: tuple[Day, ...]
    tracks: tuple[tuple[str, str], ...]
    """Key and name."""
    curves: tuple[Curve, ...]


Figure = Stages | Coverage | Gantt | OverTime
