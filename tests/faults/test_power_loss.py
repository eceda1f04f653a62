"""Power is lost at each point of a recorded order of writes; what was not synced is there or not."""

import sqlite3
from pathlib import Path
from random import Random

import pytest

from faults.chance import begin, faults_of, step
from faults.conftest import Told, needs_disk, tries
from faults.disk import Step, caught
from plan.conftest import ROAD, TODAY
from support.meddled import meddle, resealed
from te_planner.plan.store import create_plan, open_plan

pytestmark = needs_disk
SECTOR = 512
LOSSES = ("nothing", "all that was not synced", "some of it")


class Platter:
    """What is on the disk for certain, and what was asked for since."""

    def __init__(self, files: dict[Path, bytes]) -> None:
        self.certain = {path: bytearray(content) for path, content in files.items()}
        self.asked: list[Step] = []

    def do(self, step: Step) -> None:
        if step.kind == "sync":
            self._settle(step.path)
        elif step.kind == "delete" and step.whole:
            self.certain.pop(step.path, None)
            self.asked = [each for each in self.asked if each.path != step.path]
        else:
            self.asked.append(step)

    def _settle(self, path: Path) -> None:
        for each in self.asked:
            if each.path == path:
                _carry_out(self.certain, each)
        self.certain.setdefault(path, bytearray())
        self.asked = [each for each in self.asked if each.path != path]

    def after(self, loss: str, random: Random) -> dict[Path, bytearray]:
        """The files as they are when power comes back."""
        files = {path: bytearray(content) for path, content in self.certain.items()}
        for each in self.asked:
            if loss == "nothing":
                _carry_out(files, each)
            elif loss == "some of it" and random.random() < 0.5:
                torn = each.content[: random.randrange(len(each.content) // SECTOR + 1) * SECTOR]
                whole = not each.content or random.random() < 0.7
                _carry_out(files, each if whole else each._replace(content=torn))
        return files


def _carry_out(files: dict[Path, bytearray], step: Step) -> None:
    if step.kind == "delete":
        files.pop(step.path, None)
        return
    content = files.setdefault(step.path, bytearray())
    if step.kind == "truncate":
        del content[step.offset :]
    elif step.content:
        content.extend(bytes(max(0, step.offset - len(content))))
        content[step.offset : step.offset + len(step.content)] = step.content


@pytest.mark.parametrize("loss", LOSSES)
def test_after_power_came_back_all_that_was_confirmed_is_there(tmp_path: Path, told: Told, loss: str) -> None:
    made, back = tmp_path / "made", tmp_path / "back"
    made.mkdir()
    back.mkdir()
    confirmed = [(0, 0)]  # after how many steps which entry had been confirmed
    random = Random(f"{loss} 1")
    with create_plan(made / "ours.db", name="Ours", roadmap=ROAD, today=TODAY, who="ann") as plan:
        begin(plan)
        files = {plan.path.resolve(): plan.path.read_bytes()}
        confirmed = [(0, plan.snapshot().head.seq)]
        with caught(made) as disk:
            for _ in range(tries(25, 200)):
                if entry := step(plan, random):
                    confirmed.append((len(disk.steps), entry.seq))
            steps = list(disk.steps)
    platter, lost = Platter(files), 0
    cuts = set(random.sample(range(len(steps)), min(len(steps), tries(120, 10_000))))
    for number, each in enumerate([*steps, None]):
        if number in cuts or each is None:
            held = max(seq for at, seq in confirmed if at <= number)
            lost += not _is_whole(platter.after(loss, random), back, held)
        if each:
            platter.do(each)
    told(f"power lost at a write, losing {loss}", len(cuts) + 1, lost, found_whole=len(cuts) + 1 - lost)
    assert lost == 0


def test_pages_that_nothing_is_in_may_come_back_with_anything(tmp_path: Path) -> None:
    """SQLite's journal does not hold them: after a rollback the lost transaction stands in them."""
    path = tmp_path / "ours.db"
    create_plan(path, name="Ours", roadmap=ROAD, today=TODAY, who="ann").close()
    meddle(path, "CREATE TABLE full AS SELECT hex(zeroblob(40000)) AS text", "DROP TABLE full")
    before = resealed(path).read_bytes()
    link = sqlite3.connect(path, isolation_level=None)
    link.execute("PRAGMA cache_size=1")  # what does not fit is written before the commit
    link.execute("BEGIN IMMEDIATE")
    link.execute("UPDATE plan SET note = hex(zeroblob(20000))")
    link.execute("UPDATE journal SET why = hex(zeroblob(20000))")
    files = {each: each.read_bytes() for each in tmp_path.iterdir()}
    link.execute("ROLLBACK")
    link.close()
    for each, content in files.items():
        each.write_bytes(content)
    assert len(files) == 2  # with the journal, which is played back
    with open_plan(path) as plan:
        assert plan.snapshot().head.seq == 1
    assert path.read_bytes() != before


def _is_whole(files: dict[Path, bytearray], folder: Path, held: int) -> bool:
    for path in folder.iterdir():
        path.unlink()
    for path, content in files.items():
        (folder / path.name).write_bytes(content)
    with open_plan(folder / "ours.db") as plan:
        return plan.snapshot().head.seq in (held, held + 1) and not faults_of(plan)
