"""The programs that ours is measured beside, each fed with the same projects; see `data.py` for their files.

They are no dependencies: where one is not there, its rows say how to install it.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from measuring import in_turn, took

LIMIT = 120
"""Seconds after which a rival is stopped."""


class Rival(NamedTuple):
    name: str
    command: str
    install: str

    def is_there(self) -> bool:
        return shutil.which(self.command) is not None

    def missing(self) -> str:
        """Why there is nothing to compare with."""
        return f"{self.name} is not there: {self.install}"

    def version(self) -> str:
        """Empty where it is not there."""
        if not self.is_there():
            return ""
        said = subprocess.run([self.command, "--version"], check=True, capture_output=True, text=True).stdout
        found = re.search(r"\d+(\.\d+)+", said)
        return found[0] if found else said.strip()


TASKWARRIOR = Rival("Taskwarrior", "task", "apt-get install taskwarrior")
TASKJUGGLER = Rival("TaskJuggler", "tj3", "apt-get install tj3")
RIVALS = (TASKWARRIOR, TASKJUGGLER)


class Beside(NamedTuple):
    """Ours, and the rival's in the same rounds; None with a note where it is not there or did not end."""

    ours: list[float]
    theirs: list[float] | None
    note: str = ""


def in_turn_with(
    rival: Rival,
    rounds: int,
    ours: Callable[[], float],
    theirs: Callable[[], float],
    *,
    warm: bool = True,
) -> Beside:
    """As `measuring.in_turn`; what is ours is measured in any case."""
    note = rival.missing()
    if rival.is_there():
        try:
            return Beside(**in_turn(rounds, warm=warm, ours=ours, theirs=theirs))
        except subprocess.TimeoutExpired:
            note = f"{rival.name} did not end in {LIMIT} s"
    return Beside(in_turn(rounds, ours=ours)["ours"], None, note)


def task(folder: Path, *arguments: str) -> float:
    """Milliseconds of a call of Taskwarrior on the data in a folder, as it is set up out of the box.

    Only its questions are turned off: nobody is there to answer. Raises subprocess.TimeoutExpired.
    """
    settings = folder / "taskrc"
    if not settings.exists():
        settings.write_text(f"data.location={folder}\nconfirmation=off\n", encoding="utf-8")
    return _run("task", *arguments, environment={"TASKRC": str(settings)})


def schedule(network: Path, target: Path) -> float:
    """Milliseconds in which TaskJuggler schedules a network and writes its dates into a folder."""
    return _run("tj3", "--silent", "--output-dir", str(target), str(network))


def _run(*words: str, environment: dict[str, str] | None = None) -> float:
    where = {**os.environ, **(environment or {})}
    return took(
        lambda: subprocess.run(list(words), check=True, capture_output=True, env=where, timeout=LIMIT)
    )
