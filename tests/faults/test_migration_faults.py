"""A migration fails, or power is lost, at each of its writes: the old plan is good, or the new one is."""

import gzip
import sqlite3
from pathlib import Path
from random import Random

import pytest

from faults.conftest import Told, needs_disk, tries
from faults.disk import FAULTS, Disk, caught
from faults.test_power_loss import LOSSES, Platter
from te_planner.errors import Unreadable
from te_planner.plan.journal import verify_chain
from te_planner.plan.snapshot import Snapshot
from te_planner.plan.store import OLDER, open_plan

pytestmark = needs_disk
OLD = Path(__file__).parents[1] / "plan" / "old"


@pytest.fixture(params=OLDER)
def old(request: pytest.FixtureRequest) -> bytes:
    return gzip.decompress((OLD / f"{request.param}.db.gz").read_bytes())


def laid(folder: Path, content: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    path = folder / "ours.db"
    path.write_bytes(content)
    return path


def opened(path: Path) -> Snapshot:
    with open_plan(path) as plan:
        assert verify_chain(plan) == []
        return plan.snapshot()


def recorded(folder: Path, old: bytes) -> tuple[Snapshot, Disk]:
    path = laid(folder, old)
    with caught(folder) as disk:
        disk.arm(0, "I/O error")
        return opened(path), disk


@pytest.mark.parametrize("fault", FAULTS)
def test_a_migration_that_fails_leaves_a_good_plan(
    tmp_path: Path, told: Told, old: bytes, fault: str
) -> None:
    whole, disk = recorded(tmp_path / "once", old)
    counted = [each for each in disk.steps if each.kind in FAULTS[fault]]
    tried = Random(fault).sample(range(1, len(counted) + 1), min(len(counted), tries(6, 10_000)))
    old_good = new_good = 0
    for at in sorted(tried):
        path = laid(tmp_path / "again", old)
        with caught(path.parent) as disk:
            disk.arm(at, fault)
            try:
                open_plan(path).close()
            except Unreadable as error:
                assert "It is as it was" in str(error) or "cannot be" in str(error)
                old_good += path.read_bytes() == old
        new_good += path.read_bytes() != old
        assert opened(path) == whole
    told(f"migration: {fault}", len(tried), 0, old_file_good=old_good, new_file_good=new_good)


@pytest.mark.parametrize("loss", LOSSES)
def test_power_lost_while_a_plan_is_migrated(tmp_path: Path, told: Told, old: bytes, loss: str) -> None:
    whole, disk = recorded(tmp_path / "once", old)
    random, steps = Random(loss), disk.steps
    platter = Platter({(tmp_path / "once" / "ours.db").resolve(): old})
    cuts = set(random.sample(range(len(steps)), min(len(steps), tries(6, 10_000))))
    for number, each in enumerate(steps):
        if number in cuts:
            path = laid(tmp_path / "again", old)
            for name, content in platter.after(loss, random).items():
                path.with_name(name.name).write_bytes(content)
            assert opened(path) == whole
        platter.do(each)
    told(f"migration: power lost, losing {loss}", len(cuts), 0, opened_with_everything=len(cuts))


def test_the_copy_that_a_migration_keeps_is_the_old_plan(tmp_path: Path, old: bytes) -> None:
    path = laid(tmp_path / "kept", old)
    open_plan(path).close()
    (copy,) = path.parent.glob("*.bak")
    with sqlite3.connect(copy) as link:
        assert link.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
