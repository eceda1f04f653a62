"""From a schedule of MS Project to what it asks of the plan: projects, milestones, who waits for whom.

A task of the chosen level (1 without) becomes a project; what lies below it, its milestones: a milestone as
it is, another task by its finish. Phases between only group. A task above that level that groups nothing is
a project of its own; a milestone up there belongs to one that is named as the file. All of this is ours
(`derived`): the format knows no projects within a project.
"""

from collections.abc import Iterator
from typing import BinaryIO

from te_planner.errors import WrongCall
from te_planner.exchange.imports.model import Incoming
from te_planner.exchange.imports.mspdi_asked import Asking, Said
from te_planner.exchange.imports.mspdi_file import Schedule, read_schedule
from te_planner.exchange.imports.mspdi_tree import Tree, kept_rows, tree
from te_planner.plan.snapshot import Day

LEVEL = 1
UNREAD = {
    "Calendars": "calendars are not read: days are taken as the file has them",
    "ExtendedAttributes": "fields of your own (extended attributes) are not read",
    "OutlineCodes": "outline codes are not read",
    "Baselines": "further baselines of tasks (numbers 1 to 10) are not read: a milestone has one, number 0",
}


def read_mspdi(file: str, source: BinaryIO, *, today: Day, level: int | None = None) -> Incoming:
    """What the file asks for, by its name and what it holds. `level`: whose tasks are the projects (1).

    Raises Unreadable where it is no such file, WrongCall where it has no task of the level.
    """
    return incoming(read_schedule(file, source), file, today=today, level=level)


def incoming(schedule: Schedule, file: str, *, today: Day, level: int | None = None) -> Incoming:
    """What a schedule asks for."""
    said = Said(file)
    rows = kept_rows(schedule.rows, said.leave)
    deepest = max((row.level for row in rows), default=0)
    if level is not None and not 1 <= level <= deepest:
        raise WrongCall(f"{file} has no task of level {level}. Its levels are 1 to {deepest}.")
    found = tree(rows, level or LEVEL, said.leave)
    asking = Asking(schedule, found, said, today)
    asked = tuple(asking.all())
    notes = (*_notes(schedule, found, level or LEVEL), *asking.notes)
    return Incoming(file, (asked,), tuple(dict.fromkeys(said.faults)), notes, tuple(said.left_out))


def _notes(schedule: Schedule, found: Tree, level: int) -> Iterator[str]:
    """How the file was understood."""
    count = len(found.projects)
    yield (
        f"Each task of level {level} is a project here ({count}), each task below it one of its milestones. "
        "--level N takes another level."
    )
    if count == 1 and any(row.level > level for row in found.rows if row.uid in found.groups):
        only = found.projects[0].name
        yield f"All lies below one task, “{only}”: --level {level + 1} makes projects of its parts."
    for row in schedule.rows:
        if row.level == 0 and not row.flag("IsNull"):
            yield f"“{row.name}” (row {row.row}) stands for the whole file, and is no project."
    if blank := sum(row.flag("IsNull") for row in schedule.rows):
        yield f"Blank rows passed over: {blank}."
    yield "Costs, work, constraints and leveling are not read."
    for section, what in UNREAD.items():
        if count := schedule.passed_over.get(section, 0):
            yield f"{count} {what}."
