"""What a shell completes: the program's own words, whatever the shell."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.calling import Run
from te_planner.cli.commands import all_commands
from te_planner.cli.completing import coming

SHELLS = ("bash", "zsh", "fish", "powershell")


def words(current: str, *before: str) -> list[str]:
    return [each.text for each in coming(all_commands(), before, current).words]


def test_every_command_is_completed_word_by_word() -> None:
    for command in all_commands().values():
        first, _, second = command.words.partition(" ")
        assert first in words("")
        if second:
            assert second in words(second[:2], first)


def test_every_option_and_choice_is_completed() -> None:
    for command in all_commands().values():
        before = command.words.split()
        for argument in command.arguments:
            for flag in argument.flags:
                if flag.startswith("-"):
                    assert flag in words(flag, *before)
            if argument.flags[0].startswith("--") and (choices := argument.options.get("choices")):
                assert words("", *before, argument.flags[0]) == [str(each) for each in choices]


@pytest.mark.parametrize(
    ("current", "before", "expected"),
    [
        ("--form", ["status"], ["--format"]),
        ("js", ["status", "--format"], ["json"]),
        ("--format=js", ["status"], ["--format=json"]),
        ("js", ["status", "--format", "="], ["json"]),  # as bash cuts it
        ("RPE02.", ["why"], ["RPE02.1", "RPE02.2", "RPE02.3"]),
        ("RPE02.1", ["attest", "--who", "x"], ["RPE02.1"]),
        ("harb", ["new", "x.db", "--example"], ["harborview"]),
        ("stat", ["-p", "ours.db"], ["status"]),
        ("tem", ["report"], ["template"]),
        ("--op", ["milestones"], ["--open"]),
        ("PCE01", ["aim", "2030", "RPE01.1"], ["PCE01.1", "PCE01.2", "PCE01.3"]),
        ("x", ["no-such-command"], []),
    ],
)
def test_what_may_come_next(current: str, before: list[str], expected: list[str]) -> None:
    assert words(current, *before) == expected


@pytest.mark.parametrize(
    "before", [["status", "-p"], ["-p"], ["repair"], ["import"], ["import", "a.csv"], ["report", "-o"], []]
)
def test_files_are_completed_where_they_are_taken(before: list[str]) -> None:
    assert coming(all_commands(), before, "").files


def test_no_files_where_none_is_taken() -> None:
    assert not coming(all_commands(), ["why"], "").files
    assert not coming(all_commands(), ["status", "--format"], "").files


def test_each_shell_has_its_script(run: Run) -> None:
    for shell in SHELLS:
        told = run("completion", shell)
        assert told.code == 0
        assert "te-planner completion answer -- " in told.out
    assert run("completion", "tcsh").code == 2


def test_the_answer_opens_no_plan(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "ours.db").write_text("no plan", encoding="utf-8")
    told = run("completion", "answer", "--", ".--sys", "status")
    assert told.out == "--system\tonly this system (repeatable)\n"
    assert run("completion", "answer", "--", ".", "status", "-p").out == ":files\n"


ASKED = {
    "bash": 'eval "$(te-planner completion bash)"; COMP_WORDS=(te-planner projects --status on); '
    'COMP_CWORD=3; _te_planner; printf "%s\\n" "${COMPREPLY[@]}"',
    "fish": 'te-planner completion fish | source; complete -C "te-planner projects --status on"',
}


@pytest.mark.skipif(sys.platform == "win32", reason="bash and fish are not Windows' own")
@pytest.mark.parametrize("shell", list(ASKED))
def test_the_shell_itself_completes(shell: str, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} here")
    program = tmp_path / "te-planner"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m te_planner "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    alone = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path)}
    done = subprocess.run([shell, "-c", ASKED[shell]], env=alone, capture_output=True, text=True, check=True)
    assert done.stdout.replace("\\", "").split("\t")[0].strip() == "on hold"
