"""How a sheet's lines are drawn: in its screen's tones, cut with a sign, kept for when they come back."""

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from te_planner.tui.drawn import Drawn
from te_planner.tui.lines import PLAIN_SIGNS, Line

POINTER = "›"
PLAIN_POINTER = ">"
MORE = "…"
KEPT = 400
"""Drawn lines that a sheet keeps: many stand on each card, and a cursor comes back to what it was on."""


class Drawing:
    """The lines of one sheet, behind a gutter of so many cells."""

    def __init__(self, sheet: Widget, gutter: int) -> None:
        self._sheet, self._gutter = sheet, gutter
        self.forget()

    def forget(self) -> None:
        """Draw all anew, in other styles."""
        self._tones: dict[str, Style] = {}
        self._styles: dict[tuple[str, str], Style] = {}
        self._lines: dict[tuple[Line, int], Strip] = {}
        self._ground: Style | None = None

    @property
    def ground(self) -> Style:
        """The sheet's own style, of what has no tone."""
        if self._ground is None:  # asked for anew with each line it would cost as much as the line
            self._ground = self._sheet.rich_style
        return self._ground

    @property
    def plain(self) -> bool:
        """Whether the terminal shows no other signs than ASCII's."""
        return bool(getattr(self._sheet.app, "plain", False))

    def tone(self, names: str) -> Style:
        """The style of one or several tones: the screen's component classes, styled once for its sheets."""
        found = self._tones.get(names)
        if found is None:
            found = Style()
            for name in names.split():
                found += self._sheet.screen.get_component_rich_style(f"tone--{name}", partial=True)
            self._tones[names] = found
        return found

    def style(self, names: str, over: str = "") -> Style:
        """The style of tones on the sheet's own ground, and of another tone over them."""
        found = self._styles.get((names, over))
        if found is None:
            found = self.ground + self.tone(names) + self.tone(over)
            self._styles[names, over] = found
        return found

    def line(self, line: Line, width: int) -> Strip:
        """A line without the cursor."""
        found = self._lines.get((line, width))
        if found is None:
            if len(self._lines) >= KEPT:
                self._lines.clear()
            found = self._lines[line, width] = self._drawn(line, width)
        return found

    def resting(self, line: Line, width: int, spot: tuple[int, int]) -> Strip:
        """A line with the cursor of a sheet that has not the keys."""
        return self._drawn(line, width, spot, "resting")

    def pointed(self, line: Line, width: int, spot: tuple[int, int], *, among: bool) -> Strip:
        """A line with the cursor on what begins within `spot`.

        `among`: behind the line's first part; the pointer stands before the part then.
        """
        if not among:
            return self._drawn(line, width, spot, "cursor", pointed=True)
        text = self.line(line, width).crop(self._gutter + spot[0] - 1, self._gutter + spot[1]).text
        blanks = len(text) - len(text.lstrip(" "))
        if not blanks:  # it touches the part before it: no room for the pointer there
            return self._drawn(line, width, spot, "cursor among", pointed=True)
        strip = self._drawn(line, width, spot, "cursor")
        style = self.style("strong", "cursor" if blanks > 1 else "")
        return signed(strip, self._gutter + spot[0] + blanks - 2, self.pointer, style)

    @property
    def pointer(self) -> str:
        return PLAIN_POINTER if self.plain else POINTER

    def _drawn(
        self,
        line: Line,
        width: int,
        spot: tuple[int, int] = (0, 0),
        cursor: str = "",
        *,
        pointed: bool = False,
    ) -> Strip:
        plain, ground = self.plain, self.ground
        pointer = self.pointer if pointed else " "
        segments = [Segment(pointer * self._gutter, self.style("strong") if pointed else ground)]
        start, end = spot
        column = 0
        for span in line:
            style = self.style(span.tone, cursor if start <= column < end else "")
            segments.append(Segment(span.text.translate(PLAIN_SIGNS) if plain else span.text, style))
            column += cell_len(span.text)
        left = width - self._gutter - column
        if left > 0:
            segments.append(Segment(" " * left, ground))
        strip = Strip(segments, width - min(left, 0))
        if left < 0 and strip.crop(width).text.strip():  # what has no room is never cut without a sign
            more = MORE.translate(PLAIN_SIGNS) if plain else MORE
            strip = Strip([*strip.crop(0, width - cell_len(more)), Segment(more, ground)])
        return Drawn(strip.adjust_cell_length(width, ground), width)


def signed(strip: Strip, column: int, sign: str, style: Style) -> Strip:
    """The line with a sign in one of its columns."""
    mark = Strip([Segment(sign, style)], 1)
    return Drawn(Strip.join([strip.crop(0, column), mark, strip.crop(column + 1)]), strip.cell_length)
