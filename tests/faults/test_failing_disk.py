"""Each write of each edit fails in turn: a message, the plan as before, and on it goes when there is room."""

from pathlib import Path

import pytest

from faults.chance import EACH_KIND, begin, do, faults_of
from faults.conftest import LONG, Told, needs_disk
from faults.disk import FAULTS, caught
from plan.conftest import ROAD, TODAY
from te_planner.errors import Unreadable
from te_planner.plan import edits
from te_planner.plan.store import create_plan, open_plan
from te_planner.plan.transaction import undo

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
    tried = refused = kept = 0
    with (
        create_plan(tmp_path / "ours.db", name="Ours", roadmap=ROAD, today=TODAY, who="ann") as plan,
        caught(tmp_path) as disk,
    ):
        begin(plan)
        for number, (edit, values) in enumerate(EACH_KIND):
            if not LONG and TURNS.get(fault, number % 3) != number % 3:
                do(plan, edit, values)
                continue
            at = 0
            while True:
                at += 1
                before = plan.snapshot()
                disk.arm(at, fault, for_good=for_good)
                try:
                    do(plan, edit, values)
                except Unreadable as error:
                    assert "Nothing was changed" in str(error)
                    refused += 1
                finally:
                    failed, _ = disk.failed, disk.arm(0, fault)
                tried += failed > 0
                after = plan.snapshot()
                if after != before:  # nothing failed, or only what SQLite can do without
                    kept += failed > 0
                    assert after.head.seq == before.head.seq + 1
                if after != before and not failed:
                    break
                if after != before:
                    undo(plan, today=TODAY, who="ann")
        assert faults_of(plan) == []
    told(f"{fault}, {'from then on' if for_good else 'once'}", tried, 0, refused=refused, confirmed=kept)
    assert tried == refused + kept
    assert refused > 20
    with open_plan(tmp_path / "ours.db") as again:
        do(again, edits.add_project, {"title": "Works on"})
    assert [each.name for each in tmp_path.iterdir()] == ["ours.db"]


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
