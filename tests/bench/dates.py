"""The dates of all projects and milestones, beside TaskJuggler scheduling the same network.

Ours is the list of milestones as CSV: a command that reads the plan and works out all figures, of which the
dates are a part. TaskJuggler reads the network, schedules it, and writes the same list.
"""

from data import Data
from measuring import Bench, in_turn
from programs import ours
from rivals import TASKJUGGLER, Beside, in_turn_with, schedule

GOAL = 0.3


def measure(bench: Bench, data: Data) -> None:
    for size in (100,) if bench.quick else (100, 1_000, 10_000):
        of_size(bench, data, size)


def of_size(bench: Bench, data: Data, size: int) -> None:
    """TaskJuggler is left out at 10,000 projects: at 1,000 it takes the better part of a minute."""
    plan = str(data.plan(size))

    def dates() -> float:
        return ours("milestones", "--format", "csv", "-p", plan)

    def theirs() -> float:
        return schedule(data.network(size), data.scratch)

    rounds = bench.rounds(3)
    if size == 10_000:
        found = Beside(in_turn(rounds, ours=dates)["ours"], None, "not tried with TaskJuggler")
    else:
        found = in_turn_with(TASKJUGGLER, rounds, dates, theirs, warm=False)
    goal = GOAL if size == 1_000 else None
    name = "dates of all milestones"
    bench.add(name, found.ours, "tj3", found.theirs, goal, projects=size, note=found.note)
