"""The dates of all projects and milestones, beside TaskJuggler scheduling the same network.

Ours is the list of milestones as CSV: a command that reads the plan and works out all figures, of which the
dates are a part. TaskJuggler reads the network, schedules it, and writes the same list.
"""

import subprocess

from data import Data
from measuring import Bench, in_turn
from programs import ours
from rivals import LIMIT, TASKJUGGLER, schedule

GOAL = 0.3


def measure(bench: Bench, data: Data) -> None:
    for size in (100,) if bench.quick else (100, 1_000, 10_000):
        of_size(bench, data, size)


def of_size(bench: Bench, data: Data, size: int) -> None:
    """TaskJuggler is left out at 10,000 projects: at 1,000 it takes the better part of a minute."""
    plan = str(data.plan(size))

    def dates() -> float:
        return ours("milestones", "--format", "csv", "-p", plan)

    note, theirs = "", None
    if size == 10_000:
        note = "not tried with TaskJuggler"
    elif not TASKJUGGLER.is_there():
        note = TASKJUGGLER.missing()
    else:
        try:
            network = data.network(size)
            spent = in_turn(
                bench.rounds(3), warm=False, ours=dates, theirs=lambda: schedule(network, data.scratch)
            )
            theirs = spent["theirs"]
        except subprocess.TimeoutExpired:
            note = f"TaskJuggler did not end in {LIMIT} s"
    mine = spent["ours"] if theirs else in_turn(bench.rounds(3), ours=dates)["ours"]
    goal = GOAL if size == 1_000 else None
    bench.add("dates of all milestones", mine, "tj3", theirs, goal, projects=size, note=note)
