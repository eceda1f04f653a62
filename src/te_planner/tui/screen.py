"""What the screens of an open plan have in common: top, bottom, the cursor's target, the keys' actions."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from textual import events, on
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from te_planner.tui.bars import bottom_lines, small_lines, top_lines
from te_planner.tui.lines import TONE_CLASSES, Line, Target
from te_planner.tui.mosaic import Mosaic
from te_planner.tui.sheet import Bar, Sheet

if TYPE_CHECKING:
    from te_planner.plan.journal import Entry
    from te_planner.readiness.model import Readiness
    from te_planner.tui.app import Place, PlannerApp


class Shown(NamedTuple):
    """What a screen's lines were made from, beside its width."""

    readiness: "Readiness | None"
    entries: "tuple[Entry, ...]"
    system_id: str
    choices: Any

    def same(self, other: "Shown | None") -> bool:
        """Whether lines made from the other are these lines. Figures are the same where they are one."""
        return other is not None and (
            self.readiness is other.readiness and self.entries is other.entries and self[2:] == other[2:]
        )


class PlanScreen(Screen[None]):
    """A screen of an open plan. A subclass names itself and makes its body of sheets."""

    NAME: ClassVar[str] = ""
    COMPONENT_CLASSES: ClassVar[set[str]] = TONE_CLASSES
    AUTO_FOCUS = "Sheet"
    BLANK = True

    def __init__(self) -> None:
        super().__init__()
        self._compositor = Mosaic()
        self._made_from: Shown | None = None
        self._coming = False

    @property
    def planner(self) -> "PlannerApp":
        return cast("PlannerApp", self.app)

    def compose(self) -> Iterable[Widget]:
        yield Bar(self._top, id="top")
        yield from self.body()
        yield Bar(self._bottom, id="bottom")

    def body(self) -> Iterator[Widget]:
        """The sheets between top and bottom; they carry the class `body`."""
        raise NotImplementedError

    # figures and places

    def refresh_figures(self) -> None:
        """Show the app's figures as they are now; the bars last, which tell of what the cursor is on."""
        if self.is_mounted:
            self._made_from = self._now()
            for sheet in self.query(Sheet).exclude("Bar"):
                sheet.rebuild()
            self.refresh_bars()

    def _now(self) -> Shown:
        app = self.planner
        return Shown(app.readiness, app.entries, app.system_id, self.choices())

    def refresh_bars(self) -> None:
        if self.is_mounted:
            for bar in self.query(Bar):
                bar.rebuild()

    def place(self) -> "Place":
        """Where one is, so that `back` can lead here again."""
        from te_planner.tui.app import Place

        return Place(self.NAME, self.planner.system_id, self.here(), self.choices())

    def choices(self) -> Any:
        """The screen's own choices (filters), to be kept for `back`."""
        return None

    def arrive(self, target: Target | None, choices: Any) -> None:
        """Somebody comes here, perhaps to a target."""
        self.call_after_refresh(self._settle, target)

    def _settle(self, target: Target | None) -> None:
        self._freshen()
        if target:
            self.show_target(target)

    def show_target(self, target: Target) -> None:
        self.main_sheet().select(target)

    def main_sheet(self) -> Sheet:
        return self.query(Sheet).exclude("Bar").first(Sheet)

    def here(self) -> Target | None:
        """What the main sheet's cursor is on."""
        return self.main_sheet().target if self.is_mounted else None

    def context(self) -> list[Target]:
        """What an action is about: the focused part first, then the list's."""
        focused = self.focused
        found = [focused.target] if isinstance(focused, Sheet) else []
        return [each for each in (*found, self.here()) if each]

    # events

    async def make_ready(self, pause: float) -> None:
        """Lay out and draw, pauses between, what nobody sees yet."""
        for _ in range(6):  # a first size sets the classes of its width, and these the sizes of the sheets
            await asyncio.sleep(pause)
            self.query("#textual-toastrack").set(display=False)  # else hidden when first shown, by a layout
            if self._layout_required:
                self._layout_required = False
                self._refresh_layout()
            self._freshen()
        self.draw_ahead()
        self._update_timer.resume()  # only the first tick after it was made is late, by one period

    def draw_ahead(self) -> None:
        """Draw the whole screen as the terminal will be told it; what it is drawn from is kept."""
        self._compositor.render_full_update().render_segments(self.app.console)

    def come_back(self, switch: Callable[[], object]) -> None:
        """Be shown again, by `switch`: as it is now, and painted once, at once.

        Textual alone would lay it out and match its styles anew, and paint twice, first what it was before.
        """
        if not self._freshen():
            self.refresh_bars()
        self._coming = True
        self._update_auto_focus()
        switch()
        self.refresh()
        self._on_timer_update()

    def _screen_resized(self, size: Size) -> None:
        if not self._coming or size != self.outer_size:
            super()._screen_resized(size)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        if self._coming:
            self._coming = False
            event.prevent_default()
            self.app._refresh_notifications()
            return
        if not self._freshen():
            self.refresh_bars()

    def _freshen(self) -> bool:
        """Make the lines anew, where they would be others than when one was here last; whether they are."""
        if self._now().same(self._made_from):
            return False
        self.refresh_figures()
        return True

    def on_descendant_focus(self) -> None:
        """The bottom tells what the cursor is on: now that of another sheet."""
        if self._made_from:
            self.query_one("#bottom", Bar).rebuild()

    @on(Sheet.Moved)
    def _moved(self, event: Sheet.Moved) -> None:
        if event.sheet in (self.focused, self.main_sheet()):  # not a card that only follows
            self.planner.notice = self.remark()
            self.query_one("#bottom", Bar).rebuild()

    def idle(self) -> frozenset[str]:
        """The actions whose keys can do nothing as the screen is now: the bottom names others."""
        return frozenset()

    def remark(self) -> str:
        """What the bottom says in place of what the cursor is on; mostly nothing."""
        return ""

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        self.chosen(event.sheet, event.target)

    def chosen(self, _sheet: Sheet, target: Target) -> None:
        """Enter, on a sheet of this screen."""
        self.open_target(target)

    def open_target(self, target: Target) -> None:
        if target.kind == "action":
            self.call_later(self.run_action, target.ref)
        elif target.kind == "observed":
            self.action_form("pick")
        else:
            self.planner.go(target)

    # actions of the keys

    def action_why(self) -> None:
        from te_planner.tui.why import WhyScreen, derivation

        readiness = self.planner.readiness
        for target in self.context():
            system_id = target.of or self.planner.system_id
            found = derivation(readiness, system_id, target) if readiness else None
            if found:
                self.app.push_screen(WhyScreen(found, system_id))
                return
        self.planner.tell("There is no figure under the cursor to ask for.")

    def action_projects_of(self) -> None:
        from te_planner.tui.routes import first_project

        readiness = self.planner.readiness
        for target in self.context():
            found = first_project(readiness, self.planner.system_id, target) if readiness else None
            if found and (self.NAME, self.here()) == ("projects", found):
                self.planner.tell("This is the project itself; enter opens its card.")
                return
            if found:
                self.planner.visit("projects", found)
                return
        on = any(each.kind in ("cell", "project") for each in self.context())
        self.planner.tell(
            "No project delivers what the cursor is on; m maps one to it."
            if on
            else "Put the cursor on an enabler or a benefit: p leads to the projects that deliver it."
        )

    def action_back(self) -> None:
        self.planner.back()

    def action_find(self) -> None:
        self.planner.visit("roadmap")
        self.call_after_refresh(self.app.screen.run_action, "find")

    def action_form(self, name: str) -> None:
        from te_planner.tui.forms import open_form

        open_form(self.planner, name, self.context())

    def action_deeds(self) -> None:
        """All that can be done with what the cursor is on."""
        from te_planner.tui.deed_menu import DeedMenu
        from te_planner.tui.deeds import deeds

        readiness, context = self.planner.readiness, self.context()
        found = deeds(readiness, self.planner.system_id, context) if readiness else []
        if found:
            self.app.push_screen(DeedMenu(found, context))
        else:
            self.planner.tell("Nothing can be done with what the cursor is on; ? lists the keys.")

    # top and bottom

    def _top(self, width: int, _height: int) -> list[Line]:
        if self.has_class("-slim") or self.has_class("-low"):
            return small_lines(self.app.size.width, self.app.size.height)
        return top_lines(self.planner, self.NAME, width)

    def _bottom(self, width: int, _height: int) -> list[Line]:
        focused = self.focused
        target = focused.target if isinstance(focused, Sheet) else self.here()
        return bottom_lines(self.planner, self.NAME, target, width, self.idle())
