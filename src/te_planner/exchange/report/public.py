"""The plan as everybody may read it: what is internal is taken out before any figure is told.

The figures stay what they are, internal work counted: only its names are gone. Taken out are all notes, the
owners, the money (budgets, and what gaps would cost), workshop answers, and of internal projects key, title
and milestones; where another text names such a project by key or title, that is taken out of it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from te_planner.exchange.report.model import Section, Table
from te_planner.exchange.sides import Sides
from te_planner.plan.snapshot import Day, Snapshot
from te_planner.readiness.evaluate import evaluate
from te_planner.readiness.model import Readiness

TITLE = "a project that is not public"
STEP = "a milestone that is not public"
OWNER = "not public"
INTERNAL = ("owner", "note", "cost", "lead_months", "who", "investment")
"""The columns that a public report does not have: what would stand in them was taken out."""
UNSAID = ("no-owner",)
"""Findings that would be of what was taken out."""

NAMING = (
    "title", "name", "place", "reason", "decided_by", "made_by", "approved_by", "met_by", "docket",
    "paragraph", "void_reason", "end_reason", "confirmed_by", "extent_unit", "unit",
)  # fmt: skip
"""Texts of public rows that may name an internal project: it is named there no more."""
KEPT = ("regions", "systems", "overlays", "freezes", "editions")
"""What is no row of work, or is named on the command line: its names stay."""


class Internal(NamedTuple):
    """Internal projects: id -> the number that each is spoken of by; key or title -> what stands instead."""

    numbers: dict[str, int]
    names: dict[str, str]


def public_readiness(readiness: Readiness, today: Day, internal: Internal) -> Readiness:
    """The same figures without what is internal. `today`: the day for which they were made."""
    made = evaluate(
        readiness.roadmap,
        public_snapshot(readiness.snapshot, internal),
        as_of=readiness.as_of,
        today=today,
        known_on=readiness.known_on,
    )
    return made._replace(findings=tuple(each for each in made.findings if each.code not in UNSAID))


def public_sides(sides: Sides, today: Day, internal: Internal) -> Sides:
    """Both readings without what is internal; nor who made which journal entry."""
    before, after = (public_readiness(each, today, internal) for each in (sides.before, sides.after))
    return sides._replace(before=before, after=after, steps=())


def internal_projects(readings: Sequence[Readiness], now: Iterable[str] = ()) -> Internal:
    """The projects that are internal in any of the readings, or `now` (ids)."""
    projects = [project for readiness in readings for project in readiness.snapshot.projects]
    ids = [each.id for each in projects if each.internal]
    numbers = {id_: number for number, id_ in enumerate(dict.fromkeys([*ids, *now]), 1)}
    names: dict[str, str] = {}
    for each in projects:
        if each.id in numbers:
            names |= {each.key.casefold(): _key(numbers[each.id]), each.title.casefold(): TITLE}
    return Internal(numbers, names)


def _key(number: int) -> str:
    return f"not-public-{number}"


def public_snapshot(snapshot: Snapshot, internal: Internal) -> Snapshot:
    """The plan's rows without what is internal."""
    numbers, unnamed = internal.numbers, _unnamed(internal.names)
    bare: dict[str, Any] = {
        name: tuple(unnamed(_bare(each)) if name not in KEPT else _bare(each) for each in table)
        for name, table in snapshot._asdict().items()
        if name not in ("plan", "head")
    }
    public = snapshot._replace(**bare)
    return public._replace(
        plan=_bare(snapshot.plan),
        projects=tuple(
            each._replace(key=_key(numbers[each.id]), title=TITLE, internal=True)
            if each.id in numbers
            else each
            for each in public.projects
        ),
        milestones=tuple(
            each._replace(title=STEP) if each.project_id in numbers else each for each in public.milestones
        ),
        budget_lines=(),
        gap_estimates=(),
        question_answers=(),
    )


def _bare(row: Any) -> Any:
    """A row without note and owner."""
    taken = {"note": "", "owner": OWNER}
    return row._replace(**{name: value for name, value in taken.items() if name in row._fields})


def _unnamed(names: dict[str, str]) -> Callable[[Any], Any]:
    """Takes the names out of a row's texts, where they stand as whole words."""
    if not names:
        return lambda row: row
    known = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    found = re.compile(rf"(?<!\w)(?:{known})(?!\w)", re.IGNORECASE)

    def unnamed(row: Any) -> Any:
        texts = {name: getattr(row, name) for name in NAMING if name in row._fields}
        return row._replace(
            **{
                name: found.sub(lambda each: names.get(each[0].casefold(), TITLE), text)
                for name, text in texts.items()
            }
        )

    return unnamed


def public_section(section: Section) -> Section:
    """A section without the columns that nothing would stand in."""
    return section._replace(
        blocks=tuple(_narrowed(each) if isinstance(each, Table) else each for each in section.blocks),
        sections=tuple(map(public_section, section.sections)),
    )


def _narrowed(table: Table) -> Table:
    kept = [place for place, each in enumerate(table.columns) if each.key not in INTERNAL]
    return table._replace(
        columns=tuple(table.columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in table.rows),
    )
