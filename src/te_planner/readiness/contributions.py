"""What projects deliver of a cell in a system: share, progress, and when it is finished."""

from collections import defaultdict

from te_planner.plan.snapshot import Contribution, Day, Snapshot
from te_planner.readiness.model import ContributionWork, MilestoneDate, ProjectWork
from te_planner.readiness.projects import progress_of

Contributions = dict[tuple[str, str], tuple[ContributionWork, ...]]
"""(system id, cell) -> the contributions to it."""


def contribution_works(snapshot: Snapshot, projects: dict[str, ProjectWork]) -> Contributions:
    """All contributions that count: a cancelled project contributes nothing from the day it was."""
    found: dict[tuple[str, str], list[ContributionWork]] = defaultdict(list)
    for contribution in snapshot.contributions:
        project = projects[contribution.project_id]
        if not project.cancelled:
            found[contribution.system_id, contribution.cell].append(_work(contribution, project))
    # by project key: row ids are random, and a report shall read the same in every copy of a plan
    return {key: tuple(sorted(works, key=_project_key)) for key, works in found.items()}


def _project_key(work: ContributionWork) -> str:
    return work.project.project.key


def _work(contribution: Contribution, project: ProjectWork) -> ContributionWork:
    cell, system_id = contribution.cell, contribution.system_id
    tied = tuple(
        each
        for each in project.milestones
        if each.milestone.cell == cell and each.milestone.system_id == system_id
    )
    milestones = tied or project.milestones
    finished = _finished(milestones, project)
    finish, reason = _finish(milestones, project, finished)
    return ContributionWork(
        contribution, project, milestones, progress_of(milestones, project.status), finished, finish, reason
    )


def _finished(milestones: tuple[MilestoneDate, ...], project: ProjectWork) -> Day | None:
    """The day on which the last of its milestones was done; without any, the day the project was done."""
    if not milestones:
        return project.status_day if project.status == "done" else None
    if all(each.done for each in milestones):
        return max(each.day for each in milestones if each.day)
    return None


def _finish(
    milestones: tuple[MilestoneDate, ...], project: ProjectWork, finished: Day | None
) -> tuple[Day | None, str]:
    if finished:
        return finished, ""
    days = [each.day for each in milestones if each.day]
    if milestones and len(days) == len(milestones):
        return max(days), ""
    if not milestones:
        return project.finish, project.reason
    missing = next(each.milestone.title for each in milestones if each.day is None)
    return None, project.reason or f"no day for “{missing}”"
