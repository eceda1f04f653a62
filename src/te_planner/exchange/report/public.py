"""The plan as everybody may read it: what is internal is taken out before any figure is told.

The figures stay what they are, internal work counted: only its names are gone. Taken out are all notes, the
owners, the money (budgets, and what gaps would cost), workshop answers, and of internal projects key, title
and milestones.
"""

from collections.abc import Iterable
from typing import Any

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

Numbers = dict[str, int]
"""Internal project id -> the number by which it is spoken of."""


def public_readiness(readiness: Readiness, today: Day, numbers: Numbers | None = None) -> Readiness:
    """The same figures without what is internal. `today`: the day for which they were made."""
    found = internal_projects([readiness]) if numbers is None else numbers
    made = evaluate(
        readiness.roadmap,
        public_snapshot(readiness.snapshot, found),
        as_of=readiness.as_of,
        today=today,
        known_on=readiness.known_on,
    )
    return made._replace(findings=tuple(each for each in made.findings if each.code not in UNSAID))


def public_sides(sides: Sides, today: Day) -> Sides:
    """Both readings without what is internal in either; nor who made which journal entry."""
    numbers = internal_projects([sides.after, sides.before])
    before, after = (public_readiness(each, today, numbers) for each in (sides.before, sides.after))
    return sides._replace(before=before, after=after, steps=())


def internal_projects(readings: Iterable[Readiness]) -> Numbers:
    """The projects that are marked internal in any of the readings, numbered in order of their keys."""
    ids = [
        project.id for readiness in readings for project in readiness.snapshot.projects if project.internal
    ]
    return {id_: number for number, id_ in enumerate(dict.fromkeys(ids), 1)}


def public_snapshot(snapshot: Snapshot, numbers: Numbers) -> Snapshot:
    """The plan's rows without what is internal."""
    rows: dict[str, Any] = {
        name: tuple(map(_bare, table)) if isinstance(table, tuple) and name != "head" else table
        for name, table in snapshot._asdict().items()
    }
    return Snapshot(**rows)._replace(
        plan=_bare(snapshot.plan),
        projects=tuple(
            _bare(each)._replace(key=f"not-public-{numbers[each.id]}", title=TITLE, internal=True)
            if each.id in numbers
            else _bare(each)
            for each in snapshot.projects
        ),
        milestones=tuple(
            each._replace(title=STEP) if each.project_id in numbers else each for each in snapshot.milestones
        ),
        budget_lines=(),
        gap_estimates=(),
        question_answers=(),
    )


def _bare(row: Any) -> Any:
    """A row without note and owner."""
    taken = {"note": "", "owner": OWNER}
    return row._replace(**{name: value for name, value in taken.items() if name in row._fields})


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
