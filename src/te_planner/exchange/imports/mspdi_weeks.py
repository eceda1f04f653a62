"""The weekdays on which a schedule works, by its own calendar: what a lag of days is counted by."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

Fields = Mapping[str, str]
MONDAY_TO_FRIDAY = frozenset(range(5))
WEEKDAYS = {"1": 6, "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5}
"""Sunday is 1 there; Monday is 0 here."""


class Calendar(NamedTuple):
    """A calendar of the file: its own fields, and its days of the week (and other days, of type 0)."""

    fields: dict[str, str]
    days: list[dict[str, str]]


def working_days(calendars: Sequence[Calendar], uid: str) -> frozenset[int] | None:
    """The weekdays (Monday 0) of the calendar of that number; nothing where it does not say."""
    said = next((each.days for each in calendars if each.fields.get("UID") == uid), [])
    working = {WEEKDAYS[kind]: _works(each) for each in said if (kind := each.get("DayType", "")) in WEEKDAYS}
    days = frozenset(day for day in range(7) if working.get(day, day in MONDAY_TO_FRIDAY))
    return days if working and days else None


def _works(fields: Fields) -> bool:
    return fields.get("DayWorking", "0") not in ("0", "false")
