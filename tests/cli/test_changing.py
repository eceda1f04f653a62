"""The commands that change: each edit of the plan, one command, one journal entry, which undo takes back."""

import json
from pathlib import Path

import pytest

from support.calling import Ran, Run
from support.plans import copied
from te_planner.cli.commands import all_commands
from te_planner.plan import edits
from te_planner.plan.snapshot import Snapshot
from te_planner.plan.store import open_plan


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return copied("empty", tmp_path)


def snapshot(path: Path) -> Snapshot:
    with open_plan(path) as found:
        return found.snapshot()


def done(ran: Ran) -> str:
    assert ran.code == 0, ran.err
    assert ran.err == ""
    return ran.out


SCREEN_ONLY = ("add_mapped_project", "change_several")
"""Each of the changes that they make at once has a command of its own."""


def test_every_edit_has_a_command() -> None:
    commands = {each.edit for each in all_commands().values() if each.edit}
    missing = set(edits.__all__) - commands - {"void_statement", "end_statement", *SCREEN_ONLY}
    assert missing == set()
    assert commands - {"withdraw"} <= set(edits.__all__)


def test_a_plan_can_be_made_from_nothing(run: Run, plan: Path) -> None:
    def do(*words: str) -> str:
        return done(run(*words, "-p", plan, "--who", "Ann"))

    assert "North" in do("add", "region", "North")
    do("add", "system", "Harbor", "--region", "North", "--note", "41 feeders")
    do("add", "project", "Rate design", "--owner", "Bo", "--start", "2026-01-01", "--status", "active")
    do("add", "project", "Later", "--key", "P-07")
    do("set", "status", "P-07", "approved", "--day", "2026-05-01")
    do("set", "project", "P-07", "--title", "Later still", "--end", "2028-01-01")
    do("set", "budget", "P-01", "2026", "operating", "1,250,000.50", "--docket", "UB-1")
    do("set", "dependency", "P-07", "--on", "P-01", "--lag", "30")
    do("map", "P-01", "rpe01.1", "--share", "60%")
    do("add", "milestone", "P-01", "Filed", "--day", "2026-10-01", "--weight", "2", "--cell", "RPE01.1")
    do("milestone", "add", "P-01", "Heard", "--day", "2027-01-15")
    do("milestone", "forecast", "P-01/Heard", "2027-03-01")
    do("milestone", "done", "P-01/Filed", "--day", "2026-10-05")
    do("milestone", "reopen", "P-01/Filed")
    do("milestone", "change", "P-01/Filed", "--title", "Testimony filed")
    do("attest", "RPE01.1", "--evidence", "Order 1 | Docket 2, p. 3", "--since", "2026-02-01", "--review",
       "2027-02-01", "--extent", "2/3 feeders")  # fmt: skip
    do("attest", "RPE02.1", "--region", "North", "--answer", "partly")
    do("observe", "BME01.1", "--evidence", "Survey | https://example.org/survey")
    do("pick", "value", "2", "--since", "2026-03-01", "--evidence", "Tariff | Sheet 14")
    do("set", "not-applicable", "RPE05.2", "--reason", "One city")
    do("set", "applicable", "RPE05.2")
    do("waive", "RPB02.2", "RPE04.2", "--reason", "Ours is law")
    do("remove", "requirement-change", "RPB02.2", "RPE04.2")
    do("add", "requirement", "RPB02.2", "RPE01.1", "--reason", "We need it")
    do("set", "plan", "--name", "Harbor plan")
    do("remove", "contribution", "P-01", "RPE01.1")
    do("remove", "dependency", "P-07", "--on", "P-01")
    do("remove", "milestone", "P-01/Heard")
    do("remove", "project", "P-07")
    got = snapshot(plan)
    assert got.plan.name == "Harbor plan"
    assert [each.key for each in got.projects] == ["P-01"]
    assert [each.title for each in got.milestones] == ["Testimony filed"]
    assert {each.cell: each.made_by for each in got.statements} == dict.fromkeys(
        ("RPE01.1", "RPE02.1", "BME01.1"), "Ann"
    )
    entries = json.loads(run("log", "-p", plan, "--limit", "0", "--format", "json").out)["entries"]
    assert len(entries) == 30
    assert {each["who"] for each in entries} == {"Ann", "planner"}


def test_statements_can_be_withdrawn_and_proven(run: Run, plan: Path) -> None:
    done(run("add", "system", "Harbor", "--region", "North", "-p", plan))
    done(run("attest", "RPE01.1", "-p", plan, "--since", "2026-01-01"))
    first = snapshot(plan).statements[0].id
    done(run("add", "evidence", first[:8], "Order | p. 3", "-p", plan))
    done(run("withdraw", first[:8], "--reason", "repealed", "--from", "2026-06-01", "-p", plan))
    assert snapshot(plan).statements[0].ended_from == "2026-06-01"
    done(run("undo", "-p", plan))
    done(run("withdraw", first[:8], "--reason", "a slip", "-p", plan))
    assert snapshot(plan).statements[0].void_reason == "a slip"
    assert "voided: a slip" in run("attestations", "--withdrawn", "-p", plan).out


def test_undo_takes_back_and_redo_makes_again(run: Run, plan: Path) -> None:
    done(run("add", "project", "One", "-p", plan, "--why", "the board asked"))
    before = snapshot(plan).projects
    assert "Undo" in done(run("undo", "-p", plan))
    assert snapshot(plan).projects == ()
    assert "Redo" in done(run("redo", "-p", plan))
    assert snapshot(plan).projects == before
    assert "the board asked" in run("log", "-p", plan).out
    nothing = run("redo", "-p", plan)
    assert nothing.code == 2
    assert "nothing to redo" in nothing.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("map", "P-99", "RPE01.1"), "P-99"),
        (("map", "P-01", "RPE77.1"), "RPE77.1"),
        (("map", "P-01", "RPE01.1", "--share", "130"), "130"),
        (("map", "P-01", "RPE01.1", "--share", "lots"), "lots"),
        (("attest", "RPE01.1", "--evidence", "just a note"), "no evidence"),
        (("attest", "RPE01.1", "--evidence", "file:nowhere.pdf"), "nowhere.pdf"),
        (("attest", "RPE01.1", "--since", "2026-02-31"), "2026-02-31"),
        (("attest", "RPE01.1", "--since", "2030-01-01"), "future"),
        (("attest", "RPE01.1", "--answer", "perhaps"), "perhaps"),
        (("milestone", "done", "P-01/Nothing"), "Nothing"),
        (("add", "project", ""), "empty"),
        (("add", "project", "a\x1b[31mb"), "U+001B"),
        (("set", "status", "P-01", "asleep"), "asleep"),
        (("set", "budget", "P-01", "soon", "capital", "1"), "soon"),
        (("waive", "RPB02.2", "RPE04.2"), "--reason"),
        (("undo", "now"), "now"),
    ],
)
def test_what_cannot_be_is_refused_in_three_lines_and_changes_nothing(
    run: Run, plan: Path, words: tuple[str, ...], says: str
) -> None:
    done(run("add", "system", "Harbor", "--region", "North", "-p", plan))
    done(run("add", "project", "One", "-p", plan))
    before = snapshot(plan)
    ran = run(*words, "-p", plan)
    assert ran.code in (2, 3)
    assert says in ran.err
    assert 1 <= len(ran.err.splitlines()) <= 3
    assert ran.out == ""
    assert snapshot(plan) == before


def test_typed_text_comes_back_as_it_was(run: Run, plan: Path) -> None:
    title = "[bold]=1+1 <script> \u202e😀 100 % {x}"
    done(run("add", "project", title, "-p", plan))
    assert title in run("projects", "-p", plan).out
    rows = json.loads(run("projects", "-p", plan, "--format", "json").out)["projects"]
    assert rows[0]["title"] == title
    formula = "=HYPERLINK(1)"
    done(run("set", "project", "P-01", "--title", formula, "-p", plan))
    ran = run("projects", "-p", plan, "--format", "csv")
    assert f"'{formula}" in ran.out
    assert "spreadsheet" in ran.err


def test_evidence_given_twice_in_one_call_is_kept_once(run: Run, plan: Path) -> None:
    for words in (("region", "North"), ("system", "S")):
        done(run("add", *words, "-p", plan))
    twice = ("--evidence", "Order 1 | Docket 2") * 2
    done(run("attest", "RPE01.1", *twice, "-p", plan))
    assert [each.title for each in snapshot(plan).evidence] == ["Order 1"]


def test_days_are_read_as_people_type_them(run: Run, plan: Path) -> None:
    added = run("-p", plan, "add", "project", "Sensors", "--start", "2027-01", "--end", "Q2 2028")
    assert added.code == 0
    listed = run("-p", plan, "projects", "--format", "csv").out
    assert "2027-01-01" in listed
    assert "2028-06-30" in listed
    assert run("-p", plan, "milestone", "add", "P-01", "Trial", "--day", "+6m").code == 0
    assert run("-p", plan, "milestone", "done", "P-01/Trial", "--day", "-2w").code == 0
    refused = run("-p", plan, "set", "project", "P-01", "--end", "03/04/2027")
    assert refused.code == 2
    assert "3 Apr 2027 or 4 Mar 2027" in refused.err
