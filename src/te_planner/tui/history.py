"""History: what was done to the plan, when, by whom; the last edit can be taken back."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from te_planner.exchange.marks import day_text
from te_planner.readiness.model import Readiness, SystemReadiness
from te_planner.tui.keys import bindings
from te_planner.tui.lines import Line, Target, columns, labelled, line, wrapped
from te_planner.tui.pair import PairScreen, matches, nothing_found
from te_planner.tui.rows import Rows
from te_planner.tui.session import standing

if TYPE_CHECKING:
    from te_planner.plan.journal import Entry


class HistoryScreen(PairScreen):
    """The journal, the last entry first."""

    NAME = "history"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("history")]

    def list_lines(self, readiness: Readiness, system: SystemReadiness | None, width: int) -> Sequence[Line]:
        undone = {each.id for each in standing(self.planner.entries)[1]}
        found = [
            each
            for each in reversed(self.planner.entries)
            if matches(self.needle, each.summary, each.who, each.why, each.day)
        ]
        if not found:
            return nothing_found(self.needle, "Nothing was done yet.")
        widths = [4, 11, 12, max(width - 33, 10)]
        head = columns([(each, "head") for each in ("No", "Day", "Who", "What")], widths)
        targets = [Target("entry", each.id) for each in found]
        return Rows([head], targets, lambda item: _row(found[item], found[item].id in undone, widths))

    def card_lines(
        self, readiness: Readiness, system: SystemReadiness | None, target: Target, width: int
    ) -> list[Line]:
        entry = next((each for each in self.planner.entries if each.id == target.ref), None)
        if entry is None:
            return []
        done, undone = standing(self.planner.entries)
        made = wrapped(entry.summary, width, "head")
        at = datetime.fromisoformat(entry.at).astimezone()
        made += labelled("when", f"{day_text(at.date().isoformat())}, {at:%H:%M}", width)
        made += labelled("who", entry.who, width)
        if entry.why:
            made += labelled("why", entry.why, width)
        made += labelled("kind", f"{entry.kind}: {entry.action.replace('_', ' ')}", width)
        made += labelled("hash", entry.hash[:16], width, tone="quiet")
        if done and done[-1].id == entry.id:
            made += [line(), *wrapped("u takes this edit back.", width, "next")]
        if undone and undone[-1].id == entry.id:
            made += [line(), *wrapped("It was undone; U does it again.", width, "next")]
        return made


def _row(entry: "Entry", undone: bool, widths: list[int]) -> Line:
    tone = "quiet" if undone or entry.kind != "edit" else ""
    what = f"{entry.summary}  (undone)" if undone else entry.summary
    cells = [(str(entry.seq), "quiet"), (day_text(entry.day), "quiet"), (entry.who, "quiet"), (what, tone)]
    return columns(cells, widths, Target("entry", entry.id))
