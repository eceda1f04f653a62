"""The one write path: an edit, in one transaction, with one journal entry."""

import hashlib
from collections.abc import Callable, Container, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from te_planner.errors import WrongCall
from te_planner.plan.journal import Entry, Image, NewRows
from te_planner.plan.overlays import Said, working_roadmap
from te_planner.plan.snapshot import Day
from te_planner.plan.stale import refuse_stale
from te_planner.plan.store import Plan
from te_planner.plan.text import LONG, clean
from te_planner.plan.undoing import redo, undo
from te_planner.plan.writing import Writing, writing
from te_planner.roadmap.model import Roadmap

__all__ = ["Edit", "Transaction", "apply", "redo", "undo", "writing"]

if TYPE_CHECKING:
    from sqlmodel import Session, SQLModel

    from te_planner.plan.tables import Sequenced

Row = TypeVar("Row", bound="SQLModel")
STEP = 100
"""Rows between two words on how far it is."""
Edit = Callable[..., str]
"""A named change: takes a Transaction and its values, returns what it did in words."""


class Transaction:
    """What an edit writes through: every row's image before and after is kept for the journal.

    `base` is the roadmap without overlays.
    """

    def __init__(self, begun: Writing, roadmap: Roadmap, today: Day, who: str) -> None:
        self.begun, self.base, self.today, self.who = begun, roadmap.base, today, who
        self.images: list[Image | NewRows] = []
        self._found: dict[tuple[type[SQLModel], str], SQLModel] = {}
        self._seqs: dict[str, int] = {}

    @property
    def session(self) -> "Session":
        """For rows as objects."""
        return self.begun.session

    @cached_property
    def roadmap(self) -> Roadmap:
        """The roadmap that the plan works by as the edit begins, with the plan's own overlays."""
        query = "SELECT name, version, fingerprint, content FROM overlay ORDER BY position"
        return working_roadmap(self.base, map(Said._make, self.begun.run(query)))

    @cached_property
    def project_keys(self) -> set[str]:
        """The keys of all projects, in capitals: asked for once, then kept by the edits of projects."""
        return {key.upper() for (key,) in self.begun.run("SELECT key FROM project")}

    def insert(self, row: "SQLModel") -> None:
        self.session.add(row)
        self.session.flush()
        self._keep(row, None, _image(row))

    def insert_many(
        self,
        table: str,
        columns: Mapping[str, Sequence[Any]],
        told: Callable[[int], None] = lambda done: None,
    ) -> None:
        """Rows of one table, by columns: ten thousand at once take as long as thirty apart.

        `told` is told how many are in; what it raises takes all back.
        """
        # what is empty in all of them need not be sent: no column has anything in it by itself
        said = {name: cells for name, cells in columns.items() if any(each is not None for each in cells)}
        marks = ", ".join("?" * len(said))
        insert = f"INSERT INTO {table} ({', '.join(said)}) VALUES ({marks})"  # noqa: S608  # our own names
        self.begun.flush()
        rows, done = zip(*said.values(), strict=True), 0
        while some := list(islice(rows, STEP)):
            self.begun.link.executemany(insert, some)
            done += len(some)
            told(done)
        self.images.append(NewRows(table, columns))

    def update(self, row: "SQLModel", **changes: Any) -> None:
        before = _image(row)
        for name, value in changes.items():
            setattr(row, name, value)
        self.session.flush()
        after = _image(row)
        if after != before:
            self._keep(row, before, after)

    def delete(self, row: "SQLModel") -> None:
        self._keep(row, _image(row), None)
        self.session.delete(row)
        self.session.flush()

    def keep(self, text: str) -> str:
        """Keep a long text under its SHA-256, which is returned; never journaled, never removed."""
        key = hashlib.sha256(text.encode()).hexdigest()
        if self.begun.run("SELECT 1 FROM kept WHERE id = ?", (key,)).fetchone() is None:
            self.begun.run("INSERT INTO kept (id, text) VALUES (?, ?)", (key, text))
        return key

    def next_seq(self, table: "type[Sequenced] | str", count: int = 1) -> int:
        """The first of so many numbers of next entries in a table whose rows are ordered by entry.

        Nobody else writes.
        """
        name = table if isinstance(table, str) else str(table.__tablename__)
        if name not in self._seqs:
            last = self.begun.run(f"SELECT max(seq) FROM {name}").fetchone()[0]  # noqa: S608  # our own name
            self._seqs[name] = 1 + (last or 0)
        self._seqs[name] += count
        return self._seqs[name] - count

    def known(self, table: "type[Row]", name: str, find: "Callable[[], Row | None]") -> Row | None:
        """The row that `find` finds under a name which it keeps; asked for once, while it is there."""
        row = self._found.get((table, name))
        if isinstance(row, table) and row in self.session:
            return row
        found = find()
        if found is not None:
            self._found[table, name] = found
        return found

    def _keep(self, row: "SQLModel", before: Image | None, after: Image | None) -> None:
        key = (after or before or {})["id"]
        self.images.append({"table": row.__tablename__, "key": key, "before": before, "after": after})


def _image(row: "SQLModel") -> Image:
    from te_planner.plan.orm import image  # where rows are objects, it is loaded already

    return image(row)


def apply(
    plan: Plan,
    edit: Edit,
    *,
    roadmap: Roadmap,
    today: Day,
    who: str,
    why: str = "",
    seen: int | None = None,
    own: Container[int] = (),
    **values: Any,
) -> Entry:
    """Make one edit: all of it and its journal entry, or nothing.

    The plan's own overlays are laid on the roadmap. `seen`: the entry that the values were chosen at; where
    somebody has changed the same rows since, the edit is refused with both versions. Entries in `own` were
    made by the same hand. Raises what the edit raises (WrongCall), or Unreadable where the file cannot be
    written.
    """
    who = clean(who, "who", required=True)
    why = clean(why, "why", limit=LONG)
    with writing(plan) as begun:
        transaction = Transaction(begun, roadmap, today, who)
        summary = edit(transaction, **values)
        if not transaction.images:
            raise WrongCall(f"{summary}: the plan says so already. Nothing was changed.")
        if seen is not None:
            refuse_stale(begun.session, transaction.images, seen, own)
        return begun.append("edit", edit.__name__, summary, transaction.images, today, who, why)
