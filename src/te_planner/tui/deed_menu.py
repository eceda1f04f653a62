"""The menu of what can be done with what the cursor is on."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from te_planner.errors import PlannerError
from te_planner.tui.deeds import Deed
from te_planner.tui.lines import Line, Span, Target, cut, line
from te_planner.tui.modal import Window
from te_planner.tui.sheet import Sheet


class DeedMenu(Window[None]):
    """Up and down choose, enter does it."""

    KEYS = (("↑ ↓", "choose", ""), ("enter", "do it", "choose"), ("esc", "close", "close"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("full_stop", "close", show=False),
        Binding("comma", "close", show=False),
        Binding("q", "close", show=False),
    ]

    def __init__(self, found: list[Deed], context: list[Target]) -> None:
        super().__init__("What can be done here")
        self.found, self.about = found, context

    def body(self) -> Iterator[Widget]:
        yield Sheet(self._lines, id="deeds")

    def on_mount(self) -> None:
        sheet = self.query_one("#deeds", Sheet)
        sheet.styles.height = len(self.found)
        sheet.focus()

    def _lines(self, width: int, _height: int) -> list[Line]:
        made = []
        for place, each in enumerate(self.found):
            target = Target("deed", str(place))
            more = " …" if each.form else "  at once; u takes it back"
            made.append(line(Span(cut(each.name, width - 28), "strong", target), Span(more, "quiet", target)))
        return made

    def action_choose(self) -> None:
        self.query_one("#deeds", Sheet).action_choose()

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        from te_planner.tui.forms import open_form

        deed = self.found[int(event.target.ref)]
        self.dismiss(None)
        if deed.form:
            self.app.call_later(open_form, self.planner, deed.form, self.about)
        else:
            self.planner.run_worker(self._do(deed))

    async def _do(self, deed: Deed) -> None:
        try:
            await self.planner.edit(deed.edit, dict(deed.values))
        except PlannerError as error:
            self.planner.tell(str(error), failed=True)
