"""Assess: one key an answer, evidence at once, on to the next, interrupted and taken up again."""

from pathlib import Path

import pytest

from support.plans import figures
from support.terminal import SIZES, Terminal, drive
from te_planner.readiness.assess import asked, left


def test_what_is_asked_are_the_enablers_of_the_stage_but_baselines(harborview: Path) -> None:
    system = next(iter(figures(harborview).systems.values()))
    questions = asked(system, "BM", 1)
    assert [each.state.cell.ref for each in questions] == [
        "BME01.1",
        "BME02.1",
        "BME03.1",
        "BME04.1",
        "BME05.1",
    ]
    assert left(questions) == sum(not each.answered for each in questions) == 2


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_yes_asks_for_its_evidence_and_goes_on(harborview: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("7")
        await terminal.until(lambda: "1 left" in terminal.screen, "the first question")
        assert terminal.app.screen.here().ref == "RPE03.1"
        await terminal.press("y")
        await terminal.type("Order 26-17")
        await terminal.press("tab")
        await terminal.type("Docket 26-031, p. 4")
        await terminal.press("enter")
        await terminal.edited()
        assert terminal.cell("RPE03.1") == "attained"
        assert "5 of 5 answered" in terminal.screen
        await terminal.press("u")
        await terminal.edited(2)
        assert "1 left" in terminal.screen

    drive(harborview, work, size)


def test_partly_and_no_are_one_key_each_and_the_cursor_goes_on(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("7", "k")
        await terminal.until(lambda: "2 left" in terminal.screen, "the track's questions")
        first = terminal.app.screen.here().ref
        await terminal.press("h")
        await terminal.edited()
        second = terminal.app.screen.here().ref
        assert second != first
        await terminal.press("j")
        await terminal.edited(2)
        assert "5 of 5 answered" in terminal.screen
        said = {ref: terminal.app.system.cells[ref].standing.answer for ref in (first, second)}
        assert said == {first: "partly", second: "not in place"}

    drive(harborview, work)


def test_it_is_taken_up_again_where_it_was_left(harborview: Path) -> None:
    async def begin(terminal: Terminal) -> None:
        await terminal.press("7", "k", "h")
        await terminal.edited()

    async def again(terminal: Terminal) -> None:
        await terminal.press("7", "k")
        await terminal.until(lambda: "1 left" in terminal.screen, "the rest")

    drive(harborview, begin)
    drive(harborview, again)


def test_the_observed_stage_is_picked_question_by_question(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("7", "K", "y")
        assert "enter does it" in terminal.bottom
        assert "stage 1 (x)" in terminal.card
        await terminal.press("down", "enter")
        await terminal.until(lambda: "Pick the observed stage" in terminal.screen, "the form")
        assert "How DER value is set, stage 1" in terminal.screen

    drive(harborview, work)
