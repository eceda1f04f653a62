"""Benefit cells in a system: requirements, blockers, status, and what comes next."""

from collections.abc import Mapping, Sequence
from typing import Literal

from te_planner.plan.snapshot import Day, RequirementChange, ScopeDecision
from te_planner.readiness.days import LAST, holds
from te_planner.readiness.measures import Measures
from te_planner.readiness.model import (
    BenefitState,
    BenefitStatus,
    CellState,
    Leverage,
    Requirement,
    Standing,
)
from te_planner.readiness.outlook_model import MeasureState
from te_planner.readiness.stages import group_forecast
from te_planner.roadmap.model import Cell, Roadmap


def benefit_states(
    roadmap: Roadmap,
    system_id: str,
    cells: dict[str, CellState],
    standings: dict[str, Standing],
    decisions: dict[str, ScopeDecision],
    changes: Sequence[RequirementChange],
    measures: Measures,
    weights: Mapping[str, int],
) -> dict[str, BenefitState]:
    """Every benefit cell of the roadmap in one system, in the source's order, earlier stages first."""
    found: dict[str, BenefitState] = {}
    for cell in roadmap.benefits:
        earlier = [found[each.ref] for each in roadmap.earlier(cell)]
        own = _requirements(cell, cells, [each for each in changes if each.benefit == cell.ref])
        found[cell.ref] = _state(
            roadmap,
            cell,
            system_id,
            own,
            earlier,
            cells,
            standings,
            decisions.get(cell.ref),
            measures.get((system_id, cell.ref), ()),
            weights.get(cell.ref, 1),
        )
    return found


def _requirements(
    cell: Cell, cells: dict[str, CellState], changes: Sequence[RequirementChange]
) -> tuple[Requirement, ...]:
    """The roadmap's requirements, less and plus the planner's own changes."""
    waived = {each.requires: each for each in changes if each.change == "waived"}
    added = {each.requires: each for each in changes if each.change == "added"}
    named = cell.link.requires if cell.link else ()
    found = [
        Requirement(ref, cell.ref, "waived" if ref in waived else "roadmap", waived.get(ref), cells[ref])
        for ref in named
    ]
    for ref, change in added.items():
        if ref not in named and ref in cells:
            found.append(Requirement(ref, cell.ref, "added", change, cells[ref]))
    return tuple(found)


def _state(
    roadmap: Roadmap,
    cell: Cell,
    system_id: str,
    own: tuple[Requirement, ...],
    earlier: list[BenefitState],
    cells: dict[str, CellState],
    standings: dict[str, Standing],
    decision: ScopeDecision | None,
    measures: tuple[MeasureState, ...],
    weight: int,
) -> BenefitState:
    before = gating(earlier)
    needed = needed_cells(own, earlier)
    blockers = tuple(state for state in needed.values() if not state.satisfied)
    undecided = tuple(ref for ref, state in needed.items() if not state.applicable)
    through = cell.link.through if cell.link else ()
    results = tuple((ref, standings.get(ref)) for ref in through)
    seen_by = ((cell.ref, standings.get(cell.ref)), *results)
    seen = _seen(standings.get(cell.ref), results)
    shown = seen and not any(each.falls_short for each in measures)
    status = _status(roadmap, cell, decision, before, blockers, undecided, cells, shown)
    return BenefitState(
        cell=cell,
        system_id=system_id,
        status=status,
        requirements=own,
        blockers=blockers,
        undecided=undecided,
        decision=decision,
        standing=standings.get(cell.ref),
        results=results,
        strict_unlocked=all(state.strict for state in needed.values()),
        flagged=(
            *(ref for ref, state in needed.items() if state.satisfied and not state.strict),
            *(ref for ref, each in seen_by if status == "realised" and each and each.flags),
        ),
        list=_list(status, blockers),
        forecast=group_forecast(list(needed.values())),
        seen=seen,
        measures=measures,
        weight=weight,
    )


def gating(earlier: Sequence[BenefitState]) -> list[BenefitState]:
    """The earlier stages of a benefit's row that it waits for: one set aside counts as unlocked."""
    return [each for each in earlier if each.decision is None and each.cell.nature != "baseline"]


def needed_cells(own: Sequence[Requirement], earlier: Sequence[BenefitState]) -> dict[str, CellState]:
    """The enabler cells that a benefit needs, by its own and its earlier stages' requirements."""
    asked = [need for each in gating(earlier) for need in each.requirements] + list(own)
    return {
        need.ref: need.state
        for need in asked
        if need.origin != "waived" and need.state.cell.nature != "baseline"
    }


def _seen(own: Standing | None, results: Sequence[tuple[str, Standing | None]]) -> bool:
    """It, or all of the results that it comes through (at least one), are observed with evidence."""
    if own and own.seen:
        return True
    return bool(results) and all(standing is not None and standing.seen for _, standing in results)


def _status(
    roadmap: Roadmap,
    cell: Cell,
    decision: ScopeDecision | None,
    before: Sequence[BenefitState],
    blockers: Sequence[CellState],
    undecided: Sequence[str],
    cells: dict[str, CellState],
    shown: bool,
) -> BenefitStatus:
    if decision:
        return "not applicable"
    if undecided:
        return "to decide"
    if not blockers:
        return "realised" if shown else "unlocked"
    if (
        cell.nature != "baseline"
        and all(each.unlocked for each in before)
        and all(_can_be_worked_on(roadmap, blocker, cells) for blocker in blockers)
    ):
        return "next"
    return "locked"


def _can_be_worked_on(roadmap: Roadmap, blocker: CellState, cells: dict[str, CellState]) -> bool:
    """All earlier stages of the blocker's row are satisfied, those set aside and baselines apart."""
    return all(
        cells[each.ref].satisfied or not cells[each.ref].applicable or each.nature == "baseline"
        for each in roadmap.earlier(blocker.cell)
    )


def _list(status: BenefitStatus, blockers: Sequence[CellState]) -> Literal["coming", "stuck", ""]:
    if status != "next":
        return ""
    return "coming" if all(blocker.covered for blocker in blockers) else "stuck"


def coming(benefits: Sequence[BenefitState]) -> tuple[BenefitState, ...]:
    """The next benefits whose every blocker is covered, by date, then by weight; undated ones last."""
    listed = [each for each in benefits if each.list == "coming"]
    return tuple(sorted(listed, key=lambda each: (each.forecast.whole or LAST, -each.weight)))


def stuck(benefits: Sequence[BenefitState]) -> tuple[BenefitState, ...]:
    """The next benefits with a blocker that is not covered, fewest gaps first, then the heavier."""
    listed = [each for each in benefits if each.list == "stuck"]
    return tuple(sorted(listed, key=lambda each: (len(each.gaps), -each.weight)))


def leverage(benefits: Sequence[BenefitState]) -> dict[str, Leverage]:
    """Enabler cell -> the benefits that it blocks, and those whose only blocker it is; the most first."""
    blocks: dict[str, list[str]] = {}
    only: dict[str, list[str]] = {}
    for benefit in benefits:
        if benefit.status == "not applicable":
            continue
        for blocker in benefit.blockers:
            blocks.setdefault(blocker.cell.ref, []).append(benefit.cell.ref)
            if len(benefit.blockers) == 1:
                only.setdefault(blocker.cell.ref, []).append(benefit.cell.ref)
    found = [Leverage(ref, tuple(refs), tuple(only.get(ref, ()))) for ref, refs in blocks.items()]
    found.sort(key=lambda each: (-len(each.blocks), -len(each.only), each.cell))
    return {each.cell: each for each in found}


def active_changes(
    changes: Sequence[RequirementChange], system_id: str, as_of: Day
) -> tuple[RequirementChange, ...]:
    """The planner's changes that hold in the system on the day."""
    return tuple(
        each
        for each in changes
        if each.system_id in (None, system_id) and holds(each.day, each.ended_from, as_of)
    )
