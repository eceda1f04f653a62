"""Slack: by how many days a thing could slip without moving a target's date (derived).

What slips is its day; all else stays, save what the rules move with it: the later milestones that an
overdue one pushes, and the projects that wait. Each day down the way is then a constant or the slipping day
plus an offset, whichever is later, so that the slack can be read off and needs no trying out.
"""

from collections.abc import Iterable, Iterator
from datetime import date as calendar
from typing import NamedTuple

from te_planner.plan.snapshot import Day
from te_planner.readiness.days import days_between
from te_planner.readiness.goals import Goal
from te_planner.readiness.model import CellState, ContributionWork, MilestoneDate, ProjectWork, Readiness
from te_planner.readiness.projects import moved_by_overdue
from te_planner.readiness.rules import COVERED

Number = int
"""A day as a number, so that offsets are sums."""

Moved = dict[str, Number]
"""Milestone id -> the day to which the slipping thing, by itself, takes it before it slips."""

END = "end"
"""Stands for the planned end of a project without milestones."""


class Slack(NamedTuple):
    """`days`: by how many it could slip (0: it is critical); None: by any number, the target stays.

    `kind`: cell, project or milestone; `of`: the key of a milestone's project.
    """

    kind: str
    ref: str
    what: str
    of: str
    day: Day
    days: int | None


def slacks(readiness: Readiness, goal: Goal) -> tuple[Slack, ...]:
    """The slack of each open needed cell, of each project at work for them, and of its open milestones."""
    if goal.day is None:
        return ()
    open_cells = [each for each in goal.cells if each.forecast.day and not each.satisfied]
    found = [] if goal.kind == "cell" else [_of_cell(readiness, each, goal.day) for each in open_cells]
    network = _Network(readiness, goal, open_cells)
    for work in network.works:
        found += network.of_project(work)
    return tuple(found)


def _of_cell(readiness: Readiness, state: CellState, day: Day) -> Slack:
    own = state.forecast.day or day
    ref = state.cell.ref
    return Slack("cell", ref, f"{ref} {readiness.roadmap.title(ref)}", "", own, days_between(own, day))


class _Delivery(NamedTuple):
    """An open contribution that is in time for the target: the place of its cell, its share, and its day."""

    cell: int
    share: int
    day: Number


class _Behind(NamedTuple):
    """What waits for a project: the deliveries, and the target, in days after its finish."""

    deliveries: tuple[_Delivery, ...]
    target: int | None


class _Network:
    """The projects that a target's date may hang on, each after what it waits for."""

    def __init__(self, readiness: Readiness, goal: Goal, cells: list[CellState]) -> None:
        self.readiness, self.goal, self.day = readiness, goal, _number(goal.day or readiness.as_of)
        contributing = [each.project for state in cells for each in state.contributions if each.finish]
        self.works = self._involved([*contributing, *([goal.project] if goal.project else [])])
        self.places = {work.project.id: place for place, work in enumerate(self.works)}
        self.followers: dict[str, list[str]] = {}
        for work in self.works:
            for before, _ in self._before(work):
                self.followers.setdefault(before.project.id, []).append(work.project.id)
        self.in_time = [0] * len(cells)
        self.open: dict[str, list[tuple[int, ContributionWork]]] = {}
        for place, state in enumerate(cells):
            for each in state.contributions:
                if each.finish and each.finish <= (goal.day or ""):
                    self.in_time[place] += each.contribution.share
                    if not each.finished:
                        self.open.setdefault(each.project.project.id, []).append((place, each))
        self.starts = {work.project.id: _after_start(work) for work in self.works if not work.begun}

    def _involved(self, first: Iterable[ProjectWork]) -> list[ProjectWork]:
        """The projects, and those that they wait for, as long as they have not begun."""
        order: list[ProjectWork] = []
        seen: set[str] = set()
        waiting = [(work, False) for work in first]
        while waiting:
            work, ready = waiting.pop()
            if ready:
                order.append(work)
            elif work.project.id not in seen:
                seen.add(work.project.id)
                waiting.append((work, True))
                waiting += [(before, False) for before, _ in self._before(work)]
        return order

    def _before(self, work: ProjectWork) -> Iterator[tuple[ProjectWork, int]]:
        """What a project that has not begun waits for, and its lag."""
        for each in () if work.begun else work.dependencies:
            before = self.readiness.projects.get(each.depends_on_id)
            if before and before.finish and not before.cancelled:
                yield before, each.lag_days

    def of_project(self, work: ProjectWork) -> Iterator[Slack]:
        """The slack of a project (all that is open in it slips), then of each of its open milestones."""
        moved = {
            each.milestone.id: _number(each.day) for each in work.milestones if not each.done and each.day
        }
        if not work.milestones and work.status != "done" and work.finish:
            moved = {END: _number(work.finish)}
        if not moved:
            return
        key, behind = work.project.key, self._behind(work)
        finish = work.finish or max(each.day for each in work.milestones if each.day)
        yield Slack(
            "project", key, f"{key} {work.project.title}", "", finish, self._limit(work, moved, behind)
        )
        # milestones that count for the same contributions have the same last day
        last: dict[tuple[int, ...], int | None] = {}
        for each in work.milestones:
            id_ = each.milestone.id
            if id_ not in moved or not each.day:
                continue
            if each.overdue or self.goal.project is work:
                days = self._limit(work, _pushed(work, each), behind)
            else:
                counts = self._counts(work, id_)
                if counts not in last:
                    limit = self._limit(work, {id_: moved[id_]}, behind)
                    last[counts] = None if limit is None else limit + moved[id_]
                latest = last[counts]
                days = None if latest is None else latest - moved[id_]
            yield Slack("milestone", id_, each.milestone.title, key, each.day, days)

    def _counts(self, work: ProjectWork, milestone: str) -> tuple[int, ...]:
        """The cells for which a milestone counts."""
        return tuple(
            place
            for place, each in self.open.get(work.project.id, ())
            if any(date.milestone.id == milestone for date in each.tied)
        )

    def _limit(self, work: ProjectWork, moved: Moved, behind: _Behind) -> int | None:
        """By how many days these milestones may slip together."""
        finish = max(moved.values())
        reached: dict[int, list[tuple[int, int]]] = {}
        own = _deliveries(self.open.get(work.project.id, ()), moved)
        later = (each._replace(day=each.day + finish) for each in behind.deliveries)
        for each in (*own, *later):
            reached.setdefault(each.cell, []).append((self.day - each.day, each.share))
        limits = [
            limit for place, found in reached.items() if (limit := self._covered(place, found)) is not None
        ]
        if self.goal.project is work:
            asked = moved.get(self.goal.milestone.milestone.id) if self.goal.milestone else finish
            limits += [self.day - asked] if asked else []
        elif behind.target is not None:
            limits.append(self.day - finish - behind.target)
        return min(limits, default=None)

    def _covered(self, place: int, reached: list[tuple[int, int]]) -> int | None:
        """By how many days what is reached (limit, share) may slip and a cell is covered in time still."""
        share = self.in_time[place] - sum(each for _, each in reached)
        if share >= COVERED:
            return None
        for limit, more in sorted(reached, reverse=True):
            share += more
            if share >= COVERED:
                return limit
        return None

    def _behind(self, work: ProjectWork) -> _Behind:
        """What waits for a project, directly or not."""
        finishes: dict[str, int] = {work.project.id: 0}
        found: list[_Delivery] = []
        target = None
        for later in self._after(work.project.id):
            start = max(
                finishes[before.project.id] + lag
                for before, lag in self._before(later)
                if before.project.id in finishes
            )
            moved = {id_: start + after for id_, after in self.starts[later.project.id].items()}
            if not moved:
                continue
            finishes[later.project.id] = max(moved.values())
            found += _deliveries(self.open.get(later.project.id, ()), moved)
            if later is self.goal.project:
                asked = self.goal.milestone
                target = moved.get(asked.milestone.id) if asked else finishes[later.project.id]
        return _Behind(tuple(found), target)

    def _after(self, project_id: str) -> list[ProjectWork]:
        """What waits for a project, directly or not, each after what it waits for."""
        found: set[str] = set()
        waiting = [project_id]
        while waiting:
            new = set(self.followers.get(waiting.pop(), ())) - found
            found |= new
            waiting += new
        return [self.works[place] for place in sorted(map(self.places.__getitem__, found))]


def _number(day: Day) -> Number:
    return calendar.fromisoformat(day).toordinal()


def _pushed(work: ProjectWork, date: MilestoneDate) -> Moved:
    """A milestone's day, and the days of the later ones that it pushes while it is overdue."""
    moved = {date.milestone.id: _number(date.day or "")}
    for each in work.milestones:
        if each.day and each.planned and moved_by_overdue(work, each, date):
            moved[each.milestone.id] = _number(each.planned) + date.overdue
    return moved


def _after_start(work: ProjectWork) -> Moved:
    """The days after its start at which the open milestones of a project not yet begun lie.

    Without a start day they are moved to the earliest start, at least: no days after it.
    """
    begin = work.project.start_day
    planned = {each.milestone.id: each.planned for each in work.milestones if not each.done and each.planned}
    if not work.milestones and work.project.end_day:
        planned = {END: work.project.end_day}
    return {id_: days_between(begin, day) if begin else 0 for id_, day in planned.items()}


def _deliveries(works: Iterable[tuple[int, ContributionWork]], moved: Moved) -> Iterator[_Delivery]:
    """The contributions that the moved milestones reach, each with the day to which they take it."""
    for place, each in works:
        names = [date.milestone.id for date in each.tied] if each.tied else [END]
        days = [moved[name] for name in names if name in moved]
        if days:
            yield _Delivery(place, each.contribution.share, max(days))
