"""History: days, what an entry changed and moved, undo to a point, the chart, and change since a day."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.terminal import SIZES, TODAY, Terminal, drive
from te_planner.plan import edits
from te_planner.plan.snapshot import Snapshot
from te_planner.plan.store import create_plan, open_plan
from te_planner.plan.transaction import apply
from te_planner.roadmap.loader import load_roadmap
from te_planner.tui.chart import FILLS, Level, chart_lines, days_line, fitting
from te_planner.tui.history_chart import EVERY, days_until
from te_planner.tui.lines import plain, width_of
from te_planner.tui.session import standing

both = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
HOSTILE = "[red]x[/] [@click=app.quit]go[/]"


def change(path: Path, edit: str, /, on: str = TODAY, **values: object) -> None:
    """An edit made on a day, by another program."""
    with open_plan(path) as plan:
        apply(plan, getattr(edits, edit), roadmap=load_roadmap(), today=on, who="R. Osei", **values)


def read(path: Path) -> Snapshot:
    with open_plan(path) as plan:
        return plan.snapshot()


@both
def test_the_journal_stands_under_its_days(harborview: Path, size: tuple[int, int]) -> None:
    change(harborview, "add_project", on="2026-12-03", title="Later work")

    async def look(terminal: Terminal) -> None:
        await terminal.press("8")
        assert "3 Dec 2026 · 1 entry" in terminal.screen
        assert "24 Nov 2026 · 2 entries" in terminal.screen
        await terminal.press("down")
        assert terminal.app.screen.entry().seq == 2
        await terminal.press("down", "down")
        assert terminal.app.screen.entry().seq == 1

    drive(harborview, look, size)


def test_whoever_comes_to_it_is_on_what_was_done_last(harborview: Path) -> None:
    async def look(terminal: Terminal) -> None:
        app = terminal.app
        await terminal.press("8", "3")
        await app.edit("add_project", {"title": "Just now"})
        await terminal.press("8")
        assert app.screen.entry() == app.entries[-1]
        assert app.entries[-1].summary in terminal.screen.split("hash")[0]
        await terminal.press("down", "3")
        here = app.entries[-2]
        await app.edit("add_project", {"title": "Once more"})
        await terminal.press("8")
        assert app.screen.entry() == here

    drive(harborview, look)


@both
def test_the_card_tells_what_an_entry_changed_and_moved(harborview: Path, size: tuple[int, int]) -> None:
    work_of = next(each for each in read(harborview).milestones if each.title == "Head-end acceptance test")
    change(harborview, "complete_milestone", milestone=work_of.id)

    async def look(terminal: Terminal) -> None:
        await terminal.press("8")
        screen = terminal.app.screen
        await terminal.until(lambda: screen.entry().id in screen.known, "what it moved")
        await terminal.press("enter")
        card = " ".join(" ".join(map(plain, screen.card_sheet.lines)).split())
        assert "Moved in the figures" in card
        assert "P-04/Head-end acceptance test: " in card
        assert "→ done 24 Nov 2026" in card
        assert "changed: milestone Head-end acceptance test of P-04" in card
        assert "actual day: nothing → 24 Nov 2026" in card
        await terminal.press("home")
        await terminal.until(lambda: screen.card_sheet.target is not None, "a figure to go to")
        await terminal.press("w")
        assert "Why: " in terminal.screen

    drive(harborview, look, size)


def test_what_nobody_looks_at_is_not_computed(harborview: Path) -> None:
    for number in range(12):
        change(harborview, "add_project", title=f"Project {number}")

    async def look(terminal: Terminal) -> None:
        await terminal.press("8", *["down"] * 10)
        screen = terminal.app.screen
        await terminal.until(lambda: screen.entry().id in screen.known, "what it moved")
        assert len(screen.known) < 10
        assert "made the plan" not in terminal.screen
        await terminal.press("end")
        await terminal.until(lambda: "It made the plan" in terminal.screen, "the first entry")

    drive(harborview, look)


@both
def test_the_plan_goes_back_to_a_point_once_it_is_confirmed(harborview: Path, size: tuple[int, int]) -> None:
    before = read(harborview)
    for title in ("First", "Second", "Third"):
        change(harborview, "add_project", title=title)

    async def work(terminal: Terminal) -> None:
        await terminal.press("8", "down", "down", "down", "b")
        assert "Take back these 3 edits?" in terminal.screen
        for title in ("First", "Second", "Third"):
            assert title in terminal.screen
        await terminal.press("escape")
        assert len(terminal.app.entries) == terminal.first
        await terminal.press("b", "y")
        await terminal.edited(3)
        assert "Taken back: 3 of 3" in terminal.bottom
        assert len(standing(terminal.app.entries)[0]) == 1
        await terminal.press("U")
        await terminal.edited(4)
        titles = {each.project.title for each in terminal.app.readiness.projects.values()}
        assert "First" in titles
        assert "Second" not in titles
        await terminal.press("u")
        await terminal.edited(5)

    drive(harborview, work, size)
    after = read(harborview)
    assert after._replace(head=before.head) == before


def test_a_freeze_stays_where_the_plan_goes_back_past_it(harborview: Path) -> None:
    change(harborview, "add_project", title="Before the filing")
    head = read(harborview).head
    filed = {"figures": "{}", "as_of": TODAY, "head_seq": head.seq, "head_hash": head.hash, "rules": "1"}
    change(harborview, "freeze", name="Filed", approved_by="Board", **filed)

    async def work(terminal: Terminal) -> None:
        await terminal.press("8", "down", "down", "b")
        assert "Before the filing" in terminal.screen
        await terminal.press("y")
        await terminal.edited()

    drive(harborview, work)
    after = read(harborview)
    assert [each.name for each in after.freezes] == ["Filed"]
    assert "Before the filing" not in {each.title for each in after.projects}


def test_where_nothing_is_to_be_taken_back_it_says_so(harborview: Path) -> None:
    change(harborview, "add_project", title="Gone")

    async def work(terminal: Terminal) -> None:
        await terminal.press("8")
        await terminal.until(lambda: "as known that day" in terminal.screen, "the last entry's card")
        await terminal.press("b")
        assert "Nothing that stands was done after it" in terminal.bottom
        await terminal.press("u", "u")
        await terminal.edited()
        await terminal.press("b")
        assert "choose one that was not undone" in terminal.bottom
        assert len(terminal.app.entries) == terminal.first + 1

    drive(harborview, work)


@both
@pytest.mark.parametrize("ascii_only", [False, True], ids=["blocks", "ascii"])
def test_the_chart_tells_each_track_over_time(
    harborview: Path, size: tuple[int, int], ascii_only: bool
) -> None:
    async def look(terminal: Terminal) -> None:
        await terminal.press("8", "c")
        await terminal.until(lambda: "completing 1: actions 4 of 5" in terminal.screen, "the chart")
        fill = FILLS[ascii_only]
        assert fill.actions * 2 in terminal.screen
        assert FILLS[not ascii_only].actions * 2 not in terminal.screen
        assert "every month · the transition under way" in terminal.screen
        assert "Nov 26" in terminal.screen
        await terminal.press("g", "t", "t")
        await terminal.until(lambda: "every quarter · stage 2" in terminal.screen, "quarters of stage 2")
        await terminal.until(
            lambda: "1→2: actions" in terminal.screen.replace("1>2", "1→2"), "the other stage"
        )
        await terminal.press("w")
        assert "Why: RP enablers complete through stage 2" in terminal.screen
        await terminal.press("escape", "enter")
        await terminal.until(lambda: terminal.app.screen.NAME == "roadmap", "the stage's cells")

    drive(harborview, look, size, plain=ascii_only)


levels = st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12)).map(
    lambda each: Level(each[0], each[1], sum(each))
)


@given(st.lists(levels, min_size=1, max_size=40), st.integers(1, 40), st.booleans())
def test_a_column_is_full_only_where_all_is_there(found: list[Level], height: int, ascii_only: bool) -> None:
    lines = chart_lines(found, height, plain=ascii_only)
    most = max(each.of for each in found)
    assert len(lines) == min(height, most)
    for place, level in enumerate(found):
        column = [each[place + 1].text.strip() for each in lines]
        fill = FILLS[ascii_only]
        filled = sum(each not in ("", fill.rest * 2) for each in column)
        assert (filled == len(column)) == (level.actions + level.conditions == level.of > 0 or not column)
        if height >= most == level.of:
            assert column.count(fill.actions * 2) == level.actions
            assert column.count(fill.conditions * 2) == level.conditions


@given(st.dates(), st.integers(1, 60), st.sampled_from(EVERY), st.integers(20, 200))
def test_the_days_end_with_the_one_given_and_fit(day: object, count: int, every: str, width: int) -> None:
    last = str(day)
    days = days_until(last, count, every)  # type: ignore[arg-type]  # one of EVERY
    assert days[-1] == last
    assert list(days) == sorted(set(days))
    assert len(days) <= count
    shown = days_until(last, fitting(width), every)  # type: ignore[arg-type]  # one of EVERY
    assert width_of(days_line(shown)) <= width


@both
def test_change_since_a_day_is_told_with_its_causes(harborview: Path, size: tuple[int, int]) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("8", "f")
        await terminal.type("2026-10")  # as days are typed everywhere
        await terminal.press("enter")
        await terminal.until(lambda: "figures moved" in terminal.screen, "what moved")
        assert "1 Oct 2026 to 24 Nov 2026" in terminal.screen
        assert "By all that is known now" in terminal.screen
        assert "RP.1, work" in terminal.screen
        assert "6 Nov 2026" in terminal.screen
        await terminal.press("k")
        await terminal.until(lambda: "Nothing was known on 2026-10-01" in terminal.screen, "why not")
        await terminal.press("tab")
        await terminal.type("next year")
        await terminal.press("enter")
        await terminal.until(lambda: "is not a day" in terminal.screen, "the refusal")
        await terminal.press("escape")
        assert terminal.app.screen.NAME == "history"

    drive(harborview, work, size)


def test_since_a_known_day_names_the_entries(harborview: Path) -> None:
    change(harborview, "set_not_applicable", on="2026-12-03", day=TODAY, cell="RPE01.3", reason="None")

    async def work(terminal: Terminal) -> None:
        await terminal.press("8", "f")
        await terminal.type(TODAY)
        await terminal.press("enter")
        await terminal.until(lambda: "As the plan was known then" in terminal.screen, "as known")
        assert "uncovered → not applicable" in terminal.screen
        assert "entry 3, 3 Dec 2026, R. Osei" in terminal.screen

    drive(harborview, work, (160, 50))


def test_typed_text_is_never_markup(harborview: Path) -> None:
    change(harborview, "add_project", title=HOSTILE, owner=HOSTILE)

    async def work(terminal: Terminal) -> None:
        await terminal.press("8")
        screen = terminal.app.screen
        await terminal.until(
            lambda: "added: project" in "\n".join(map(plain, screen.card_sheet.lines)), "rows"
        )
        assert f"owner: {HOSTILE}" in "\n".join(map(plain, screen.card_sheet.lines))
        await terminal.press("down", "b")
        assert HOSTILE in terminal.screen

    drive(harborview, work)


@both
def test_an_empty_plan_works(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "empty.db"
    create_plan(path, roadmap=load_roadmap(), name="Empty", today=TODAY, who="planner").close()

    async def work(terminal: Terminal) -> None:
        await terminal.press("8")
        await terminal.until(lambda: "It made the plan" in terminal.screen, "the first entry")
        await terminal.press("c")
        assert "N makes one" in terminal.bottom
        await terminal.press("b")
        assert "Nothing that stands was done after it" in terminal.bottom
        await terminal.press("f", "enter")
        await terminal.until(lambda: "0 figures moved" in terminal.screen, "what moved")

    drive(path, work, size)
