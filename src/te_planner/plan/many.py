"""Many of one kind at once, each as by its own edit: what they are checked against is read once.

A thousand projects with ten thousand milestones would take the edits themselves a minute.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache

from te_planner.errors import WrongCall
from te_planner.plan import keys
from te_planner.plan.checked import (
    checked_weight,
    milestone_days,
    milestone_title,
    project_values,
    status_since,
)
from te_planner.plan.journal import Image
from te_planner.plan.transaction import Transaction

One = Callable[..., None]
"""Takes the values of one edit. What it refuses, it refuses with WrongCall, as the edit does."""


@contextmanager
def add_projects(tx: Transaction) -> Iterator[One]:
    """As by `add_project`, each with a key."""
    taken = tx.project_keys
    projects: list[Image] = []
    statuses: list[tuple[str, str]] = []

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
        internal: bool = False,
    ) -> None:
        values = project_values(taken, key, title, owner, start, end, note)
        statuses.append((status, status_since(tx.today, status, status_day)))
        taken.add(values["key"].upper())
        projects.append({"id": "", **values, "internal": internal})

    yield add
    insert(tx, "project", projects)
    changes = [
        {"id": "", "project_id": project["id"], "status": status, "day": day}
        for project, (status, day) in zip(projects, statuses, strict=True)
    ]
    insert(tx, "status_change", changes, in_order=True)


@contextmanager
def add_milestones(tx: Transaction) -> Iterator[One]:
    """As by `add_milestone`, those tied to a cell with their system."""
    projects = {key.upper(): id_ for key, id_ in tx.begun.run("SELECT key, id FROM project")}
    query = "SELECT project_id, title FROM milestone"
    taken = {(id_, title.casefold()) for id_, title in tx.begun.run(query)}
    titled = cache(lambda title: (cleaned := milestone_title(title), cleaned.casefold()))
    rows: list[Image] = []

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
        owner = projects.get(project.upper()) or _found(tx, project)
        title, folded = titled(title)
        if (owner, folded) in taken:
            raise WrongCall(f"{project} has a milestone “{title}” already. Choose another title.")
        taken.add((owner, folded))
        rows.append(
            {
                "id": known_as or "",
                "project_id": owner,
                "title": title,
                "weight": checked_weight(weight),
                **milestone_days(tx.today, day, forecast, given, actual),
                **_tie(tx, cell, system),
            }
        )

    yield add
    insert(tx, "milestone", rows, in_order=True)


UNTIED: Image = {"cell": None, "system_id": None}


def _tie(tx: Transaction, cell: str | None, system: str | None) -> Image:
    if not cell:
        return UNTIED
    from te_planner.plan import find

    return {
        "cell": find.cell(tx, cell, "E", "an enabler cell").ref,
        "system_id": find.system(tx, system).id,
    }


def _found(tx: Transaction, project: str) -> str:
    from te_planner.plan import find

    return find.project(tx, project).id


def insert(tx: Transaction, table: str, rows: list[Image], *, in_order: bool = False) -> None:
    """New rows, with keys for those that have none; `in_order`: of a table whose rows are numbered."""
    for row, key in zip(rows, keys.new_keys(len(rows)), strict=True):
        row["id"] = row["id"] or key
    if in_order:
        for seq, row in enumerate(rows, tx.next_seq(table, len(rows))):
            row["seq"] = seq
    tx.insert_many(table, rows)


MANY: dict[str, Callable[[Transaction], AbstractContextManager[One]]] = {
    "add_project": add_projects,
    "add_milestone": add_milestones,
}
"""By the edit that each does many times."""
