"""From a key to the changed screen, beside the bare app's key, in the same minutes.

A screen is there when its own words are. The first time it is made, later it is shown again; a step is the
cursor's, until anything on the screen changes. What a whole screen of plain text costs the bare app is
measured too: less is not to be had with Textual.
"""

from collections import defaultdict

from data import Data
from measuring import Bench
from terminal import BARE_FULL, DATA, HERE, Program, bare, planner

GOAL = 2
SCREENS = {
    "2": ("roadmap", r"RP[VE]01"),
    "3": ("projects", r"Key +Title"),
    "4": ("benefits", r"show +\[all\]"),
    "5": ("timeline", r" by (key|start|finish)"),
    "6": ("coverage", r"actions|\bby\b"),
    "7": ("assess", r"answered"),
    "8": ("history", r"entr(y|ies)"),
    "9": ("report", r"\(x\) HTML"),
    "r": ("reader", r"Swim lanes"),
    "1": ("overview", DATA),
}
DOWN, UP = "\x1b[B", "\x1b[A"


def measure(bench: Bench, data: Data) -> None:
    if not HERE:
        return
    for size in (1_000,) if bench.quick else (1_000, 10_000):
        of_size(bench, data, size, starts=1 if size == 10_000 else bench.rounds(3))


def of_size(bench: Bench, data: Data, size: int, starts: int) -> None:
    """Each start is a program that sees every screen for the first time, then again."""
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    beside: list[float] = []
    full: list[float] = []
    for _ in range(starts):
        with bare() as other, Program(*planner(data.plan(size))) as program:
            program.shown(DATA)
            program.rest(0.5, least=3)  # what is loaded after the first data
            for turn in range(3):
                full.append(other.took("s", BARE_FULL))
                other.took("s")
                for key, (screen, words) in SCREENS.items():
                    beside.append(other.took("x"))
                    found[screen, "again" if turn else "first"].append(program.took(key, words))
                    if turn and screen != "report":
                        beside.append(other.took("x"))
                        found[screen, "step"].append(program.took(UP if turn == 2 else DOWN))
    if size == 1_000:
        bench.add("bare app's key to a full screen", full, "bare app's key", beside)
    goal = GOAL if size == 1_000 else None
    names = {"first": "key to {}, first time", "again": "key to {}", "step": "a step in {}"}
    for kind, name in names.items():
        for screen, _ in sorted(SCREENS.values()):
            if values := found.get((screen, kind)):
                bench.add(name.format(screen), values, "bare app's key", beside, goal, projects=size)
