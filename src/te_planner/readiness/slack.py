"""Slack: by how many days a thing could slip without moving a target's date (derived).

What slips is its day; all else stays, save what the rules move with it: the later milestones that an
overdue one pushes, and the projects that wait. Each day down the way is then a constant or the slipping day
plus an offset, whichever is later, so that the slack can be read off and needs no trying out.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from te_planner.plan.snapshot import Day
from te_planner.readiness.days import days_between, shift
from te_planner.readiness.goals import Goal
from te_planner.readiness.model import CellState, ContributionWork, MilestoneDate, ProjectWork, Readiness
from te_planner.readiness.projects import moved_by_overdue
from te_planner.readiness.rules import COVERED

Days = dict[str, Day]
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


class _Network:
    """The projects that a target's date may hang on, each after what it waits for."""

    def __init__(self, readiness: Readiness, goal: Goal, cells: list[CellState]) -> None:
        self.readiness, self.goal, self.day = readiness, goal, goal.day or ""
        self.cells = cells
        contributing = [each.project for state in cells for each in state.contributions if each.finish]
        self.works = self._involved([*contributing, *([goal.project] if goal.project else [])])
        self.places = {work.project.id: place for place, work in enumerate(self.works)}
        self.followers: dict[str, list[str]] = {}
        self.later: dict[str, list[ProjectWork]] = {}
        for work in self.works:
            for before, _ in self._before(work):
                self.followers.setdefault(before.project.id, []).append(work.project.id)
        self.delivers: dict[str, list[tuple[int, ContributionWork]]] = {}
        for place, state in enumerate(cells):
            for each in state.contributions:
                self.delivers.setdefault(each.project.project.id, []).append((place, each))

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
        open_days: Days = {
            each.milestone.id: each.day for each in work.milestones if not each.done and each.day
        }
        key, own = work.project.key, work.project
        if not work.milestones and work.status != "done" and work.finish:
            open_days = {END: work.finish}
        if not open_days:
            return
        finish = work.finish or max(open_days.values())
        yield Slack("project", key, f"{key} {own.title}", "", finish, self._limit(work, open_days))
        for each in work.milestones:
            if each.milestone.id in open_days and each.day:
                days = self._limit(work, _pushed(work, each))
                yield Slack("milestone", each.milestone.id, each.milestone.title, key, each.day, days)

    def _limit(self, work: ProjectWork, moved: Days) -> int | None:
        """By how many days these milestones may slip together."""
        reached = self._reach(work, moved)
        limits = [
            limit
            for place, state in enumerate(self.cells)
            if place in reached.touched and (limit := self._covered_until(state, reached.days)) is not None
        ]
        target = self.goal.project
        if target and target.project.id in reached.days:
            days = reached.days[target.project.id]
            asked = self.goal.milestone
            latest = days.get(asked.milestone.id) if asked else max(days.values(), default=None)
            limits += [days_between(latest, self.day)] if latest else []
        return min(limits, default=None)

    def _reach(self, work: ProjectWork, moved: Days) -> "_Reached":
        """Project id -> the days to which the slipping milestones take those of each project that waits."""
        days = {work.project.id: moved}
        for later in self._after(work.project.id):
            starts = [
                shift(max(days[before.project.id].values()), lag)
                for before, lag in self._before(later)
                if days.get(before.project.id)
            ]
            if starts:
                days[later.project.id] = _started(later, max(starts))
        touched = {place for id_ in days for place, _ in self.delivers.get(id_, ())}
        return _Reached(days, touched)

    def _after(self, project_id: str) -> list[ProjectWork]:
        """What waits for a project, directly or not, each after what it waits for."""
        if project_id not in self.later:
            found: set[str] = set()
            waiting = [project_id]
            while waiting:
                new = set(self.followers.get(waiting.pop(), ())) - found
                found |= new
                waiting += new
            self.later[project_id] = [
                self.works[place] for place in sorted(map(self.places.__getitem__, found))
            ]
        return self.later[project_id]

    def _covered_until(self, state: CellState, days: dict[str, Days]) -> int | None:
        """By how many days all may slip so that the cell is still covered on the target's day."""
        in_time = [each for each in state.contributions if each.finish and each.finish <= self.day]
        limits: list[tuple[int | None, int]] = []
        for each in in_time:
            latest = _latest_of(each, days.get(each.project.project.id, {}))
            limits.append((days_between(latest, self.day) if latest else None, each.contribution.share))
        share = sum(share for limit, share in limits if limit is None)
        for limit, each_share in sorted(
            ((limit, share) for limit, share in limits if limit is not None), reverse=True
        ):
            if share >= COVERED:
                return None
            share += each_share
            if share >= COVERED:
                return limit
        return None


class _Reached(NamedTuple):
    days: dict[str, Days]
    touched: set[int]


def _pushed(work: ProjectWork, date: MilestoneDate) -> Days:
    """A milestone's day, and the days of the later ones that it pushes while it is overdue."""
    moved = {date.milestone.id: date.day or ""}
    if date.overdue:
        for each in work.milestones:
            if not each.done and each.day and each.planned and moved_by_overdue(work, each, date):
                moved[each.milestone.id] = shift(each.planned, date.overdue)
    return moved


def _started(work: ProjectWork, start: Day) -> Days:
    """The days that the open milestones of a project not yet begun have by this start alone."""
    begin = work.project.start_day
    planned = {each.milestone.id: each.planned for each in work.milestones if not each.done and each.planned}
    if not work.milestones and work.project.end_day:
        planned = {END: work.project.end_day}
    return {id_: shift(start, days_between(begin, day)) if begin else start for id_, day in planned.items()}


def _latest_of(work: ContributionWork, days: Days) -> Day | None:
    """To which day the slipping milestones take a contribution's finish; None: they do not touch it."""
    if work.finished:
        return None
    names = [each.milestone.id for each in work.tied] if work.tied else [END]
    return max((days[name] for name in names if name in days), default=None)
