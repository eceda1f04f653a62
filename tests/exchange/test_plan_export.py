"""The plan as YAML and back: the same rows, the same figures, the same bytes."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from support.drawn import NOTE, TEXT, furnish
from support.often import tried
from support.plans import TODAY, copied, made, real_roadmap
from te_planner.cli import main
from te_planner.errors import WrongCall
from te_planner.exchange.examples import new_from_file
from te_planner.exchange.planfile.export import plan_yaml
from te_planner.exchange.planfile.yaml_fields import PlanFileInvalid, read_fields
from te_planner.exchange.planfile.yaml_text import yaml_text
from te_planner.plan.snapshot import Snapshot
from te_planner.plan.store import open_plan
from te_planner.plan.transaction import apply

IDS = ("id", "_id", "seq")
EXAMPLES = ("harborview", "tri-rivers")


def exported(path: Path) -> str:
    return plan_yaml(snapshot(path), real_roadmap().label)


def snapshot(path: Path) -> Snapshot:
    with open_plan(path) as plan:
        return plan.snapshot()


def again(text: str, folder: Path) -> Path:
    """A plan made of the text."""
    source, path = folder / "exported.yaml", folder / "again.db"
    source.write_bytes(text.encode())
    new_from_file(path, source, roadmap=real_roadmap(), today=TODAY, who="tester")
    return path


def said(found: Snapshot) -> dict[str, list[str]]:
    """The rows of each table by what they say: without ids, and without what numbers them."""

    def plain(row: Any) -> str:
        return str({key: value for key, value in row._asdict().items() if not key.endswith(IDS)})

    tables = found._asdict()
    return {
        name: sorted(map(plain, rows))
        for name, rows in tables.items()
        if name not in ("plan", "head", "editions")
    }


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_exported_plan_reads_back_as_it_was(name: str, tmp_path: Path) -> None:
    before = snapshot(made(name))
    text = exported(made(name))
    path = again(text, tmp_path)
    assert said(snapshot(path)) == said(before)
    assert before.drivers
    assert before.obligation_ties
    assert exported(path) == text


@pytest.mark.parametrize("name", EXAMPLES)
def test_its_figures_are_the_same(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def figures(path: Path) -> str:
        capsys.readouterr()
        assert main(["status", "--format", "json", "--full", "-p", str(path)], today=TODAY) == 0
        return re.sub('"head": "[0-9a-f]{64}"', "", capsys.readouterr().out)

    assert figures(again(exported(made(name)), tmp_path)) == figures(made(name))


@given(text=TEXT | NOTE)
@tried(300)
def test_any_storable_text_comes_back_as_it_was(text: str) -> None:
    fields = read_fields("a.yaml", yaml_text({"one": text, "list": [{"two": text}]}).encode())
    assert fields.data["one"] == text
    assert fields.data["list"][0]["two"] == text


@given(data=st.data())
@tried(20)
def test_any_plan_that_edits_make_reads_back_as_it_was(data: st.DataObject) -> None:
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        path = copied("empty", folder)
        with open_plan(path) as plan:
            apply(plan, furnish, roadmap=real_roadmap(), today=TODAY, who="tester", draw=data.draw)
            before = plan.snapshot()
        text = plan_yaml(before, real_roadmap().label)
        second = again(text, folder)
        after = snapshot(second)
        assert said(after) == said(before)
        order = [[each.effective_day for each in sorted(found.statements, key=lambda each: each.seq)]
                 for found in (before, after)]  # fmt: skip
        assert order[0] == order[1]
        assert exported(second) == text


def test_what_looks_like_something_else_is_quoted_for_every_reader() -> None:
    odd = ["2026-11-24", "yes", "1.5", "~", "0x1F", "1:30", "=", "<<", "- a", "a: b"]
    assert yaml.safe_load(yaml_text({"odd": odd})) == {"odd": odd}


def test_export_writes_a_file_or_into_a_folder_and_over_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = str(copied("harborview", tmp_path))

    def run(*words: str) -> int:
        return main(["export", *words, "-p", plan], today=TODAY)

    target = tmp_path / "ours.yaml"
    assert run(str(target)) == 0
    whole = target.read_bytes()
    assert b"Harborview" in whole
    target.write_text("mine", encoding="utf-8")
    assert run(str(target)) == 2
    assert "--force" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == "mine"
    assert run(str(target), "--force") == 0
    assert target.read_bytes() == whole
    assert run(str(tmp_path / "out")) == 0
    assert len(list((tmp_path / "out" / "projects").iterdir())) == 16
    assert run(plan, "--force") == 2
    assert run(str(tmp_path / "ours.csv")) == 2
    assert run(str(tmp_path / "no" / "where" / "ours.yaml")) == 3


OUTLOOK = """
format: te-planner/plan/1
plan: {name: Small}
regions:
  - {name: R}
systems:
  - {name: S, region: R}
projects:
  - {key: P-01, title: One}
drivers:
  - name: Solar
    system: S
    readings:
      - {day: 2026-01-01, value: 1.5}
    triggers:
      - {level: 5, project: P-01}
      - {level: 9, cell: BME01.1}
waypoints:
  - name: Target
    day: 2030-01-01
    cells:
      - {cell: RPE01.1, systems: [S]}
statements:
  - {seq: 2, cell: RPE01.1, system: S, answer: partly, effective: 2026-01-01, made_by: A}
  - {seq: 1, cell: RPE01.1, system: S, answer: in place, effective: 2026-01-01, made_by: A, meaning: 3,
     confirmed: {meaning: 4, day: 2026-02-01, by: B}}
meaning_changes:
  - {cell: RPE01.1, meaning: 4, since: 2026-01-15, edition: E}
question_answers:
  - {question: 3, answer: Nobody, made_by: A, day: 2026-01-01}
obligations:
  - docket: D-1
    title: File
    due: 2027-01-01
    ties:
      - {project: P-01}
"""


def test_the_order_of_entry_and_the_meaning_are_read(tmp_path: Path) -> None:
    got = snapshot(again(OUTLOOK, tmp_path))
    first, second = sorted(got.statements, key=lambda each: each.seq)
    assert (first.answer, first.meaning, second.answer, second.meaning) == ("in place", 3, "partly", 1)
    assert (first.confirmed_meaning, first.confirmed_day, first.confirmed_by) == (4, "2026-02-01", "B")
    assert [(each.cell, each.meaning) for each in got.meaning_changes] == [("RPE01.1", 4)]
    assert [each.answer for each in got.question_answers] == ["Nobody"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("value: 1.5", "value: lots", r"exported\.yaml:14: .*'value' is 'lots', not a figure"),
        ("value: 1.5", "value: .inf", "not a figure"),
        ("value: 1.5", "value: 1.0e+300", "not a figure"),
        ("level: 5, project: P-01", "level: 5, project: P-02", r"Solar trigger 5: .*no project of this file"),
        ("level: 5, project: P-01", "level: 5, waypoint: Targt", "no waypoint of this file"),
        ("level: 5, project: P-01", "level: 5", r"exported\.yaml:16: .*one thing"),
        ("level: 9, cell: BME01.1", "level: 9, cell: RPE01.1", r"exported\.yaml:17: .*an action"),
        ("systems: [S]", "systems: [T]", r"waypoint Target RPE01\.1"),
        ("{seq: 2,", "{", "has no 'seq'"),
        ("{seq: 2,", "{seq: 1,", "stands twice"),
        ("due: 2027-01-01", "due: 2027-02-31", "not a day"),
        ("value: 1.5", "valu: 1.5", "unknown key 'valu'"),
        ("day: 2026-01-01, value", "day: 2027-01-01, value", "lies after today"),
        ("meaning: 3", "meaning: 0", r"exported\.yaml:25: .*meaning number"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in OUTLOOK
    with pytest.raises((WrongCall, PlanFileInvalid), match=f"(?s){says}"):
        again(OUTLOOK.replace(old, new, 1), tmp_path)
    assert not (tmp_path / "again.db").exists()
