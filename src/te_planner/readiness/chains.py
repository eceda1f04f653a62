"""The critical chain: what fixes a date, from a milestone or as-of to the target, link by link (derived).

Each link has a day, and the days from it to the next: by hand, the first day and all that is added give
the target's.
"""

from collections.abc import Sequence
from typing import NamedTuple

from te_planner.plan.days import spelled
from te_planner.plan.snapshot import Day
from te_planner.readiness.cells import covered_by
from te_planner.readiness.days import days_between, shift
from te_planner.readiness.goals import Goal
from te_planner.readiness.model import CellState, ContributionWork, MilestoneDate, ProjectWork, Readiness
from te_planner.readiness.projects import latest_before, pushes
from te_planner.readiness.slack import Slack, slacks


class Link(NamedTuple):
    """One link: what it is, its day, and why it fixes the next one, which lies `adds` days later.

    `kind`: as of, statement, milestone, overdue, start, end, project, contribution, cell, benefit or stage.
    An `overdue` milestone stands at as-of: the day up to which it is late.
    """

    kind: str
    ref: str
    what: str
    day: Day
    adds: int
    why: str


class Chain(NamedTuple):
    """What fixes a target's date. Without a day there are no links, and `undated` or `reason` say why.

    `undated`: the needed cells that have no date, each with its reason; the day is then that of the rest.
    """

    goal: Goal
    day: Day | None
    reason: str
    links: tuple[Link, ...]
    slack: tuple[Slack, ...]
    undated: tuple[tuple[str, str], ...]


def critical_chain(readiness: Readiness, goal: Goal) -> Chain:
    """The chain that fixes the goal's date, and the slack of all else that it needs."""
    undated = tuple((each.cell.ref, each.forecast.reason) for each in goal.cells if not each.forecast.day)
    if goal.day is None:
        reason = goal.project.reason if goal.project else ""
        if goal.milestone and not reason:
            reason = "it has neither a baseline nor a forecast"
        return Chain(goal, None, reason, (), (), undated)
    return Chain(goal, goal.day, "", _to_goal(readiness, goal), slacks(readiness, goal), undated)


def _to_goal(readiness: Readiness, goal: Goal) -> tuple[Link, ...]:
    if goal.milestone and goal.project:
        return _to_milestone(readiness, goal.project, goal.milestone, 0, "")
    if goal.project:
        return _to_finish(readiness, goal.project, 0, "")
    latest = next(each for each in goal.cells if each.forecast.day == goal.day)
    if goal.kind == "cell":
        return _to_cell(readiness, latest, "")
    count = sum(1 for each in goal.cells if each.forecast.day)
    why = (
        f"the latest of the {count} needed cells that have a day"
        if count > 1
        else "the one needed cell that has a day"
    )
    return (*_to_cell(readiness, latest, why), Link(goal.kind, goal.ref, goal.label, goal.day or "", 0, ""))


def _to_cell(readiness: Readiness, state: CellState, why: str) -> tuple[Link, ...]:
    """An enabler cell: its statement, the later cell that supersedes it, or what covers it last."""
    ref = state.cell.ref
    own = Link("cell", ref, f"{ref} {readiness.roadmap.title(ref)}", state.forecast.day or "", 0, why)
    if state.state == "superseded" and state.superseded_by:
        later = readiness.systems[state.system_id].cells[state.superseded_by]
        return (*_to_cell(readiness, later, f"it supersedes {ref}"), own)
    if state.state == "attained" and state.standing:
        first = state.standing.run[0]
        what = f"{first.kind} by {first.made_by}"
        return (Link("statement", first.id, what, own.day, 0, "in place, with evidence, since then"), own)
    if not state.forecast.via:
        return (own,)
    taken = covered_by(state.contributions)
    sum_ = " + ".join(f"{each.contribution.share} % ({each.project.project.key})" for each in taken)
    total = sum(each.contribution.share for each in taken)
    text = f"{sum_} = {total} % of it" if len(taken) > 1 else f"{total} % of it"
    return (*_to_contribution(readiness, taken[-1], f"in order of finish, {text}: covered"), own)


def _to_contribution(readiness: Readiness, work: ContributionWork, why: str) -> tuple[Link, ...]:
    own_project = work.project
    key = own_project.project.key
    what = f"{key} delivers {work.contribution.share} % of {work.contribution.cell}"
    own = Link("contribution", key, what, work.finish or "", 0, why)
    if not work.tied:
        return (
            *_to_finish(readiness, own_project, 0, "it has no milestones: when the project is finished"),
            own,
        )
    last = _latest(work.tied)
    tied = "tied to the cell" if len(work.tied) < len(own_project.milestones) else f"of {key}"
    return (*_to_milestone(readiness, own_project, last, 0, f"the latest milestone {tied}"), own)


def _to_finish(readiness: Readiness, work: ProjectWork, adds: int, why: str) -> tuple[Link, ...]:
    key = work.project.key
    own = Link("project", key, f"{key} {work.project.title}: finish", work.finish or "", adds, why)
    if work.milestones:
        last = _latest(work.milestones)
        return (*_to_milestone(readiness, work, last, 0, f"the latest milestone of {key}"), own)
    if work.status == "done" or work.project.end_day is None:
        return (own._replace(what=f"{key} {work.project.title}: done"),)
    planned = work.project.end_day
    what = f"{key}: planned end {spelled(planned)}"
    end = Link("end", key, what, own.day, 0, "without milestones, the planned end")
    return (*_before(readiness, work, planned, None, end.day, f"its end {spelled(planned)}"), end, own)


def _to_milestone(
    readiness: Readiness, work: ProjectWork, date: MilestoneDate, adds: int, why: str
) -> tuple[Link, ...]:
    title = date.milestone.title
    by = "forecast" if date.milestone.forecast_day else "baseline"
    day = date.day if date.done else date.planned
    said = f"{'done' if date.done else by} {spelled(day, 'on no day')}"
    what = f"{work.project.key}/{title}: {said}"
    own = Link("milestone", date.milestone.id, what, date.day or "", adds, why)
    if date.done or date.planned is None:
        return (own,)
    return (*_before(readiness, work, date.planned, date, own.day, f"“{title}”"), own)


def _before(
    readiness: Readiness, work: ProjectWork, planned: Day, date: MilestoneDate | None, day: Day, name: str
) -> tuple[Link, ...]:
    """What moves an open milestone, or a planned end, to its day; nothing where it is as planned."""
    key, start = work.project.key, work.project.start_day
    if day == planned:
        return ()
    if work.delay and start and day == shift(planned, work.delay):
        after = days_between(start, planned)
        why = f"{name} lies {after} days after the start, which was planned for {spelled(start)}"
        return _to_start(readiness, work, after, why)
    if date and (pusher := pushes(work, date)) and day == shift(planned, pusher.overdue):
        due = pusher.planned or planned
        own = f"{key}/{pusher.milestone.title}: planned {spelled(due)}, overdue by {pusher.overdue} days"
        gap = days_between(due, planned)
        why = f"open, without a new forecast: it moves {name}, planned {gap} days after it"
        return (Link("overdue", pusher.milestone.id, own, readiness.as_of, gap, why),)
    if not work.begun and start is None and day == work.earliest_start and day > readiness.as_of:
        return _to_dependency(readiness, work, f"{key} has no start day: {name} is moved to it at least")
    why = f"{name} is open, and planned for {spelled(planned)}"
    return (Link("as of", "", "as of", readiness.as_of, 0, why),)


def _to_start(readiness: Readiness, work: ProjectWork, adds: int, why: str) -> tuple[Link, ...]:
    """The moved start of a project that has not begun."""
    key, earliest, as_of = work.project.key, work.earliest_start, readiness.as_of
    own = Link("start", key, f"{key} {work.project.title}: start", max(earliest or as_of, as_of), adds, why)
    if earliest and earliest >= as_of:
        return (*_to_dependency(readiness, work, f"{key} waits for it"), own)
    return (Link("as of", "", "as of", as_of, 0, f"{key} has not begun"), own)


def _to_dependency(readiness: Readiness, work: ProjectWork, why: str) -> tuple[Link, ...]:
    """The finish of the project that is waited for longest, with its lag."""
    found = latest_before(work.dependencies, readiness.projects)
    if found is None:
        return ()
    lag = found.lag_days
    before = readiness.projects[found.depends_on_id]
    return _to_finish(readiness, before, lag, f"{why}, {lag} days later" if lag else why)


def _latest(dates: Sequence[MilestoneDate]) -> MilestoneDate:
    """The latest milestone: of several on one day an open one, as it can still move."""
    return max(dates, key=lambda each: (each.day or "", not each.done))
