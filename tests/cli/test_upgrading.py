"""Editions on the command line: a dry run, adopting, and what to look at again."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from support.calling import Ran, Run
from support.editions import with_cells
from support.json_schema import problems
from support.plans import TODAY, once, real_roadmap
from support.small import cell
from support.yaml_roadmap import change, copy_of_roadmap
from te_planner.exchange.examples import new_from_example
from te_planner.plan import edits
from te_planner.plan.store import open_plan
from te_planner.plan.transaction import apply
from te_planner.roadmap.model import Roadmap

HERE = "RPE01.1"


def earlier() -> Roadmap:
    """The shipped roadmap as it might have been: a cell said otherwise, one more, one less."""
    road = real_roadmap()
    found = with_cells(
        road,
        road.cells[HERE]._replace(text="What it asked for then.", meaning=0),
        road.cells["RPE02.1"]._replace(text="The same, said worse."),
        cell("RPE88.1"),
        without="RPV01.3",
    )
    return Roadmap(found.parts._replace(fingerprint="0" * 64))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return Path(shutil.copy(once("harborview-by-an-earlier-roadmap", _make), tmp_path / "ours.db"))


def _make(path: Path) -> None:
    road = earlier()
    new_from_example(path, "harborview", roadmap=road, today=TODAY, who="tester")
    with open_plan(path) as opened:
        for ref in (HERE, "RPE88.1"):
            apply(opened, edits.attest, roadmap=road, today=TODAY, who="ann", cell=ref, system="Harborview")


def done(ran: Ran) -> str:
    assert ran.code == 0, ran.err
    return ran.out


def test_a_plan_of_another_edition_says_so_once_and_names_the_command(run: Run, plan: Path) -> None:
    ran = run("status", "-p", plan)
    (line,) = ran.err.splitlines()
    assert "another edition of the roadmap: te-planner roadmap diff" in line
    done(run("roadmap", "adopt", "-p", plan))
    assert run("status", "-p", plan).err == ""


def test_the_dry_run_tells_each_change_and_what_it_touches(run: Run, plan: Path) -> None:
    before = plan.read_bytes()
    ran = run("roadmap", "diff", "-p", plan)
    assert "reworded 1 · meaning changed 1 · moved 0" in done(ran)
    assert f"meaning changed: {HERE}" in ran.out
    assert "was (action): What it asked for then." in ran.out
    assert "because: not in this edition" in ran.out
    assert "to look at again" in ran.out
    assert "Nothing was changed" in ran.err
    assert plan.read_bytes() == before


def test_the_dry_run_as_json_and_csv(run: Run, plan: Path) -> None:
    data = json.loads(run("roadmap", "diff", "-p", plan, "--format", "json").out)
    assert problems("roadmap-diff", data) == []
    assert (data["counts"]["reworded"], data["counts"]["meaning_changed"], data["counts"]["new"]) == (1, 1, 1)
    changed = next(each for each in data["changes"] if each["kind"] == "meaning changed")
    assert (changed["from"], changed["to"], changed["meaning_was"], changed["meaning"]) == (HERE, HERE, 0, 1)
    assert changed["uses"]["statement"] >= 1
    rows = list(csv.DictReader(io.StringIO(run("roadmap", "diff", "-p", plan, "--format", "csv").out)))
    assert {each["kind"] for each in rows} == {"reworded", "meaning changed", "retired", "new"}


def test_adopting_flags_and_confirming_clears(run: Run, plan: Path) -> None:
    out = done(run("roadmap", "adopt", "-p", plan, "--who", "Ann"))
    assert "1 meaning changed" in out
    assert "suspect answers 1, old references with something left under them 1" in out
    listed = done(run("suspects", "-p", plan))
    assert "was: What it asked for then." in listed
    assert f"now: {real_roadmap().cells[HERE].text}" in listed
    assert "RPE88.1 is not in this roadmap; still under it: 1 statement" in listed
    data = json.loads(run("suspects", "-p", plan, "--format", "json").out)
    assert problems("suspects", data) == []
    assert data["references"]
    (suspect,) = data["suspects"]
    assert (suspect["cell"], suspect["text_was"]) == (HERE, "What it asked for then.")
    assert "Suspect: since" in done(run("why", HERE, "-p", plan))
    assert f"confirm {HERE}" in done(run("due", "-p", plan))
    assert HERE in done(run("attestations", "--flagged", "-p", plan))
    done(run("confirm", suspect["statement"], "-p", plan, "--who", "Bo"))
    assert json.loads(run("suspects", "-p", plan, "--format", "json").out)["suspects"] == []
    assert "nothing to confirm" in run("confirm", suspect["statement"], "-p", plan).err
    assert "already" in run("roadmap", "adopt", "-p", plan).err
    done(run("undo", "-p", plan))
    done(run("undo", "-p", plan))
    assert "another edition" in run("status", "-p", plan).err


def test_two_folders_are_compared_and_left_alone(run: Run, tmp_path: Path) -> None:
    old, new = copy_of_roadmap(tmp_path / "old"), copy_of_roadmap(tmp_path / "new")
    files = sorted(each.name for each in old.iterdir())
    title = real_roadmap().title(HERE)
    change(old, "rp.yaml", f"title: {title}", "title: Another short title")
    for words in ((old, new), (old,)):
        out = done(run("roadmap", "diff", *words))
        assert f"reworded: {HERE}  {title}" in out
        assert (
            problems("roadmap-diff", json.loads(run("roadmap", "diff", *words, "--format", "json").out)) == []
        )
    assert sorted(each.name for each in old.iterdir()) == files


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("roadmap", "diff", "a", "b", "c"), "at most one new one"),
        (("roadmap", "diff", "a", "-p", "ours.db"), "not both"),
        (("roadmap", "diff", "nowhere"), "cannot be read"),
        (("confirm", "abcdef"), "no statement"),
    ],
)
def test_slips_are_told(run: Run, plan: Path, words: tuple[str, ...], says: str) -> None:
    ran = run(*words) if words[0] == "roadmap" else run(*words, "-p", plan)
    assert ran.code in (2, 3)
    assert says in ran.err
