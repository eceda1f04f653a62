"""Milestones: the dated steps of a project."""

from typing import Any

from sqlmodel import select

from te_planner.errors import WrongCall
from te_planner.plan import find
from te_planner.plan.checked import (
    checked_weight,
    done_day,
    given_day,
    milestone_days,
    milestone_title,
    title_taken,
)
from te_planner.plan.days import parse_day, spelled
from te_planner.plan.edits.resting import let_go
from te_planner.plan.keys import new_key
from te_planner.plan.tables import Contribution, Milestone, Project
from te_planner.plan.transaction import Transaction


def add_milestone(
    tx: Transaction,
    *,
    project: str,
    title: str,
    day: str | None = None,
    weight: int = 1,
    cell: str | None = None,
    system: str | None = None,
    forecast: str | None = None,
    given: str | None = None,
    actual: str | None = None,
    known_as: str | None = None,
) -> str:
    """A step of a project with its baseline day; tied to a cell and a system where it matters.

    One that is not new comes with its forecast (given today, or on the day named), the day it was done, and
    the id (a UUID) by which a file knows it and will name it again.
    """
    row = find.project(tx, project)
    title = _title(tx, row.id, title)
    days = milestone_days(tx.today, day, forecast, given, actual)
    ref, place = tie(tx, row.id, cell, system)
    said: dict[str, Any] = {**days, "weight": checked_weight(weight), "cell": ref, "system_id": place}
    id_ = known_as or new_key()
    tx.insert(Milestone(id=id_, project_id=row.id, title=title, seq=tx.next_seq(Milestone), **said))
    return f"Add the milestone “{title}” to {row.key}"


def _title(tx: Transaction, project_id: str, title: str, own: str = "") -> str:
    """A title that tells the milestone from the project's others: by it the milestone is named."""
    title = milestone_title(title)
    query = select(Milestone.id, Milestone.title).where(Milestone.project_id == project_id)
    others = tx.session.exec(query).all()
    if any(other.casefold() == title.casefold() and id_ != own for id_, other in others):
        raise title_taken(title)
    return title


def tie(
    tx: Transaction, project_id: str, cell: str | None, system: str | None
) -> tuple[str | None, str | None]:
    """The cell and the system; without one, the only system in which the project contributes to the cell."""
    if not cell:
        if system:
            raise WrongCall("A milestone is tied to a cell and a system together: name the cell too.")
        return None, None
    ref = find.cell(tx, cell, "E", "an enabler cell").ref
    if not system:
        query = select(Contribution).where(Contribution.project_id == project_id, Contribution.cell == ref)
        places = {each.system_id for each in tx.session.exec(query).all()}
        if len(places) == 1:
            return ref, places.pop()
    return ref, find.system(tx, system).id


def change_milestone(
    tx: Transaction,
    *,
    milestone: str,
    title: str | None = None,
    baseline: str | None = None,
    weight: int | None = None,
    cell: str | None = None,
    system: str | None = None,
) -> str:
    """Change what is given; None leaves a value. A cell ties it to that, an empty one to none."""
    row = find.milestone(tx, milestone)
    ref, place = (row.cell, row.system_id) if cell is None else tie(tx, row.project_id, cell, system)
    tx.update(
        row,
        cell=ref,
        system_id=place,
        title=row.title if title is None else _title(tx, row.project_id, title, row.id),
        baseline_day=row.baseline_day if baseline is None else parse_day(baseline, "baseline"),
        weight=row.weight if weight is None else checked_weight(weight),
    )
    return f"Change the milestone “{row.title}”{_of(tx, row)}"


def reforecast_milestone(tx: Transaction, *, milestone: str, day: str, given: str | None = None) -> str:
    """A new forecast, given today or on the day named; the baseline stays."""
    row = find.milestone(tx, milestone)
    said = given_day(tx.today, given)
    tx.update(row, forecast_day=parse_day(day, "forecast"), forecast_given_day=said)
    return f"Forecast “{row.title}”{_of(tx, row)} for {spelled(row.forecast_day)}"


def complete_milestone(tx: Transaction, *, milestone: str, day: str | None = None) -> str:
    """Done on the day (today without). What lies in the future is a forecast, and refused."""
    row = find.milestone(tx, milestone)
    actual = done_day(tx.today, day)
    tx.update(row, actual_day=actual)
    return f"Complete “{row.title}”{_of(tx, row)} on {actual}"


def reopen_milestone(tx: Transaction, *, milestone: str) -> str:
    """Not done after all."""
    row = find.milestone(tx, milestone)
    tx.update(row, actual_day=None)
    return f"Reopen “{row.title}”{_of(tx, row)}"


def remove_milestone(tx: Transaction, *, milestone: str) -> str:
    row = find.milestone(tx, milestone)
    gone = let_go(tx, row)
    tx.delete(row)
    return f"Remove the milestone “{row.title}”{_of(tx, row)}{gone}"


def _of(tx: Transaction, milestone: Milestone) -> str:
    return f" of {tx.session.get_one(Project, milestone.project_id).key}"
