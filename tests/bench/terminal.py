"""A program as a person meets it: in a pseudo-terminal of 120x40, with what its screen shows.

Not on Windows, which has no pseudo-terminals of that kind.
"""

import os
import re
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from programs import OURS, PYTHON

LINES, COLUMNS = 40, 120
PATIENCE = 120
PAINT = 0.03
"""Seconds without a byte after which what a key changes is all there: it may be painted in parts."""
QUIET = 0.2
"""Seconds without a byte after which what has arrived is drawn."""
HERE = os.name != "nt"
"""Whether there are such terminals."""
BARE = (PYTHON, str(Path(__file__).with_name("bare_app.py")))
BARE_SHOWN, BARE_FULL = "a bare screen", "a full screen"
FRAME, DATA = "te-planner", "Observed"
"""What stands on our first frame, and on the first one with data."""


class Program:
    """A running program. Leave it as a context to end it."""

    def __init__(self, *words: str) -> None:
        import pexpect
        import pyte

        environment = dict(os.environ, TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8")
        environment.pop("NO_COLOR", None)
        self.screen = pyte.Screen(COLUMNS, LINES)
        self.stream = pyte.ByteStream(self.screen)
        self.begun = self.arrived = time.perf_counter()
        self.child = pexpect.spawn(
            words[0], list(words[1:]), env=environment, dimensions=(LINES, COLUMNS), timeout=PATIENCE
        )
        self.child.delaybeforesend = None  # else each key would cost 50 ms

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # at once and for sure: asking first, as close(force=True) does, gives up on a busy machine
        if self.child.isalive():
            self.child.kill(signal.SIGKILL)
            self.child.wait()
        self.child.close()

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def read(self, seconds: float) -> bytes:
        """What it writes next; nothing where it writes nothing for so long. Raises EOFError at its end."""
        import pexpect

        try:
            data: bytes = self.child.read_nonblocking(1 << 16, timeout=seconds)
        except pexpect.TIMEOUT:
            return b""
        except pexpect.EOF as error:
            raise EOFError(f"the program ended\n{self.text}") from error
        self.arrived = time.perf_counter()
        return data

    def draw(self, data: bytes) -> None:
        # requests of the key protocol, which pyte would print
        self.stream.feed(re.sub(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1bP[^\x1b]*\x1b\\", b"", data))

    def shown(self, words: str) -> float:
        """Milliseconds from the start until words that fit the pattern have arrived on the screen."""
        while not re.search(words, self.text):
            if time.perf_counter() > self.begun + PATIENCE:
                raise TimeoutError(f"never so: {words}\n{self.text}")
            self.draw(self.read(0.1))
        return (self.arrived - self.begun) * 1000

    def rest(self, quiet: float, least: float = 0) -> None:
        """Until it has written nothing for so many seconds, and no sooner than after the least."""
        begun = time.perf_counter()
        while (data := self.read(quiet)) or time.perf_counter() < begun + least:
            self.draw(data)

    def took(self, key: str, words: str = "") -> float:
        """Milliseconds from a key until the last byte of another screen (with these words) has arrived.

        What has arrived is drawn afterwards: pyte takes as long for a whole screen as the program does.
        """
        before, begun = self.text, time.perf_counter()
        self.child.send(key)
        while time.perf_counter() < begun + PATIENCE:
            pieces: list[tuple[float, bytes]] = []
            while data := self.read(QUIET):
                pieces.append((self.arrived, data))
            changed = 0.0
            for at, data in pieces:
                if changed and at - changed < PAINT:
                    changed = at
                self.draw(data)
                if not changed and self.text != before and re.search(words, self.text):
                    changed = at
            if changed:
                return (changed - begun) * 1000
        raise TimeoutError(f"never so: {key!r} {words}\n{self.text}")

    @property
    def mib(self) -> float:
        """Resident memory; 0 where the system does not tell it in this way."""
        status = Path(f"/proc/{self.child.pid}/status")
        if not status.exists():
            return 0.0
        found = re.search(r"VmRSS:\s+(\d+)", status.read_text(encoding="utf-8"))
        return int(found[1]) / 1024 if found else 0.0


def painted(words: Sequence[str], *patterns: str) -> tuple[float, ...]:
    """Milliseconds from a program's start to each of these on its screen."""
    with Program(*words) as program:
        return tuple(program.shown(each) for each in patterns)


def planner(plan: Path) -> tuple[str, ...]:
    """The call that opens a plan in the terminal."""
    return (*OURS, str(plan))


def bare() -> Program:
    """The bare app, once its word is there."""
    program = Program(*BARE)
    program.shown(BARE_SHOWN)
    return program
