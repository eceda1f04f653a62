"""Finding what a planner named: a project by its key, a cell by its reference, others by their name."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TypeVar

from sqlmodel import SQLModel, col, select

from te_planner.errors import WrongCall
from te_planner.plan.outlook import obligation_name
from te_planner.plan.tables import (
    Driver,
    Measure,
    Milestone,
    Obligation,
    Project,
    Region,
    Statement,
    System,
    Waypoint,
)
from te_planner.plan.text import SHORT
from te_planner.plan.transaction import Transaction
from te_planner.roadmap.model import Cell

Row = TypeVar("Row", bound=SQLModel)
Placed = TypeVar("Placed", Driver, Measure)
TODAYS = "how things are today"
ID = 36
"""Characters of a row's id."""


def storable(name: str) -> bool:
    """Whether a plan could hold such a name: SQLite cannot be asked for half a character, nor need it be."""
    return len(name) <= SHORT and not any("\ud800" <= sign <= "\udfff" for sign in name)


def unknown(what: str, text: str, known: Iterable[str], lists: str) -> WrongCall:
    """The message for a name that nothing has: the nearest names, and the command that lists all."""
    near = get_close_matches(text[:SHORT], list(known), n=3, cutoff=0.5)
    hint = f"Did you mean {', '.join(near)}? " if near else ""
    return WrongCall(f"There is no {what} “{text}”. {hint}{lists}")


def project(tx: Transaction, name: str) -> Project:
    """By key (in any case) or id."""

    def as_written() -> Project | None:
        query = select(Project).where((col(Project.key) == name) | (col(Project.id) == name))
        return tx.session.exec(query).first()

    # as written first: rows of a thousand projects take longer to make than all else that an edit does
    if storable(name) and (exact := tx.known(Project, name, as_written)):
        return exact
    rows = tx.session.exec(select(Project)).all()
    for row in rows:
        if name.upper() == row.key.upper():
            return row
    raise unknown("project", name, (row.key for row in rows), "List them with: te-planner projects")


def system(tx: Transaction, name: str | None) -> System:
    """By name or id; without a name, the plan's only one."""

    def as_written() -> System | None:
        query = select(System).where((col(System.name) == name) | (col(System.id) == name))
        return tx.session.exec(query).first()

    if name and storable(name):
        exact = tx.known(System, name, as_written)
        if exact and name in (exact.id, exact.name):  # it may have another name since
            return exact
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
        if storable(title):
            as_written = tx.session.exec(query.where(Milestone.title == title.strip())).all()
            if len(as_written) == 1:
                return as_written[0]
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


def driver(tx: Transaction, name: str, place: str | None = None) -> Driver:
    """By name, in a system where it has more than one of them."""
    rows = _placed(tx, Driver, place)
    return _one_of_systems(tx, rows, "driver", name, "List them with: te-planner drivers")


def measure(tx: Transaction, name: str, place: str | None = None) -> Measure:
    """By name or as “BENEFIT/name”, in a system where it has more than one of them."""
    rows = _placed(tx, Measure, place)
    benefit, slash, short = name.partition("/")
    if slash and (own := [row for row in rows if row.benefit == benefit.strip().upper()]):
        rows, name = own, short
    return _one_of_systems(tx, rows, "measure", name, "List them with: te-planner measures")


def _placed(tx: Transaction, table: type[Placed], place: str | None) -> list[Placed]:
    query = select(table).order_by(table.name)
    if place:
        query = query.where(table.system_id == system(tx, place).id)
    return list(tx.session.exec(query).all())


def _one_of_systems(tx: Transaction, rows: list[Placed], what: str, name: str, lists: str) -> Placed:
    wanted = name.strip()
    found = [row for row in rows if wanted in (row.id, row.name)] or [
        row for row in rows if wanted.casefold() == row.name.casefold()
    ]
    if len(found) > 1:
        places = {tx.session.get_one(System, row.system_id).name for row in found}
        which = "Name its system (by command: --system NAME)."
        if len(places) == 1:
            which = "Write it as BENEFIT/NAME."
        raise WrongCall(f"There are {len(found)} {what}s “{wanted}”, in {', '.join(sorted(places))}. {which}")
    if not found:
        raise unknown(what, wanted, (row.name for row in rows), lists)
    return found[0]


def waypoint(tx: Transaction, name: str) -> Waypoint:
    rows = tx.session.exec(select(Waypoint).order_by(Waypoint.name)).all()
    return _named(rows, "waypoint", name.strip(), "List them with: te-planner waypoints")


def obligation(tx: Transaction, name: str) -> Obligation:
    """By “DOCKET ¶PARAGRAPH”, by its docket where that has one alone, or by id."""
    rows = tx.session.exec(select(Obligation).order_by(Obligation.docket, Obligation.paragraph)).all()
    docket, _, paragraph = name.partition("¶")
    wanted = obligation_name(docket.strip(), paragraph.strip())
    named = {row.id: obligation_name(row.docket, row.paragraph) for row in rows}
    lists = "List them with: te-planner obligations"
    found = [row for row in rows if wanted.casefold() == named[row.id].casefold()] or [
        row for row in rows if name == row.id or wanted.casefold() == row.docket.casefold()
    ]
    if len(found) > 1:
        known = ", ".join(named[row.id] for row in found[:6])
        raise WrongCall(f"“{wanted}” asks {len(found)} things: {known}. Name one.")
    return _only(found, "obligation", wanted, list(named.values()), lists)


def _by_id(tx: Transaction, table: type[Row], begin: str) -> list[Row]:
    if not (4 <= len(begin) <= ID and begin.isascii()):
        return []
    if exact := tx.session.get(table, begin):
        return [exact]
    # the database finds them in any case; what is asked for begins so as written
    query = select(table).where(table.id.startswith(begin, autoescape=True))  # type: ignore[attr-defined]  # every table has an id
    return [row for row in tx.session.exec(query).all() if row.id.startswith(begin)]  # type: ignore[attr-defined]  # as above


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


def condition(tx: Transaction, ref: str) -> Cell:
    """An enabler cell that is a condition: a state of the world that a planner can only watch."""
    found = cell(tx, ref, "E", "an enabler cell that is a condition")
    if found.nature != "condition":
        what = "an action, which a project delivers" if found.nature == "action" else TODAYS
        raise WrongCall(f"{found.ref} is {what}, no condition. te-planner roadmap show E marks them.")
    return found


def deliverable(tx: Transaction, ref: str) -> Cell:
    """An enabler cell that is an action: somebody can bring it about."""
    found = cell(tx, ref, "E", "an enabler cell")
    if found.nature != "action":
        what = "a condition, which one can only watch" if found.nature == "condition" else TODAYS
        raise WrongCall(f"{found.ref} is {what}: nobody delivers it. Name an action cell.")
    return found
