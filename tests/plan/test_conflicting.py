"""Copies that a synced folder makes beside a plan are told, and a planner's own are not."""

import shutil
from pathlib import Path

import pytest

from te_planner.plan import edits
from te_planner.plan.copies.conflicting import conflicting_copies
from te_planner.plan.store import Plan, create_plan, open_plan
from te_planner.plan.transaction import apply

from plan.conftest import ROAD, TODAY, Do  # isort: skip  # fixtures' types

MADE = (
    "ours (conflicted copy 2026-11-24).db",
    "ours (Ann's conflicted copy 2026-11-24).db",
    "ours-DESKTOP-7F3.db",
    "ours.sync-conflict-20261124-140200-ABCDEFG.db",
    "ours (1).db",
    "ours_conflict-20261124-140200.db",
)


def gone_apart(plan: Plan, name: str) -> Path:
    path = Path(shutil.copy(plan.path, plan.path.with_name(name)))
    with open_plan(path) as copy:
        apply(copy, edits.add_project, roadmap=ROAD, today=TODAY, who="bob", title="Chargers")
    return path


@pytest.mark.parametrize("name", MADE)
def test_each_services_copy_is_found_with_what_is_missing_here(plan: Plan, name: str) -> None:
    path = gone_apart(plan, name)
    assert conflicting_copies(plan.path) == ((path, 1),)


@pytest.mark.parametrize(
    "name", ["ours-old.db", "ours2.db", "ours (1).yaml", "other (1).db", "ours (1).db.bak"]
)
def test_other_names_are_none(plan: Plan, name: str) -> None:
    gone_apart(plan, name)
    assert conflicting_copies(plan.path) == ()


def test_what_is_no_copy_or_has_nothing_new_is_none(do: Do, plan: Plan) -> None:
    shutil.copy(plan.path, plan.path.with_name("ours (1).db"))
    do(edits.add_project, title="Meters")
    plan.path.with_name("ours (2).db").write_text("Dear board", encoding="utf-8")
    other = plan.path.with_name("ours (3).db")
    create_plan(other, name="Other", roadmap=ROAD, today=TODAY, who="ann").close()
    assert conflicting_copies(plan.path) == ()
