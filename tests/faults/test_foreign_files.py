"""What is no plan of ours is refused, with what it is and what to do, and stays as it was."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from faults.conftest import Told
from support.calling import Run
from te_planner.plan.store import APPLICATION_ID

Make = Callable[[Path], None]


def _database(path: Path, *, application: int = 0, revision: str | None = None) -> None:
    with sqlite3.connect(path) as link:
        link.execute(f"PRAGMA application_id={application}")
        link.execute("CREATE TABLE notes (text TEXT)")
        if revision is not None:
            link.execute("CREATE TABLE alembic_version (version_num TEXT)")
            link.execute("INSERT INTO alembic_version VALUES (?)", (revision,))
    link.close()


def _link(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere.db"))


def _closed(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00")
    path.chmod(0)


FOREIGN: dict[str, tuple[Make, str]] = {
    "nothing": (lambda path: None, "There is no plan"),
    "a text": (lambda path: path.write_text("a plan", encoding="utf-8") and None, "not a te-planner plan"),
    "a picture": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" * 90) and None, "not a te-planner plan"),
    "an empty file": (Path.touch, "is empty"),
    "a folder": (Path.mkdir, "is a folder"),
    "the head of a database alone": (
        lambda path: path.write_bytes(b"SQLite format 3\x00") and None,
        "not a te-planner plan",
    ),
    "another program's database": (_database, "not a te-planner plan"),
    "a plan without a version": (lambda path: _database(path, application=APPLICATION_ID), "damaged"),
    "a newer version's plan": (
        lambda path: _database(path, application=APPLICATION_ID, revision="9001"),
        "schema 9001",
    ),
    "a link to nowhere": (_link, "There is no plan"),
}
if hasattr(os, "mkfifo"):
    FOREIGN["a pipe"] = (os.mkfifo, "no ordinary file")
    FOREIGN["a device"] = (lambda path: path.symlink_to("/dev/zero"), "no ordinary file")
if hasattr(os, "geteuid") and os.geteuid() != 0:  # nothing is closed to root
    FOREIGN["a file that may not be read"] = (_closed, "cannot be")

DOORS = (["status"], ["next"], ["log"], ["check"], ["add", "project", "Meters"], ["export", "-"], ["undo"])


@pytest.mark.parametrize("what", FOREIGN)
def test_what_is_no_plan_is_refused_at_every_door(tmp_path: Path, run: Run, told: Told, what: str) -> None:
    make, message = FOREIGN[what]
    path = tmp_path / "foreign.db"
    make(path)
    before = path.read_bytes() if path.is_file() and not path.is_symlink() else None
    for door in DOORS:
        done = run(*door, "-p", str(path))
        assert done.code == 3, door
        assert message in done.err
        assert "Traceback" not in done.err
        assert done.out == ""
    assert before is None or path.read_bytes() == before
    told("foreign file", len(DOORS), 0, refused=len(DOORS))
