"""Benefits: the list by status, the measures, and the graph of what leads to a benefit, with keys alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from support.terminal import SIZES, Terminal, drive
from te_planner.plan.store import create_plan
from te_planner.roadmap.loader import load_roadmap
from te_planner.tui.benefits_graph import benefit_graph
from te_planner.tui.lines import Target, plain, width_of

both = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
BIG = "RPB04.3"
"""A benefit of Upland that ten enablers block."""


def column(terminal: Terminal) -> int:
    """Where the node under the card's cursor begins."""
    sheet = terminal.app.screen.card_sheet
    return sheet.spots_at(sheet.at[0])[sheet.at[1]][0]


@both
def test_the_list_is_narrowed_by_status(harborview: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("4")
        system, screen = terminal.app.system, terminal.app.screen
        wanted = {
            "unlocked": {ref for ref, each in system.benefits.items() if each.unlocked},
            "coming": {each.cell.ref for each in system.coming},
            "stuck": {each.cell.ref for each in system.stuck},
            "to decide": {ref for ref, each in system.benefits.items() if each.status == "to decide"},
            "locked": {ref for ref, each in system.benefits.items() if each.status == "locked"},
        }
        for shown, refs in wanted.items():
            await terminal.press("g")
            assert f"[{'next ' if shown in ('coming', 'stuck') else ''}{shown}]" in terminal.screen
            sheet = screen.list_sheet
            targets = [spot[2].ref for line in range(len(sheet.lines)) for spot in sheet.spots_at(line)]
            assert {each for each in targets if each in system.benefits} == refs
        await terminal.press("g")
        assert "[all]" in terminal.screen
        await terminal.press("G")
        assert "[locked]" in terminal.screen

    drive(harborview, work, size)


@both
def test_a_benefit_below_its_target_says_so_with_its_measure(harborview: Path, size: tuple[int, int]) -> None:
    async def look(terminal: Terminal) -> None:
        terminal.app.go(Target("cell", "BMB03.1"))
        await terminal.until(lambda: "below target" in terminal.screen, "the list's word")
        await terminal.press("enter", "end")
        await terminal.until(lambda: "target at least" in terminal.screen, "the card's measure")
        assert "Measures" in terminal.screen

    drive(harborview, look, size)


@both
def test_the_graph_shows_enablers_with_projects_and_results(harborview: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        terminal.app.go(Target("cell", "BMB05.2"))
        await terminal.until(lambda: "BMB05.2" in terminal.screen, "the benefit")
        await terminal.press("l", "enter")
        for text in ("BME04.2", "DAE05.2", "BMB05.1, before it", "DAE07.1", "P-07", "DAR04.2", "a gap"):
            assert text in terminal.screen
        assert "┬─ ○ BMB05.2" in terminal.screen.replace("›", " ")  # wherever the cursor is
        await terminal.press("escape", "l")
        assert "┬─" not in terminal.screen

    drive(harborview, work, size)


@both
def test_the_arrows_follow_the_graph_and_its_nodes_open_and_say_why(
    harborview: Path, size: tuple[int, int]
) -> None:
    async def work(terminal: Terminal) -> None:
        terminal.app.go(Target("cell", "BMB05.2"))
        await terminal.until(lambda: "BMB05.2" in terminal.screen, "the benefit")
        await terminal.press("l", "enter")
        screen = terminal.app.screen
        assert screen.card_sheet.target.ref == "BMB05.2"
        await terminal.press("left")
        assert screen.card_sheet.target.ref == "BME04.2"
        at = column(terminal)
        found = ["BME04.2"]
        for _ in range(4):
            await terminal.press("down")
            assert column(terminal) == at
            found.append(screen.card_sheet.target.ref)
        assert found == ["BME04.2", "DAE05.2", "BMB05.1", "BME04.1", "DAE07.1"]
        await terminal.press("down")
        assert screen.card_sheet.target.ref == "DAE07.1"
        await terminal.press("left")
        assert screen.card_sheet.target.kind == "project"
        await terminal.press("w")
        assert "Why: P-07" in terminal.screen
        await terminal.press("escape", "right", "right")
        assert screen.card_sheet.target.ref == "DAR04.2"
        await terminal.press("left", "enter")
        await terminal.until(lambda: terminal.app.screen.NAME == "roadmap", "the enabler's own screen")
        await terminal.press("escape")
        await terminal.until(lambda: terminal.app.screen.NAME == "benefits", "back")
        assert "┬─ ○ BMB05.2" in terminal.screen.replace("›", " ")  # wherever the cursor is

    drive(harborview, work, size)


@pytest.mark.parametrize("width", [46, 58, 78, 120])
@pytest.mark.parametrize("signs", [False, True], ids=["boxes", "ascii"])
def test_a_big_graph_fits_its_width_and_leads_to_every_node(
    plan: Callable[[str], Path], width: int, signs: bool
) -> None:
    async def look(terminal: Terminal) -> None:
        readiness = terminal.app.readiness
        system = next(each for each in readiness.systems.values() if each.system.name == "Upland")
        benefit = system.benefits[BIG]
        assert len(benefit.blockers) == 10
        lines = benefit_graph(readiness, system, BIG, width, plain=signs)
        assert max(width_of(each) for each in lines) <= width
        targets = {span.target for each in lines for span in each if span.target}
        refs = {each.ref for each in targets if each.kind == "cell"}
        assert {each.cell.ref for each in benefit.blockers} | {BIG} <= refs
        assert {ref for ref, _ in benefit.results} <= refs
        works = {each.project.project.id for state in benefit.blockers for each in state.contributions}
        assert works <= {each.ref for each in targets if each.kind == "project"}
        text = "\n".join(plain(each) for each in lines)
        assert bool(set("─│┬┤┘├└●✕") & set(text)) is not signs

    drive(plan("tri-rivers"), look)


@both
def test_an_empty_plan_says_what_to_do_first(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "empty.db"
    create_plan(path, roadmap=load_roadmap(), name="Empty", today="2026-11-24", who="planner").close()

    async def look(terminal: Terminal) -> None:
        await terminal.press("4", "l", "g", "left", "down", "w")
        assert "N  makes the first one" in terminal.screen
        await terminal.press("enter")
        await terminal.until(lambda: len(terminal.app.screen_stack) > 1, "the form of a system")

    drive(path, look, size)
