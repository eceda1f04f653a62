"""Report: what is seen is what is saved, in the format chosen, for the systems chosen."""

import re
from pathlib import Path

import pytest

from support.terminal import SIZES, Terminal, drive
from te_planner.exchange.report.file import FORMATS
from te_planner.exchange.report.outlines import KINDS
from te_planner.tui.report_choices import NAMES


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_report_is_previewed_and_saved(
    harborview: Path, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async def work(terminal: Terminal) -> None:
        await terminal.press("9")
        await terminal.until(lambda: "Stage-readiness summary" in terminal.screen, "the preview")
        await terminal.press("l")
        assert not re.search(r"\w…", terminal.card)  # tables are told whole
        assert ("Kind" in terminal.screen) is (size[0] > 100)
        await terminal.press("l", "e", "enter")
        await terminal.until(lambda: "Wrote" in terminal.bottom, "the file")

    drive(harborview, work, size)
    text = (tmp_path / "harborview-readiness-2026-11-24.html").read_text(encoding="utf-8")
    assert "Stage-readiness summary: Harborview Municipal Light" in text
    assert "te-planner report --plan harborview.db --format html" in text


def test_the_format_follows_the_files_name_and_a_plan_is_never_overwritten(
    harborview: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(harborview.parent)
    before = harborview.read_bytes()

    async def work(terminal: Terminal) -> None:
        await terminal.press("9", "g", "e")
        await terminal.until(lambda: "Save the report" in terminal.screen, "the form")
        await terminal.press("end", "ctrl+u")
        await terminal.type(harborview.name)
        await terminal.press("enter")
        await terminal.until(lambda: "format it is. End its name" in terminal.screen, "the refusal")
        await terminal.press("end", "ctrl+u")
        await terminal.type("out.csv")
        await terminal.press("enter")
        await terminal.until(lambda: "Wrote" in terminal.bottom, "the file")

    drive(harborview, work)
    assert harborview.read_bytes() == before
    assert (harborview.parent / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_every_format_can_be_taken() -> None:
    assert set(NAMES) == set(FORMATS)


def test_what_the_reader_should_know_is_told_when_it_is_saved(
    harborview: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(harborview.parent)

    async def work(terminal: Terminal) -> None:
        await terminal.press("9", "e")
        await terminal.until(lambda: "Save the report" in terminal.screen, "the form")
        await terminal.press("end", "ctrl+u")
        await terminal.type("out.ics")
        await terminal.press("enter")
        await terminal.until(lambda: "without a day are in no calendar" in terminal.screen, "the warning")

    drive(harborview, work)
    assert (harborview.parent / "out.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_a_public_report_says_first_whom_it_still_names(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("9", "p")
        await terminal.until(
            lambda: "Owners that this public report names" in terminal.screen, "the sentence"
        )

    drive(harborview, work, SIZES[-1])


def test_a_system_left_out_is_left_out_of_the_preview_and_the_command(plan) -> None:  # type: ignore[no-untyped-def]  # a fixture
    async def work(terminal: Terminal) -> None:
        await terminal.press("9")
        await terminal.until(lambda: "Systems" in terminal.screen, "the choices")
        names = [each.system.name for each in terminal.app.readiness.systems.values()]
        await terminal.press("home", *["down"] * (len(KINDS) + len(FORMATS)), "enter")
        await terminal.until(lambda: f"[ ] {names[0]}" in terminal.screen, "the choice")
        assert f"[x] {names[1]}" in terminal.screen
        assert "--system" in terminal.screen
        await terminal.press("down", "enter")
        assert f"[x] {names[1]}" in terminal.screen  # the last one stays

    drive(plan("tri-rivers"), work)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_kind_and_public_are_chosen_shown_and_told_in_the_command(
    harborview: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(harborview.parent)

    async def work(terminal: Terminal) -> None:
        await terminal.press("9")
        await terminal.until(lambda: "Stage-readiness summary" in terminal.screen, "the preview")
        assert "iCalendar, milestones" in terminal.screen or size[0] > 80  # no name is cut
        await terminal.press("K", "p")
        await terminal.until(lambda: "(x) board" in terminal.screen and "Public version" in terminal.card)
        await terminal.press("e", "enter")
        await terminal.until(lambda: "Wrote" in terminal.bottom, "the file")

    drive(harborview, work, size)
    text = (harborview.parent / "harborview-board-public-2026-11-24.html").read_text(encoding="utf-8")
    assert "--kind board --public --format html" in text


def test_a_format_with_pages_asks_for_its_paper(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("9")
        await terminal.until(
            lambda: "paper:" not in terminal.screen and "HTML" in terminal.screen, "the screen"
        )
        await terminal.press("g", "g", "g")
        await terminal.until(lambda: "(x) paper: US Letter" in terminal.screen, "the usual one")
        await terminal.app.screen.run_action("lay('a4')")
        await terminal.until(lambda: "(x) paper: A4" in terminal.screen, "the other one")
        await terminal.press("k")  # a short kind
        await terminal.press("l", "end")
        await terminal.until(lambda: "--paper a4 --format pdf" in " ".join(terminal.card.split()), "the call")

    drive(harborview, work)


def test_changes_are_told_since_a_day_that_is_typed(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("9", "f")
        await terminal.until(lambda: "Changes since" in terminal.screen, "the form")
        await terminal.press("end", "ctrl+u")
        await terminal.type("2026-09-01")
        await terminal.press("enter")
        await terminal.until(lambda: "f  since 2026-09-01" in terminal.screen, "the day")
        await terminal.until(lambda: "What moved: Harborview" in terminal.card, "the preview")
        await terminal.press("l", "end")
        await terminal.until(lambda: "--kind changes --since" in " ".join(terminal.card.split()), "the call")
        await terminal.press("l")
        await terminal.press("f", "end", "ctrl+u")
        await terminal.type("some day")
        await terminal.press("enter")
        await terminal.until(lambda: "is no freeze" in terminal.card, "why not")

    drive(harborview, work)


def test_what_is_shown_is_frozen_and_undo_passes_it_over(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("9")
        await terminal.until(lambda: "z  freeze" in terminal.screen, "the way to freeze")
        await terminal.press("z")
        await terminal.type("Rate case 2027")
        await terminal.press("tab")
        await terminal.type("The board")
        await terminal.press("enter")
        await terminal.edited()
        await terminal.until(lambda: "Rate case 2027: as of 24 Nov 2026" in terminal.screen, "the freeze")
        (frozen,) = terminal.app.readiness.snapshot.freezes
        assert (frozen.approved_by, frozen.as_of) == ("The board", "2026-11-24")
        await terminal.press("u")
        assert "Fill the plan" in terminal.bottom  # what is asked for is the edit before it

    drive(harborview, work)
