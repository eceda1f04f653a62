"""Plans for the screens' tests: copies of the examples, with keys and times that are always the same."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from support.plans import copied


@pytest.fixture(autouse=True)
def _utc(monkeypatch: pytest.MonkeyPatch) -> None:
    """Times of day are shown in the place's own time: here, UTC."""
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture
def plan(tmp_path: Path) -> Callable[[str], Path]:
    """A copy of an example, to be changed."""
    return lambda name="harborview": copied(name, tmp_path)


@pytest.fixture
def harborview(plan: Callable[[str], Path]) -> Path:
    return plan("harborview")
