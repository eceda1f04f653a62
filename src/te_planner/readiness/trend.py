"""A driver's trend, and when it reaches a level: least squares over the readings of the last years (derived).

Plain and stated: a straight line and its spread, no more.
"""

from collections.abc import Sequence
from datetime import date
from math import ceil, sqrt

from te_planner.plan.outlook import Reading, Trigger
from te_planner.plan.snapshot import Day
from te_planner.readiness.days import days_between, shift, years_before
from te_planner.readiness.outlook_model import Reach, Trend
from te_planner.readiness.rules import NEAR_WITHIN, TREND_HORIZON, TREND_YEARS, YEAR

TOO_FEW = f"fewer than two days with readings in the last {TREND_YEARS} years"
FLAT = 1e-12
"""A line that moves by less than this part of its values does not move: it is the rounding of the machine."""


def trend(readings: Sequence[Reading], as_of: Day) -> tuple[Trend | None, str]:
    """The line through the readings of the five years up to the day, or why there is none.

    The readings are in order of day, none of them later than `as_of`.
    """
    since = years_before(as_of, TREND_YEARS)
    recent = [each for each in readings if each.day >= since]
    if len({each.day for each in recent}) < 2:
        return None, TOO_FEW
    # only a plan with readings pays for it
    from statistics import linear_regression

    today = date.fromisoformat(as_of).toordinal()
    days = [date.fromisoformat(each.day).toordinal() - today for each in recent]
    values = [each.value for each in recent]
    slope, value = linear_regression(days, values)
    if abs(slope) * (days[-1] - days[0]) <= FLAT * max(map(abs, values)):
        slope, value = 0.0, sum(values) / len(values)
    errors = [(found - value - slope * day) ** 2 for day, found in zip(days, values, strict=True)]
    spread = sqrt(sum(errors) / (len(errors) - 2)) if len(errors) > 2 else None
    return Trend(slope * YEAR, value, spread, len(recent), recent[0].day, recent[-1].day), ""


def reach(
    trigger: Trigger, readings: Sequence[Reading], line: Trend | None, reason: str, as_of: Day
) -> Reach:
    """Whether and when a trigger's level is reached: by the readings, else by their trend."""
    if since := _reached_since(trigger, readings):
        return Reach(trigger, "reached", since, None, None, None, "")
    if line is None:
        return Reach(trigger, "not", None, None, None, None, reason)
    away = trigger.level - line.value
    if line.slope == 0:
        return Reach(trigger, "not", None, None, None, None, "its readings do not move")
    if (line.slope > 0) != (trigger.direction == "above"):
        return Reach(trigger, "not", None, None, None, None, "its readings move the other way")
    ahead = away / line.slope * YEAR
    horizon = TREND_HORIZON * YEAR
    if ahead > horizon:
        reason = f"its readings would take more than {TREND_HORIZON} years"
        return Reach(trigger, "not", None, None, None, None, reason)
    margin = None if line.spread is None else abs(line.spread / line.slope) * YEAR
    day = _day(as_of, ahead)
    return Reach(
        trigger=trigger,
        state="near" if days_between(as_of, day) <= NEAR_WITHIN else "not",
        reached_day=None,
        day=day,
        earliest=None if margin is None else _day(as_of, ahead - margin),
        latest=None if margin is None or ahead + margin > horizon else _day(as_of, ahead + margin),
        reason="",
    )


def _reached_since(trigger: Trigger, readings: Sequence[Reading]) -> Day | None:
    """The first day of the run of readings at or beyond the level that lasts until the latest one."""
    since = None
    for reading in reversed(readings):
        beyond = (
            reading.value >= trigger.level if trigger.direction == "above" else reading.value <= trigger.level
        )
        if not beyond:
            break
        since = reading.day
    return since


def _day(as_of: Day, ahead: float) -> Day:
    """The first whole day on which the line is there; today, where it passed the level already."""
    return shift(as_of, max(0, ceil(round(ahead, 6))))
