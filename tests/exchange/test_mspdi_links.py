"""Links between tasks of a schedule become who waits for whom, and no day moves by it."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.often import tried
from support.schedules import link, schedule, stored, task
from te_planner.exchange.imports.model import Incoming
from te_planner.exchange.imports.mspdi import read_mspdi

TODAY = "2026-11-24"


def reader(*tasks: str, header: dict[str, Any] | None = None, rest: str = "") -> Incoming:
    return read_mspdi("grid.xml", stored(schedule(*tasks, header=header, rest=rest)), today=TODAY)


def waits(file: Incoming) -> list[tuple[str, str, int]]:
    keys = {each.values["key"]: each.values["title"] for each in file.asked if each.kind == "project"}
    return [
        (keys[each.values["project"]], keys[each.values["on"]], each.values["lag"])
        for each in file.asked
        if each.kind == "dependency"
    ]


def two(to: str, *, start: str = "2027-07-01") -> Incoming:
    """Meters ends on Tuesday 15 June 2027; Tariff has one task, with the link."""
    return reader(
        task(1, "Meters", 1, Start="2027-01-04", Finish="2027-06-15"),
        task(2, "Design", Start="2027-01-04", Finish="2027-03-16"),
        task(3, "Installed", Start="2027-06-15", Finish="2027-06-15", links=link(2)),
        task(4, "Tariff", 1, Start=start, Finish="2027-12-01"),
        task(5, "Filed", Start=start, Finish="2027-12-01", links=to),
        task(6, "Approved", Start="2027-11-01", Finish="2027-12-01"),
    )


@pytest.mark.parametrize(
    ("fields", "lag"),
    [
        ({}, 0),
        ({"LinkLag": 0, "LagFormat": 7}, 0),
        ({"LinkLag": 2 * 4800, "LagFormat": 7}, 2),
        ({"LinkLag": 5 * 4800}, 7),
        ({"LinkLag": 5 * 4800, "LagFormat": 9}, 7),
        ({"LinkLag": 5 * 14400, "LagFormat": 8}, 5),
        ({"LinkLag": -2 * 4800, "LagFormat": 7}, -4),  # back over a weekend
        ({"LinkLag": 600, "LagFormat": 5}, 0),
        ({"LinkLag": 5 * 4800, "LagFormat": 39}, 7),
    ],
)
def test_a_lag_is_counted_in_calendar_days(fields: dict[str, int], lag: int) -> None:
    assert waits(two(link(3, **fields))) == [("Tariff", "Meters", lag)]


def test_a_week_of_other_days_counts_otherwise() -> None:
    header = {"Name": "a", "MinutesPerDay": 600, "MinutesPerWeek": 4200}
    file = reader(
        task(1, "Meters", 1, Start="2027-01-04", Finish="2027-06-15"),
        task(
            4,
            "Tariff",
            1,
            Start="2027-07-01",
            Finish="2027-12-01",
            links=link(1, LinkLag=5 * 6000, LagFormat=7),
        ),
        header=header,
    )
    assert waits(file) == [("Tariff", "Meters", 5)]


@pytest.mark.parametrize(
    ("working", "lag"),
    [
        ("2345671", -6),  # every day
        ("234567", -7),  # Monday to Saturday: back over a Sunday
        ("12345", -8),  # Sunday to Thursday
        ("23456", -10),
        ("", -10),  # a calendar without any: the header's five days
    ],
)
def test_a_lead_is_counted_by_the_weekdays_of_the_file_s_own_calendar(working: str, lag: int) -> None:
    def calendar(uid: int, days: str) -> str:
        week = "".join(
            f"<WeekDay><DayType>{day}</DayType><DayWorking>{int(day in days)}</DayWorking></WeekDay>"
            for day in "1234567"
        )
        holiday = "<WeekDay><DayType>0</DayType><DayWorking>0</DayWorking></WeekDay>"
        shut = "<Exceptions><Exception><Type>1</Type><DayWorking>0</DayWorking></Exception></Exceptions>"
        return f"<Calendar><UID>{uid}</UID><WeekDays>{week}{holiday}</WeekDays>{shut}</Calendar>"

    file = reader(
        task(1, "Meters", 1, Start="2027-01-04", Finish="2027-06-14"),  # a Monday
        task(2, "Tariff", 1, Start="2027-06-21", Finish="2027-12-01", links=link(1, LinkLag=-6 * 5400)),
        header={"Name": "a", "CalendarUID": "3", "MinutesPerDay": 540, "MinutesPerWeek": 2700},
        rest=f"<Calendars>{calendar(1, '2')}{calendar(3, working)}</Calendars>",
    )
    assert waits(file) == [("Tariff", "Meters", lag)]


def test_a_task_that_begins_before_its_link_lets_it_stays_where_it_is_and_is_named() -> None:
    """As a calendar of its own, a constraint or planning by hand make it, in files of other programs."""
    file = two(link(3, LinkLag=15 * 4800), start="2027-06-21")
    assert waits(file) == [("Tariff", "Meters", 6)]
    (left,) = file.left_out
    assert "would begin 15 days later than the file has it" in left.text
    assert "the lag is taken as 6 days" in left.text


def test_a_task_that_begins_before_what_it_waits_for_ends_keeps_its_link_and_is_named() -> None:
    file = two(link(3), start="2027-06-01")
    assert waits(file) == [("Tariff", "Meters", 0)]
    (left,) = file.left_out
    assert left.text.endswith("the link is kept, and moves it")


def test_what_has_begun_before_its_link_let_it_keeps_the_link() -> None:
    file = reader(
        task(1, "Meters", 1, Start="2026-10-05", Finish="2027-06-15"),
        task(
            2, "Tariff", 1, Start="2026-11-02", ActualStart="2026-11-02", Finish="2027-12-01", links=link(1)
        ),
    )
    assert waits(file) == [("Tariff", "Meters", 0)]


def test_a_percent_of_lag_is_named_and_the_link_kept() -> None:
    file = two(link(3, LinkLag=50, LagFormat=19))
    assert waits(file) == [("Tariff", "Meters", 0)]
    assert [each.text for each in file.left_out] == [
        "“Filed”: the lag of 50 % of its link to “Installed” (row 3) is left out; the link is not"
    ]


@pytest.mark.parametrize(
    ("kind", "words"), [(0, "finish-to-finish"), (2, "start-to-finish"), (3, "start-to-start")]
)
def test_links_of_other_kinds_are_named(kind: int, words: str) -> None:
    file = two(link(3, kind))
    assert not waits(file)
    assert [each.text for each in file.left_out] == [
        f"“Filed”: its {words} link to “Installed” (row 3) is left out: projects wait finish-to-start"
    ]


@pytest.mark.parametrize(
    ("to", "words"),
    [
        (link(77), "UID 77, which the file has not"),
        (link(3, CrossProject=1, CrossProjectName="other.mpp"), "a task of another file"),
        (link(6, 3), "start-to-start link to “Approved” (row 6) is left out: both are of one project"),
        (link(3, LinkLag=10**11, LagFormat=8), "more than ten years"),
    ],
)
def test_a_link_that_cannot_be_kept_is_named_by_its_task(to: str, words: str) -> None:
    file = two(to)
    (left,) = file.left_out
    assert not waits(file)
    assert words in left.text
    assert left.place.row == 5


def test_links_of_a_task_that_is_left_out_are_named_with_it() -> None:
    file = reader(
        task(1, "Meters", 1, Finish="2027-06-15"), task(2, "Shelved", 1, Active=0, links=link(1) + link(1, 3))
    )
    assert [each.text for each in file.left_out] == [
        "“Shelved”: is inactive, and left out",
        "“Shelved”: its links are left out with it (2)",
    ]


def test_plain_links_within_a_project_are_counted() -> None:
    assert any(note.startswith("1 plain links") for note in two("").notes)


def test_a_link_out_of_the_middle_of_a_project_moves_no_day() -> None:
    """Tariff may begin when Meters is designed, three months before Meters ends."""
    file = two(link(2), start="2027-03-17")
    assert waits(file) == [("Tariff", "Meters", -91)]
    assert date(2027, 6, 15) - timedelta(days=91) <= date(2027, 3, 17)
    assert any("the middle of a project" in note for note in file.notes)


def test_of_several_links_between_two_projects_the_one_that_binds_most_counts() -> None:
    assert waits(two(link(2) + link(3, LinkLag=9600) + link(3))) == [("Tariff", "Meters", 2)]


def test_a_link_that_closes_a_circle_of_projects_is_named() -> None:
    file = reader(
        task(1, "Meters", 1, Start="2027-01-04", Finish="2027-06-15"),
        task(2, "Design", Finish="2027-03-16"),
        task(3, "Billing", Start="2027-05-01", Finish="2027-06-15", links=link(5)),
        task(4, "Tariff", 1, Start="2027-03-17", Finish="2027-04-30"),
        task(5, "Filed", Start="2027-03-17", Finish="2027-04-30", links=link(2)),
    )
    assert len(waits(file)) == 1
    assert [each.text for each in file.left_out if "cannot wait for each other" in each.text]


DAYS = st.dates(date(2026, 12, 1), date(2028, 12, 1))


@st.composite
def schedules(draw: st.DrawFn) -> list[str]:
    """Rows of any depth and any links, right or wrong."""
    count = draw(st.integers(1, 14))
    made = []
    for uid in range(1, count + 1):
        start = draw(DAYS)
        finish = start + timedelta(days=draw(st.integers(0, 90)))
        links = "".join(
            link(
                draw(st.integers(1, count)), draw(st.integers(0, 3)), LinkLag=draw(st.integers(-9600, 48000))
            )
            for _ in range(draw(st.integers(0, 2)))
        )
        flags = {name: draw(st.sampled_from([0, 0, 0, 1])) for name in ("Milestone", "Recurring")}
        level = draw(st.integers(1, 4))
        made.append(
            task(uid, draw(st.sampled_from("ABC")), level, Start=start, Finish=finish, links=links, **flags)
        )
    return made


@tried(150)
@given(rows=schedules())
def test_every_task_comes_in_or_is_named_and_projects_wait_in_no_circle(
    rows: list[str],
) -> None:
    file = reader(*rows)
    here = {each.place.row for each in (*file.asked, *file.left_out)}
    assert here >= set(range(1, len(rows) + 1))
    keys = [each.values["key"] for each in file.asked if each.kind == "project"]
    steps = [
        (each.values["project"], each.values["title"].casefold())
        for each in file.asked
        if each.kind == "milestone"
    ]
    assert len(set(keys)) == len(keys)
    assert len(set(steps)) == len(steps)
    assert {project for project, _ in steps} <= set(keys)
    pairs = {(each.values["project"], each.values["on"]) for each in file.asked if each.kind == "dependency"}
    left = dict.fromkeys(keys)
    while free := [key for key in left if not any(one == key and on in left for one, on in pairs)]:
        for key in free:
            del left[key]
    assert not left
