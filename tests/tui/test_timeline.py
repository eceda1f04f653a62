"""Timeline: time runs to the right, milestones can be reached, and the chart moves, zooms and narrows."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.terminal import SIZES, Terminal, drive
from te_planner.tui.gantt import SIGNS, Look, mark_lines
from te_planner.tui.lines import Target, line
from te_planner.tui.rows import Rows
from te_planner.tui.timescale import ZOOMS, axis, scale_around

days = st.dates().map(lambda day: day.isoformat())


@given(days, st.integers(0, len(ZOOMS) - 1), st.integers(-500, 500), st.integers(1, 200))
def test_the_axis_always_fits_its_columns(day: str, zoom: int, moved: int, columns: int) -> None:
    scale = scale_around(day, zoom, moved, columns)
    years, parts = axis(scale)
    assert len(years) == len(parts) == columns


@given(days, days, st.integers(0, len(ZOOMS) - 1))
def test_a_later_day_never_stands_to_the_left(one: str, other: str, zoom: int) -> None:
    scale = scale_around(one, zoom, 0, 80)
    assert (scale.column(one) <= scale.column(other)) or one > other


@given(st.lists(st.integers(0, 400), min_size=1, max_size=12), st.integers(1, 3))
def test_names_of_marks_never_run_into_each_other(offsets: list[int], most: int) -> None:
    look = Look(scale_around("2026-11-24", 2, 0, 60), "2026-11-24", SIGNS, 10, baseline=False)
    days = sorted({(date(2026, 11, 24) + timedelta(each)).isoformat() for each in offsets})
    marks = [(day, f"▲NAME{number}", "", Target("cell", day)) for number, day in enumerate(days)]
    rows = mark_lines("label", marks, look, most)
    assert len(rows) <= most
    shown = [span for row in rows for span in row if span.target]
    for span in shown:
        assert span.text[0] == "▲"
        assert "▲" not in span.text[1:]
        assert span.text == "▲" or span.text[-1] == "…" or span.text in {text for _, text, _, _ in marks}
    if all(look.scale.shows(look.scale.column(day) + len(days)) for day in days):
        assert {span.target.ref for span in shown if span.target} == set(days)


def chart(screen: str) -> list[str]:
    """The chart's lines, wherever the cursor is."""
    return [each.replace("›", " ") for each in screen.splitlines()[2:20]]


def test_rows_are_made_when_they_are_looked_at() -> None:
    made: list[int] = []

    def make(item: int) -> tuple[object, ...]:
        made.append(item)
        return line(str(item))

    targets = [Target("project", str(number)) for number in range(1000)]
    rows = Rows([line("head")], targets, make)  # type: ignore[arg-type]  # spans are what a line is made of
    assert len(rows) == 1001
    assert rows.lines_with(Target("project", "500")) == (501,)
    assert rows.lines_with(Target("cell", "RPE01.1")) == (0,)
    assert rows[501] == rows[-500] == line("500")
    assert made == [500]
    with pytest.raises(IndexError):
        rows[1001]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_projects_stand_in_time_with_today_and_what_is_late(harborview: Path, size: tuple[int, int]) -> None:
    async def look(terminal: Terminal) -> None:
        await terminal.press("5")
        await terminal.until(lambda: "P-03" in terminal.screen, "the chart")
        await terminal.press(*["down"] * 12)
        assert "2026" in terminal.screen
        assert "2027" in terminal.screen
        assert "late 24 d" in terminal.screen

    drive(harborview, look, size)


def test_a_milestone_is_reached_with_the_arrows_and_completed(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("5", "slash")
        await terminal.type("P-04")
        await terminal.press("enter")
        await terminal.press("end", *["left"] * 20)
        assert terminal.app.screen.here().kind == "project"
        while "Head-end acceptance test" not in terminal.bottom:
            before = terminal.app.screen.here()
            await terminal.press("right")
            assert terminal.app.screen.here() != before
        await terminal.press("d", "enter")
        await terminal.edited()
        assert "Done: Complete “Head-end acceptance test”" in terminal.bottom

    drive(harborview, work)


def test_zooming_and_moving_change_the_axis_and_today_comes_back(harborview: Path) -> None:
    async def work(terminal: Terminal) -> None:
        await terminal.press("5")
        await terminal.until(lambda: "P-04" in terminal.screen, "the chart")
        first = terminal.screen
        await terminal.press("greater_than_sign", "greater_than_sign")
        moved = terminal.screen
        assert moved != first
        await terminal.press("full_stop")
        assert chart(terminal.screen) == chart(first)
        await terminal.press(*["minus"] * 5)
        assert "2040" in terminal.screen
        await terminal.press(*["plus"] * 9)
        assert "Dec" in terminal.screen
        await terminal.press("g")
        assert " by finish" in terminal.screen

    drive(harborview, work)


def test_without_colour_the_chart_is_drawn_in_ascii(harborview: Path) -> None:
    async def look(terminal: Terminal) -> None:
        await terminal.press("5")
        await terminal.until(lambda: "P-04" in terminal.screen, "the chart")
        chart = "\n".join(terminal.screen.splitlines()[4:20])
        assert not set("▬─━●◇◆│┼▲") & set(chart)
        assert "=*" in chart

    drive(harborview, look, plain=True)
