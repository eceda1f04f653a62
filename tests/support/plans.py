"""Plan files for tests: the examples and an empty one, made once a test run, then copied."""

import os
import shutil
import time
from collections.abc import Callable
from functools import cache, partial
from itertools import count
from pathlib import Path
from unittest.mock import patch
from uuid import UUID

import time_machine

from te_planner.exchange.examples import new_from_example
from te_planner.plan.store import create_plan, open_plan
from te_planner.readiness.evaluate import evaluate
from te_planner.readiness.model import Readiness
from te_planner.roadmap.loader import load_roadmap
from te_planner.roadmap.model import Roadmap

TODAY = "2026-11-24"
SHELF = "TE_PLANNER_TEST_SHELF"
"""The variable that names the folder of the plans; `tests/conftest.py` sets it."""
LONGEST = 60.0
"""Seconds that a process waits for another one to make a plan."""


@cache
def real_roadmap() -> Roadmap:
    return load_roadmap()


def once(name: str, make: Callable[[Path], object], ending: str = ".db", longest: float = LONGEST) -> Path:
    """The file, or folder, that `make` writes to the path it is given; not to be changed.

    Of several processes the first makes it, the others wait, so many seconds at the longest.
    """
    path = Path(os.environ[SHELF]) / f"{name}{ending}"
    try:
        path.with_suffix(".lock").mkdir()
    except FileExistsError:
        end = time.monotonic() + longest
        while not path.exists():
            assert time.monotonic() < end, f"nobody made {path}"
            time.sleep(0.02)
    else:
        part = path.with_suffix(".part")
        make(part)
        part.replace(path)
    return path


@cache
def made(name: str) -> Path:
    """The plan file of an example, or `empty`; not to be changed: `copied` gives one that may be.

    Its keys and times are always the same.
    """
    return once(name, partial(_make, name))


def _make(name: str, path: Path) -> None:
    numbers = count(1)
    with (
        patch(
            "te_planner.plan.keys.new_keys",
            lambda count: [str(UUID(int=next(numbers))) for _ in range(count)],
        ),
        time_machine.travel(f"{TODAY}T14:02:00+00:00", tick=False),
    ):
        if name == "empty":
            create_plan(path, name="Empty", roadmap=real_roadmap(), today=TODAY, who="planner").close()
        else:
            new_from_example(path, name, roadmap=real_roadmap(), today=TODAY, who="planner")


def copied(name: str, folder: Path) -> Path:
    return Path(shutil.copy(made(name), folder / f"{name}.db"))


def figures(path: Path, as_of: str = TODAY) -> Readiness:
    with open_plan(path) as plan:
        return evaluate(real_roadmap(), plan.snapshot(), as_of=as_of, today=TODAY)
