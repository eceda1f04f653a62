"""Lines of widgets without border and padding, drawn with less work than Textual's.

Textual looks at each line of a widget for borders, outlines, padding, tints and opacity, which costs more
than what is on the line. Where a widget has none of these, the line is all there is to draw.
"""

from collections.abc import Callable
from typing import Any, Self, cast

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual._styles_cache import StylesCache
from textual.css.styles import StylesBase
from textual.geometry import Region, Size
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip


class PlainLines(StylesCache):
    """Draws a line by `draw`, which takes its number and its width, where nothing stands beside it."""

    def __init__(self, draw: Callable[[int, int], Strip]) -> None:
        super().__init__()
        self._draw = draw

    def render_line(
        self, styles: StylesBase, y: int, size: Size, content_size: Size, *more: Any, **named: Any
    ) -> Strip:
        if size.width == content_size.width:
            number = y - styles.gutter.top if size != content_size else y
            if 0 <= number < content_size.height:
                return self._draw(number, size.width)
        return super().render_line(styles, y, size, content_size, *more, **named)


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
        """One a line, as Textual draws them."""
        bar = cast(ScrollBarRender, self.render())
        style = cast(Style, bar.style)
        return bar.render_bar(
            size=self.size.height,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            back_color=cast(Color, style.bgcolor),
            bar_color=cast(Color, style.color),
        ).segments
