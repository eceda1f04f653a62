"""What was known on a day is what a copy of the file taken that day says."""

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from support.often import tried
from support.plans import made
from te_planner.errors import PlannerError, Unreadable, WrongCall
from te_planner.plan import edits
from te_planner.plan.journal import read_journal
from te_planner.plan.replay import SINCE, entries_about, known_at, known_on, steps
from te_planner.plan.store import Plan, open_plan
from te_planner.plan.transaction import Edit, apply, redo, undo

from plan.conftest import ROAD, TODAY, Do, new_plan  # isort: skip  # fixtures' types
from plan.test_journal import STEPS  # isort: skip  # the same edits
from plan.test_migrate import old  # noqa: F401  # isort: skip  # a fixture

DAYS = ["2026-11-24", "2026-11-25", "2026-12-01", "2027-01-15", "2027-02-01"]


@pytest.mark.parametrize("name", ["harborview", "tri-rivers", "empty"])
def test_known_today_is_what_the_plan_says(name: str) -> None:
    with open_plan(made(name)) as plan:
        assert known_on(plan, TODAY) == plan.snapshot()
        # and a snapshot from an earlier one, all of whose rows are others since
        assert plan.snapshot(known_at(plan, 1)) == plan.snapshot()


@given(st.lists(st.tuples(st.sampled_from([*STEPS, "undo", "redo"]), st.booleans()), max_size=12))
@tried(25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_known_on_a_day_is_what_a_copy_taken_that_day_says(
    tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[Any, bool]]
) -> None:
    folder = tmp_path_factory.mktemp("plan")
    days = iter(DAYS)
    today = next(days)
    assert today == TODAY
    with new_plan(folder) as plan:
        first: list[tuple[Edit, dict[str, Any]]] = [
            (edits.add_system, {"name": "Harbor"}),
            (edits.add_project, {"title": "One"}),
        ]
        for edit, values in first:
            apply(plan, edit, roadmap=ROAD, today=today, who="ann", **values)
        copies = {}
        seen = plan.snapshot()
        for move, next_day in moves:
            if next_day and today != DAYS[-1]:
                copies[today] = shutil.copy(plan.path, folder / f"{today}.db")
                today = next(days)
            try:
                if isinstance(move, str):
                    (undo if move == "undo" else redo)(plan, today=today, who="ann")
                else:
                    apply(plan, move[0], roadmap=ROAD, today=today, who="ann", **move[1])
            except PlannerError:
                continue
            assert known_on(plan, today) == plan.snapshot()
            seen = plan.snapshot(seen)  # with the rows of the last that the journal has not touched
            assert known_at(plan, seen.head.seq) == seen == plan.snapshot()
        for day, path in copies.items():
            with open_plan(path) as copy:
                assert known_on(plan, day) == copy.snapshot()


def test_rows_that_the_order_does_not_part_come_as_they_were_made(do: Do, plan: Plan) -> None:
    do(edits.add_system, name="Harbor")
    for number, title in enumerate(("First", "Second", "Third")):
        do(edits.add_project, title=title)
        do(edits.set_budget, project=f"P-0{number + 1}", year=2027, kind="capital", planned=number + 1)
    do(edits.remove_project, project="P-02")
    undo(plan, today=TODAY, who="ann")
    assert [each.planned_minor for each in plan.snapshot().budget_lines] == [100, 300, 200]
    assert known_on(plan, TODAY) == plan.snapshot()


def test_before_the_plan_was_made_nothing_was_known(plan: Plan) -> None:
    with pytest.raises(WrongCall, match=f"exists since {TODAY}"):
        known_on(plan, "2026-11-23")


def test_an_older_plan_is_known_by_the_columns_of_today(old: Path) -> None:  # noqa: F811  # the fixture
    with open_plan(old) as plan:
        assert plan.snapshot().statements
        assert known_on(plan, "9999-01-01") == plan.snapshot()


def test_what_older_images_lack_is_what_the_database_gave_older_rows() -> None:
    from sqlmodel import SQLModel

    from te_planner.plan.orm import since_default

    found = {
        (table.name, column.name): since_default(column)
        for table in SQLModel.metadata.tables.values()
        for column in table.columns
        if column.server_default is not None
    }
    assert found == SINCE


@pytest.mark.parametrize("images", ["{", "[1]", '[{"table": "x", "key": "1", "before": null, "after": {}}]'])
def test_a_journal_changed_by_hand_is_told(do: Do, plan: Plan, images: str) -> None:
    do(edits.add_system, name="Harbor")
    with sqlite3.connect(plan.path) as link:
        link.execute("UPDATE journal SET images = ? WHERE seq = 2", (images,))
    link.close()
    with pytest.raises(Unreadable, match=r"changed by hand \(entry 2\)"):
        known_on(plan, TODAY)


def test_entries_between_two_name_the_rows_that_they_touched(do: Do, plan: Plan) -> None:
    do(edits.add_system, name="Harbor")
    do(edits.add_project, title="Meters")
    (step,) = steps(plan, 2, 3)
    entry = read_journal(plan)[2]
    assert (step.seq, step.who, step.summary) == (3, entry.who, entry.summary)
    assert {each.id for each in plan.snapshot().projects} <= step.rows


def test_entries_about_a_cell_a_project_or_a_system(do: Do, plan: Plan) -> None:
    do(edits.add_system, name="Harbor")  # 2
    do(edits.add_project, title="Meters")  # 3
    do(edits.add_project, title="Other")  # 4
    do(edits.map_project, project="P-01", cell="RPE01.1")  # 5
    do(edits.add_milestone, project="P-01", title="Step")  # 6
    do(edits.complete_milestone, milestone="P-01/Step")  # 7
    undo(plan, today=TODAY, who="ann")  # 8
    do(edits.attest, cell="RPE01.1")  # 9
    statement = plan.snapshot().statements[0].id
    do(edits.add_evidence, statement=statement, evidence=[_proof()])  # 10
    do(edits.remove_project, project="P-01")  # 11
    assert entries_about(plan, "p-01") == {3, 5, 6, 7, 8, 11}
    assert entries_about(plan, "RPE01.1") == {5, 9, 10, 11}
    assert entries_about(plan, "Harbor") == {2, 5, 9, 10, 11}
    assert entries_about(plan, "P-99") == set()


def _proof() -> Any:
    from te_planner.plan.evidence import EvidenceText

    return EvidenceText("document", "Order 1", "Docket 2", "")
