"""Obligations: what an order asks, by when, what that waits for, and which filing met it."""

from sqlmodel import col, select

from te_planner.errors import WrongCall
from te_planner.plan import find
from te_planner.plan.days import parse_day, spelled
from te_planner.plan.outlook import obligation_name
from te_planner.plan.tables import Milestone, Obligation, ObligationTie, Project, System
from te_planner.plan.text import LONG, clean
from te_planner.plan.transaction import Transaction


def add_obligation(
    tx: Transaction,
    *,
    docket: str,
    title: str,
    due: str,
    paragraph: str = "",
    owner: str = "",
    note: str = "",
) -> str:
    """What a docket (and its paragraph) asks by a day; open until a filing meets it."""
    docket, paragraph = _place(tx, docket, paragraph)
    tx.insert(
        Obligation(
            docket=docket,
            paragraph=paragraph,
            title=clean(title, "title of the obligation", required=True),
            due_day=parse_day(due, "due day"),
            owner=clean(owner, "owner"),
            note=clean(note, "note", limit=LONG),
        )
    )
    return f"Add the obligation {obligation_name(docket, paragraph)}"


def _place(tx: Transaction, docket: str, paragraph: str, own: str = "") -> tuple[str, str]:
    """Docket and paragraph that tell the obligation from all others: by them it is named."""
    docket = clean(docket, "docket", required=True)
    paragraph = clean(clean(paragraph, "paragraph").removeprefix("¶"), "paragraph")
    if "¶" in docket:
        raise WrongCall("The docket has a ¶ in it. Write the paragraph apart (by command: --paragraph 4).")
    name = obligation_name(docket, paragraph)
    for each in tx.session.exec(select(Obligation)).all():
        theirs = obligation_name(each.docket, each.paragraph)
        if theirs.casefold() == name.casefold() and each.id != own:
            raise WrongCall(f"There is an obligation {theirs} already. Tell them apart by the paragraph.")
    return docket, paragraph


def change_obligation(
    tx: Transaction,
    *,
    obligation: str,
    docket: str | None = None,
    paragraph: str | None = None,
    title: str | None = None,
    due: str | None = None,
    owner: str | None = None,
    note: str | None = None,
) -> str:
    """Change what is given; None leaves a value."""
    row = find.obligation(tx, obligation)
    docket = row.docket if docket is None else docket
    docket, paragraph = _place(tx, docket, row.paragraph if paragraph is None else paragraph, row.id)
    tx.update(
        row,
        docket=docket,
        paragraph=paragraph,
        title=row.title if title is None else clean(title, "title of the obligation", required=True),
        due_day=row.due_day if due is None else parse_day(due, "due day"),
        owner=row.owner if owner is None else clean(owner, "owner"),
        note=row.note if note is None else clean(note, "note", limit=LONG),
    )
    return f"Change the obligation {_named(row)}"


def remove_obligation(tx: Transaction, *, obligation: str) -> str:
    """One entered in error, with its ties. One that was real is met, or goes on."""
    row = find.obligation(tx, obligation)
    for each in tx.session.exec(select(ObligationTie).where(ObligationTie.obligation_id == row.id)).all():
        tx.delete(each)
    tx.delete(row)
    return f"Remove the obligation {_named(row)}"


def tie_obligation(
    tx: Transaction,
    *,
    obligation: str,
    project: str | None = None,
    milestone: str | None = None,
    cell: str | None = None,
    system: str | None = None,
) -> str:
    """The obligation waits for a project's finish, for a milestone, or for a cell in a system."""
    row = find.obligation(tx, obligation)
    tie = _tie(tx, row, project, milestone, cell, system)
    if _tied(tx, tie):
        raise WrongCall(f"{_named(row)} is tied to {_words(tx, tie)} already. Nothing was changed.")
    tx.insert(tie)
    return f"Tie {_named(row)} to {_words(tx, tie)}"


def untie_obligation(
    tx: Transaction,
    *,
    obligation: str,
    project: str | None = None,
    milestone: str | None = None,
    cell: str | None = None,
    system: str | None = None,
) -> str:
    row = find.obligation(tx, obligation)
    tie = _tie(tx, row, project, milestone, cell, system)
    found = _tied(tx, tie)
    if found is None:
        raise WrongCall(f"{_named(row)} is not tied to {_words(tx, tie)}. Nothing was changed.")
    tx.delete(found)
    return f"Untie {_named(row)} from {_words(tx, tie)}"


def _tie(
    tx: Transaction,
    row: Obligation,
    project: str | None,
    milestone: str | None,
    cell: str | None,
    system: str | None,
) -> ObligationTie:
    if sum(map(bool, (project, milestone, cell))) != 1:
        raise WrongCall("An obligation is tied to one thing: name a project, a milestone or a cell.")
    if system and not cell:
        raise WrongCall("A system goes with a cell alone. Name the cell too, or leave the system out.")
    tie = ObligationTie(obligation_id=row.id)
    if project:
        tie.project_id = find.project(tx, project).id
    elif milestone:
        tie.milestone_id = find.milestone(tx, milestone).id
    elif cell:
        found = find.cell(tx, cell, "EB", "an enabler or benefit cell")
        if found.nature == "baseline":
            raise WrongCall(f"{found.ref} describes how things are today: nothing has to be waited for.")
        tie.cell, tie.system_id = found.ref, find.system(tx, system).id
    return tie


def _tied(tx: Transaction, tie: ObligationTie) -> ObligationTie | None:
    """The same tie where it is there: the database takes two with empty columns for different ones."""
    return tx.session.exec(
        select(ObligationTie).where(
            ObligationTie.obligation_id == tie.obligation_id,
            col(ObligationTie.project_id) == tie.project_id,
            col(ObligationTie.milestone_id) == tie.milestone_id,
            col(ObligationTie.cell) == tie.cell,
            col(ObligationTie.system_id) == tie.system_id,
        )
    ).first()


def _words(tx: Transaction, tie: ObligationTie) -> str:
    if tie.project_id:
        return tx.session.get_one(Project, tie.project_id).key
    if tie.milestone_id:
        milestone = tx.session.get_one(Milestone, tie.milestone_id)
        return f"“{milestone.title}” of {tx.session.get_one(Project, milestone.project_id).key}"
    place = tx.session.get_one(System, tie.system_id)
    return f"{tie.cell} in {place.name}"


def meet_obligation(tx: Transaction, *, obligation: str, filing: str, day: str | None = None) -> str:
    """Met by a filing, on its day (today without)."""
    row = find.obligation(tx, obligation)
    when = parse_day(day, "day of the filing") if day else tx.today
    if when > tx.today:
        raise WrongCall(f"{when} lies in the future: nothing is filed yet. Write a day up to {tx.today}.")
    if row.met_day:
        raise WrongCall(f"{_named(row)} was met on {spelled(row.met_day)} by {row.met_by}. Reopen it first.")
    tx.update(row, met_day=when, met_by=clean(filing, "filing", required=True))
    return f"Meet {_named(row)} by {row.met_by} on {spelled(when)}"


def reopen_obligation(tx: Transaction, *, obligation: str) -> str:
    """Not met after all."""
    row = find.obligation(tx, obligation)
    if row.met_day is None:
        raise WrongCall(f"{_named(row)} is open already. Nothing was changed.")
    tx.update(row, met_day=None, met_by="")
    return f"Reopen {_named(row)}"


def _named(row: Obligation) -> str:
    return obligation_name(row.docket, row.paragraph)
