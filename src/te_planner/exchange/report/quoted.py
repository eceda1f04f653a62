"""What a public report still says of what is internal: a free text that names it is told, not cut in silence.

Keys and titles of internal projects are taken out of every text (`public.py`). Who owns work, what a
milestone of an internal project is called, and what stands in an overlay or on the command line, may be said
within another text: whoever hands the report out decides.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from te_planner.exchange.report.model import Chart, Facts, Paragraph, Report, Section, Table, Title, walk
from te_planner.exchange.report.public import Internal
from te_planner.plan.snapshot import Region, System
from te_planner.readiness.model import Readiness

OWNER = "an owner"
SAYERS = ("made_by", "approved_by", "decided_by")
"""Columns that tell whose word something is."""
PLACES = 5
"""Places of one name, or names, that are told one by one."""


class Name(NamedTuple):
    """A name that is internal, and what it is of."""

    text: str
    what: str


def internal_names(readings: Sequence[Readiness], internal: Internal) -> tuple[Name, ...]:
    """Owners, and of internal projects keys, titles and milestones.

    A milestone counts by a title of several words that no public one has; an owner that is the plan's own
    name, its stakeholder, a system or a region is no secret.
    """
    snapshots = [each.snapshot for each in readings]
    hidden = internal.numbers
    known = {
        name.casefold()
        for each in snapshots
        for name in (each.plan.name, each.plan.stakeholder, *_names((*each.systems, *each.regions)))
    }
    projects = [row for each in snapshots for row in each.projects]
    owners = [row.owner for row in projects]
    owners += [row.owner for each in snapshots for row in each.obligations]
    steps = [row for each in snapshots for row in each.milestones]
    public = {row.title.casefold() for row in steps if row.project_id not in hidden}
    found = [Name(text, OWNER) for text in owners if text.casefold() not in known]
    found += [
        Name(text, "an internal project")
        for row in projects
        if row.id in hidden
        for text in (row.key, row.title)
    ]
    found += [
        Name(row.title, "a milestone of an internal project")
        for row in steps
        if row.project_id in hidden and " " in row.title and row.title.casefold() not in public
    ]
    return tuple({each.text.casefold(): each for each in reversed(found) if each.text}.values())


def _names(rows: Iterable[System | Region]) -> Iterator[str]:
    return (each.name for each in rows)


def quoted(report: Report, names: Sequence[Name]) -> tuple[str, ...]:
    """One sentence for each name that stands in the report, with where; and one on who says so."""
    if not names:
        return ()
    known = {each.text.casefold(): each for each in names}
    listed = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    pattern = re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)
    places: dict[Name, dict[str, None]] = {}
    sayers: dict[Name, None] = {}
    for place, says_so, text in _texts(report):
        for found in pattern.finditer(text):
            name = known.get(found[0].casefold())
            if name and says_so and name.what == OWNER:
                sayers[name] = None
            elif name:
                places.setdefault(name, {})[place] = None
    told = [_sentence(name, tuple(where)) for name, where in places.items()]
    return (*told, *([_who(tuple(sayers))] if sayers else []))


def _sentence(name: Name, places: tuple[str, ...]) -> str:
    more = f" and {len(places) - PLACES} more places" if len(places) > PLACES else ""
    return (
        f"“{name.text}”, {name.what}, stands in this public report: {'; '.join(places[:PLACES])}{more}. "
        "Mend the text in the plan, or leave it."
    )


def _who(names: tuple[Name, ...]) -> str:
    """Whose word something is, is told also of owners: it would be nobody's without."""
    listed = "; ".join(each.text for each in names[:PLACES])
    more = f" and {len(names) - PLACES} more" if len(names) > PLACES else ""
    return f"Owners that this public report names as those who said or approved something: {listed}{more}."


def _texts(report: Report) -> Iterator[tuple[str, bool, str]]:
    """Each text of the report: where it stands, whether it tells who says something, and the text."""
    yield "its title", False, report.title
    yield "its command line", False, report.command
    yield from _facts("its head", report.head)
    for event in report.events:
        yield f"the day “{event.title}”", False, f"{event.title}\n{event.text}"
    for _, section in walk(report.sections):
        yield "a section's title", False, section.title
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield section.title, False, block.text
            elif isinstance(block, Facts):
                yield from _facts(section.title, block)
            elif isinstance(block, Chart):
                yield f"{section.title}, “{block.title}”", False, block.text
                yield from _cells(section, block.table) if block.table else ()
            else:
                yield from _cells(section, block)


def _facts(place: str, facts: Facts) -> Iterator[tuple[str, bool, str]]:
    for fact in facts.facts:
        for text in _said(fact.value):
            yield f"{place}, {fact.label}", False, text


def _cells(section: Section, table: Table) -> Iterator[tuple[str, bool, str]]:
    where = section.title if table.title == section.title else f"{section.title}, {table.title}"
    for number, row in enumerate(table.rows, 1):
        for column, value in zip(table.columns, row, strict=True):
            for text in _said(value):
                yield f"{where}, row {number}, {column.title}", column.key in SAYERS, text


def _said(value: object) -> Iterable[str]:
    """The texts of a value: days, figures and references say no name."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Title):
        return (value.text,)
    return [each for each in value if isinstance(each, str)] if type(value) is tuple else ()
