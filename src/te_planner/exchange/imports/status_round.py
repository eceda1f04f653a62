"""A status round: what an owner is asked, as a workbook that comes back filled in.

Each row has a key of its own, so that it may be sorted and moved: the milestone's id and the forecast that
was sent, or the cell and its system; with a check, so that no row is taken for another.
"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from te_planner.errors import WrongCall
from te_planner.exchange.imports.own_book import READ_ME, ROUND, VERSION, Marks
from te_planner.exchange.imports.template_book import Book, Column
from te_planner.plan.days import spelled
from te_planner.plan.snapshot import Day
from te_planner.plan.words import ANSWERS
from te_planner.readiness.model import CellState, Readiness

KEY = "row key (please leave as it is)"
MILESTONES = "milestones"
CELLS = "cells"

MILESTONE_COLUMNS = (
    Column("project", width=12),
    Column("project title", width=34),
    Column("milestone", width=40),
    Column("baseline", "What was planned.", 12, day=True),
    Column(
        "forecast", "What we have. If it is another day now, write that under “new forecast”.", 12, day=True
    ),
    Column("done on", "The day it was done. Leave blank while it is open.", 13, day=True, answer=True),
    Column(
        "new forecast",
        "The day that you expect now. Leave blank if nothing changed.",
        13,
        day=True,
        answer=True,
    ),
    Column("comment", "Why, or anything that we should know.", 44, answer=True),
    Column(KEY, width=20, hidden=True),
)
CELL_COLUMNS = (
    Column("cell", width=11),
    Column("what it asks for", width=54),
    Column("system", width=22),
    Column("said so far", width=34),
    Column("why we ask", width=30),
    Column("answer", "Is it in place? Choose one, or leave blank.", 14, ANSWERS, answer=True),
    Column("since", "Since when it is so. Blank: the day on which we asked.", 13, day=True, answer=True),
    Column(
        "evidence",
        "What proves it, one a line: TITLE | PLACE, such as Order 20-145 | Docket 19-0456.",
        36,
        answer=True,
    ),
    Column("comment", "Anything that we should know.", 44, answer=True),
    Column(KEY, width=20, hidden=True),
)


class AskedMilestone(NamedTuple):
    """An open milestone of the owner's."""

    id: str
    project: str
    project_title: str
    title: str
    baseline: Day | None
    forecast: Day | None


class AskedCell(NamedTuple):
    """An enabler cell in a system to which the owner's projects contribute, and why it is asked about."""

    ref: str
    text: str
    system: str
    said: str
    why: str


class Round(NamedTuple):
    """What one owner is asked."""

    owner: str
    milestones: tuple[AskedMilestone, ...]
    cells: tuple[AskedCell, ...]


def owners(readiness: Readiness) -> tuple[str, ...]:
    """All owners of projects, in order."""
    return tuple(sorted({each.project.owner for each in readiness.projects.values() if each.project.owner}))


def status_round(readiness: Readiness, owner: str) -> Round:
    """What an owner is asked. Raises WrongCall where no project has that owner."""
    known = owners(readiness)
    name = next((each for each in known if each.casefold() == owner.casefold()), None)
    if name is None:
        raise WrongCall(f"No project is owned by “{owner}”. Owners are: {', '.join(known) or 'none'}.")
    own = {
        id_ for id_, work in readiness.projects.items() if work.project.owner == name and not work.cancelled
    }
    return Round(name, tuple(_milestones(readiness, own)), tuple(_cells(readiness, own)))


def _milestones(readiness: Readiness, own: set[str]) -> Iterator[AskedMilestone]:
    works = sorted((readiness.projects[id_] for id_ in own), key=lambda work: work.project.key)
    for work in works:
        still = [each for each in work.milestones if not each.done]
        for each in sorted(still, key=lambda one: (one.planned or "9999", one.milestone.seq)):
            row = each.milestone
            yield AskedMilestone(
                row.id, work.project.key, work.project.title, row.title, row.baseline_day, row.forecast_day
            )


def _cells(readiness: Readiness, own: set[str]) -> Iterator[AskedCell]:
    for system in readiness.systems.values():
        for state in system.cells.values():
            if any(each.project.project.id in own for each in state.contributions) and (why := _why(state)):
                yield AskedCell(state.cell.ref, state.cell.text, system.system.name, _said(state), why)


def _why(state: CellState) -> str:
    """Why somebody should say something of the cell; empty where nobody needs to."""
    reasons = {
        "claimed": "claimed: there is no evidence yet",
        "delivered": "delivered: nobody has attested it",
    }
    why = [reasons[state.state]] if state.state in reasons else []
    return "; ".join([*why, *state.flags]) if state.applicable else ""


def _said(state: CellState) -> str:
    if state.standing is None:
        return ""
    said = state.standing.statement
    since, on = spelled(state.standing.since), spelled(said.statement_day)
    return f"{said.answer} since {since}, said by {said.made_by} on {on}"


def milestone_key(asked: AskedMilestone) -> str:
    return f"milestone {asked.id} {asked.forecast or '-'} {check(asked.id, asked.project, asked.title)}"


def cell_key(asked: AskedCell) -> str:
    return f"cell {asked.ref} {check(asked.ref, asked.system)}"


def check(*parts: str) -> str:
    """By what a row is known to be as it was sent."""
    return hashlib.sha256("\n".join(" ".join(part.split()) for part in parts).encode()).hexdigest()[:10]


def round_book(asked: Round, plan: str, name: str, today: Day) -> bytes:
    """The workbook. `plan`: the plan's id, by which it is known when it comes back; `name`: its name."""
    book = Book(Marks(ROUND, VERSION, plan, today, asked.owner), f"Status of {name}, {spelled(today)}")
    book.lines(READ_ME, _help(asked, name, today))
    milestones = [
        (
            each.project,
            each.project_title,
            each.title,
            each.baseline,
            each.forecast,
            "",
            "",
            "",
            milestone_key(each),
        )
        for each in asked.milestones
    ]
    cells = [
        (each.ref, each.text, each.system, each.said, each.why, "", "", "", "", cell_key(each))
        for each in asked.cells
    ]
    if milestones:
        book.table(MILESTONES, MILESTONE_COLUMNS, milestones, locked=True)
    if cells:
        book.table(CELLS, CELL_COLUMNS, cells, locked=True)
    return book.content()


def _help(asked: Round, name: str, today: Day) -> Sequence[str]:
    return (
        f"{name}: status of {spelled(today)}, for {asked.owner}",
        f"{counted(asked, ' and ')} are yours.",
        "Please fill in the yellow columns and send this file back. What you leave blank stays as it was.",
        "Days are written as days, or as text such as 2027-03-31.",
        "Rows may be filtered; new rows are not read.",
    )


def counted(asked: Round, joint: str = ", ") -> str:
    """How much it asks for, in words."""
    milestones, cells = len(asked.milestones), len(asked.cells)
    return (
        f"{milestones} open milestone{'' if milestones == 1 else 's'}{joint}"
        f"{cells} cell{'' if cells == 1 else 's'} to confirm"
    )
