"""`doctor` tells what a helper needs, also where things are broken, and nothing that is the planner's own."""

import gzip
import json
import os
import sys
from pathlib import Path

import pytest

from support.calling import Run
from support.json_schema import problems
from support.plans import copied, made
from te_planner import __version__
from te_planner.cli.doctor import without_names
from te_planner.cli.terminal import GLYPHS, Answers, answers, colours
from te_planner.plan.store import OLDER

OLD = Path(__file__).parents[1] / "plan" / "old"


def test_it_tells_versions_files_and_that_no_plan_was_named(run: Run) -> None:
    told = run("doctor")
    assert told.code == 0
    assert told.out.startswith(f"te-planner {__version__} (te-planner rules ")
    for words in (
        "SQLite 3.",
        "textual 8.",
        "Roadmap ISO/IEC TR 15067-3-7:2020",
        "backups: ",
        "none was named",
    ):
        assert words in told.out
    assert "Terminal: none here" in told.out


def test_its_json_is_as_published(run: Run) -> None:
    told = json.loads(run("doctor", "-p", made("tri-rivers"), "--format", "json").out)
    assert problems("doctor", told) == []
    assert told["plan"]["sound"] is True
    assert not any(told["plan"]["problems"].values())
    assert problems("doctor", json.loads(run("doctor", "--format", "json").out)) == []


def test_a_plan_that_is_not_sound_is_told_in_counts_alone(run: Run, tmp_path: Path) -> None:
    import sqlite3

    plan = copied("tri-rivers", tmp_path)
    link = sqlite3.connect(plan)
    link.execute("UPDATE project SET title = 'Secret ' || title")
    link.commit()
    link.close()
    told = run("doctor", "-p", plan)
    assert told.code == 1
    assert "NOT sound: checksum 1, file and rows" in told.out
    assert "Secret" not in told.out


def test_broken_and_missing_plans_are_told(run: Run, tmp_path: Path) -> None:
    cut = tmp_path / "cut.db"
    cut.write_bytes(made("tri-rivers").read_bytes()[:20_000])
    (tmp_path / "text.db").write_text("no plan at all, only some text", encoding="utf-8")
    for name, words in (
        ("cut", "damaged"),
        ("text", "not a te-planner plan"),
        ("nowhere", "There is no plan"),
    ):
        told = run("doctor", "-p", tmp_path / f"{name}.db")
        assert told.code == 1
        assert words in told.out
        told = run("doctor", "-p", tmp_path / f"{name}.db", "--format", "json")
        assert problems("doctor", json.loads(told.out)) == []


def test_an_older_plan_is_left_as_it_is(run: Run, tmp_path: Path) -> None:
    before = gzip.decompress((OLD / f"{OLDER[0]}.db.gz").read_bytes())
    old = tmp_path / "old.db"
    old.write_bytes(before)
    told = run("doctor", "-p", old)
    assert told.code == 0
    assert f"schema {OLDER[0]}" in told.out
    assert "Opening it brings it up to date" in told.out
    assert old.read_bytes() == before
    assert list(tmp_path.iterdir()) == [old]


def test_a_roadmap_that_cannot_be_read_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("te_planner.roadmap.loader.data_folder", lambda name: tmp_path / name)
    told = run("doctor")
    assert told.code == 1
    assert "The roadmap cannot be read" in told.out
    assert "SQLite 3." in told.out


def test_neither_home_nor_account_is_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "people" / "jane.doe"
    home.mkdir(parents=True)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("USER", "USERNAME", "LOGNAME"):
        monkeypatch.setenv(name, "jane.doe")
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "TE_PLANNER_BACKUPS"):
        monkeypatch.delenv(name, raising=False)
    told = run("doctor", "-p", home / "ours.db")
    assert "jane" not in told.out
    assert f"~{os.sep}ours.db" in told.out
    assert (
        without_names(f"/mnt/jane.doe/x and {home}s/y") == f"/mnt/USER/x and {home.parent}{os.sep}jane.does/y"
    )


def test_what_a_terminal_answers_is_read() -> None:
    heard = b"\x1b[?1006;2$y" + b"".join(b"\x1b[7;%dR" % (2 + (sign == "中")) for sign in GLYPHS)
    assert answers(heard) == Answers((1,) * (len(GLYPHS) - 1) + (2,), True)
    assert answers(b"\x1b[?1006;0$y\x1b[7;2R") == Answers(None, False)
    assert answers(b"") == Answers(None, None)


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({"TERM": "xterm-256color"}, "256"),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "16 million"),
        ({"TERM": "xterm", "COLORTERM": "truecolor", "NO_COLOR": "1"}, "none"),
        ({"TERM": "dumb"}, "none"),
        ({"TERM": "vt220"}, "16"),
        ({"WT_SESSION": "x"}, "16 million"),
        ({}, "unknown"),
    ],
)
def test_colours_are_those_that_the_variables_promise(variables: dict[str, str], told: str) -> None:
    assert colours(variables) == told


@pytest.mark.skipif(sys.platform == "win32", reason="Windows' console is not asked")
def test_a_terminal_is_asked_and_left_as_it_was() -> None:
    import termios

    import pexpect

    child = pexpect.spawn(
        sys.executable, ["-m", "te_planner", "doctor"], timeout=20, dimensions=(30, 100),
        env={**os.environ, "TERM": "xterm-256color", "PYTHONUTF8": "1"},
    )  # fmt: skip
    before = termios.tcgetattr(child.child_fd)
    child.expect_exact(GLYPHS[-1].encode() + b"\x1b[6n")
    child.send(b"\x1b[?1006;1$y" + b"\x1b[3;3R" + b"\x1b[3;2R" * (len(GLYPHS) - 2) + b"\x1b[3;3R")
    child.expect_exact("● takes 2, not 1\r\n".encode())
    assert b"mouse: yes" in child.before
    child.expect(pexpect.EOF)
    assert termios.tcgetattr(child.child_fd) == before
    child.close()
    assert child.exitstatus == 0
