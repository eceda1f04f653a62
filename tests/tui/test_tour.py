"""The guided tour: offered once, over the screens it speaks of; it can be left, and goes on where it was."""

from pathlib import Path

import pytest

from support.terminal import SIZES, Terminal, drive
from te_planner.tui.keys import KEYS
from te_planner.tui.screen import PlanScreen
from te_planner.tui.tour import STOPS, TourWindow


def on_tour(terminal: Terminal) -> bool:
    return isinstance(terminal.app.screen, TourWindow)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_it_leads_over_the_screens_and_changes_nothing(size: tuple[int, int], harborview: Path) -> None:
    async def tour(terminal: Terminal) -> None:
        await terminal.press("T")
        for number, stop in enumerate(STOPS, 1):
            told = f"Tour {number} of {len(STOPS)} · {stop.heading}"
            await terminal.until(lambda told=told: told in terminal.screen, told)
            under = terminal.app.screen_stack[0]
            assert isinstance(under, PlanScreen)
            assert stop.screen == under.NAME
            for key, does in stop.tries:
                assert f"{key} {does}" in terminal.screen
            assert ("enter to the plan" in terminal.screen) is (number == len(STOPS))
            await terminal.press("enter")
        await terminal.until(lambda: "That was the tour" in terminal.screen, "the end")
        assert len(terminal.app.entries) == terminal.first

    drive(harborview, tour, size)


def test_left_by_a_key_of_the_screens_it_does_the_key_and_goes_on_later(harborview: Path) -> None:
    async def leave(terminal: Terminal) -> None:
        await terminal.press("T", "right", "right", "left", "right")
        await terminal.until(lambda: "Tour 3 of" in terminal.screen, "the third stop")
        await terminal.press("m")
        await terminal.until(lambda: "share %" in terminal.screen, "the form of m")
        await terminal.press("escape")
        await terminal.press("T")
        await terminal.until(lambda: "Tour 3 of" in terminal.screen, "the third stop again")
        await terminal.press("escape")
        await terminal.until(lambda: "T goes on with it" in terminal.screen, "how it goes on")

    drive(harborview, leave)


def test_left_or_ended_it_leads_back_to_where_one_was(harborview: Path) -> None:
    async def leave(terminal: Terminal) -> None:
        await terminal.press("8", "3", "down", "down")
        app = terminal.app
        was, came = app.screen.place(), list(app.trail)  # type: ignore[attr-defined]  # a screen of the plan
        await terminal.press("T", "right", "right", "escape")
        await terminal.until(lambda: not on_tour(terminal), "the plan")
        assert (app.screen.place(), app.trail) == (was, came)  # type: ignore[attr-defined]
        app.tour_stop = len(STOPS) - 1
        await terminal.press("T", "enter")
        await terminal.until(lambda: "That was the tour" in terminal.screen, "the end")
        assert (app.screen.place(), app.trail) == (was, came)  # type: ignore[attr-defined]
        await terminal.press("T", "right", "right", "m", "escape", "escape")  # a key of its third screen
        assert app.screen.place() == was  # type: ignore[attr-defined]

    drive(harborview, leave)


def test_the_first_start_shows_it_and_no_later_one_does(harborview: Path, tmp_path: Path) -> None:
    file = tmp_path / "config" / "choices.json"

    async def first(terminal: Terminal) -> None:
        await terminal.until(lambda: "Tour 1 of" in terminal.screen, "the tour")
        await terminal.press("escape")

    async def later(terminal: Terminal) -> None:
        await terminal.until(lambda: terminal.app.entries and not terminal.app.workers, "all that comes")
        assert not on_tour(terminal)

    drive(harborview, first, choices=lambda: file)
    drive(harborview, later, choices=lambda: file)


def test_each_key_that_it_names_does_that_on_its_screen() -> None:
    for stop in STOPS:
        shown = {sign for each in KEYS if stop.screen in each.screens for sign in each.shown.split()}
        for key, _ in stop.tries:
            assert set(key.split()) <= shown, f"{stop.screen}: {key}"
