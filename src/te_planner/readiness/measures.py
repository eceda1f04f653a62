"""Measures: what shows a benefit, and whether it meets its target."""

from collections import defaultdict

from te_planner.plan.outlook import Measure, Reading
from te_planner.plan.snapshot import Snapshot
from te_planner.readiness.outlook_model import MeasureState

Measures = dict[tuple[str, str], tuple[MeasureState, ...]]
"""(system id, benefit cell) -> its measures, by name."""


def measure_states(snapshot: Snapshot, readings: dict[str, tuple[Reading, ...]]) -> Measures:
    """The measures with their latest reading, and whether it meets the target."""
    found: dict[tuple[str, str], list[MeasureState]] = defaultdict(list)
    for measure in sorted(snapshot.measures, key=lambda each: (each.name, each.id)):
        own = readings.get(measure.id, ())
        latest = own[-1] if own else None
        found[measure.system_id, measure.benefit].append(
            MeasureState(measure, latest, _meets(measure, latest))
        )
    return {key: tuple(states) for key, states in found.items()}


def _meets(measure: Measure, latest: Reading | None) -> bool | None:
    """At the target or beyond it, in the direction that is better."""
    if measure.target is None or latest is None:
        return None
    return latest.value >= measure.target if measure.better == "up" else latest.value <= measure.target
