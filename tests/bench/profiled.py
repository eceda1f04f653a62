"""Where the milliseconds of a start and of an edit go, and which of them are Python's and Textual's own.

    make profile
    .venv/bin/python tests/bench/profiled.py [--docs DIR]

A profiler slows down what it watches, small functions most: the shares say more than the times. What is
profiled is told in processor time, which other load leaves alone; starts are the least of several runs.
"""

import argparse
import os
import subprocess
import tempfile
from collections import Counter
from cProfile import Profile
from pathlib import Path
from pstats import Stats
from time import thread_time

import owners
from data import TODAY, Data
from everything import ROOT
from programs import OURS, PYTHON, as_installed, ours, python
from screens import SCREENS
from table import between
from terminal import DATA, HERE, painted, planner

from te_planner.plan.store import open_plan
from te_planner.readiness.days import shift
from te_planner.tui.session import Session

RUNS = 5
SIZE = 1_000
DAY = TODAY.isoformat()
LEAST = 0.05
"""A function with less than this part of the whole is not told."""
BEGIN, END = "<!-- profile: made by make profile -->", "<!-- end of the profile -->"
UNTIL_DATA = """
import asyncio, gc, sys
gc.disable()  # as the program does, which goes on after the first data
from pathlib import Path
from te_planner.tui.app import PlannerApp

async def leave(pilot):
    while not pilot.app.readiness:
        await asyncio.sleep(0.005)
    pilot.app.exit()

PlannerApp(Path(sys.argv[1]), today=sys.argv[2]).run(headless=True, auto_pilot=leave)
"""
KEYS_PROFILED = """
import asyncio, gc, sys, time
gc.disable()  # as above
from cProfile import Profile
from pathlib import Path
from te_planner.tui.app import PlannerApp

async def visit(pilot):
    while not (pilot.app.readiness and pilot.app.entries):
        await asyncio.sleep(0.05)
    await asyncio.sleep(4)  # what is loaded after the first data
    for turn in range(2):
        for key in sys.argv[4:]:
            profile = Profile(time.thread_time)
            profile.enable()
            await pilot.press(key)
            await pilot.pause(0.4)
            profile.disable()
            if turn:
                profile.dump_stats(Path(sys.argv[3]) / f"{key}.prof")
    pilot.app.exit()

PlannerApp(Path(sys.argv[1]), today=sys.argv[2]).run(headless=True, size=(120, 40), auto_pilot=visit)
"""
PROFILED = f"""
import cProfile, sys, time
cProfile.Profile(time.thread_time).run({UNTIL_DATA!r}).dump_stats(sys.argv[3])
"""


def start(data: Data) -> str:
    """Imports by owner, from the interpreter's start to a command's end or the first data."""
    plan = str(data.example())
    calls = {
        "--version": ("--version",),
        "--help": ("--help",),
        "status": ("status", "-p", plan),
    }
    code = "import sys; from te_planner.cli import main; sys.exit(main(sys.argv[1:]))"
    nothing = min(python("pass") for _ in range(RUNS * 2))
    own = imported("pass")
    columns: dict[str, Counter[str]] = {}
    for name, words in calls.items():
        total = min(ours(*words) for _ in range(RUNS))
        columns[name] = parted(total, nothing, imported(code, *words), own)
    if HERE:
        total = min(painted(planner(data.example()), DATA)[0] for _ in range(RUNS))
        columns["first data"] = parted(total, nothing, imported(UNTIL_DATA, plan, DAY), own)
    return table("milliseconds", columns)


def imported(code: str, *arguments: str) -> Counter[str]:
    """The least that each owner's imports took."""
    told = [
        subprocess.run(
            [PYTHON, "-X", "importtime", "-c", code, *arguments], check=True, capture_output=True, text=True
        ).stderr
        for _ in range(RUNS)
    ]
    found = [owners.imports(each) for each in told]
    return Counter({name: min(each[name] for each in found) for name in found[0]})


def parted(total: float, nothing: float, found: Counter[str], own: Counter[str]) -> Counter[str]:
    """A whole start in its parts; what is left of it is no import, but work."""
    parts = Counter({"the interpreter itself": nothing})
    for name, spent in found.items():
        parts[f"imports: {name}"] = max(0.0, spent - own[name])
    parts["running"] = max(0.0, total - sum(parts.values()))
    parts["all"] = total
    return parts


def table(head: str, columns: dict[str, Counter[str]]) -> str:
    """The owners down, the columns across; what is nothing everywhere is left out."""
    names = dict.fromkeys(name for column in columns.values() for name in column)
    last = [name for name in ("running", "all") if name in names]
    kept = [name for name in names if name not in last and any(c[name] >= 0.05 for c in columns.values())]
    lines = [f"| {head} | {' | '.join(columns)} |", f"| --- |{' ---: |' * len(columns)}"]
    for name in [*kept, *last]:
        cells = (f"{column[name]:.1f}" if column[name] >= 0.05 else "" for column in columns.values())
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def first_data(data: Data) -> str:
    """The screen's thread from its imports to the first data, by owner."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for run in range(RUNS):
            target = str(Path(folder) / f"{run}.prof")
            words = [PYTHON, "-c", PROFILED, str(data.example()), DAY, target]
            subprocess.run(words, check=True, capture_output=True)
            found.append(owners.running(Stats(target)))
    least = min(found, key=Counter.total)
    return table("milliseconds", {"the screen's thread, profiled": in_order(least)})


def a_key(data: Data) -> str:
    """The screen's thread from a key to a screen seen before, until it is at rest, by owner."""
    columns: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        words = [PYTHON, "-c", KEYS_PROFILED, str(data.plan(SIZE)), DAY, folder, *SCREENS]
        subprocess.run(words, check=True, capture_output=True)
        for key, (screen, _) in SCREENS.items():
            found = owners.running(Stats(str(Path(folder) / f"{key}.prof")))
            columns[screen] = in_order(found)
    return table("milliseconds, profiled", columns)


def in_order(found: Counter[str]) -> Counter[str]:
    return Counter(dict(found.most_common()))


def an_edit(data: Data) -> str:
    """A milestone forecast anew and all figures after it, as the screens do it: by owner, and by function.

    The first edit, which loads SQLAlchemy, is thrown away.
    """
    plan_file = data.copied(data.plan(SIZE), "profiled.db")
    with open_plan(plan_file) as plan:
        milestone = next(each.id for each in plan.snapshot().milestones if each.actual_day is None)
    session = Session(plan_file, today=DAY, who="bench")
    found = []
    try:
        session.load().result()
        for ahead in range(RUNS + 1):
            profile = Profile(thread_time)
            session.look(lambda _, profile=profile: profile.enable()).result()
            session.edit(
                "reforecast_milestone", {"milestone": milestone, "day": shift(DAY, ahead + 1)}
            ).result()
            session.look(lambda _, profile=profile: profile.disable()).result()
            found.append(Stats(profile))
    finally:
        session.close()
    best = min(found[1:], key=whole)
    by_owner = table("milliseconds", {"an edit and all figures, profiled": in_order(owners.running(best))})
    return f"{by_owner}\n\n{functions(best)}"


def whole(stats: Stats) -> float:
    total: float = stats.total_tt  # type: ignore[attr-defined]
    return total


def functions(stats: Stats) -> str:
    """Our own functions by what they take with all that they call."""
    rows = []
    for (path, _, name), (_, calls, own, with_called, _) in stats.stats.items():  # type: ignore[attr-defined]
        if owners.of_file(path) == owners.OURS and with_called >= LEAST * whole(stats):
            place = Path(path).with_suffix("").as_posix().partition("te_planner/")[2].replace("/", ".")
            rows.append((with_called * 1000, own * 1000, calls, f"`{place}.{name}`"))
    lines = ["| of ours | calls | with what it calls, ms | itself, ms |", "| --- | ---: | ---: | ---: |"]
    lines += [
        f"| {name} | {calls:,} | {both:.1f} | {own:.1f} |" for both, own, calls, name in sorted(rows)[::-1]
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Where the time of a start and of an edit goes.")
    parser.add_argument("--docs", type=Path, metavar="DIR", help="write it into DIR/benchmarks.md")
    asked = parser.parse_args()
    os.environ.pop("TE_PLANNER_PLAN", None)
    as_installed()
    data = Data(ROOT / "build" / "bench")
    parts = {
        f"A start, by imports ({' '.join(Path(word).name for word in OURS)})": start(data),
        "To the first data, example plan": first_data(data),
        f"A key to a screen seen before, {SIZE:,} projects": a_key(data),
        f"An edit, {SIZE:,} projects": an_edit(data),
    }
    found = "\n\n".join(f"### {title}\n\n{part}" for title, part in parts.items())
    print(found)
    if asked.docs:
        page = asked.docs / "benchmarks.md"
        page.write_text(between(page.read_text(encoding="utf-8"), BEGIN, END, found), encoding="utf-8")


if __name__ == "__main__":
    main()
