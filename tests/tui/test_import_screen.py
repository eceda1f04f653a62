"""A file of somebody else's in the terminal: looked at, corrected, taken in as one change, undone as one."""

from pathlib import Path

import pytest

from support.importing import workbook
from support.schedules import schedule, task
from support.terminal import SIZES, Terminal, drive

MESSY = (
    "Initiative;Lead engineer;From;To;Remark\n"
    "Feeder sensors;Ana;03/04/2027;05/06/2027;first\n"
    "Voltage control;Ben;04/05/2027;06/07/2027;\n"
    "Grand total;;;;\n"
)


def said(terminal: Terminal) -> str:
    """All that the window says, seen or not, as one line."""
    return " ".join(terminal.shown("#import").split())


async def ask(terminal: Terminal, file: str) -> None:
    """The form, with a file's name in it, saved."""
    await terminal.press("F")
    await terminal.until(lambda: "Import a file" in terminal.screen, "the form")
    await terminal.type(file)
    await terminal.press("enter")


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_messy_table_is_asked_about_corrected_and_taken_in_as_one_change(
    harborview: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(harborview.parent)
    Path("theirs.csv").write_text(MESSY, encoding="utf-8")

    async def work(terminal: Terminal) -> None:
        before = len(terminal.app.readiness.projects)
        await ask(terminal, "theirs.csv")
        await terminal.until(lambda: "not understood 4" in said(terminal), "the preview")
        assert "nothing can be taken in yet" in said(terminal)
        assert "can be 3 Apr 2027 or 4 Mar 2027" in said(terminal)
        await terminal.press("ctrl+s")
        await terminal.until(lambda: "Nothing was imported" in said(terminal), "the refusal")
        await terminal.press("d")
        await terminal.until(lambda: "new 2" in said(terminal), "the days read")
        assert "day before month" in terminal.screen
        assert "sums up other rows" in said(terminal)
        assert "start 2027-04-03" in said(terminal)
        assert "Lead engineer" in said(terminal)
        assert "not read" in said(terminal)

        await terminal.press("m")
        await terminal.until(lambda: "What a column means" in terminal.screen, "the form")
        assert "Lead engineer" in terminal.screen  # the column that nobody has a meaning for
        await terminal.type("owner")
        await terminal.press("enter")
        await terminal.until(lambda: "owner Ana" in said(terminal), "the owner")
        assert "as you said" in said(terminal)

        await terminal.press("ctrl+s")
        await terminal.edited()
        await terminal.until(lambda: "u takes all of it back" in terminal.bottom, "what was done")
        works = {each.project.title: each.project for each in terminal.app.readiness.projects.values()}
        assert len(works) == before + 2
        assert (works["Feeder sensors"].owner, works["Feeder sensors"].end_day) == ("Ana", "2027-06-05")
        assert len(terminal.app.entries) == terminal.first + 1
        await terminal.press("u")
        await terminal.edited(2)
        assert len(terminal.app.readiness.projects) == before

    drive(harborview, work, size)


def test_a_table_without_headings_is_asked_about(harborview: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(harborview.parent)
    Path("bare.csv").write_text("Vault;Ana\nDuct;Ben\n", encoding="utf-8")

    async def work(terminal: Terminal) -> None:
        await ask(terminal, "bare.csv")
        await terminal.until(lambda: "such as Vault" in said(terminal), "the columns")
        for value, then in (("title", "→ title as you said"), ("owner", "owner Ben")):
            await terminal.press("m")
            await terminal.until(lambda: "What a column means" in terminal.screen, "the form")
            await terminal.type(value)
            await terminal.press("enter")
            await terminal.until(lambda then=then: then in said(terminal), then)  # type: ignore[misc]
            await terminal.press("down")

    drive(harborview, work)


def test_a_sheet_of_a_workbook_is_chosen_and_faults_are_left_out(
    harborview: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(harborview.parent)
    head = ("Project title", "Status", "Start")
    good, bad = ("Battery park", "active", "2027-01-01"), ("Ice store", "on fire", "2027-01-01")
    book = workbook(Alpha=[head, good, bad], Beta=[head, ("Tidal plant", "proposed", "2027-02-01")])
    Path("theirs.xlsx").write_bytes(book)

    async def work(terminal: Terminal) -> None:
        await ask(terminal, "theirs.xlsx")
        await terminal.until(lambda: "new 2" in said(terminal), "both sheets")
        await terminal.press("s")
        await terminal.until(lambda: "sheet Alpha alone" in terminal.screen, "one sheet")
        await terminal.press("s")
        await terminal.until(lambda: "sheet Beta alone" in terminal.screen, "one sheet")
        assert "new 1" in terminal.screen
        await terminal.press("s")
        await terminal.until(lambda: "new 2" in said(terminal), "both sheets")
        await terminal.press("f")
        await terminal.until(lambda: "Left out: 1." in terminal.screen, "the fault left out")
        await terminal.press("enter")
        await terminal.edited()
        titles = {each.project.title for each in terminal.app.readiness.projects.values()}
        assert {"Battery park", "Tidal plant"} <= titles
        assert "Ice store" not in titles

    drive(harborview, work)


def test_a_schedule_is_taken_in(harborview: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(harborview.parent)
    day = {"Start": "2027-03-01T08:00:00", "Finish": "2027-06-30T17:00:00"}
    text = schedule(task(1, "Substation", 1, **day), task(2, "Foundations", 2, **day))
    Path("theirs.xml").write_text(text if isinstance(text, str) else text.decode(), encoding="utf-8")

    async def work(terminal: Terminal) -> None:
        await ask(terminal, "theirs.xml")
        await terminal.until(lambda: " Substation: start" in said(terminal), "the preview")
        await terminal.press("m")
        await terminal.until(lambda: "no table whose columns" in said(terminal), "why there is no form")
        await terminal.press("l")
        await terminal.until(lambda: "tasks of level 1" in said(terminal), "the level")
        await terminal.press("l", "l")
        await terminal.until(lambda: "no task of level 3" in said(terminal), "why it is none")
        await terminal.press("l")
        await terminal.until(
            lambda: "the file is one project" in said(terminal), "after the deepest, the whole"
        )
        await terminal.press("l", "l")
        await terminal.until(lambda: "tasks of level 1" in said(terminal), "the level again")
        await terminal.press("ctrl+s")
        await terminal.edited()
        assert "Substation" in {each.project.title for each in terminal.app.readiness.projects.values()}

    drive(harborview, work)


def test_esc_leaves_the_plan_as_it_is_and_a_file_that_is_none_is_told(
    harborview: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(harborview.parent)
    Path("theirs.csv").write_text("Project title,Status\nBattery park,active\n", encoding="utf-8")
    Path("letter.pdf").write_bytes(b"%PDF-1.7 and so on")

    async def work(terminal: Terminal) -> None:
        await ask(terminal, "letter.pdf")
        await terminal.until(lambda: "is a PDF, not a table" in terminal.screen, "the refusal")
        await terminal.press("end", "ctrl+u")
        await terminal.type("the")
        await terminal.until(lambda: "theirs.csv" in terminal.screen, "the file that is offered")
        await terminal.press("right", "enter")
        await terminal.until(lambda: "new 1" in terminal.screen, "the preview")
        await terminal.press("escape")
        await terminal.until(lambda: len(terminal.app.screen_stack) == 1, "the way back")
        assert len(terminal.app.entries) == terminal.first

    drive(harborview, work)


def test_a_preview_that_others_overtook_is_refused_and_read_again(
    harborview: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(harborview.parent)
    Path("theirs.csv").write_text("Project title,Status\nBattery park,active\n", encoding="utf-8")

    async def work(terminal: Terminal) -> None:
        await ask(terminal, "theirs.csv")
        await terminal.until(lambda: "new 1" in terminal.screen, "the preview")
        await terminal.app.edit("add_project", {"title": "Battery park", "status_day": "2026-11-24"})
        await terminal.press("ctrl+s")
        await terminal.until(lambda: "look at it once more" in said(terminal), "the refusal")
        await terminal.press("r")
        await terminal.until(lambda: "changed 1" in terminal.screen, "the new preview")
        assert "status proposed → active" in said(terminal)

    drive(harborview, work)
