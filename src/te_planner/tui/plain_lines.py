"""Lines of widgets without border and padding, drawn with less work than Textual's.

Textual looks at each line of a widget for borders, outlines, padding, tints and opacity, which costs more
than what is on the line. Where a widget has none of these, the line is all there is to draw.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Self, cast

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual._styles_cache import StylesCache
from textual.filter import ANSIToTruecolor
from textual.geometry import Region, Spacing
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget

from te_planner.tui.drawn import Drawn

NOTHING = Spacing()


class PlainLines(StylesCache):
    """Draws lines by `draw`, which takes a line's number and its width, where nothing stands beside them.

    Their colours are true colours already, so no filter need make them so.
    """

    def __init__(self, draw: Callable[[int, int], Strip]) -> None:
        super().__init__()
        self._draw = draw

    def render_widget(self, widget: Widget, crop: Region) -> list[Strip]:
        if widget.styles.gutter != NOTHING:
            return super().render_widget(widget, crop)
        strips = [self._draw(y, crop.right) for y in crop.line_range]
        filters = [each for each in widget.get_line_filters() if not isinstance(each, ANSIToTruecolor)]
        if filters:
            ground = widget.background_colors[1]
            for each in filters:
                strips = [strip.apply_filter(each, ground) for strip in strips]
        return [strip.crop(crop.x) for strip in strips] if crop.x else strips


class PlainScrollBar(ScrollBar):
    """A vertical scroll bar, drawn once for each place and painted where it is another than before."""

    def __init__(self) -> None:
        super().__init__(name="vertical")
        self._styles_cache = PlainLines(self._line)
        self._strips: Sequence[Strip] = ()

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """As a whole it is drawn anew only where it is another than before."""
        if not (regions or layout or recompose) and len(self._strips) == self.size.height:
            before, self._strips = self._strips, self._drawn()
            pairs = enumerate(zip(before, self._strips, strict=True))
            regions = tuple(Region(0, y, 1, 1) for y, (was, now) in pairs if was is not now)
            if not regions:
                return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        if len(self._strips) != self.size.height:
            self._strips = self._drawn()
        return super().render_lines(crop)

    def _line(self, y: int, _width: int) -> Strip:
        return self._strips[y]

    def _drawn(self) -> Sequence[Strip]:
        bar = cast(ScrollBarRender, self.render())
        style = cast(Style, bar.style)
        return drawn_bar(
            self.size.height,
            bar.virtual_size,
            bar.window_size,
            bar.position,
            cast(Color, style.bgcolor),
            cast(Color, style.color),
        )


@lru_cache(maxsize=512)
def drawn_bar(
    size: int, whole: float, window: float, position: float, ground: Color, color: Color
) -> Sequence[Strip]:
    """A strip a line, as Textual draws a bar: it draws some lines even where there is no room for one."""
    bar = ScrollBarRender.render_bar(size, whole, window, position, back_color=ground, bar_color=color)
    return tuple(map(part, bar.segments[:size]))


@lru_cache(maxsize=512)
def part(segment: Segment) -> Strip:
    """A line of a bar; equal ones are the same."""
    return Drawn([segment], 1)
