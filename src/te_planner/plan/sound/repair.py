"""A new plan of what can be read of a damaged one.

The journal's entries are guarded by their chain of hashes. Where all of them can be read, the plan is what
they tell. Else it is the entries up to the first that is missing, the rows that can be read, and one entry
more, which tells how the rows got there. A row that was read, and is not as the entries since the last
damaged one tell it, is what they tell: each of them fits its own hash, and nothing came after them.
"""

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import insert
from sqlalchemy.exc import DatabaseError as AnyDatabaseError
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel

from te_planner.errors import Unreadable
from te_planner.plan.checksum import driver, seal
from te_planner.plan.creation import empty_schema
from te_planner.plan.journal import HASHED, Image, append, chained
from te_planner.plan.keys import new_key
from te_planner.plan.orm import engine_for, whole
from te_planner.plan.placing import put_in_place
from te_planner.plan.snapshot import Day
from te_planner.plan.sound.replayed import Rows, differences, fold, named, spoken
from te_planner.plan.sound.rows import journaled, row_problem
from te_planner.plan.sound.salvage import Salvage, Saved, salvage
from te_planner.plan.store import OLDER, REVISION, open_plan
from te_planner.plan.tables import Journal, JournalEnd, Kept, Plan
from te_planner.plan.text import clean, printable, sha256

ACTION = "repair"


class Mended(NamedTuple):
    """A table of the new plan: rows in all, those that only the journal had, and what was lost, in words."""

    table: str
    rows: int
    from_journal: int
    lost: tuple[str, ...]


class Repaired(NamedTuple):
    """`entries` of the journal are as they were written; `entries_lost` tells which are not there.

    `doubtful`: rows that are not as a damaged entry tells them. Which of the two is right, nothing proves.
    """

    tables: tuple[Mended, ...]
    entries: int
    entries_lost: str
    doubtful: tuple[str, ...]

    @property
    def whole(self) -> bool:
        return not self.entries_lost and not any(each.lost for each in self.tables)


def repair(damaged: Path, new: Path, *, today: Day, who: str) -> Repaired:
    """Write the new plan, never over a file. Raises Unreadable where nothing can be saved or written."""
    who = clean(who, "who", required=True)
    if os.path.lexists(new):
        raise Unreadable(f"{new} exists already. Choose another name for the repaired plan.")
    if not damaged.is_file():
        raise Unreadable(f"{damaged} is no file. Name the damaged plan.")
    found = salvage(damaged)
    if found.revision and found.revision not in (REVISION, *OLDER):
        raise Unreadable(
            f"{damaged} was written by another version (schema {found.revision}). Repair it there."
        )
    if not any(found.tables[name].rows for name in ("journal", "plan", "project", "system")):
        raise Unreadable(f"Nothing of a plan can be read in {damaged}. te-planner backups lists its backups.")
    partial = new.with_name(f".{new.name}.{os.getpid()}.part")
    try:
        partial.touch(mode=0o600, exist_ok=False)
        repaired = _write(partial, found, printable(damaged.name), today, who)
        open_plan(partial).close()
        put_in_place(partial, new)
    except (OSError, sqlite3.Error, AnyDatabaseError) as error:
        text = getattr(error, "orig", None) or getattr(error, "strerror", None) or error
        raise Unreadable(f"{new} cannot be written ({text}). Choose a folder of yours with room.") from error
    finally:
        for left in (partial, partial.with_name(f"{partial.name}-journal")):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)
    return repaired


def _write(path: Path, found: Salvage, source: str, today: Day, who: str) -> Repaired:
    entries = _sound_entries(found.tables["journal"])
    last = max([found.marked, *(_seq(each) for each in found.tables["journal"].rows)])
    told, _ = fold((each["seq"], each["images"]) for each in entries)
    all_there = len(entries) == last and found.tables["journal"].whole
    hints = told if all_there else _hints(found)
    rows = {name: dict(kept) for name, kept in told.items()} if all_there else _rows(found, hints, last)
    doubtful = () if all_there else tuple(differences(hints, rows, most=None))
    empty_schema(path)
    engine = engine_for(path)
    try:
        with Session(engine) as session, session.begin():
            kept = _put_kept(session, found.tables["kept"])
            if entries:
                session.execute(insert(Journal), entries)
            lost = _complete(rows, kept, source, today)
            mended = []
            for name in journaled():
                made, refused = _put(session, name, rows[name])
                refused += (
                    lost.get(name, []) if all_there else _left_out(name, rows[name], found.tables[name])
                )
                mended.append((_mended(name, made, refused, found.tables[name]), made))
            written = {each.table: {row["id"]: row for row in made} for each, made in mended}
            if images := _images(told, written):
                summary = f"Repair the plan from {source}: {len(images)} rows as they could be read"
                append(driver(session.connection()), "edit", ACTION, summary, images, today, who)
            else:
                session.add(JournalEnd(seq=len(entries)))
                session.flush()
                seal(driver(session.connection()))
    finally:
        engine.dispose()
    entries_lost = "" if all_there else _entries_lost(len(entries), last)
    return Repaired(tuple(each for each, _ in mended), len(entries), entries_lost, doubtful)


def _entries_lost(kept: int, last: int) -> str:
    if last <= kept:
        return f"those after entry {kept}, if there were any"
    return f"entry {last}" if last == kept + 1 else f"entries {kept + 1} to {last}"


def _seq(row: Image) -> int:
    return row["seq"] if isinstance(row.get("seq"), int) and row["seq"] < 2**31 else 0


def _sound_entries(journal: Saved) -> list[Image]:
    """From the first entry on, as far as the chain of hashes holds."""
    sound: list[Image] = []
    previous = ""
    for row in sorted(journal.rows, key=_seq):
        if row.get("seq") != len(sound) + 1 or not _fits(row) or row["previous_hash"] != previous:
            break
        sound.append(row)
        previous = row["hash"]
    return sound


def _latest_entries(journal: Saved, last: int) -> list[Image]:
    """The unbroken run of entries up to the last that was written, whatever is wrong before them."""
    latest: list[Image] = []
    for row in sorted(journal.rows, key=_seq, reverse=True):
        if row.get("seq") != last - len(latest) or not _fits(row):
            break
        if latest and latest[-1]["previous_hash"] != row["hash"]:
            break
        latest.append(row)
    return latest[::-1]


def _fits(entry: Image) -> bool:
    """Whether an entry is whole and fits its own hash."""
    table = SQLModel.metadata.tables["journal"]
    whole = len(entry) == len(table.columns) and not row_problem(table, entry)
    return whole and entry["hash"] == chained({name: entry[name] for name in HASHED})


def _hints(found: Salvage) -> Rows:
    """What all entries tell that can be read, also those that the chain does not prove."""
    journal = sorted(found.tables["journal"].rows, key=_seq)
    return fold((_seq(each), str(each.get("images"))) for each in journal)[0]


def _rows(found: Salvage, hints: Rows, last: int) -> Rows:
    """The rows that can be read; of a table that cannot be read to its end, also what the journal tells.

    What its latest entries tell, as far as they fit their hashes, is told for certain.
    """
    latest = _latest_entries(found.tables["journal"], last)
    certain, _ = fold((each["seq"], each["images"]) for each in latest)
    rows: Rows = {}
    for name, table in journaled().items():
        saved = found.tables[name]
        read = {str(each.get("id")): made for each in saved.rows if (made := whole(table, each))}
        sound = {key: row for key, row in read.items() if not row_problem(table, row)}
        odd = read.keys() - sound.keys()
        hinted = {key: row for key, row in hints[name].items() if key in odd or not saved.whole}
        rows[name] = {**hinted, **sound, **certain[name]}
    return rows


def _put_kept(session: Session, saved: Saved) -> set[str]:
    """The long texts that still fit their own hash."""
    fitting = {
        row["id"]: row["text"]
        for row in saved.rows
        if isinstance(row.get("text"), str) and sha256(row["text"]) == row.get("id")
    }
    if fitting:
        session.execute(insert(Kept), [{"id": key, "text": text} for key, text in fitting.items()])
    return set(fitting)


def _complete(rows: Rows, kept: set[str], source: str, today: Day) -> dict[str, list[str]]:
    """What a plan cannot be without: its own row; and no edition whose texts are gone. Returns what went."""
    editions, lost = rows["edition"], list[str]()
    for key in [key for key, row in editions.items() if row["texts"] not in kept]:
        lost.append(f"{named('edition', editions.pop(key))}: what its cells said cannot be read")
    if not rows["plan"]:
        label = max(editions.values(), key=lambda each: each["seq"])["label"] if editions else "unknown"
        made = Plan(id=new_key(), name=f"Repaired: {source}"[:400], roadmap=label, created_day=today)
        rows["plan"] = {made.id: made.model_dump()}
    return {"edition": lost}


def _put(session: Session, name: str, rows: dict[str, Image]) -> tuple[list[Image], list[str]]:
    """Write the rows that the plan's rules let in; returns them, and what was refused, in words."""
    table = journaled()[name]
    made, refused = [], []
    for row in rows.values():
        problem = row_problem(table, row)
        try:
            if problem is None:
                with session.begin_nested():
                    session.execute(table.insert().values(row))
        except IntegrityError as error:
            problem = str(error.orig)
        if problem is None:
            made.append(row)
        else:
            refused.append(f"{named(name, row)}: refused ({problem})")
    return made, refused


def _left_out(name: str, rows: dict[str, Image], saved: Saved) -> list[str]:
    """What of a table is not among its rows, where the journal does not tell all of them."""
    read = _ids(saved)
    gone = [
        f"{spoken(name)} {key[:8]}: what could be read is not sound" for key in sorted(read - rows.keys())
    ]
    told = len(rows.keys() - read)
    if saved.unread > told:
        gone.append(f"{spoken(name)}: {saved.unread} rows could not be read; the journal told {told} of them")
    elif not saved.whole and not saved.unread:
        gone.append(f"{spoken(name)}: it could not be read to its end; how many rows it had, nobody knows")
    return gone


def _mended(name: str, made: list[Image], lost: list[str], saved: Saved) -> Mended:
    alone = {str(row["id"]) for row in made} - _ids(saved)
    return Mended(name, len(made), len(alone), tuple(lost))


def _ids(saved: Saved) -> set[str]:
    return {str(each.get("id")) for each in saved.rows}


def _images(told: Rows, written: Rows) -> list[Image]:
    """From what the kept entries tell to what the new plan holds."""
    images: list[Image] = []
    for name in journaled():
        before, after = told[name], written[name]
        for key in dict.fromkeys((*before, *after)):
            if before.get(key) != after.get(key):
                change = {"before": before.get(key), "after": after.get(key)}
                images.append({"table": name, "key": key, **change})
    return images
