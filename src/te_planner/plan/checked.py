"""What a project, a status and a milestone must be to be stored: the rules of single values."""

import re
from collections.abc import Collection, Iterable
from typing import Any

from te_planner.errors import WrongCall
from te_planner.plan.days import parse_day
from te_planner.plan.snapshot import Day
from te_planner.plan.text import LONG, clean
from te_planner.plan.words import STATUSES


def project_values(
    taken: Collection[str], key: str, title: str, owner: str, start: str | None, end: str | None, note: str
) -> dict[str, Any]:
    """The columns of a new project; `taken` are the keys that there are, in capitals. Raises WrongCall."""
    key = project_key(key)
    refuse_taken(key, taken)
    first, last = span(start, end)
    return {
        "key": key,
        "title": project_title(title),
        "owner": project_owner(owner),
        "start_day": first,
        "end_day": last,
        "note": project_note(note),
    }


def project_key(key: str) -> str:
    key = clean(key, "project key", required=True, limit=20)
    if "/" in key or " " in key:
        raise WrongCall(f"“{key}” has a blank or a slash in it, which a key cannot. Write one such as P-07.")
    return key


def refuse_taken(key: str, taken: Collection[str]) -> None:
    if key.upper() in taken:
        raise WrongCall(f"There is a project {key} already. Choose another key, or leave it out.")


def next_free(keys: Iterable[str]) -> str:
    """The next key that is none of these."""
    return key_numbered(last_number(keys) + 1)


def last_number(keys: Iterable[str]) -> int:
    """The highest number among keys such as P-07, which are made up where none is given; 0 without any."""
    found = (re.fullmatch(r"P-(\d{1,18})", key.upper()) for key in keys)  # longer ones are no keys
    return max((int(each[1]) for each in found if each), default=0)


def key_numbered(number: int) -> str:
    return f"P-{number:02}"


def project_title(title: str) -> str:
    return clean(title, "project title", required=True)


def project_owner(owner: str | None) -> str:
    return clean(owner or "", "owner")


def project_note(note: str | None) -> str:
    return clean(note or "", "project note", limit=LONG)


def span(start: str | None, end: str | None) -> tuple[Day | None, Day | None]:
    first = parse_day(start, "start") if start else None
    last = parse_day(end, "end") if end else None
    if first and last and last < first:
        raise WrongCall(f"The end {last} lies before the start {first}. Mend one of them.")
    return first, last


def status_since(today: Day, status: str, day: str | None) -> Day:
    """The day of a status change. Raises WrongCall where it cannot be."""
    if status not in STATUSES:
        raise WrongCall(f"“{status}” is no status. Write one of: {', '.join(STATUSES)}.")
    since = parse_day(day, "status day") if day else today
    if since > today:
        raise WrongCall(f"The status day {since} lies in the future. Set the status when it changes.")
    return since


def milestone_title(title: str) -> str:
    return clean(title, "milestone title", required=True)


def title_taken(title: str, of: str = "The project") -> WrongCall:
    """A title tells the milestone from the project's others: by it the milestone is named."""
    return WrongCall(f"{of} has a milestone “{title}” already. Choose another title.")


def checked_weight(weight: int) -> int:
    if not 1 <= weight <= 1000:
        raise WrongCall(f"A weight is a whole number from 1 to 1000; {weight} is not.")
    return weight


def milestone_days(
    today: Day, day: str | None, forecast: str | None, given: str | None, actual: str | None
) -> dict[str, Day | None]:
    """The columns of a new milestone's days. Raises WrongCall for one that cannot be."""
    moved, said = forecast_days(today, forecast, given)
    return {
        "baseline_day": baseline(day),
        "forecast_day": moved,
        "forecast_given_day": said,
        "actual_day": done_day(today, actual) if actual else None,
    }


def baseline(day: str | None) -> Day | None:
    return parse_day(day, "milestone day") if day else None


def forecast_days(today: Day, forecast: str | None, given: str | None) -> tuple[Day | None, Day | None]:
    """A forecast, and the day on which it was given: today without one."""
    return (parse_day(forecast, "forecast"), given_day(today, given)) if forecast else (None, None)


def given_day(today: Day, given: str | None) -> Day:
    said = parse_day(given, "day of the forecast") if given else today
    if said > today:
        raise WrongCall(f"The forecast cannot have been given on {said}, which lies in the future.")
    return said


def done_day(today: Day, day: str | None) -> Day:
    actual = parse_day(day, "day done") if day else today
    if actual > today:
        raise WrongCall(f"{actual} lies in the future: nothing is done there yet. Give it as a forecast.")
    return actual
