"""Overview: where we stand, what comes next, what is in the way."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from te_planner.tui.keys import bindings
from te_planner.tui.lines import BLANK, Line, Span, Target, cut, line
from te_planner.tui.screen import PlanScreen
from te_planner.tui.sheet import Sheet

if TYPE_CHECKING:
    from te_planner.readiness.model import Readiness


class Overview(PlanScreen):
    """The first screen: the answer in words before it stands in marks."""

    NAME = "overview"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("overview")]

    def body(self) -> Iterator[Widget]:
        yield Sheet(self._lines, id="list", classes="body")

    def _lines(self, width: int, height: int) -> list[Line]:
        readiness, system = self.planner.readiness, self.planner.system
        if readiness is None:
            return [line(), line("Reading the plan …")] if self.planner.session else []
        if system is None:
            return _first_steps(readiness, width)
        from te_planner.tui.overview_lines import overview_lines

        return overview_lines(readiness, system, width, height, plain=self.planner.plain)


STEPS = (
    ("n", "then a project: who does what by when", "form('project')"),
    (":", "or a project in one line", "app.capture"),
    ("F", "or from a file: a table, MS Project XML, a plan's YAML", "app.import_file"),
    ("2", "then, in the roadmap, m maps a project to the enabler that it delivers", "app.show('roadmap')"),
    ("7", "and assess says what is in place already, one key an answer", "app.show('assess')"),
    ("r", "or read first: stages, tracks, concepts and words", "app.show('reader')"),
    ("?", "or look at all keys", "app.help"),
)


def _first_steps(readiness: "Readiness", width: int) -> list[Line]:
    """What to do first with a plan that has no system; each step can be chosen."""
    from te_planner.tui.pair import no_system

    made = no_system(width)
    made.append(BLANK)
    for key, does, action in STEPS:
        if key != "n" or not readiness.projects:
            target = Target("action", action)
            made.append(line("  ", Span(key, "key", target), Span(cut(f"  {does}", width - 3), "", target)))
    return made
