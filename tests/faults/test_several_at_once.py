"""Two programs write and four read the same plan at random: nothing is lost, nobody is told of a lock."""

import json
import os
import subprocess
import sys
from pathlib import Path

from faults.chance import begin, faults_of
from faults.conftest import Told, tries
from plan.conftest import ROAD, TODAY
from te_planner.plan.journal import read_journal
from te_planner.plan.store import create_plan

ONE = """
import json, sys, time
from pathlib import Path
from random import Random
from faults.chance import step
from te_planner.errors import PlannerError
from te_planner.plan.store import open_plan

path, role, seed, seconds = Path(sys.argv[1]), sys.argv[2], sys.argv[3], float(sys.argv[4])
random, until = Random(seed), time.monotonic() + seconds
said, seqs, longest = [], [], 0.0
with open_plan(path) as plan:
    while time.monotonic() < until:
        begun = time.monotonic()
        try:
            if role == "reader":
                seqs.append(plan.snapshot().head.seq)
            elif entry := step(plan, random):
                seqs.append(entry.seq)
        except PlannerError as error:
            said.append(str(error))
        longest = max(longest, time.monotonic() - begun)
        time.sleep(random.random() / (5 if role == "reader" else 50))
print(json.dumps({"role": role, "seqs": seqs, "said": said, "longest": longest}))
"""


def test_two_writers_and_four_readers(tmp_path: Path, told: Told) -> None:
    tests = str(Path(__file__).parents[1])
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([tests, *sys.path])}
    seconds = str(tries(4, 60))
    with create_plan(tmp_path / "ours.db", name="Ours", roadmap=ROAD, today=TODAY, who="ann") as plan:
        begin(plan)
        first = plan.snapshot().head.seq
        running = [
            subprocess.Popen(
                [sys.executable, "-c", ONE, str(plan.path), role, f"{role}{number}", seconds],
                stdout=subprocess.PIPE,
                text=True,
                env=env,
            )
            for role, count in (("writer", 2), ("reader", 4))
            for number in range(count)
        ]
        ends = [json.loads(process.communicate()[0]) for process in running]
        written = sorted(seq for end in ends if end["role"] == "writer" for seq in end["seqs"])
        entries = [each.seq for each in read_journal(plan)]
        assert entries == list(range(1, len(entries) + 1))
        lost = len(set(written) - set(entries)) + len(written) - len(set(written))
        assert written == entries[first:]
        assert faults_of(plan) == []
    reads = sum(len(end["seqs"]) for end in ends if end["role"] == "reader")
    for end in ends:
        assert end["said"] == []
        if end["role"] == "reader":
            assert end["seqs"] == sorted(end["seqs"])  # what was seen once is not unseen
    told(f"two writers, four readers, {seconds} s", len(written), lost, edits_kept=len(written), reads=reads)
