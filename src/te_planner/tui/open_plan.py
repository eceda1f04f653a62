"""The app's plan: its figures, kept up to date, and its edits. All of it is read and written elsewhere."""

import asyncio
import gc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from te_planner.errors import PlannerError, WrongCall
from te_planner.tui.session import Done, Prepare, Session, load_edits, standing
from te_planner.tui.typed_ahead import TypedAhead

if TYPE_CHECKING:
    from te_planner.plan.journal import Entry
    from te_planner.plan.snapshot import Day
    from te_planner.readiness.model import Readiness, SystemReadiness

POLL_SECONDS = 1.0
SELDOM = (2_000, 10, 100)
"""How much is made between two searches for garbage. A search of all takes as long as four keys."""


@runtime_checkable
class Refreshed(Protocol):
    """A screen that shows the app's figures and messages."""

    def refresh_figures(self) -> None: ...

    def refresh_bars(self) -> None: ...


class OpenPlan(TypedAhead):
    """An app over one plan. `today` is an ISO day; `clock`, where given, tells it while the program runs."""

    def __init__(
        self,
        path: Path | None,
        *,
        today: "Day",
        as_of: "Day | None",
        who: str,
        clock: "Callable[[], Day] | None",
    ) -> None:
        super().__init__()
        self.today, self.as_of, self.who, self.clock = today, as_of, who, clock
        self.session = Session(path, today=today, as_of=as_of, who=who) if path else None
        self.readiness: Readiness | None = None
        self.entries: tuple[Entry, ...] = ()
        self._last_done: tuple[tuple[Entry, ...], Entry | None] = ((), None)
        self.system_id = ""
        self.fault: PlannerError | None = None
        self.mine: set[int] = set()
        self.asked: tuple[str, int] | None = None
        self.notice = ""
        self._looking = False
        self._told = ""
        self._backed_up = ""
        self._expecting = False
        self._writing = asyncio.Lock()  # what undo and redo turn is known once the edit before is written

    # figures

    @property
    def system(self) -> "SystemReadiness | None":
        """The distribution system that the screens show."""
        return self.readiness.systems.get(self.system_id) if self.readiness else None

    @property
    def last_done(self) -> "Entry | None":
        """The last edit that stands. The journal is looked through once, not at each step of the cursor."""
        if self._last_done[0] is not self.entries:
            done, _ = standing(self.entries)
            self._last_done = self.entries, done[-1] if done else None
        return self._last_done[1]

    def begin(self) -> None:
        """Read the plan as soon as the first frame is out, then look for other programs' edits."""
        if self.session:
            self.run_worker(self._first_figures(self.session))
            self.set_interval(POLL_SECONDS, self._poll)

    def set_system(self, system_id: str) -> None:
        """Show another distribution system of the plan."""
        if self.readiness and system_id in self.readiness.systems:
            self.system_id = system_id
            self.repaint()

    async def _first_figures(self, session: Session) -> None:
        # The plan is read as soon as the first frame is out. Read beside the frame's making, the two would
        # only share one interpreter, and both come later (measured: 1.42 and 1.58 of a bare app's first
        # frame, against 1.30 and 1.52).
        painted = asyncio.Event()
        self.call_after_refresh(painted.set)
        await painted.wait()
        try:
            readiness = await _wait(session.load())
        except PlannerError as error:
            self.fault = error
            self.exit(return_code=error.exit_code)
            return
        self._take(readiness)
        self.set_timer(0.1, lambda: self.run_worker(self._after_first_data(session)))

    async def _after_first_data(self, session: Session) -> None:
        """Once the first data are painted: the last edit's name, and copies that lie beside the plan."""
        if not gc.isenabled():  # `run` has put it off until now
            gc.freeze()
            gc.set_threshold(*SELDOM)
            gc.enable()
        try:
            self.entries = await _wait(session.journal())
        except PlannerError as error:
            self.tell(str(error), failed=True)
        self.repaint()
        for text in await _wait(session.look(_copies_beside)):
            self.tell(text, failed=True)

    def _take(self, readiness: "Readiness", entries: "tuple[Entry, ...] | None" = None) -> None:
        """New figures: every screen shows the same."""
        self.readiness = readiness
        self.entries = self.entries if entries is None else entries
        if self.system_id not in readiness.systems:
            self.system_id = next(iter(readiness.systems), "")
        self.repaint()

    def repaint(self) -> None:
        """The screen that is seen, and what lies over it; the others follow when they are shown."""
        for screen in self.screen_stack:
            if isinstance(screen, Refreshed):
                screen.refresh_figures()

    def _poll(self) -> None:
        if self.session and self.readiness and not self._looking:
            self._looking = True
            self.run_worker(self._look_for_changes(self.session), group="poll")

    async def _look_for_changes(self, session: Session) -> None:
        new_day = self.clock() if self.clock else session.today
        try:
            found = await _wait(session.load_if_changed(new_day))
        except PlannerError as error:
            self._tell_once(str(error))
            return
        finally:
            self._looking = False
        self._told = ""
        if found:
            self._take(*found)
            if new_day == self.today:
                self.tell("The plan was changed by another program; these are the new figures.")
            self.today = new_day

    def _tell_once(self, text: str) -> None:
        """What fails each second is told once."""
        if text != self._told:
            self._told = text
            self.tell(text, failed=True)

    # editing

    def expect_edit(self) -> None:
        """An edit is near: load what writes it, once, beside the screen. Who only looks saves its 34 MiB."""
        if not self._expecting:
            self._expecting = True
            self.run_worker(load_edits, thread=True)

    @property
    def seen(self) -> int | None:
        """The journal entry whose figures are on the screen."""
        return self.readiness.snapshot.head.seq if self.readiness else None

    async def edit(
        self, name: str, values: dict[str, Any], prepare: Prepare | None = None, seen: int | None = None
    ) -> "Entry":
        """Make an edit, then show its figures. Raises the PlannerError that refuses it.

        `seen`: the entry at which its values were chosen, where that is not what the screen shows.
        """
        if self.session is None:
            raise WrongCall("No plan is open.")
        seen = seen or self.seen
        async with self._writing:
            done: Done = await _wait(self.session.edit(name, values, prepare, seen))
            self.show_done(done, f"Done: {done.entry.summary} · u takes it back")
        return done.entry

    def action_undo(self) -> None:
        self.run_worker(self._ask_turn("undo"), group="turn")

    def action_redo(self) -> None:
        self.run_worker(self._ask_turn("redo"), group="turn")

    async def _ask_turn(self, kind: str) -> None:
        """Undo or redo, once what was begun before is written."""
        async with self._writing:
            if self.session and self._may_turn(kind):
                await self._turn(kind, self.session)

    def _may_turn(self, kind: str) -> bool:
        """What was not done in this session is asked for first."""
        done, undone = standing(self.entries)
        stack = done if kind == "undo" else undone
        if stack and stack[-1].seq not in self.mine and self.asked != (kind, stack[-1].seq):
            last = stack[-1]
            from te_planner.plan.days import spelled

            self.asked = (kind, last.seq)
            self.expect_edit()
            key = "u" if kind == "undo" else "U"
            self.tell(f"{key} again to {kind} “{last.summary}”, made {spelled(last.day)} by {last.who}")
            return False
        self.asked = None
        if self.entries and not stack:
            self.tell(f"There is nothing to {kind}; 8 History shows what was done.")
            return False
        return True

    async def _turn(self, kind: str, session: Session) -> None:
        try:
            done: Done = await _wait(session.turn(kind, self.seen))
        except PlannerError as error:
            self.tell(str(error), failed=True)
            return
        other = "U does it again" if kind == "undo" else "u takes it back"
        self.show_done(done, f"{done.entry.summary} · {other}")

    def show_done(self, done: Done, text: str) -> None:
        """The figures and the journal after an edit or a turn that was made here."""
        # what was turned here may be turned back here
        self.mine |= {each.seq for each in done.entries if each.id in (done.entry.id, done.entry.target_id)}
        self._take(done.readiness, done.entries)
        self.tell(text)
        if self.session and self._backed_up != self.today:
            self._backed_up = self.today
            self.run_worker(partial(self._back_up, self.session.path, self.today), thread=True)

    def _back_up(self, path: Path, today: "Day") -> None:
        """The day's backup, beside the screen's thread and the plan's."""
        from te_planner.plan.copies.backups import daily_backup

        try:
            daily_backup(path, today)
        except PlannerError as error:
            self.call_from_thread(self.tell, str(error), failed=True)

    def tell(self, text: str, *, failed: bool = False) -> None:
        """A message at the bottom until the cursor moves; a failure also as a note that stays longer."""
        self.notice = "" if failed else text
        if failed:
            self.notify(text, severity="error", timeout=10, markup=False)
        for screen in self.screen_stack:
            if isinstance(screen, Refreshed):
                screen.refresh_bars()


def _copies_beside(session: Session) -> list[str]:
    """What to tell of the copies that a synced folder made beside the plan."""
    from te_planner.plan.copies.conflicting import conflicting_copies, warning

    copies = conflicting_copies(session.path)
    return [f"{warning(each)}\nte-planner merge compares them." for each in copies]


async def _wait(future: Any) -> Any:
    """What the plan's thread returns, without holding up the screen."""
    return await asyncio.wrap_future(future)
