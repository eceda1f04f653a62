"""Many of one kind at once, each as by its own edit: what they are checked against is read once.

A thousand projects with ten thousand milestones would take the edits themselves a minute.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from sqlmodel import select

from te_planner.errors import WrongCall
from te_planner.plan import find
from te_planner.plan.edits.milestones import checked_weight, milestone_days, milestone_title
from te_planner.plan.edits.projects import project_values, status_since
from te_planner.plan.tables import Milestone, Project, StatusChange
from te_planner.plan.tables.rules import new_key
from te_planner.plan.transaction import Transaction

One = Callable[..., None]
"""Takes the values of one edit. What it refuses, it refuses with WrongCall, as the edit does."""


@contextmanager
def add_projects(tx: Transaction) -> Iterator[One]:
    """As by `add_project`, each with a key."""
    taken = {key.upper() for key in tx.session.exec(select(Project.key)).all()}
    projects: list[dict[str, Any]] = []
    changes: list[dict[str, Any]] = []
    seq = tx.next_seq(StatusChange)

    def add(
        *,
        title: str,
        key: str,
        owner: str = "",
        start: str | None = None,
        end: str | None = None,
        status: str = "proposed",
        status_day: str | None = None,
        note: str = "",
    ) -> None:
        values = project_values(taken, key, title, owner, start, end, note)
        project = {"id": new_key(), **values}
        since = status_since(tx.today, status, status_day)
        changes.append(
            {
                "id": new_key(),
                "project_id": project["id"],
                "status": status,
                "day": since,
                "seq": seq + len(changes),
            }
        )
        taken.add(values["key"].upper())
        projects.append(project)

    yield add
    tx.insert_many(Project, projects)
    tx.insert_many(StatusChange, changes)


@contextmanager
def add_milestones(tx: Transaction) -> Iterator[One]:
    """As by `add_milestone`, those tied to a cell with their system."""
    projects = {key.upper(): id_ for key, id_ in tx.session.exec(select(Project.key, Project.id)).all()}
    query = select(Milestone.project_id, Milestone.title)
    taken = {(id_, title.casefold()) for id_, title in tx.session.exec(query).all()}
    rows: list[dict[str, Any]] = []
    seq = tx.next_seq(Milestone)

    def add(
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
    ) -> None:
        owner = projects.get(project.upper()) or find.project(tx, project).id
        title = milestone_title(title)
        if (owner, title.casefold()) in taken:
            raise WrongCall(f"{project} has a milestone “{title}” already. Choose another title.")
        taken.add((owner, title.casefold()))
        rows.append(
            {
                "id": known_as or new_key(),
                "project_id": owner,
                "title": title,
                "weight": checked_weight(weight),
                **milestone_days(tx.today, day, forecast, given, actual),
                "cell": find.cell(tx, cell, "E", "an enabler cell").ref if cell else None,
                "system_id": find.system(tx, system).id if cell else None,
                "seq": seq + len(rows),
            }
        )

    yield add
    tx.insert_many(Milestone, rows)


MANY: dict[str, Callable[[Transaction], AbstractContextManager[One]]] = {
    "add_project": add_projects,
    "add_milestone": add_milestones,
}
"""By the edit that each does many times."""
