"""Our program and Python, called as anybody calls them."""

import compileall
import subprocess
import sys
from pathlib import Path

from measuring import took

import te_planner

PYTHON = sys.executable


def as_installed() -> None:
    """Compile our modules, as pip does at an installation; else, in some environments, each start would."""
    for each in te_planner.__path__:
        compileall.compile_dir(each, quiet=1)


def _installed() -> tuple[str, ...]:
    """The program as pip put it beside this Python, else as a module."""
    for name in ("te-planner", "te-planner.exe"):
        script = Path(PYTHON).with_name(name)
        if script.exists():
            return (str(script),)
    return (PYTHON, "-m", "te_planner")


OURS = _installed()


def run(*words: str) -> float:
    """Milliseconds until a program has ended. Raises RuntimeError, with what it said, where it failed."""

    def done() -> None:
        ran = subprocess.run(
            list(words), check=False, capture_output=True, encoding="utf-8", errors="replace"
        )
        if ran.returncode:
            said = "\n".join((ran.stdout + ran.stderr).splitlines()[-5:])
            raise RuntimeError(f"{' '.join(words)} failed ({ran.returncode}):\n{said}")

    return took(done)


def ours(*arguments: str) -> float:
    """Milliseconds of a command of ours."""
    return run(*OURS, *arguments)


def python(code: str, *arguments: str) -> float:
    """Milliseconds of a Python that runs this code."""
    return run(PYTHON, "-c", code, *arguments)
