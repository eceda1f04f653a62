"""What a project's finish opens: the benefits that wait for what it delivers."""

from te_planner.readiness.model import CellState, Readiness
from te_planner.readiness.rules import COVERED


def benefits_of_project(readiness: Readiness, system_id: str, project_id: str) -> tuple[str, ...]:
    """The locked benefits that wait for a cell to which the project contributes, in the source's order."""
    system = readiness.systems[system_id]
    cells = {
        ref
        for ref, state in system.cells.items()
        if any(work.project.project.id == project_id for work in state.contributions)
    }
    return tuple(
        ref
        for ref, benefit in system.benefits.items()
        if any(blocker.cell.ref in cells for blocker in benefit.blockers)
    )


def opened_by_project(readiness: Readiness, system_id: str, project_id: str) -> tuple[str, ...]:
    """The benefits that open when what the project delivers is attested: it alone still blocks them."""
    system = readiness.systems[system_id]

    def delivers(state: CellState) -> bool:
        shares = {work.project.project.id: work for work in state.contributions}
        done = sum(
            work.contribution.share for id_, work in shares.items() if id_ == project_id or work.finished
        )
        return project_id in shares and done >= COVERED

    return tuple(
        ref
        for ref, benefit in system.benefits.items()
        if benefit.blockers and not benefit.undecided and all(map(delivers, benefit.blockers))
    )
