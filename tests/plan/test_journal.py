"""The journal: one entry an action, undo and redo, and a chain that shows what was changed by hand."""

import sqlite3
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from support.meddled import meddle, resealed
from support.often import tried
from te_planner.errors import PlannerError, Unreadable, WrongCall
from te_planner.plan import edits
from te_planner.plan.journal import read_journal, verify_chain
from te_planner.plan.snapshot import Snapshot
from te_planner.plan.store import Plan, open_plan
from te_planner.plan.transaction import Edit, redo, undo

from plan.conftest import ROAD, TODAY, Do, new_plan  # isort: skip  # fixtures' types


def rows(snapshot: Snapshot) -> Snapshot:
    """All but the journal's head."""
    return snapshot._replace(head=snapshot.head._replace(seq=0, hash=""))


def test_each_action_is_one_entry_with_who_when_and_what(do: Do, plan: Plan) -> None:
    do(edits.add_system, name="Harbor", region="Coast")
    first, second = read_journal(plan)
    assert (first.seq, first.action) == (1, "create_plan")
    assert (second.who, second.day, second.kind, second.action) == ("ann", TODAY, "edit", "add_system")
    assert second.summary == "Add the system Harbor in Coast"
    assert plan.snapshot().head == (2, second.hash)


def test_undo_and_redo_survive_closing_and_a_new_edit_ends_the_redo(do: Do, plan: Plan) -> None:
    do(edits.add_system, name="Harbor")
    do(edits.add_project, title="Meters")
    undo(plan, today=TODAY, who="ann")
    assert plan.snapshot().projects == ()
    redo(plan, today=TODAY, who="ann")
    assert len(plan.snapshot().projects) == 1
    undo(plan, today=TODAY, who="ann")
    do(edits.add_project, title="Other")
    with pytest.raises(WrongCall, match="nothing to redo"):
        redo(plan, today=TODAY, who="ann")


def test_the_making_of_the_plan_cannot_be_undone(plan: Plan) -> None:
    with pytest.raises(WrongCall, match="nothing to undo"):
        undo(plan, today=TODAY, who="ann")


def test_removing_a_project_takes_its_own_along_and_undo_brings_all_back(do: Do, plan: Plan) -> None:
    do(edits.add_system, name="Harbor")
    for title in ("First", "Second"):
        do(edits.add_project, title=title, status="active")
    do(edits.map_project, project="P-01", cell="RPE01.1")
    do(edits.add_milestone, project="P-01", title="Step", day="2027-01-01", cell="RPE01.1")
    do(edits.depend, project="P-02", on="P-01")
    do(edits.set_budget, project="P-01", year=2027, kind="operating", planned=5)
    before = rows(plan.snapshot())
    do(edits.remove_project, project="P-01")
    assert len(plan.snapshot().projects) == 1
    undo(plan, today=TODAY, who="ann")
    assert rows(plan.snapshot()) == before


def test_the_journals_day_never_runs_backward(do: Do, plan: Plan) -> None:
    do(edits.add_system, name="Harbor")
    assert undo(plan, today="2020-01-01", who="ann").day == TODAY


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE journal SET summary = 'nothing' WHERE seq = 2",
        "UPDATE journal SET images = '[]' WHERE seq = 2",
        "DELETE FROM journal WHERE seq = 2",
    ],
)
def test_a_journal_changed_by_hand_no_longer_fits(do: Do, plan: Plan, change: str) -> None:
    do(edits.add_system, name="Harbor")
    do(edits.add_project, title="Meters")
    assert verify_chain(plan) == []
    with sqlite3.connect(plan.path) as link:
        link.execute(change)
    link.close()
    assert verify_chain(plan)


def test_an_undo_that_no_longer_fits_is_refused(do: Do, plan: Plan) -> None:
    do(edits.add_system, name="Harbor")
    with sqlite3.connect(plan.path) as link:
        link.execute("UPDATE system SET note = 'changed by hand'")
    link.close()
    resealed(plan.path)
    with pytest.raises(WrongCall, match="changed since"):
        undo(plan, today=TODAY, who="ann")


STEPS: list[tuple[Edit, dict[str, Any]]] = [
    (edits.add_project, {"title": "More"}),
    (edits.map_project, {"project": "P-01", "cell": "RPE01.1", "share": 60}),
    (edits.map_project, {"project": "P-01", "cell": "RPE01.1", "share": 80}),
    (edits.unmap_project, {"project": "P-01", "cell": "RPE01.1"}),
    (edits.add_milestone, {"project": "P-01", "title": "Step", "day": "2026-12-01"}),
    (edits.complete_milestone, {"milestone": "P-01/Step"}),
    (edits.reopen_milestone, {"milestone": "P-01/Step"}),
    (edits.attest, {"cell": "RPE01.1"}),
    (edits.observe, {"cell": "BME01.1"}),
    (edits.set_not_applicable, {"cell": "RPE01.2", "reason": "no rule"}),
    (edits.end_not_applicable, {"cell": "RPE01.2"}),
    (edits.depend, {"project": "P-02", "on": "P-01"}),
    (edits.remove_project, {"project": "P-02"}),
    (edits.pick_stage, {"characteristic": "value", "stage": 2}),
    (edits.waive_requirement, {"benefit": "RPB01.1", "requires": "RPE01.1", "reason": "pilot"}),
]


@given(st.lists(st.sampled_from(STEPS), max_size=8))
@tried(25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undoing_all_and_doing_all_again_gives_the_same_plan(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Edit, dict[str, Any]]]
) -> None:
    from te_planner.plan.transaction import apply

    with new_plan(tmp_path_factory.mktemp("plan")) as plan:
        states = [rows(plan.snapshot())]
        for edit, values in [
            (edits.add_system, {"name": "Harbor"}),
            (edits.add_project, {"title": "One"}),
            *steps,
        ]:
            try:
                apply(plan, edit, roadmap=ROAD, today=TODAY, who="ann", **values)
            except PlannerError:
                assert rows(plan.snapshot()) == states[-1]
                continue
            states.append(rows(plan.snapshot()))
        for state in reversed(states[:-1]):
            undo(plan, today=TODAY, who="ann")
            assert rows(plan.snapshot()) == state
        for state in states[1:]:
            redo(plan, today=TODAY, who="ann")
            assert rows(plan.snapshot()) == state
        assert verify_chain(plan) == []


def test_a_journal_whose_end_was_cut_off_no_longer_fits(do: Do, plan: Plan) -> None:
    do(edits.add_system, name="Harbor")
    do(edits.add_project, title="Meters")
    meddle(plan.path, "DELETE FROM journal WHERE seq = 3")
    assert verify_chain(plan) == [
        "the journal ends with entry 2, but was written to entry 3: its end is missing"
    ]
    with pytest.raises(Unreadable, match="does not fit its checksum"):
        open_plan(plan.path)
    with open_plan(plan.path, doubted=True) as again:
        assert not again.is_sealed


def test_an_edit_that_fails_leaves_the_second_head_as_it_was(do: Do, plan: Plan) -> None:
    do(edits.add_project, title="Meters")
    with pytest.raises(WrongCall, match="since you looked"):
        do(edits.change_project, project="P-01", owner="A. Mara", seen=1)
    with pytest.raises(WrongCall, match="says so already"):
        do(edits.change_project, project="P-01", title="Meters")
    assert verify_chain(plan) == []
