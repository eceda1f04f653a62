"""Plans for the screens' tests: the examples, made once, with keys and times that are always the same."""

import os
import shutil
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from unittest.mock import patch
from uuid import UUID

import pytest
import time_machine

from te_planner.exchange.examples import new_from_example
from te_planner.roadmap.loader import load_roadmap

TODAY = "2026-11-24"


@pytest.fixture(autouse=True)
def _utc(monkeypatch: pytest.MonkeyPatch) -> None:
    """Times of day are shown in the place's own time: here, UTC."""
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The example plans by name."""
    os.environ["TZ"] = "UTC"
    folder = tmp_path_factory.mktemp("plans")
    numbers = count(1)
    made = {}
    with (
        patch("te_planner.plan.tables.rules.uuid4", lambda: UUID(int=next(numbers))),
        time_machine.travel("2026-11-24T14:02:00+00:00", tick=False),
    ):
        for name in ("harborview", "tri-rivers"):
            path = folder / f"{name}.db"
            new_from_example(path, name, roadmap=load_roadmap(), today=TODAY, who="planner")
            made[name] = path
    return made


@pytest.fixture
def plan(examples: dict[str, Path], tmp_path: Path) -> Callable[[str], Path]:
    """A copy of an example, to be changed."""

    def copy(name: str = "harborview") -> Path:
        return Path(shutil.copy(examples[name], tmp_path / f"{name}.db"))

    return copy


@pytest.fixture
def harborview(plan: Callable[[str], Path]) -> Path:
    return plan("harborview")
