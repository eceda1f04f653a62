"""Two copies of a plan that went apart: what is missing is taken over, and nothing is written over unseen."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from support.often import tried
from te_planner.errors import PlannerError, Unreadable, WrongCall
from te_planner.plan import edits
from te_planner.plan.copies.apart import apart
from te_planner.plan.copies.merging import Merge, Taken, take_over, try_out
from te_planner.plan.freezes import freeze_problems
from te_planner.plan.journal import Entry, read_journal, verify_chain
from te_planner.plan.snapshot import Snapshot
from te_planner.plan.sound.deep import deep_check
from te_planner.plan.store import Plan, create_plan, open_plan
from te_planner.plan.transaction import Edit, apply, redo, undo

from plan.conftest import ROAD, TODAY, Do, new_plan  # isort: skip  # fixtures' types
from plan.test_journal import STEPS, rows  # isort: skip  # the same edits


@pytest.fixture
def other(do: Do, plan: Plan) -> Iterator[Plan]:
    """Bob's copy of the plan, as it was after its first edits."""
    do(edits.add_system, name="Harbor")
    do(edits.add_project, title="Meters")
    with open_plan(Path(shutil.copy(plan.path, plan.path.with_name("bobs.db")))) as copy:
        yield copy


@pytest.fixture
def bob(other: Plan) -> Do:
    def edit(change: Edit, **values: Any) -> Entry:
        return apply(other, change, roadmap=ROAD, today=TODAY, who="bob", **values)

    return edit


def merged(
    plan: Plan, other: Plan, work: Callable[[Merge], list[Taken]] = take_over, **asked: Any
) -> list[str]:
    """What became of each of the other's entries."""
    chosen, theirs = asked.get("chosen"), asked.get("theirs", False)
    merge = Merge(plan, other, apart(plan, other), chosen, theirs, TODAY, "ann")
    tried, before = try_out(merge), plan.snapshot()
    assert plan.snapshot() == before
    found = work(merge)
    assert [each[1:] for each in tried] == [each[1:] for each in found]
    assert verify_chain(plan) == []
    assert deep_check(plan).problems == ()
    return [each.state for each in found]


def test_what_is_missing_is_taken_over_as_entries_that_say_whose_they_were(
    do: Do, bob: Do, plan: Plan, other: Plan
) -> None:
    do(edits.change_project, project="P-01", owner="A. Mara")
    head = bob(edits.attest, cell="RPE01.1", why="the order came").hash
    bob(edits.change_plan, name="Theirs")
    assert merged(plan, other) == ["taken", "taken"]
    snapshot = plan.snapshot()
    assert (snapshot.plan.name, snapshot.projects[0].owner) == ("Theirs", "A. Mara")
    assert [each.cell for each in snapshot.statements] == ["RPE01.1"]
    entry = read_journal(plan)[-2]
    assert entry.who == "ann"
    assert entry.summary.startswith("Taken over from bobs.db: Attest")
    assert entry.why.startswith(f"Entry 4 ({head[:12]}) there, by bob, 20")
    assert entry.why.endswith("the order came")


def test_taken_over_twice_nothing_is_doubled(do: Do, bob: Do, plan: Plan, other: Plan) -> None:
    do(edits.attest, cell="RPE01.2")
    bob(edits.attest, cell="RPE01.1")
    assert merged(plan, other) == ["taken"]
    head = plan.snapshot().head
    assert merged(plan, other) == ["here"]
    assert plan.snapshot().head == head


def test_taken_over_there_and_back_nothing_is_doubled(do: Do, bob: Do, plan: Plan, other: Plan) -> None:
    do(edits.add_project, title="Ours")
    do(edits.change_project, project="P-02", owner="A. Mara")
    bob(edits.add_project, title="Theirs")
    bob(edits.change_project, project="P-02", owner="B. Ode")
    assert merged(plan, other) == ["taken", "taken"]
    assert merged(other, plan) == ["taken", "taken", "here", "here"]
    assert merged(plan, other) == ["here", "here", "here", "here"]
    assert {each.title for each in other.snapshot().projects} == {"Meters", "Ours", "Theirs"}


def test_what_was_taken_over_and_undone_can_be_taken_over_again(bob: Do, plan: Plan, other: Plan) -> None:
    bob(edits.attest, cell="RPE01.1")
    assert merged(plan, other) == ["taken"]
    undo(plan, today=TODAY, who="ann")
    assert merged(plan, other) == ["taken"]
    assert len(plan.snapshot().statements) == 1


def test_undo_takes_back_what_was_taken_over(do: Do, bob: Do, plan: Plan, other: Plan) -> None:
    do(edits.change_project, project="P-01", owner="A. Mara")
    before = rows(plan.snapshot())
    bob(edits.attest, cell="RPE01.1")
    bob(edits.remove_project, project="P-01")
    assert merged(plan, other, theirs=True) == ["taken", "taken"]
    after = rows(plan.snapshot())
    for turn, state in ((undo, None), (undo, before), (redo, None), (redo, after)):
        turn(plan, today=TODAY, who="ann")
        assert state is None or rows(plan.snapshot()) == state


def test_a_row_that_both_changed_is_a_conflict_with_both_versions(
    do: Do, bob: Do, plan: Plan, other: Plan
) -> None:
    do(edits.change_project, project="P-01", owner="A. Mara")
    bob(edits.change_project, project="P-01", owner="B. Ode")
    bob(edits.change_project, project="P-01", title="Smart meters")
    bob(edits.add_region, name="Inland")
    merge = Merge(plan, other, apart(plan, other), None, False, TODAY, "ann")
    first = try_out(merge)[0]
    assert first.reasons == ("project P-01: owner: was nothing, theirs “B. Ode”, yours “A. Mara”",)
    assert merged(plan, other) == ["conflict", "conflict", "taken"]
    assert plan.snapshot().projects[0].owner == "A. Mara"
    assert merged(plan, other, theirs=True) == ["taken", "taken", "here"]
    assert plan.snapshot().projects[0][2:4] == ("Smart meters", "B. Ode")


def test_what_rests_on_what_was_not_taken_over_is_not_either(bob: Do, plan: Plan, other: Plan) -> None:
    bob(edits.add_project, title="Chargers")
    bob(edits.map_project, project="P-02", cell="RPE01.1")
    assert merged(plan, other, chosen={5}) == ["not chosen", "conflict"]
    assert plan.snapshot().contributions == ()
    assert merged(plan, other, chosen={4, 5}) == ["taken", "taken"]


def test_two_new_projects_of_one_key_stay_two(do: Do, bob: Do, plan: Plan, other: Plan) -> None:
    do(edits.add_project, title="Ours")
    bob(edits.add_project, title="Theirs")
    bob(edits.map_project, project="P-02", cell="RPE01.1")
    bob(edits.change_project, project="P-02", owner="B. Ode")
    assert merged(plan, other) == ["taken", "taken", "taken"]
    projects = {each.key: (each.title, each.owner) for each in plan.snapshot().projects}
    assert projects == {"P-01": ("Meters", ""), "P-02": ("Ours", ""), "P-03": ("Theirs", "B. Ode")}
    assert "P-02 became P-03" in read_journal(plan)[-3].why
    assert merged(plan, other) == ["here", "here", "here"]


def test_a_name_that_both_gave_is_told(do: Do, bob: Do, plan: Plan, other: Plan) -> None:
    do(edits.add_region, name="Inland")
    bob(edits.add_region, name="Inland")
    (found,) = try_out(Merge(plan, other, apart(plan, other), None, True, TODAY, "ann"))
    assert (found.state, found.reasons) == (
        "conflict",
        ("there is another row of the same kind here (region name)",),
    )


def test_what_was_undone_there_and_what_was_filed_there_stay_there(
    do: Do, bob: Do, plan: Plan, other: Plan
) -> None:
    do(edits.add_region, name="Inland")
    bob(edits.attest, cell="RPE01.1")
    undo(other, today=TODAY, who="bob")
    undo(other, today=TODAY, who="bob")  # of what both have
    head = other.snapshot().head
    bob(
        edits.freeze, name="Filed", approved_by="Board", figures="{}", as_of=TODAY, head_seq=head.seq,
        head_hash=head.hash, rules="1",
    )  # fmt: skip
    assert merged(plan, other) == ["left", "left", "taken", "left"]
    assert plan.snapshot().projects == ()
    assert freeze_problems(plan) == []


def test_another_plan_or_one_changed_by_hand_is_refused(
    bob: Do, plan: Plan, other: Plan, tmp_path: Path
) -> None:
    import sqlite3

    another = create_plan(tmp_path / "else.db", name="Else", roadmap=ROAD, today=TODAY, who="ann")
    with another, pytest.raises(WrongCall, match="is another plan"):
        apart(plan, another)
    with pytest.raises(WrongCall, match="is the plan itself"):
        apart(plan, plan)
    bob(edits.add_region, name="Inland")
    link = sqlite3.connect(other.path)
    link.execute("UPDATE journal SET images = replace(images, 'Inland', 'Outland')")
    link.commit()
    link.close()
    with pytest.raises(Unreadable, match="was changed by hand"):
        apart(plan, other)


@given(
    st.lists(st.tuples(st.booleans(), st.sampled_from([*STEPS, "undo", "redo"])), max_size=12), st.booleans()
)
@tried(25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_however_they_went_apart_the_plan_stays_sound(
    tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[bool, Any]], theirs: bool
) -> None:
    folder = tmp_path_factory.mktemp("plan")
    with new_plan(folder) as plan:
        for edit, values in ((edits.add_system, {"name": "Harbor"}), (edits.add_project, {"title": "One"})):
            apply(plan, edit, roadmap=ROAD, today=TODAY, who="ann", **values)  # type: ignore[arg-type]
        with open_plan(Path(shutil.copy(plan.path, folder / "bobs.db"))) as other:
            for here, move in moves:
                target = plan if here else other
                try:
                    if isinstance(move, str):
                        (undo if move == "undo" else redo)(target, today=TODAY, who="ann")
                    else:
                        apply(target, move[0], roadmap=ROAD, today=TODAY, who="ann", **move[1])
                except PlannerError:
                    continue
            states = merged(plan, other, theirs=theirs)
            if not any(here for here, _ in moves):
                assert "conflict" not in states
                assert _bare(plan.snapshot()) == _bare(other.snapshot())


def _bare(snapshot: Snapshot) -> Snapshot:
    return rows(snapshot)
