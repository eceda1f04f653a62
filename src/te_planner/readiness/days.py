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
