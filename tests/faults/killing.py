"""A program that edits at random and is killed at random, again and again: `killing.py FILE SEED TRIES`.

The process that is killed is forked from one that has loaded everything: what is tried is the disk, not the
start. It tells each entry that was confirmed over a pipe, before it goes on. Prints the figures as JSON.
"""

import json
import os
import signal
import sys
import time
from pathlib import Path
from random import Random

from faults.chance import begin, do, faults_of, step
from plan.conftest import ROAD, TODAY
from te_planner.plan import edits
from te_planner.plan.store import create_plan, open_plan

ROUND = 25
"""Tries on one plan before a new one is begun, which keeps the checks short."""


def main(path: Path, seed: int, tries: int) -> dict[str, int]:
    random = Random(seed)
    figures = {"tries": tries, "lost": 0, "half": 0, "confirmed": 0, "rolled_back": 0}
    for number in range(tries):
        if number % ROUND == 0:
            path.unlink(missing_ok=True)
            with create_plan(path, name="Ours", roadmap=ROAD, today=TODAY, who="ann") as plan:
                begin(plan)
        confirmed = _killed(path, random.randrange(2**30), random.randrange(4), random.random() * 0.04)
        figures["rolled_back"] += path.with_name(f"{path.name}-journal").exists()
        figures["confirmed"] += confirmed > 0
        with open_plan(path) as plan:
            head = plan.snapshot().head.seq
            figures["lost"] += head < confirmed
            figures["half"] += bool(faults_of(plan))
            if number % 10 == 0:
                do(plan, edits.add_project, {"title": f"Works on {number}"})
    return figures


def _killed(path: Path, seed: int, edits_done: int, after: float) -> int:
    """Let a process edit, kill it so many seconds after so many edits: what it confirmed last."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.write(writing, b"0\n")
        random = Random(seed)
        with open_plan(path) as plan:
            while True:
                if entry := step(plan, random):
                    os.write(writing, f"{entry.seq}\n".encode())
    os.close(writing)
    said = b""
    while said.count(b"\n") <= edits_done:
        said += os.read(reading, 64)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as rest:
        words = (said + rest.read()).split(b"\n")
    return max((int(word) for word in words[:-1] if word), default=0)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
