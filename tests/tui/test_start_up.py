"""What the first frame waits for: Textual, the screen's frame, and nothing of what fills it."""

import os
import subprocess
import sys
from pathlib import Path

CODE = """
import sys
from te_planner.cli import main
from te_planner.tui.session import Session

class Painted(Exception):
    pass

def load(session):
    print(*sorted(sys.modules))
    raise Painted

Session.load = load
from te_planner.tui.app import PlannerApp
app = PlannerApp(__import__("pathlib").Path(sys.argv[1]), today="2026-11-24")
try:
    app.run(headless=True)
except BaseException:
    pass
"""
OF_THE_FIRST_FRAME = {
    "app", "bars", "drawing", "drawn", "keys", "lines", "looks", "mosaic", "open_plan", "overview",
    "plain_lines", "rows", "screen", "session", "sheet", "typed_ahead",
}  # fmt: skip
"""The modules of the terminal UI that it may import."""
LATER = {"json", "sqlite3", "hashlib", "yaml", "jinja2", "sqlmodel", "sqlalchemy", "alembic", "dateutil"}


def test_the_first_frame_imports_what_it_shows_and_no_more(harborview: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", CODE, str(harborview)],
        capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    modules = set(ran.stdout.splitlines()[0].split())
    assert "te_planner.tui.overview" in modules, ran.stderr
    ours = {name.removeprefix("te_planner.tui.") for name in modules if name.startswith("te_planner.tui.")}
    assert ours <= OF_THE_FIRST_FRAME
    rooms = ("te_planner.roadmap", "te_planner.plan", "te_planner.readiness")
    assert not {name for name in modules if name.startswith(rooms)}
    assert not LATER & {name.partition(".")[0] for name in modules}


def test_a_plan_is_opened_without_the_list_of_commands(harborview: Path) -> None:
    code = """
import sys
from te_planner.cli import dispatch
dispatch.open_plan_screen = lambda path, as_of=None: print(path, "te_planner.cli.commands" in sys.modules)
dispatch.dispatch([sys.argv[1]], "2026-11-24")
"""
    ran = subprocess.run(
        [sys.executable, "-c", code, str(harborview)], capture_output=True, text=True, encoding="utf-8",
        check=True,
    )  # fmt: skip
    assert ran.stdout.split() == [str(harborview), "False"]
