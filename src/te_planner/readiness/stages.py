"""The observed stage (4.2), and the enabler stage and readiness of each track (derived)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from te_planner.plan.snapshot import Day, Snapshot, StagePick
from te_planner.readiness.model import (
    CellState,
    CharacteristicPick,
    GroupForecast,
    Observed,
    Tally,
    TrackReadiness,
    Transition,
)
from te_planner.readiness.rules import SET_ASIDE
from te_planner.roadmap.model import CHARACTERISTICS, STAGES, TRACKS, Roadmap, Stage, TrackKey


def observed(snapshot: Snapshot, system_id: str, as_of: Day) -> Observed:
    """The lowest of the picks that count, one a characteristic; 1 where there are none (4.2)."""
    latest: dict[str, StagePick] = {}
    for pick in snapshot.stage_picks:  # by effective day and entry: the last one counts
        if pick.system_id == system_id and pick.effective_day <= as_of:
            latest[pick.characteristic] = pick
    evidence = defaultdict(list)
    for item in snapshot.evidence:
        if item.pick_id:
            evidence[item.pick_id].append(item)
    profile = tuple(
        CharacteristicPick(key, latest.get(key), tuple(evidence[latest[key].id]) if key in latest else ())
        for key in CHARACTERISTICS
    )
    return Observed(
        stage=min((pick.stage for pick in latest.values()), default=1),
        profile=profile,
        last_picked=max((pick.effective_day for pick in latest.values()), default=None),
    )


def tracks(roadmap: Roadmap, cells: dict[str, CellState]) -> tuple[TrackReadiness, ...]:
    """The four tracks of a system, each with its three transitions."""
    return tuple(_track(roadmap, key, cells) for key in TRACKS)


def _track(roadmap: Roadmap, key: TrackKey, cells: dict[str, CellState]) -> TrackReadiness:
    by_stage = {stage: [cells[cell.ref] for cell in roadmap.stage_of(key, stage)] for stage in STAGES}
    one, two, three = (
        _transition(key, stage, by_stage[stage], [c for s in STAGES if s <= stage for c in by_stage[s]])
        for stage in STAGES
    )
    transitions = (one, two, three)
    return TrackReadiness(
        track=key,
        stage=_through((each.complete, each.too_much_set_aside) for each in transitions),
        strict_stage=_through((each.strict_complete, each.too_much_set_aside) for each in transitions),
        too_much_set_aside=next((each.stage for each in transitions if each.too_much_set_aside), None),
        transitions=transitions,
    )


def _through(stages: Iterable[tuple[bool, bool]]) -> int:
    """The highest stage through which all are complete; none beyond where too much is set aside."""
    through = 0
    for complete, too_much in stages:
        if too_much or not complete:
            break
        through += 1
    return through


def _transition(
    track: TrackKey, stage: Stage, cells: Sequence[CellState], needed: Sequence[CellState]
) -> Transition:
    gating = [each for each in cells if each.cell.nature != "baseline"]
    applicable = [each for each in gating if each.applicable]
    actions = [each for each in applicable if each.cell.nature == "action"]
    set_aside = tuple(each.cell.ref for each in gating if not each.applicable)
    return Transition(
        track=track,
        stage=stage,
        cells=tuple(cells),
        actions=tally(actions),
        conditions=tally([each for each in applicable if each.cell.nature == "condition"]),
        work=work(actions),
        set_aside=set_aside,
        too_much_set_aside=bool(gating) and Fraction(len(set_aside), len(gating)) > SET_ASIDE,
        complete=all(each.satisfied for each in applicable),
        strict_complete=all(each.strict for each in applicable),
        forecast=group_forecast([each for each in needed if each.gates]),
    )


def tally(cells: Sequence[CellState]) -> Tally:
    """Satisfied of applicable, with the strict count and how many rest on a flagged statement."""
    satisfied = sum(each.satisfied for each in cells)
    strict = sum(each.strict for each in cells)
    return Tally(satisfied, len(cells), strict, satisfied - strict)


def work(actions: Sequence[CellState]) -> Fraction | None:
    """The mean progress of the action cells: a satisfied one counts 1, a gap 0. None without any."""
    if not actions:
        return None
    total = sum((Fraction(1) if each.satisfied else each.progress for each in actions), Fraction(0))
    return total / len(actions)


def group_forecast(cells: Sequence[CellState]) -> GroupForecast:
    """When all of the cells are satisfied: the latest of their days, and those that have none."""
    dated = [each for each in cells if each.forecast.day]
    latest = max(dated, key=lambda each: each.forecast.day or "", default=None)
    return GroupForecast(
        day=latest.forecast.day if latest else None,
        undated=tuple(each.cell.ref for each in cells if each.forecast.day is None),
        fixed_by=latest.cell.ref if latest else "",
        is_past=all(each.satisfied for each in cells),
        is_open=any(not each.satisfied for each in dated),
        basis=latest.forecast.basis if latest else "",
    )
