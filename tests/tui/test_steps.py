"""A step of the cursor: one paint, and the screen is what it would be if all of it were drawn anew."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from textual.app import App

from support.terminal import Terminal, drive
from te_planner.tui.sheet import Sheet

MOVES = ("down", "down", "down", "up", "left", "right", "pagedown", "pageup", "home", "end", "tab", "space")
WALK = 5
"""Moves on each screen."""


@pytest.mark.parametrize("key", ["2", "3", "4", "6"])
def test_a_step_in_a_list_is_painted_once_with_its_card(
    key: str, plan: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[Any] = []
    display = App._display

    def noted(app: App[Any], screen: Any, update: Any) -> None:
        painted.append(update)
        display(app, screen, update)

    async def scenario(terminal: Terminal) -> None:
        await terminal.press(key, "down")
        await terminal.pilot.pause(0.2)
        before = terminal.screen
        monkeypatch.setattr(App, "_display", noted)
        await terminal.press("down")
        await terminal.pilot.pause(0.1)
        assert terminal.screen != before
        assert len([each for each in painted if each is not None]) == 1

    drive(plan("harborview"), scenario, size=(120, 40), painted=True)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_what_is_drawn_in_part_is_the_same_as_all_drawn_anew(
    size: tuple[int, int], plan: Callable[[str], Path]
) -> None:
    chance = Random(6)  # noqa: S311  # keys, no secret

    async def scenario(terminal: Terminal) -> None:
        for key in "123456789r":
            await terminal.press(key)
            for move in (chance.choice(MOVES) for _ in range(WALK)):
                await terminal.press(move)
                await terminal.pilot.pause()
                drawn = strips(terminal)
                assert drawn == strips(terminal, anew=True), f"after {move} on {key}"

    drive(plan("harborview"), scenario, size=size)


def strips(terminal: Terminal, *, anew: bool = False) -> list[Any]:
    """The screen's lines with their styles; `anew`: nothing of them is taken from what was drawn before."""
    screen = terminal.app.screen
    for sheet in screen.query(Sheet) if anew else ():
        sheet.notify_style_update()
        sheet._styles_cache.clear()
        sheet.vertical_scrollbar._styles_cache.clear()
    return [list(strip.simplify()) for strip in screen._compositor.render_strips(terminal.app.size)]
