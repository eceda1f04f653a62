"""Finding what a planner named: a project by its key, a system by its name, a cell by its reference."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TypeVar

from sqlmodel import SQLModel, col, select

from te_planner.errors import WrongCall
from te_planner.plan.tables import Milestone, Project, Region, Statement, System
from te_planner.plan.transaction import Transaction
from te_planner.roadmap.model import Cell

Row = TypeVar("Row", bound=SQLModel)


def unknown(what: str, text: str, known: Iterable[str], lists: str) -> WrongCall:
    """The message for a name that nothing has: the nearest names, and the command that lists all."""
    near = get_close_matches(text, list(known), n=3, cutoff=0.5)
    hint = f"Did you mean {', '.join(near)}? " if near else ""
    return WrongCall(f"There is no {what} “{text}”. {hint}{lists}")


def project(tx: Transaction, name: str) -> Project:
    """By key (in any case) or id."""
    rows = tx.session.exec(select(Project)).all()
    for row in rows:
        if name in (row.id, row.key) or name.upper() == row.key.upper():
            return row
    raise unknown("project", name, (row.key for row in rows), "List them with: te-planner projects")


def system(tx: Transaction, name: str | None) -> System:
    """By name or id; without a name, the plan's only one."""
    rows = tx.session.exec(select(System).order_by(System.name)).all()
    if name:
        return _named(rows, "system", name, "List them with: te-planner status")
    if len(rows) == 1:
        return rows[0]
    if not rows:
        raise WrongCall("The plan has no system yet. Add one first, with: te-planner add system NAME")
    names = ", ".join(row.name for row in rows[:6]) + (", …" if len(rows) > 6 else "")
    raise WrongCall(f"Which system? The plan has {names}. Name one (by command: --system NAME).")


def region(tx: Transaction, name: str) -> Region:
    rows = tx.session.exec(select(Region).order_by(Region.name)).all()
    return _named(rows, "region", name, "Add it with: te-planner add system NAME --region REGION")


def _named(rows: Sequence[Row], what: str, name: str, lists: str) -> Row:
    # as written first: two names that differ in case alone are two in a plan that holds both
    for row in rows:
        if name in (row.id, row.name):  # type: ignore[attr-defined]  # systems and regions have names
            return row
    for row in rows:
        if name.casefold() == row.name.casefold():  # type: ignore[attr-defined]  # as above
            return row
    raise unknown(what, name, (row.name for row in rows), lists)  # type: ignore[attr-defined]  # as above


def milestone(tx: Transaction, name: str) -> Milestone:
    """By id or the beginning of one, or as “P-01/title”."""
    key, slash, title = name.partition("/")
    if slash:
        owner = project(tx, key.strip())
        query = select(Milestone).where(Milestone.project_id == owner.id)
        rows = tx.session.exec(query.order_by(col(Milestone.seq))).all()
        wanted = title.strip().casefold()
        found = [row for row in rows if row.title.casefold() == wanted] or [
            row for row in rows if wanted and row.title.casefold().startswith(wanted)
        ]
        lists = f"List them with: te-planner milestones --project {owner.key}"
        return _only(found, "milestone", name, [f"{owner.key}/{row.title}" for row in rows], lists)
    lists = "Name it as PROJECT/TITLE; te-planner milestones lists them."
    return _only(_by_id(tx, Milestone, name), "milestone", name, [], lists)


def statement(tx: Transaction, name: str) -> Statement:
    """By id or the beginning of one."""
    lists = "te-planner attestations lists them with their numbers."
    return _only(_by_id(tx, Statement, name), "statement", name, [], lists)


def _by_id(tx: Transaction, table: type[Row], begin: str) -> list[Row]:
    if len(begin) < 4:
        return []
    return [row for row in tx.session.exec(select(table)).all() if row.id.startswith(begin)]  # type: ignore[attr-defined]  # every table has an id


def _only(found: Sequence[Row], what: str, name: str, known: Sequence[str], lists: str) -> Row:
    if len(found) > 1:
        raise WrongCall(f"“{name}” fits {len(found)} {what}s. Write more of it. {lists}")
    if not found:
        raise unknown(what, name, known, lists)
    return found[0]


def cell(tx: Transaction, ref: str, lanes: str, what: str) -> Cell:
    """A cell of the roadmap in one of the lanes, such as RPE02.1 (in any case)."""
    found = tx.roadmap.cells.get(ref.strip().upper())
    lists = "Find one with: te-planner roadmap search WORDS"
    if found is None:
        raise unknown("cell", ref, (each for each in tx.roadmap.cells if each[2] in lanes), lists)
    if found.lane not in lanes:
        raise WrongCall(f"{found.ref} is not {what}. {lists}")
    return found
