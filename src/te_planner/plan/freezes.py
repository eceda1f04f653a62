"""Reading what was frozen, and whether it still is what was frozen. Without ORM, as `reading`."""

import hashlib
import json
import sqlite3
from difflib import get_close_matches
from typing import NamedTuple

from te_planner.errors import WrongCall
from te_planner.plan.snapshot import Freeze
from te_planner.plan.store import Plan

COLUMNS = ", ".join(Freeze._fields)


class Frozen(NamedTuple):
    """A freeze, the text of its figures (None where it is gone), and what does not fit any more."""

    freeze: Freeze
    figures: str | None
    problems: tuple[str, ...]


def read_freeze(plan: Plan, name: str) -> Frozen:
    """The freeze of a name, in any case. Raises WrongCall where there is none."""
    found = read_freezes(plan)
    for each in found:
        if each.freeze.name.casefold() == name.casefold():
            return each
    known = [each.freeze.name for each in found]
    near = get_close_matches(name, known, n=3, cutoff=0.4) or known[-5:]
    raise WrongCall(f"There is no freeze “{name}”. Known are: {', '.join(near) or 'none'}.")


def read_freezes(plan: Plan) -> tuple[Frozen, ...]:
    """All freezes, the oldest first, each held against its hash, its own journal entry and its head."""

    def read(link: sqlite3.Connection) -> tuple[Frozen, ...]:
        query = f"SELECT {COLUMNS} FROM freeze ORDER BY head_seq, name"  # noqa: S608  # our own names
        made = _as_made(link)
        return tuple(_read(link, Freeze._make(row), made) for row in link.execute(query))

    return plan.read(read)


def freeze_problems(plan: Plan) -> list[str]:
    """What was changed of the freezes since they were made; nothing where all are as they were."""
    frozen = read_freezes(plan)
    there = {each.freeze.id for each in frozen}
    gone = [name for id_, name in plan.read(_names).items() if id_ not in there]
    return [
        *(f"freeze “{each.freeze.name}”: {text}" for each in frozen for text in each.problems),
        *(f"freeze “{name}” is no longer in the plan, where nothing removes one" for name in gone),
    ]


def _read(link: sqlite3.Connection, freeze: Freeze, made: dict[str, dict[str, object]]) -> Frozen:
    problems = []
    row = link.execute("SELECT text FROM kept WHERE id = ?", (freeze.figures,)).fetchone()
    if row is None:
        problems.append("its figures are no longer kept")
    elif hashlib.sha256(row[0].encode()).hexdigest() != freeze.figures:
        problems.append("its figures do not fit their SHA-256: they were changed by hand")
    head = link.execute("SELECT hash FROM journal WHERE seq = ?", (freeze.head_seq,)).fetchone()
    if head is None or head[0] != freeze.head_hash:
        problems.append(f"journal entry {freeze.head_seq}, at which it was made, is not this plan's")
    if made.get(freeze.id) != freeze._asdict():
        problems.append("it is not what the journal says was frozen")
    return Frozen(freeze, row[0] if row else None, tuple(problems))


def _as_made(link: sqlite3.Connection) -> dict[str, dict[str, object]]:
    """Freeze id -> its row as the journal kept it."""
    texts = link.execute("SELECT images FROM journal WHERE action = 'freeze' ORDER BY seq")
    found = {}
    for (text,) in texts:
        try:
            found.update({each["key"]: each["after"] for each in json.loads(text)})
        except (ValueError, TypeError, KeyError):
            continue  # the journal's chain tells of it; the freeze then fits nothing
    return found


def _names(link: sqlite3.Connection) -> dict[str, str]:
    return {id_: str((row or {}).get("name")) for id_, row in _as_made(link).items()}
