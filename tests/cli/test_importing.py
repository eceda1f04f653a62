"""`import`: shown first, then made; its exit codes, its JSON, what it remembers."""

import json
from pathlib import Path
from typing import Any

import pytest

from support.calling import Run
from support.importing import workbook
from support.json_schema import problems
from support.plans import copied
from te_planner.plan.store import open_plan

TABLE = "Key,Title,Lead,Finish\nP-04,AMI replacement,Ann,2027-09-30\nX-1,Sensors,Bob,2028-01-31\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return copied("harborview", tmp_path)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "theirs.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def keys(path: Path) -> set[str]:
    with open_plan(path) as opened:
        return {each.key for each in opened.snapshot().projects}


def test_without_apply_nothing_is_changed(run: Run, plan: Path, table: Path) -> None:
    before = plan.read_bytes()
    ran = run("import", table, "-p", plan)
    assert ran.code == 0
    assert ran.out.startswith("new 1 · changed 1 · same 0 · conflict 0 · not understood 0")
    assert "Lead → owner (by its words)" in ran.out
    assert "end 2027-06-30 → 2027-09-30" in ran.out
    assert "--apply" in ran.err
    assert plan.read_bytes() == before


def test_what_a_column_can_say_is_told_where_one_is_not_read(run: Run, plan: Path, table: Path) -> None:
    assert "=VALUE" not in run("import", table, "-p", plan).out
    table.write_text(TABLE.replace("Lead", "Sponsor"), encoding="utf-8")
    assert "--map 'Sponsor=VALUE'" in run("import", table, "-p", plan).out
    wrong = run("import", table, "-p", plan, "--map", "Sponser=owner")
    assert wrong.code == 2
    assert "no column is called “sponser”" in wrong.err
    assert "Sponsor, " in wrong.err
    assert "=VALUE" not in run("import", table, "-p", plan, "--map", "Sponsor=").out


def test_with_apply_it_is_one_change(run: Run, plan: Path, table: Path) -> None:
    ran = run("import", table, "-p", plan, "--apply", "--who", "ann", "--why", "their list of May")
    assert ran.code == 0
    assert "Import 2 projects from theirs.csv" in ran.err
    assert "X-1" in keys(plan)
    log = run("log", "-p", plan, "--limit", "1").out
    assert "Import 2 projects from theirs.csv" in log
    assert "their list of May" in log
    again = run("import", table, "-p", plan, "--apply")
    assert again.code == 0
    assert "already" in again.err
    assert run("undo", "-p", plan).code == 0
    assert "X-1" not in keys(plan)


def test_a_row_that_cannot_be_is_named_and_exits_1(run: Run, plan: Path, table: Path) -> None:
    table.write_text(TABLE + "X-2,Third,,03/04/2027\nX-3,Fourth,,2028-05-05\n", encoding="utf-8")
    ran = run("import", table, "-p", plan, "--apply")
    assert ran.code == 1
    assert "not understood: 1. Nothing was imported." in ran.err
    assert "row 4, column Finish" in ran.out
    assert "--dates dmy" in ran.out
    assert "X-1" not in keys(plan)
    assert run("import", table, "-p", plan, "--dates", "mdy").code == 0
    skipped = run("import", table, "-p", plan, "--apply", "--skip-faults")
    assert skipped.code == 0
    assert "not understood: 1." in skipped.err
    assert keys(plan) & {"X-1", "X-2", "X-3"} == {"X-1", "X-3"}


@pytest.mark.parametrize("more", [(), ("--apply", "--skip-faults")])
def test_its_json_is_as_published(run: Run, plan: Path, tmp_path: Path, more: tuple[str, ...]) -> None:
    book = tmp_path / "all.xlsx"
    book.write_bytes(
        workbook(
            Projects=[
                ["Key", "Title", "Start", "Vendor"],
                ["X-1", "New", "2027-01-01", "A"],
                ["X-2", "Bad", "soon"],
            ],
            Budget=[["Project", "Year", "Kind", "Planned"], ["X-1", 2027, "capex", "$1,250.50"]],
            Statements=[["Cell", "Since", "Evidence"], ["PCE01.1", "2026-10-01", "Report | p. 3"]],
            Empty=[["nothing", "here"]],
        )
    )
    ran = run("import", book, "-p", plan, "--format", "json", *more)
    data: dict[str, Any] = json.loads(ran.out)
    assert problems("import", data) == []
    assert data["counts"] == {"new": 3, "changed": 0, "same": 0, "conflict": 0, "not_understood": 1}
    assert data["applied"] is bool(more)
    budget = next(each for each in data["items"] if each["kind"] == "budget")
    assert {each["value"]: each["new"] for each in budget["changes"]}["planned"] == "1250.50"
    assert [each["sheet"] for each in data["left_out"]] == ["Empty", "Projects"]


def test_what_was_said_of_a_column_is_remembered(run: Run, plan: Path, table: Path) -> None:
    table.write_text("Vorhaben,Wer\nSensors,Bob\n", encoding="utf-8")
    assert run("import", table, "-p", plan).code == 2
    said = ("--map", "Vorhaben=title", "--map", "Wer=owner")
    assert "as you said" in run("import", table, "-p", plan, *said).out
    assert run("import", table, "-p", plan).code == 2  # only what is imported is remembered
    run("import", table, "-p", plan, "--apply", *said)
    table.write_text("Vorhaben,Wer\nBatteries,Ann\n", encoding="utf-8")
    ran = run("import", table, "-p", plan)
    assert ran.code == 0
    assert "Wer → owner (as at the last import)" in ran.out
    again = run("import", table, "-p", plan, "--map", "Wer=note", "--apply")
    assert "Wer → note (as you said)" in again.out
    table.write_text("Vorhaben,Wer\nSubstations,Ann\n", encoding="utf-8")
    assert (
        "Wer → note (as at the last import)"
        in run("import", table, "-p", plan, "--map", "Vorhaben=title").out
    )


def test_several_files_are_one_change(run: Run, plan: Path, table: Path, tmp_path: Path) -> None:
    steps = tmp_path / "steps.csv"
    steps.write_text("Project,Milestone,Date\nX-1,Ordered,2027-03-01\n", encoding="utf-8")
    ran = run("import", steps, table, "-p", plan, "--apply")
    assert "Import 2 projects and 1 milestone from steps.csv, theirs.csv" in ran.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("missing.csv",), 3, "No such file"),
        (("theirs.csv", "--sheet", "A"), 2, "no workbook"),
        (("theirs.csv", "--kind", "gadgets"), 2, "no kind of table"),
        (("theirs.csv", "--map", "owner"), 2, "Their column=owner"),
        (("theirs.csv", "--map", "Lead=boss"), 2, "boss"),
        (("theirs.csv", "--kind", "readings"), 2, "no heading row"),
    ],
)
def test_a_wrong_call_says_what_to_do(
    run: Run, plan: Path, table: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    ran = run("import", *words, "-p", plan)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert len(ran.err.strip().splitlines()) <= 3


def test_control_characters_reach_no_terminal(run: Run, plan: Path, table: Path) -> None:
    table.write_text('Title,Owner,"Odd\x1b[31m"\nBad\x1b[2J,Bob,x\n', encoding="utf-8")
    ran = run("import", table, "-p", plan)
    assert ran.code == 1
    assert "\x1b" not in ran.out + ran.err
    assert "U+001B" in ran.out
