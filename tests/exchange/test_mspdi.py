"""A schedule of MS Project becomes projects and milestones; what a plan has no place for is named."""

from typing import Any

import pytest

from support.plans import real_roadmap
from support.schedules import baseline, link, schedule, stored, task
from te_planner.errors import Unreadable, WrongCall
from te_planner.exchange.imports.model import Incoming, Place
from te_planner.exchange.imports.mspdi import read_mspdi
from te_planner.exchange.imports.options import Options
from te_planner.exchange.imports.read import read_content

TODAY = "2026-11-24"


@pytest.fixture
def read() -> Any:
    def reader(text: str | bytes, **options: Any) -> Incoming:
        return read_mspdi("grid.xml", stored(text), today=TODAY, **options)

    return reader


def asked(file: Incoming, kind: str) -> list[dict[str, Any]]:
    return [dict(each.values) for each in file.asked if each.kind == kind]


def titles(file: Incoming, kind: str = "milestone") -> list[str]:
    return [each["title"] for each in asked(file, kind)]


def named(file: Incoming, text: str) -> list[str]:
    """What was said to be left out, with the words."""
    return [str(each) for each in file.left_out if text in each.text]


def places(file: Incoming, text: str) -> list[Place]:
    """Where it was said."""
    return [each.place for each in file.left_out if text in each.text]


METERS = task(1, "Meters", 1, Summary=1, Start="2027-01-04", Finish="2027-06-30")
TARIFF = task(4, "Tariff", 1, Summary=1, Start="2027-07-05", Finish="2027-12-01")


def test_tasks_of_the_first_level_are_projects_and_those_below_their_milestones(read: Any) -> None:
    file = read(
        schedule(
            task(0, "Grid programme", 0, Summary=1),
            METERS,
            task(2, "Design", Start="2027-01-04", Finish="2027-03-31", Milestone=0),
            task(3, "Installed", Start="2027-06-30", Finish="2027-06-30", Milestone=1),
            TARIFF,
            task(5, "Filed", Start="2027-12-01", Finish="2027-12-01", Milestone=1),
        )
    )
    meters, tariff = asked(file, "project")
    assert (meters["title"], meters["start"], meters["end"]) == ("Meters", "2027-01-04", "2027-06-30")
    assert [(each["project"], each["title"], each["forecast"]) for each in asked(file, "milestone")] == [
        (meters["key"], "Design", "2027-03-31"),
        (meters["key"], "Installed", "2027-06-30"),
        (tariff["key"], "Filed", "2027-12-01"),
    ]
    assert any("“Grid programme” (row 0) stands for the whole file" in note for note in file.notes)
    assert not file.faults
    assert not file.left_out


def test_another_level_makes_projects_of_what_lies_there(read: Any) -> None:
    text = schedule(
        task(1, "Programme", 1, Finish="2027-06-30"),
        task(2, "Meters", 2, Finish="2027-03-31"),
        task(3, "Installed", 3, Finish="2027-03-31"),
        task(4, "Tariff", 2, Finish="2027-06-30"),
    )
    one, two = read(text), read(text, level=2)
    assert titles(one, "project") == ["Programme"]
    assert titles(one) == ["Installed", "Tariff"]
    assert any("level 2 makes projects of its parts" in note for note in one.notes)
    assert titles(two, "project") == ["Meters", "Tariff"]
    assert named(two, "“Programme”: only groups")
    with pytest.raises(WrongCall, match="1 to 3"):
        read(text, level=4)


def test_without_summaries_each_task_is_a_project_and_milestones_are_of_the_file(read: Any) -> None:
    file = read(
        schedule(
            task(1, "Start", 1, Milestone=1, Finish="2027-01-04"),
            task(2, "Meters", 1, Start="2027-01-04", Finish="2027-03-31"),
            task(3, "Done", 1, Duration="PT0H0M0S", Finish="2027-03-31"),
        )
    )
    assert titles(file, "project") == ["Meters", "Grid programme"]
    home = {each["title"]: each["project"] for each in asked(file, "milestone")}
    keys = {each["title"]: each["key"] for each in asked(file, "project")}
    assert home == {"Meters": keys["Meters"], "Start": keys["Grid programme"], "Done": keys["Grid programme"]}


def test_a_milestone_has_its_baseline_its_forecast_and_when_it_was_given(read: Any) -> None:
    file = read(
        schedule(
            METERS,
            task(
                2,
                "Design",
                Finish="2027-04-15",
                PercentComplete=40,
                Deadline="2027-05-01",
                Notes="Ask Ann",
                baselines=baseline(1, "2027-02-01") + baseline(0, "2027-03-31"),
            ),
        )
    )
    (milestone,) = asked(file, "milestone")
    assert milestone["baseline"] == "2027-03-31"
    assert any(note.startswith("Further baselines") and "(1)" in note for note in file.notes)
    assert (milestone["forecast"], milestone["forecast_given"]) == ("2027-04-15", "2026-11-02")
    assert "actual" not in milestone
    assert named(file, "40 % complete")
    assert named(file, "deadline 1 May 2027")
    assert named(file, "its notes")


def test_what_is_done_has_its_actual_day_and_the_future_has_none(read: Any) -> None:
    file = read(
        schedule(
            METERS,
            task(2, "Designed", Finish="2026-10-01", ActualFinish="2026-10-02", PercentComplete=100),
            task(3, "Bought", Finish="2026-10-05", PercentComplete=100),
            task(5, "Installed", Finish="2027-02-01", ActualFinish="2027-02-01", PercentComplete=100),
        )
    )
    assert [each.get("actual") for each in asked(file, "milestone")] == ["2026-10-02", "2026-10-05", None]
    assert asked(file, "milestone")[2]["forecast"] == "2027-02-01"
    assert named(file, "done on 1 Feb 2027, which lies ahead")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, (None, None)),
        ({"PercentComplete": 30, "ActualStart": "2026-09-01"}, ("active", "2026-09-01")),
        (
            {"PercentComplete": 100, "ActualStart": "2026-09-01", "ActualFinish": "2026-10-01"},
            ("done", "2026-10-01"),
        ),
    ],
)
def test_a_project_is_active_or_done_since_when_its_task_is(
    read: Any, fields: dict[str, Any], status: tuple[str | None, str | None]
) -> None:
    (project,) = asked(
        read(schedule(task(1, "Meters", 1, Summary=1, **fields), task(2, "Design"))), "project"
    )
    assert (project.get("status"), project.get("status_day")) == status


def test_who_works_on_it_owns_it(read: Any) -> None:
    people = (
        "<Resources>"
        "<Resource><UID>1</UID><Name>Ann Reyes</Name><Type>1</Type></Resource>"
        "<Resource><UID>2</UID><Name>Ben</Name></Resource>"
        "<Resource><UID>3</UID><Name>Cable</Name><Type>0</Type></Resource>"
        "</Resources><Assignments>"
        + "".join(
            f"<Assignment><TaskUID>{one}</TaskUID><ResourceUID>{who}</ResourceUID></Assignment>"
            for one, who in ((2, 2), (3, 1), (5, 1), (5, 3))
        )
        + "</Assignments>"
    )
    file = read(schedule(METERS, *(task(uid, f"Step {uid}") for uid in (2, 3, 5)), rest=people))
    assert asked(file, "project")[0]["owner"] == "Ann Reyes"
    assert named(file, "also assigned: Ben")
    assert not named(file, "Cable")


def test_what_a_plan_has_no_place_for_is_named(read: Any) -> None:
    file = read(
        schedule(
            METERS,
            task(2, "Shelved", Active=0, Finish="2027-03-31"),
            task(3, "Weekly meeting", Recurring=1),
            task(5, "Weekly meeting 1", 3),
            task(6, "Other file", IsSubproject=1, SubprojectName="C:\\other.mpp"),
            task(7, "Of theirs", ExternalTask=1),
            task(8, "", 2, IsNull=1),
            task(9, "Phase", 2),
            task(10, "Installed", 3, links=link(2)),
            rest="<Calendars><Calendar><UID>1</UID></Calendar></Calendars>",
        )
    )
    assert titles(file) == ["Installed"]
    for words in ("inactive", "recurs", "lies below “Weekly meeting”", "another file", "is a phase"):
        assert named(file, words), words
    assert named(file, "its link to “Shelved” (row 2) is left out")[0].startswith(
        "grid.xml, sheet Tasks, row 10"
    )
    assert any("Of calendars only" in note for note in file.notes)
    assert any("Blank rows passed over: 1" in note for note in file.notes)


def test_steps_of_one_name_are_told_apart_by_their_phase_and_then_by_their_number(read: Any) -> None:
    file = read(
        schedule(
            METERS,
            task(2, "North", 2),
            task(3, "Install", 3),
            task(5, "install", 3),
            task(6, "South", 2),
            task(7, "Install", 3),
        )
    )
    assert titles(file) == ["North / Install (3)", "North / install (5)", "South / Install"]


def test_keys_and_ids_outlive_a_new_name_and_tell_files_apart(read: Any) -> None:
    def of(name: str, **header: str) -> list[str]:
        file = read(schedule(task(1, name, 1), task(2, f"{name} step"), header={"Name": "a.xml", **header}))
        return [asked(file, "project")[0]["key"], asked(file, "milestone")[0]["id"]]

    assert of("Meters", GUID="A") == of("Smart meters", GUID="A", Title="New")
    assert not set(of("Meters", GUID="A")) & set(of("Meters", GUID="B"))


def test_a_day_that_is_none_is_a_fault_with_its_place(read: Any) -> None:
    file = read(schedule(METERS, task(2, "Design", Finish="next spring")))
    assert [str(each) for each in file.faults] == [
        "grid.xml, sheet Tasks, row 2, column Finish: “next spring” is no day; it is passed over."
    ]
    assert titles(file) == ["Design"]


def test_the_first_day_that_a_program_knows_is_none(read: Any) -> None:
    fields = {"Deadline": "1970-01-01T00:00:00", "ActualFinish": "1984-01-01T00:00:00"}
    file = read(schedule(METERS, task(2, "Design", Finish="2027-03-31", **fields)))
    assert asked(file, "milestone")[0]["forecast"] == "2027-03-31"
    assert not file.faults
    assert not named(file, "deadline")


def test_a_finish_that_is_missing_comes_of_start_and_duration(read: Any) -> None:
    file = read(schedule(METERS, task(2, "Design", Start="2027-01-07", Duration="PT24H0M0S")))
    assert asked(file, "milestone")[0]["forecast"] == "2027-01-11"  # Thursday, Friday, Monday
    assert named(file, "11 Jan 2027 comes of its start and duration")


def test_a_task_planned_by_hand_has_no_day_where_it_says_words_or_nothing_yet(read: Any) -> None:
    day = {"Start": "2026-02-09", "Finish": "2026-02-09", "Duration": "PT8H0M0S"}
    file = read(
        schedule(
            METERS,
            task(2, "Permit", Manual=1, StartText="", FinishText="after the vote", **day),
            task(3, "Trench", Manual=1, StartText="", FinishText="", **day),
            task(5, "Cable", Manual=1, **day),
            task(6, "Energized", Manual=0, StartText="9 Feb", FinishText="9 Feb", **day),
        )
    )
    assert [each.get("forecast") for each in asked(file, "milestone")] == [
        None,
        None,
        "2026-02-09",
        "2026-02-09",
    ]
    assert named(file, "its finish is “after the vote”, which is no day: it is left empty")
    assert [each.row for each in places(file, "its finish is not planned yet")] == [3]


def test_a_cost_is_nobody(read: Any) -> None:
    rest = (
        "<Resources><Resource><UID>1</UID><Name>Travel</Name><Type>1</Type>"
        "<IsCostResource>1</IsCostResource></Resource></Resources>"
        "<Assignments><Assignment><TaskUID>2</TaskUID><ResourceUID>1</ResourceUID></Assignment></Assignments>"
    )
    assert "owner" not in asked(read(schedule(METERS, task(2, "Design"), rest=rest)), "project")[0]


# the whole file as one project


def test_on_level_0_the_file_is_one_project_and_each_task_its_milestone(read: Any) -> None:
    tasks = (
        task(0, "Grid", 0, PercentComplete=20, ActualStart="2026-10-05"),
        task(1, "Survey", 1, Start="2026-10-05", Finish="2026-11-02"),
        task(2, "Order", 1, Start="2026-11-03", Finish="2027-03-31", links=link(1)),
        task(3, "Works", 1, Start="2027-04-01", Finish="2027-06-30"),
        task(4, "Trench", 2, Start="2027-04-01", Finish="2027-06-30"),
    )
    people = (
        "<Resources><Resource><UID>1</UID><Name>Ann Reyes</Name></Resource></Resources>"
        "<Assignments><Assignment><TaskUID>2</TaskUID><ResourceUID>1</ResourceUID></Assignment></Assignments>"
    )
    file = read(schedule(*tasks, rest=people), level=0)
    (project,) = asked(file, "project")
    assert {name: project.get(name) for name in ("title", "owner", "start", "status", "status_day")} == {
        "title": "Grid programme",
        "owner": "Ann Reyes",
        "start": "2026-10-05",
        "status": "active",
        "status_day": "2026-10-05",
    }
    assert [each["title"] for each in asked(file, "milestone")] == ["Survey", "Order", "Trench"]
    assert {each["project"] for each in asked(file, "milestone")} == {project["key"]}
    assert not asked(file, "dependency")
    assert named(file, "“Works”: is a phase")


def test_a_list_without_groups_is_told_of_level_0(read: Any) -> None:
    flat = schedule(task(1, "Survey", 1, Finish="2026-11-02"), task(2, "Order", 1, Finish="2027-03-31"))
    assert any("level 0 makes one project of them" in note for note in read(flat).notes)
    assert not any("level 0 makes" in note for note in read(schedule(METERS, task(2, "Design"))).notes)


# what other programs write


@pytest.mark.parametrize(
    ("header", "start", "finish", "day"),
    [
        ({"MinutesPerDay": "1440"}, "T00:00:00", "T00:00:00", "2027-03-30"),
        ({"DefaultFinishTime": "00:00:00"}, "T00:00:00", "T00:00:00", "2027-03-30"),
        ({}, "T16:00:00", "T00:00:00", "2027-03-30"),
        ({}, "T00:00:00", "T00:00:00", "2027-03-31"),
        ({}, "T08:00:00", "T17:00:00", "2027-03-31"),
    ],
)
def test_a_finish_at_midnight_ends_the_day_before_where_the_file_knows_hours(
    read: Any, header: dict[str, str], start: str, finish: str, day: str
) -> None:
    fields = {"Start": f"2027-03-29{start}", "Finish": f"2027-03-31{finish}"}
    zero = "<Baseline><Number>0</Number><Start>{Start}</Start><Finish>{Finish}</Finish></Baseline>"
    text = schedule(
        task(1, "Meters", 1),
        task(2, "Design", 2, **fields, baselines=zero.format(**fields)),
        header={"Name": "a", **header},
    )
    (milestone,) = asked(read(text), "milestone")
    assert (milestone["forecast"], milestone["baseline"]) == (day, day)


def test_a_milestone_at_midnight_is_on_its_day(read: Any) -> None:
    fields = {"Start": "2027-03-31T00:00:00", "Finish": "2027-03-31T00:00:00"}
    text = schedule(METERS, task(2, "Filed", 2, **fields), header={"Name": "a", "MinutesPerDay": "1440"})
    assert asked(read(text), "milestone")[0]["forecast"] == "2027-03-31"


def test_files_of_one_title_that_a_program_gave_them_are_told_apart_by_their_names() -> None:
    def key(file: str, **header: str) -> str:
        found = read_mspdi(file, stored(schedule(task(1, "Survey", 1), header=header)), today=TODAY)
        return str(asked(found, "project")[0]["key"])

    assert key("north.xml", Title="Project1") != key("south.xml", Title="Project1")
    assert key("north.xml", Title="") != key("south.xml", Title="")
    assert key("north.xml", Title="Project1", GUID="A1") == key("south.xml", Title="Project1", GUID="A1")
    assert key("north.xml", Name="Project1.xml") != key("south.xml", Name="Project1.xml")
    assert key("north.xml", Title="Grid programme") == key("south.xml", Title="Grid programme")


def test_a_project_of_the_whole_file_has_the_file_s_name_where_its_title_says_nothing(read: Any) -> None:
    file = read(schedule(task(1, "Survey", 1), header={"Title": "Project1"}), level=0)
    assert titles(file, "project") == ["grid"]
    assert any("Keep its name" in note for note in file.notes)
    assert not any("Keep its name" in note for note in read(schedule(task(1, "Survey", 1))).notes)


def test_a_forecast_is_as_old_as_the_file_where_it_does_not_say_when_it_was_saved(read: Any) -> None:
    header = {"Name": "a", "StatusDate": "NA", "CurrentDate": "2026-10-01T12:09:00"}
    file = read(schedule(METERS, task(2, "Design", Finish="2027-03-31"), header=header))
    assert asked(file, "milestone")[0]["forecast_given"] == "2026-10-01"


def test_a_row_for_the_whole_file_needs_no_name(read: Any) -> None:
    file = read(schedule(task(0, "", 0), METERS, task(2, "Design")))
    assert "Row 0 stands for the whole file, and is no project." in file.notes


def test_without_a_namespace_levels_or_numbers_it_is_read_all_the_same(read: Any) -> None:
    file = read(
        schedule(
            "<Task><Name>Meters</Name><WBS>1</WBS></Task>",
            "<Task><Name>Design</Name><WBS>1.1</WBS><Finish>2027-03-31</Finish></Task>",
            header={"Name": "plain"},
            space="",
        )
    )
    assert titles(file, "project") == ["Meters"]
    assert titles(file) == ["Design"]


def test_levels_that_count_from_zero_are_taken_one_down(read: Any) -> None:
    file = read(
        schedule(
            task(1, "Meters", 0),
            task(2, "Design", 1, Finish="2027-03-31"),
            task(3, "Tariff", 0),
            task(4, "Filed", 1),
        )
    )
    assert titles(file, "project") == ["Meters", "Tariff"]
    assert titles(file) == ["Design", "Filed"]


def test_the_first_task_of_a_program_that_counts_from_zero_is_a_task(read: Any) -> None:
    file = read(schedule(task(0, "Meters", 1), task(1, "Design", 2)))
    assert titles(file, "project") == ["Meters"]
    assert titles(file) == ["Design"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_any_encoding_that_the_file_names(read: Any, encoding: str) -> None:
    text = schedule(task(1, "Zähler", 1), task(2, "Prüfung")).replace(
        '"1.0"', f'"1.0" encoding="{encoding.removesuffix("-sig")}"'
    )
    assert titles(read(text.encode(encoding)), "project") == ["Zähler"]


def test_texts_are_data(read: Any) -> None:
    name = "=cmd|'/c calc' [b]{{ x }} <script>"
    assert titles(read(schedule(METERS, task(2, name)))) == [name]


def test_a_text_that_a_plan_cannot_hold_is_a_fault_and_the_task_is_called_by_its_number(read: Any) -> None:
    file = read(schedule(METERS, task(2, "x" * 401), task(3, "bell\x9bx"), task(5, "x" * 400)))
    assert titles(file) == ["Task 2", "Task 3", "x" * 400]
    assert [(each.place.row, each.place.column) for each in file.faults] == [(2, "Name"), (3, "Name")]


# what is refused


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Save it as XML"),
        (b"PK\x03\x04", "no XML"),
        (b"", "no XML"),
        (b"<APIBusinessObjects/>", "Primavera"),
        (b'<project name="Works" view-date="2027-01-04"/>', "GanttProject"),
        (b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "Save it as .xlsx"),
        (b"<html><body/></html>", "begins with <html>"),
        (schedule(METERS).encode()[:-40], "line 2 is damaged, or it breaks off"),
        (b'<!DOCTYPE Project [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><Project>&c;</Project>', "entities"),
        (b'<!DOCTYPE Project [<!ENTITY a SYSTEM "file:///etc/passwd">]><Project>&a;</Project>', "entities"),
        (b"<Project>" + b"<a>" * 100, "nested more than 64"),
    ],
)
def test_what_is_no_schedule_is_refused_with_a_message(read: Any, text: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read(text)


def test_a_schedule_without_tasks_is_told(read: Any) -> None:
    with pytest.raises(Unreadable, match="without tasks"):
        read(schedule(task(0, "Grid", 0), task(1, "", 1, IsNull=1)))


def test_a_binary_project_file_says_how_to_save_it() -> None:
    begin = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    with pytest.raises(Unreadable, match="XML Format"):
        read_content("grid.mpp", begin + bytes(512), Options(), real_roadmap, TODAY)


def test_more_tasks_than_the_bound_are_refused(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("te_planner.exchange.imports.mspdi_file.MAX_TASKS", 2)
    with pytest.raises(Unreadable, match="more than 2 tasks"):
        read(schedule(METERS, task(2, "A"), task(3, "B")))


def test_a_text_beyond_the_bound_is_refused(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("te_planner.exchange.imports.mspdi_file.MAX_TEXT", 50_000)
    with pytest.raises(Unreadable, match="longer than any"):
        read(b"<Project><Title>" + b"&#65;a" * 30_000 + b"</Title></Project>")
