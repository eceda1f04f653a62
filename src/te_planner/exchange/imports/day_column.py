"""The days of a column, in the usual regional spellings. What could be two days is decided by the whole
column or by the planner, never silently."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Literal, NamedTuple

from te_planner.exchange.imports.options import Dates
from te_planner.plan.days import spelled
from te_planner.plan.typed_days import Edge

EXAMPLE = "Write it as 2027-03-31."
SERIALS = range(20_000, 80_000)
"""Excel's numbers of the days 1954 to 2119."""

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janner jänner janvier janv enero ene gennaio januari",
            "february feb februar février févr fevrier febrero febbraio februari",
            "march mar märz maerz mrz mars marzo maart",
            "april apr avril avr abril abr aprile",
            "may mai mayo maggio mei",
            "june jun juni juin junio giugno",
            "july jul juli juillet juil julio luglio",
            "august aug août aout agosto ago augustus",
            "september sep sept septembre septiembre settembre",
            "october oct oktober okt octobre octubre ottobre",
            "november nov novembre noviembre",
            "december dec dezember dez décembre decembre déc diciembre dic dicembre",
        ),
        1,
    )
    for name in names.split()
}
WEEKDAY = (
    r"(mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|mo|di|mi|do|fr|sa|so)(day|sday|nesday|rsday|urday)?\.?,? "
)
NUMBERS = r"([0-9]{1,2})([./-]) ?([0-9]{1,2})\2 ?([0-9]{4}|[0-9]{2})\.?"
FORMS = (
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[t ][\d:.]+(?:z|[+-]\d\d:?\d\d)?)?",
    r"(?P<y>\d{4})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})",
    r"(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})",
    r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})",
    r"(?P<m>\d{1,2})[-/.](?P<y>\d{4})",
    r"(?P<d>[0-9]{1,2})(?:\.|st|nd|rd|th|er)?[ -](?:de |of )?(?P<n>[^\W\d]{3,10})\.?,?[ -](?:de )?"
    r"(?P<y>[0-9]{4}|[0-9]{2})",
    r"(?P<n>[^\W\d]{3,10})\.? (?P<d>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<y>[0-9]{4})",
    r"(?P<n>[^\W\d]{3,10})\.?[ /-]'?(?P<y>[0-9]{4}|[0-9]{2})",
    r"q(?P<q>[1-4])[ /-]?(?P<y>\d{4})",
    r"(?P<y>\d{4})[ /-]?q(?P<q>[1-4])",
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Compiled when a day is not written as we write days."""
    return tuple(re.compile(form, re.ASCII if "n>" not in form else 0) for form in FORMS)


@cache
def _vague() -> re.Pattern[str]:
    return re.compile("|".join(re.sub(r"\?P<\w>", "?:", form) for form in FORMS if "<d>" not in form))


class Bad(NamedTuple):
    """Why a value means nothing, and what to do; `asks`: the option that would tell what it means."""

    text: str
    asks: Literal["", "dates", "decimal"] = ""


class Orders(NamedTuple):
    """What comes first where dots part numbers, and where slashes or hyphens do; empty: it is not known."""

    dots: Dates
    others: Dates


def day_column(
    raws: Iterable[Any], edge: Edge, dates: Dates, heading: str
) -> tuple[dict[Any, str | Bad], tuple[str, ...]]:
    """Each raw value's ISO day, or why it is none; and what was decided for the column."""
    held = list(raws)
    found: dict[Any, str | Bad] = {raw: raw for raw in held if type(raw) is str and _is_iso(raw)}
    if len(found) == len(held):  # most columns are written so, and need not be looked at further
        return found, ()
    rest = [raw for raw in held if raw not in found]
    orders, notes = _orders(rest, dates, heading)
    found.update((raw, _day(raw, edge, orders)) for raw in rest)
    if vague := next((raw for raw in rest if _names_no_day(raw) and isinstance(found[raw], str)), None):
        day = spelled(found[vague])
        notes += (f"Column {heading}: the {edge} day of what names no day, {day} for {vague.strip()}.",)
    return found, notes


def proven_order(raws: Iterable[Any]) -> tuple[Dates, str]:
    """Day or month first, by the days parted with slashes or hyphens, and the one that proves it."""
    texts = [raw for raw in raws if isinstance(raw, str) and not _is_iso(raw)]
    parted = [found for raw in texts if (found := re.fullmatch(NUMBERS, _words(raw)))]
    order, proof = _proof([each for each in parted if each[2] != "."])
    return order, proof


def _orders(raws: list[Any], dates: Dates, heading: str) -> tuple[Orders, tuple[str, ...]]:
    """Day or month first: as one value of the column that is parted by the same signs proves it."""
    if dates:
        return Orders(dates, dates), ()
    texts = [raw for raw in raws if isinstance(raw, str)]
    parted = [found for raw in texts if (found := re.fullmatch(NUMBERS, _words(raw)))]
    dotted = [each for each in parted if each[2] == "."]
    with_dots, of_dots = _proven(dotted, heading)
    others, of_others = _proven([each for each in parted if each[2] != "."], heading)
    if dotted and not with_dots and others != "dmy":
        of_dots = f"Column {heading}: {dotted[0][0]} is read as day.month.year, as dots are used."
    return Orders(with_dots or "dmy", others), tuple(note for note in (of_others, of_dots) if note)


FIRST: dict[Dates, str] = {"dmy": "day before month", "mdy": "month before day"}


def _proven(parted: list[re.Match[str]], heading: str) -> tuple[Dates, str]:
    order, proof = _proof(parted)
    return order, f"Column {heading}: {FIRST[order]}, as {proof} shows." if order else ""


def _proof(parted: list[re.Match[str]]) -> tuple[Dates, str]:
    day_first = next((each for each in parted if int(each[1]) > 12 >= int(each[3])), None)
    month_first = next((each for each in parted if int(each[3]) > 12 >= int(each[1])), None)
    if day_first and not month_first:
        return "dmy", day_first[0]
    if month_first and not day_first:
        return "mdy", month_first[0]
    return "", ""


def _words(raw: str) -> str:
    words = " ".join(raw.split()).casefold()
    return re.sub(WEEKDAY, "", words, count=1)


def _day(raw: Any, edge: Edge, orders: Orders) -> str | Bad:
    if isinstance(raw, str):
        return _written(raw, edge, orders)
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _serial(raw)
    return Bad(f"“{raw}” is no day. {EXAMPLE}")


def _written(raw: str, edge: Edge, orders: Orders) -> str | Bad:
    words = _words(raw)
    if re.fullmatch(r"\d{5}(\.\d+)?", words, re.ASCII):
        return _serial(float(words))
    if numbers := re.fullmatch(NUMBERS, words):
        return _numbers(numbers, orders)
    for pattern in _patterns():
        if (found := pattern.fullmatch(words)) and (day := _parts(found.groupdict(), edge)):
            return day
    if re.fullmatch(r"\d{4}", words, re.ASCII):
        return Bad(f"{words} is a year alone. Write a day of it, such as {words}-12-31.")
    return Bad(f"“{raw[:60]}” is no day. {EXAMPLE}")


def _names_no_day(raw: Any) -> bool:
    """Whether it is a month or a quarter alone."""
    if not isinstance(raw, str) or (raw[:1].isdigit() and (len(raw) > len("2027 Q1 ") or raw.isdecimal())):
        return False
    return bool(_vague().fullmatch(_words(raw)))


def _is_iso(raw: str) -> bool:
    """Whether it is written as we write days."""
    if len(raw) != 10 or raw[4] != "-" or raw[7] != "-":
        return False
    try:
        date.fromisoformat(raw)
    except ValueError:
        return False
    return True


def _serial(raw: float) -> str | Bad:
    if int(raw) in SERIALS:
        return (date(1899, 12, 30) + timedelta(days=int(raw))).isoformat()
    return Bad(f"{raw} is no day, nor Excel's number of one. {EXAMPLE}")


def _numbers(found: re.Match[str], orders: Orders) -> str | Bad:
    """03.04.2027 with dots is the third of April wherever dots are used; with slashes it could be either."""
    one, sign, two, year = int(found[1]), found[2], int(found[3]), _year(found[4])
    taken = orders.dots if sign == "." else orders.others
    as_dmy, as_mdy = _real(year, two, one), _real(year, one, two)
    if taken:
        day = as_dmy if taken == "dmy" else as_mdy
        return day or Bad(f"{found[0]} is not in the calendar, read as {_named(taken)}. {EXAMPLE}")
    if as_dmy and as_mdy and as_dmy != as_mdy:
        return Bad(
            f"{found[0]} can be {spelled(as_dmy)} or {spelled(as_mdy)}, and no other value of the column "
            "tells which. Say which comes first (by command: --dates dmy or --dates mdy).",
            "dates",
        )
    return as_dmy or as_mdy or Bad(f"{found[0]} is not in the calendar. {EXAMPLE}")


def _named(order: Dates) -> str:
    return "day, month, year" if order == "dmy" else "month, day, year"


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


def _real(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _parts(found: dict[str, str | None], edge: Edge) -> str:
    """The day of a year with a month or quarter, and the first or last of it where it names no day."""
    from calendar import monthrange

    year = _year(found["y"] or "")
    if quarter := found.get("q"):
        month = int(quarter) * 3 - (0 if edge == "last" else 2)
    elif name := found.get("n"):
        month = MONTHS.get(name.rstrip("."), 0)
    else:
        month = int(found["m"] or 0)
    if not 1 <= month <= 12 or not 1 <= year <= 9999:
        return ""
    number = found.get("d")
    return _real(year, month, int(number) if number else monthrange(year, month)[1] if edge == "last" else 1)
