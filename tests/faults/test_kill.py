"""`kill -9` at random moments of random edits: what was confirmed is there, and nothing half."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from faults.conftest import Told, needs_fork, tries

SEED = 20261124


@needs_fork
@pytest.mark.parametrize("part", range(2))
def test_a_killed_program_loses_nothing_that_it_confirmed(tmp_path: Path, told: Told, part: int) -> None:
    count = tries(60, 1000)
    code = [sys.executable, "-m", "faults.killing", str(tmp_path / "ours.db"), str(SEED + part), str(count)]
    tests = str(Path(__file__).parents[1])
    paths = os.pathsep.join([tests, *sys.path])
    done = subprocess.run(
        code, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": paths}
    )
    figures = json.loads(done.stdout)
    lost = figures["lost"] + figures["half"]
    told(
        "kill -9 at a random moment",
        figures["tries"],
        lost,
        found_whole=figures["tries"] - lost,
        rolled_back=figures["rolled_back"],
    )
    assert lost == 0
    assert figures["tries"] == count
    assert figures["confirmed"] > count / 4  # the kills fell among edits, not before them
    assert figures["rolled_back"] > 0  # some of them within a transaction
