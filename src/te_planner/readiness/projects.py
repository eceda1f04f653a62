"""Projects as of a day: status, progress, and the dates of their milestones and finish."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import chain, compress
from operator import is_not
from typing import Any, NamedTuple

from te_planner.plan.snapshot import Day, Dependency, Milestone, Project, Snapshot, StatusChange
from te_planner.readiness.days import days_between, shift
from te_planner.readiness.model import MilestoneDate, ProjectWork, Readiness

OF_PROJECTS = (
    ("projects", "id"),
    ("status_changes", "project_id"),
    ("milestones", "project_id"),
    ("dependencies", "project_id"),
)
"""What a project's work comes from: the tables, and the column that names the project."""

NO_PAST_FORECAST = "no forecast is given for a past day"
CIRCLE = "depends on itself in a circle"


class _Begin(NamedTuple):
    """When a project can begin: its earliest start, the delay from it, and why it has no date, if so.

    `floor`: the day before which nothing of it happens, where it has no start day that could be moved.
    """

    earliest: Day | None
    delay: int
    floor: Day | None
    by: str
    reason: str


def project_works(
    snapshot: Snapshot, as_of: Day, *, forecasts: bool, before: Readiness | None = None
) -> dict[str, ProjectWork]:
    """Project id -> its work, each computed after what it depends on.

    `before`: figures of the same day. The works there are taken over, the very ones, of projects none of
    whose rows is another one since, nor is any work that they wait for. Not of those in or behind a circle:
    one can close or open far from them, and past works that it leaves as they were.
    """
    known = before.projects if before else {}
    changed = _changed(before.snapshot, snapshot) if before else set()
    statuses: dict[str, StatusChange] = {}
    for change in snapshot.status_changes:  # by day and entry: the last one stands
        current = statuses.get(change.project_id)
        # said again, a status holds since it was said first
        if change.day <= as_of and not (current and current.status == change.status):
            statuses[change.project_id] = change
    milestones, dependencies = defaultdict(list), defaultdict(list)
    for milestone in snapshot.milestones:
        milestones[milestone.project_id].append(milestone)
    projects = {project.id: project for project in snapshot.projects}
    keys = {project.id: project.key for project in snapshot.projects}
    # by project key: row ids are random, and what fixes a start shall read the same in every copy of a plan
    for dependency in sorted(snapshot.dependencies, key=lambda each: keys.get(each.depends_on_id, "")):
        dependencies[dependency.project_id].append(dependency)
    works: dict[str, ProjectWork] = {}
    order, circular = in_order(projects, dependencies)
    for project_id in order:
        was = known.get(project_id)
        waits_for = [each.depends_on_id for each in dependencies.get(project_id, ())]
        same = was and project_id not in changed and project_id not in circular and was.reason != CIRCLE
        if was and same and all(works.get(id_) is known.get(id_) for id_ in waits_for):
            works[project_id] = was
            continue
        work = _work(
            projects[project_id],
            statuses.get(project_id),
            milestones[project_id],
            dependencies[project_id],
            works,
            as_of,
            CIRCLE if project_id in circular else "",
            forecasts=forecasts,
        )
        works[project_id] = was if was and work == was else work
    return {project.id: works[project.id] for project in snapshot.projects}


def _changed(before: Snapshot, now: Snapshot) -> set[str]:
    """The projects of which a row came, went or is another one."""
    found: set[str] = set()
    for table, owner in OF_PROJECTS:
        old, new = getattr(before, table), getattr(now, table)
        if old is new:
            continue
        rows: Iterable[Any]
        if len(old) == len(new):  # row by row, which is quick, and takes too many at worst
            rows = chain.from_iterable(compress(zip(old, new, strict=True), map(is_not, old, new)))
        else:
            apart = set(map(id, old)) ^ set(map(id, new))
            rows = [row for row in (*old, *new) if id(row) in apart]
        found |= {getattr(row, owner) for row in rows}
    return found


def in_order(
    projects: dict[str, Project], dependencies: dict[str, list[Dependency]]
) -> tuple[list[str], set[str]]:
    """The projects, each after what it depends on, and those that stand in or behind a circle."""
    waiting = {
        id_: {each.depends_on_id for each in dependencies[id_] if each.depends_on_id in projects}
        for id_ in projects
    }
    followers = defaultdict(list)
    for id_, needed in waiting.items():
        for other in needed:
            followers[other].append(id_)
    ready = [id_ for id_, needed in waiting.items() if not needed]
    order = []
    while ready:
        id_ = ready.pop()
        order.append(id_)
        for follower in followers[id_]:
            waiting[follower].discard(id_)
            if not waiting[follower]:
                ready.append(follower)
    left = set(projects) - set(order)
    return order + sorted(left), left


def _work(
    project: Project,
    change: StatusChange | None,
    milestones: Sequence[Milestone],
    dependencies: Sequence[Dependency],
    works: dict[str, ProjectWork],
    as_of: Day,
    circle: str,
    *,
    forecasts: bool,
) -> ProjectWork:
    status = change.status if change else "proposed"
    done = [each.actual_day is not None and each.actual_day <= as_of for each in milestones]
    begun = status in ("active", "done") or any(done)
    begin = _begin(project, begun, dependencies, works, as_of)
    reason = circle or begin.reason
    if status in ("on hold", "cancelled"):
        reason = status
    if not forecasts:
        reason = NO_PAST_FORECAST
    dated = _dated(project, milestones, done, begun, begin, as_of, reason)
    finish, finish_reason, fixed_by = _finish(project, status, change, dated, begin, as_of, reason)
    return ProjectWork(
        project=project,
        status=status,
        status_day=change.day if change else None,
        begun=begun,
        cancelled=status == "cancelled",
        progress=progress_of(dated, status),
        milestones=dated,
        earliest_start=begin.earliest,
        delay=begin.delay,
        finish=finish,
        reason=finish_reason,
        fixed_by=fixed_by,
        dependencies=tuple(dependencies),
    )


def progress_of(milestones: Sequence[MilestoneDate], status: str) -> Fraction:
    """Weight of the milestones done over the weight of all; without any, all or nothing by the status."""
    if not milestones:
        return Fraction(int(status == "done"))
    total = sum([each.milestone.weight for each in milestones])
    return _share(sum([each.milestone.weight for each in milestones if each.done]), total)


@lru_cache(maxsize=1024)
def _share(part: int, whole: int) -> Fraction:
    """Weights are small, so that the same few fractions are asked for again and again."""
    return Fraction(part, whole)


def _begin(
    project: Project,
    begun: bool,
    dependencies: Sequence[Dependency],
    works: dict[str, ProjectWork],
    as_of: Day,
) -> _Begin:
    """Finish-to-start with a lag: the earliest start, and by how much it moves a project not yet begun."""
    earliest, by, reason = None, "", ""
    for dependency in dependencies:
        before = works.get(dependency.depends_on_id)
        if before and not before.cancelled and before.finish is None:
            reason = f"waits for {before.project.key}, which has no date"
    if latest := latest_before(dependencies, works):
        before = works[latest.depends_on_id]
        earliest, by = _start_after(latest, works), before.project.key
    if begun:
        return _Begin(earliest, 0, None, "", "")
    if project.start_day is None:
        return _Begin(earliest, 0, earliest, by, reason)
    delay = max(0, days_between(project.start_day, max(earliest or as_of, as_of)))
    return _Begin(earliest, delay, None, by if delay and earliest and earliest >= as_of else "", reason)


def latest_before(dependencies: Sequence[Dependency], works: dict[str, ProjectWork]) -> Dependency | None:
    """The dependency that fixes the earliest start; of equal ones the first.

    What has no date, or stands in a circle, fixes none; a cancelled project is left out.
    """
    dated = [each for each in dependencies if _start_after(each, works)]
    return max(dated, key=lambda each: _start_after(each, works) or "", default=None)


def _start_after(dependency: Dependency, works: dict[str, ProjectWork]) -> Day | None:
    before = works.get(dependency.depends_on_id)
    if before is None or before.cancelled or before.finish is None:
        return None
    return shift(before.finish, dependency.lag_days)


def _dated(
    project: Project,
    milestones: Sequence[Milestone],
    done: Sequence[bool],
    begun: bool,
    begin: _Begin,
    as_of: Day,
    reason: str,
) -> tuple[MilestoneDate, ...]:
    """Every milestone with its day. Delay within applies once begun, or where there is no start day."""
    if all(done):  # most projects of a long plan: they slip no more
        return tuple(
            [MilestoneDate(each, True, _planned(each), each.actual_day, 0, 0) for each in milestones]
        )
    slips = begun or project.start_day is None
    soonest = max(as_of, begin.floor or as_of)
    overdue = [
        (planned, days_between(planned, as_of))
        for milestone, is_done in zip(milestones, done, strict=True)
        if not is_done and (planned := _planned(milestone)) and planned < as_of
    ]
    dated = []
    for milestone, is_done in zip(milestones, done, strict=True):
        planned = _planned(milestone)
        if is_done:
            dated.append(MilestoneDate(milestone, True, planned, milestone.actual_day, 0, 0))
            continue
        late = days_between(planned, as_of) if planned and planned < as_of else 0
        delay = begin.delay + (_moved_by(milestone, planned, overdue) if overdue and slips and planned else 0)
        day = max(shift(planned, delay), soonest) if planned and not reason else None
        dated.append(MilestoneDate(milestone, False, planned, day, delay, late))
    return tuple(dated)


def _planned(milestone: Milestone) -> Day | None:
    return milestone.forecast_day or milestone.baseline_day


def _moved_by(milestone: Milestone, planned: Day, overdue: list[tuple[Day, int]]) -> int:
    """The largest lateness of an earlier open milestone."""
    return max((late for due, late in overdue if _comes_after(milestone, planned, due)), default=0)


def _comes_after(milestone: Milestone, planned: Day, due: Day) -> bool:
    """Planned after what is overdue, and not forecast since that fell due: such a forecast stands."""
    given = milestone.forecast_given_day
    return due < planned and not (given and given >= due)


def moved_by_overdue(work: ProjectWork, date: MilestoneDate, overdue: MilestoneDate) -> bool:
    """Whether an overdue milestone of a project moves another open one of it."""
    if not overdue.overdue or not overdue.planned or date.done or not date.planned:
        return False
    slips = work.begun or work.project.start_day is None
    return slips and _comes_after(date.milestone, date.planned, overdue.planned)


def pushes(work: ProjectWork, date: MilestoneDate) -> MilestoneDate | None:
    """The overdue milestone that moves an open one of its project: the one that is longest overdue."""
    found = [each for each in work.milestones if moved_by_overdue(work, date, each)]
    return max(found, key=lambda each: each.overdue, default=None)


def _finish(
    project: Project,
    status: str,
    change: StatusChange | None,
    dated: tuple[MilestoneDate, ...],
    begin: _Begin,
    as_of: Day,
    reason: str,
) -> tuple[Day | None, str, str]:
    """The finish (latest milestone, else planned end), why there is none, and what fixes it."""
    if dated and all(each.done for each in dated):
        last = max(dated, key=lambda each: each.day or "")
        return last.day, "", last.milestone.title
    if not dated and status == "done" and change:
        return change.day, "", "done"
    if reason:
        return None, reason, ""
    if missing := next((each for each in dated if each.day is None), None):
        return None, f"no day for “{missing.milestone.title}”", ""
    if dated:
        last = max(dated, key=lambda each: each.day or "")
        return last.day, "", begin.by or last.milestone.title
    if project.end_day is None:
        return None, "neither a milestone nor an end", ""
    end = max(shift(project.end_day, begin.delay), as_of, begin.floor or as_of)
    return end, "", begin.by or "planned end"
