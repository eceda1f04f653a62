"""One open plan: all reading and writing of it happens on one thread of its own, never on the screen's."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from te_planner.plan.journal import Entry
    from te_planner.plan.recorded import Before
    from te_planner.plan.snapshot import Day
    from te_planner.plan.store import Plan
    from te_planner.readiness.model import Readiness
    from te_planner.roadmap.model import Roadmap

Found = TypeVar("Found")


class Done(NamedTuple):
    """An edit's journal entry, and the figures and journal after it."""

    entry: "Entry"
    readiness: "Readiness"
    entries: "tuple[Entry, ...]"


class Session:
    """A plan that is open in the terminal. Every method that reads or writes returns a future.

    `as_of` None: as of today. `today` may move on while the program runs.
    """

    def __init__(self, path: Path, *, today: "Day", as_of: "Day | None" = None, who: str = "") -> None:
        self.path, self.today, self.as_of = path, today, as_of
        self._who = who
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="plan")
        self._plan: Plan | None = None
        self._roadmap: Roadmap | None = None
        self._own: set[int] = set()
        self._last: Readiness | None = None

    def load(self) -> Future["Readiness"]:
        """The figures, read and evaluated anew. Fails with what `open_plan` raises."""
        return self._pool.submit(self._load)

    def load_if_changed(self, today: "Day") -> Future["tuple[Readiness, tuple[Entry, ...]] | None"]:
        """Figures and journal where anybody wrote since the last load, or the day is another; else None."""
        return self._pool.submit(self._load_if_changed, today)

    def edit(
        self, name: str, values: dict[str, Any], prepare: "Prepare | None" = None, seen: int | None = None
    ) -> Future["Done"]:
        """Make one edit by its name. `prepare` turns typed values into those of the edit, off the screen.

        `seen`: the journal entry at which the values were chosen; others' changes since then refuse it.
        """
        return self._pool.submit(self._edit, name, values, prepare, seen)

    def turn(self, kind: str, seen: int | None = None) -> Future["Done"]:
        """Undo or redo; an edit that others made after the entry `seen` is not taken back."""
        return self._pool.submit(self._turn, kind, seen)

    def journal(self) -> Future[tuple["Entry", ...]]:
        return self._pool.submit(self._journal)

    def before(self, readiness: "Readiness") -> Future["Before"]:
        """What the plan's editions of the roadmap said. Fails with what `before` raises."""
        return self._pool.submit(self._before, readiness)

    def look(self, work: Callable[["Session"], Found]) -> Future[Found]:
        """Whatever else is to be read of the open plan: `work` is done on the plan's thread."""
        return self._pool.submit(work, self)

    def close(self) -> None:
        """Let what is under way finish, then leave the file as one."""
        self._pool.submit(self._close)
        self._pool.shutdown(wait=True)

    @property
    def plan(self) -> "Plan":
        """The plan itself. On the plan's thread only."""
        return self._open()

    @property
    def roadmap(self) -> "Roadmap":
        """The shipped roadmap, without the plan's overlays. On the plan's thread only."""
        if self._roadmap is None:
            from te_planner.roadmap.loader import load_roadmap

            self._roadmap = load_roadmap()
        return self._roadmap

    @property
    def who(self) -> str:
        if not self._who:
            self._who = account()
        return self._who

    def _open(self) -> "Plan":
        if self._plan is None:
            from te_planner.plan.store import open_plan

            self._plan = open_plan(self.path)
        return self._plan

    def _load(self, before: "Readiness | None" = None) -> "Readiness":
        """The figures; right after an edit, from those `before` it, so far as nothing has changed."""
        from te_planner.plan.overlays import working_roadmap
        from te_planner.readiness.evaluate import evaluate

        snapshot = self._open().snapshot(before.snapshot if before else None)
        roadmap = working_roadmap(self.roadmap, snapshot.overlays)
        as_of = self.as_of or self.today
        self._last = evaluate(roadmap, snapshot, as_of=as_of, today=self.today, before=before)
        return self._last

    def _load_if_changed(self, today: "Day") -> "tuple[Readiness, tuple[Entry, ...]] | None":
        same, self.today = today == self.today, today
        if same and not self._open().changed():
            return None
        return self._load(), self._journal()

    def _edit(self, name: str, values: dict[str, Any], prepare: "Prepare | None", seen: int | None) -> "Done":
        from te_planner.plan import edits
        from te_planner.plan.transaction import apply

        ready = prepare(dict(values)) if prepare else values
        edit = getattr(edits, name)
        entry = apply(
            self._open(),
            edit,
            roadmap=self.roadmap,
            today=self.today,
            who=self.who,
            seen=seen,
            own=self._own,
            **ready,
        )
        return self.done(entry)

    def _turn(self, kind: str, seen: int | None) -> "Done":
        from te_planner.plan import transaction

        if kind == "redo":
            return self.done(transaction.redo(self._open(), today=self.today, who=self.who))
        undo = transaction.undo
        return self.done(undo(self._open(), today=self.today, who=self.who, seen=seen, own=self._own))

    def done(self, entry: "Entry") -> "Done":
        """What an entry that was just written comes to. On the plan's thread only."""
        self._own.add(entry.seq)
        # read in the same breath, so that the edit never looks like another program's
        return Done(entry, self._load(self._last), self._journal())

    def _journal(self) -> tuple["Entry", ...]:
        from te_planner.plan.journal import read_journal

        return read_journal(self._open())

    def _before(self, readiness: "Readiness") -> "Before":
        from te_planner.plan.recorded import before

        return before(self._open(), readiness.snapshot, readiness.roadmap)

    def _close(self) -> None:
        if self._plan is not None:
            self._plan.close()


Prepare = Callable[[dict[str, Any]], dict[str, Any]]


def standing(entries: tuple["Entry", ...]) -> tuple[list["Entry"], list["Entry"]]:
    """The edits that stand and those that were undone, the last of each being the next to be turned.

    Freezes are neither: nothing takes them back.
    """
    if not entries:  # of the first frame, which pays for no journal
        return [], []
    from te_planner.plan.journal import LASTING

    known = {each.id: each for each in entries}
    done: list[Entry] = []
    undone: list[Entry] = []
    for each in entries[1:]:  # the first one made the plan
        if each.action in LASTING:
            continue
        if each.kind == "edit":
            done.append(each)
            undone.clear()
            continue
        source, other = (done, undone) if each.kind == "undo" else (undone, done)
        target = known.get(each.target_id or "")
        if target in source:
            source.remove(target)
            other.append(target)
    return done, undone


def account() -> str:
    """The account's name: who makes the edits."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "planner"


def load_edits() -> None:
    """Load what an edit needs, so that the first one need not wait."""
    import te_planner.plan.edits
    import te_planner.plan.transaction  # noqa: F401  # loaded for later
