"""An enabler cell in a system: its state, progress and forecast."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from te_planner.plan.snapshot import Day, ScopeDecision
from te_planner.readiness.contributions import Contributions
from te_planner.readiness.days import holds
from te_planner.readiness.model import CellState, CellStateName, ContributionWork, Forecast, Standing
from te_planner.readiness.rules import COVERED
from te_planner.roadmap.model import Cell, Roadmap

NO_FORECAST = Forecast(None, "not applicable")
UNWATCHED = Forecast(None, "waits until it is observed")


def cell_states(
    roadmap: Roadmap,
    system_id: str,
    standings: dict[str, Standing],
    decisions: dict[str, ScopeDecision],
    contributions: Contributions,
    conditions: Mapping[tuple[str, str], Forecast],
) -> dict[str, CellState]:
    """Every enabler cell of the roadmap in one system, in the source's order.

    `conditions`: what is expected of the conditions that somebody watches, by system and cell.
    """
    attained = {
        ref: standing
        for ref, standing in standings.items()
        if standing.seen and ref not in decisions and ref in roadmap.cells
    }
    return {
        cell.ref: _state(
            cell,
            system_id,
            standings.get(cell.ref),
            decisions.get(cell.ref),
            contributions.get((system_id, cell.ref), ()),
            sorted(
                ((later.ref, attained[later.ref]) for later in roadmap.later(cell) if later.ref in attained),
                key=lambda found: found[1].since,
            ),
            conditions.get((system_id, cell.ref), UNWATCHED),
        )
        for cell in roadmap.enablers
    }


def _state(
    cell: Cell,
    system_id: str,
    standing: Standing | None,
    decision: ScopeDecision | None,
    works: tuple[ContributionWork, ...],
    later: list[tuple[str, Standing]],
    watched: Forecast,
) -> CellState:
    finished_share = sum(work.contribution.share for work in works if work.finished)
    state = _name(cell, standing, decision, works, finished_share, superseded=bool(later))
    strict = state in ("attained", "superseded") and (
        (state == "attained" and standing is not None and not standing.flags)
        or any(not each.flags for _, each in later)
    )
    return CellState(
        cell=cell,
        system_id=system_id,
        state=state,
        standing=standing,
        superseded_by=later[0][0] if later else None,
        decision=decision,
        contributions=works,
        planned_share=sum(work.contribution.share for work in works),
        finished_share=finished_share,
        progress=progress(works),
        flags=standing.flags if standing and state != "not applicable" else (),
        strict=strict,
        forecast=_forecast(cell, state, standing, works, later, watched),
    )


def _name(
    cell: Cell,
    standing: Standing | None,
    decision: ScopeDecision | None,
    works: Sequence[ContributionWork],
    finished_share: int,
    *,
    superseded: bool,
) -> CellStateName:
    """The first state that fits, in the order of the states."""
    if decision:
        return "not applicable"
    if standing and standing.seen:
        return "attained"
    if superseded:
        return "superseded"
    if standing and standing.answer == "in place":
        return "claimed"
    if cell.nature == "action" and finished_share >= COVERED and _after(works, standing):
        return "delivered"
    if standing and standing.answer == "partly":
        return "partly"
    if any(_at_work(work) for work in works):
        return "in progress"
    if works:
        return "planned"
    return "uncovered" if cell.nature == "action" else "not observed"


def _after(works: Sequence[ContributionWork], standing: Standing | None) -> bool:
    """The last of the finished contributions came after the latest statement."""
    last = max(work.finished for work in works if work.finished)
    return standing is None or last > standing.statement.effective_day


def _at_work(work: ContributionWork) -> bool:
    """Its project is active (or finished), or has a milestone done."""
    project = work.project
    return project.status in ("active", "done") or any(each.done for each in project.milestones)


def progress(works: Sequence[ContributionWork]) -> Fraction:
    """The sum of share times progress, at most 1."""
    # as whole numbers by denominator, of which there are few: fractions added one by one cost ten times that
    parts: dict[int, int] = defaultdict(int)
    for work in works:
        parts[work.progress.denominator] += work.contribution.share * work.progress.numerator
    total = sum((Fraction(part, denominator) for denominator, part in parts.items()), Fraction(0))
    return min(Fraction(1), total / 100)


def _forecast(
    cell: Cell,
    state: CellStateName,
    standing: Standing | None,
    works: Sequence[ContributionWork],
    later: list[tuple[str, Standing]],
    watched: Forecast,
) -> Forecast:
    if state == "not applicable":
        return NO_FORECAST
    if state == "attained" and standing:
        return Forecast(standing.since, "")
    if state == "superseded":
        return Forecast(later[0][1].since, "")
    if state == "delivered":
        return Forecast(None, "awaiting attestation")
    if cell.nature != "action":
        return watched if cell.nature == "condition" else UNWATCHED
    if not works:
        return Forecast(None, "awaiting evidence" if state == "claimed" else "nobody delivers this")
    return covering(works, claimed=state == "claimed")


def covering(works: Sequence[ContributionWork], *, claimed: bool) -> Forecast:
    """The finish of the contribution with which they cover the cell, in order of their finish."""
    if taken := covered_by(works):
        if all(each.finished for each in taken):
            # the day has passed without attainment: a date in the past would say nothing
            return Forecast(None, "awaiting evidence" if claimed else "awaiting attestation")
        day = taken[-1].finish
        keys = [each.project.project.key for each in taken if each.finish == day]
        return Forecast(day, "", tuple(dict.fromkeys(keys)), "work")
    planned = sum(work.contribution.share for work in works)
    if planned < COVERED:
        return Forecast(None, f"contributions cover {planned} % of it")
    missing = next(work for work in works if work.finish is None)
    return Forecast(None, f"{missing.project.project.key}: {missing.reason}")


def covered_by(works: Sequence[ContributionWork]) -> list[ContributionWork]:
    """The contributions, in order of their finish, until they cover the cell; empty where they do not."""
    # of several on one day, what is finished comes first: it needs nothing more
    dated = sorted(
        (work for work in works if work.finish), key=lambda work: (work.finish, work.finished is None)
    )
    share = 0
    for place, work in enumerate(dated):
        share += work.contribution.share
        if share >= COVERED:
            return dated[: place + 1]
    return []


def active_decisions(
    decisions: Sequence[ScopeDecision], system_id: str, as_of: Day
) -> dict[str, ScopeDecision]:
    """Cell -> the decision that sets it aside in the system on the day."""
    return {
        each.cell: each
        for each in decisions
        if each.system_id == system_id and holds(each.day, each.ended_from, as_of)
    }
