"""Lines of widgets without border and padding, drawn with less work than Textual's.

Textual looks at each line of a widget for borders, outlines, padding, tints and opacity, which costs more
than what is on the line. Where a widget has none of these, the line is all there is to draw.
"""

from collections.abc import Callable
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
    """A vertical scroll bar that is drawn in as many strips as it has different parts."""

    def __init__(self) -> None:
        super().__init__(name="vertical")
        self._styles_cache = PlainLines(self._line)
        self._parts: list[Segment] = []
        self._strips: dict[Segment, Strip] = {}

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """As a whole it is drawn anew only where it is another than before."""
        if not (regions or layout or recompose) and len(self._parts) == self.size.height:
            before, self._parts = self._parts, self._segments()
            pairs = enumerate(zip(before, self._parts, strict=True))
            regions = tuple(Region(0, y, 1, 1) for y, (was, now) in pairs if was != now)
            if not regions:
                return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        if len(self._parts) != self.size.height:
            self._parts = self._segments()
        return super().render_lines(crop)

    def _line(self, y: int, _width: int) -> Strip:
        part = self._parts[y]
        if part not in self._strips:
            self._strips[part] = Strip([part], 1)
        return self._strips[part]

    def _segments(self) -> list[Segment]:
        """One a line, as Textual draws them: it draws some even where there is no line."""
        bar = cast(ScrollBarRender, self.render())
        style = cast(Style, bar.style)
        return bar.render_bar(
            size=self.size.height,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            back_color=cast(Color, style.bgcolor),
            bar_color=cast(Color, style.color),
        ).segments[: self.size.height]
