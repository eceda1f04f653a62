"""The screens, made before anybody asks for them: a key then only shows one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

from support.terminal import Terminal, drive

KEYS = "23456789r1"


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


def test_a_screen_made_ahead_is_painted_once_with_the_figures_and_the_size_of_the_moment(
    plan: Callable[[str], Path], paints: list[str]
) -> None:
    async def scenario(terminal: Terminal) -> None:
        app = terminal.app
        await terminal.until(lambda: len(app._screen_stacks) >= len(KEYS), "all screens")
        await app.workers.wait_for_complete()
        await terminal.press(*KEYS)
        await terminal.pilot.pause(0.2)
        paints.clear()
        await terminal.press("3")
        await terminal.pilot.pause(0.1)
        assert paints == ["projects"]
        await terminal.press("2")
        await app.edit("add_project", {"title": "Said after the screens were made"})
        await terminal.pilot.resize_terminal(160, 50)
        await terminal.press("3", "end")
        await terminal.until(lambda: app.screen.has_class("-wide"), "the classes of its width")
        await terminal.until(lambda: "Said after the screens were made" in terminal.screen, "the project")
        assert app.screen.focused is not None

    drive(plan("harborview"), scenario, size=(120, 40), ahead=True, painted=True)
