"""The measures of a benefit: what shows it, and whether it meets its target."""

from collections.abc import Iterator

from te_planner.exchange.marks import day_text
from te_planner.readiness.model import BenefitState
from te_planner.readiness.outlook_model import MeasureState
from te_planner.tui.lines import BLANK, Line, heading, wrapped
from te_planner.tui.routes import cell


def measure_lines(benefit: BenefitState, width: int) -> Iterator[Line]:
    """A section of the card; nothing where there are no measures."""
    if not benefit.measures:
        return
    yield BLANK
    yield heading("Measures", "unlocked, below target" if benefit.below_target else "")
    target = cell(benefit.cell.ref)
    for each in benefit.measures:
        said = f"{each.measure.name}: {measure_text(each)}"
        yield from wrapped(said, width, _tone(each), indent=2, target=target)


def measure_text(state: MeasureState) -> str:
    """`12 of at least 20 MW, 3 Sep 2026: below target`."""
    own = state.measure
    unit = f" {own.unit}" if own.unit else ""
    parts = [
        f"{_number(state.latest.value)}{unit}, {day_text(state.latest.day)}" if state.latest else "no reading"
    ]
    if own.baseline is not None:
        parts.append(f"from {_number(own.baseline)}")
    if own.target is not None:
        bound = "at least" if own.better == "up" else "at most"
        by = f" by {day_text(own.target_day)}" if own.target_day else ""
        parts.append(f"target {bound} {_number(own.target)}{unit}{by}")
        parts.append(
            "meets it" if state.meets else "not shown yet" if state.latest is None else "below target"
        )
    else:
        parts.append("no target")
    return " · ".join(parts)


def _number(value: float) -> str:
    return f"{value:g}"


def _tone(state: MeasureState) -> str:
    return "good" if state.meets else "check" if state.falls_short else ""
