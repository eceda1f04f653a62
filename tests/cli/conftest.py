"""The command line in this process: what it prints and its exit code."""

from pathlib import Path

import pytest

from support.calling import Ran, Run
from support.plans import TODAY
from te_planner.cli import main


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Call the command line in an empty folder, on the day of the tests."""
    for name in ("TE_PLANNER_PLAN", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)

    def call(*words: str | Path, today: str = TODAY) -> Ran:
        capsys.readouterr()
        code = main([str(word) for word in words], today=today)
        return Ran(code, *capsys.readouterr())

    return call
