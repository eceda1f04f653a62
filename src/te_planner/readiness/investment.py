"""Estimates on gaps, summed to the investment that is still to be decided (4.1).

What a cell would cost that is no gap any more is information, and is not counted.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from te_planner.plan.outlook import GapEstimate
from te_planner.readiness.model import CellState
from te_planner.readiness.outlook_model import Investment, Investments
from te_planner.roadmap.model import STAGES, TRACKS

Estimates = Mapping[tuple[str, str], GapEstimate]
"""(system id, cell) -> what it would take."""


def estimates_by_cell(estimates: Iterable[GapEstimate]) -> dict[tuple[str, str], GapEstimate]:
    return {(each.system_id, each.cell): each for each in estimates}


def investments(gaps: Sequence[CellState], estimates: Estimates) -> Investments:
    """The sums over gaps, in all, per track and per stage."""
    return Investments(
        investment(gaps, estimates),
        {key: investment([each for each in gaps if each.cell.track == key], estimates) for key in TRACKS},
        {key: investment([each for each in gaps if each.cell.stage == key], estimates) for key in STAGES},
    )


def investment(gaps: Sequence[CellState], estimates: Estimates) -> Investment:
    """What these gaps would cost by currency, how many nobody has estimated, and the longest lead."""
    sums: dict[str, int] = defaultdict(int)
    leads, estimated = [], 0
    for gap in gaps:
        estimate = estimates.get((gap.system_id, gap.cell.ref))
        if estimate is None:
            continue
        if estimate.lead_months is not None:
            leads.append(estimate.lead_months)
        if estimate.cost_minor is not None:
            sums[estimate.currency] += estimate.cost_minor
            estimated += 1
    return Investment(
        sums=tuple(sorted(sums.items())),
        gaps=len(gaps),
        estimated=estimated,
        without_estimate=len(gaps) - estimated,
        longest_lead=max(leads, default=None),
    )
