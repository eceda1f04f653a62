"""A plan's YAML: read strictly, every problem named; filled in one journal entry, or not at all."""

import copy
import logging
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml

from support.plans import TODAY, copied, real_roadmap
from te_planner.errors import PlannerError, Unreadable, WrongCall
from te_planner.exchange.examples import list_examples, new_from_example, new_from_file
from te_planner.exchange.planfile import projects as plan_projects
from te_planner.exchange.planfile import steps as plan_steps
from te_planner.exchange.planfile.file import load_plan_file
from te_planner.exchange.planfile.steps import read_plan
from te_planner.exchange.planfile.yaml_fields import PlanFileInvalid
from te_planner.plan import words
from te_planner.plan.journal import read_journal, verify_chain
from te_planner.plan.snapshot import Snapshot
from te_planner.plan.store import open_plan
from te_planner.plan.transaction import undo

WHOLE = """
format: te-planner/plan/1
plan: {name: Small, currency: EUR, note: One}
regions:
  - {name: R}
systems:
  - {name: S, region: R}
  - {name: T, region: R}
stage_picks:
  - {system: S, characteristic: value, stage: 2, effective: 2026-01-02, made_by: A}
projects:
  - key: P-01
    title: First
    start: 2025-01-01
    status:
      - {status: approved, day: 2025-01-01}
      - {status: active, day: 2025-02-01}
    budget:
      - {year: 2025, kind: capital, planned: 1000.5, actual: 7}
    contributions:
      - {cell: RPE01.1, systems: [S, T], share: 60}
      - {cell: RPE02.1, systems: [S]}
    milestones:
      - {title: Done, weight: 3, baseline: 2025-05-01, actual: 2025-06-01, cell: RPE01.1, system: S}
      - {title: Open, baseline: 2026-12-01, forecast: 2027-02-01, forecast_given: 2026-10-01}
  - key: P-02
    title: Second
    depends_on:
      - {project: P-01, lag: 5}
statements:
  - cell: RPE01.1
    region: R
    answer: in place
    effective: 2026-02-01
    stated: 2026-02-03
    made_by: B
    extent: {done: 2, total: 3, unit: feeders}
    review: 2027-01-01
    evidence:
      - {kind: document, title: Order, place: p. 3}
      - {kind: file, title: a.pdf, sha256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}
  - {cell: BME01.1, system: S, answer: in place, effective: 2026-03-01, made_by: B,
     voided: {day: 2026-04-01, reason: wrong}}
  - {cell: RPE02.1, system: S, answer: in place, effective: 2026-03-01, made_by: B,
     ended: {from: 2026-05-01, reason: over}}
scope_decisions:
  - {cell: DAE01.2, system: T, reason: none, decided_by: C, day: 2026-01-01}
requirement_changes:
  - {benefit: RPB02.2, requires: RPE05.2, change: added, reason: yes indeed, decided_by: C, day: 2026-01-01}
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "small.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def refused(folder: Path, text: str) -> list[str]:
    with pytest.raises(PlanFileInvalid) as caught:
        load_plan_file(write(folder, text), real_roadmap())
    assert len(str(caught.value).splitlines()) <= 3
    return [str(problem) for problem in caught.value.problems]


def filled(folder: Path, text: str) -> Snapshot:
    path = folder / "small.db"
    new_from_file(path, write(folder, text), roadmap=real_roadmap(), today=TODAY, who="tester")
    with open_plan(path) as plan:
        return plan.snapshot()


def test_all_that_the_file_says_is_in_the_plan(tmp_path: Path) -> None:
    got = filled(tmp_path, WHOLE)
    assert (got.plan.name, got.plan.currency, got.plan.note) == ("Small", "EUR", "One")
    assert [each.name for each in got.systems] == ["S", "T"]
    assert [(each.status, each.day) for each in got.status_changes][:2] == [
        ("approved", "2025-01-01"),
        ("active", "2025-02-01"),
    ]
    assert [(each.planned_minor, each.actual_minor, each.currency) for each in got.budget_lines] == [
        (100050, 700, "EUR")
    ]
    assert sorted((each.cell, each.share) for each in got.contributions) == [
        ("RPE01.1", 60), ("RPE01.1", 60), ("RPE02.1", 100),
    ]  # fmt: skip
    done, still_open = got.milestones
    assert (done.weight, done.actual_day, done.cell) == (3, "2025-06-01", "RPE01.1")
    assert (still_open.forecast_day, still_open.forecast_given_day) == ("2027-02-01", "2026-10-01")
    assert [each.lag_days for each in got.dependencies] == [5]
    by_cell = {each.cell: each for each in got.statements}
    first = by_cell["RPE01.1"]
    assert first.region_id is not None
    assert (first.extent_done, first.extent_total, first.extent_unit) == (2, 3, "feeders")
    assert by_cell["BME01.1"].kind == "observation"
    assert by_cell["BME01.1"].statement_day == "2026-03-01"
    assert (by_cell["BME01.1"].voided_day, by_cell["BME01.1"].void_reason) == ("2026-04-01", "wrong")
    assert (by_cell["RPE02.1"].ended_from, by_cell["RPE02.1"].end_reason) == ("2026-05-01", "over")
    assert len(got.evidence) == 2
    assert [each.cell for each in got.scope_decisions] == ["DAE01.2"]
    assert [each.change for each in got.requirement_changes] == ["added"]


def test_the_words_of_the_file_are_those_of_the_tables() -> None:
    assert (plan_steps.ANSWERS, plan_steps.EVIDENCE_KINDS) == (words.ANSWERS, words.EVIDENCE_KINDS)
    assert (plan_projects.STATUSES, plan_projects.BUDGET_KINDS) == (words.STATUSES, words.BUDGET_KINDS)


def test_filling_is_one_journal_entry_that_undo_takes_back(tmp_path: Path) -> None:
    filled(tmp_path, WHOLE)
    with open_plan(tmp_path / "small.db") as plan:
        assert [each.action for each in read_journal(plan)] == ["create_plan", "fill"]
        undo(plan, today=TODAY, who="tester")
        assert plan.snapshot().systems == ()
        assert verify_chain(plan) == []


@pytest.mark.parametrize(
    ("old", "new", "place", "says"),
    [
        ("format: te-planner/plan/1", "format: te-planner/plan/2", "top", "te-planner/plan/1"),
        ("title: First", "title: First\n    tilte: x", "P-01", "unknown key 'tilte'"),
        ("title: First", "title: 12", "P-01", "not a text"),
        ("start: 2025-01-01", "start: 2025-02-31", "P-01", "not a day"),
        ("start: 2025-01-01", "start: 2025-2-3", "P-01", "not a day"),
        ("start: 2025-01-01", "start: 20250101", "P-01", "not a day"),
        ("cell: RPE02.1, systems", "cell: RPE99.1, systems", "P-01 contribution", "no cell of the roadmap"),
        ("cell: RPE02.1, systems", "cell: RPB02.1, systems", "P-01 contribution", "not an enabler cell"),
        ("cell: RPE02.1, systems", "cell: DAE02.1, systems", "P-01 contribution", "baseline"),
        ("systems: [S]}", "systems: [Z]}", "P-01 contribution", "no system of this file"),
        ("project: P-01, lag", "project: P-09, lag", "P-02 waits for", "no project of this file"),
        ("project: P-01, lag", "project: P-02, lag", "P-02 waits for", "waits for itself"),
        ("region: R}\n  - {name: T", "region: Q}\n  - {name: T", "systems S", "no region of this file"),
        ("key: P-02", "key: P-01", "top", "stands twice"),
        ("weight: 3", "weight: heavy", "P-01 milestone Done", "whole number"),
        ("forecast_given: 2026-10-01", "", "P-01 milestone Open", "go together"),
        ("title: Open", "title: Done", "P-01", "stands twice"),
        ("answer: in place\n", "answer: perhaps\n", "statement on RPE01.1", "in place"),
        ("planned: 1000.5", "planned: much", "P-01 budget 2025", "not an amount"),
        ("kind: capital", "kind: capitol", "P-01 budget 2025", "capital"),
        ("kind: document", "kind: rumor", "statement on RPE01.1 evidence", "document"),
        ("place: p. 3", "plaice: p. 3", "statement on RPE01.1 evidence", "'place' is missing"),
        ("change: added", "change: hoped", "requirement_changes", "waived"),
        ("stage: 2", "stage: 4", "stage_picks value", "1, 2, 3"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_file_place_and_remedy(
    tmp_path: Path, old: str, new: str, place: str, says: str
) -> None:
    assert old in WHOLE
    problems = refused(tmp_path, WHOLE.replace(old, new, 1))
    assert any(each.startswith("small.yaml:") and place in each and says in each for each in problems), (
        problems
    )


def test_one_problem_does_not_hide_another(tmp_path: Path) -> None:
    text = WHOLE.replace("title: First", "title: 12").replace("P-01, lag", "P-09, lag")
    assert len(refused(tmp_path, text)) == 2


@pytest.mark.parametrize(
    "text",
    ["", "[1]", "a: &x 1\nb: *x", "a: 1\na: 2", "? [a]\n: 1", "a: \x01", "\t- x", "a: {b", "{{1: 2}: 3}"],
)
def test_what_is_no_plan_is_told_as_such(tmp_path: Path, text: str) -> None:
    refused(tmp_path, text)


def places(data: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield way
    if isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from places(value, (*way, key))


@pytest.mark.parametrize("odd", [None, [[]], {"a": []}, True, 10**30, ""])
def test_whatever_stands_anywhere_is_told_and_never_a_traceback(odd: Any) -> None:
    whole = yaml.safe_load(WHOLE)
    for way in places(whole):
        data = copy.deepcopy(whole) if way else odd
        inner = data
        for key in way[:-1]:
            inner = inner[key]
        if way:
            inner[way[-1]] = odd
        with suppress(PlanFileInvalid):
            read_plan("small.yaml", yaml.dump(data, Dumper=yaml.CSafeDumper).encode(), real_roadmap())


def test_bytes_that_are_no_text_are_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PlanFileInvalid, match="UTF-8"):
        load_plan_file(path, real_roadmap())
    with pytest.raises(Unreadable, match=r"nowhere\.yaml"):
        load_plan_file(tmp_path / "nowhere.yaml", real_roadmap())


def test_what_an_edit_refuses_leaves_no_file(tmp_path: Path) -> None:
    circle = WHOLE.replace("start: 2025-01-01\n", "start: 2025-01-01\n    depends_on: [{project: P-02}]\n", 1)
    with pytest.raises(WrongCall, match=r"small\.yaml:\d+: P-0. waits for P-0.: .*circle"):
        filled(tmp_path, circle)
    assert not (tmp_path / "small.db").exists()


def test_every_example_loads_and_makes_a_plan(tmp_path: Path) -> None:
    examples = list_examples(real_roadmap())
    assert {"harborview", "tri-rivers"} <= {each.name for each in examples}
    for each in examples:
        assert "ictional" in each.note
        path = copied(each.name, tmp_path)
        with open_plan(path) as plan:
            assert plan.snapshot().plan.name == each.title
            assert verify_chain(plan) == []


def test_what_has_happened_cannot_lie_after_today(tmp_path: Path) -> None:
    milestone = "{title: Done, baseline: 2026-01-01, actual: 2062-03-01}"
    whole = (
        "format: te-planner/plan/1\nplan: {name: Small}\n"
        f"projects:\n  - key: P-01\n    title: One\n    milestones:\n      - {milestone}\n"
    )
    with pytest.raises(WrongCall, match=r"(?s)small\.yaml: .*P-01.*: 2062-03-01 lies after today"):
        filled(tmp_path, whole)
    assert not (tmp_path / "small.db").exists()


def test_an_interrupt_leaves_no_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("te_planner.exchange.examples.fill", interrupted)
    with pytest.raises(KeyboardInterrupt):
        filled(tmp_path, WHOLE)
    assert [path.suffix for path in tmp_path.iterdir()] == [".yaml"]
    assert logging.getLogger("sqlalchemy").handlers


def test_an_example_opens_under_a_clock_that_lags(tmp_path: Path) -> None:
    new_from_example(
        tmp_path / "h.db",
        "harborview",
        roadmap=real_roadmap(),
        today="2020-01-01",
        who="tester",
        title="Mine",
    )
    with open_plan(tmp_path / "h.db") as plan:
        assert plan.snapshot().plan.name == "Mine"


def test_no_example_goes_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "h.db"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(PlannerError):
        new_from_example(path, "harborview", roadmap=real_roadmap(), today=TODAY, who="tester")
    assert path.read_text(encoding="utf-8") == "mine"
    with pytest.raises(WrongCall, match=r"Known are: .*harborview"):
        new_from_example(tmp_path / "x.db", "harbourview", roadmap=real_roadmap(), today=TODAY, who="t")
