"""`check` and `why`: what they promise to people and to programs."""

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from support.calling import Run
from support.json_schema import problems
from support.plans import copied, made
from te_planner.exchange.command_line import command_line

EXAMPLES = ("harborview", "tri-rivers", "empty")


def read(run: Run, *words: str | Path) -> Any:
    return json.loads(run(*words, "--format", "json").out)


@pytest.mark.parametrize("name", EXAMPLES)
def test_check_json_is_as_published(run: Run, name: str) -> None:
    data = read(run, "check", "-p", made(name))
    assert problems("check", data) == []
    assert data["findings"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_command_of_check_can_be_run_as_it_stands(run: Run, name: str, tmp_path: Path) -> None:
    path = copied(name, tmp_path)
    for each in read(run, "check", "-p", path)["findings"]:
        ran = run(*each["command"][1:])
        assert ran.code == 0, (each["command"], ran.err)


def test_check_prints_below_each_finding_the_line_to_copy(run: Run) -> None:
    data = read(run, "check", "-p", made("tri-rivers"))
    lines = run("check", "-p", made("tri-rivers")).out.splitlines()
    for each in data["findings"]:
        place = next(place for place, line in enumerate(lines) if each["text"] in line)
        assert shlex.split(lines[place + 1]) == each["command"]
    order = [line.split()[0] for line in lines[1:-1] if not line.startswith(" ")]
    assert order == sorted(order, key=("error", "warning", "information").index)


def test_names_are_quoted_for_the_shell() -> None:
    words = ["te-planner", "why", "P-01/$(rm -rf ~) “it's”", "--system", "a b"]
    assert shlex.split(command_line(words, windows=False)) == words
    assert command_line(words, windows=True).endswith('--system "a b"')
    assert "\n" not in command_line(["te-planner", "why", "two\nlines"], windows=False)


def test_a_mend_mends(run: Run, tmp_path: Path) -> None:
    path = copied("harborview", tmp_path)
    assert run("add", "project", "Old", "--key", "X-1", "--status", "cancelled", "-p", path).code == 0
    assert run("set", "dependency", "P-14", "--on", "X-1", "-p", path).code == 0
    code = "waits-for-cancelled"
    found = next(each for each in read(run, "check", "-p", path)["findings"] if each["code"] == code)
    assert run(*found["command"][1:]).code == 0
    assert code not in {each["code"] for each in read(run, "check", "-p", path)["findings"]}


ASKED = ("RPB02.2", "stage 2", "stage", "RP", "RP.2", "observed", "P-04", "P-04/Final acceptance", "RPV01.1")


@pytest.mark.parametrize("asked", ASKED)
def test_why_json_is_as_published_and_says_what_the_table_says(run: Run, asked: str) -> None:
    plan = made("tri-rivers") if asked != "P-04/Final acceptance" else made("harborview")
    data = read(run, "why", asked, "-p", plan)
    assert problems("why", data) == []
    out = run("why", asked, "-p", plan).out
    for each in data["systems"]:
        assert f"{each['label']}: {each['value']}" in out
    names = [each["system"] for each in data["systems"]]
    assert names == ([None] if asked.startswith("P-") else ["Riverton Metro", "Upland"])


@pytest.mark.parametrize("asked", ["BMB05.2", "stage 1", "DA.2", "RPE03.1", "P-04"])
def test_a_date_is_asked_with_its_chain_and_slack(run: Run, asked: str) -> None:
    data = read(run, "why", "--date", asked, "-p", made("harborview"))
    assert problems("why", data) == []
    steps = {step["label"]: step for step in data["systems"][0]["because"]}
    assert set(steps) <= {"Critical chain", "Slack", "Without a date"}
    assert steps


def test_why_says_of_what_it_can_be_asked(run: Run) -> None:
    plan = made("harborview")
    for words in ((), ("RPB02.2", "--date", "RPB02.2"), ("--date", "observed"), ("P-04/zzz",)):
        ran = run("why", *words, "-p", plan)
        assert ran.code == 2
        assert ran.err


def test_why_can_be_kept_short_and_for_one_system(run: Run) -> None:
    plan = made("tri-rivers")
    assert len(run("why", "stage", "-p", plan, "--depth", "0").out.splitlines()) == 4
    assert len(run("why", "stage", "-p", plan, "--depth", "0", "--system", "Upland").out.splitlines()) == 2
    assert run("why", "P-04", "-p", plan, "--as-of", "2025-06-01").code == 0


def test_lists_say_how_far_days_are_off_their_baseline(run: Run) -> None:
    plan = made("harborview")
    final = next(
        row
        for row in read(run, "milestones", "-p", plan, "--project", "P-07")["milestones"]
        if row["title"] == "Final acceptance"
    )
    assert (final["baseline"], final["day"], final["variance"]) == ("2026-11-20", "2027-03-19", 119)
    project = next(row for row in read(run, "projects", "-p", plan)["projects"] if row["project"] == "P-07")
    assert (project["finish"], project["variance"]) == ("2027-03-19", 119)
