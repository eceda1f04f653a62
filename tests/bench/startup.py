"""Start-up measured as a person sees it, each program in turn with what it is compared with.

    make bench

Prints minimum, median and maximum in milliseconds and the ratio of the medians. Absolute times mean little
on a shared machine: the ratios, taken in one interleaved run, are the result. The terminal program runs in a
pseudo-terminal of 120x40 (not on Windows, which has none of that kind).
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

RUNS = 7
SIZE = (40, 120)
PYTHON = sys.executable
BARE_APP = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("hello-bare")
Bare().run()
"""


def run_time(*arguments: str) -> float:
    """Milliseconds until the command has ended."""
    begun = time.perf_counter()
    subprocess.run([PYTHON, *arguments], check=True, capture_output=True)
    return (time.perf_counter() - begun) * 1000


def paint_time(until: str, *arguments: str) -> float:
    """Milliseconds from the start until a text that fits the pattern stands on the screen."""
    import pexpect
    import pyte

    screen = pyte.Screen(SIZE[1], SIZE[0])
    stream = pyte.ByteStream(screen)
    environment = dict(os.environ, TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8")
    environment.pop("NO_COLOR", None)
    begun = time.perf_counter()
    child = pexpect.spawn(PYTHON, list(arguments), env=environment, dimensions=SIZE, timeout=30)
    try:
        while True:
            data = child.read_nonblocking(1 << 16, timeout=30)
            # requests of the key protocol, which pyte would print
            stream.feed(re.sub(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1bP[^\x1b]*\x1b\\", b"", data))
            if re.search(until, "\n".join(screen.display)):
                return (time.perf_counter() - begun) * 1000
    finally:
        child.close(force=True)


def compare(name: str, ours: Callable[[], float], beside: str, theirs: Callable[[], float]) -> None:
    """Both in turn, a first pair thrown away, one line printed."""
    pairs = [(ours(), theirs()) for _ in range(RUNS + 1)][1:]
    one, two = zip(*pairs, strict=True)
    ratio = statistics.median(one) / statistics.median(two)
    print(f"{name:<34}{spread(one)}   {beside:<24}{spread(two)}   {ratio:5.2f}x", flush=True)


def spread(values: tuple[float, ...]) -> str:
    return f"{min(values):6.0f}{statistics.median(values):6.0f}{max(values):6.0f}"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        plan = str(Path(folder) / "bench.db")
        program = ("-m", "te_planner")
        run_time(*program, "new", plan, "--example", "harborview")
        print(f"{'milliseconds':<34}   min   med   max   {'beside':<24}   min   med   max   ratio")
        nothing = ("python -c pass", lambda: run_time("-c", "pass"))
        compare("--version", lambda: run_time(*program, "--version"), *nothing)
        compare("--help", lambda: run_time(*program, "--help"), *nothing)
        sqlmodel = ("import sqlmodel", lambda: run_time("-c", "import sqlmodel"))
        compare("status, example plan", lambda: run_time(*program, "status", "-p", plan), *sqlmodel)
        if os.name == "nt":
            return
        bare = ("bare Textual app", lambda: paint_time("hello-bare", "-c", BARE_APP))
        compare("first frame", lambda: paint_time("te-planner", *program, plan), *bare)
        compare("first data", lambda: paint_time("Observed", *program, plan), *bare)


if __name__ == "__main__":
    main()
