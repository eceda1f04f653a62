"""Looking back: as known on a day, what moved, over time, and what was frozen."""

import csv
import io
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from support.calling import Ran, Run
from support.json_schema import problems
from support.meddled import resealed
from support.plans import TODAY, copied, made
from te_planner.plan.days import spelled

LATER = "2027-01-15"
FIGURES = ("status", "next", "due", "projects", "milestones", "contributions", "attestations", "check")


def data(ran: Ran) -> Any:
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


@pytest.fixture
def plan(run: Run, tmp_path: Path) -> Path:
    """An example made on one day, and worked on later: a forecast, an attestation, a status."""
    path = copied("harborview", tmp_path)
    for words in (
        ("milestone", "forecast", "P-04/Head-end acceptance test", "2027-03-01"),
        ("attest", "RPE03.1", "--evidence", "Order 1 | Docket 2", "--since", "2026-12-20"),
        ("set", "status", "P-14", "active"),
    ):
        assert run(*words, "-p", path, "--who", "Ann", today=LATER).code == 0
    return path


@pytest.mark.parametrize("command", FIGURES)
def test_as_known_on_a_day_is_what_was_said_that_day(run: Run, plan: Path, command: str) -> None:
    asked = (command, "-p", plan, "--known-on", TODAY)
    now = data(run(*asked, "--format", "json", today=LATER))
    then = data(run(command, "-p", made("harborview"), "--format", "json"))
    assert now.pop("known_on") == TODAY
    assert then.pop("known_on") is None
    for finding in (*now.get("findings", ()), *then.get("findings", ())):
        finding.pop("command", None)  # it names the plan's own file
    assert now == then
    assert "As known on 24 Nov 2026, under today's roadmap and rules." in run(*asked, today=LATER).out


def test_forecasts_are_given_as_they_were(run: Run, plan: Path) -> None:
    def day(*more: str) -> Any:
        listed = data(run("milestones", "-p", plan, "--format", "json", *more, today=LATER))["milestones"]
        return next(each for each in listed if each["title"] == "Head-end acceptance test")["day"]

    assert day() == "2027-03-01"
    assert day("--known-on", TODAY) == TODAY
    assert day("--known-on", TODAY, "--as-of", "2026-11-01") is None


def test_published_schemas_hold_for_what_was_known(run: Run, plan: Path) -> None:
    for name in ("status", "next", "report"):
        found = data(run(name, "-p", plan, "--known-on", TODAY, "--format", "json", today=LATER))
        assert problems(name, found) == []
        assert found["known_on"] == TODAY
        assert found["forecasts"] is True


def test_a_report_says_when_it_was_known_and_can_be_made_again(run: Run, plan: Path) -> None:
    out = run("report", "-p", plan, "--known-on", TODAY, today=LATER).out
    assert "**As known on:** 24 Nov 2026" in out
    assert f"--known-on {TODAY}" in out
    assert "As known on" not in run("report", "-p", plan, today=LATER).out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--known-on", "2026-11-23"), f"exists since {TODAY}"),
        (("--known-on", "2027-01-16"), "lies ahead"),
        (("--known-on", TODAY, "--as-of", "2026-12-01"), "--as-of 2026-12-01 lies after"),
        (("--known-on", "soon"), "--known-on"),
    ],
)
def test_a_day_of_which_nothing_can_be_known_is_refused(
    run: Run, plan: Path, words: tuple[str, ...], said: str
) -> None:
    ran = run("status", "-p", plan, *words, today=LATER)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_diff_tells_what_moved_and_which_entry_moved_it(run: Run, plan: Path) -> None:
    words = ("diff", "-p", plan, "--from", TODAY, "--known")
    found = data(run(*words, "--format", "json", today=LATER))
    assert problems("diff", found) == []
    assert (found["from"], found["to"], found["days_compared"]) == (TODAY, LATER, True)
    cell = next(each for each in found["changes"] if each["ref"] == "RPE03.1")
    assert (cell["from"]["value"], cell["to"]["value"]) == ("delivered", "attained")
    (cause,) = cell["causes"]
    assert [(each["entry"], each["who"], each["day"]) for each in cause["entries"]] == [(4, "Ann", LATER)]
    moved = next(each for each in found["changes"] if each["ref"] == "P-04/Head-end acceptance test")
    assert [each["kind"] for each in moved["causes"]] == ["forecast"]
    assert found["changes"][0]["figure"] == "enabler stage"
    out = run(*words, today=LATER).out
    assert "As known on each day" in out
    assert "RPE03.1 in place from 20 Dec 2026, said by Ann (entry 4, 15 Jan 2027, Ann)" in out
    rows = list(csv.DictReader(io.StringIO(run(*words, "--format", "csv", today=LATER).out)))
    assert len(rows) == len(found["changes"])


def test_diff_as_of_two_days_goes_by_all_that_is_known_now(run: Run, plan: Path) -> None:
    words = ("diff", "-p", plan, "--from", "2026-12-01", "--to", "2027-01-01")
    found = data(run(*words, "--format", "json", today=LATER))
    assert problems("diff", found) == []
    assert found["days_compared"] is False
    cell = next(each for each in found["changes"] if each["ref"] == "RPE03.1")
    assert cell["to"]["value"] == "attained"
    assert cell["causes"][0]["entries"] == []
    assert "Days are not compared" in run(*words, today=LATER).out


@pytest.mark.parametrize("name", ["harborview", "tri-rivers", "empty"])
@pytest.mark.parametrize("more", [(), ("--known",)])
def test_a_day_against_itself_moved_nothing(run: Run, name: str, more: tuple[str, ...]) -> None:
    words = ("diff", "-p", made(name), "--from", TODAY, *more)
    assert "Nothing moved." in run(*words).out
    found = data(run(*words, "--format", "json"))
    assert (problems("diff", found), found["changes"]) == ([], [])


def test_what_was_undone_moved_nothing(run: Run, plan: Path) -> None:
    for _ in range(3):
        run("undo", "-p", plan, today=LATER)
    assert (
        data(run("diff", "-p", plan, "--from", LATER, "--known", "--format", "json", today=LATER))["changes"]
        == []
    )
    left = data(run("diff", "-p", plan, "--from", TODAY, "--known", "--format", "json", today=LATER))
    assert {each["figure"] for each in left["changes"]} <= {"day", "state", "actions", "status"}
    kinds = {cause["kind"] for each in left["changes"] for cause in each["causes"]}
    assert kinds <= {"slip", "lapse", "day passed"}


def test_diff_keeps_to_a_system(run: Run) -> None:
    words = ("diff", "-p", made("tri-rivers"), "--from", "2026-01-01", "--format", "json")
    every = data(run(*words))["changes"]
    names = {each["system"] for each in every if each["system"]}
    assert len(names) > 1
    name = min(names)
    some = data(run(*words, "--system", name))["changes"]
    assert {each["system"] for each in some} <= {name, None}
    assert [each for each in every if each["system"] == name] == [each for each in some if each["system"]]
    assert run(*words, "--system", "zzz").code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "From when?"),
        (("--from", "2027-01-01", "--to", "2026-01-01"), "lies after"),
        (("--from", "2026-02-31"), "--from"),
        (("--freeze", "No such"), "There is no freeze"),
        (("--freeze", "No such", "--from", TODAY), "leave out --from"),
        (("--from", "2026-01-01", "--known"), f"exists since {TODAY}"),
    ],
)
def test_a_diff_of_nothing_is_refused(run: Run, words: tuple[str, ...], said: str) -> None:
    ran = run("diff", "-p", made("harborview"), *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_series_shows_readiness_over_time(run: Run) -> None:
    words = ("series", "-p", made("harborview"), "--from", "2025-01-01", "--every", "quarter")
    found = data(run(*words, "--format", "json"))
    assert problems("series", found) == []
    days = list(dict.fromkeys(each["day"] for each in found["points"]))
    assert days[:2] == ["2025-01-01", "2025-04-01"]
    assert days[-1] == TODAY
    last = [each for each in found["points"] if each["day"] == TODAY]
    status = data(run("status", "-p", made("harborview"), "--format", "json"))["systems"][0]["tracks"]
    assert [(each["actions"], each["conditions"], each["work"]) for each in last] == [
        (each["actions"], each["conditions"], each["work"])
        for track in status
        for each in track["transitions"]
    ]
    rows = list(csv.DictReader(io.StringIO(run(*words, "--format", "csv").out)))
    assert len(rows) == len(found["points"])
    assert "24 Nov 2026  PC     5/5 (4)" in run(*words).out


def test_series_refuses_what_it_cannot_show(run: Run) -> None:
    for first in ("2027-01-01", "0001-01-01", "soon"):
        assert run("series", "-p", made("harborview"), "--from", first).code == 2
    assert "add system" in run("series", "-p", made("empty"), "--from", TODAY).out


def freeze(run: Run, path: Path, name: str = "Rate case", *more: str, today: str = TODAY) -> Ran:
    return run("freeze", name, "-p", path, "--approved-by", "Board", "--who", "Ann", *more, today=today)


def test_a_freeze_keeps_what_status_printed(run: Run, tmp_path: Path) -> None:
    path = copied("tri-rivers", tmp_path)
    printed = run("status", "-p", path, "--format", "json", "--full").out
    assert freeze(run, path).out == f"Freeze the figures as of {spelled(TODAY)}: Rate case\n"
    run("add", "project", "Later", "-p", path)
    shown = run("freeze", "show", "rate case", "-p", path, "--format", "json")
    assert (shown.code, shown.out) == (0, printed)
    out = run("freeze", "show", "Rate case", "-p", path).out
    assert "Frozen 24 Nov 2026, approved by Board." in out
    assert "Riverton Metro" in out
    (listed,) = data(run("freezes", "-p", path, "--format", "json"))["freezes"]
    assert (listed["name"], listed["entry"], listed["standing"]) == ("Rate case", 2, "as frozen")
    assert run("freezes", "-p", made("empty")).out.startswith("Nothing is frozen.")
    assert data(run("check", "-p", path, "--format", "json"))["freeze_problems"] == []


def test_a_freeze_is_set_beside_now(run: Run, tmp_path: Path) -> None:
    path = copied("harborview", tmp_path)
    freeze(run, path)
    words = ("diff", "-p", path, "--freeze", "rate case")
    assert "Nothing moved." in run(*words).out
    run("attest", "RPE03.1", "-p", path, "--evidence", "Order 1 | Docket 2", "--who", "Ann")
    found = data(run(*words, "--format", "json"))
    assert problems("diff", found) == []
    assert (found["freeze"]["name"], found["freeze"]["approved_by"]) == ("Rate case", "Board")
    cell = next(each for each in found["changes"] if each["ref"] == "RPE03.1")
    assert [each["entry"] for each in cell["causes"][0]["entries"]] == [4]
    assert not any(cause["kind"] == "rules" for each in found["changes"] for cause in each["causes"])
    assert "Frozen 24 Nov 2026 as “Rate case”, approved by Board" in run(*words).out


def test_a_freeze_of_a_past_day_has_no_days_to_compare(run: Run, tmp_path: Path) -> None:
    path = copied("harborview", tmp_path)
    freeze(run, path, "Spring", "--as-of", "2026-04-01")
    found = data(run("diff", "-p", path, "--freeze", "Spring", "--format", "json"))
    assert problems("diff", found) == []
    assert (found["from"], found["days_compared"]) == ("2026-04-01", False)
    assert found["changes"]
    assert all(each["causes"] for each in found["changes"])


def test_undo_passes_a_freeze_over(run: Run, tmp_path: Path) -> None:
    path = copied("harborview", tmp_path)
    run("add", "project", "Later", "-p", path)
    freeze(run, path)
    assert run("undo", "-p", path).out.startswith("Undo: Add P-17 Later")
    assert [each["name"] for each in data(run("freezes", "-p", path, "--format", "json"))["freezes"]] == [
        "Rate case"
    ]


def test_figures_changed_by_hand_are_told_everywhere(run: Run, tmp_path: Path) -> None:
    path = copied("harborview", tmp_path)
    freeze(run, path)
    with sqlite3.connect(path) as link:
        link.execute(
            "UPDATE kept SET text = replace(text, '\"enabler_stage\": 0', '\"enabler_stage\": 3') "
            "WHERE id IN (SELECT figures FROM freeze)"
        )
    link.close()
    resealed(path)
    for words in (("freeze", "show", "Rate case"), ("freeze", "show", "Rate case", "--format", "json")):
        ran = run(*words, "-p", path)
        assert ran.code == 1
        assert "do not fit their SHA-256" in ran.err
    assert "do not fit their SHA-256" in run("freezes", "-p", path).out
    assert run("diff", "-p", path, "--freeze", "Rate case").code == 3
    checked = run("check", "-p", path)
    assert checked.code == 1
    assert "freeze “Rate case”" in checked.out
    assert "freeze" in run("check", "-p", path, "--format", "csv").out


def test_the_log_can_be_narrowed_by_day_and_by_what_it_is_about(run: Run, plan: Path) -> None:
    def entries(*more: str) -> list[int]:
        listed = data(run("log", "-p", plan, "--format", "json", *more))["entries"]
        return [each["seq"] for each in listed]

    assert entries() == [5, 4, 3, 2, 1]
    assert entries("--from", "2026-12-01") == [5, 4, 3]
    assert entries("--to", TODAY) == [2, 1]
    assert entries("--about", "rpe03.1") == [4, 2]
    assert entries("--about", "P-14", "--from", "2026-12-01") == [5]
    assert run("log", "-p", plan, "--about", "P-99").out == "None fits.\n"
    assert run("log", "-p", plan, "--from", "soon").code == 2
