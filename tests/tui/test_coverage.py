"""Coverage: each section shows what it is for, each thing in it is made and changed with keys alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from support.terminal import SIZES, Terminal, drive
from te_planner.plan.outlook import Driver, Reading
from te_planner.readiness.outlook_model import DriverState
from te_planner.tui.coverage.charts import bars, sparkline
from te_planner.tui.coverage.shown import SECTIONS
from te_planner.tui.lines import plain

both = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
# what is done in forms is the same on a wide screen: there the sections are drawn
narrow = pytest.mark.parametrize("size", SIZES[1:], ids=lambda size: f"{size[0]}x{size[1]}")


async def to(terminal: Terminal, section: str) -> None:
    """To a section, by its key."""
    await terminal.press("6", *["g"] * SECTIONS.index(section))  # type: ignore[arg-type]  # one of them
    await terminal.until(lambda: f"[{section.capitalize()}]" in terminal.screen, section)


async def field(terminal: Terminal, *words: str) -> None:
    """Type into fields, one after the other."""
    for place, each in enumerate(words):
        if place:
            await terminal.press("tab")
        await terminal.type(each)


# what is shown


@both
def test_the_matrix_tells_gaps_and_what_is_paid_for_twice(harborview: Path, size: tuple[int, int]) -> None:
    async def look(terminal: Terminal) -> None:
        await terminal.press("6")
        assert "P-01" in terminal.screen
        await terminal.press("slash")
        await terminal.type("duplicated")
        await terminal.press("enter")
        await terminal.until(lambda: "120 % dup" in terminal.screen, "the one that is paid for twice")
        assert "PCE02.2" in terminal.screen
        await terminal.press("slash", *["backspace"] * 10)
        await terminal.type("gap")
        await terminal.press("enter")
        assert " gap" in terminal.screen
        assert "dup" not in terminal.screen

    drive(harborview, look, size)


@both
def test_a_share_leads_to_its_enabler_and_its_project(harborview: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("6", "slash")
        await terminal.type("DAE03.1")
        await terminal.press("enter", "right")
        assert "P-03 delivers" in terminal.bottom
        await terminal.press("full_stop")
        assert "Unmap P-03 from DAE03.1" in terminal.screen
        assert "Remove the project" not in terminal.screen
        await terminal.press("down", "enter")
        await terminal.edited(1)
        assert not terminal.app.system.cells["DAE03.1"].contributions
        await terminal.press("u")
        await terminal.edited(2)
        await terminal.press("home", "right", "e")
        await terminal.until(lambda: "Map a project" in terminal.screen, "the form of the share")
        assert terminal.app.focused.value == "100"
        await terminal.press("escape", "p")
        await terminal.until(lambda: terminal.app.screen.NAME == "projects", "the project")
        await terminal.press("escape")
        assert "P-03 delivers" in terminal.bottom

    drive(harborview, work, size)


def test_the_columns_move_and_stay_where_the_last_one_is_seen(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("6")
        first = terminal.screen.splitlines()[4]
        await terminal.press(*["greater_than_sign"] * 9)
        assert "P-15" in terminal.screen.splitlines()[4]
        await terminal.press(*["less_than_sign"] * 2)
        assert terminal.screen.splitlines()[4] == first

    drive(harborview, work, SIZES[1])


def test_systems_stand_side_by_side_and_a_mark_leads_to_its_own(plan: Callable[[str], Path]) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("6")
        names = [each.system.name for each in terminal.app.readiness.systems.values()]
        for name in names:
            assert name[:8] in terminal.screen.splitlines()[4]
        await terminal.press("right", "right")
        target = terminal.app.screen.here()
        assert target.of == list(terminal.app.readiness.systems)[1]
        await terminal.press("b")
        assert "[projects]" in terminal.screen

    drive(plan("tri-rivers"), work)


def test_track_and_stage_narrow_the_matrix(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("6", "k", "l")
        rows = [each for each in terminal.screen.splitlines()[5:20] if "E0" in each]
        assert rows
        assert all("RPE" in each and ".1 " in each for each in rows)

    drive(harborview, work)


@both
def test_the_path_runs_from_today_over_the_waypoints_to_the_target(
    harborview: Path, size: tuple[int, int]
) -> None:
    async def look(terminal: Terminal) -> None:
        await to(terminal, "path")
        assert "Today, 24 Nov 2026" in terminal.screen
        assert "5 of 14" in terminal.screen
        while terminal.app.screen.here().kind != "waypoint":
            await terminal.press("down")
        assert "2028 filing state" in terminal.screen
        assert "too late by 3 months" in terminal.screen
        await terminal.press("enter", *["down"] * 6)
        assert "Lacks: 7" in terminal.screen
        await terminal.press("escape", "end")
        assert "Target: all stages" in terminal.screen

    drive(harborview, look, size)


@narrow
def test_a_driver_says_how_much_too_late_the_work_comes(harborview: Path, size: tuple[int, int]) -> None:
    async def look(terminal: Terminal) -> None:
        await to(terminal, "drivers")
        await terminal.press("slash")
        await terminal.type("rooftop")
        await terminal.press("enter")
        assert "too late by 10 months" in " ".join(terminal.screen.split())
        await terminal.press("w")
        assert "Why: Rooftop solar" in terminal.screen

    drive(harborview, look, size)


@narrow
def test_gaps_are_summed_and_a_sum_leads_to_its_gaps(harborview: Path, size: tuple[int, int]) -> None:
    async def look(terminal: Terminal) -> None:
        await to(terminal, "gaps")
        assert "USD 3,670,000 for 4 of 33 gaps" in terminal.screen
        await terminal.press("down", "enter")
        assert "[RP]" in terminal.screen
        await terminal.press("end")
        assert terminal.app.screen.here().ref.startswith("RPE")

    drive(harborview, look, size)


@narrow
def test_each_section_can_be_clicked_and_every_line_leads_somewhere(
    harborview: Path, size: tuple[int, int]
) -> None:
    async def look(terminal: Terminal) -> None:
        await terminal.press("6")
        for column, section in (
            (11, "path"),
            (17, "drivers"),
            (25, "obligations"),
            (39, "gaps"),
            (45, "wins"),
        ):
            await terminal.pilot.click("#filters", offset=(column, 0))
            await terminal.until(
                lambda section=section: f"[{section.capitalize()}]" in terminal.screen, section
            )
            sheet = terminal.app.screen.list_sheet
            assert sheet.target
            for _ in range(len(sheet.lines)):
                assert terminal.app.screen.card_sheet.lines, sheet.target
                sheet.action_line(1)
                await terminal.pilot.pause()

    drive(harborview, look, size)


def test_without_colour_nothing_but_plain_signs(harborview: Path) -> None:
    async def look(terminal: Terminal) -> None:
        await terminal.press("6")
        for _ in SECTIONS:
            screen = terminal.app.screen
            shown = "".join(map(plain, (*screen.list_sheet.lines, *screen.card_sheet.lines)))
            assert not set("▁▂▃▄▅▆▇█●✕◔○┄↓▶") & set(shown)
            await terminal.press("g")

    drive(harborview, look, plain=True)


# what is done


@narrow
def test_a_waypoint_is_made_aimed_changed_and_taken_back(harborview: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        await to(terminal, "path")
        await terminal.press("n")
        await field(terminal, "Spring state", "2027-05-31", "RP.1, DAE05.1")
        await terminal.press("enter")
        await terminal.edited(1)
        await terminal.until(lambda: "Spring state" in terminal.screen, "the new waypoint")
        found = next(
            each for each in terminal.app.readiness.outlook.waypoints if each.waypoint.name == "Spring state"
        )
        assert terminal.app.screen.here().ref == found.waypoint.id
        assert found.actions.applicable == 6
        await terminal.press("e", "end")
        await terminal.type(" 2027")
        await terminal.press("enter")
        await terminal.edited(2)
        await terminal.until(lambda: "Spring state 2027" in terminal.screen, "its new name")
        await terminal.press("u")
        await terminal.edited(3)
        names = {each.waypoint.name for each in terminal.app.readiness.outlook.waypoints}
        assert "Spring state" in names

    drive(harborview, work, size)


@narrow
def test_a_driver_is_read_and_given_a_trigger(harborview: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        await to(terminal, "drivers")
        await terminal.press("n")
        await field(terminal, "Heat pumps", "sites")
        await terminal.press("enter")
        await terminal.edited(1)
        for number, (value, day) in enumerate((("100", "2025-11-24"), ("200", "2026-11-24")), 2):
            await terminal.until(
                lambda: "Heat pumps" in terminal.bottom or "Done" in terminal.bottom, "the driver"
            )
            await terminal.press("t")
            await field(terminal, value)
            await terminal.press("tab")
            terminal.app.focused.value = day
            await terminal.press("enter")
            await terminal.edited(number)
        await terminal.press("h")
        await terminal.type("300")
        await terminal.press("tab", "tab")
        await terminal.type("P-15")
        await terminal.press("enter", "enter")
        await terminal.edited(4)
        state = next(
            each for each in terminal.app.readiness.outlook.systems[terminal.app.system_id].drivers
            if each.driver.name == "Heat pumps"
        )  # fmt: skip
        assert [each.value for each in state.readings] == [100, 200]
        assert state.triggers[0].calls_for == "P-15"
        await terminal.until(
            lambda: "Heat pumps reaches 300 sites by trend" in terminal.screen, "its sentence"
        )

    drive(harborview, work, size)


@narrow
def test_an_obligation_is_made_tied_and_met(harborview: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        await to(terminal, "obligations")
        await terminal.press("n")
        await field(terminal, "UB-2026-09", "4", "File the hosting map", "2027-09-30")
        await terminal.press("enter")
        await terminal.edited(1)
        await terminal.press("y")
        await terminal.type("P-04 AMI")
        await terminal.press("enter", "enter")
        await terminal.edited(2)
        states = terminal.app.readiness.outlook.obligations
        state = next(each for each in states if each.obligation.docket == "UB-2026-09")
        assert state.ties[0].what == "P-04"
        await terminal.press("d")
        await terminal.type("Compliance filing 3")
        await terminal.press("enter")
        await terminal.edited(3)
        states = terminal.app.readiness.outlook.obligations
        assert next(each for each in states if each.obligation.docket == "UB-2026-09").met
        await terminal.press("full_stop")
        assert "It is not met after all" in terminal.screen

    drive(harborview, work, size)


@narrow
def test_a_gap_is_estimated_from_its_card_and_the_form_is_filled_in_again(
    harborview: Path, size: tuple[int, int]
) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("2", "slash")
        await terminal.type("DAE02")
        await terminal.press("enter", "home", "right", "full_stop", "down", "down", "enter")
        await terminal.type("1,250,000")
        await terminal.press("tab", "tab")
        await terminal.type("18")
        await terminal.press("enter")
        await terminal.edited(1)
        outlook = terminal.app.readiness.outlook.systems[terminal.app.system_id]
        assert outlook.estimates["DAE02.2"].cost_minor == 125_000_000
        await to(terminal, "gaps")
        await terminal.press("slash")
        await terminal.type("DAE02.2")
        await terminal.press("enter", "e")
        assert "1,250,000" in terminal.screen
        await terminal.press("escape")

    drive(harborview, work, size)


@narrow
def test_a_condition_is_expected_and_forgotten(harborview: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("2", "slash")
        await terminal.type("BME02")
        await terminal.press("enter", "home", "right", "right", "full_stop", "down", "enter")
        await terminal.type("2034-06-30")
        await terminal.press("enter")
        await terminal.edited(1)
        state = terminal.app.system.cells["BME02.3"]
        assert (state.forecast.day, state.forecast.basis) == ("2034-06-30", "expected")
        await terminal.press("full_stop")
        assert "Expect it on no day" in terminal.screen
        await terminal.press("down", "down", "enter")
        await terminal.edited(2)
        assert terminal.app.system.cells["BME02.3"].forecast.day is None

    drive(harborview, work, size)


@narrow
def test_a_benefit_is_measured_and_weighed_from_its_card(harborview: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("4", "slash")
        await terminal.type("PCB04.2")
        await terminal.press("enter", "enter")
        card = terminal.app.screen.card_sheet
        while not (card.target and card.target.kind == "measure"):
            await terminal.press("down")
        await terminal.press("full_stop", "enter")
        await terminal.type("45")
        await terminal.press("enter")
        await terminal.edited(1)
        benefit = terminal.app.system.benefits["PCB04.2"]
        assert benefit.measures[0].meets
        while card.target.ref != "form('weight')":
            await terminal.press("down")
        await terminal.press("enter")
        terminal.app.focused.value = "20"
        await terminal.press("enter")
        await terminal.edited(2)
        assert terminal.app.system.benefits["PCB04.2"].weight == 20

    drive(harborview, work, size)


@narrow
def test_a_project_is_given_money_and_made_to_wait(harborview: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("3", "slash")
        await terminal.type("P-15")
        await terminal.press("enter", "full_stop", *["down"] * 3, "enter")
        await terminal.type("125000")
        await terminal.press("enter")
        await terminal.edited(1)
        await terminal.press("full_stop", *["down"] * 4, "enter")
        await terminal.type("P-05")
        await terminal.press("enter", "enter")
        await terminal.edited(2)
        work = next(each for each in terminal.app.readiness.projects.values() if each.project.key == "P-15")
        waits = {
            terminal.app.readiness.projects[each.depends_on_id].project.key for each in work.dependencies
        }
        assert "P-05" in waits

    drive(harborview, work, size)


def test_a_statement_is_voided_from_its_card(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("2", "slash")
        await terminal.type("RPE01")
        await terminal.press("enter", "home", "enter")
        card = terminal.app.screen.card_sheet
        while card.target.kind != "statement":
            await terminal.press("down")
        await terminal.press("full_stop", "down", "down", "enter")
        await terminal.type("The wrong cell")
        await terminal.press("enter")
        await terminal.edited()
        assert terminal.cell("RPE01.1") != "attained"

    drive(harborview, work)


def test_an_empty_plan_says_what_to_do_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    async def look(terminal: Terminal) -> None:
        await terminal.until(lambda: "Tri-Rivers" in terminal.screen, "the examples")
        await terminal.press("n")
        await terminal.type("Our roadmap")
        await terminal.press("tab", "tab")
        await terminal.type("North")
        await terminal.press("enter")
        await terminal.until(lambda: terminal.app.readiness and terminal.app.system, "the new plan")
        await terminal.press("6")
        for section, word in (
            ("path", "n makes the first"),
            ("drivers", "n makes the first"),
            ("obligations", "n makes"),
        ):
            await to(terminal, section) if section == "path" else await terminal.press("g")
            assert word in " ".join(terminal.screen.split())

    drive(None, look, (80, 24))


# from elsewhere


def test_what_is_due_and_a_warning_lead_to_coverage(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        readiness = terminal.app.readiness
        item = next(each for each in readiness.due if each.kind == "obligation")
        sheet = terminal.app.screen.main_sheet()
        targets = {spot[2] for place in range(len(sheet.lines)) for spot in sheet.spots_at(place)}
        assert item.ref in {each.ref for each in targets if each.kind == "obligation"}
        assert any(each.kind == "trigger" for each in targets)
        terminal.app.go(next(each for each in targets if each.ref == item.ref))
        await terminal.until(lambda: "[Obligations]" in terminal.screen, "the obligation")
        assert terminal.app.screen.here().ref == item.ref
        await terminal.press("escape")
        assert terminal.app.screen.NAME == "overview"

    drive(harborview, work)


def test_the_timeline_marks_what_is_ahead_and_draws_the_chain_heavy(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("5")
        await terminal.until(lambda: "waypoints" in terminal.screen, "the marks")
        assert "▼2028 filing state" in terminal.screen
        assert "↯P-09" in terminal.screen
        assert "§UB-2026-03 ¶11" in terminal.screen
        assert "━" not in terminal.screen
        await terminal.press("h")
        line = next(each for each in terminal.screen.splitlines() if "P-08" in each)
        assert "━" in line
        assert "Heavy: what fixes stage 1" in terminal.bottom
        await terminal.press("h")
        assert "━" not in terminal.screen

    drive(harborview, work)


# charts


def test_a_sparkline_is_as_high_as_its_values() -> None:
    assert sparkline([1, 2, 3], 10, plain=False) == "▁▅█"
    assert sparkline([5, 1, 2], 2, plain=True)[0] == "_"
    assert sparkline([], 5, plain=True) == ""
    assert len(set(sparkline([4, 4, 4], 5, plain=True))) == 1


def test_bars_share_one_scale_below_nought_as_well() -> None:
    driver = Driver("d", "s", "Net load", "MW", "")
    readings = tuple(
        Reading(str(value), "d", None, f"2026-0{place}-01", value, "")
        for place, value in enumerate((-5, 0, 10), 1)
    )
    state = DriverState(driver, readings, None, "", ())
    lengths = [plain(each).count("#") for each in bars(state, 60, plain=True)]
    assert lengths[0] < lengths[1] < lengths[2]


def test_a_key_that_moves_nothing_says_so(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("6", "less_than_sign")
        assert "no column further to the left" in terminal.screen
        await terminal.press("g", "greater_than_sign")
        assert "Only the matrix has columns" in terminal.screen
        await terminal.press("k")
        assert "shown by track and stage" in terminal.screen
        await terminal.press("5", "full_stop")
        assert "Today is where it was" in terminal.screen
        await terminal.press("b")
        assert "without the baseline" in terminal.screen

    drive(harborview, work)
