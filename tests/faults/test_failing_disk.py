"""Each write of each edit fails in turn: a message, the plan as before, and on it goes when there is room."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from faults.chance import EACH_KIND, begin, do, faults_of
from faults.conftest import LONG, Told, needs_disk, tries
from faults.disk import FAULTS, Disk, caught
from faults.doors import NO_TEXT, build, values
from plan.conftest import ROAD, TODAY
from support.plans import real_roadmap
from te_planner.errors import Unreadable
from te_planner.plan import edits
from te_planner.plan.journal import Entry
from te_planner.plan.store import Plan, create_plan, open_plan
from te_planner.plan.transaction import apply, undo

pytestmark = needs_disk
FOLDER = "folder's fsync error"

TURNS = {"disk full": 0, "I/O error": 1, "read-only": 2}
"""Each sort of edit meets one of these at each of its writes, all of them at length; the rest always."""
CASES = [(fault, True) for fault in FAULTS if fault != FOLDER]
ONCE = [(fault, False) for fault, _ in CASES]


@pytest.mark.parametrize(("fault", "for_good"), CASES + ONCE * LONG)
def test_a_failed_write_leaves_the_plan_as_it_was(
    tmp_path: Path, told: Told, fault: str, for_good: bool
) -> None:
    ends: Counter[str] = Counter()
    with (
        create_plan(tmp_path / "ours.db", name="Ours", roadmap=ROAD, today=TODAY, who="ann") as plan,
        caught(tmp_path) as disk,
    ):
        begin(plan)
        for number, (edit, values) in enumerate(EACH_KIND):
            if not LONG and TURNS.get(fault, number % 3) != number % 3:
                do(plan, edit, values)
                continue
            ends += each_write_fails(plan, disk, fault, for_good, partial(do, plan, edit, values))
        assert faults_of(plan) == []
    tell(told, f"{fault}, {'from then on' if for_good else 'once'}", ends)
    assert ends["refused"] > 20
    with open_plan(tmp_path / "ours.db") as again:
        do(again, edits.add_project, {"title": "Works on"})
    assert [each.name for each in tmp_path.iterdir()] == ["ours.db"]


def each_write_fails(
    plan: Plan, disk: Disk, fault: str, for_good: bool, edit: Callable[[], Entry]
) -> Counter[str]:
    """The edit's first write fails, then its second, until none does; how each of them ended."""
    ends: Counter[str] = Counter()
    at = 0
    while True:
        at += 1
        before = plan.snapshot()
        disk.arm(at, fault, for_good=for_good)
        try:
            edit()
        except Unreadable as error:
            assert "Nothing was changed" in str(error)
            ends["refused"] += 1
        finally:
            failed, _ = disk.failed, disk.arm(0, fault)
        ends["tried"] += failed > 0
        after = plan.snapshot()
        if after != before:  # nothing failed, or only what SQLite can do without
            ends["confirmed"] += failed > 0
            assert after.head.seq == before.head.seq + 1
        if after != before and not failed:
            return ends
        if after != before:
            undo(plan, today=TODAY, who="ann")


def tell(told: Told, what: str, ends: Counter[str]) -> None:
    told(what, ends["tried"], 0, refused=ends["refused"], confirmed=ends["confirmed"])
    assert ends["tried"] == ends["refused"] + ends["confirmed"]


NO_DISK = {*NO_TEXT, "remove_overlay", "freeze", "waive_requirement"}
"""Edits that need a file, an overlay or an edition, that nothing takes back, or that `EACH_KIND` has."""
CHANGES = {
    "change_driver": {"note": "n"}, "change_measure": {"unit": "GWh"}, "change_milestone": {"title": "Shut"},
    "change_obligation": {"title": "Report"}, "change_plan": {"note": "n"}, "change_project": {"note": "n"},
    "change_waypoint": {"note": "n"}, "estimate_gap": {"cost": "500"},
}  # fmt: skip


def test_each_write_of_every_edit_fails(tmp_path: Path, told: Told) -> None:
    """A few of them, of which each meets one fault; at length all meet each."""
    ends: Counter[str] = Counter()
    names = sorted(set(edits.__all__) - NO_DISK)
    faults = [each for each in FAULTS if each != FOLDER]
    with open_plan(build(tmp_path)) as plan, caught(tmp_path) as disk:
        for number, name in enumerate(names[:: tries(20, 1)]):
            given = values(plan.snapshot())[name] | CHANGES.get(name, {})
            for fault in faults if LONG else faults[number % len(faults) :][:1]:
                edit = partial(
                    apply, plan, getattr(edits, name), roadmap=real_roadmap(), today=TODAY, who="ann", **given
                )
                ends += each_write_fails(plan, disk, fault, True, edit)
                undo(plan, today=TODAY, who="ann")
        assert faults_of(plan) == []
    tell(told, "a write of any edit fails", ends)
    assert ends["refused"] > 20


def test_an_edit_whose_folder_could_not_be_synced_is_not_said_to_be_undone(
    tmp_path: Path, told: Told
) -> None:
    """The journal's file is gone, so the edit stands: what is said must not be that nothing was changed."""
    with (
        create_plan(tmp_path / "ours.db", name="Ours", roadmap=ROAD, today=TODAY, who="ann") as plan,
        caught(tmp_path) as disk,
    ):
        begin(plan)
        for edit, values in EACH_KIND:
            before = plan.snapshot().head.seq
            disk.arm(1, FOLDER)
            with pytest.raises(Unreadable, match="was written, but"):
                do(plan, edit, values)
            disk.arm(0, FOLDER)
            assert plan.snapshot().head.seq == before + 1
        assert faults_of(plan) == []
    told(FOLDER, len(EACH_KIND), 0, told_as_written=len(EACH_KIND))
