"""Long work in a thread of its own: a bar from the first second, and a way to call it off."""

from collections.abc import Callable, Iterator
from threading import Event
from typing import Any, Generic, NamedTuple, TypeVar

from textual.widget import Widget
from textual.worker import Worker, get_current_worker

from te_planner.errors import PlannerError
from te_planner.tui.lines import Line, Span, cut, line
from te_planner.tui.modal import Window
from te_planner.tui.sheet import Sheet

Made = TypeVar("Made")
Progress = Callable[[float, str], None]
"""Told by the work: the part that is done, from 0 to 1, and what comes now. Raises Cancelled."""
FULL, EMPTY = "█", "░"
PLAIN_FULL, PLAIN_EMPTY = "#", "-"


class Cancelled(Exception):  # nothing went wrong: somebody changed their mind
    """The work was called off. It is raised inside the work, before it has committed anything."""


class Outcome(NamedTuple, Generic[Made]):
    """What the work made; or the error that a planner is told; or, with neither, that it was called off."""

    made: Made | None = None
    fault: PlannerError | None = None
    cancelled: bool = False


class LongWork(Window[Outcome[Any]]):
    """Does `work(progress)` in a thread and is dismissed with its Outcome.

    The work calls `progress` between its steps, and for the last time before it commits: from then on
    nothing calls it off. Other errors than PlannerError are nobody's to foresee, and end the program.
    """

    KEYS = (("esc", "cancel", "close"),)

    def __init__(self, title: str, work: Callable[[Progress], Any]) -> None:
        super().__init__(title)
        self.work = work
        self.part, self.now = 0.0, ""
        self._called_off = Event()
        self._worker: Worker[None] | None = None

    def body(self) -> Iterator[Widget]:
        yield Sheet(self._lines, id="progress", can_focus=False)

    def on_mount(self) -> None:
        self.run_worker(self._run, thread=True)

    def _run(self) -> None:
        self._worker = get_current_worker()
        try:
            outcome = Outcome(self.work(self._progress))
        except Cancelled:
            outcome = Outcome(cancelled=True)
        except PlannerError as error:
            outcome = Outcome(fault=error)
        if not self._worker.is_cancelled:  # else the program is being left
            self.app.call_from_thread(self.dismiss, outcome)

    def _progress(self, part: float, now: str) -> None:
        """On the work's thread, or on the plan's where the work waits for it."""
        if self._called_off.is_set() or self._worker is None or self._worker.is_cancelled:
            raise Cancelled
        self.app.call_from_thread(self._show, min(max(part, 0.0), 1.0), now)

    def _show(self, part: float, now: str) -> None:
        self.part, self.now = part, now
        self.refresh_figures()

    def _lines(self, width: int, _height: int) -> list[Line]:
        full, empty = (PLAIN_FULL, PLAIN_EMPTY) if self.planner.plain else (FULL, EMPTY)
        size = max(width - 6, 1)
        done = round(self.part * size)
        bar = line(Span(full * done, "work"), Span(empty * (size - done), "quiet"), f" {self.part:4.0%}")
        called_off = self._called_off.is_set()
        return [bar, line(Span(cut("Stopping …" if called_off else self.now, width), "quiet"))]

    def action_close(self) -> None:
        """Call the work off; the window goes once the work has stopped."""
        self._called_off.set()
        self.refresh_figures()
