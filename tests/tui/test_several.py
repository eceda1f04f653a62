"""Many at once: marking, one entry for all, tables from and to a spreadsheet, a project in one line."""

from pathlib import Path

import pytest
from textual import events

from support.terminal import Terminal, drive
from te_planner.plan.store import open_plan


def statuses(terminal: Terminal) -> dict[str, str]:
    return {each.project.key: each.status for each in terminal.app.readiness.projects.values()}


def project(terminal: Terminal, title: str) -> object:
    works = terminal.app.readiness.projects.values()
    return next(each.project for each in works if each.project.title == title)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=str)
def test_marked_projects_get_a_status_in_one_entry_and_one_undo(
    harborview: Path, size: tuple[int, int]
) -> None:
    async def work(terminal: Terminal) -> None:
        before = statuses(terminal)
        await terminal.press("3", "space", "down", "down", "space")
        assert "2 marked" in terminal.screen
        assert terminal.screen.count("✓") == 2
        await terminal.press("c", "right", "right", "enter")
        await terminal.edited()
        changed = {key for key, status in statuses(terminal).items() if status != before[key]}
        assert changed <= {"P-01", "P-03"}
        assert statuses(terminal)["P-01"] == statuses(terminal)["P-03"] == "on hold"
        assert len(terminal.app.entries) == terminal.first + 1
        assert "P-01, P-03" in terminal.app.entries[-1].summary
        assert terminal.bottom.splitlines()[0].rstrip().endswith("· u takes it back")
        assert "✓" not in terminal.screen
        await terminal.press("u")
        await terminal.edited(2)
        assert statuses(terminal) == before

    drive(harborview, work, size)


def test_all_that_a_search_leaves_can_be_marked_and_escape_unmarks(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        owner = next(each.owner for each in terminal.app.readiness.snapshot.projects if each.owner)
        count = sum(each.owner == owner for each in terminal.app.readiness.snapshot.projects)
        await terminal.press("3", "slash")
        await terminal.type(owner)
        await terminal.press("enter", "ctrl+a")
        assert f"{count} marked" in terminal.screen
        await terminal.press("i")
        await terminal.type("A. New")
        await terminal.press("enter")
        await terminal.edited()
        assert sum(each.owner == "A. New" for each in terminal.app.readiness.snapshot.projects) == count
        await terminal.press("3", "space", "escape")
        assert "marked" not in terminal.bottom

    drive(harborview, work)


def test_marked_cells_are_mapped_attested_and_set_aside(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        refs = [each.ref for each in terminal.app.readiness.roadmap.enablers if each.ref.startswith("RPE01")]
        await terminal.press("2")
        await terminal.until(lambda: "RPE01" in terminal.screen, "the matrix")
        await terminal.press("space", "right", "space")
        marked = [each.ref for each in terminal.app.screen.marks]
        assert marked == refs[:2]
        await terminal.press("x")
        await terminal.type("run by the state")
        await terminal.press("enter")
        await terminal.edited()
        assert [terminal.cell(ref) for ref in marked] == ["not applicable"] * 2
        await terminal.press("u")
        await terminal.edited(2)
        await terminal.press("left", "space", "right", "space", "a")
        await terminal.type("Order 26-1")
        await terminal.press("tab")
        await terminal.type("Docket 26-1, p. 2")
        await terminal.press("enter")
        await terminal.edited(3)
        assert all(terminal.cell(ref) in ("attained", "superseded") for ref in marked)
        await terminal.press("left", "space", "right", "space", "m")
        await terminal.type("P-08")
        await terminal.press("enter")
        await terminal.edited(4)
        plan = terminal.app.readiness.snapshot
        key = {each.id: each.key for each in plan.projects}
        assert set(marked) <= {each.cell for each in plan.contributions if key[each.project_id] == "P-08"}

    drive(harborview, work)


def test_one_that_is_refused_refuses_all_and_keeps_the_marks(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("3", "space", "down", "space", "c", "tab", "end", *["backspace"] * 10)
        await terminal.type("+1y")
        await terminal.press("enter")
        await terminal.until(lambda: "lies in the future" in " ".join(terminal.screen.split()), "the refusal")
        assert "None of the 2 was changed" in " ".join(terminal.screen.split())
        await terminal.press("escape")
        assert len(terminal.app.entries) == terminal.first
        assert "2 marked" in terminal.screen

    drive(harborview, work)


def test_the_list_is_copied_as_it_is_narrowed_and_can_be_pasted_again(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("3", "slash")
        await terminal.type("P-01")
        await terminal.press("enter", "y")
        lines = terminal.app.clipboard.splitlines()
        assert [line.split("\t")[0] for line in lines] == ["key", "P-01"]
        assert "Copied 1 project" in terminal.bottom
        # the same table, with another key and a formula's beginning in the title
        changed = terminal.app.clipboard.replace("P-01", "P-77", 1).replace("\t", "\t'=", 1)
        terminal.app.post_message(events.Paste(changed.replace("key\t'=title", "key\ttitle")))
        await terminal.until(lambda: "Projects from a spreadsheet" in terminal.screen, "the window")

    drive(harborview, work)


def test_pasted_projects_are_seen_first_then_one_entry(harborview: Path) -> None:
    table = (
        "title\towner\tstart\tend\tnonsense\n"
        "Feeder sensors\tR. Ortiz\t2027-01\tQ2 2028\tx\n"
        "Bad days\tR. Ortiz\t03/04/2027\t\tx\n"
        "Sensors, part two\t\t\t\tx\n"
    )

    async def work(terminal: Terminal) -> None:
        count = len(terminal.app.readiness.projects)
        await terminal.press("3", "P")
        terminal.app.post_message(events.Paste(table))
        await terminal.until(lambda: "2 to be added" in terminal.screen, "the preview")
        told = " ".join(terminal.screen.split())
        assert "1 left out" in told
        assert "3 Apr 2027 or 4 Mar 2027" in told
        assert "nonsense" in told
        await terminal.press("ctrl+s")
        await terminal.edited()
        assert len(terminal.app.readiness.projects) == count + 2
        assert project(terminal, "Feeder sensors").end_day == "2028-06-30"
        assert len(terminal.app.entries) == terminal.first + 1
        await terminal.until(lambda: "Add 2 projects" in terminal.bottom, "what was done")
        assert terminal.app.screen.here().ref == project(terminal, "Feeder sensors").id
        await terminal.press("u")
        await terminal.edited(2)
        assert len(terminal.app.readiness.projects) == count

    drive(harborview, work)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=str)
def test_a_project_in_one_line_with_its_meaning_below(harborview: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("colon")
        await terminal.type("Managed load @T. Nakamura 2027-01..2028-06 #approved >PCE02.2 40%")
        await terminal.until(lambda: "40 % of PCE02.2" in terminal.screen, "the meaning")
        assert "1 Jan 2027 to 30 Jun 2028" in terminal.screen
        await terminal.press("enter")
        await terminal.edited()
        assert len(terminal.app.entries) == terminal.first + 1
        made = project(terminal, "Managed load")
        assert (made.owner, made.start_day, made.end_day) == ("T. Nakamura", "2027-01-01", "2028-06-30")
        assert statuses(terminal)[made.key] == "approved"
        found = [e for e in terminal.app.readiness.snapshot.contributions if e.project_id == made.id]
        assert [(each.cell, each.share) for each in found] == [("PCE02.2", 40)]
        await terminal.until(lambda: len(terminal.app.screen_stack) == 1, "the projects")
        await terminal.until(lambda: terminal.app.screen.here().ref == made.id, "the new project")
        await terminal.until(lambda: "Done: Add" in terminal.screen, "what was done")
        await terminal.press("colon")
        await terminal.type("Pilot @Ann 60")
        assert "“60” is read as part of the owner." in terminal.screen

    drive(harborview, work, size)
    with open_plan(harborview) as plan:
        assert "Managed load" in {each.title for each in plan.snapshot().projects}


def test_what_a_line_says_in_vain_is_named_and_nothing_is_saved(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("colon")
        await terminal.type("Managed load #soon 03/04/2027..")
        told = " ".join(terminal.screen.split())
        assert "#soon is no status" in told
        assert "3 Apr 2027 or 4 Mar 2027" in told
        await terminal.press("enter")
        await terminal.pilot.pause(0.1)
        assert len(terminal.app.entries) == terminal.first
        assert "Managed load" in terminal.screen

    drive(harborview, work)


def test_undo_and_redo_in_one_breath_turn_the_same_edit_and_no_other(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        before = statuses(terminal)
        await terminal.press("3", "space", "down", "space", "c", "right", "right", "enter")
        await terminal.edited()
        for kind in ("undo", "redo", "undo", "undo"):
            getattr(terminal.app, f"action_{kind}")()  # with no wait for the one before
        await terminal.edited(4)
        await terminal.until(lambda: "u again to undo" in terminal.bottom, "the question")
        assert [each.kind for each in terminal.app.entries[terminal.first :]] == [
            "edit",
            "undo",
            "redo",
            "undo",
        ]
        assert statuses(terminal) == before

    drive(harborview, work)


def test_what_is_pasted_while_a_form_is_saved_waits_its_turn(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("3", "n")
        for each in (*map(key, "Sensors"), events.Key("enter", None), events.Key("n", "n")):
            terminal.app.post_message(each)
        terminal.app.post_message(events.Paste("Pasted title"))
        terminal.app.post_message(events.Key("enter", None))
        await terminal.edited(2)
        titles = {each.title for each in terminal.app.readiness.snapshot.projects}
        assert {"Sensors", "Pasted title"} <= titles

    drive(harborview, work)


def key(letter: str) -> events.Key:
    return events.Key(letter, letter)
