"""What projects deliver of a cell in a system: share, progress, and when it is finished."""

from collections import defaultdict

from te_planner.plan.snapshot import Contribution, Day, Snapshot
from te_planner.readiness.model import ContributionWork, MilestoneDate, ProjectWork, Readiness
from te_planner.readiness.projects import progress_of

Contributions = dict[tuple[str, str], tuple[ContributionWork, ...]]
"""(system id, cell) -> the contributions to it."""


def contribution_works(
    snapshot: Snapshot, projects: dict[str, ProjectWork], before: Readiness | None = None
) -> Contributions:
    """All contributions that count: a cancelled project contributes nothing from the day it was.

    `before`: figures whose works are taken over where contribution and project are the very ones.
    """
    known = _by_row(before) if before else {}
    found: dict[tuple[str, str], list[ContributionWork]] = defaultdict(list)
    ties: dict[str, _Ties] = {}
    for contribution in snapshot.contributions:
        project = projects[contribution.project_id]
        if project.cancelled:
            continue
        target = contribution.system_id, contribution.cell
        was = known.get(contribution.id)
        if was and was.contribution is contribution and was.project is project:
            found[target].append(was)
            continue
        own = ties.get(contribution.project_id)
        if own is None:
            own = ties[contribution.project_id] = _ties(project)
        found[target].append(_work(contribution, project, tuple(own.get(target, ()))))
    # by project key: row ids are random, and a report shall read the same in every copy of a plan
    return {key: tuple(sorted(works, key=_project_key)) for key, works in found.items()}


def _by_row(before: Readiness) -> dict[str, ContributionWork]:
    return {
        work.contribution.id: work
        for system in before.systems.values()
        for state in system.cells.values()
        for work in state.contributions
    }


def _project_key(work: ContributionWork) -> str:
    return work.project.project.key


_Ties = dict[tuple[str | None, str], list[MilestoneDate]]
"""(system id, cell) -> the milestones of a project that are tied to it."""


def _ties(project: ProjectWork) -> _Ties:
    found: _Ties = {}
    for each in project.milestones:
        if cell := each.milestone.cell:  # most are tied to none
            found.setdefault((each.milestone.system_id, cell), []).append(each)
    return found


def _work(
    contribution: Contribution, project: ProjectWork, tied: tuple[MilestoneDate, ...]
) -> ContributionWork:
    milestones = tied or project.milestones
    progress = progress_of(tied, project.status) if tied else project.progress
    finished, finish, reason = _finish(milestones, project)
    return ContributionWork(contribution, project, milestones, progress, finished, finish, reason)


def _finish(
    milestones: tuple[MilestoneDate, ...], project: ProjectWork
) -> tuple[Day | None, Day | None, str]:
    """The day it was finished, that or the forecast, and why there is none of both.

    The last of its milestones counts; without any, the project.
    """
    if not milestones:
        done = project.status_day if project.status == "done" else None
        return (done, done, "") if done else (None, project.finish, project.reason)
    days = [each.day for each in milestones if each.day]
    if len(days) < len(milestones):
        missing = next(each.milestone.title for each in milestones if each.day is None)
        return None, None, project.reason or f"no day for “{missing}”"
    last = max(days)
    return (last if all(each.done for each in milestones) else None), last, ""
