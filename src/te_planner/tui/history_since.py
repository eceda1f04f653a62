"""What moved since a day that the planner chooses, and what moved it."""

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from te_planner.errors import PlannerError, WrongCall
from te_planner.exchange.marks import day_text
from te_planner.plan.snapshot import Day
from te_planner.readiness.changes import Change
from te_planner.readiness.model import Readiness
from te_planner.tui.history_chart import days_until
from te_planner.tui.history_told import change_lines
from te_planner.tui.lines import BLANK, Line, heading, line, wrapped
from te_planner.tui.modal import Window
from te_planner.tui.sheet import Sheet

if TYPE_CHECKING:
    from te_planner.tui.session import Session


class Moved(NamedTuple):
    """What moved. `known`: the plan as it was known on each day, else by all that is known now."""

    since: Day
    known: bool
    changes: tuple[Change, ...]


class SinceWindow(Window[None]):
    """A day, and below it what moved since."""

    KEYS = (
        ("enter", "compare, open", "compare"),
        ("tab", "day or list", "switch"),
        ("k", "as known then, or now", "turn"),
        ("esc", "close", "close"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "switch", show=False, priority=True),
        Binding("k", "turn", show=False),
        Binding("q", "close", show=False),
    ]

    def __init__(self) -> None:
        super().__init__("What moved since a day")
        self.found: Moved | str = "Type a day, then enter."

    def body(self) -> Iterator[Widget]:
        month_ago = days_until(self.planner.today, 2, "month")[0]
        yield Input(
            month_ago,
            id="words",
            placeholder="a day, such as 2026-09, last friday or -6m",
            select_on_focus=True,
        )
        yield Sheet(self._lines, id="moved")

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def _lines(self, width: int, _height: int) -> list[Line]:
        readiness, found = self.planner.readiness, self.found
        if readiness is None:
            return []
        if isinstance(found, str):
            return wrapped(found, width, "quiet")
        title = f"{day_text(found.since)} to {day_text(readiness.as_of)}: {len(found.changes)} figures moved"
        made = [heading(title), *wrapped(_note(found), width, "quiet"), BLANK]
        if not found.changes:
            made.append(line("  Nothing moved."))
        return [*made, *change_lines(found.changes, readiness, width, plain=self.planner.plain)]

    # comparing

    @on(Input.Submitted)
    def action_compare(self) -> None:
        """With the plan as it was known then, where there was one; k reads that day by what is known now."""
        self._ask(None)

    def action_turn(self) -> None:
        self._ask(not (isinstance(self.found, Moved) and self.found.known))

    def _ask(self, known: bool | None) -> None:
        readiness, session = self.planner.readiness, self.planner.session
        if readiness is None or session is None:
            return
        text, first = self.query_one(Input).value, self.planner.entries[0].day if self.planner.entries else ""
        self._tell("Comparing …")
        self.run_worker(self._compare(session, readiness, text, known, first), group="since", exclusive=True)

    async def _compare(
        self, session: "Session", readiness: Readiness, text: str, known: bool | None, first: Day
    ) -> None:
        from te_planner.plan.typed_days import typed_day

        try:
            day = typed_day(text, "since", self.planner.today)
            if day > readiness.as_of:
                raise WrongCall(f"{day} lies ahead. Name a day before {readiness.as_of}.")
            as_known = day >= first if known is None else known
            wanted = session.look(lambda own: moved_since(own, readiness, day, known=as_known))
            found = await asyncio.wrap_future(wanted)
        except PlannerError as error:
            self._tell(str(error))
            return
        self._tell(found)
        self.query_one("#moved", Sheet).focus()

    def _tell(self, found: Moved | str) -> None:
        self.found = found
        sheet = self.query_one("#moved", Sheet)
        sheet.at = (0, 0)
        sheet.rebuild()
        sheet.scroll_home(animate=False)

    # going on

    def action_switch(self) -> None:
        field = self.query_one(Input)
        (self.query_one("#moved", Sheet) if field.has_focus else field).focus()

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        self.dismiss(None)
        self.app.call_later(self.planner.go, event.target)


def moved_since(session: "Session", now: Readiness, day: Day, *, known: bool) -> Moved:
    """What moved between a day and now, on the plan's thread. Raises WrongCall where nothing was known."""
    from te_planner.plan.replay import known_on, steps
    from te_planner.readiness.changes import changes
    from te_planner.readiness.evaluate import evaluate

    if not known:
        before = evaluate(now.roadmap, now.snapshot, as_of=day, today=session.today)
        return Moved(day, known, changes(before, now))
    then = known_on(session.plan, day)
    before = evaluate(now.roadmap, then, as_of=day, today=day, known_on=day)
    between = steps(session.plan, then.head.seq, now.snapshot.head.seq)
    return Moved(day, known, changes(before, now, steps=between))


def _note(found: Moved) -> str:
    if found.known:
        return "As the plan was known then, under today's roadmap and rules; k: by all that is known now."
    return (
        "By all that is known now; days are not compared, for a past day has no forecasts. k: as known then."
    )
