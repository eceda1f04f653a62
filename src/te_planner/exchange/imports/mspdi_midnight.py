"""A finish at midnight: the end of the day before, where a schedule knows hours at all (`derived`).

A day of 24 hours ends at 00:00 of the next one, and so does a late shift. A program that knows days only
writes 00:00 too, and means the day that it names.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

MIDNIGHT = "00:00"
WHOLE_DAY = "1440"
"""Minutes."""


def has_hours(header: Mapping[str, str], tasks: Iterable[Mapping[str, str]]) -> bool:
    """Whether a schedule knows hours: some task begins at one, or its day is said to end at midnight."""
    if header.get("DefaultFinishTime", "")[:5] == MIDNIGHT or header.get("MinutesPerDay") == WHOLE_DAY:
        return True
    starts = (task.get("Start", "") for task in tasks)
    return any(start[11:16] not in ("", MIDNIGHT) for start in starts)


def ended(start: str, finish: str) -> str:
    """The finish, on the last day on which the work goes on; what takes no time stays where it is."""
    at_midnight = finish[11:16] == MIDNIGHT and finish[16:19] in ("", ":00")
    if not at_midnight or not start or finish[:16] <= start[:16]:
        return finish
    try:
        return (date.fromisoformat(finish[:10]) - timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return finish
