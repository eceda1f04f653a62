"""Keys and memory as a person meets them, beside a bare Textual app that runs at the same time.

    make bench

A key is sent to the bare app and to ours in turn, each in a pseudo-terminal of 120x40, and the time is taken
until the text on the screen changes (to another screen: until its own words are there). Minimum, median and
maximum in milliseconds, and the ratio of the medians. The first visit of a screen makes it, later ones show
it again. Not on Windows, which has no pseudo-terminals of that kind.
"""

import argparse
import os
import re
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path

from plans import write_plan
from startup import BARE_APP, PYTHON, SIZE, run_time, spread

ROUNDS = 6
PAINT = 0.005
"""Seconds without a byte that divide one paint of the screen from the next."""
QUIET = 0.1
"""Seconds without a byte after which what has arrived is drawn."""
LARGE = 1000
SCREENS = {
    "1": ("overview", "Observed"),
    "2": ("roadmap", r"RP[VE]01"),
    "3": ("projects", r"Key +Title"),
    "4": ("benefits", r"show +\[all\]"),
    "5": ("timeline", r" by (key|start|finish)"),
    "6": ("coverage", r"actions|\bby\b"),
    "7": ("assess", r"answered"),
    "8": ("history", r"entr(y|ies)"),
    "9": ("report", r"\(x\) HTML"),
}
KEYED = BARE_APP.replace(
    "Bare().run()",
    """
    BINDINGS = [("x", "turn", "Turn")]
    def action_turn(self):
        shown = self.query_one(Static)
        shown.update("one" if str(shown.content) != "one" else "other")
Bare().run()""",
)


class Program:
    """A program in a pseudo-terminal, and what its screen shows."""

    def __init__(self, *arguments: str) -> None:
        import pexpect
        import pyte

        environment = dict(os.environ, TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8")
        environment.pop("NO_COLOR", None)
        self.screen = pyte.Screen(SIZE[1], SIZE[0])
        self.stream = pyte.ByteStream(self.screen)
        self.child = pexpect.spawn(PYTHON, list(arguments), env=environment, dimensions=SIZE, timeout=60)
        self.child.delaybeforesend = None  # else each key would cost 50 ms

    def read(self, seconds: float) -> bytes:
        import pexpect

        try:
            return self.child.read_nonblocking(1 << 16, timeout=seconds)
        except pexpect.TIMEOUT:
            return b""

    def draw(self, data: bytes) -> None:
        # requests of the key protocol, which pyte would print
        self.stream.feed(re.sub(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1bP[^\x1b]*\x1b\\", b"", data))

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def until(self, holds: Callable[[], object], what: str) -> None:
        end = time.perf_counter() + 60
        while not holds():
            if time.perf_counter() > end:
                raise TimeoutError(f"never so: {what}\n{self.text}")
            self.draw(self.read(0.01))

    def rest(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self.draw(self.read(left))

    def took(self, key: str, words: str = "") -> float:
        """Milliseconds from a key until the last byte of another screen (with these words) has arrived.

        What has arrived is drawn afterwards: pyte takes as long for a whole screen as the program does.
        """
        before, begun = self.text, time.perf_counter()
        self.child.send(key)
        arrived: list[tuple[float, bytes]] = []
        while time.perf_counter() < begun + 60:
            while data := self.read(QUIET):
                arrived.append((time.perf_counter(), data))
            shown = 0.0
            for at, data in arrived:
                if shown and at - shown > PAINT:
                    break
                self.draw(data)
                if shown or (self.text != before and re.search(words, self.text)):
                    shown = at
            if shown:
                return (shown - begun) * 1000
            arrived.clear()
        raise TimeoutError(f"never so: {key!r} {words}\n{self.text}")

    @property
    def mib(self) -> float:
        """Resident memory."""
        status = Path(f"/proc/{self.child.pid}/status").read_text(encoding="utf-8")
        found = re.search(r"VmRSS:\s+(\d+)", status)
        assert found
        return int(found[1]) / 1024


def keys(name: str, plan: Path) -> None:
    """Every screen for the first time and again, and a step in each; the bare app's key before each."""
    bare, ours = Program("-c", KEYED), Program("-m", "te_planner", str(plan))
    bare.until(lambda: "hello-bare" in bare.text, "the bare app")
    ours.until(lambda: "Observed" in ours.text, "the first data")
    ours.rest(4)  # what is loaded after the first data
    beside: list[float] = []
    found: dict[str, list[float]] = defaultdict(list)
    small, first = bare.mib, ours.mib
    for turn in range(ROUNDS):
        for key, (screen, words) in [*list(SCREENS.items())[1:], *list(SCREENS.items())[:1]]:
            beside.append(bare.took("x"))
            found[f"{screen}, {'again' if turn else 'first'}"].append(ours.took(key, words))
            if turn and screen != "report":
                way = "\x1b[B" if turn % 2 else "\x1b[A"
                beside.append(bare.took("x"))
                found[f"{screen}, a step"].append(ours.took(way))
    for what, values in found.items():
        line(f"{name}: {what}", tuple(values), "a bare app's key", tuple(beside))
    line(f"{name}: MiB, first data", (first,), "bare app", (small,))
    line(f"{name}: MiB, all screens seen", (ours.mib,), "bare app", (bare.mib,))
    for each in (bare, ours):
        each.child.close(force=True)


def line(name: str, one: tuple[float, ...], beside: str, two: tuple[float, ...]) -> None:
    ratio = statistics.median(one) / statistics.median(two)
    print(f"{name:<40}{spread(one)}   {beside:<18}{spread(two)}   {ratio:5.2f}x", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Keys and memory of the screens, measured.")
    parser.add_argument(
        "--large", type=int, default=LARGE, help="projects of the large plan, ten milestones each"
    )
    asked = parser.parse_args()
    if os.name == "nt":
        return
    with tempfile.TemporaryDirectory() as folder:
        example, large = Path(folder) / "example.db", Path(folder) / "large.db"
        run_time("-m", "te_planner", "new", str(example), "--example", "harborview")
        write_plan(large, asked.large, date.today())  # noqa: DTZ011  # the day here
        print(f"{'milliseconds':<40}   min   med   max   {'beside':<18}   min   med   max   ratio")
        keys("example", example)
        keys(f"{asked.large:,} projects", large)


if __name__ == "__main__":
    sys.exit(main())
