"""Two hands at one plan, seen on the screen: stale edits, and a synced folder's copies."""

import shutil
from pathlib import Path

import pytest

from support.terminal import TODAY, Terminal, drive
from te_planner.errors import WrongCall
from te_planner.plan import edits
from te_planner.plan.store import open_plan
from te_planner.plan.transaction import apply
from te_planner.roadmap.loader import load_roadmap


def by_bob(path: Path, title: str) -> None:
    with open_plan(path) as other:
        apply(
            other, edits.change_project, roadmap=load_roadmap(), today=TODAY, who="bob",
            project="P-09", title=title,
        )  # fmt: skip


def test_a_form_over_a_project_that_bob_changed_meanwhile_is_refused_and_stays(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        from te_planner.tui.forms import open_form
        from te_planner.tui.lines import Target

        projects = terminal.app.readiness.projects
        id_ = next(key for key, each in projects.items() if each.project.key == "P-09")
        open_form(terminal.app, "owner", [Target("project", id_)])
        await terminal.pilot.pause()
        by_bob(harborview, "DERMS of Bob")
        await terminal.until(
            lambda: any(
                "DERMS of Bob" in each.project.title for each in terminal.app.readiness.projects.values()
            ),
            "Bob's title",
        )
        await terminal.type("A. Mara")
        await terminal.press("ctrl+s")
        await terminal.until(
            lambda: "bob changed this project since you looked" in terminal.screen, "the refusal"
        )
        assert "theirs “DERMS of Bob”" in terminal.screen
        assert all("A. Mara" not in each.project.owner for each in terminal.app.readiness.projects.values())

    drive(harborview, work)


def test_an_edit_from_older_figures_is_refused_but_not_for_ones_own(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        app, seen = terminal.app, terminal.app.seen
        await app.edit("change_project", {"project": "P-09", "title": "Ours"})
        await app.edit("change_project", {"project": "P-09", "title": "Ours again"}, seen=seen)
        by_bob(harborview, "Theirs")
        with pytest.raises(WrongCall, match="yours “Mine”"):
            await app.edit("change_project", {"project": "P-09", "title": "Mine"}, seen=seen)

    drive(harborview, work)


def test_a_synced_folders_copy_is_told_when_the_plan_is_opened(harborview: Path) -> None:
    by_bob(Path(shutil.copy(harborview, harborview.with_name("harborview (1).db"))), "Theirs")

    async def look(terminal: Terminal) -> None:
        def told() -> bool:
            return any("harborview (1).db" in each.message for each in terminal.app._notifications)

        await terminal.until(told, "the warning")

    drive(harborview, look)
