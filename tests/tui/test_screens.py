"""What the screens promise beside the jobs: nothing typed is lost, nothing typed is markup, all is told."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from support.terminal import TODAY, Terminal, drive
from te_planner.plan import edits
from te_planner.plan.store import open_plan
from te_planner.plan.transaction import apply
from te_planner.roadmap.loader import load_roadmap
from te_planner.tui.app import PlannerApp
from te_planner.tui.keys import ALL, KEYS
from te_planner.tui.lines import Target, clean
from te_planner.tui.sheet import Sheet
from te_planner.tui.why import derivation

HOSTILE = "[red]x[/] [@click=app.quit]go[/] =1+1 <b>"


def test_a_refused_edit_loses_nothing_that_was_typed(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("2", "a", "tab", "tab", "tab")
        await terminal.type("A note with no place")
        await terminal.press("enter")
        await terminal.until(lambda: "bare note" in terminal.screen, "the refusal")
        assert "A note with no place" in terminal.screen
        assert len(terminal.app.entries) == terminal.first
        await terminal.type("https://example.org/order")
        await terminal.press("enter")
        await terminal.edited()

    drive(harborview, work)


def test_what_is_wrong_stands_beside_its_field(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("3", "t", "enter")
        assert "This is needed." in terminal.screen
        await terminal.type("Handover")
        await terminal.press("tab")
        await terminal.type("2027-02-31")
        await terminal.press("enter")
        assert "not a day in the calendar" in terminal.screen
        assert terminal.app.focused.value == "2027-02-31"
        await terminal.press("escape")
        assert len(terminal.app.entries) == terminal.first

    drive(harborview, work)


def test_typed_text_is_never_markup(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.app.edit("add_project", {"title": HOSTILE, "owner": HOSTILE, "note": HOSTILE})
        await terminal.app.edit("map_project", {"project": "P-17", "cell": "DAE02.2", "systems": None})
        await terminal.app.edit("add_milestone", {"project": "P-17", "title": HOSTILE, "day": TODAY})
        await terminal.app.edit("set_not_applicable", {"cell": "DAE01.2", "reason": HOSTILE})
        shown = "[red]x[/]"
        await terminal.press("3", "end")
        assert terminal.screen.count(shown) >= 4  # title in list and card, owner, note, milestone
        for keys in (("w",), ("escape", "d"), ("escape", "m"), ("escape", "8")):
            await terminal.press(*keys)
            await terminal.until(lambda: shown in terminal.screen, f"the text as it is, after {keys}")
        await terminal.press("ctrl+p")
        await terminal.type("P-17")
        await terminal.until(lambda: shown in terminal.screen, "the text as it is, in the palette")
        await terminal.press("escape")
        terminal.app.tell(HOSTILE, failed=True)
        await terminal.until(lambda: terminal.screen.count(shown) >= 2, "the text as it is, in a note")

    drive(harborview, work)


def test_what_a_terminal_would_obey_is_made_visible() -> None:
    assert (
        clean("a\x1b[31mred\x07\u2028")
        == "a\N{REPLACEMENT CHARACTER}[31mred" + "\N{REPLACEMENT CHARACTER}" * 2
    )
    assert clean("two\nlines") == "two lines"


def test_another_programs_edit_appears(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("3")
        with open_plan(harborview) as other:
            apply(
                other,
                edits.add_project,
                roadmap=load_roadmap(),
                today=TODAY,
                who="else",
                title="From elsewhere",
            )
        await terminal.until(lambda: "From elsewhere" in terminal.screen, "the other program's project")
        assert "changed by another program" in terminal.bottom

    drive(harborview, work)


def test_our_own_edit_is_not_taken_for_another_programs(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.app.edit("add_project", {"title": "Ours"})
        await terminal.pilot.pause(1.3)
        assert "Done: Add" in terminal.bottom

    drive(harborview, work)


def test_what_was_not_done_here_is_undone_only_when_asked_twice(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("u")
        assert "u again to undo" in terminal.bottom
        assert len(terminal.app.entries) == terminal.first
        await terminal.press("u")
        await terminal.edited()
        assert not terminal.app.readiness.projects
        await terminal.press("1")
        assert "N  makes the first one" in terminal.screen
        await terminal.press("U")
        await terminal.edited(2)
        assert terminal.app.readiness.projects

    drive(harborview, work)


def test_help_names_every_key_of_its_screen_and_every_mark(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        for name in ALL:
            number = next(key.keys[0] for key in KEYS if key.action == f"app.show('{name}')")
            await terminal.press(number, "question_mark")
            shown = terminal.screen
            for key in KEYS:
                if name in key.screens:
                    assert key.text[:30] in shown, name
            for word in ("superseded", "to decide", "derived", "late"):
                assert word in shown, name
            await terminal.press("escape")

    drive(harborview, work, (130, 120))


def test_no_key_is_given_twice_on_a_screen() -> None:
    for screen in ALL:
        keys = [key for each in KEYS if screen in each.screens for key in each.keys]
        assert len(keys) == len(set(keys))


def test_every_line_of_overview_is_reached_and_opens_or_says_why(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        sheet = terminal.app.screen.main_sheet()
        reached = {sheet.at[0]}
        for _ in range(len(sheet.lines)):
            sheet.action_line(1)
            reached.add(sheet.at[0])
        about = {line: {spot[2] for spot in sheet.spots_at(line)} for line in range(len(sheet.lines))}
        for line in (each for each, targets in about.items() if targets and each not in reached):
            assert len(about[line]) == 1
            assert about[line] <= about[line - 1]  # a text goes on
        readiness, system_id = terminal.app.readiness, terminal.app.system_id
        for line in map(sheet.spots_at, range(len(sheet.lines))):
            for _, _, target in line:
                assert target.kind == "action" or derivation(readiness, system_id, target), target

    drive(harborview, work)


def test_a_text_of_several_lines_is_one_step_down_and_up(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        readiness = terminal.app.readiness
        assert readiness
        first = readiness.outlook.obligations[0].obligation.id
        terminal.app.visit("coverage", Target("obligation", first))
        await terminal.pilot.pause()
        sheet = terminal.app.screen.main_sheet()
        at = []
        for key in ("down", "down", "up", "up"):
            await terminal.press(key)
            at.append(sheet.at[0])
        assert at == [2, 4, 2, 0]  # two lines each

    drive(harborview, work)


def test_why_leads_down_to_a_milestone_and_to_its_project(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.app.run_action("app.show('roadmap')")
        await terminal.press("right", "w")
        assert "Work: 100 % × " in terminal.screen
        await terminal.press("end", "up", "enter")
        assert terminal.app.screen.NAME == "projects"

    drive(harborview, work)


def test_a_step_of_why_that_has_no_room_ends_with_a_sign_and_is_told_whole_below(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("3", *["down"] * 6, "w")
        tree, below = terminal.screen.split("─" * 70)[1:3]
        assert "finish 19 Mar…│" in tree
        assert "19 Mar 2027" in " ".join(below.split())

    drive(harborview, work, (80, 24))


def test_the_bottom_tells_what_the_cursor_is_on_in_a_card_that_is_gone_into(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("8", "enter")
        await terminal.until(lambda: "P-01 Feeder" in terminal.bottom, "what the card's cursor is on")

    drive(harborview, work)


def test_systems_are_switched(plan: Callable[[str], Path]) -> None:
    async def work(terminal: Terminal) -> None:
        assert "system: Riverton Metro" in terminal.screen
        await terminal.press("s", "down", "enter")
        await terminal.until(lambda: "system: Upland" in terminal.screen, "the other system")
        assert "Observed: in stage 1" in terminal.screen
        await terminal.pilot.click("#top", offset=(78, 0))
        await terminal.until(lambda: "Which distribution system?" in terminal.screen, "the picker")

    drive(plan("tri-rivers"), work)


def test_the_palette_goes_anywhere(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        for words, screen in (
            ("PCE02.2", "roadmap"),
            ("BMB05.1", "benefits"),
            ("Building demand", "projects"),
        ):
            await terminal.press("ctrl+p")
            await terminal.type(words)
            await terminal.until(lambda words=words: terminal.screen.count(words) > 1, "a find")
            await terminal.press("enter")
            await terminal.until(lambda screen=screen: terminal.app.current_mode == screen, screen)

    drive(harborview, work)


def test_a_tab_can_be_clicked(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.pilot.click("#top", offset=(30, 1))
        await terminal.until(lambda: terminal.app.current_mode == "projects", "the third tab")

    drive(harborview, work)


def test_a_tiny_terminal_says_so(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        assert "needs 60x16" in terminal.screen
        await terminal.pilot.resize_terminal(80, 24)
        await terminal.until(lambda: "Observed: in stage 1" in terminal.screen, "the figures")

    drive(harborview, work, (50, 14))


def test_plain_marks_need_no_colour_and_no_other_signs(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        assert "##+##" in terminal.screen
        for key in "123456789rE":
            await terminal.press(key)
            assert not set("●…–“”→▾") & set(terminal.screen)

    drive(harborview, work, plain=True)


def test_a_file_that_is_no_plan_ends_with_its_message(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("not a plan", encoding="utf-8")
    app = PlannerApp(path, today=TODAY)

    async def play() -> None:
        async with app.run_test() as pilot:
            for _ in range(100):
                if app.fault:
                    break
                await pilot.pause(0.02)

    import asyncio

    asyncio.run(play())
    app.session.close()
    assert "notes.db" in str(app.fault)


def test_without_a_plan_one_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    async def work(terminal: Terminal) -> None:
        await terminal.until(lambda: "Tri-Rivers" in terminal.screen, "the examples")
        await terminal.press("n")
        await terminal.type("Our roadmap")
        await terminal.press("tab", "tab")
        await terminal.type("North")
        await terminal.press("enter")
        await terminal.until(lambda: terminal.app.readiness and terminal.app.system, "the new plan")
        assert "Our roadmap" in terminal.screen
        assert terminal.app.system.system.name == "North"
        assert (tmp_path / "plans" / "our-roadmap.db").exists()
        await terminal.press("n")
        assert isinstance(terminal.app.focused, Input)

    drive(None, work)


def test_without_a_plan_an_example_can_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    async def work(terminal: Terminal) -> None:
        await terminal.until(lambda: "Harborview" in terminal.screen, "the examples")
        await terminal.press("down", "enter", "enter")
        await terminal.until(lambda: terminal.app.readiness and terminal.app.system, "the example")
        assert "Observed: in stage" in terminal.screen

    drive(None, work, (80, 24))


def test_why_leads_on_to_the_date_and_back(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        terminal.app.go(Target("cell", "BMB05.2"))
        await terminal.until(lambda: "BMB05.2" in terminal.screen, "the benefit")
        await terminal.press("w", "t")
        await terminal.until(lambda: "Critical chain" in terminal.screen, "the chain of its date")
        assert "When: BMB05.2" in terminal.screen
        await terminal.press("escape")
        assert "Why: BMB05.2" in terminal.screen
        await terminal.press("t", "down", "down", "down", "down", "enter")
        await terminal.until(lambda: terminal.app.screen.NAME in ("roadmap", "projects"), "what a link names")

    drive(harborview, work)


def test_projects_milestones_and_due_rows_can_be_asked_why(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        readiness = terminal.app.readiness
        assert readiness
        late = next(each for each in readiness.due if each.kind == "milestone")
        terminal.app.screen.show_target(Target("milestone", late.ref))
        await terminal.press("w")
        await terminal.until(lambda: f"Why: {late.project}/" in terminal.screen, "why the milestone")
        await terminal.press("escape", "3", "w")
        await terminal.until(lambda: "Why: P-" in terminal.screen, "why the project")
        assert "Finish" in terminal.screen

    drive(harborview, work)


def test_help_turns_by_pages_and_the_headline_offers_its_picks(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("question_mark")
        sheet = terminal.app.screen.query_one("#help", Sheet)
        await terminal.press("pagedown")
        assert (read := sheet.scroll_offset.y) >= sheet.size.height - 1
        sheet.rebuild()  # figures came anew
        assert sheet.scroll_offset.y == read
        await terminal.press("escape", "full_stop")
        assert "Pick what fits" in terminal.screen

    drive(harborview, work, (80, 24))
