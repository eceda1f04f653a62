"""The jobs of a planner, with keys alone, on both usual sizes."""

from pathlib import Path

import pytest

from support.terminal import SIZES, Terminal, drive

pytestmark = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


async def find(terminal: Terminal, ref: str) -> None:
    """To a cell of the roadmap, by searching for its row."""
    row, _, stage = ref.partition(".")
    await terminal.press("2", "slash")
    await terminal.type(row)
    await terminal.press("enter", "home", *["right"] * (int(stage) - 1))
    assert terminal.app.screen.here().ref == ref


def test_overview_says_where_we_stand(harborview: Path, size: tuple[int, int]) -> None:
    async def look(terminal: Terminal) -> None:
        assert "Observed: in stage 1, persistently demonstrated" in terminal.screen
        assert "Enablers complete through: none yet (strict: none yet)" in terminal.screen
        assert "actions 4 of 5" in terminal.screen
        system = terminal.app.system
        assert f"{len(system.coming)} coming, {len(system.stuck)} stuck" in terminal.screen

    drive(harborview, look, size)


def test_a_gap_is_mapped_to_a_project(harborview: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        await find(terminal, "DAE02.2")
        assert terminal.cell("DAE02.2") == "uncovered"
        await terminal.press("m")
        await terminal.type("P-09")
        await terminal.press("enter")  # takes the project that was found
        await terminal.press("enter")
        await terminal.edited()
        assert terminal.cell("DAE02.2") == "planned"
        assert "Done: Map P-09 to DAE02.2" in terminal.bottom

    drive(harborview, work, size)


def test_a_milestone_is_set_and_reached(harborview: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("3", "slash")
        await terminal.type("P-09")
        await terminal.press("enter", "t")
        await terminal.type("Witness test")
        await terminal.press("tab")
        await terminal.type("2027-05-31")
        await terminal.press("enter")
        await terminal.edited(1)
        await terminal.press("d")
        await terminal.type("Witness")
        await terminal.press("enter", "enter")
        await terminal.edited(2)
        dates = {
            each.milestone.title: each
            for work in terminal.app.readiness.projects.values()
            for each in work.milestones
        }
        assert dates["Witness test"].milestone.baseline_day == "2027-05-31"
        assert dates["Witness test"].done
        assert dates["Witness test"].day == "2026-11-24"

    drive(harborview, work, size)


def test_attesting_unlocks_what_waited_for_it(harborview: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        benefit = terminal.app.system.leverage["RPE03.1"].only[0]
        assert terminal.cell(benefit) == "next"
        await find(terminal, "RPE03.1")
        await terminal.press("a", "tab", "tab", "tab")
        await terminal.type("Order 26-17")
        await terminal.press("tab")
        await terminal.type("Docket 26-031, p. 4")
        await terminal.press("enter")
        await terminal.edited(1)
        assert terminal.cell("RPE03.1") == "attained"
        assert terminal.cell(benefit) == "unlocked"

        await terminal.press("u")
        await terminal.edited(2)
        assert terminal.cell("RPE03.1") == "delivered"
        assert terminal.cell(benefit) == "next"
        assert "U does it again" in terminal.bottom

        await terminal.press("U")
        await terminal.edited(3)
        assert terminal.cell(benefit) == "unlocked"

    drive(harborview, work, size)


def test_a_new_project_is_shown_at_once(harborview: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("n")
        await terminal.type("Community solar pilot")
        await terminal.press("enter")
        await terminal.edited()
        await terminal.until(lambda: "P-17  Community solar" in terminal.screen, "the new project")

    drive(harborview, work, size)


def test_a_cell_is_set_aside_and_taken_up_again(harborview: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        await find(terminal, "DAE02.2")
        await terminal.press("x")
        await terminal.type("One operator only")
        await terminal.press("enter")
        await terminal.edited(1)
        assert terminal.cell("DAE02.2") == "not applicable"
        await terminal.press("x", "enter")
        await terminal.edited(2)
        assert terminal.cell("DAE02.2") == "uncovered"

    drive(harborview, work, size)


def test_a_requirement_is_waived(harborview: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        benefit = terminal.app.system.leverage["RPE03.1"].only[0]
        await terminal.press("4", "slash")
        await terminal.type(benefit)
        await terminal.press("enter", "v")
        await terminal.type("RPE03.1")
        await terminal.press("enter")
        await terminal.type("Shown elsewhere")
        await terminal.press("enter")
        await terminal.edited()
        assert terminal.cell(benefit) in ("unlocked", "realised")

    drive(harborview, work, size)


def test_a_condition_and_the_observed_stage_are_picked(harborview: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        await find(terminal, "BME01.1")
        await terminal.press("a")  # on a condition: observe
        assert "Observe" in terminal.screen
        await terminal.press("tab", "tab", "tab")
        await terminal.type("Annual review")
        await terminal.press("tab")
        await terminal.type("Section 2")
        await terminal.press("enter")
        await terminal.edited(1)
        assert terminal.cell("BME01.1") == "attained"
        await terminal.press("O")
        await terminal.press("shift+tab")
        await terminal.type("penetration 2")
        await terminal.press("enter", "enter")
        await terminal.edited(2)

    drive(harborview, work, size)


def test_from_a_benefit_to_its_project_and_back(harborview: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("4", "down")
        here = terminal.app.screen.here()
        await terminal.press("p")
        assert terminal.app.screen.NAME == "projects"
        await terminal.press("escape")
        assert terminal.app.screen.NAME == "benefits"
        assert terminal.app.screen.here() == here

    drive(harborview, work, size)
