"""Overview: where we stand, what comes next, what is in the way."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from te_planner.tui.keys import bindings
from te_planner.tui.lines import Line, line
from te_planner.tui.screen import PlanScreen
from te_planner.tui.sheet import Sheet


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
            return [
                line(),
                line(
                    "The plan has no distribution system yet, and without one nothing can be said of stages."
                ),
                line(),
                line("N makes the first one."),
            ]
        from te_planner.tui.overview_lines import overview_lines

        return overview_lines(readiness, system, width, height, plain=self.planner.plain)
