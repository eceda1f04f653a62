"""The screens of the number keys, made before anybody asks for them: a key then only shows one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

from support.terminal import Terminal, drive

KEYS = "234567891"


async def made(terminal: Terminal) -> None:
    """All nine screens are there, and at rest."""
    stacks = terminal.app._screen_stacks
    await terminal.until(lambda: len(stacks) >= len(KEYS), "all screens")
    await terminal.pilot.pause(0.3)


@pytest.fixture
def paints(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The screens by name, once each time that one is painted whole."""
    found: list[str] = []
    display = App._display

    def noted(app: App[Any], screen: Any, update: Any) -> None:
        if type(update).__name__ == "LayoutUpdate":
            found.append(screen.NAME)
        display(app, screen, update)

    monkeypatch.setattr(App, "_display", noted)
    return found


def test_a_key_to_a_screen_that_was_seen_paints_it_once(
    plan: Callable[[str], Path], paints: list[str]
) -> None:
    async def scenario(terminal: Terminal) -> None:
        await made(terminal)
        await terminal.press(*KEYS)
        await terminal.pilot.pause(0.2)
        paints.clear()
        await terminal.press("3")
        await terminal.pilot.pause(0.1)
        assert paints == ["projects"]

    drive(plan("harborview"), scenario, size=(120, 40), ahead=True, painted=True)


def test_a_screen_made_ahead_shows_the_figures_and_the_size_of_the_moment_when_it_is_seen(
    plan: Callable[[str], Path],
) -> None:
    async def scenario(terminal: Terminal) -> None:
        await made(terminal)
        await terminal.app.edit("add_project", {"title": "Said after the screens were made", "owner": "A"})
        await terminal.pilot.resize_terminal(160, 50)
        await terminal.press("3", "end")
        await terminal.until(lambda: "Said after the screens were made" in terminal.screen, "the project")
        assert terminal.app.screen.size == (160, 50)
        await terminal.until(lambda: terminal.app.screen.has_class("-wide"), "the classes of its width")
        assert terminal.app.screen.focused is not None

    drive(plan("harborview"), scenario, size=(120, 40), ahead=True)
