"""A list with a card beside it (on a narrow screen below), and a search that narrows the list."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar

from textual import events, on
from textual.containers import Container
from textual.widget import Widget
from textual.widgets import Input

from te_planner.readiness.model import Readiness, SystemReadiness
from te_planner.roadmap.everyday import as_found, asked_for
from te_planner.roadmap.model import Everyday, Roadmap
from te_planner.tui.cards_ahead import CardsAhead
from te_planner.tui.lines import Line, Target, first_step, line, wrapped
from te_planner.tui.screen import PlanScreen
from te_planner.tui.sheet import Bar, Sheet

if TYPE_CHECKING:
    from te_planner.tui.app import Place


Item = TypeVar("Item")


class Kept(NamedTuple):
    """A screen's choices with what the card's cursor was on, for `back`."""

    choices: Any
    inside: Target | None


class Pair(Container):
    """What holds a list and its card. They cover it, so there is nothing of its own to draw."""

    BLANK = True


class Edge(Widget):
    """The line between a list and its card. As the card's border it would be drawn with each other card."""


class PairScreen(PlanScreen):
    """A subclass makes the list's lines and the card's; the rest is here."""

    LIST: ClassVar[str] = ""
    """`-long` where the list needs more of the width than the card."""
    OF_ROADMAP: ClassVar[bool] = False
    """Whether the list holds texts of the roadmap, so that everyday words lead to them."""
    AHEAD: ClassVar[bool] = False
    """Whether cards say nothing but what figures, system, choices, target and width give: so made ahead."""
    OF_ACTIONS: ClassVar[bool] = False
    """Whether the card is shown beside an action of the list, too."""
    SHEET: ClassVar[type[Sheet]] = Sheet
    CARD: ClassVar[type[Sheet]] = Sheet

    def __init__(self) -> None:
        super().__init__()
        self.needle = ""
        self._inside: Target | None = None
        self._card_of: Target | None = None
        self._cards = CardsAhead(self._now, self._make_card, self._draw_ahead)

    def body(self) -> Iterator[Widget]:
        if self.has_choices():
            yield Bar(self._filters, id="filters", classes="body")
        yield Input(id="find", placeholder="find: words or a reference; enter keeps it, esc clears it")
        with Pair(classes="pair body"):
            yield self.SHEET(self._list, id="list", classes=self.LIST)
            yield Edge()
            yield self.CARD(self._card, id="card", rests=False)

    def has_choices(self) -> bool:
        return False

    @abstractmethod
    def list_lines(self, readiness: Readiness, system: SystemReadiness | None, width: int) -> Sequence[Line]:
        """The list."""

    @abstractmethod
    def card_lines(
        self, readiness: Readiness, system: SystemReadiness | None, target: Target, width: int
    ) -> list[Line]:
        """The card of what the list's cursor is on."""

    def filter_line(self) -> Line:
        return ()

    def _filters(self, _width: int, _height: int) -> list[Line]:
        return [self.filter_line()]

    def _list(self, width: int, _height: int) -> Sequence[Line]:
        readiness = self.planner.readiness
        if readiness is None:
            return [line("Reading the plan …")]
        return self.list_lines(readiness, self.planner.system, width)

    def _card(self, width: int, _height: int) -> Sequence[Line]:
        target = self.here()
        if target is None:
            return []
        return self._cards.card(target, width) if self.AHEAD else self._make_card(target, width)

    def _make_card(self, target: Target, width: int) -> Sequence[Line]:
        readiness = self.planner.readiness
        if readiness is None or (target.kind == "action" and not self.OF_ACTIONS):
            return []
        return self.card_lines(readiness, self.planner.system, target, width)

    def on_unmount(self) -> None:
        self._cards.stop()

    def _draw_ahead(self, lines: Sequence[Line]) -> None:
        self.card_sheet.draw_ahead(lines)

    def _next_targets(self) -> Sequence[Target]:
        """What a step of the cursor would come to, while it is in the list."""
        return self.list_sheet.neighbours() if self.is_current and self.list_sheet.has_focus else ()

    @property
    def list_sheet(self) -> Sheet:
        return self.query_one("#list", Sheet)

    @property
    def card_sheet(self) -> Sheet:
        return self.query_one("#card", Sheet)

    def main_sheet(self) -> Sheet:
        return self.list_sheet

    def choices(self) -> Any:
        return self.needle

    def place(self) -> "Place":
        inside = self.card_sheet.target if self.focused is self.card_sheet else None
        return super().place()._replace(choices=Kept(self.choices(), inside))

    def arrive(self, target: Target | None, choices: Any) -> None:
        choices, self._inside = choices if isinstance(choices, Kept) else (choices, None)
        if choices is not None:
            self.restore(choices)
        elif target is not None:
            self.restore("")
        super().arrive(target, choices)

    def restore(self, choices: Any) -> None:
        """Take up choices that were kept."""
        self.needle = choices
        if self.is_mounted:
            field = self.query_one("#find", Input)
            field.value = self.needle
            field.set_class(bool(self.needle), "-open")

    def show_target(self, target: Target) -> None:
        self.close_card()
        self.list_sheet.focus()
        self.list_sheet.select(target)
        self._follow()
        if self._inside:
            self.call_after_refresh(self._go_inside, self._inside)

    def _go_inside(self, target: Target) -> None:
        self.open_card()
        self.call_after_refresh(self.card_sheet.select, target)

    # the list and the card

    @on(Sheet.Moved)
    def _list_moved(self, event: Sheet.Moved) -> None:
        if event.sheet.id == "list" and self.here() != self._card_of:
            self._follow()

    def _follow(self) -> None:
        """The card of what the list's cursor is on now, from its top."""
        self._card_of = self.here()
        self.card_sheet.rebuild(anew=True)
        if self.AHEAD:
            self._cards.look_ahead(self._next_targets)

    def chosen(self, sheet: Sheet, target: Target) -> None:
        if sheet.id == "list" and target.kind != "action":
            self.open_card()
        else:
            self.open_target(target)

    def open_card(self) -> None:
        """Into the card; on a narrow screen it takes the room of the list."""
        self.query_one(".pair").add_class("-card")
        self.card_sheet.focus()

    def close_card(self) -> None:
        self.query_one(".pair").remove_class("-card")

    def action_back(self) -> None:
        if self.focused is self.card_sheet:
            self.close_card()
            self.list_sheet.focus()
        elif self.needle and not self.planner.trail:
            self.restore("")
            self.refresh_figures()
        else:
            super().action_back()

    # searching

    @property
    def everyday(self) -> tuple[Everyday, ...]:
        """What planners say for what the roadmap says."""
        readiness = self.planner.readiness
        return readiness.roadmap.parts.everyday if readiness and self.OF_ROADMAP else ()

    def remark(self) -> str:
        """How everyday words are taken, while somebody types them."""
        typing = self.focused is self.query_one("#find", Input)
        return as_found(asked_for(self.everyday, self.needle)) if typing else ""

    def action_find(self) -> None:
        field = self.query_one("#find", Input)
        field.add_class("-open")
        field.focus()

    @on(Input.Changed, "#find")
    def _narrow(self, event: Input.Changed) -> None:
        if event.value == self.needle:  # it was restored, not typed
            return
        self.needle = event.value
        self.list_sheet.at = (0, 0)
        self.list_sheet.rebuild()
        self.card_sheet.rebuild()
        self.planner.notice = self.remark()
        self.refresh_bars()

    @on(Input.Submitted, "#find")
    def _keep(self) -> None:
        self._close_find()

    def on_key(self, event: events.Key) -> None:
        field = self.query_one("#find", Input)
        if self.focused is field and event.key in ("escape", "down"):
            if event.key == "escape":
                field.value = ""
            self._close_find()
            event.stop()
            event.prevent_default()

    def _close_find(self) -> None:
        field = self.query_one("#find", Input)
        field.set_class(bool(field.value), "-open")
        self.list_sheet.focus()


def matches(needle: str, *texts: str, everyday: tuple[Everyday, ...] = ()) -> bool:
    """Every word of the needle is somewhere in the texts, in any case; an everyday word, or its like."""
    whole = " ".join(texts).casefold()
    return all(each.stands_in(whole) for each in asked_for(everyday, needle))


def rank_fitting(
    needle: str, among: Iterable[tuple[Item, str, str]], everyday: tuple[Everyday, ...]
) -> list[Item]:
    """Those whose name fits, then those of which `about` says it, then those with it amid a word.

    `among`: each with its name and what is said of it.
    """
    found: tuple[list[Item], ...] = ([], [], [])
    for item, name, about in among:
        if matches(needle, name, everyday=everyday):
            found[0].append(item)
        elif about and matches(needle, name, about, everyday=everyday):
            found[1].append(item)
        elif everyday and matches(needle, name):
            found[2].append(item)
    return [each for part in found for each in part]


def no_system(width: int) -> list[Line]:
    """What a screen shows that is about a distribution system, where the plan has none."""
    text = "The plan has no distribution system yet, and stages are those of a system."
    return first_step(text, "N", "makes the first one", "form('system')", width)


def nothing_found(width: int, needle: str, otherwise: str, roadmap: Roadmap | None = None) -> list[Line]:
    """`roadmap`: where its texts are searched, and so know what may have been meant."""
    if not needle.strip():
        return wrapped(otherwise, width, "quiet", indent=2)
    from te_planner.roadmap.search import nearest

    meant = nearest(roadmap, needle) if roadmap else None
    asked = f" Did you mean “{meant}”?" if meant else ""
    text = f"Nothing fits “{needle}”; esc clears the search.{asked}"
    return wrapped(text, width, "quiet", indent=2)
