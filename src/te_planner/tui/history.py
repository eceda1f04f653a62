"""History: what was done to the plan, day by day, what each edit moved, and the way back to a point."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.timer import Timer

from te_planner.errors import PlannerError
from te_planner.exchange.marks import day_text
from te_planner.readiness.model import Readiness, SystemReadiness
from te_planner.tui.history_told import Told, told, told_lines
from te_planner.tui.keys import bindings
from te_planner.tui.lines import BLANK, Line, Span, Target, columns, labelled, line, wrapped
from te_planner.tui.pair import PairScreen, matches, nothing_found
from te_planner.tui.rows import Rows
from te_planner.tui.session import standing

if TYPE_CHECKING:
    from te_planner.plan.journal import Entry
    from te_planner.tui.session import Session

REST = 0.15
"""Seconds for which the cursor rests on an entry before what it moved is computed."""


class HistoryScreen(PairScreen):
    """The journal, the last entry first."""

    NAME = "history"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("history")]

    def __init__(self) -> None:
        super().__init__()
        # what an entry did never changes: the journal is only appended to
        self.known: dict[str, Told | str] = {}
        self._resting: Timer | None = None
        self._last = ""

    def list_lines(self, readiness: Readiness, system: SystemReadiness | None, width: int) -> Sequence[Line]:
        undone = {each.id for each in standing(self.planner.entries)[1]}
        found = [
            each
            for each in reversed(self.planner.entries)
            if matches(self.needle, each.summary, each.who, each.why, each.day)
        ]
        if not found:
            return nothing_found(width, self.needle, "Nothing was done yet.")
        items = _by_day(found)
        widths = [4, 5, 10, max(width - 25, 10)]

        def make(place: int) -> Line:
            item = items[place]
            return (
                line(Span(item, "head")) if isinstance(item, str) else _row(item, item.id in undone, widths)
            )

        return Rows([], [_target(each) for each in items], make)

    def refresh_figures(self) -> None:
        """Whoever was on the last entry is on the one that is the last now: it is what was just done."""
        before, here = self._last, self.here()
        self._last = self.planner.entries[-1].id if self.planner.entries else ""
        super().refresh_figures()
        if here and here.ref == before != self._last:
            self.list_sheet.select(Target("entry", self._last))
            self._follow()

    def entry(self) -> "Entry | None":
        """The entry under the list's cursor."""
        here = self.here()
        return next((each for each in self.planner.entries if here and each.id == here.ref), None)

    def card_lines(
        self, readiness: Readiness, system: SystemReadiness | None, target: Target, width: int
    ) -> list[Line]:
        entry = self.entry()
        if entry is None:
            return []
        made = wrapped(entry.summary, width, "head")
        at = datetime.fromisoformat(entry.at).astimezone()
        made += labelled("when", f"{day_text(at.date().isoformat())}, {at:%H:%M}", width)
        made += labelled("who", entry.who, width)
        if entry.why:
            made += labelled("why", entry.why, width)
        made += labelled("kind", f"{entry.kind}: {entry.action.replace('_', ' ')}", width)
        made += labelled("hash", entry.hash[:16], width, tone="quiet")
        made += _ways_back(self.planner.entries, entry, width)
        found = self.known.get(entry.id)
        if found is None:
            return [*made, BLANK, line(Span("Reading what it moved …", "quiet"))]
        if isinstance(found, str):
            return [*made, BLANK, *wrapped(found, width, "late")]
        return [*made, *told_lines(found, readiness, width, plain=self.planner.plain)]

    # what an entry moved

    def _follow(self) -> None:
        super()._follow()
        if self._resting:
            self._resting.stop()
        entry, session = self.entry(), self.planner.session
        if entry and session and entry.id not in self.known:
            self._resting = self.set_timer(REST, lambda: self._read(session, entry))

    def _read(self, session: "Session", entry: "Entry") -> None:
        # one at a time: what nobody looks at any more is not computed
        self.run_worker(self._learn(session, entry), group="told", exclusive=True)

    async def _learn(self, session: "Session", entry: "Entry") -> None:
        try:
            self.known[entry.id] = await asyncio.wrap_future(session.look(lambda own: told(own, entry)))
        except PlannerError as error:
            self.known[entry.id] = str(error)
        self.card_sheet.rebuild()

    # the keys of this screen

    def action_undo_to(self) -> None:
        """Take back all that was done after the entry under the cursor, once it is confirmed."""
        from te_planner.tui.history_undo import ask_undo_to

        entry = self.entry()
        if entry:
            ask_undo_to(self.planner, entry)

    def action_chart(self) -> None:
        from te_planner.tui.history_chart import ChartWindow

        if self.planner.system:
            self.app.push_screen(ChartWindow())
        else:
            self.planner.tell("There is no distribution system yet: N makes one.")

    def action_since(self) -> None:
        from te_planner.tui.history_since import SinceWindow

        self.app.push_screen(SinceWindow())


def _by_day(found: "list[Entry]") -> "list[str | Entry]":
    """The entries under the days on which they were made."""
    made: list[str | Entry] = []
    for day, entries in groupby(found, key=lambda each: each.day):
        own = list(entries)
        count = f"{len(own)} entries" if len(own) > 1 else "1 entry"
        made += [f"{day_text(day)} · {count}", *own]
    return made


def _target(item: "str | Entry") -> Target:
    return Target("day", item) if isinstance(item, str) else Target("entry", item.id)


def _row(entry: "Entry", undone: bool, widths: list[int]) -> Line:
    tone = "quiet" if undone or entry.kind != "edit" else ""
    what = f"{entry.summary}  (undone)" if undone else entry.summary
    time = f"{datetime.fromisoformat(entry.at).astimezone():%H:%M}"
    cells = [(str(entry.seq), "quiet"), (time, "quiet"), (entry.who, "quiet"), (what, tone)]
    return columns(cells, widths, Target("entry", entry.id))


def _ways_back(entries: "tuple[Entry, ...]", entry: "Entry", width: int) -> list[Line]:
    done, undone = standing(entries)
    if done and done[-1].id == entry.id:
        return [line(), *wrapped("u takes this edit back.", width, "next")]
    if undone and undone[-1].id == entry.id:
        return [line(), *wrapped("It was undone; U does it again.", width, "next")]
    after = [each for each in done if each.seq > entry.seq]
    if after and (entry in done or entry.seq == 1):
        said = (
            f"b takes back the {len(after)} edits after it."
            if len(after) > 1
            else "b takes back the edit after it."
        )
        return [line(), *wrapped(said, width, "next")]
    return []
