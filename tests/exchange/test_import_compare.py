"""A file against the plan: matched by key, then by name; new, changed, the same, or in conflict."""

import os
from pathlib import Path
from typing import Any

import pytest

from support.importing import preview, read, take_in, workbook
from support.plans import TODAY, copied, real_roadmap
from te_planner.errors import WrongCall
from te_planner.exchange.imports.apply import apply_preview
from te_planner.exchange.imports.options import Options
from te_planner.exchange.imports.preview import Item
from te_planner.exchange.imports.read import read_file
from te_planner.exchange.planfile.export import plan_yaml
from te_planner.plan import edits
from te_planner.plan.journal import read_journal, verify_chain
from te_planner.plan.snapshot import Snapshot
from te_planner.plan.store import open_plan
from te_planner.plan.transaction import apply, undo


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return copied("harborview", tmp_path)


def snapshot(path: Path) -> Snapshot:
    with open_plan(path) as opened:
        return opened.snapshot()


def items(path: Path, text: str, **options: Any) -> list[Item]:
    return list(preview(path, read(text, **options)).items)


def one(path: Path, text: str, **options: Any) -> Item:
    (found,) = items(path, text, **options)
    return found


CAIDI = "Average time to restore a customer (CAIDI, IEEE 1366)"
MESSY = {
    "Projects": [
        ["Portfolio", None, None],
        ["Key", "Project", "Owner", "Start", "Finish", "Status"],
        ["P-04", "AMI replacement", "A. New", None, "30 Sep 2027", None],
        ["P-90", "Line sensors, second batch ", "D. Whitfield", "2027-02-01", "2028-01-31", "approved"],
        [None, "Neighbourhood batteries", "T. Nakamura", "2027-05-01", "2029-05-01", None],
        ["Total", None, None],
    ],
    "Milestones": [
        ["Project", "Milestone", "Due", "Forecast", "Done", "Enabler"],
        ["P-90", "Sites chosen", "2027-06-30", "2027-07-15", None, "PCE01.1"],
        ["P-90", "Half of them installed", "2027-12-31", None, None, None],
        ["Neighbourhood Batteries", "Contract signed", "2027-09-30", None, "2026-11-01", None],
        ["P-02", "Load flow solves daily", None, None, None, None],
    ],
    "Contributions": [["Project", "Enabler", "Share"],
                      ["P-90", "PCE01.1", "40 %"], ["P-01", "BME02.1", "60 %"]],
    "Dependencies": [["Project", "Waits for", "Lag"], ["P-90", "P-01", 10]],
    "Budget": [["Project", "Year", "Kind", "Planned"], ["P-90", 2027, "capital", "$1,250,000"],
               ["P-01", 2022, "capital", 1450000]],
    "Statements": [["Cell", "Answer", "Since", "Made by", "Evidence"],
                   ["PCE01.1", "in place", "2026-10-01", "D. Whitfield", "Acceptance report | p. 3"]],
    "Measures": [["Benefit", "Measure", "Unit", "Better", "Target"],
                 ["PCB01.1", CAIDI, "minutes", "down", 70]],
    "Readings": [["Measure", "Day", "Value"], [f"PCB01.1/{CAIDI}",
                 "2026-10-31", 81.5]],
}  # fmt: skip


def test_a_whole_workbook_goes_in_as_one_change_that_one_undo_takes_back(plan: Path) -> None:
    before = snapshot(plan)
    with open_plan(plan) as opened:
        entries = len(read_journal(opened))
    shown = take_in(plan, read(workbook(**MESSY), "ours.xlsx"))
    assert shown.counts == {"new": 11, "changed": 2, "same": 2, "conflict": 0, "not understood": 0}
    after = snapshot(plan)
    added = {each.title: each for each in after.projects if each not in before.projects}
    assert added["Line sensors, second batch"].key == "P-90"
    assert added["Neighbourhood batteries"].key == "P-91"
    assert added["AMI replacement"].owner == "A. New"
    signed = next(each for each in after.milestones if each.title == "Contract signed")
    assert (signed.project_id, signed.actual_day) == (added["Neighbourhood batteries"].id, "2026-11-01")
    sites = next(each for each in after.milestones if each.title == "Sites chosen")
    assert (sites.forecast_day, sites.forecast_given_day, sites.cell) == ("2027-07-15", TODAY, "PCE01.1")
    with open_plan(plan) as opened:
        last = read_journal(opened)[-1]
        assert len(read_journal(opened)) == entries + 1
        assert last.summary == shown.summary
        assert last.summary.startswith("Import 3 projects, ")
        assert last.summary.endswith(" from ours.xlsx")
        undo(opened, today=TODAY, who="ann")
        assert opened.snapshot()._replace(head=before.head) == before
        assert verify_chain(opened) == []


def test_the_same_file_twice_changes_nothing(plan: Path) -> None:
    file = read(workbook(**MESSY), "ours.xlsx")
    take_in(plan, file)
    before = snapshot(plan)
    again = preview(plan, file)
    assert {state for state, count in again.counts.items() if count} == {"same"}
    assert again.edits == ()
    with pytest.raises(WrongCall, match="already"):
        take_in(plan, file)
    assert snapshot(plan) == before


@pytest.mark.parametrize(
    "texts",
    [
        # a project gets another title, and the old one or the new one is named by other rows
        ["Key,Title\nP-01,Delta wing\n,Feeder sensors and automated reclosers"],
        ["Key,Title\nP-04,Alpha", "Project,Year,Kind,Planned\nAlpha,2033,capital,5"],
        ["Key,Title\nP-03,Alpha",
         "Project,Milestone,Baseline\nInterconnection reform and inverter settings standard,M3,2026-03-01\n"
         "P-03,M3,2028-01-01"],
        ["Key,Title\nP-40,AMI replacement\nP-04,Alpha"],
        ["Key,Title,Owner\n,Feeder sensors and automated reclosers,Bob\n"
         "P-02,feeder sensors and automated reclosers,Ann\nP-01,Beta,Ann"],
        # one row of a project is refused, another not
        ["Key,Title,Owner\nX-1,,Bob\nX-1,alpha,Ann\nX-2,beta,"],
        ["Key,Title,Owner\nx-1,AMI replacement,Ann\nX-1,Alpha,\nX-2,beta,"],
        ["Key,Title,Owner\nX-1,Alpha,\nx-1,,Bob"],
        ["Key,Title,Note,Status day\nP-01,,one,2026-01-01\n,AMI replacement,a,\nP-04,,two,2026-02-01"],
        ["Title,Owner\nDelta wing,ann\nDelta wing,ann\nDelta wing,bob"],
        # what became of a project
        ["Key,Title,Status,Status day\nX-1,,active,2026-02-01\nX-1,Alpha,approved,2026-01-01\n"
         "X-1,,active,2026-02-01\nX-1,,done,\nX-2,beta,,"],
        ["Key,Title,Note,Status,Status day\n,P-02,n,done,\np-02,,,proposed,2026-05-05"],
        # a milestone gets another title by its id, and that is another's, or becomes free
        ["Project,Milestone,Id\nP-01,Sensors on all 41 feeders,{0}\nP-01,Third,{2}\nP-01,Second,{1}",
         "Project,Milestone,Id\nP-01,Second,{2}\nP-01,,\nP-01,First,{1}"],
        ["Project,Milestone,Id\nP-01,Second,{0}\nP-01,First,{1}\n"
         "P-01,Radio survey and sites fixed,\nP-01,second,"],
        ["Project,Milestone,Id\nP-01,new,\nP-01,New,{0}"],
        # what several rows say of one cell in one place
        ["Cell,Answer\nPCE01.1,partly\nPCE01.1,in place"],
        ["Cell,Answer,Since\nBME02.1,not in place,\nBME02.1,partly,2026-11-24"],
        ["Cell,Answer,Evidence\nRPE01.1,partly,Report A | p. 1\nRPE01.1,partly,Report B | p. 2"],
        ["Benefit,Measure,Better\nPCB01.1,Hours out,down",
         "Measure,Day,Value\nHours out,2026-01-01,1\nPCB01.1/hours OUT,2026-01-01,2"],
    ],
)  # fmt: skip
def test_a_file_at_odds_with_itself_changes_nothing_the_second_time(plan: Path, texts: list[str]) -> None:
    ids = [each.id for each in snapshot(plan).milestones[:3]]
    files = [read(text.format(*ids), f"{n}.csv") for n, text in enumerate(texts)]
    take_in(plan, *files, skip_faults=True)
    assert preview(plan, *files).edits == ()


def test_a_share_in_all_systems_and_another_in_one_of_them_are_asked(tmp_path: Path) -> None:
    rivers = copied("tri-rivers", tmp_path)
    places = [each.name for each in snapshot(rivers).systems]
    key = snapshot(rivers).projects[0].key
    rows = [f"{key},PCE01.3,{place},{share}" for place, share in (("all", "40 %"), (places[0], "40 %"))]
    text = "\n".join(["Project,Enabler,System,Share", *rows, f"{key},PCE01.3,{places[-1]},60 %"])
    assert [each.state for each in items(rivers, text)] == ["new", "same", "conflict"]


def test_a_plans_own_file_is_the_same_and_goes_into_another(plan: Path, tmp_path: Path) -> None:
    whole = plan_yaml(snapshot(plan), real_roadmap().label)
    own = read(whole, "ours.yaml")
    assert {state for state, count in preview(plan, own).counts.items() if count} == {"same"}
    other = copied("empty", tmp_path)
    with open_plan(other) as opened:
        apply(opened, edits.add_system, roadmap=real_roadmap(), today=TODAY, who="ann",
              name="Harborview", region="City of Harborview")  # fmt: skip
    named = [each for each in own.asked if not each.values.get("driver")]  # drivers are not imported
    shown = take_in(other, own._replace(parts=(named,)))
    assert shown.refused == ()
    ours, theirs = snapshot(plan), snapshot(other)
    assert [each[1:] for each in theirs.projects] == [each[1:] for each in ours.projects]
    assert len(theirs.milestones) == len(ours.milestones)
    assert len(theirs.contributions) == len(ours.contributions)
    assert sorted(each.lag_days for each in theirs.dependencies) == sorted(
        each.lag_days for each in ours.dependencies
    )
    assert sorted(each[2:] for each in theirs.budget_lines) == sorted(each[2:] for each in ours.budget_lines)
    assert {(each.status, each.day) for each in theirs.status_changes} == {
        (each.status, each.day) for each in ours.status_changes
    }
    left = " ".join(each.text for each in own.left_out)
    assert "new PLAN --from ours.yaml" in left


def test_a_key_that_the_file_gives_later_is_made_up_for_no_other(plan: Path) -> None:
    found = items(plan, "Key,Title\n,One\nP-17,Two\n")
    assert [each.what for each in found] == ["P-17 Two", "P-18 One"]  # a title without a key comes last


def test_a_key_is_made_up_as_an_edit_makes_it_up(plan: Path) -> None:
    with open_plan(plan) as opened:
        for key in ("p-1234567890", None):
            apply(opened, edits.add_project, roadmap=real_roadmap(), today=TODAY, who="ann",
                  title=f"Key {key}", key=key)  # fmt: skip
        assert any(each.key == "P-1234567891" for each in opened.snapshot().projects)
    assert one(plan, "Title\nOne").what == "P-1234567892 One"
    long = "9" * 50  # no key at all, so that none comes after it
    assert [each.state for each in items(plan, f"Key,Title\nP-{long},Long\n,One")] == [
        "not understood", "new",
    ]  # fmt: skip


def test_nothing_that_the_file_lacks_is_removed(plan: Path) -> None:
    before = snapshot(plan)
    take_in(plan, read("Key,Owner\nP-01,Somebody\n"))
    after = snapshot(plan)
    assert len(after.projects) == len(before.projects)
    assert [each for each in after.projects if each.key != "P-01"] == [
        each for each in before.projects if each.key != "P-01"
    ]
    assert (
        next(each for each in after.projects if each.key == "P-01").title
        == "Feeder sensors and automated reclosers"
    )


def test_a_project_is_found_by_its_key_in_any_case_then_by_its_title(plan: Path) -> None:
    by_key = one(plan, "Key,Title\np-04,AMI replacement and more\n")
    assert (by_key.state, by_key.what) == ("changed", "P-04 AMI replacement")
    assert [(each.value, each.old, each.new) for each in by_key.differences] == [
        ("title", "AMI replacement", "AMI replacement and more")
    ]
    by_title = one(plan, "Project,Owner\n ami  REPLACEMENT ,Ann\n")
    assert (by_title.state, by_title.what) == ("changed", "P-04 AMI replacement")
    assert "title" in by_title.now or by_title.now == {"owner": "Ann"}


def test_a_title_that_only_differs_in_case_is_no_change(plan: Path) -> None:
    assert one(plan, "Project\nami  REPLACEMENT\n").state == "same"
    assert one(plan, "Project,Milestone,Weight\nP-02,load  flow SOLVES daily,2\n").state == "same"


def test_never_by_where_a_row_stands(plan: Path) -> None:
    first, second = items(plan, "Key,Owner\nP-02,Ann\nP-01,Bob\n")
    assert (first.what[:4], second.what[:4]) == ("P-02", "P-01")


@pytest.mark.parametrize(
    ("text", "state", "said"),
    [
        ("Key,Title\nX-9,AMI replacement\n", "conflict", "P-04"),
        ("Key,Title\nX-9,\n", "not understood", "no title"),
        ("Key,Title\nX 9,New one\n", "not understood", "cannot be a key"),
        ("Key,Start\nP-04,2030-01-01\n", "not understood", "before the start"),
        ("Key,Status,Status day\nP-04,done,2030-01-01\n", "not understood", "future"),
        ("Project,Milestone\nP-99,Done\n", "conflict", "no project “P-99”"),
        ("Project,Milestone,Done\nP-04,New step,2030-01-01\n", "not understood", "future"),
        ("Project,Milestone,Enabler\nP-04,New step,XXE99.1\n", "not understood", "enabler cell"),
        ("Project,Milestone,Weight\nP-04,New step,0\n", "not understood", "1 to 1000"),
        ("Project,Cell\nP-04,RPR01.1\n", "not understood", "enabler"),
        ("Project,Cell,System,Share\nP-04,RPE02.1,Elsewhere,10%\n", "conflict", "no system “Elsewhere”"),
        ("Project,Waits for\nP-04,P-04\n", "conflict", "itself"),
        ("Project,Year,Kind,Planned\nP-04,1492,capital,5\n", "not understood", "1492"),
        ("Project,Year,Planned\nP-04,2027,5\n", "not understood", "capital or operating"),
        ("Project,Year,Kind,Planned\nP-04,2027,capital,5.0012\n", "not understood", "cents"),
        ("Cell,Since\nRPE01.1,2030-01-01\n", "not understood", "future"),
        ("Benefit,Measure,Unit\nPCB01.1,Something new,MW\n", "not understood", "up or down"),
        ("KPI,Date,Value\nNo such figure,2026-01-01,5\n", "conflict", "no measure"),
        ("Driver,Date,Value\nWind,2026-01-01,5\n", "conflict", "no driver"),
    ],
)
def test_what_cannot_be_says_why_and_where(plan: Path, text: str, state: str, said: str) -> None:
    found = one(plan, text)
    assert found.state == state
    assert said in found.text
    assert (found.place.file, found.place.row) == ("theirs.csv", 2)
    assert found.edits == ()


def test_two_projects_of_one_title_are_a_conflict(plan: Path) -> None:
    take_in(plan, read("Key,Title\nA-1,Twins\nA-2,Twins\n"))
    assert "A-1, A-2" in one(plan, "Project,Owner\nTwins,Ann\n").text
    assert "A-1, A-2" in one(plan, "Project,Milestone\nTwins,Step\n").text


def test_a_thing_that_stands_twice_is_taken_once_or_asked(plan: Path) -> None:
    same = items(plan, "Key,Title\nX-1,One\nX-1,One\n")
    assert [each.state for each in same] == ["new", "same"]
    other = items(plan, "Key,Title\nX-1,One\nX-1,Two\n")
    assert [each.state for each in other] == ["new", "conflict"]
    assert "row 2" in other[1].text
    steps = items(plan, "Project,Milestone,Date\nP-04,S,2027-01-01\nP-04, s ,2027-02-01\n")
    assert [each.state for each in steps] == ["new", "conflict"]


def test_a_circle_of_dependencies_is_refused_wherever_it_closes(plan: Path) -> None:
    text = "Project,Waits for\nX-1,X-2\nX-2,X-3\nX-3,X-1\n"
    projects = read("Key,Title\nX-1,One\nX-2,Two\nX-3,Three\n", "projects.csv")
    found = preview(plan, read(text), projects)
    assert [each.state for each in found.items] == ["new"] * 5 + ["conflict"]
    assert "circle" in found.items[-1].text


def test_a_milestone_is_changed_by_what_the_file_says_of_it(plan: Path) -> None:
    text = (
        "Project,Milestone,Baseline,Forecast,Actual,Enabler\n"
        "P-02,Load flow solves daily,2024-10-01,2025-01-15,2025-02-01,DAE04.2\n"
    )
    found = one(plan, text)
    assert [each.value for each in found.differences] == [
        "baseline", "cell", "system", "forecast", "forecast_given", "actual"
    ]  # fmt: skip
    take_in(plan, read(text))
    row = next(each for each in snapshot(plan).milestones if each.title == "Load flow solves daily")
    assert (row.baseline_day, row.forecast_day, row.actual_day, row.cell) == (
        "2024-10-01", "2025-01-15", "2025-02-01", "DAE04.2"
    )  # fmt: skip
    assert one(plan, text).state == "same"


def test_faults_are_skipped_only_when_asked(plan: Path) -> None:
    file = read("Key,Title,Start\nX-1,Good,2027-01-01\nX-2,Bad,someday\nP-04,,2040-01-01\n")
    before = snapshot(plan)
    with pytest.raises(WrongCall, match="not understood: 2"):
        take_in(plan, file)
    assert snapshot(plan) == before
    take_in(plan, file, skip_faults=True)
    assert {each.key for each in snapshot(plan).projects} - {each.key for each in before.projects} == {"X-1"}


def test_a_new_project_that_is_refused_is_there_for_no_other_row(plan: Path) -> None:
    projects = read("Key,Title,Status,Status day\nX-1,Late,active,2099-01-01\nX-2,Good,,\n", "p.csv")
    steps = read("Project,Milestone\nX-1,Step\nX-2,Step\n", "m.csv")
    shown = take_in(plan, projects, steps, skip_faults=True)
    assert [(each.state, each.what) for each in shown.items] == [
        ("not understood", "X-1 Late"), ("new", "X-2 Good"), ("conflict", "X-1 Step"), ("new", "X-2/Step"),
    ]  # fmt: skip


def test_a_files_name_that_no_journal_can_hold_is_told_with_visible_signs(plan: Path) -> None:
    name = os.fsdecode(b"n\xff\x1b.csv")
    try:
        (plan.parent / name).write_text("Key,Title\nX-1,One\n", encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("no file can be called so here")
    held = read_file(plan.parent / name, Options(), real_roadmap, TODAY)
    assert take_in(plan, held).summary == "Import 1 project from n\ufffd\ufffd.csv"


class Stopped(Exception):
    """What a screen raises when somebody cancels."""


@pytest.mark.parametrize("after", [1, 2, 3])
def test_a_cancel_leaves_the_plan_as_it_was(plan: Path, after: int) -> None:
    rows = "".join(f"X-{n},Project {n}\n" for n in range(250))
    shown = preview(plan, read(f"Key,Title\n{rows}"))
    calls = 0

    def progress(done: int, total: int) -> None:
        nonlocal calls
        calls += 1
        assert 0 < done <= total == 250
        if calls == after:
            raise Stopped

    before = snapshot(plan)
    with open_plan(plan) as opened, pytest.raises(Stopped):
        apply_preview(opened, shown, roadmap=real_roadmap(), today=TODAY, who="ann", progress=progress)
    assert snapshot(plan) == before


def test_a_plan_that_was_changed_since_the_preview_is_looked_at_again(plan: Path) -> None:
    shown = preview(plan, read("Key,Owner\nP-01,Ann\n"))
    take_in(plan, read("Key,Owner\nP-02,Bob\n"))
    with open_plan(plan) as opened, pytest.raises(WrongCall, match="changed since the preview"):
        apply_preview(opened, shown, roadmap=real_roadmap(), today=TODAY, who="ann")


@pytest.mark.parametrize("count", [3, 60])
def test_many_at_once_are_as_each_by_itself(tmp_path: Path, count: int) -> None:
    """Above a few, rows are made together: the same checks, the same rows, the same journal."""
    plan = copied("harborview", tmp_path)
    projects = "Key,Title,Owner,Start,End,Status,Status day,Note\n" + "".join(
        f"X-{n},Project {n},Ann,2027-01-01,2028-01-0{1 + n % 9},active,2026-03-01,a note\n"
        for n in range(count)
    )
    steps = "Project,Milestone,Baseline,Forecast,Forecast given,Actual,Weight,Enabler\n" + "".join(
        f"X-{n},Step,2027-02-01,2027-03-01,2026-10-01,2026-11-01,2,PCE01.1\n" for n in range(count)
    )
    take_in(plan, read(projects, "p.csv"), read(steps, "m.csv"))
    after = snapshot(plan)
    made = {each.id: each for each in after.projects if each.key.startswith("X-")}
    assert sorted(each[1:] for each in made.values()) == sorted(
        (f"X-{n}", f"Project {n}", "Ann", "2027-01-01", f"2028-01-0{1 + n % 9}", "a note", False)
        for n in range(count)
    )
    own = [each for each in after.milestones if each.project_id in made]
    system = after.systems[0].id
    assert {each[2:-1] for each in own} == {
        ("Step", 2, "2027-02-01", "2027-03-01", "2026-10-01", "2026-11-01", "PCE01.1", system)
    }
    assert len({each.seq for each in after.milestones}) == len(after.milestones)
    statuses = [each for each in after.status_changes if each.project_id in made]
    assert {(each.status, each.day) for each in statuses} == {("active", "2026-03-01")}
    with open_plan(plan) as opened:
        assert verify_chain(opened) == []
        undo(opened, today=TODAY, who="ann")
        assert not any(each.key.startswith("X-") for each in opened.snapshot().projects)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"key": "P-01"}, "already"),
        ({"key": "X 1"}, "blank"),
        ({"key": "X-0"}, "already"),
        ({"title": ""}, "empty"),
        ({"title": "\x1b[2J"}, "U\\+001B"),
        ({"start": "2028-01-01", "end": "2027-01-01"}, "before the start"),
        ({"status": "sleeping"}, "no status"),
    ],
)
def test_many_at_once_refuse_what_each_would_refuse(plan: Path, values: dict[str, Any], said: str) -> None:
    changes = [("add_project", {"key": f"X-{n}", "title": f"Project {n}"}) for n in range(40)]
    changes.append(("add_project", {"key": "X-99", "title": "The bad one", **values}))
    before = snapshot(plan)
    with open_plan(plan) as opened, pytest.raises(WrongCall, match=said):
        apply(opened, edits.change_several, roadmap=real_roadmap(), today=TODAY, who="ann",
              changes=changes, summary="Many")  # fmt: skip
    assert snapshot(plan) == before
