"""From a schedule of MS Project to what it asks of the plan: projects, milestones, who waits for whom.

A task of the chosen level (1 without) becomes a project; what lies below it, its milestones: a milestone as
it is, another task by its finish. Phases between only group. A task above that level that groups nothing is
a project of its own; a milestone up there belongs to one that is named as the file, and on level 0 so does
every task. All of this is ours (`derived`): the format knows no projects within a project.
"""

from collections.abc import Iterator
from typing import BinaryIO

from te_planner.errors import Unreadable, WrongCall
from te_planner.exchange.imports.model import Incoming
from te_planner.exchange.imports.mspdi_asked import Asking, Said
from te_planner.exchange.imports.mspdi_called import is_of_many
from te_planner.exchange.imports.mspdi_file import Schedule, read_schedule
from te_planner.exchange.imports.mspdi_known import as_known
from te_planner.exchange.imports.mspdi_tree import WHOLE, Tree, kept_rows, tree
from te_planner.plan.snapshot import Day, Snapshot

LEVEL = 1
UNREAD = {
    "Calendars": "Of calendars only the working weekdays are read, for lags: holidays and shifts are not",
    "ExtendedAttributes": "Fields of your own (extended attributes) are not read",
    "OutlineCodes": "Outline codes are not read",
    "Baselines": "Further baselines of tasks (numbers 1 to 10) are not read: a milestone has one, number 0",
}


def read_mspdi(
    file: str, source: BinaryIO, *, today: Day, level: int | None = None, plan: Snapshot | None = None
) -> Incoming:
    """What the file asks for, by its name and what it holds. `level`: whose tasks are the projects (1).

    `plan`: with the keys of that plan, where it has the projects by other keys.

    Raises Unreadable where it is no such file or has no task, WrongCall where none is of the level.
    """
    schedule = read_schedule(file, source)
    found = incoming(schedule, file, today=today, level=level)
    return as_known(found, plan, certain=bool(schedule.header.get("GUID"))) if plan else found


def incoming(schedule: Schedule, file: str, *, today: Day, level: int | None = None) -> Incoming:
    """What a schedule asks for. Raises as `read_mspdi` does."""
    said = Said(file)
    rows = kept_rows(schedule.rows, said.leave)
    if not rows and not said.left_out:
        raise Unreadable(f"{file} is a schedule without tasks: there is nothing to import.")
    deepest = max((row.level for row in rows), default=0)
    if level is not None and not WHOLE <= level <= deepest:
        levels = f"Its levels are 1 to {deepest}" if deepest > 1 else "All are of level 1"
        raise WrongCall(f"{file} has no task of level {level}. {levels}; 0 makes one project of the file.")
    level = LEVEL if level is None else level
    found = tree(rows, level, said.leave)
    asking = Asking(schedule, found, said, today)
    asked = tuple(asking.all())
    notes = (*_notes(schedule, found, level), *asking.notes)
    return Incoming(file, (asked,), tuple(dict.fromkeys(said.faults)), notes, tuple(said.left_out))


def _notes(schedule: Schedule, found: Tree, level: int) -> Iterator[str]:
    """How the file was understood."""
    count = len(found.projects)
    if not found.whole:
        yield (
            f"Each task of level {level} is a project here ({count}), each task below it one of its "
            "milestones. Another level (--level, or key l) makes other projects, 0 one of the whole file."
        )
    if count > 1 and not found.groups:
        yield "No task lies below another: level 0 makes one project of them, with a milestone for each."
    if count == 1 and any(row.level > level for row in found.rows if row.uid in found.groups):
        only = found.projects[0].name
        yield f"All lies below one task, “{only}”: level {level + 1} makes projects of its parts."
    for row in schedule.rows:
        if row.level == 0 and not row.flag("IsNull") and not found.whole:
            name = f"“{row.name}” (row {row.row})" if row.name else f"Row {row.row}"
            yield f"{name} stands for the whole file, and is no project."
    if is_of_many(schedule):
        yield (
            "The file does not say which schedule it is (no GUID, no title of its own): the next time its "
            "tasks are known again by the file's name, or their own. Keep its name."
        )
    if blank := sum(row.flag("IsNull") for row in schedule.rows):
        yield f"Blank rows passed over: {blank}."
    yield "Costs, work, constraints and leveling are not read."
    for section, what in UNREAD.items():
        if count := schedule.passed_over.get(section, 0):
            yield f"{what} ({count})."
