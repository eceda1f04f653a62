"""The journal: one entry an action, chained by hash. Nobody changes the past by an edit: undo appends."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import repeat
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from te_planner.plan.checksum import seal
from te_planner.plan.keys import new_key
from te_planner.plan.snapshot import Day
from te_planner.plan.store import Plan

Image = dict[str, Any]
"""A row's table and key, and its columns before and after (None: the row was not there)."""


class NewRows(NamedTuple):
    """Rows of a table that were not there, by columns: what thousands of images would say, in one."""

    table: str
    columns: Mapping[str, Sequence[Any]]

    def text(self) -> str:
        """Their images as JSON, parted by commas; each value of a column is written once."""
        keys = list(map(encode_basestring, self.columns["id"]))
        parts: list[Iterable[str]] = [repeat(f'{{"table": {_json(self.table)}, "key": '), keys]
        said = ', "before": null, "after": '  # of each of them, since the last value that differs
        sign = "{"
        for name, cells in self.columns.items():
            said += f"{sign}{_json(name)}: "
            sign = ", "
            if name == "id":
                parts += [repeat(said), keys]
                said = ""
            elif len(different := set(cells)) == 1:
                said += _json(cells[0])
            else:
                texts = {each: said + _json(each) for each in different}
                parts.append(map(texts.__getitem__, cells))
                said = ""
        return ", ".join(map("".join, zip(*parts, repeat(said + "}}"), strict=False)))


LASTING = frozenset({"freeze", "repair"})
"""Actions that nothing takes back: undo and redo pass them over. What was filed was filed, and what a
repair could not read is not there to go back to."""

HASHED = (
    "id", "seq", "at", "day", "who", "why", "kind", "action", "summary", "target_id", "images",
    "previous_hash",
)  # fmt: skip


class Entry(NamedTuple):
    """What was done, when and by whom. `kind`: edit, undo or redo (of the entry `target_id`)."""

    id: str
    seq: int
    at: str
    day: Day
    who: str
    why: str
    kind: str
    action: str
    summary: str
    target_id: str | None
    hash: str


def read_journal(plan: Plan) -> tuple[Entry, ...]:
    """All entries, the oldest first."""
    columns = ", ".join(Entry._fields)
    query = f"SELECT {columns} FROM journal ORDER BY seq"  # noqa: S608  # our own names
    return plan.read(lambda link: tuple(map(Entry._make, link.execute(query))))


def verify_chain(plan: Plan) -> list[str]:
    """What does not fit in the chain of hashes; nothing where the journal is as it was written."""
    problems, last = chain_problems(plan)
    kept = plan.read(lambda link: link.execute("SELECT max(seq) FROM journal_end").fetchone()[0]) or 0
    if kept > last:
        problems.append(
            f"the journal ends with entry {last}, but was written to entry {kept}: its end is missing"
        )
    return problems


def chain_problems(plan: Plan, until: int | None = None) -> tuple[list[str], int]:
    """What does not fit in the chain, up to an entry or to its end; and the number of the last one read."""
    columns = ", ".join((*HASHED, "hash"))

    def read(link: sqlite3.Connection) -> list[tuple[Any, ...]]:
        query = f"SELECT {columns} FROM journal WHERE ? IS NULL OR seq <= ? ORDER BY seq"  # noqa: S608  # our own
        return link.execute(query, (until, until)).fetchall()

    problems: list[str] = []
    previous, last = "", 0
    for row in plan.read(read):
        values = dict(zip((*HASHED, "hash"), row, strict=True))
        found = values.pop("hash")
        if values["seq"] != last + 1:
            problems.append(f"entry {values['seq']} follows entry {last}: one is missing")
        if values["previous_hash"] != previous or found != chained(values):
            problems.append(f"entry {values['seq']} ({values['summary']}) was changed after it was written")
        previous, last = found, values["seq"]
    return problems, last


def chained(values: dict[str, Any]) -> str:
    """The hash of an entry: over all that it says, and the hash of the one before."""
    text = json.dumps({name: values[name] for name in HASHED}, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def append(
    link: sqlite3.Connection,
    kind: str,
    action: str,
    summary: str,
    images: Sequence[Image | NewRows],
    today: Day,
    who: str,
    why: str = "",
    target_id: str | None = None,
) -> Entry:
    """Write the entry of what a transaction has just done, and end it with the file's checksum."""
    last = link.execute("SELECT seq, day, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    seq, day, previous = last or (0, today, "")
    values: dict[str, Any] = {
        "id": new_key(),
        "seq": seq + 1,
        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        # the journal's day never runs backward, even when a computer's clock does
        "day": max(today, day),
        "who": who,
        "why": why,
        "kind": kind,
        "action": action,
        "summary": summary,
        "target_id": target_id,
        "images": _text(images),
        "previous_hash": previous,
    }
    values["hash"] = chained(values)
    columns = ", ".join(values)
    link.execute(
        f"INSERT INTO journal ({columns}) VALUES ({', '.join('?' * len(values))})",  # noqa: S608  # our own names
        tuple(values.values()),
    )
    if not link.execute("UPDATE journal_end SET seq = ? WHERE id = 1", (seq + 1,)).rowcount:
        link.execute("INSERT INTO journal_end (id, seq) VALUES (1, ?)", (seq + 1,))
    seal(link)
    return Entry(**{name: values[name] for name in Entry._fields})


def _text(images: Sequence[Image | NewRows]) -> str:
    """All images as one JSON array."""
    return f"[{', '.join(each.text() if isinstance(each, NewRows) else _json(each) for each in images)}]"


def _json(value: Any) -> str:
    if type(value) is str:
        return encode_basestring(value)
    return str(value) if type(value) is int else json.dumps(value, ensure_ascii=False)
