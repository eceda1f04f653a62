"""What the terminal can do: what its variables say, and what it answers when it is asked.

Asking writes a few sequences and reads the answers, for half a second at most; then all is as it was.
"""

import os
import re
import sys
import time
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

PATIENCE = 0.5
"""Seconds that a terminal has for its answers."""
GLYPHS = "●◉◔✕★▶→…–é中"
"""Marks of the screens, and signs of typed texts whose widths terminals disagree on."""
WHERE = re.compile(rb"\x1b\[\d+;(\d+)R")
MOUSE = re.compile(rb"\x1b\[\?1006;(\d)\$y")
MOUSE_ASKED = b"\x1b[?1006$p"
"""DECRQM: does the terminal know the mouse's SGR mode?"""


class Answers(NamedTuple):
    """What a terminal said: the columns of each sign, whether it tells of the mouse. None: nothing."""

    columns: tuple[int, ...] | None
    mouse: bool | None


UNKNOWN = Answers(None, None)


def terminal() -> dict[str, Any]:
    """The terminal as `te-planner doctor` tells it."""
    import shutil

    from te_planner.cli.output import SIGNS, width

    there = sys.stdin.isatty() and sys.stdout.isatty()
    size = shutil.get_terminal_size()
    answers = ask() if there else UNKNOWN
    encoding = sys.stdout.encoding or "unknown"
    return {
        "is_terminal": there,
        "term": os.environ.get("TERM", ""),
        "colorterm": os.environ.get("COLORTERM", ""),
        "program": os.environ.get("TERM_PROGRAM", ""),
        "no_color": bool(os.environ.get("NO_COLOR")),
        "colours": colours(os.environ),
        "columns": size.columns if there else None,
        "lines": size.lines if there else None,
        "encoding": encoding,
        "takes_marks": _takes(SIGNS, encoding),
        "mouse": answers.mouse,
        "glyphs": None
        if answers.columns is None
        else [
            {"sign": sign, "name": unicodedata.name(sign), "columns": found, "expected": width(sign)}
            for sign, found in zip(GLYPHS, answers.columns, strict=True)
        ],
    }


def colours(variables: Any) -> str:
    """How many colours the variables promise; `unknown` where they say nothing."""
    term = variables.get("TERM", "")
    if variables.get("NO_COLOR") or term == "dumb":
        return "none"
    if variables.get("COLORTERM", "").lower() in ("truecolor", "24bit") or "WT_SESSION" in variables:
        return "16 million"
    if "256" in term:
        return "256"
    return "16" if term else "unknown"


def _takes(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def ask() -> Answers:
    """Ask the terminal how wide it draws each sign, and about the mouse. Windows' console is not asked."""
    if os.name == "nt" or not _takes(GLYPHS, sys.stdout.encoding or "ascii"):
        return UNKNOWN
    sys.stdout.flush()
    source, target = sys.stdin.fileno(), sys.stdout.fileno()
    # each sign is drawn at the left edge, and the cursor's place asked; then the line is wiped
    asked = b"".join(b"\r" + sign.encode() + b"\x1b[6n" for sign in GLYPHS)
    with _unbuffered(source):
        os.write(target, MOUSE_ASKED + asked + b"\r\x1b[K")
        heard = _heard(source, len(GLYPHS))
    return answers(heard)


def answers(heard: bytes) -> Answers:
    """What the bytes that came back say. Of a terminal that answered in part, nothing is taken for sure."""
    places = [int(each) for each in WHERE.findall(heard)]
    mouse = MOUSE.search(heard)
    return Answers(
        tuple(each - 1 for each in places) if len(places) == len(GLYPHS) else None,
        mouse[1] in b"12" if mouse else None,
    )


def _heard(source: int, wanted: int) -> bytes:
    import select

    heard, end = b"", time.monotonic() + PATIENCE
    while len(WHERE.findall(heard)) < wanted and (left := end - time.monotonic()) > 0:
        ready, _, _ = select.select([source], [], [], left)
        if ready:
            heard += os.read(source, 1024)
    return heard


@contextmanager
def _unbuffered(source: int) -> Iterator[None]:
    """Answers come at once and are not shown; what was set before is set again, whatever happens."""
    import termios

    before: Sequence[Any] = termios.tcgetattr(source)
    quiet = list(before)
    quiet[3] &= ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(source, termios.TCSANOW, quiet)
    try:
        yield
    finally:
        # answers that come late are not to be taken for keys
        termios.tcsetattr(source, termios.TCSAFLUSH, list(before))
