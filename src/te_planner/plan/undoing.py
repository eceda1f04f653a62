"""Taking back and doing again: the inverse images, or the images once more, as an entry of their own."""

import json
from collections.abc import Container
from typing import NamedTuple

from te_planner.errors import Unreadable, WrongCall
from te_planner.plan.journal import LASTING, Entry, Image
from te_planner.plan.snapshot import Day
from te_planner.plan.store import Plan
from te_planner.plan.text import clean
from te_planner.plan.writing import Writing, writing


class Target(NamedTuple):
    """An entry that is to be taken back or done again."""

    id: str
    seq: int
    who: str
    action: str
    summary: str
    images: str


def undo(plan: Plan, *, today: Day, who: str, seen: int | None = None, own: Container[int] = ()) -> Entry:
    """Take back the last edit that stands. Raises WrongCall where there is none.

    `seen` and `own` as in `apply`: an edit that somebody made since is not taken back unseen.
    """
    return _turn(plan, "undo", today, who, seen, own)


def redo(plan: Plan, *, today: Day, who: str) -> Entry:
    """Do again what was last undone. Raises WrongCall where nothing was, or something came since."""
    return _turn(plan, "redo", today, who, None, ())


def _turn(plan: Plan, kind: str, today: Day, who: str, seen: int | None, own: Container[int]) -> Entry:
    who = clean(who, "who", required=True)
    with writing(plan) as begun:
        done, undone = _stacks(begun)
        stack = done if kind == "undo" else undone
        if not stack:
            raise WrongCall(f"There is nothing to {kind}. te-planner log shows what was done.")
        query = f"SELECT {', '.join(Target._fields)} FROM journal WHERE id = ?"  # noqa: S608  # our own names
        target = Target._make(begun.run(query, (stack[-1],)).fetchone())
        if seen is not None and target.seq > seen and target.seq not in own:
            raise WrongCall(
                f"{target.who} changed the plan meanwhile (entry {target.seq}: {target.summary}).\n"
                f"Nothing was changed: look at it, then {kind} it if you mean it."
            )
        images = _images(target)
        if kind == "undo":
            images = [{**each, "before": each["after"], "after": each["before"]} for each in reversed(images)]
        for each in images:
            _replace(begun, each, target.summary)
        summary = f"{kind.capitalize()}: {target.summary}"
        return begun.append(kind, target.action, summary, images, today, who, target_id=target.id)


def _stacks(begun: Writing) -> tuple[list[str], list[str]]:
    """The edits that stand, and those undone that can be done again; the last of each comes first."""
    done: list[str] = []
    undone: list[str] = []
    query = "SELECT id, action, kind, target_id FROM journal WHERE seq > 1 ORDER BY seq"
    for id_, action, kind, target in begun.run(query):
        if action in LASTING:
            continue
        if kind == "edit":
            done.append(id_)
            undone.clear()
        elif kind == "undo":
            _move(target or "", done, undone)
        else:
            _move(target or "", undone, done)
    return done, undone


def _move(id_: str, out: list[str], into: list[str]) -> None:
    if id_ not in out:
        raise _meddled("an entry is missing")
    out.remove(id_)
    into.append(id_)


def _images(entry: Target) -> list[Image]:
    """What an entry changed. Raises Unreadable where that is nothing that an entry of ours would say."""
    from sqlmodel import SQLModel

    from te_planner.plan import tables  # noqa: F401  # they are in the metadata then

    try:
        images = json.loads(entry.images)
    except ValueError:
        images = None
    if not isinstance(images, list) or not all(
        isinstance(each, dict)
        and {"table", "key", "before", "after"} <= each.keys()
        and each["table"] in SQLModel.metadata.tables
        for each in images
    ):
        raise _meddled(f"entry {entry.seq}")
    return images


def _meddled(what: str) -> Unreadable:
    return Unreadable(
        f"The plan's journal was changed by hand ({what}). Nothing was changed.\n"
        "te-planner check shows where; open the last good copy."
    )


def _replace(begun: Writing, change: Image, summary: str) -> None:
    """Bring a row from its image before to that after, where it still is as the entry left it.

    Over the driver: thousands of rows, as an import has them, would take SQLAlchemy ten times as long.
    """
    from sqlmodel import SQLModel

    from te_planner.plan.orm import whole

    table, key = SQLModel.metadata.tables[change["table"]], change["key"]
    before, after = whole(table, change["before"]), whole(table, change["after"])
    columns = list(table.columns.keys())
    listed = ", ".join(columns)
    query = f"SELECT {listed} FROM {table.name} WHERE id = ?"  # noqa: S608  # our own names, here and below
    found = begun.link.execute(query, (key,)).fetchone()
    if (dict(zip(columns, found, strict=True)) if found else None) != before:
        raise WrongCall(
            f"“{summary}” cannot be taken back: the {change['table'].replace('_', ' ')} was changed since.\n"
            "te-planner log shows by what; undo that first."
        )
    if after is None:
        begun.link.execute(f"DELETE FROM {table.name} WHERE id = ?", (key,))  # noqa: S608
    elif before is None:
        marks = ", ".join("?" * len(columns))
        insert = f"INSERT INTO {table.name} ({listed}) VALUES ({marks})"  # noqa: S608
        begun.link.execute(insert, tuple(after.values()))
    else:
        update = f"UPDATE {table.name} SET {', '.join(f'{name} = ?' for name in columns)} WHERE id = ?"  # noqa: S608
        begun.link.execute(update, (*after.values(), key))
