"""What a project delivers, and what its finish opens: the benefits that wait for what it delivers."""

from collections.abc import Iterable

from te_planner.readiness.indexed import contributions_by_project
from te_planner.readiness.model import CellState, ContributionWork, Readiness
from te_planner.readiness.rules import COVERED

Delivered = dict[str, CellState]
"""The cells of one system to which a project contributes, by reference, in the source's order."""


def delivered_by(readiness: Readiness, system_id: str, project_id: str) -> Delivered:
    """The cells of a system to which the project contributes; one that is cancelled contributes nothing."""
    named = contributions_by_project.rows(readiness.snapshot.contributions, project_id)
    refs = {each.cell for each in named if each.system_id == system_id}
    cells = readiness.systems[system_id].cells.items()
    return {ref: state for ref, state in cells if ref in refs and any(contributions_of(state, project_id))}


def contributions_of(state: CellState, project_id: str) -> Iterable[ContributionWork]:
    """What the project contributes to a cell."""
    return (work for work in state.contributions if work.contribution.project_id == project_id)


def benefits_of_project(readiness: Readiness, system_id: str, project_id: str) -> tuple[str, ...]:
    """The locked benefits that wait for a cell to which the project contributes, in the source's order."""
    system = readiness.systems[system_id]
    cells = delivered_by(readiness, system_id, project_id)
    return tuple(
        ref
        for ref, benefit in system.benefits.items()
        if any(blocker.cell.ref in cells for blocker in benefit.blockers)
    )


def opened_by_project(readiness: Readiness, system_id: str, project_id: str) -> tuple[str, ...]:
    """The benefits that open when what the project delivers is attested: it alone still blocks them."""
    system = readiness.systems[system_id]
    delivered = delivered_by(readiness, system_id, project_id)
    cells = {ref for ref, state in delivered.items() if _delivers(state, project_id)}
    return tuple(
        ref
        for ref, benefit in system.benefits.items()
        if benefit.blockers
        and not benefit.undecided
        and all(blocker.cell.ref in cells for blocker in benefit.blockers)
    )


def _delivers(state: CellState, project_id: str) -> bool:
    """Whether the project's share, with all that is finished, makes the cell whole."""
    shares = {work.contribution.project_id: work for work in state.contributions}
    done = sum(work.contribution.share for id_, work in shares.items() if id_ == project_id or work.finished)
    return project_id in shares and done >= COVERED
