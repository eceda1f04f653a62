"""Reading a plan and working out its figures, beside plain sqlite3 on the same rows, at three sizes.

    make bench
    .venv/bin/python tests/bench/readiness.py [-o FILE]

The sizes are 100, 1,000 and 10,000 projects of ten milestones each (`plans.py`). What is compared runs in
turn, a first round thrown away; absolute times mean little on a shared machine, the ratios of the medians are
the result. The goals: all figures of the largest plan cost at most five readings of its rows with plain
sqlite3, and nothing grows more than twelvefold where the plan grows tenfold. Memory is what Python allocated.
`-o` writes the same as JSON.
"""

import argparse
import json
import platform
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from plans import write_plan
from te_planner.plan import edits
from te_planner.plan.reading import TABLES
from te_planner.plan.snapshot import Snapshot
from te_planner.plan.store import open_plan, prepare_for_writing
from te_planner.plan.transaction import apply
from te_planner.readiness.evaluate import evaluate
from te_planner.readiness.model import Readiness
from te_planner.roadmap.loader import load_roadmap

SIZES = (100, 1_000, 10_000)
EDITED = 1_000
ROUNDS = 5
READINGS, GROWTH = 5, 12
TODAY = date.today()  # noqa: DTZ011  # the day here
DAY = TODAY.isoformat()
ROAD = load_roadmap()
QUERIES = [f"SELECT {', '.join(kind._fields)} FROM {table}" for table, kind, _ in TABLES]  # noqa: S608  # ours
INSERT = "INSERT INTO waypoint (id, name, day, note) VALUES (?, ?, ?, '')"


class Spread(NamedTuple):
    """Milliseconds, or MiB, over all rounds."""

    least: float
    median: float
    most: float


class Line(NamedTuple):
    """What was measured at a size, what beside it, and the ratio of the medians with its goal, if any."""

    what: str
    projects: int
    ours: Spread
    beside: str
    theirs: Spread
    ratio: float
    goal: float | None


def spread(values: list[float]) -> Spread:
    return Spread(min(values), statistics.median(values), max(values))


def line(
    what: str, projects: int, ours: list[float], beside: str, theirs: list[float], goal: float | None = None
) -> Line:
    one, two = spread(ours), spread(theirs)
    return Line(what, projects, one, beside, two, one.median / two.median, goal)


def in_turn(**measured: Callable[[], object]) -> dict[str, list[float]]:
    """Milliseconds of each by its name, in turn, round by round; the first round is thrown away."""
    spent: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(ROUNDS + 1):
        for name, done in measured.items():
            begun = time.perf_counter()
            kept = done()
            spent[name].append((time.perf_counter() - begun) * 1000)
            del kept  # freeing it is nobody's time
    return {name: values[1:] for name, values in spent.items()}


def plain(path: Path) -> list[list[tuple[Any, ...]]]:
    """The rows of a plan, as anybody would read them."""
    link = sqlite3.connect(path)
    try:
        return [link.execute(query).fetchall() for query in QUERIES]
    finally:
        link.close()


def figures(snapshot: Snapshot) -> Readiness:
    return evaluate(ROAD, snapshot, as_of=DAY, today=DAY)


def reading(path: Path, projects: int) -> list[Line]:
    """Snapshot and figures beside the plain rows."""
    with open_plan(path) as plan:
        kept = plan.snapshot()
        spent = in_turn(
            plain=lambda: plain(path),
            snapshot=plan.snapshot,
            figures=lambda: figures(kept),
            both=lambda: figures(plan.snapshot()),
        )
    rows = ("plain rows, once", spent["plain"])
    goal = READINGS if projects == SIZES[-1] else None
    return [
        line("the snapshot", projects, spent["snapshot"], *rows),
        line("all figures", projects, spent["figures"], *rows, goal=goal),
        line("snapshot and all figures", projects, spent["both"], *rows),
    ]


def commands(path: Path, projects: int) -> list[Line]:
    """Whole processes, beside one that reads the plain rows."""
    code = (
        "import sqlite3, sys; link = sqlite3.connect(sys.argv[1]); "
        f"[link.execute(query).fetchall() for query in {QUERIES!r}]"
    )

    def run(*arguments: str) -> None:
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)

    spent = in_turn(
        plain=lambda: run("-c", code, str(path)),
        status=lambda: run("-m", "te_planner", "status", "-p", str(path)),
        next=lambda: run("-m", "te_planner", "next", "-p", str(path)),
    )
    beside = ("a process that reads the rows", spent["plain"])
    return [line(f"te-planner {name}", projects, spent[name], *beside) for name in ("status", "next")]


def an_edit(path: Path) -> list[Line]:
    """One edit and all figures anew, beside one row written as safely by plain sqlite3."""
    other = Path(shutil.copy(path, path.with_suffix(".plain.db")))
    link = sqlite3.connect(other, isolation_level=None)
    prepare_for_writing(link)
    with open_plan(path) as plan:
        milestone = next(each.id for each in plan.snapshot().milestones if each.actual_day is None)
        values = iter(range(1, 1000))

        def edit() -> None:
            ahead = date.fromordinal(TODAY.toordinal() + next(values)).isoformat()
            day = {"milestone": milestone, "day": ahead}
            apply(plan, edits.reforecast_milestone, roadmap=ROAD, today=DAY, who="bench", **day)

        def edit_and_figures() -> Readiness:
            edit()
            return figures(plan.snapshot())

        spent = in_turn(
            plain=lambda: link.execute(INSERT, (*(f"bench {next(values)}",) * 2, DAY)),
            edit=edit,
            anew=edit_and_figures,
        )
    link.close()
    beside = ("plain INSERT, synchronous=EXTRA", spent["plain"])
    return [
        line("one edit", EDITED, spent["edit"], *beside),
        line("one edit, all figures anew", EDITED, spent["anew"], *beside),
    ]


def memory(path: Path, projects: int) -> list[Line]:
    """MiB: what the snapshot holds, and the figures with it, beside the plain rows."""

    def held(made: Callable[[], object]) -> list[float]:
        tracemalloc.start()
        kept = made()
        size, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        del kept
        return [size / 2**20]

    with open_plan(path) as plan:
        rows = ("plain rows, MiB", held(lambda: plain(path)))
        return [
            line("MiB of the snapshot", projects, held(plan.snapshot), *rows),
            line("MiB of it and all figures", projects, held(lambda: figures(plan.snapshot())), *rows),
        ]


def growth(lines: list[Line]) -> list[Line]:
    """Each time beside the same at a tenth of the size."""
    known = {(each.what, each.projects): each for each in lines}
    found = []
    for each in lines:
        smaller = known.get((each.what, each.projects // 10))
        if smaller:
            ratio = each.ours.median / smaller.ours.median
            beside = f"at {smaller.projects:,} projects"
            found.append(
                Line(each.what, each.projects, each.ours, beside, smaller.ours, ratio, float(GROWTH))
            )
    return found


def shown(lines: list[Line]) -> None:
    print(f"{'milliseconds':<27}{'projects':>9}{'min':>9}{'med':>9}{'max':>9}   {'beside':<32}", end="")
    print(f"{'min':>9}{'med':>9}{'max':>9}{'ratio':>8}  goal")
    for each in lines:
        ours, theirs = ("".join(f"{value:9.1f}" for value in part) for part in (each.ours, each.theirs))
        goal = f"  at most {each.goal:g}" if each.goal else ""
        print(f"{each.what:<27}{each.projects:>9,}{ours}   {each.beside:<32}{theirs}{each.ratio:7.2f}x{goal}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Reading a plan and working out its figures, measured.")
    parser.add_argument("-o", type=Path, metavar="FILE", help="write the measurements as JSON too")
    asked = parser.parse_args()
    timed: list[Line] = []
    other: list[Line] = []
    with tempfile.TemporaryDirectory() as folder:
        for projects in SIZES:
            path = Path(folder) / f"{projects}.db"
            write_plan(path, projects, TODAY)
            timed += reading(path, projects)
            timed += commands(path, projects)
            other += memory(path, projects)
        other += an_edit(Path(folder) / f"{EDITED}.db")
    lines = sorted(timed, key=lambda each: each.what) + other + growth(timed)
    shown(lines)
    if asked.o:
        data = {
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
            "rounds": ROUNDS,
            "measured": [
                each._asdict() | {"ours": each.ours._asdict(), "theirs": each.theirs._asdict()}
                for each in lines
            ],
        }
        asked.o.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
