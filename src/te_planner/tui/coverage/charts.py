"""Readings as small charts: a row of bars for the list, one bar a line for the card."""

from collections.abc import Sequence

from te_planner.readiness.outlook_model import DriverState
from te_planner.tui.coverage.words import valued
from te_planner.tui.lines import Line, Span, Target, fit, line

HEIGHTS, PLAIN_HEIGHTS = "▁▂▃▄▅▆▇█", "_.-~=+*#"
BAR, PLAIN_BAR = "▇", "#"
LEVEL, PLAIN_LEVEL = "┄", "."
DAY = 12
LEAST = 8


def sparkline(values: Sequence[float], width: int, *, plain: bool) -> str:
    """The last values, each as high as it lies between the lowest and the highest of them."""
    shown = values[-width:]
    if not shown:
        return ""
    signs = PLAIN_HEIGHTS if plain else HEIGHTS
    low, high = min(shown), max(shown)
    if high == low:
        return signs[len(signs) // 2] * len(shown)
    return "".join(signs[round((each - low) / (high - low) * (len(signs) - 1))] for each in shown)


def bars(state: DriverState, width: int, *, plain: bool) -> list[Line]:
    """Each reading, and each level at which something is called for, on one scale."""
    unit = state.driver.unit
    values = [each.value for each in state.readings] + [each.trigger.level for each in state.triggers]
    size = max((len(valued(each, unit)) for each in values), default=0) + 1
    room = max(width - DAY - size - 2, LEAST)
    low = min(0.0, *values) if values else 0.0
    high = max(0.0, *values) if values else 0.0
    scale = room / (high - low) if high > low else 0.0
    made = []
    for reading in state.readings:
        bar = (PLAIN_BAR if plain else BAR) * max(round((reading.value - low) * scale), 1)
        target = Target("reading", reading.id)
        made.append(_bar(reading.day, bar, "work", valued(reading.value, unit), room, target))
    for each in state.triggers:
        bar = (PLAIN_LEVEL if plain else LEVEL) * max(round((each.trigger.level - low) * scale), 1)
        target = Target("trigger", each.trigger.id)
        made.append(_bar("trigger", bar, "check", valued(each.trigger.level, unit), room, target))
    return made


def _bar(name: str, bar: str, tone: str, text: str, room: int, target: Target) -> Line:
    return line(
        Span(fit(name, DAY), "quiet", target),
        Span(fit(bar, room), tone, target),
        Span(f" {text}", "", target),
    )
