"""The plan as it was known on a day: the journal's images, folded up to it. And which entries did what.

Undo and redo append images of their own, so all entries are folded alike, in their order. Neither ORM nor
SQLModel here: `status --known-on` costs one pass over the journal, each entry read once.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import Any

from te_planner.errors import Unreadable, WrongCall
from te_planner.plan.journal import Image
from te_planner.plan.reading import TABLES, sort_rows
from te_planner.plan.snapshot import Day, Head, PlanInfo, Snapshot, Step
from te_planner.plan.store import Plan

SINCE: dict[tuple[str, str], Any] = {
    ("statement", "meaning"): 1,
    ("statement", "confirmed_by"): "",
    ("project", "internal"): False,
}
"""What an image from before a column was there holds in it, where that is not nothing."""

NAMED = ("cell", "benefit", "requires", "key", "name")
"""The columns by which a planner names what a row is or is about."""

Rows = dict[str, dict[str, Image]]
"""Table -> row id -> the row, in the order in which rows came, as the database has them."""


def known_on(plan: Plan, day: Day) -> Snapshot:
    """What the plan said at the end of a day.

    Raises WrongCall for a day before the plan was made, Unreadable where the journal was changed by hand.
    """
    made = plan.read(lambda link: link.execute("SELECT day FROM journal ORDER BY seq LIMIT 1").fetchone())
    if made is None or day < made[0]:
        since = f"exists since {made[0]}" if made else "has no journal"
        raise WrongCall(f"Nothing was known on {day}: the plan {since}. Name a day from then on.")
    return _snapshot(_folded(plan, "day <= ?", day))


def first_day(plan: Plan) -> Day:
    """The day of the journal's first entry, before which nothing was known; "9999" without a journal."""
    made = plan.read(lambda link: link.execute("SELECT day FROM journal ORDER BY seq LIMIT 1").fetchone())
    return str(made[0]) if made else "9999"


def known_at(plan: Plan, seq: int) -> Snapshot:
    """What the plan said right after a journal entry. Raises as `known_on`."""
    return _snapshot(_folded(plan, "seq <= ?", seq))


def steps(plan: Plan, after: int, until: int) -> tuple[Step, ...]:
    """The entries after the one number, up to and with the other."""
    query = "SELECT seq, day, who, summary, images FROM journal WHERE seq > ? AND seq <= ? ORDER BY seq"
    found = plan.read(lambda link: link.execute(query, (after, until)).fetchall())
    return tuple(
        Step._make((*row[:-1], frozenset(each["key"] for each in images_in(row[0], row[-1]))))
        for row in found
    )


def images_of(plan: Plan, seq: int) -> list[Image]:
    """The rows that an entry made, changed or removed. Raises as `known_on` where it was changed by hand."""
    query = "SELECT images FROM journal WHERE seq = ?"
    row = plan.read(lambda link: link.execute(query, (seq,)).fetchone())
    return images_in(seq, row[0]) if row else []


def entries_about(plan: Plan, ref: str) -> frozenset[int]:
    """The numbers of the entries whose rows name a cell, project, system …, or belong to one that does."""
    wanted = ref.casefold()
    ids: set[str] = set()
    found = set()

    def about(row: Image) -> bool:
        named = any(str(row.get(column) or "").casefold() == wanted for column in NAMED)
        return named or any(value in ids for name, value in row.items() if name == "id" or name[-3:] == "_id")

    query = "SELECT seq, images FROM journal ORDER BY seq"
    for seq, text in plan.read(lambda link: link.execute(query).fetchall()):
        for each in images_in(seq, text):
            if any(row and about(row) for row in (each["before"], each["after"])):
                found.add(seq)
                ids.add(each["key"])
    return frozenset(found)


def _folded(plan: Plan, until: str, limit: Day | int) -> tuple[Rows, Head]:
    query = f"SELECT seq, hash, images FROM journal WHERE {until} ORDER BY seq"  # noqa: S608  # our own words
    rows: Rows = {name: {} for name in ("plan", *(table for table, _, _ in TABLES))}

    def fold(link: sqlite3.Connection) -> Head:
        head = Head(0, "")
        for seq, hash_, text in link.execute(query, (limit,)):
            head = Head(seq, hash_)
            for each in images_in(seq, text):
                kept = rows.get(each["table"])
                if kept is None:
                    raise _meddled(seq)
                if each["after"] is None:
                    kept.pop(each["key"], None)
                else:
                    kept[each["key"]] = each["after"]
        return head

    return rows, plan.read(fold)


def images_in(seq: int, text: str) -> list[Image]:
    """What an entry changed. Raises Unreadable where that is nothing that an entry of ours would say."""
    try:
        images = json.loads(text)
        whole = all({"table", "key", "before", "after"} <= each.keys() for each in images)
    except (ValueError, TypeError, AttributeError):
        whole = False
    if not whole:
        raise _meddled(seq)
    return images  # type: ignore[no-any-return]  # looked at above


def _meddled(seq: int) -> Unreadable:
    return Unreadable(
        f"The plan's journal was changed by hand (entry {seq}): what was known then cannot be told.\n"
        "te-planner check shows where; open the last good copy."
    )


def _snapshot(folded: tuple[Rows, Head]) -> Snapshot:
    """The rows in the order in which `reading` gives them."""
    rows, head = folded
    if not rows["plan"]:
        raise _meddled(1)
    tables = [tuple(_ordered(name, kind, order, rows[name])) for name, kind, order in TABLES]
    (plan,) = _made("plan", PlanInfo, rows["plan"])
    return Snapshot._make([plan, *tables, head])


def _made(name: str, kind: type[Any], rows: dict[str, Image]) -> Iterator[Any]:
    columns: tuple[str, ...] = kind._fields
    missing = {column: SINCE.get((name, column)) for column in columns}
    pick: Callable[[Image], tuple[Any, ...]] = itemgetter(*columns)
    for row in rows.values():
        yield kind._make(pick(row) if len(row) >= len(columns) else pick({**missing, **row}))


def _ordered(name: str, kind: type[Any], order: str, rows: dict[str, Image]) -> list[Any]:
    made = list(_made(name, kind, rows))
    sort_rows(made, kind, order)
    return made
