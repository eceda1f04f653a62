"""Choosing the distribution system that the screens show."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from te_planner.exchange.marks import stage_text
from te_planner.tui.lines import Line, Span, Target, cut, line
from te_planner.tui.modal import Window
from te_planner.tui.sheet import Sheet


class SystemPicker(Window[None]):
    """The systems with their observed stage and what their enablers are complete through."""

    KEYS = (("enter", "choose", "choose"), ("N", "new system", "new"), ("esc", "close", "close"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("N", "new", show=False),
        Binding("s", "close", show=False),
        Binding("q", "close", show=False),
    ]

    def __init__(self) -> None:
        super().__init__("Which distribution system?")

    def body(self) -> Iterator[Widget]:
        yield Sheet(self._lines, id="systems")

    def on_mount(self) -> None:
        sheet = self.query_one("#systems", Sheet)
        sheet.focus()
        self.call_after_refresh(sheet.select, Target("system", self.planner.system_id))

    def _lines(self, width: int, _height: int) -> list[Line]:
        readiness = self.planner.readiness
        if readiness is None or not readiness.systems:
            return [line("There is none yet; N makes the first one.")]
        regions = {each.id: each.name for each in readiness.snapshot.regions}
        made: list[Line] = []
        for id_, each in readiness.systems.items():
            target = Target("system", id_)
            here = " (shown)" if id_ == self.planner.system_id else ""
            made.append(line(Span(cut(each.system.name + here, width), "strong", target)))
            said = (
                f"{regions.get(each.system.region_id, '')} · observed in stage {each.observed.stage} · "
                f"enablers complete through: {stage_text(each.stage, each.strict_stage)}"
            )
            made.append(line("  ", Span(cut(said, width - 2), "quiet")))
        return made

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        self.planner.set_system(event.target.ref)
        self.dismiss(None)

    def action_choose(self) -> None:
        self.query_one("#systems", Sheet).action_choose()

    def action_new(self) -> None:
        from te_planner.tui.forms import open_form

        self.dismiss(None)
        self.app.call_later(open_form, self.planner, "system", [])
