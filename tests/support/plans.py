"""Plan files for tests: the examples and an empty one, made once a process, then copied."""

import atexit
import os
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from te_planner.exchange.examples import new_from_example
from te_planner.plan.store import create_plan, open_plan
from te_planner.readiness.evaluate import evaluate
from te_planner.readiness.model import Readiness
from te_planner.roadmap.loader import load_roadmap
from te_planner.roadmap.model import Roadmap

TODAY = "2026-11-24"


@cache
def real_roadmap() -> Roadmap:
    return load_roadmap()


@cache
def made(name: str) -> Path:
    """The plan file of an example, or `empty`; not to be changed: `copied` gives one that may be."""
    folder = mkdtemp(prefix=f"te-planner-test-{os.getpid()}-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = Path(folder) / f"{name}.db"
    if name == "empty":
        create_plan(path, name="Empty", roadmap=real_roadmap(), today=TODAY, who="tester").close()
    else:
        new_from_example(path, name, roadmap=real_roadmap(), today=TODAY, who="tester")
    return path


def copied(name: str, folder: Path) -> Path:
    return Path(shutil.copy(made(name), folder / f"{name}.db"))


def figures(path: Path, as_of: str = TODAY) -> Readiness:
    with open_plan(path) as plan:
        return evaluate(real_roadmap(), plan.snapshot(), as_of=as_of, today=TODAY)
