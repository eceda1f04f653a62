"""Roadmap: filters by concept, actor, nature and stage, one key each, together with search and state."""

from pathlib import Path

import pytest

from support.terminal import SIZES, Terminal, drive
from te_planner.tui.lines import width_of

both = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


def rows(terminal: Terminal) -> set[str]:
    """The rows that the list shows."""
    sheet = terminal.app.screen.list_sheet
    return {
        spot[2].ref.partition(".")[0] for line in range(len(sheet.lines)) for spot in sheet.spots_at(line)
    }


@both
def test_each_filter_has_a_key_and_shows_what_fits(harborview: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        road = terminal.app.readiness.roadmap
        enablers = [each for each in road.parts.rows if each.lane == "E"]
        await terminal.press("2", "i")
        assert "concept BM1" in terminal.screen
        assert rows(terminal) == {each.ref for each in enablers if "BM1" in each.concepts}
        await terminal.press("I", "b")
        actor = terminal.app.screen.picked.actor
        assert f"actor {actor}" in terminal.screen
        assert rows(terminal) == {
            each.ref for each in enablers if any(actor in cell.actors for cell in each.cells)
        }
        await terminal.press("B", "j", "j")
        assert "nature condition" in terminal.screen
        assert rows(terminal) == {
            each.ref for each in enablers if any(cell.nature == "condition" for cell in each.cells)
        }
        await terminal.press("J", "J", "h", "h")
        assert "stage 2" in terminal.screen
        assert "stage 2  stage 3" not in terminal.screen
        await terminal.press("0")
        assert "stage 2  stage 3" in terminal.screen
        assert rows(terminal) == {each.ref for each in enablers}

    drive(harborview, work, size)


@both
def test_filters_hold_for_one_cell_at_once_and_with_the_search(
    harborview: Path, size: tuple[int, int]
) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("2", "h", *["g"] * 7)
        screen, system = terminal.app.screen, terminal.app.system
        assert (screen.picked.stage, screen.picked.state) == ("1", "uncovered")
        gaps = {
            ref.partition(".")[0] for ref, each in system.cells.items() if each.gap and ref.endswith(".1")
        }
        assert rows(terminal) == gaps
        await terminal.press("0", "j", "slash")
        await terminal.type("interconnection")
        await terminal.press("enter")
        road = terminal.app.readiness.roadmap
        assert rows(terminal)
        for ref in rows(terminal):
            assert any(each.nature == "action" for each in road.rows[ref].cells)

    drive(harborview, work, size)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_filter_line_fits_whatever_is_set(harborview: Path, width: int) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("2")
        screen = terminal.app.screen
        screen.picked = screen.picked._replace(
            state="not applicable", concept="RP1", actor="standards body", nature="condition", stage="2"
        )
        (line,) = screen._filters(width, 1)
        assert width_of(line) <= max(width, 70)
        text = "".join(each.text for each in line)
        for each in ("all", "not applicable", "RP1", "standards body", "condition", "stage 2"):
            assert each in text
        assert all("turn" in each.target.ref for each in line if each.target)

    drive(harborview, work, (width, 24))


def test_a_filter_is_turned_by_a_click(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("2", "j")
        column = terminal.screen.splitlines()[2].index("nature action") + 8
        await terminal.pilot.click("#filters", offset=(column, 0))
        await terminal.until(lambda: "nature condition" in terminal.screen, "the next nature")

    drive(harborview, work)


def test_a_wide_screen_says_more_of_a_row(harborview: Path) -> None:
    async def look(terminal: Terminal) -> None:
        await terminal.press("2", "down", "down")
        cell = terminal.app.readiness.roadmap.cells["RPE04.1"]
        line = next(each for each in terminal.screen.splitlines() if each[1:6] == "RPE04")
        assert cell.text[:12] in line

    drive(harborview, look, (200, 50))


def test_going_to_a_cell_takes_off_the_filters_that_hide_it(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("2", "j", "j", "h")
        await terminal.press("ctrl+p")
        await terminal.type("PCE02.2")
        await terminal.press("enter")
        await terminal.until(lambda: terminal.app.screen.here().ref == "PCE02.2", "the cell")
        await terminal.press("escape")
        await terminal.until(lambda: terminal.app.screen.picked.nature == "condition", "the filters again")

    drive(harborview, work)


@both
def test_an_everyday_word_leads_to_the_roadmaps_own(harborview: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("2", "slash")
        await terminal.type("battery")
        assert rows(terminal) == {"PCE03"}
        assert "battery is looked for as storage too." in terminal.screen
        await terminal.press("escape", "slash")
        await terminal.type("tariff")  # in no cell's text: found by what could show it
        assert "RPE05" in rows(terminal)
        await terminal.press("escape", "slash")
        await terminal.type("batery")
        assert "Did you mean “battery”?" in terminal.screen
        await terminal.press("escape", "3", "m")
        await terminal.type("heat pump")
        assert "PCE02.1 From load reduction to balancing" in terminal.screen
        await terminal.type("zz")
        assert "nothing fits" in terminal.screen
        await terminal.press("escape", "ctrl+p")
        await terminal.type("EV")
        assert "PCE02.1" in terminal.screen

    drive(harborview, work, size)
