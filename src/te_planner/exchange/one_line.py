"""A project in one line: `Managed charging @T. Nakamura 2027-01..2028-06 #approved >PCE02.2 40%`."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from te_planner.errors import WrongCall
from te_planner.plan.snapshot import Day
from te_planner.plan.typed_days import typed_day
from te_planner.plan.words import STATUSES
from te_planner.roadmap.model import Cell

EXAMPLE = "Managed charging @T. Nakamura 2027-01..2028-06 #approved >PCE02.2 40%"
CELL = re.compile(r"(?:^|(?<=\s))>\s*(\S+)(?:\s+(\d{1,9})(?:\s*%|(?!\S)))?")
STATUS = re.compile(r"(?:^|(?<=\s))#(on hold|\S+)", re.IGNORECASE)
DAYS = re.compile(r"(?<!\S)(\S*?)(?<!\.)\.\.(?!\.)(\S*)")


NUMBER = re.compile(r"[\d.,/:-]*\d[\d.,/:-]*%?")
TAKEN = "\n"
"""Left where a part was taken out of the line, so that what stands after it can be told."""


class OneLine(NamedTuple):
    """What a line means, what of it means nothing, and what may be read otherwise than it was meant."""

    title: str = ""
    owner: str = ""
    start: Day = ""
    end: Day = ""
    status: str = "proposed"
    cells: tuple[tuple[str, int], ...] = ()
    faults: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def values(self) -> dict[str, Any]:
        """As the edit takes them."""
        found = self._asdict()
        del found["faults"], found["remarks"]
        return {name: value for name, value in found.items() if value}


def read_line(text: str, today: Day, cells: Mapping[str, Cell]) -> OneLine:
    """Read a line. A part that cannot be is named among the faults; the others are read all the same.

    `@` begins the owner, `#` a status, `>` a cell with its share (100 % without); days are FROM..TO, of
    which one may be left out. The title is what comes before the owner.
    """
    faults: list[str] = []
    found, rest = _cells(text, cells, faults)
    status, rest = _status(rest, faults)
    start, end, rest = _days(rest, today, faults)
    title, _, owner = f" {rest}".partition(" @")
    remarks = (*_strays("title", title), *_strays("owner", owner))
    title, owner = " ".join(title.split()), " ".join(owner.split())
    if not title:
        faults.append("It has no title: begin with what the project is called.")
    if start and end and end < start:
        faults.append(f"The end {end} lies before the start {start}.")
    return OneLine(title, owner, start, end, status, found, tuple(faults), remarks)


def _strays(part: str, text: str) -> Iterator[str]:
    """Words that stand apart from the rest of the title or owner, and numbers in an owner."""
    first, *later = [each for each in text.split(TAKEN) if each.strip()] or [""]
    words = [word for each in later for word in each.split()]
    if part == "owner":
        words = [*filter(NUMBER.fullmatch, first.split()), *words]
    if not words:
        return
    yield f"“{' '.join(words)}” is read as part of the {part}."
    if any(map(NUMBER.fullmatch, words)):
        yield "A share stands after its enabler, such as >PCE02.2 60%; days are FROM..TO."


def _cells(
    text: str, cells: Mapping[str, Cell], faults: list[str]
) -> tuple[tuple[tuple[str, int], ...], str]:
    found: dict[str, int] = {}
    for ref, share in CELL.findall(text):
        cell, percent = cells.get(ref.upper()), int(share or 100)
        if cell is None or cell.lane != "E" or cell.nature == "baseline":
            faults.append(f">{ref} is no enabler that a project could deliver, such as PCE02.2.")
        elif not 1 <= percent <= 100:
            faults.append(f">{ref} {share}%: a share is 1 to 100 percent.")
        else:
            found[cell.ref] = percent
    return tuple(found.items()), CELL.sub(TAKEN, text)


def _status(text: str, faults: list[str]) -> tuple[str, str]:
    named = [each.casefold().replace("-", " ") for each in STATUS.findall(text)]
    faults += [f"#{each} is no status: {', '.join(STATUSES)}." for each in named if each not in STATUSES]
    known = [each for each in named if each in STATUSES]
    if len(known) > 1:
        faults.append(f"It has one status, not {len(known)}: #{' #'.join(known)}.")
    return (known[0] if known else "proposed"), STATUS.sub(TAKEN, text)


def _days(text: str, today: Day, faults: list[str]) -> tuple[Day, Day, str]:
    spans = [span for span in DAYS.findall(text) if any(span)]
    if len(spans) > 1:
        faults.append(
            f"It runs once, not {len(spans)} times: {', '.join('..'.join(each) for each in spans)}."
        )
    days = ["", ""]
    for place, typed in enumerate(spans[0] if spans else ()):
        try:
            days[place] = (
                typed_day(typed, ("start", "end")[place], today, ("first", "last")[place]) if typed else ""
            )
        except WrongCall as error:
            faults.append(str(error))
    return days[0], days[1], DAYS.sub(lambda each: TAKEN if each[1] or each[2] else each[0], text)
