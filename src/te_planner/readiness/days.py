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


def months_between(earlier: Day, later: Day) -> int:
    """How many whole months the second day lies after the first; 0 where it does not."""
    one, two = date.fromisoformat(earlier), date.fromisoformat(later)
    months = (two.year - one.year) * 12 + two.month - one.month - (two.day < one.day)
    return max(0, months)


def years_before(day: Day, years: int) -> Day:
    """The same day of the calendar that many years before; 28 February for a 29th that is not there."""
    at = date.fromisoformat(day)
    if at.year <= years:
        return FIRST
    try:
        return at.replace(year=at.year - years).isoformat()
    except ValueError:
        return at.replace(year=at.year - years, day=28).isoformat()


def holds(since: Day, ended_from: Day | None, as_of: Day) -> bool:
    """Whether what began on a day, and may have ended from another, holds on the day asked."""
    return since <= as_of and (ended_from is None or ended_from > as_of)
