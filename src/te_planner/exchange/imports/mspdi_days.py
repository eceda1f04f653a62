"""Days of a schedule: as its texts have them, and counted over a working week. No holiday is read."""

import re
from datetime import date, timedelta

from te_planner.exchange.imports.mspdi_file import ELAPSED_LAGS, Link, Schedule
from te_planner.plan.snapshot import Day

ELAPSED_DAY = 24 * 60
FAR = 100 * 365 * ELAPSED_DAY
"""A hundred years in minutes: nothing that is longer is reckoned with."""
DURATION = re.compile(
    r"P(?:(?P<D>[0-9.]{1,12})D)?(?:T(?:(?P<H>[0-9.]{1,12})H)?(?:(?P<M>[0-9.]{1,12})M)?(?:[0-9.]{1,12}S)?)?"
)


def day_of(text: str) -> Day | None:
    """The day of `2027-03-01T17:00:00`; nothing where there is none in the calendar."""
    found = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?)?", text, re.ASCII)
    try:
        return date.fromisoformat(found[1]).isoformat() if found else None
    except ValueError:
        return None


def minutes_of(duration: str, minutes_a_day: int) -> float | None:
    """The working minutes of `PT40H0M0S`; a day of `P5D` is a working day."""
    found = DURATION.fullmatch(duration)
    if not found or len(duration) < 3:
        return None
    try:
        days, hours, minutes = (float(found[unit] or 0) for unit in "DHM")
    except ValueError:
        return None
    return days * minutes_a_day + hours * 60 + minutes


def days_between(first: Day, last: Day) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


class Week:
    """The working week of a schedule: the days of its calendar, else Monday and so many on."""

    def __init__(self, schedule: Schedule) -> None:
        self.minutes_a_day = schedule.whole("MinutesPerDay", 480)
        a_week = schedule.whole("MinutesPerWeek", 5 * self.minutes_a_day)
        days = min(7, max(1, round(a_week / self.minutes_a_day)))
        self.days = schedule.weekdays or frozenset(range(days))

    def later(self, day: Day, working_days: int) -> Day:
        """The day so many working days after (or before) a day."""
        at, step = date.fromisoformat(day), 1 if working_days > 0 else -1
        weeks, rest = divmod(abs(working_days), len(self.days))
        at += timedelta(weeks=step * weeks)
        while rest:
            at += timedelta(days=step)
            rest -= at.weekday() in self.days
        return at.isoformat()

    def lag(self, link: Link, since: Day | None) -> int:
        """A link's lag in calendar days, counted from a day; part of a day counts as none."""
        minutes = max(-FAR, min(FAR, link.lag / 10))
        if link.lag_format in ELAPSED_LAGS:
            return int(minutes // ELAPSED_DAY)
        working = int(minutes // self.minutes_a_day)
        try:
            return days_between(since, self.later(since, working)) if since else working * 7 // len(self.days)
        except OverflowError:
            return working * 7 // len(self.days)

    def finish(self, start: Day, duration: str) -> Day | None:
        """The last day of a task that has a start and a duration only."""
        minutes = minutes_of(duration, self.minutes_a_day)
        if minutes is None or minutes > FAR:
            return None
        try:
            return self.later(start, max(0, -int(-minutes // self.minutes_a_day) - 1))
        except OverflowError:
            return None
