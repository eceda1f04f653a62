"""Budgets as spreadsheets have them: a row a project, a column a year (“2027 capital”, “FY28 opex”)."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from te_planner.exchange.imports.headings import WORDS as HEADINGS
from te_planner.exchange.imports.headings import Match, plain
from te_planner.exchange.imports.model import Column, Place

YEAR = re.compile(r"(?:fy)?((?:19|20)\d\d)|fy(\d\d)")
WORDS = {
    "capital": "capital", "capex": "capital", "operating": "operating", "opex": "operating",
    "om": "operating", "planned": "planned", "plan": "planned", "budget": "planned",
    "budgeted": "planned", "actual": "actual", "actuals": "actual", "spent": "actual", "geplant": "planned",
    "soll": "planned", "ist": "actual",
}  # fmt: skip
FILLING = frozenset({"fy", "cost", "costs", "amount", "year", "spend", "expenditure"})
BESIDE = {
    word: value
    for value in ("kind", "docket", "currency")
    for word in (value, *HEADINGS["budget"][value].split("|"))
}
"""Columns that say something of all years of a row."""
WHY = "a column a year"


class Year(NamedTuple):
    """What such a column says: of which year, capital or operating (empty: not said), planned or actual."""

    year: int
    kind: str
    value: str

    def __str__(self) -> str:
        return " ".join(filter(None, (self.value, str(self.year), self.kind)))


def year_of(heading: str) -> Year | None:
    """None where it is no such heading, or has a word that could mean anything else."""
    years: list[int] = []
    said: dict[str, str] = {}
    for word in plain(heading).replace("o m", "om").split():
        if found := YEAR.fullmatch(word):
            years.append(int(found[1] or f"20{found[2]}"))
        elif meant := WORDS.get(word):
            group = "kind" if meant in ("capital", "operating") else "value"
            if said.setdefault(group, meant) != meant:
                return None
        elif word not in FILLING:
            return None
    return Year(years[0], said.get("kind", ""), said.get("value", "planned")) if len(years) == 1 else None


def as_budget(matched: Match) -> Match | None:
    """The budgets that a table of projects holds beside, in columns a year; None without any."""
    if matched.kind != "project":
        return None
    values = [each.value for each in matched.columns]
    name = "key" if "key" in values else "title"
    columns: list[Column] = []
    seen: set[str] = set()
    for place, each in enumerate(matched.columns):
        said = matched.years.get(place, "")
        year = None if each.why else year_of(said or each.heading)
        if each.value == name:
            columns.append(Column(each.heading, "project", each.why))
        elif year and str(year) not in seen:
            seen.add(str(year))
            columns.append(Column(each.heading, str(year), "as you said" if said else WHY))
        else:
            value = "" if each.why else BESIDE.get(plain(each.heading), "")
            value = "" if value in {known.value for known in columns} else value
            columns.append(Column(each.heading, value, "by its words" if value else ""))
    return Match("budget", tuple(columns), len(seen)) if seen else None


Line = tuple[Place, dict[str, Any], dict[str, str]]
"""Where a row stands, what it says, and the headings that say it."""


def a_line_a_year(found: Iterable[Line]) -> Iterator[Line]:
    """A line for each year and kind of which a row says something."""
    for place, values, heads in found:
        lines: dict[tuple[int, str], dict[str, str]] = {}
        for name in values:
            value, _, rest = name.partition(" ")
            year, _, kind = rest.partition(" ")
            if rest:
                lines.setdefault((int(year), kind), {})[value] = name
        for (year_number, kind), names in lines.items():
            said = {name: value for name, value in values.items() if " " not in name}
            said |= {"year": year_number, **({"kind": kind} if kind else {})}
            said |= {value: values[name] for value, name in names.items()}
            yield place, said, heads | {value: heads[name] for value, name in names.items()}
