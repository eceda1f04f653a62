"""What comes next and how it stands, beside `next` and `summary` of Taskwarrior on a task for each milestone.

Taskwarrior gets the milestones as tasks, with due days, projects and priorities, and a dependency where a
project waits for another. It works out urgencies and shares done; ours the figures of the whole roadmap.
"""

from data import Data
from measuring import Bench
from programs import ours
from rivals import TASKWARRIOR, in_turn_with, task

GOAL = 0.5


def measure(bench: Bench, data: Data) -> None:
    for size in (1_000,) if bench.quick else (1_000, 10_000):
        of_size(bench, data, size)


def of_size(bench: Bench, data: Data, size: int) -> None:
    plan = str(data.plan(size))

    def both() -> float:
        return ours("next", "-p", plan) + ours("status", "-p", plan)

    def theirs() -> float:
        folder = data.task_folder(size)
        return task(folder, "next") + task(folder, "summary")

    found = in_turn_with(TASKWARRIOR, bench.rounds(7 if size == 1_000 else 3), both, theirs)
    beside = "Taskwarrior's next + summary"
    bench.add("next + status", found.ours, beside, found.theirs, GOAL, projects=size, note=found.note)
