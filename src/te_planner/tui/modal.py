"""A window over the screen: a title, sheets or fields, and a line of its keys."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget

from te_planner.tui.lines import TONE_CLASSES, Line, Span, Target, cut, line
from te_planner.tui.sheet import Bar, Sheet

if TYPE_CHECKING:
    from te_planner.tui.app import PlannerApp

Result = TypeVar("Result")


class Window(ModalScreen[Result]):
    """`KEYS`: what its bottom line offers, as (key, words, action)."""

    COMPONENT_CLASSES: ClassVar[set[str]] = TONE_CLASSES
    AUTO_FOCUS = ""
    KEYS: ClassVar[tuple[tuple[str, str, str], ...]] = (("esc", "close", "close"),)
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False)]

    def __init__(self, title: str) -> None:
        super().__init__()
        self.heading = title
        self.keys = self.KEYS

    @property
    def planner(self) -> "PlannerApp":
        return cast("PlannerApp", self.app)

    def compose(self) -> Iterable[Widget]:
        with Vertical(id="window"):
            yield Bar(self._title, classes="title")
            yield from self.body()
            yield Bar(self._foot, classes="foot")

    def body(self) -> Iterator[Widget]:
        raise NotImplementedError

    def _title(self, width: int, _height: int) -> list[Line]:
        return [line(" ", Span(cut(self.heading, width - 2), "head"))]

    def _foot(self, _width: int, _height: int) -> list[Line]:
        spans: list[Span] = [Span(" ")]
        for key, words, action in self.keys:
            target = Target("action", action)
            spans += [Span(key, "key", target), Span(f" {words}", "", target), Span("   ")]
        return [tuple(spans)]

    def refresh_figures(self) -> None:
        """New figures under an open window."""
        for sheet in self.query(Sheet):
            sheet.rebuild()

    def refresh_bars(self) -> None:
        """It has no messages of its own."""

    def action_close(self) -> None:
        self.dismiss(cast("Any", None))
