"""Paints a screen piece by piece, each line of a widget once, where Textual cuts all widgets at all edges.

What lies under other widgets is not drawn at all, and of the others only the lines that are to be painted.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from rich.console import Console, ConsoleOptions, RenderResult
from rich.control import Control
from rich.segment import Segment
from textual._compositor import ChopsUpdate, Compositor, CompositorUpdate
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Tile(NamedTuple):
    """A part of a widget that nothing lies on."""

    widget: Widget
    seen: Region
    """Where on the screen."""
    x: int
    """Where it begins in the widget."""
    y: int


class Piece(NamedTuple):
    """A part of a line of the screen."""

    y: int
    x: int
    strip: Strip


class Mosaic(Compositor):
    """Textual's compositor, with another way to paint."""

    def __init__(self) -> None:
        super().__init__()
        self._laid: Mapping[Widget, tuple[Region, Region]] = {}
        self._tiles: list[Tile] = []

    def render_partial_update(self) -> ChopsUpdate | None:
        dirty = [*self._dirty_regions]
        self._dirty_regions.clear()
        return Painting(self._pieces(dirty)) if dirty else None  # type: ignore[return-value]  # all are updates

    def _render_chops(
        self, crop: Region, _is_rendered_line: Callable[[int], bool]
    ) -> Sequence[Mapping[int, Strip]]:
        """The lines of the screen, each a strip by where it begins."""
        chops: list[dict[int, Strip]] = [{} for _ in range(self.size.height)]
        for y, x, strip in self._pieces([crop]):
            chops[y][x] = strip
        return chops

    def _pieces(self, dirty: list[Region]) -> list[Piece]:
        """What is to be painted, from the top and from the left."""
        pieces: list[Piece] = []
        for widget, seen, x, y in self._as_tiles():
            parts = map(seen.intersection, dirty)
            lines = {line for part in parts if part for line in part.line_range}
            if lines:
                top = min(lines)
                crop = Region(x, y + top - seen.y, seen.width, max(lines) - top + 1)
                strips = widget.render_lines(crop)
                pieces += [Piece(line, seen.x, strips[line - top]) for line in lines]
        pieces.sort(key=lambda piece: piece[:2])
        return pieces

    def _as_tiles(self) -> list[Tile]:
        """The widgets that are seen, cut into tiles; found anew after each layout."""
        laid = self.visible_widgets
        if laid is not self._laid:
            self._laid, self._tiles = laid, []
            for widget, (region, clip) in laid.items():  # those in front come first
                parts = [region.intersection(clip).intersection(self.size.region)]
                for before in tuple(self._tiles):
                    parts = [left for part in parts for left in without(part, before.seen)]
                self._tiles += [
                    Tile(widget, part, part.x - region.x, part.y - region.y) for part in parts if part
                ]
        return self._tiles


class Painting(CompositorUpdate):
    """Pieces of lines, each put where it belongs."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for y, x, strip in self.pieces:
            yield Control.move_to(x, y).segment
            yield from strip
        yield Segment.line()

    def render_segments(self, console: Console) -> str:
        return "".join([f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for y, x, strip in self.pieces])


def without(region: Region, hole: Region) -> Iterable[Region]:
    """What is left of a region around a hole: above, beside and below it."""
    cut = region.intersection(hole)
    if not cut:
        return (region,)
    left = (
        Region(region.x, region.y, region.width, cut.y - region.y),
        Region(region.x, cut.y, cut.x - region.x, cut.height),
        Region(cut.right, cut.y, region.right - cut.right, cut.height),
        Region(region.x, cut.bottom, region.width, region.bottom - cut.bottom),
    )
    return tuple(each for each in left if each)
