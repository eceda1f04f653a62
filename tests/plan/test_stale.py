"""Two hands at one plan: what somebody changed since one looked is not written over unseen."""

import pytest

from te_planner.errors import WrongCall
from te_planner.plan import edits
from te_planner.plan.store import Plan
from te_planner.plan.transaction import apply, undo

from plan.conftest import ROAD, TODAY, Do  # isort: skip  # fixtures' types


def by_bob(plan: Plan, **values: str) -> int:
    entry = apply(plan, edits.change_project, roadmap=ROAD, today=TODAY, who="bob", project="P-01", **values)
    return entry.seq


def test_a_row_that_changed_since_is_refused_with_both_versions(do: Do, plan: Plan) -> None:
    seen = do(edits.add_project, title="Meters").seq
    by_bob(plan, owner="B. Ode")
    before = plan.snapshot()
    with pytest.raises(WrongCall) as told:
        do(edits.change_project, project="P-01", owner="A. Mara", seen=seen)
    text = str(told.value)
    assert "bob changed this project since you looked (entry 3:" in text
    assert "owner: was nothing, theirs “B. Ode”, yours “A. Mara”" in text
    assert plan.snapshot() == before


def test_a_row_that_is_gone_for_us_and_changed_by_them_is_refused(do: Do, plan: Plan) -> None:
    seen = do(edits.add_project, title="Meters").seq
    by_bob(plan, owner="B. Ode")
    with pytest.raises(WrongCall, match="theirs: kept; yours: removed"):
        do(edits.remove_project, project="P-01", seen=seen)


def test_other_rows_and_own_entries_and_what_was_seen_are_no_obstacle(do: Do, plan: Plan) -> None:
    seen = do(edits.add_project, title="Meters").seq
    do(edits.add_project, title="Other", seen=seen)
    latest = by_bob(plan, owner="B. Ode")
    do(edits.change_project, project="P-02", owner="A. Mara", seen=seen, own={3})
    do(edits.change_project, project="P-01", owner="A. Mara", seen=latest)
    do(edits.change_project, project="P-01", owner="A. Moss", seen=seen, own={3, latest, 5, 6})
    assert plan.snapshot().projects[0].owner == "A. Moss"


def test_what_others_did_meanwhile_is_not_taken_back_unseen(do: Do, plan: Plan) -> None:
    seen = do(edits.add_project, title="Meters").seq
    latest = by_bob(plan, owner="B. Ode")
    with pytest.raises(WrongCall, match="bob changed the plan meanwhile"):
        undo(plan, today=TODAY, who="ann", seen=seen)
    undo(plan, today=TODAY, who="ann", seen=latest)
    undo(plan, today=TODAY, who="ann", seen=seen)
    assert plan.snapshot().projects == ()
