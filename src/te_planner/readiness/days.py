"""Arithmetic on ISO days."""

from datetime import date, timedelta

from te_planner.plan.snapshot import Day

FIRST = date.min.isoformat()
LAST = date.max.isoformat()


def shift(day: Day, days: int) -> Day:
    """The day that many days later; the calendar's first or last day where it would pass beyond."""
    if not days:
        return day
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except OverflowError:
        return LAST if days > 0 else FIRST


def days_between(earlier: Day, later: Day) -> int:
    """How many days the second lies after the first; negative where it lies before."""
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def holds(since: Day, ended_from: Day | None, as_of: Day) -> bool:
    """Whether what began on a day, and may have ended from another, holds on the day asked."""
    return since <= as_of and (ended_from is None or ended_from > as_of)
