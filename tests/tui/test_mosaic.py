"""What is painted piece by piece is what Textual would paint of the whole screen."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._compositor import Compositor, LayoutUpdate
from textual.app import App
from textual.geometry import Region
from textual.strip import Strip

from support.cells import seen
from support.terminal import Terminal, drive
from te_planner.tui.mosaic import Painting, without
from te_planner.tui.sheet import Sheet

MOVES = ("down", "down", "up", "left", "right", "pagedown", "pageup", "home", "end", "tab", "space")
WALK = 3
"""Moves on each screen."""
WINDOWS = (("question_mark", "escape"), ("ctrl+p", "b", "escape"), ("w", "escape"), ("slash", "b", "escape"))
REGION = st.builds(Region, *(st.integers(0, 6),) * 2, *(st.integers(0, 6),) * 2)


class Painted(pyte.Screen):
    """A terminal that shows what the app paints."""

    def __init__(self, terminal: Terminal) -> None:
        super().__init__(*terminal.app.size)
        self.stream = pyte.Stream(self)
        self.console = terminal.app.console

    def show(self, update: Any) -> None:
        for strip in strips_of(update):
            if type(strip) is Strip:
                forget(strip)
        self.stream.feed(update.render_segments(self.console).replace("\n", "\r\n"))

    @property
    def rows(self) -> list[tuple[str, list[Any]]]:
        """What each line says, then each of its cells with its colours."""
        cells = ([seen(self.buffer[y][x]) for x in range(self.columns)] for y in range(self.lines))
        return [*zip(self.display, cells, strict=True)]


@pytest.mark.parametrize(("name", "size"), [("harborview", (80, 24)), ("tri-rivers", (120, 40))])
def test_what_is_painted_is_the_whole_screen(
    name: str, size: tuple[int, int], plan: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = Random(7)  # noqa: S311  # keys, no secret

    async def scenario(terminal: Terminal) -> None:
        painted = Painted(terminal)
        display = App._display

        def noted(app: App[Any], screen: Any, update: Any) -> None:
            if update is not None:
                painted.show(update)
            display(app, screen, update)

        monkeypatch.setattr(App, "_display", noted)
        terminal.app.screen.refresh()
        for key in "1234567890r":
            for keys in ((key,), *((chance.choice(MOVES),) for _ in range(WALK)), chance.choice(WINDOWS)):
                await terminal.press(*keys)
                await terminal.pilot.pause()
                whole = Painted(terminal)
                whole.show(whole_screen(terminal))
                assert painted.rows == whole.rows, f"after {keys} on {key}"

    drive(plan(name), scenario, size=size, painted=True)


def whole_screen(terminal: Terminal) -> LayoutUpdate:
    """The screen as Textual itself would draw it, nothing of it taken from what was drawn before."""
    screen = terminal.app.screen
    for sheet in screen.query(Sheet):
        sheet.notify_style_update()
    everywhere = terminal.app.size.region
    chops = Compositor._render_chops(screen._compositor, everywhere, lambda _: True)
    return LayoutUpdate(
        [[by_textual(strip) for strip in chop.values() if strip] for chop in chops], everywhere
    )


def by_textual(strip: Strip) -> Strip:
    """A line that tells the terminal what Textual tells, and not what a sheet's own lines do."""
    return Strip(strip, strip.cell_length)


def strips_of(update: Any) -> list[Strip]:
    if isinstance(update, Painting):
        return [piece.strip for piece in update.pieces]
    lines = update.strips if isinstance(update, LayoutUpdate) else [chop.values() for chop in update.chops]
    return [strip for line in lines for strip in line if strip]


def forget(strip: Strip) -> None:
    """Textual keeps what it told a terminal of other colours, where another test had one."""
    strip._render_cache = None
    for segment in strip:
        if segment.style:
            segment.style._ansi = None


@given(region=REGION, hole=REGION)
def test_what_is_left_around_a_hole_covers_the_rest_once(region: Region, hole: Region) -> None:
    left = [cell for part in without(region, hole) for cell in cells(part)]
    assert sorted(left) == sorted(cells(region) - cells(hole))


def cells(region: Region) -> set[tuple[int, int]]:
    return {(x, y) for x in region.column_range for y in region.line_range}
