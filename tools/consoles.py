"""The commands that the documentation shows, run as they stand there, page by page, in a scratch folder.

A ```console block has lines `$ te-planner …`, each with what it prints; `[exit 1]` where that is its exit
code. A line `…` stands for any lines. Fingerprints stand as `…` too; the word HEAD in a command for the one
printed last. A fenced block after `<!-- file: NAME -->` is a file that the commands find. Everything happens
on one day, in a terminal of 120 columns, so that it is always the same.
"""

import io
import os
import random
import re
import shlex
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import NamedTuple
from unittest.mock import patch

import time_machine

from te_planner.cli import main

DAY = "2026-11-24"
PLACE = {
    "COLUMNS": "120",
    "HOME": ".",
    "LOGNAME": "planner",
    "TERM": "dumb",
    "TE_PLANNER_BACKUPS": "backups",
    "TZ": "UTC",
}
FENCE = re.compile(r"^( *)```console\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"<!-- file: (\S+) -->\n+```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FINGERPRINT = re.compile(r"(?<=\()[0-9a-f]{8}(?=\))|\b[0-9a-f]{16,64}\b|(?<=-)[0-9a-f]{8}(?=/)")
"""Of a journal, a roadmap, a file, or of the place where a plan lies."""
HEAD = re.compile(r"journal entry \d+ \(([0-9a-f]{8})\)")
ANY = "…"
_keys = random.Random()  # noqa: S311  # no secret: the same keys each time


Examples = Callable[[str], bytes]


class Screen(io.StringIO):
    """A terminal that shows every sign, and no colours."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Messages(io.TextIOBase):
    """Standard error: it goes to the same screen, without the bars that come and go on a terminal."""

    encoding = "utf-8"

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    def write(self, text: str) -> int:
        return self.screen.write(text)


class Shown(NamedTuple):
    """A command of a page, what the page says it prints, and what it printed."""

    command: str
    said: list[str]
    printed: list[str]

    @property
    def holds(self) -> bool:
        return fits(self.said, self.printed)

    @property
    def mended(self) -> list[str]:
        """What the page should say: as printed, left out where the page leaves out."""
        if self.holds or self.said.count(ANY) != 1:
            return self.said if self.holds else self.printed
        before = self.said.index(ANY)
        after = len(self.said) - before - 1
        if len(self.printed) <= before + after:
            return self.printed
        return [*self.printed[:before], ANY, *self.printed[len(self.printed) - after :]]


def fits(said: list[str], printed: list[str]) -> bool:
    """Whether these lines were printed; `…` stands for any number of lines."""
    form = "".join("(?:.*\n)*?" if line.strip() == ANY else re.escape(line) + "\n" for line in said)
    return re.fullmatch(form, "".join(f"{line}\n" for line in printed)) is not None


def play(text: str, examples: Examples | None = None) -> list[list[Shown]]:
    """Run the commands of a page, block by block. `examples`: where plan files of examples are already."""
    blocks = [list(_commands(block)) for block in FENCE.finditer(text)]
    if not blocks:
        return []
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder, there(Path(folder)):
        for name, content in FILE.findall(text):
            Path(name).write_text(content, encoding="utf-8")
        head, made = "", []
        for commands in blocks:
            shown = []
            for command, said in commands:
                lines = run(command.replace("HEAD", head), examples)
                head = next(iter(HEAD.findall("\n".join(lines))), head)
                shown.append(Shown(command, said, [FINGERPRINT.sub(ANY, each).rstrip() for each in lines]))
            made.append(shown)
    return made


def with_outputs(text: str) -> str:
    """The page, with what its commands print now."""
    played = iter(play(text))

    def block(found: re.Match[str]) -> str:
        lines = [line for each in next(played) for line in (f"$ {each.command}", *each.mended)]
        body = "".join(f"{found[1]}{line}".rstrip() + "\n" for line in lines)
        return f"{found[1]}```console\n{body}{found[1]}```"

    return FENCE.sub(block, text)


def said(text: str) -> list[tuple[str, list[str]]]:
    """The commands of a page, each with what the page says it prints."""
    return [each for block in FENCE.finditer(text) for each in _commands(block)]


def _commands(block: re.Match[str]) -> Iterator[tuple[str, list[str]]]:
    command: str | None = None
    lines: list[str] = []
    for line in block[2].splitlines():
        line = line.removeprefix(block[1])
        if not line.startswith("$ "):
            lines.append(line)
            continue
        if command is not None:
            yield command, lines
        command, lines = line.removeprefix("$ "), []
    if command is not None:
        yield command, lines


@contextmanager
def there(folder: Path) -> Iterator[None]:
    """In this folder, on the day; keys of rows are drawn by a seed."""
    back = Path.cwd()
    _keys.seed(DAY)
    with (
        patch.dict(os.environ, PLACE),
        patch("te_planner.plan.keys.os", SimpleNamespace(urandom=_keys.randbytes)),
        time_machine.travel(f"{DAY}T14:02:00+00:00", tick=False),
    ):
        for name in ("NO_COLOR", "TE_PLANNER_PLAN"):
            os.environ.pop(name, None)
        _read_zone()
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(back)
    _read_zone()


def _read_zone() -> None:
    if hasattr(time, "tzset"):
        time.tzset()


def run(command: str, examples: Examples | None = None) -> list[str]:
    """What a command prints, messages too, and its exit code where it is not 0."""
    program, *words = shlex.split(command)
    if program != "te-planner":
        raise ValueError(f"only te-planner can be run: {command}")
    screen = Screen()
    with redirect_stdout(screen), redirect_stderr(Messages(screen)):
        code = _call(words, examples or example)
    lines = screen.getvalue().splitlines()
    return [*lines, f"[exit {code}]"] if code else lines


def _call(words: list[str], examples: Examples) -> int:
    """A plan from an example is made once, then copied: many pages begin with it."""
    if not (words[:1] == ["new"] and words[2:3] == ["--example"] and len(words) == 4):
        return main(words, today=DAY)
    path, name = Path(words[1]), words[3]
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(examples(name))
    sys.stdout.write(f"Made {words[1]}. te-planner {words[1]} opens it.\n")
    return 0


@cache
def example(name: str) -> bytes:
    """The plan file of an example. Its rows have other keys than those that a page draws."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "example.db"
        _keys.seed(name)
        with redirect_stdout(io.StringIO()):
            main(["new", str(path), "--example", name], today=DAY)
        return path.read_bytes()
