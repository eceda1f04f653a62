"""Readiness over time: each transition of each track at a list of days, for a chart (derived).

By all that is known now: each point is what `evaluate` says as of its day, without what no chart needs
(benefits, findings, forecasts).
"""

import calendar
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from te_planner.plan.snapshot import Day, Snapshot
from te_planner.readiness.cells import active_decisions, cell_states
from te_planner.readiness.contributions import Contributions, contribution_works
from te_planner.readiness.model import Tally
from te_planner.readiness.projects import project_works
from te_planner.readiness.stages import tracks
from te_planner.readiness.standing import standings
from te_planner.roadmap.model import Roadmap, Stage, TrackKey

Every = Literal["month", "quarter", "year"]
MONTHS: dict[Every, int] = {"month": 1, "quarter": 3, "year": 12}


class Point(NamedTuple):
    """A transition as of a day. `work`: the mean progress of its actions, 0 to 1.

    It is None without any action, or where only readiness was asked for.
    """

    day: Day
    system_id: str
    track: TrackKey
    stage: Stage
    actions: Tally
    conditions: Tally
    work: Fraction | None


def series(
    roadmap: Roadmap, snapshot: Snapshot, days: Iterable[Day], *, work: bool = True
) -> tuple[Point, ...]:
    """The points of the days, day by day, in the order of systems, tracks and stages.

    Without `work` the projects are not looked at: what is satisfied does not depend on them.
    """
    return tuple(point for day in days for point in _points(roadmap, snapshot, day, work=work))


def _points(roadmap: Roadmap, snapshot: Snapshot, day: Day, *, work: bool) -> Iterator[Point]:
    contributions: Contributions = {}
    if work:
        contributions = contribution_works(snapshot, project_works(snapshot, day, forecasts=False))
    said = standings(roadmap, snapshot, day)
    for system in snapshot.systems:
        decisions = active_decisions(snapshot.scope_decisions, system.id, day)
        cells = cell_states(roadmap, system.id, said[system.id], decisions, contributions, {})
        for track in tracks(roadmap, cells):
            for each in track.transitions:
                progress = each.work if work else None
                yield Point(day, system.id, each.track, each.stage, each.actions, each.conditions, progress)


def days_every(first: Day, last: Day, every: Every) -> tuple[Day, ...]:
    """The first day, the same day of each month (quarter, year) after it, and the last day.

    A month without that day has its own last one instead.
    """
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    found, month = [], begin.month - 1
    while (year := begin.year + month // 12) <= end.year:
        number = month % 12 + 1
        day = date(year, number, min(begin.day, calendar.monthrange(year, number)[1]))
        if day >= end:
            break
        found.append(day.isoformat())
        month += MONTHS[every]
    return (*found, last)
