"""Marking several projects or cells of a list: the keys of an edit then change all of them at once."""

from collections.abc import Mapping
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip

from te_planner.tui.drawing import signed
from te_planner.tui.lines import Line, Span, Target, cut, fit_line, line
from te_planner.tui.pair import PairScreen
from te_planner.tui.sheet import Sheet

SIGN, PLAIN_SIGN = "✓", "&"
MARKED = ("project", "cell")
OFFERS = {
    "project": (("c", "status"), ("i", "owner"), ("m", "map"), ("y", "copy"), ("esc", "unmark")),
    "cell": (("m", "map"), ("a", "attest"), ("x", "set aside"), ("y", "copy"), ("esc", "unmark")),
}


class MarkedSheet(Sheet):
    """A list in which a sign stands before all that is marked."""

    _marks: Mapping[Target, None] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        self._marks = self.screen.marks if isinstance(self.screen, MarkedPair) else None
        return super().render_lines(crop)

    def draw_line(self, y: int, width: int) -> Strip:
        strip = super().draw_line(y, width)
        if not self._marks:
            return strip
        number, plain = y + self.scroll_offset.y, bool(getattr(self.app, "plain", False))
        for place, (start, _, target) in enumerate(self.spots_at(number)):
            if target in self._marks:
                # on the blank before it, where the pointer may stand: of the gutter or of the line
                style = self.sign_style((number, place) == self.at)
                strip = signed(strip, start + self.GUTTER - 1, PLAIN_SIGN if plain else SIGN, style)
        return strip

    def sign_style(self, here: bool) -> Style:
        """Reversed where it stands in the pointer's place."""
        return self.rich_style + self.tone("next") + Style(bold=True, reverse=here)


class MarkedPair(PairScreen):
    """A list whose parts can be marked. Marks are the screen's own: nothing of the plan."""

    SHEET: ClassVar[type[Sheet]] = MarkedSheet

    def __init__(self) -> None:
        super().__init__()
        self.marks: dict[Target, None] = {}

    def shown(self) -> list[Target]:
        """What the list shows, as it is narrowed now, in its order."""
        sheet = self.list_sheet
        spots = (spot for place in range(len(sheet.lines)) for spot in sheet.spots_at(place))
        return list(dict.fromkeys(target for _, _, target in spots if target.kind in MARKED))

    def action_mark(self) -> None:
        """Mark what the cursor is on, or take its mark away."""
        target = self.here()
        if target is None or target.kind not in MARKED:
            return
        if self.marks.pop(target, self) is self:
            self.marks[target] = None
        self._marked()

    def action_mark_all(self) -> None:
        """Mark all that the list shows; where all are marked, none."""
        shown = self.shown()
        self.marks = {} if set(shown) <= set(self.marks) else {**self.marks, **dict.fromkeys(shown)}
        self._marked()

    def _marked(self) -> None:
        self.planner.notice = ""
        self.list_sheet.refresh()
        self.refresh_bars()

    def action_back(self) -> None:
        if self.marks and self.focused is self.list_sheet:
            self.marks = {}
            self._marked()
        else:
            super().action_back()

    def action_form(self, name: str) -> None:
        """The form of an edit: of all that is marked, where something is."""
        from te_planner.tui.forms.bulk import FORMS, open_bulk_form

        if self.marks and name in FORMS:
            open_bulk_form(self.planner, name, list(self.marks), self._done)
        else:
            super().action_form(name)

    def _done(self) -> None:
        notice = self.planner.notice
        self.marks = {}
        self._marked()
        self.planner.tell(notice)

    def action_copy(self) -> None:
        """The list (or what is marked of it) for a spreadsheet."""
        from te_planner.tui.tables import copied

        readiness = self.planner.readiness
        targets = list(self.marks) or self.shown()
        if readiness is None or not targets:
            self.planner.tell("There is nothing in the list to copy.")
            return
        self.app.copy_to_clipboard(copied(readiness, self.planner.system, targets))
        what = f"{len(targets)} {targets[0].kind}{'s' if len(targets) > 1 else ''}"
        self.planner.tell(f"Copied {what}, tab-separated: paste them into a spreadsheet.")

    def on_paste(self, event: events.Paste) -> None:
        """A table from a spreadsheet, pasted on the list."""
        if self.focused in (self.list_sheet, self.card_sheet) and event.text.strip():
            event.stop()
            self.open_paste(event.text)

    def action_paste(self) -> None:
        self.open_paste("")

    def open_paste(self, text: str) -> None:
        from te_planner.tui.forms import led_to_new
        from te_planner.tui.paste import PasteScreen

        if self.planner.readiness is None:
            return
        lead = led_to_new(self.planner)

        def after(saved: object) -> None:
            if saved:
                lead()

        self.planner.expect_edit()
        self.app.push_screen(PasteScreen(text), after)

    def _bottom(self, width: int, height: int) -> list[Line]:
        lines = super()._bottom(width, height)
        if not self.marks or self.planner.notice:
            return lines
        kinds = {each.kind for each in self.marks}
        spans = [Span(f" {len(self.marks)} marked   ", "next")]
        for key, words in OFFERS[next(iter(kinds))]:
            spans += [Span(key, "key"), Span(f" {cut(words, 12)}   ")]
        return [fit_line(line(*spans), width), *lines[1:]]
