"""What is handed out from the terminal beside reports: the whole plan, and a status round for an owner."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from support.terminal import Terminal, drive
from te_planner.exchange.planfile.formats import read_document
from te_planner.tui.lines import Target


async def name_it(terminal: Terminal, file: str) -> None:
    await terminal.press("end", "ctrl+u")
    await terminal.type(file)
    await terminal.press("enter")


def test_the_plan_is_exported_and_no_file_is_overwritten(
    harborview: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(harborview.parent)
    before = harborview.read_bytes()

    async def work(terminal: Terminal) -> None:
        await terminal.press("X")
        await terminal.until(lambda: "Export the plan" in terminal.screen, "the form")
        await name_it(terminal, harborview.name)
        await terminal.until(lambda: "does not say which format" in terminal.screen, "the refusal")
        await name_it(terminal, "whole.yaml")
        await terminal.until(lambda: "Wrote whole.yaml" in terminal.bottom, "the file")
        await terminal.press("X")
        await name_it(terminal, "whole.yaml")
        await terminal.until(lambda: "is there already" in terminal.screen, "the refusal")

    drive(harborview, work)
    assert harborview.read_bytes() == before
    assert read_document(Path("whole.yaml")) is not None
    assert "P-04" in Path("whole.yaml").read_text(encoding="utf-8")


def test_the_plan_is_exported_as_a_folder_of_tables(
    harborview: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(harborview.parent)

    async def work(terminal: Terminal) -> None:
        await terminal.press("X")
        await terminal.until(lambda: "CSV, a file each table" in terminal.screen, "the form")
        await terminal.press("tab", "right", "shift+tab")
        await name_it(terminal, "whole.yaml")
        await terminal.until(lambda: "name a folder for its CSV files" in terminal.screen, "the refusal")
        await name_it(terminal, "tables")
        await terminal.until(
            lambda: "Wrote tables; a text that begins with =" in terminal.bottom, "the folder"
        )

    drive(harborview, work)
    assert "P-04" in Path("tables/projects.csv").read_text(encoding="utf-8")


def test_an_owner_is_asked_what_is_open(harborview: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(harborview.parent)
    owners: list[str] = []

    async def work(terminal: Terminal) -> None:
        owners.append(terminal.app.readiness.snapshot.projects[3].owner)
        await terminal.press("S")
        await terminal.until(lambda: "A status round for an owner" in terminal.screen, "the form")
        assert "status-2026-11-24.xlsx" in terminal.screen
        await terminal.type(owners[0])
        await terminal.press("enter")
        await terminal.until(lambda: "Wrote status-2026-11-24.xlsx for" in terminal.bottom, "the file")

    drive(harborview, work)
    book = load_workbook("status-2026-11-24.xlsx")
    assert "milestones" in book.sheetnames


def test_a_project_is_marked_internal_and_its_card_says_so(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("n")
        await terminal.type("Secret substation")
        await terminal.press(*["tab"] * 8, "right", "enter")
        await terminal.edited()
        await terminal.until(lambda: "public reports leave it out" in terminal.screen, "the sign")
        made = {each.project.title: each.project for each in terminal.app.readiness.projects.values()}
        assert made["Secret substation"].internal
        await terminal.press("full_stop", "end")
        await terminal.until(lambda: "Internal, or told of" in terminal.screen, "what can be done")

    drive(harborview, work)


def test_the_mark_is_taken_off_again(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.app.edit("change_project", {"project": "P-04", "internal": True})
        (work,) = (each for each in terminal.app.readiness.projects.values() if each.project.key == "P-04")
        terminal.app.go(Target("project", work.project.id))
        await terminal.until(lambda: "public reports leave it out" in terminal.screen, "the sign")
        await terminal.press("full_stop")
        await terminal.until(lambda: "Internal, or told of" in terminal.screen, "what can be done")
        await terminal.press(*["down"] * 5, "enter")
        await terminal.until(
            lambda: "› leave it out" in terminal.screen or "›leave it out" in terminal.screen
        )
        await terminal.press("left", "enter")
        await terminal.edited(2)
        await terminal.until(lambda: "public reports leave it out" not in terminal.screen, "no sign")

    drive(harborview, work)
