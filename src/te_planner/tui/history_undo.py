"""Undo to a point: what would be taken back is listed first, then taken back edit by edit."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from te_planner.errors import PlannerError, WrongCall
from te_planner.exchange.marks import day_text
from te_planner.tui.lines import BLANK, Line, Span, cut, line, wrapped
from te_planner.tui.modal import Window
from te_planner.tui.session import standing
from te_planner.tui.sheet import Sheet

if TYPE_CHECKING:
    from te_planner.plan.journal import Entry
    from te_planner.tui.app import PlannerApp
    from te_planner.tui.session import Done, Session


class UndoToWindow(Window[bool]):
    """The edits that would be taken back, and the question."""

    KEYS = (("y", "take them back", "yes"), ("esc", "leave all as it is", "close"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "yes", show=False),
        Binding("n", "close", show=False),
        Binding("q", "close", show=False),
    ]

    def __init__(self, entry: "Entry", after: "Sequence[Entry]") -> None:
        many = f"these {len(after)} edits" if len(after) > 1 else "this edit"
        super().__init__(f"Take back {many}?")
        self.entry, self.after = entry, after

    def body(self) -> Iterator[Widget]:
        yield Sheet(self._lines, id="systems")

    def on_mount(self) -> None:
        self.query_one("#systems", Sheet).focus()

    def _lines(self, width: int, _height: int) -> list[Line]:
        said = f"The plan will be as it was right after entry {self.entry.seq}, “{self.entry.summary}”."
        made = [*wrapped(said, width, "strong"), BLANK]
        for each in self.after:
            text = f"{each.seq}  {day_text(each.day)}  {each.who}: {each.summary}"
            made.append(line(Span(cut(text, width))))
        return [*made, BLANK, *wrapped("U does them again, one by one. Freezes stay.", width, "quiet")]

    def action_yes(self) -> None:
        self.dismiss(True)


def ask_undo_to(app: "PlannerApp", entry: "Entry") -> None:
    """Ask, then take back all edits that stand after an entry; say so where that cannot be."""
    done, _ = standing(app.entries)
    after = [each for each in reversed(done) if each.seq > entry.seq]
    if entry.seq != 1 and entry not in done:
        app.tell("The cursor is on no edit that stands: choose one that was not undone.")
    elif not after:
        app.tell("Nothing that stands was done after it; u takes the last edit back.")
    else:

        def answered(yes: bool | None) -> None:
            if yes and app.session:
                app.run_worker(_undo(app, app.session, after), group="turn")

        app.push_screen(UndoToWindow(entry, after), answered)


async def _undo(app: "PlannerApp", session: "Session", after: "Sequence[Entry]") -> None:
    """One undo an edit; it stops where another program wrote meanwhile."""
    found: Done | None = None
    try:
        for count, each in enumerate(after, 1):
            app.tell(f"Taking back {count} of {len(after)}: {each.summary}")
            done, _ = standing(await asyncio.wrap_future(session.journal()))
            if not done or done[-1].id != each.id:
                raise WrongCall("The plan was changed by another program meanwhile; look at it, then go on.")
            found = await asyncio.wrap_future(session.turn("undo", each.seq))
            app.show_done(found, f"Taken back: {count} of {len(after)} · U does them again, one by one")
    except PlannerError as error:
        app.tell(str(error), failed=True)
