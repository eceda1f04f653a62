"""The one widget that shows lines: a cursor over their parts, scrolling, and nothing drawn twice.

A screen of forty lines is one widget, not forty: the first frame pays for what is seen.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from te_planner.tui.drawing import Drawing
from te_planner.tui.lines import Line, Target
from te_planner.tui.plain_lines import PlainLines, PlainScrollBar
from te_planner.tui.rows import Rows

Spot = tuple[int, int, Target]
"""Where a part of a line begins and ends, in cells, and what it leads to."""
Builder = Callable[[int, int], Sequence[Line]]
"""Makes the lines for a width and a height."""


class Sheet(ScrollView, can_focus=True):
    """Lines with a cursor. Posts `Moved` and `Chosen` with the target under it."""

    GUTTER: ClassVar[int] = 1
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "line(-1)", show=False),
        Binding("down", "line(1)", show=False),
        Binding("left", "beside(-1)", show=False),
        Binding("right", "beside(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "end(-1)", show=False),
        Binding("end", "end(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    class Moved(Message):
        """The cursor is on another target."""

        def __init__(self, sheet: "Sheet", target: Target | None) -> None:
            super().__init__()
            self.sheet, self.target = sheet, target

    class Chosen(Message):
        """Enter, or a second click."""

        def __init__(self, sheet: "Sheet", target: Target) -> None:
            super().__init__()
            self.sheet, self.target = sheet, target

    def __init__(
        self,
        builder: Builder,
        *,
        id: str | None = None,  # noqa: A002  # Textual's name
        classes: str | None = None,
        can_focus: bool | None = None,
        rests: bool = True,
    ) -> None:
        """`rests`: the cursor stays visible, more quietly, while another sheet has the keys."""
        super().__init__(id=id, classes=classes, can_focus=can_focus)
        self.builder = builder
        self.rests = rests
        self.lines: Sequence[Line] = ()
        self._spots: dict[int, list[Spot]] = {}
        self.at = (0, 0)
        self._pointed = (0, 0)  # where the cursor was last drawn
        self._top = 0  # the line that is seen first
        self._across = 0  # how wide lines were drawn last
        self._wanted: Target | None = None
        self._drawing = Drawing(self, self.GUTTER)
        self._styles_cache = PlainLines(self.draw_line)

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = PlainScrollBar()
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar

    # what is shown

    def rebuild(self, select: Target | None = None, *, anew: bool = False) -> None:
        """Make the lines anew; the cursor stays on its target, or goes to `select`.

        `anew`: they are of something else, to be read from their top.
        """
        width = self.size.width - self.GUTTER - (1 if self.GUTTER else 0)
        if width < 1:
            return
        before, shown = self.target, self.lines
        if anew:
            self.at = (0, 0)
            if self.scroll_offset.y:
                self.scroll_home(animate=False)
        self.lines = self.builder(width, self.size.height)
        if self.lines != shown:
            self._spots = {}
            self._refresh_where_other(shown)
        self._make_room(Size(self.size.width - (1 if self.GUTTER else 0), len(self.lines)))
        self._settle(select or self._wanted or (None if anew else before))
        self._wanted = None
        if self.GUTTER and self.at != self._pointed:
            self.refresh_line(self._pointed[0])
            self.refresh_line(self.at[0])
        self._say_what_to_paint()
        if self.target != before and (self.rests or self.has_focus):
            self.screen.post_message(self.Moved(self, self.target))

    def _refresh_where_other(self, shown: Sequence[Line]) -> None:
        """Draw the lines that are seen anew, from the first to the last that is another than before."""
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        pairs = zip_longest(self.lines[top:bottom], shown[top:bottom])
        others = [number for number, (now, was) in enumerate(pairs, top) if now != was]
        if others:
            self.refresh_lines(others[0], others[-1] - others[0] + 1)

    def _say_what_to_paint(self) -> None:
        """Tell the screen now: a list, its card and the bars are one paint then.

        Textual lets each of them come to rest first, and paints what has come to rest by then.
        """
        screen = self.screen
        if screen.is_current:
            for widget in (self, self.vertical_scrollbar) if self.show_vertical_scrollbar else (self,):
                if widget._repaint_required:
                    widget._repaint_required = False
                    screen._dirty_widgets.add(widget)
            screen.check_idle()

    def _make_room(self, size: Size) -> None:
        """What there is to scroll. Textual alone would lay out the whole screen anew for each other card."""
        if self.styles.auto_dimensions:  # as high as its lines
            self.virtual_size = size
        elif size != self.virtual_size:
            self.set_reactive(Sheet.virtual_size, size)
            self._scroll_update(size)

    def on_resize(self) -> None:
        self.rebuild()
        if self.can_focus and not self.rests and not self.has_focus:
            self.scroll_home(animate=False)  # a card that nobody is in begins at its top

    @property
    def target(self) -> Target | None:
        """What the cursor is on."""
        line, spot = self.at
        found = self.spots_at(line)
        return found[spot][2] if found else None

    def spots_at(self, line: int) -> list[Spot]:
        """The parts of a line that lead somewhere, found when they are needed."""
        if not 0 <= line < len(self.lines):
            return []
        if line not in self._spots:
            found = self.lines[line]
            self._spots[line] = spots(found) if any(span.target for span in found) else []
        return self._spots[line]

    def select(self, target: Target) -> bool:
        """Put the cursor on a target, where it is shown; without lines or room, as soon as it has them."""
        found = self._find(target)
        if not self.lines or (found is None and self.size.width <= self.GUTTER):
            self._wanted = target
        if found:
            self._move(*found)
            self._into_view()
        return found is not None

    def _find(self, target: Target | None) -> tuple[int, int] | None:
        places = [
            (line, spot)
            for line in self._lines_with(target)
            for spot, each in enumerate(self.spots_at(line))
            if each[2] == target
        ]
        # a line may lead to one target in several parts: the cursor stays on the part that it is on
        if self.at in places:
            return self.at
        return min(places, key=lambda place: abs(place[0] - self.at[0]), default=None)

    def _lines_with(self, target: Target | None) -> Iterable[int]:
        """Where to look for a target: in its own row, where rows know it, else everywhere."""
        if isinstance(self.lines, Rows) and target is not None:
            return self.lines.lines_with(target)
        return range(len(self.lines))

    def _settle(self, wanted: Target | None) -> None:
        found = self._find(wanted) if wanted else None
        if found is None:
            nearest = self._nearest()
            found = (nearest, min(self.at[1], max(len(self.spots_at(nearest)) - 1, 0)))
        self.at = found
        self._into_view()

    def _nearest(self) -> int:
        """The line with a target that lies nearest to the cursor's."""
        here = min(self.at[0], max(len(self.lines) - 1, 0))
        for step in range(len(self.lines)):
            for line in (here - step, here + step):
                if self.spots_at(line):
                    return line
        return 0

    # moving

    def action_line(self, step: int) -> None:
        ways = self._ways(step)
        if self._would_skip(ways):
            self.scroll_to(y=self.scroll_offset.y + step * 3, animate=False)
        else:
            self._go(ways, step)

    def _ways(self, step: int) -> range:
        """The lines below or above, from the first that leads elsewhere: a text of several lines is one step.

        Upwards it is gone into at its first line.
        """
        here, last = self.target, len(self.lines) if step > 0 else -1
        ways = range(self.at[0] + step, last, step)
        line = next((each for each in ways if any(spot[2] != here for spot in self.spots_at(each))), last)
        if step < 0:
            there = [spot[2] for spot in self.spots_at(line)]
            while len(there) == 1 and [spot[2] for spot in self.spots_at(line - 1)] == there:
                line -= 1
        return range(line, last, step)

    def _would_skip(self, ways: range) -> bool:
        """Whether the next line that can be reached is so far off that text before it would go unseen."""
        line = next((each for each in ways if self.spots_at(each)), self.at[0])
        top, height = self.scroll_offset.y, self.size.height
        return abs(line - self.at[0]) >= height and not top <= line < top + height

    def action_page(self, step: int) -> None:
        wanted = self.at[0] + step * max(self.size.height - 1, 1)
        wanted = min(max(wanted, 0), max(len(self.lines) - 1, 0))
        # the nearest line that can be reached, on the way back where there is none further on
        ways = (*range(wanted, len(self.lines) if step > 0 else -1, step), *range(wanted, self.at[0], -step))
        self._go(ways, step, by=max(self.size.height - 1, 1))

    def action_end(self, step: int) -> None:
        self._go(range(len(self.lines)) if step < 0 else range(len(self.lines) - 1, -1, -1), step)

    def action_beside(self, step: int) -> None:
        line, spot = self.at
        if 0 <= spot + step < len(self.spots_at(line)):
            self._move(line, spot + step)

    def action_choose(self) -> None:
        if self.target:
            self.post_message(self.Chosen(self, self.target))

    def _go(self, ways: Sequence[int] | range, step: int, by: int = 3) -> None:
        """To the first line of the ways that leads somewhere; where none does, scroll `by` lines."""
        found = self._reached(ways)
        if found is None:
            # nothing more to reach: show what lies beyond
            end = 0 if step < 0 else self.max_scroll_y
            top = self.scroll_offset.y
            self.scroll_to(y=end if abs(end - top) < by else top + step * by, animate=False)
        else:
            self._move(*found)

    def _reached(self, ways: Sequence[int] | range) -> tuple[int, int] | None:
        """Where the cursor comes to in the first of these lines that leads somewhere, if it is another."""
        line = next((each for each in ways if self.spots_at(each)), None)
        if line is None or line == self.at[0]:
            return None
        here, there = self.spots_at(self.at[0]), self.spots_at(line)
        column = here[self.at[1]][0] if here else 0
        return line, min(range(len(there)), key=lambda each: _distance(there[each], column))

    def neighbours(self) -> list[Target]:
        """What one step down, up, right or left comes to."""
        line, spot = self.at
        ways = map(self._reached, map(self._ways, (1, -1)))
        places = [*filter(None, ways), (line, spot + 1), (line, spot - 1)]
        return [self.spots_at(y)[x][2] for y, x in places if 0 <= x < len(self.spots_at(y))]

    def _move(self, line: int, spot: int) -> None:
        if (line, spot) == self.at:
            return
        old, self.at = self.at, (line, spot)
        self._into_view()
        self.refresh_line(old[0])
        self.refresh_line(line)
        self._say_what_to_paint()
        self.screen.post_message(self.Moved(self, self.target))

    def _into_view(self) -> None:
        line = self.at[0]
        if not self.spots_at(line):  # a text without a cursor stays where one is reading
            if self.scroll_offset.y > self.max_scroll_y:
                self.scroll_to(y=self.max_scroll_y, animate=False, force=True, immediate=True)
            return
        # the lines above the first that can be reached are its heading
        first = next((each for each in range(len(self.lines)) if self.spots_at(each)), 0)
        top = 0 if line == first else max(line - 1, 0)
        self.scroll_to_region(Region(0, top, 1, line - top + 1), animate=False, force=True, immediate=True)

    # the mouse

    def on_click(self, event: events.Click) -> None:
        line = event.y + self.scroll_offset.y
        found = self.spots_at(line)
        if not found:
            return
        column = event.x - self.GUTTER
        spot = min(range(len(found)), key=lambda each: _distance(found[each], column))
        if found[spot][2].kind == "action":
            if _distance(found[spot], column) == 0:
                self.run_action_of(found[spot][2])
            return
        self._move(line, spot)
        if event.chain == 2:
            self.action_choose()

    def run_action_of(self, target: Target) -> None:
        self.call_later(self.screen.run_action, target.ref)

    # drawing

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._drawing.forget()

    def on_focus(self) -> None:
        self.refresh_line(self.at[0])

    def on_blur(self) -> None:
        self.refresh_line(self.at[0])

    def tone(self, names: str) -> Style:
        """The style of one or several tones."""
        return self._drawing.tone(names)

    def render_lines(self, crop: Region) -> list[Strip]:
        self._top = self.scroll_offset.y
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        return self.draw_line(y, self.size.width)

    def draw_line(self, y: int, width: int) -> Strip:
        """The line that is seen at `y`, as wide as asked for."""
        number = y + self._top
        self._across = width
        if number >= len(self.lines):
            return self._drawing.line((), width)
        if number == self.at[0] and self.GUTTER and self.spots_at(number):
            self._pointed = self.at
            active = self.has_focus or not self.can_focus  # a list under a search field is moved from there
            spot = self.spots_at(number)[self.at[1]][:2] if active or self.rests else (0, 0)
            if active:
                return self._drawing.pointed(self.lines[number], width, spot, among=self.at[1] > 0)
            return self._drawing.resting(self.lines[number], width, spot)
        return self._drawing.line(self.lines[number], width)

    def draw_ahead(self, lines: Sequence[Line]) -> None:
        """Lines that may soon be seen here, from their top."""
        if self._across:
            for each in lines[: self.size.height]:
                self._drawing.line(each, self._across).render(self.app.console)


class Bar(Sheet, can_focus=False):
    """Lines without a cursor: the top and the bottom of a screen. Their parts act on a click."""

    GUTTER = 0


def spots(spans: Line) -> list[Spot]:
    """The parts of a line that lead somewhere; neighbours with one target are one part."""
    found: list[Spot] = []
    column = 0
    for span in spans:
        size = cell_len(span.text)
        if span.target and size:
            if found and found[-1][1] == column and found[-1][2] == span.target:
                found[-1] = (found[-1][0], column + size, span.target)
            else:
                found.append((column, column + size, span.target))
        column += size
    return found


def _distance(spot: Spot, column: int) -> int:
    start, end, _ = spot
    return 0 if start <= column < end else min(abs(column - start), abs(column - end + 1))
