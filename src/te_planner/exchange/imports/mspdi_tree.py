"""Which tasks of a schedule a plan has a place for, and under which project each one falls."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from te_planner.exchange.imports.mspdi_file import Row

Leave = Callable[[Row, str], None]
"""Say of a row why it, or something of it, is not taken."""

LOOSE = ""
"""The home of milestones that lie above the projects, or of all tasks: a project named as the file."""
WHOLE = 0
"""The level on which the whole file is one project."""


class Tree(NamedTuple):
    """The rows that count. `home`: the uid of each one's project; phases have one too, as links lead to them.

    `steps`: what becomes milestones, by project; `parents` and `groups` as the outline has them. `whole`: the
    file is one project.
    """

    rows: tuple[Row, ...]
    parents: dict[str, Row]
    groups: frozenset[str]
    projects: tuple[Row, ...]
    steps: dict[str, list[Row]]
    home: dict[str, str]
    whole: bool


def kept_rows(rows: Sequence[Row], leave: Leave) -> tuple[Row, ...]:
    """Blank rows and the project's summary task apart, those that can be taken; each other is named."""
    kept: list[Row] = []
    below: Row | None = None
    for row in rows:
        if row.flag("IsNull") or row.level == 0:
            continue
        if below and row.level > below.level:
            leave(row, f"lies below “{below.name}”, which is left out, and so is it")
            continue
        below = None
        if why := _not_ours(row):
            leave(row, why)
            below = row
        else:
            kept.append(row)
    return tuple(kept)


def _not_ours(row: Row) -> str:
    if row.fields.get("Active", "1").lower() in ("0", "false"):
        return "is inactive, and left out"
    if row.flag("ExternalTask"):
        return "is a task of another file, and left out: import that file too"
    if row.flag("IsSubproject") or row.fields.get("SubprojectName"):
        return "stands for another file, and is left out: import that file too"
    if row.flag("Recurring"):
        return "recurs, and is left out: a milestone has one day"
    return ""


def tree(rows: tuple[Row, ...], level: int, leave: Leave) -> Tree:
    """The rows under the projects of a level."""
    parents = _parents(rows)
    groups = frozenset(above.uid for above in parents.values())
    made = Tree(rows, parents, groups, (), {}, {}, level == WHOLE)
    projects: list[Row] = []
    for row in rows:
        root = _root(row, parents, level)
        if root.uid in groups and root.level < level:
            leave(row, f"only groups what lies on level {level}: its tasks are taken, it is not")
            continue
        loose = made.whole or (root.uid not in groups and is_milestone(root))
        home = LOOSE if loose else root.uid
        made.home[row.uid] = home
        if root is row and not loose:
            projects.append(row)
            made.steps.setdefault(home, [])
        if row.uid not in groups:
            made.steps.setdefault(home, []).append(row)
        elif root is not row or made.whole:
            leave(row, "is a phase: its tasks are taken, it is not")
    return made._replace(projects=tuple(projects))


def is_milestone(row: Row) -> bool:
    """By its flag, or (where the file has none) since it takes no time."""
    if "Milestone" in row.fields:
        return row.flag("Milestone")
    return row.fields.get("Duration", "").upper() in ("PT0H0M0S", "PT0S", "P0D", "PT0H", "PT0M")


def _parents(rows: tuple[Row, ...]) -> dict[str, Row]:
    """What each row lies below: the last one before it that is less deep."""
    parents: dict[str, Row] = {}
    way: list[Row] = []
    for row in rows:
        while way and way[-1].level >= row.level:
            way.pop()
        if way:
            parents[row.uid] = way[-1]
        way.append(row)
    return parents


def _root(row: Row, parents: dict[str, Row], level: int) -> Row:
    """The highest above the row that lies on the level or below it; a row above the level itself."""
    while (above := parents.get(row.uid)) and above.level >= level:
        row = above
    return row
