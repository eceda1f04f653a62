"""What a planner can do next beside new work: quick wins, and what waits on others (derived)."""

import re
from collections.abc import Sequence

from te_planner.readiness.model import BenefitState, CellState, SystemReadiness
from te_planner.readiness.outlook_model import QuickWins, Waiting, Win
from te_planner.roadmap.model import ACTORS, Roadmap

USUAL_ACTORS = ("utility", "DSO")
"""Whose plan it is where the stakeholder's name names no actor."""


def quick_wins(roadmap: Roadmap, system: SystemReadiness) -> QuickWins:
    """Delivered cells to attest and claims that lack evidence alone; next benefits with one blocker left."""
    locked = [each for each in system.benefits.values() if each.blockers and _open(each)]
    cells = tuple(
        Win(
            state,
            "attest" if state.state == "delivered" else "add evidence",
            _unlocked(roadmap, state, locked),
        )
        for state in system.cells.values()
        if state.state in ("delivered", "claimed") and state.cell.nature != "baseline"
    )
    one_left = (each for each in (*system.coming, *system.stuck) if len(each.blockers) == 1)
    return QuickWins(
        # stable: those that unlock as much stay in the source's order
        tuple(sorted(cells, key=lambda each: -len(each.unlocks))),
        tuple(one_left),
    )


def _open(benefit: BenefitState) -> bool:
    return benefit.status in ("next", "locked")


def _unlocked(roadmap: Roadmap, state: CellState, locked: Sequence[BenefitState]) -> tuple[str, ...]:
    """The benefits that unlock once the cell is attained; it supersedes the earlier ones of its row."""
    moved = {state.cell.ref, *(each.ref for each in roadmap.earlier(state.cell))}
    return tuple(
        each.cell.ref for each in locked if all(blocker.cell.ref in moved for blocker in each.blockers)
    )


def own_actors(stakeholder: str) -> tuple[str, ...]:
    """The actors that the stakeholder's name names; a utility and its DSO where it names none."""
    named = tuple(each for each in ACTORS if re.search(rf"\b{each}\b", stakeholder, re.IGNORECASE))
    return named or USUAL_ACTORS


def waiting_on_others(system: SystemReadiness, stakeholder: str) -> tuple[Waiting, ...]:
    """The blockers that no actor of the stakeholder's own can move, and conditions; the heaviest first."""
    own = set(own_actors(stakeholder))
    waiting: dict[str, list[str]] = {}
    for benefit in system.benefits.values():
        for blocker in benefit.blockers if _open(benefit) else ():
            if blocker.cell.nature == "condition" or not own & set(blocker.cell.actors):
                waiting.setdefault(blocker.cell.ref, []).append(benefit.cell.ref)
    order = {ref: place for place, ref in enumerate(system.cells)}
    return tuple(
        Waiting(system.cells[ref], system.cells[ref].cell.actors, tuple(benefits))
        for ref, benefits in sorted(waiting.items(), key=lambda each: (-len(each[1]), order[each[0]]))
    )
