"""Drivers: each with a small chart of its readings, its trend, and what its triggers call for."""

from te_planner.readiness.drivers import number
from te_planner.readiness.model import Readiness, SystemReadiness
from te_planner.readiness.outlook_model import DriverState
from te_planner.tui.coverage.charts import sparkline
from te_planner.tui.coverage.shown import Choices
from te_planner.tui.coverage.words import trigger_tone, valued
from te_planner.tui.lines import BLANK, Line, Span, Target, cut, first_step, fit, line, wrapped
from te_planner.tui.pair import nothing_found

CHART = 10
EMPTY = "No driver yet: what pushes the change in this system, such as rooftop solar in MW (4.1, 4.3.5)."
THEN = "t then records what was read, and h sets a level at which work must begin."


def driver_lines(
    readiness: Readiness, system: SystemReadiness, choices: Choices, width: int, *, plain: bool
) -> list[Line]:
    """The drivers of the system that is shown."""
    known = readiness.outlook.systems[system.system.id].drivers
    if not known:
        return first_step(EMPTY, "n", "makes the first one", "new", width, THEN)
    made: list[Line] = []
    for state in known:
        if choices.fits(state.driver.name, *(each.sentence for each in state.triggers)):
            made += _driver(state, width, plain=plain)
    return made or nothing_found(width, choices.needle, "")


def _driver(state: DriverState, width: int, *, plain: bool) -> list[Line]:
    target = Target("driver", state.driver.id)
    chart = sparkline([each.value for each in state.readings], CHART, plain=plain)
    last = valued(state.latest.value, state.driver.unit) if state.latest else "no reading: t records one"
    figures = f"{last}{trend_short(state)}"
    name = max(width - CHART - 2 - len(figures) - 1, 12)
    made = [
        line(
            Span(fit(state.driver.name, name) + " ", "strong", target),
            Span(fit(chart, CHART) + "  ", "work", target),
            Span(cut(figures, max(width - name - CHART - 3, 0)), "", target),
        )
    ]
    for each in state.triggers:
        trigger = Target("trigger", each.trigger.id)
        made += wrapped(each.sentence, width, trigger_tone(each), indent=2, target=trigger)
    if not state.triggers:
        made.append(line("  ", Span("no trigger: h sets a level at which something is called for", "quiet")))
    return [*made, BLANK]


def trend_short(state: DriverState) -> str:
    """`, +1.8 a year`."""
    if state.trend is None:
        return ""
    slope = round(state.trend.slope, 1 if abs(state.trend.slope) < 100 else 0)
    return f", {'+' if slope >= 0 else ''}{number(slope)} a year"
