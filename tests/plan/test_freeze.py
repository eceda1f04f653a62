"""A freeze keeps what was filed: nothing changes it or takes it back, and a change by hand shows."""

import hashlib
import sqlite3
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from support.often import tried
from te_planner.errors import PlannerError, WrongCall
from te_planner.plan import edits
from te_planner.plan.freezes import freeze_problems, read_freeze, read_freezes
from te_planner.plan.journal import read_journal, verify_chain
from te_planner.plan.replay import known_on
from te_planner.plan.store import Plan
from te_planner.plan.transaction import apply, redo, undo
from te_planner.tui.session import standing

from plan.conftest import ROAD, TODAY, Do, new_plan  # isort: skip  # fixtures' types
from plan.test_journal import STEPS, rows  # isort: skip  # the same edits


def values(plan: Plan, name: str = "Rate case", **more: Any) -> dict[str, Any]:
    head = plan.snapshot().head
    return {
        "name": name,
        "approved_by": "Board",
        "figures": '{"stage": 1}',
        "as_of": TODAY,
        "head_seq": head.seq,
        "head_hash": head.hash,
        "rules": "rules 1",
    } | more


def test_a_freeze_keeps_figures_head_edition_and_rules(do: Do, plan: Plan) -> None:
    do(edits.add_system, name="Harbor")
    head = plan.snapshot().head
    do(edits.freeze, **values(plan, note="filed"))
    frozen = read_freeze(plan, "rate CASE")
    assert frozen.figures == '{"stage": 1}'
    assert frozen.problems == ()
    found = frozen.freeze
    assert (found.head_seq, found.head_hash, found.rules, found.day) == (*head, "rules 1", TODAY)
    assert (found.name, found.approved_by, found.roadmap, found.note) == (
        "Rate case",
        "Board",
        ROAD.label,
        "filed",
    )
    assert found.figures == hashlib.sha256(b'{"stage": 1}').hexdigest()
    assert plan.snapshot().freezes == (found,)
    assert freeze_problems(plan) == []
    assert known_on(plan, TODAY) == plan.snapshot()


def test_the_same_figures_are_kept_once(do: Do, plan: Plan) -> None:
    do(edits.freeze, **values(plan, "One"))
    do(edits.freeze, **values(plan, "Two"))
    assert [each.figures for each in read_freezes(plan)] == ['{"stage": 1}'] * 2


def test_figures_read_before_another_edit_are_refused(do: Do, plan: Plan) -> None:
    read = values(plan)
    do(edits.add_system, name="Harbor")
    with pytest.raises(WrongCall, match=r"was changed \(entry 2: Add the system"):
        do(edits.freeze, **read)
    assert plan.snapshot().freezes == ()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"name": " "}, "name is empty"),
        ({"approved_by": ""}, "approved by is empty"),
        ({"as_of": "soon"}, "as of"),
        ({"note": "\x1b"}, "note"),
    ],
)
def test_a_freeze_says_what_it_is_and_who_approved_it(
    do: Do, plan: Plan, more: dict[str, str], said: str
) -> None:
    with pytest.raises(WrongCall, match=said):
        do(edits.freeze, **values(plan, **more))
    assert plan.snapshot().freezes == ()


def test_a_name_is_given_once(do: Do, plan: Plan) -> None:
    do(edits.freeze, **values(plan))
    with pytest.raises(WrongCall, match="already"):
        do(edits.freeze, **values(plan, "RATE CASE"))


def test_undo_and_redo_pass_a_freeze_over(do: Do, plan: Plan) -> None:
    do(edits.add_system, name="Harbor")
    do(edits.add_project, title="Meters")
    undo(plan, today=TODAY, who="ann")
    do(edits.freeze, **values(plan))
    assert [each.action for each in standing(read_journal(plan))[0]] == ["add_system"]
    assert [each.action for each in standing(read_journal(plan))[1]] == ["add_project"]
    redo(plan, today=TODAY, who="ann")
    assert len(plan.snapshot().projects) == 1
    for _ in range(2):
        undo(plan, today=TODAY, who="ann")
    assert plan.snapshot().systems == ()
    with pytest.raises(WrongCall, match="nothing to undo"):
        undo(plan, today=TODAY, who="ann")
    assert [each.freeze.name for each in read_freezes(plan)] == ["Rate case"]
    assert freeze_problems(plan) == []


@given(st.lists(st.sampled_from([*STEPS, "freeze"]), max_size=8))
@tried(20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undoing_all_gives_the_same_plan_with_its_freezes(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Any]
) -> None:
    with new_plan(tmp_path_factory.mktemp("plan")) as plan:
        empty = rows(plan.snapshot())
        for number, step in enumerate([(edits.add_system, {"name": "Harbor"}), *steps]):
            edit, given = (edits.freeze, values(plan, f"F{number}")) if step == "freeze" else step
            try:
                apply(plan, edit, roadmap=ROAD, today=TODAY, who="ann", **given)
            except PlannerError:
                continue
        full = rows(plan.snapshot())
        count = len(standing(read_journal(plan))[0])
        for _ in range(count):
            undo(plan, today=TODAY, who="ann")
        assert rows(plan.snapshot()) == empty._replace(freezes=full.freezes)
        for _ in range(count):
            redo(plan, today=TODAY, who="ann")
        assert rows(plan.snapshot()) == full
        assert (verify_chain(plan), freeze_problems(plan)) == ([], [])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE kept SET text = '{}' WHERE text = '{\"stage\": 1}'", "do not fit their SHA-256"),
        ("DELETE FROM kept WHERE text = '{\"stage\": 1}'", "no longer kept"),
        ("UPDATE freeze SET head_seq = 99", "not this plan's"),
        ("UPDATE freeze SET head_hash = 'x'", "not this plan's"),
        ("UPDATE freeze SET approved_by = 'Nobody'", "not what the journal says"),
        ("DELETE FROM freeze", "no longer in the plan"),
    ],
)
def test_a_freeze_changed_by_hand_is_found(do: Do, plan: Plan, change: str, said: str) -> None:
    do(edits.freeze, **values(plan))
    with sqlite3.connect(plan.path) as link:
        link.execute(change)
    link.close()
    assert any(said in problem for problem in freeze_problems(plan))
