"""Days as files have them, strictly ISO and real, and as people read them: `spelled`.

What a planner types is read by `typed_days`. JSON, CSV, YAML and what is to be typed have days in ISO.
"""

import re
from datetime import date
from functools import lru_cache

from te_planner.errors import WrongCall
from te_planner.plan.snapshot import Day

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@lru_cache(20_000)
def spelled(day: Day | None, missing: str = "no date") -> str:
    """`24 Nov 2026`: the one way in which a day is written for people, in columns and within sentences."""
    if not day:
        return missing
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"


@lru_cache(maxsize=8192)
def parse_day(text: str, field: str = "day") -> Day:
    """The day of a text like 2026-11-24. Raises WrongCall for another form, or a day that does not exist."""
    text = text.strip()
    try:
        if (day := date.fromisoformat(text).isoformat()) == text:  # else it is ISO of another form
            return day
    except ValueError:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            raise WrongCall(
                f"{field}: {text} is not a day in the calendar. Write a day that exists, such as 2026-02-28."
            ) from None
    raise WrongCall(f"{field}: “{text}” is not a day. Write it as year-month-day, such as 2026-11-24.")
