"""`report` by its kind, since a day or a freeze, for the public, and by an outline of one's own."""

import json
import shlex
from pathlib import Path

import pytest

from support.calling import Run
from support.json_schema import problems
from support.plans import copied, made
from te_planner.exchange.report.outlines import KINDS


def test_a_report_says_the_command_line_that_makes_it_again(run: Run, tmp_path: Path) -> None:
    path = copied("harborview", tmp_path)
    for words in (
        ["--kind", "board", "--paper", "a4"],
        ["--kind", "changes", "--since", "2026-06-01"],
        ["--public"],
    ):
        first = run("report", "-p", path, *words, "--format", "json")
        assert first.code == 0, first.err
        command = shlex.split(json.loads(first.out)["command"])
        assert command[:2] == ["te-planner", "report"]
        command[command.index("--plan") + 1] = str(path)
        assert run(*command[1:]).out == first.out


def test_changes_are_told_since_a_freeze(run: Run, tmp_path: Path) -> None:
    path = copied("harborview", tmp_path)
    assert run("freeze", "Board 2026", "--approved-by", "Board", "-p", path).code == 0
    assert run("attest", "RPE04.2", "--evidence", "Order | p. 1", "-p", path).code == 0
    told = run("report", "-p", path, "--kind", "changes", "--since", "board 2026", "--format", "json")
    assert told.code == 0, told.err
    data = json.loads(told.out)
    assert problems("report", data) == []
    assert any(row["what"].startswith("RPE04.2") and row["to"] == "attained" for row in data["changes"])
    assert "--since 'Board 2026'" in data["command"]
    assert "Frozen 24 Nov 2026" in data["notes"]["changes"][0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--kind", "changes"], "Since when"),
        (["--kind", "changes", "--since", "soonish"], "no freeze"),
        (["--kind", "changes", "--since", "2030-01-01"], "lies after"),
        (["--kind", "board", "--template", "own.j2"], "not both"),
        (["--template", "nowhere.j2"], "cannot be read"),
        (["--kind", "evidence", "--files", "nowhere"], "no folder"),
    ],
)
def test_what_no_report_can_be_made_of_is_told(run: Run, words: list[str], said: str) -> None:
    told = run("report", "-p", made("harborview"), *words)
    assert told.code in (2, 3)
    assert said in told.err


def test_a_kind_is_copied_changed_and_called(run: Run, tmp_path: Path) -> None:
    own, path = tmp_path / "own.j2", made("harborview")
    assert run("report", "template", "board", "-o", own).code == 0
    own.write_text(own.read_text(encoding="utf-8") + "\n# For the council\n\nAs agreed.\n", encoding="utf-8")
    told = run("report", "-p", path, "--template", own)
    assert told.code == 0, told.err
    assert "## For the council\n\nAs agreed." in told.out
    assert "--template own.j2" in told.out
    assert run("report", "template", "board", "-o", own).code == 2  # never over one's own
    listed = run("report", "template").out
    assert all(kind in listed for kind in KINDS)


def test_what_is_internal_now_is_left_out_of_what_was_known_before(run: Run, tmp_path: Path) -> None:
    path, later = copied("harborview", tmp_path), "2026-12-24"
    listed = json.loads(run("projects", "-p", path, "--format", "json").out)["projects"]
    title = next(each["title"] for each in listed if each["project"] == "P-04")
    assert run("set", "project", "P-04", "--internal", "-p", path, today=later).code == 0
    for words in (["--known-on", "2026-11-24"], ["--kind", "changes", "--since", "2026-11-24"], []):
        told = run("report", "-p", path, *words, "--public", today=later)
        assert told.code == 0, told.err
        assert title not in told.out
        assert "P-04" not in told.out
    assert title in run("report", "-p", path, "--known-on", "2026-11-24", today=later).out
    assert run("set", "project", "P-04", "--no-internal", "-p", path, today=later).code == 0
    assert title in run("report", "-p", path, "--public", today=later).out
