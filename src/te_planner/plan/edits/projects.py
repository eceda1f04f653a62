"""Projects: what they are, what they cost, what they wait for, and what they deliver."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlmodel import col, select

from te_planner.errors import WrongCall
from te_planner.plan import find
from te_planner.plan.checked import next_free, project_values, span, status_since
from te_planner.plan.days import spelled
from te_planner.plan.edits.resting import let_go
from te_planner.plan.money import currency_code, minor
from te_planner.plan.snapshot import Day
from te_planner.plan.tables import (
    BudgetLine,
    Contribution,
    Dependency,
    Milestone,
    Plan,
    Project,
    StatusChange,
)
from te_planner.plan.text import LONG, clean
from te_planner.plan.transaction import Transaction
from te_planner.plan.words import BUDGET_KINDS


def add_project(
    tx: Transaction,
    *,
    title: str,
    key: str | None = None,
    owner: str = "",
    start: str | None = None,
    end: str | None = None,
    status: str = "proposed",
    status_day: str | None = None,
    note: str = "",
    internal: bool = False,
) -> str:
    """A new project; without a key, the next free one (P-01, P-02, …). `internal`: not in public reports."""
    values = project_values(tx.project_keys, key or next_key(tx), title, owner, start, end, note)
    project = Project(**values, internal=internal)
    tx.insert(project)
    tx.project_keys.add(project.key.upper())
    _status(tx, project, status, status_day)
    return f"Add {project.key} {project.title}"


def next_key(tx: Transaction) -> str:
    """The next free key of a project, such as P-07."""
    return next_free(tx.project_keys)


def change_project(
    tx: Transaction,
    *,
    project: str,
    title: str | None = None,
    owner: str | None = None,
    start: str | None = None,
    end: str | None = None,
    note: str | None = None,
    internal: bool | None = None,
) -> str:
    """Change what is given; None leaves a value, an empty start or end removes it."""
    row = find.project(tx, project)
    first, last = span(
        row.start_day if start is None else start or None, row.end_day if end is None else end or None
    )
    tx.update(
        row,
        title=row.title if title is None else clean(title, "project title", required=True),
        owner=row.owner if owner is None else clean(owner, "owner"),
        start_day=first,
        end_day=last,
        note=row.note if note is None else clean(note, "project note", limit=LONG),
        internal=row.internal if internal is None else internal,
    )
    return f"Change {row.key} {row.title}"


def set_status(tx: Transaction, *, project: str, status: str, day: str | None = None) -> str:
    """The project's status from a day on (today without)."""
    row = find.project(tx, project)
    changes = tx.session.exec(select(StatusChange).where(StatusChange.project_id == row.id)).all()
    since = _status(tx, row, status, day)
    if any((each.status, each.day) == (status, since) for each in changes):
        raise WrongCall(f"{row.key} is {status} since {spelled(since)} already. Nothing was changed.")
    later = max((each for each in changes if each.day > since), key=lambda each: each.day, default=None)
    if later and len(changes) == 1 and later.status == "proposed":
        tx.delete(later)  # what it was made with says no more than that it is there
        later = None
    then = f"; since {spelled(later.day)} it is {later.status}" if later else ""
    return f"Set {row.key} to {status} from {spelled(since)}{then}"


def _status(tx: Transaction, project: Project, status: str, day: str | None) -> Day:
    since = status_since(tx.today, status, day)
    tx.insert(StatusChange(project_id=project.id, status=status, day=since, seq=tx.next_seq(StatusChange)))
    return since


def set_budget(
    tx: Transaction,
    *,
    project: str,
    year: int,
    kind: str,
    planned: Decimal | str | int,
    actual: Decimal | str | int | None = None,
    currency: str | None = None,
    docket: str = "",
) -> str:
    """The budget line of a year, kind and docket, in currency units (1250000 or 1,250,000.50).

    What is left out keeps what was recorded.
    """
    row = find.project(tx, project)
    if kind not in BUDGET_KINDS:
        raise WrongCall(f"“{kind}” is no kind of budget. Write one of: {', '.join(BUDGET_KINDS)}.")
    if not 1900 <= year <= 9999:
        raise WrongCall(f"{year} is no year of a budget. Write one such as 2027.")
    docket = clean(docket, "docket")
    line = _line(tx, row, year, kind, docket)
    spent = minor(actual) if actual is not None else line.actual_minor if line else None
    money = currency or (line.currency if line else tx.session.exec(select(Plan)).one().currency)
    values = {"planned_minor": minor(planned), "actual_minor": spent, "currency": currency_code(money)}
    if line:
        tx.update(line, **values)
    else:
        tx.insert(
            BudgetLine.model_validate(
                {"project_id": row.id, "year": year, "kind": kind, "docket": docket, **values}
            )
        )
    return f"Set the {kind} budget {year} of {row.key}"


def remove_budget(tx: Transaction, *, project: str, year: int, kind: str, docket: str = "") -> str:
    """The budget line of a year, kind and docket."""
    row = find.project(tx, project)
    docket = clean(docket, "docket")
    line = _line(tx, row, year, kind, docket) if kind in BUDGET_KINDS else None
    if line is None:
        of = f" under {docket}" if docket else " without a docket"
        raise WrongCall(f"{row.key} has no budget “{kind}” {year}{of}. Nothing was changed.")
    tx.delete(line)
    return f"Remove the {kind} budget {year} of {row.key}"


def _line(tx: Transaction, project: Project, year: int, kind: str, docket: str) -> BudgetLine | None:
    return tx.session.exec(
        select(BudgetLine).where(
            BudgetLine.project_id == project.id,
            BudgetLine.year == year,
            BudgetLine.kind == kind,
            BudgetLine.docket == docket,
        )
    ).first()


def depend(tx: Transaction, *, project: str, on: str, lag: int = 0) -> str:
    """The project starts after another has finished, `lag` days later. Refuses a circle, naming it."""
    row, before = find.project(tx, project), find.project(tx, on)
    if row.id == before.id:
        raise WrongCall(f"{row.key} cannot wait for itself. Name another project.")
    if not -3650 <= lag <= 3650:
        raise WrongCall(f"A lag of {lag} days is no lag. Write days, at most ten years.")
    if way := _way(tx, before.id, row.id):
        keys = {each.id: each.key for each in tx.session.exec(select(Project)).all()}
        circle = " waits for ".join(keys[id_] for id_ in [row.id, *way])
        raise WrongCall(f"That would be a circle: {circle}. Remove one of these dependencies first.")
    found = tx.session.exec(
        select(Dependency).where(Dependency.project_id == row.id, Dependency.depends_on_id == before.id)
    ).first()
    if found:
        tx.update(found, lag_days=lag)
    else:
        tx.insert(Dependency(project_id=row.id, depends_on_id=before.id, lag_days=lag))
    return f"Let {row.key} wait for {before.key}" + (f" and {lag} days" if lag else "")


def _way(tx: Transaction, start: str, goal: str) -> list[str]:
    """One way along the dependencies from start to goal, both included, or nothing."""
    ways: list[list[str]] = [[start]]
    seen = {start}
    while ways:
        way = ways.pop()
        if way[-1] == goal:
            return way
        links = select(Dependency.depends_on_id).where(Dependency.project_id == way[-1])
        for after in tx.session.exec(links).all():
            if after not in seen:
                seen.add(after)
                ways.append([*way, after])
    return []


def undepend(tx: Transaction, *, project: str, on: str) -> str:
    row, before = find.project(tx, project), find.project(tx, on)
    found = tx.session.exec(
        select(Dependency).where(Dependency.project_id == row.id, Dependency.depends_on_id == before.id)
    ).first()
    if found is None:
        raise WrongCall(f"{row.key} does not wait for {before.key}.")
    tx.delete(found)
    return f"Let {row.key} no longer wait for {before.key}"


def map_project(
    tx: Transaction, *, project: str, cell: str, systems: list[str] | None = None, share: int = 100
) -> str:
    """The project delivers `share` percent of an enabler cell in the systems (without: the only one).

    Mapped already, the share is changed. Baselines describe today: nobody delivers them.
    """
    row = find.project(tx, project)
    enabler = find.cell(tx, cell, "E", "an enabler cell, which is what projects deliver")
    if enabler.nature == "baseline":
        raise WrongCall(f"{enabler.ref} describes how things are today: there is nothing to deliver.")
    if not isinstance(share, int) or not 1 <= share <= 100:
        raise WrongCall(f"A share is 1 to 100 percent of the enabler; {share} is not.")
    names: list[str | None] = [*systems] if systems else [None]
    places = list({place.id: place for place in (find.system(tx, name) for name in names)}.values())
    for place in places:
        found = _contribution(tx, row, enabler.ref, place.id)
        if found:
            tx.update(found, share=share)
        else:
            tx.insert(Contribution(project_id=row.id, cell=enabler.ref, system_id=place.id, share=share))
    return f"Map {row.key} to {enabler.ref} in {', '.join(place.name for place in places)}: {share} %"


def add_mapped_project(
    tx: Transaction,
    *,
    title: str,
    cells: Sequence[tuple[str, int]] = (),
    systems: list[str] | None = None,
    **values: Any,
) -> str:
    """A new project with the enabler cells that it delivers, each with its share in percent."""
    key = values.pop("key", None) or next_key(tx)
    said = add_project(tx, title=title, key=key, **values)
    for ref, share in cells:
        map_project(tx, project=key, cell=ref, systems=systems, share=share)
    return f"{said}, {', '.join(f'{ref} {share} %' for ref, share in cells)}" if cells else said


def unmap_project(tx: Transaction, *, project: str, cell: str, systems: list[str] | None = None) -> str:
    """The project no longer contributes to the cell in the systems (without: in any)."""
    row = find.project(tx, project)
    enabler = find.cell(tx, cell, "E", "an enabler cell")
    query = select(Contribution).where(Contribution.project_id == row.id, Contribution.cell == enabler.ref)
    if systems:
        query = query.where(col(Contribution.system_id).in_([find.system(tx, name).id for name in systems]))
    found = tx.session.exec(query).all()
    if not found:
        raise WrongCall(f"{row.key} is not mapped to {enabler.ref} there.")
    for each in found:
        tx.delete(each)
    return f"Unmap {row.key} from {enabler.ref}"


def _contribution(tx: Transaction, project: Project, cell: str, system_id: str) -> Contribution | None:
    return tx.session.exec(
        select(Contribution).where(
            Contribution.project_id == project.id,
            Contribution.cell == cell,
            Contribution.system_id == system_id,
        )
    ).first()


def remove_project(tx: Transaction, *, project: str) -> str:
    """Remove a project with all that is its own; undo brings it back. Cancel one that was real instead."""
    row = find.project(tx, project)
    gone = let_go(tx, row)
    waiting = tx.session.exec(select(Dependency).where(Dependency.depends_on_id == row.id)).all()
    for each in waiting:
        tx.delete(each)
    for table in (Dependency, Contribution, Milestone, BudgetLine, StatusChange):
        for own in tx.session.exec(select(table).where(table.project_id == row.id)).all():
            tx.delete(own)
    tx.delete(row)
    tx.project_keys.discard(row.key.upper())
    return f"Remove {row.key} {row.title}{gone}"
