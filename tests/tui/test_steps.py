"""A step of the cursor: one paint, of all that it changes (what is painted is test_mosaic.py's)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

from support.terminal import Terminal, drive
from te_planner.tui.lines import Target
from te_planner.tui.sheet import Sheet


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


def test_new_figures_leave_the_cursor_on_the_part_of_a_line_that_it_is_on(
    plan: Callable[[str], Path],
) -> None:
    async def scenario(terminal: Terminal) -> None:
        await terminal.press("5")
        sheet = terminal.app.screen.query_one("#list", Sheet)
        line, spots = next(
            (number, found)
            for number in range(len(sheet.lines))
            if len(found := sheet.spots_at(number)) > 2 and found[0][2] in [each[2] for each in found[1:]]
        )
        spot = next(place for place, each in enumerate(spots) if place and each[2] == spots[0][2])
        sheet._move(line, spot)
        await terminal.pilot.pause()
        terminal.app.repaint()
        assert sheet.at == (line, spot)

    drive(plan("harborview"), scenario)


def test_a_cursor_that_goes_to_another_part_of_its_line_is_drawn_there(plan: Callable[[str], Path]) -> None:
    async def scenario(terminal: Terminal) -> None:
        await terminal.press("2")
        sheet = terminal.app.screen.query_one("#list", Sheet)
        line = next(number for number in range(len(sheet.lines)) if len(sheet.spots_at(number)) > 1)
        sheet._move(line, 1)
        await terminal.pilot.pause()
        before = strips(terminal)
        sheet.rebuild(select=sheet.spots_at(line)[0][2])
        await terminal.pilot.pause()
        drawn = strips(terminal)
        assert drawn != before
        assert drawn == strips(terminal, anew=True)

    drive(plan("harborview"), scenario)


def test_the_part_of_a_line_that_the_cursor_is_on_has_a_sign_without_colour(
    plan: Callable[[str], Path],
) -> None:
    async def scenario(terminal: Terminal) -> None:
        await terminal.press("2", "right")
        row = next(each for each in terminal.screen.splitlines() if "RPE01 " in each)
        mark = row.index("›")
        assert row[0] == " "
        assert row[mark - 1] == " " != row[mark + 1]
        await terminal.press("1")
        terminal.app.screen.query_one("#list", Sheet).select(Target("cell", "RPE02.1"))  # marks that touch
        await terminal.pilot.pause()
        assert [each for strip in strips(terminal) for each in strip if each.style and each.style.underline]

    drive(plan("harborview"), scenario)


def strips(terminal: Terminal, *, anew: bool = False) -> list[Any]:
    """The screen's lines with their styles; `anew`: nothing of them is taken from what was drawn before."""
    screen = terminal.app.screen
    for sheet in screen.query(Sheet) if anew else ():
        sheet.notify_style_update()
        sheet._styles_cache.clear()
        sheet.vertical_scrollbar._styles_cache.clear()
    return [list(strip.simplify()) for strip in screen._compositor.render_strips(terminal.app.size)]
