"""What comes next and how it stands, beside `next` and `summary` of Taskwarrior on a task for each milestone.

Taskwarrior gets the milestones as tasks, with due days, projects and priorities, and a dependency where a
project waits for another. It works out urgencies and shares done; ours the figures of the whole roadmap.
"""

import subprocess

from data import Data
from measuring import Bench, in_turn
from programs import ours
from rivals import LIMIT, TASKWARRIOR, task

GOAL = 0.5


def measure(bench: Bench, data: Data) -> None:
    for size in (1_000,) if bench.quick else (1_000, 10_000):
        of_size(bench, data, size)


def of_size(bench: Bench, data: Data, size: int) -> None:
    plan = str(data.plan(size))

    def both() -> float:
        return ours("next", "-p", plan) + ours("status", "-p", plan)

    rounds = bench.rounds(7 if size == 1_000 else 3)
    beside, note, theirs = "Taskwarrior's next + summary", "", None
    if not TASKWARRIOR.is_there():
        note = TASKWARRIOR.missing()
    else:
        try:
            folder = data.task_folder(size)
            spent = in_turn(rounds, ours=both, theirs=lambda: task(folder, "next") + task(folder, "summary"))
            theirs = spent["theirs"]
        except subprocess.TimeoutExpired:
            note = f"Taskwarrior did not end in {LIMIT} s"
    mine = spent["ours"] if theirs else in_turn(rounds, ours=both)["ours"]
    bench.add("next + status", mine, beside, theirs, GOAL, projects=size, note=note)
