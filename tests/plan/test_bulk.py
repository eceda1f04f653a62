"""Several changes at once: all of them or none, one entry, one undo."""

from pathlib import Path

import pytest

from support.plans import TODAY, copied, real_roadmap
from te_planner.errors import WrongCall
from te_planner.plan import edits
from te_planner.plan.journal import read_journal, verify_chain
from te_planner.plan.store import Plan, open_plan
from te_planner.plan.transaction import apply, undo


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
