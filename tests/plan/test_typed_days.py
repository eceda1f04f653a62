"""Days as people type them, seen from Tuesday 24 November 2026."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_planner.errors import WrongCall
from te_planner.plan.days import parse_day
from te_planner.plan.typed_days import EXAMPLES, edge_of, typed_day

TODAY = "2026-11-24"
ONE_DAY = {
    "2027-03-31": "2027-03-31",
    "today": TODAY,
    "Tomorrow": "2026-11-25",
    "next friday": "2026-11-27",
    "fri": "2026-11-27",
    "tuesday": "2026-12-01",  # never today
    "last Tuesday": "2026-11-17",
    "+6m": "2027-05-24",
    "-2w": "2026-11-10",
    "+10d": "2026-12-04",
    "+ 3 weeks": "2026-12-15",
    "31 mar 2027": "2027-03-31",
    " 31  March 2027 ": "2027-03-31",
    "Mar 31, 2027": "2027-03-31",
}
TWO_EDGES = {
    "2027-02": ("2027-02-01", "2027-02-28"),
    "Q2 2027": ("2027-04-01", "2027-06-30"),
    "2027-Q4": ("2027-10-01", "2027-12-31"),
    "feb 2028": ("2028-02-01", "2028-02-29"),
}
NO_DAY = ("soon", "friday next", "2027", "2027-13", "31 feb 2027", "+99999y", "12:30", "٣ mar 2027", "--1d")


@pytest.mark.parametrize(("text", "day"), ONE_DAY.items())
def test_what_is_one_day_is_that_day_at_either_edge(text: str, day: str) -> None:
    assert typed_day(text, "day", TODAY, "first") == typed_day(text, "day", TODAY, "last") == day


@pytest.mark.parametrize(("text", "days"), TWO_EDGES.items())
def test_a_month_or_quarter_begins_or_ends_by_the_field(text: str, days: tuple[str, str]) -> None:
    assert (typed_day(text, "day", TODAY, "first"), typed_day(text, "day", TODAY, "last")) == days


def test_what_has_two_readings_is_refused_with_both() -> None:
    with pytest.raises(WrongCall, match="3 Apr 2027 or 4 Mar 2027") as told:
        typed_day("03/04/2027", "end", TODAY)
    assert "2027-04-03 or 2027-03-04" in str(told.value)
    with pytest.raises(WrongCall, match="Write 2027-12-25"):
        typed_day("25.12.2027", "end", TODAY)


@pytest.mark.parametrize("text", NO_DAY)
def test_anything_else_is_refused_with_examples_that_are_taken(text: str) -> None:
    with pytest.raises(WrongCall, match="next friday"):
        typed_day(text, "end", TODAY)


def test_every_example_is_taken() -> None:
    for example in EXAMPLES.replace(" or ", ", ").split(", "):
        assert typed_day(example, "end", TODAY)


def test_the_value_decides_the_edge() -> None:
    assert edge_of("add_project", "start") == edge_of("complete_milestone", "day") == "first"
    assert edge_of("add_project", "end") == edge_of("reforecast_milestone", "day") == "last"


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_a_message(text: str) -> None:
    try:
        day = typed_day(text, "end", TODAY)
    except WrongCall:
        return
    assert parse_day(day) == day


@given(st.integers(-3000, 3000))
def test_so_many_days_off_are_so_many_days_off(days: int) -> None:
    off = date.fromisoformat(typed_day(f"{days:+}d", "end", TODAY)) - date.fromisoformat(TODAY)
    assert off == timedelta(days=days)


@pytest.mark.parametrize("other", ["2027-03", "20270331", "2027-W13-3", "2027-3--31", "2027-03-31T00:00"])
def test_files_stay_iso(other: str) -> None:
    with pytest.raises(WrongCall, match="year-month-day"):
        parse_day(other)


def test_the_library_is_loaded_for_words_alone() -> None:
    code = (
        "import sys, te_planner.tui.app, te_planner.tui.overview, te_planner.tui.forms.screen\n"
        "from te_planner.plan.typed_days import typed_day\n"
        "typed_day('2027-03-31', 'end', '2026-11-24'), typed_day('2027-03', 'end', '2026-11-24')\n"
        "print('dateutil' in sys.modules); typed_day('+6m', 'end', '2026-11-24')\n"
        "print('dateutil' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
