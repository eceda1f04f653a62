"""Plans for the screens' tests: copies of the examples, with keys and times that are always the same."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from support.often import LONG
from support.plans import copied

WIDE = (120, 40)
IN_BOTH_SIZES = ("test_main_job", "test_import_screen", "test_timeline")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is played in two sizes is played in the narrow one alone, save the jobs that are a user's first.

    A new user's are played in the wide one as the tutorial tells them (`tests/docs/test_tutorial_keys.py`).

    All of it in both with TE_TESTS=long. Every screen is drawn in each size either way.
    """
    if os.environ.get("TE_TESTS") == LONG:
        return
    here = Path(__file__).parent
    later = [
        each
        for each in items
        if each.path.parent == here
        and each.path.stem not in IN_BOTH_SIZES
        and getattr(each, "callspec", None)
        and each.callspec.params.get("size") == WIDE  # type: ignore[attr-defined]  # pytest's own
    ]
    config.hook.pytest_deselected(items=later)
    items[:] = [each for each in items if each not in later]


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
