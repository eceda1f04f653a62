"""Days as people type them: today, next friday, +6m, 2027-03, Q2 2027, 31 mar 2027.

Only where a planner types. Files have ISO days, which `days.parse_day` reads and nothing else.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from te_planner.errors import WrongCall
from te_planner.plan.days import parse_day, spelled
from te_planner.plan.snapshot import Day

Edge = Literal["first", "last"]
"""Which day of a month or quarter is meant."""

EXAMPLES = "2027-03-31, 31 mar 2027, 2027-03, Q2 2027, next friday, +6m, -2w or today"
NEAR = {"today": 0, "tomorrow": 1, "yesterday": -1}
LAST = frozenset(
    {
        "as_of", "baseline", "due", "end", "known_on", "review", "target_day", "to",
        "add_milestone.day", "reforecast_milestone.day", "add_waypoint.day", "change_waypoint.day",
        "expect_condition.day",
    }
)  # fmt: skip
"""The values that say by when: 2027-03 is their 31 March. Of all others it is the first."""


def edge_of(edit: str, name: str) -> Edge:
    """Which day of a month a value of an edit (or an option of a command) means."""
    return "last" if name in LAST or f"{edit}.{name}" in LAST else "first"


def typed_day(text: str, field: str, today: Day, edge: Edge = "first") -> Day:
    """The day that was typed, seen from `today`. Raises WrongCall for what could be two days, or none."""
    words = " ".join(text.split()).casefold()
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words):
        return parse_day(words, field)
    for form, read in FORMS:
        found = re.fullmatch(form, words, re.ASCII)
        if found:
            try:
                day = read(found, date.fromisoformat(today), edge)
            except (ValueError, OverflowError):
                raise WrongCall(f"{field}: “{text}” is not a day in the calendar. {_examples()}") from None
            if day:
                return day.isoformat()
    raise WrongCall(_several(words, field) or f"{field}: “{text}” is not a day. {_examples()}")


def _examples() -> str:
    return f"Write it as {EXAMPLES}."


def _near(found: re.Match[str], today: date, _edge: Edge) -> date:
    return today + timedelta(days=NEAR[found[0]])


def _weekday(found: re.Match[str], today: date, _edge: Edge) -> date | None:
    """The next one after today, or the last one before it."""
    from dateutil.parser import parserinfo
    from dateutil.relativedelta import relativedelta, weekday

    number = parserinfo().weekday(found[2])
    if number is None:
        return None
    step = -1 if found[1] == "last " else 1
    return today + relativedelta(days=step, weekday=weekday(number)(step))


def _from_today(found: re.Match[str], today: date, _edge: Edge) -> date:
    from dateutil.relativedelta import relativedelta

    steps = int(found[1] + found[2])
    units = found[3][0]
    return (
        today
        + {
            "d": relativedelta(days=steps),
            "w": relativedelta(weeks=steps),
            "m": relativedelta(months=steps),
            "y": relativedelta(years=steps),
        }[units]
    )


def _month(found: re.Match[str], _today: date, edge: Edge) -> date:
    return _at(int(found[1]), int(found[2]), edge)


def _quarter(found: re.Match[str], _today: date, edge: Edge) -> date:
    month = int(found["quarter"]) * 3 - (0 if edge == "last" else 2)
    return _at(int(found["year"]), month, edge)


def _named_month(found: re.Match[str], _today: date, edge: Edge) -> date | None:
    """With or without a number of the day, before or after the month."""
    from dateutil.parser import parserinfo

    month = parserinfo().month(found["month"])
    if month is None:
        return None
    number = found.groupdict().get("day")
    return date(int(found["year"]), month, int(number)) if number else _at(int(found["year"]), month, edge)


def _at(year: int, month: int, edge: Edge) -> date:
    """The first or last day of a month."""
    from calendar import monthrange

    return date(year, month, monthrange(year, month)[1] if edge == "last" else 1)


Read = Callable[[re.Match[str], date, Edge], date | None]
FORMS: tuple[tuple[str, Read], ...] = (
    ("today|tomorrow|yesterday", _near),
    (r"(next |last |)([a-z]{2,9})", _weekday),
    (r"([+-]) ?([0-9]{1,5}) ?(d|days?|w|weeks?|m|months?|y|years?)", _from_today),
    (r"([0-9]{4})-([0-9]{1,2})", _month),
    (r"q(?P<quarter>[1-4]) ?[ -/]?(?P<year>[0-9]{4})", _quarter),
    (r"(?P<year>[0-9]{4})[ -/]?q(?P<quarter>[1-4])", _quarter),
    (r"(?P<day>[0-9]{1,2})\.? (?P<month>[a-z]{3,9})\.? (?P<year>[0-9]{4})", _named_month),
    (r"(?P<month>[a-z]{3,9})\.? (?P<day>[0-9]{1,2}),? (?P<year>[0-9]{4})", _named_month),
    (r"(?P<month>[a-z]{3,9})\.? (?P<year>[0-9]{4})", _named_month),
)


def _several(words: str, field: str) -> str:
    """What is said of 03/04/2027: which of its readings is meant, nobody can know."""
    found = re.fullmatch(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})", words, re.ASCII)
    if not found:
        return ""
    one, two, year = (int(each) for each in found.groups())
    readings = []
    for day, month in dict.fromkeys(((one, two), (two, one))):
        try:
            readings.append(date(year, month, day).isoformat())
        except ValueError:
            continue
    if len(readings) == 2:
        first, other = readings
        return f"{field}: {words} can be {spelled(first)} or {spelled(other)}. Write {first} or {other}."
    if readings:
        return f"{field}: day and month can change places in {words}. Write {readings[0]}."
    return ""
