"""Taking over what another copy of the plan has and this one lacks, each entry as one of this plan's."""

import sqlite3
from collections.abc import Container, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import Table, func, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from te_planner.errors import Unreadable
from te_planner.plan import tables
from te_planner.plan.checked import next_free
from te_planner.plan.checksum import driver
from te_planner.plan.copies.apart import TAKEN, Apart, Theirs, told_origin
from te_planner.plan.copies.copying import patience
from te_planner.plan.journal import Entry, Image, append
from te_planner.plan.orm import engine_over, whole
from te_planner.plan.recorded import parsed
from te_planner.plan.snapshot import Day
from te_planner.plan.sound.replayed import named, spoken
from te_planner.plan.sound.rows import journaled, row_problem
from te_planner.plan.stale import differences
from te_planner.plan.store import Plan
from te_planner.plan.text import clean, printable
from te_planner.plan.writing import writing

SEATS = {"project": ("key",), "overlay": ("position",)}
"""What gives a row its place in this plan, as `seq` does: the other copy may have given it to another row."""


class Taken(NamedTuple):
    """An entry of the other copy, and what became, or would become, of it.

    `state`: taken, here (the plan says so already), conflict (with `reasons`), left (with the reason) or
    not chosen.
    """

    entry: Entry
    state: str
    reasons: tuple[str, ...] = ()


class Merge(NamedTuple):
    """How the entries of the other copy are to be taken over. `chosen` None: all of them."""

    plan: Plan
    other: Plan
    apart: Apart
    chosen: Container[int] | None
    theirs: bool
    today: Day
    who: str


class _ConflictError(Exception):
    """An entry that does not fit here."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


def try_out(merge: Merge) -> list[Taken]:
    """What would be taken over, tried on a copy in memory: the plan is not touched."""
    with _in_memory(merge.plan) as session:
        return _take_all(session, merge)


def take_over(merge: Merge) -> list[Taken]:
    """Take it over, all in one transaction. Raises Unreadable where the plan cannot be written."""
    with writing(merge.plan) as begun:
        return _take_all(begun.session, merge)


@contextmanager
def _in_memory(plan: Plan) -> Iterator[Session]:
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    plan.read(lambda link: link.backup(memory, progress=patience(), sleep=0.05))
    engine = engine_over(lambda: memory)
    try:
        with Session(engine, expire_on_commit=False) as session:
            yield session
            session.rollback()
    finally:
        engine.dispose()
        memory.close()


def _take_all(session: Session, merge: Merge) -> list[Taken]:
    clean(merge.who, "who", required=True)
    found = []
    for each in merge.apart.theirs:
        if merge.chosen is not None and each.entry.seq not in merge.chosen:
            found.append(Taken(each.entry, "not chosen"))
        elif each.left:
            found.append(Taken(each.entry, "left", (each.left,)))
        elif each.here:
            found.append(Taken(each.entry, "here"))
        else:
            found.append(_take(session, merge, each))
    return found


def _take(session: Session, merge: Merge, theirs: Theirs) -> Taken:
    """One entry: all of its rows and an entry here, or nothing."""
    entry, told = theirs.entry, list[str]()
    try:
        with session.begin_nested():
            images = [made for each in theirs.images if (made := _step(session, merge, each, told))]
            if not images:
                return Taken(entry, "here")
            summary = f"{TAKEN}{printable(merge.other.path.name)}: {entry.summary.rpartition(TAKEN)[2]}"
            why = "; ".join(each for each in (told_origin(entry), *told, entry.why) if each)
            session.flush()
            link = driver(session.connection())
            append(link, "edit", entry.action, summary, images, merge.today, merge.who, why)
    except _ConflictError as conflict:
        return Taken(entry, "conflict", conflict.reasons)
    except IntegrityError as error:
        return Taken(entry, "conflict", (_refused(str(error.orig)),))
    return Taken(entry, "taken", tuple(told))


def _refused(text: str) -> str:
    if "FOREIGN KEY" in text:
        return (
            "it rests on something that is not here: an entry that was not taken over, or a row removed here"
        )
    if "UNIQUE" in text:
        what = spoken(text.rpartition(": ")[2].replace(".", " "))
        return f"there is another row of the same kind here ({what})"
    return f"the plan refuses it ({text})"


def _step(session: Session, merge: Merge, change: Image, told: list[str]) -> Image | None:
    """Bring one row to what the other copy made of it; the image of that, or None where it is so already."""
    name = change["table"]
    table = journaled().get(name)
    if table is None or not isinstance(change["after"], dict | None):
        raise _ConflictError(f"it tells of {name!r}, which this plan does not have")
    same = table.c.id == change["key"]
    found = session.execute(table.select().where(same)).mappings().first()
    current = dict(found) if found else None
    before, after = whole(table, change["before"]), whole(table, change["after"])
    if after and (problem := row_problem(table, after)):
        raise _ConflictError(f"{named(name, after)}: {problem}")
    if _alike(table, current, after):
        return None
    if not _alike(table, current, before) and not merge.theirs:
        raise _ConflictError(
            f"{named(name, current or before or after or {})}: {_versions(before, current, after)}"
        )
    new = _seated(session, table, current, after, told) if after else None
    if new is None:
        session.execute(table.delete().where(same))
    elif current is None:
        _keep_texts(session, merge.other, name, new)
        session.execute(table.insert().values(new))
    else:
        session.execute(table.update().where(same).values(new))
    return {"table": name, "key": change["key"], "before": current, "after": new}


def _versions(before: Image | None, current: Image | None, after: Image | None) -> str:
    if current is None:
        return "removed here, changed there" if before else "removed here since"
    if after is None:
        return "changed here, removed there"
    return "; ".join(differences(before, after, current))


def _seats(table: Table) -> set[str]:
    return {"seq", *SEATS.get(table.name, ())} & set(table.columns.keys())


def _alike(table: Table, one: Image | None, two: Image | None) -> bool:
    """The same row, but for its place."""
    if one is None or two is None:
        return one is two
    seats = _seats(table)
    return all(value == two.get(name) for name, value in one.items() if name not in seats)


def _seated(session: Session, table: Table, current: Image | None, after: Image, told: list[str]) -> Image:
    """The row with a place that is free here: the one that it has, its own, or the next."""
    new = dict(after)
    for name in _seats(table):
        if current is not None:
            new[name] = current[name]
            continue
        taken = session.execute(select(table.c.id).where(table.c[name] == new[name])).first()
        if taken and name == "key":
            keys = session.execute(select(table.c.key)).scalars()
            new[name] = next_free(keys)
            told.append(f"{after[name]} became {new[name]}, since {after[name]} is another project here")
        elif taken:
            new[name] = session.execute(select(func.max(table.c[name]))).scalar_one() + 1
    return new


def _keep_texts(session: Session, other: Plan, table: str, row: Image) -> None:
    """What the cells of an adopted edition said lies apart, under its own hash."""
    if table != "edition" or session.get(tables.Kept, row["texts"]) is not None:
        return
    query = "SELECT text FROM kept WHERE id = ?"
    kept: Any = other.read(lambda link: link.execute(query, (row["texts"],)).fetchone())
    try:
        parsed(kept[0] if kept else None)
    except Unreadable as error:
        raise _ConflictError("what the cells of its edition said is not kept there") from error
    session.add(tables.Kept(id=row["texts"], text=kept[0]))
    session.flush()
