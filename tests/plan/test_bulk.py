"""Several changes at once: all of them or none, one entry, one undo."""

import shutil
from pathlib import Path
from uuid import UUID

import pytest

from support.plans import TODAY, copied, real_roadmap
from te_planner.errors import WrongCall
from te_planner.plan import edits
from te_planner.plan.copies.apart import apart
from te_planner.plan.copies.merging import Merge, take_over
from te_planner.plan.journal import read_journal, verify_chain
from te_planner.plan.keys import new_keys
from te_planner.plan.replay import images_of, known_at, known_on
from te_planner.plan.sound.deep import deep_check
from te_planner.plan.store import Plan, open_plan
from te_planner.plan.transaction import apply, redo, undo


def several(plan: Plan, *changes: tuple[str, dict[str, object]]) -> None:
    apply(
        plan, edits.change_several, roadmap=real_roadmap(), today=TODAY, who="ann",
        changes=changes, summary="Several",
    )  # fmt: skip


def test_all_in_one_entry_that_one_undo_takes_back(tmp_path: Path) -> None:
    with open_plan(copied("harborview", tmp_path)) as plan:
        before, entries = plan.snapshot(), len(read_journal(plan))
        several(
            plan,
            ("change_project", {"project": "P-01", "owner": "Ann"}),
            ("change_project", {"project": "P-02", "owner": "Ann"}),
            ("add_mapped_project", {"title": "New", "cells": (("PCE02.2", 40),)}),
        )
        assert len(read_journal(plan)) == entries + 1
        assert {each.owner for each in plan.snapshot().projects if each.key in ("P-01", "P-02")} == {"Ann"}
        undo(plan, today=TODAY, who="ann")
        after = plan.snapshot()
        assert after._replace(head=before.head) == before
        assert verify_chain(plan) == []


def test_one_that_is_refused_leaves_all_as_they_were_and_is_named(tmp_path: Path) -> None:
    with open_plan(copied("harborview", tmp_path)) as plan:
        before = plan.snapshot()
        with pytest.raises(WrongCall, match=r"^P-999: .*\n?.*None of the 2 was changed"):
            several(
                plan,
                ("change_project", {"project": "P-01", "owner": "Ann"}),
                ("change_project", {"project": "P-999", "owner": "Ann"}),
            )
        assert plan.snapshot() == before


def test_what_lasts_is_no_part_of_several(tmp_path: Path) -> None:
    with open_plan(copied("harborview", tmp_path)) as plan, pytest.raises(WrongCall, match="freeze"):
        several(plan, ("freeze", {"name": "Filed"}))


def test_of_many_at_once_the_one_that_is_refused_is_named(tmp_path: Path) -> None:
    steps = [("add_milestone", {"project": "P-01", "title": f"Step {n}"}) for n in range(30)]
    with open_plan(copied("harborview", tmp_path)) as plan:
        before = plan.snapshot()
        for bad in ({"weight": 0}, {"title": "step 3"}, {"project": "P-999"}, {"actual": "2027-01-01"}):
            refused = {"project": "P-02", "title": "Bad", **bad} | (
                {"project": "P-01"} if "title" in bad else {}
            )
            with pytest.raises(WrongCall, match=rf"^{refused['project']}: .*\n?.*None of the 31 was changed"):
                several(plan, *steps, ("add_milestone", refused))
        assert plan.snapshot() == before


def test_what_follows_many_at_once_is_numbered_after_them(tmp_path: Path) -> None:
    new = [("add_project", {"key": f"X-{n}", "title": f"New {n}"}) for n in range(30)]
    with open_plan(copied("harborview", tmp_path)) as plan:
        several(plan, *new, ("set_status", {"project": "X-3", "status": "active"}))
        (row,) = [each for each in plan.snapshot().status_changes if each.status == "active"][-1:]
        assert row.seq == max(each.seq for each in plan.snapshot().status_changes)
        assert verify_chain(plan) == []


def test_of_many_at_once_those_without_a_key_get_the_next_free_one(tmp_path: Path) -> None:
    given = {3: "P-40", 7: "x-1"}
    new = [
        ("add_project", {"title": f"New {n}", **({"key": given[n]} if n in given else {})}) for n in range(24)
    ]
    made = []
    for size in (24, 3):  # at once, and one by one
        with open_plan(copied("harborview", tmp_path)) as plan:
            for begin in range(0, 24, size):
                several(plan, *new[begin : begin + size])
            made.append({each.title: each.key for each in plan.snapshot().projects})
    assert made[0] == made[1]
    assert made[0]["New 4"] == "P-41"


def test_of_many_at_once_each_is_tied_as_by_itself(tmp_path: Path) -> None:
    """Without a system it is the only one in which the project contributes to the cell."""
    steps = [("add_milestone", {"project": "P-01", "title": f"Step {n}"}) for n in range(30)]
    tied = ("add_milestone", {"project": "P-01", "title": "Tied", "cell": "PCE02.2"})
    with open_plan(copied("harborview", tmp_path)) as plan:
        several(plan, ("add_mapped_project", {"title": "New", "key": "X-1"}))
        before = plan.snapshot()
        with pytest.raises(WrongCall, match="name the cell too"):
            several(plan, *steps, ("add_milestone", {**tied[1], "cell": None, "system": "Harborview"}))
        assert plan.snapshot() == before
        apply(plan, edits.add_system, roadmap=real_roadmap(), today=TODAY, who="ann", name="Second")
        several(plan, ("map_project", {"project": "P-01", "cell": "PCE02.2", "systems": ["Second"]}))
        several(plan, *steps, tied)
        after = plan.snapshot()
        (row,) = [each for each in after.milestones if each.title == "Tied"]
        (place,) = [each.id for each in after.systems if each.name == "Second"]
        assert (row.cell, row.system_id) == ("PCE02.2", place)


def many(place: str) -> list[tuple[str, dict[str, object]]]:
    """New projects and milestones in which each column is filled in some rows and empty in others."""
    projects: list[tuple[str, dict[str, object]]] = [
        ("add_project", {
            "title": f"New “{n}”", "key": f"X-{n}" if n < 20 else None, "owner": "Ann" if n % 2 else None,
            "start": "2027-01-01" if n % 3 else None, "note": "one\ntwo" if n % 2 else None,
            "status": "active" if n % 2 else None, "status_day": "2026-03-01", "internal": n % 3 == 0,
        })
        for n in range(24)
    ]  # fmt: skip
    milestones: list[tuple[str, dict[str, object]]] = [
        ("add_milestone", {
            "project": f"X-{n % 20}", "title": f"Step {n}", "day": "2027-02-01" if n % 3 else None,
            "weight": n % 5 + 1, "forecast": "2027-03-01" if n % 2 else None,
            "actual": "2026-01-01" if n % 4 == 0 else None,
            "cell": "PCE02.2" if n % 3 else None, "system": place if n % 3 else None,
        })
        for n in range(30)
    ]  # fmt: skip
    return [
        (edit, {name: value for name, value in values.items() if value is not None})
        for edit, values in projects + milestones
    ]


def test_what_was_known_before_and_after_many_at_once_is_told_by_the_journal(tmp_path: Path) -> None:
    path = copied("harborview", tmp_path)
    other = Path(shutil.copy(path, tmp_path / "other.db"))
    with open_plan(path) as plan:
        before = plan.snapshot()
        seen = [before]
        road, (first, second) = real_roadmap(), ("2026-11-25", "2026-11-26")
        for today, edit, values in (
            (first, edits.change_several, {"changes": many(before.systems[0].name), "summary": "Many"}),
            (second, edits.change_project, {"project": "X-3", "owner": "Bob"}),
            (second, edits.remove_project, {"project": "X-4"}),
        ):
            apply(plan, edit, roadmap=road, today=today, who="ann", **values)
            seen.append(plan.snapshot())
        assert [known_at(plan, each.head.seq) for each in seen] == seen
        days = [(TODAY, before), (first, seen[1]), (second, seen[-1])]
        assert [known_on(plan, day) for day, _ in days] == [each for _, each in days]
        with open_plan(other) as copy:
            apply(copy, edits.add_project, roadmap=road, today=TODAY, who="bob", title="Bob's", key="P-98")
            found = take_over(Merge(copy, plan, apart(copy, plan), None, False, second, "bob"))
            assert {each.state for each in found} == {"taken"}
            assert known_at(copy, copy.snapshot().head.seq) == copy.snapshot()
            assert deep_check(copy).problems == ()
            assert len(copy.snapshot().milestones) == len(seen[-1].milestones)
        for turn, expected in ((undo, before), (redo, seen[-1])):
            for _ in range(3):
                turn(plan, today=second, who="ann")
            assert plan.snapshot()._replace(head=expected.head) == expected
            assert known_on(plan, second) == plan.snapshot()
        assert verify_chain(plan) == []
        assert deep_check(plan).problems == ()


def test_the_journal_says_of_many_at_once_what_it_says_of_each_by_itself(tmp_path: Path) -> None:
    told = []
    for size in (54, 18):  # at once, and one by one
        with open_plan(copied("harborview", tmp_path)) as plan:
            head = plan.snapshot().head.seq
            new = many("Harborview")
            for begin in range(0, len(new), size):
                several(plan, *new[begin : begin + size])
            images = [each for n in range(head, plan.snapshot().head.seq) for each in images_of(plan, n + 1)]
            told.append({(each["table"], tuple(each["after"])) for each in images})
    assert told[0] == told[1]


def test_keys_are_random_uuids() -> None:
    made = new_keys(200)
    assert len({*made}) == 200
    assert {(each.version, str(each) in made) for each in map(UUID, made)} == {(4, True)}
