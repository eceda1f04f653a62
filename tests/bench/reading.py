"""Reading a plan and working out its figures, beside plain sqlite3 on the same rows: time and memory."""

import sqlite3
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data import SIZES, TODAY, Data
from measuring import Bench, in_turn, took

from te_planner.plan.reading import TABLES
from te_planner.plan.snapshot import Snapshot
from te_planner.plan.store import open_plan
from te_planner.readiness.evaluate import evaluate
from te_planner.readiness.model import Readiness
from te_planner.roadmap.loader import load_roadmap

LOAD, READINGS, MEMORY = 1.5, 5, 2
"""The goals: the snapshot beside its rows, all figures beside its rows, bytes beside those of the rows."""
DAY = TODAY.isoformat()
QUERIES = [f"SELECT {', '.join(kind._fields)} FROM {table}" for table, kind, _ in TABLES]  # noqa: S608  # ours


def measure(bench: Bench, data: Data) -> None:
    sizes = SIZES[:2] if bench.quick else SIZES
    for size in sizes:
        times(bench, data.plan(size), size)
    if not bench.quick:
        memory(bench, data.plan(SIZES[1]), data.plan(SIZES[2]))


def plain(path: Path) -> list[list[tuple[Any, ...]]]:
    """The rows of a plan, as anybody would read them."""
    link = sqlite3.connect(path)
    try:
        return [link.execute(query).fetchall() for query in QUERIES]
    finally:
        link.close()


def figures(snapshot: Snapshot) -> Readiness:
    return evaluate(load_roadmap(), snapshot, as_of=DAY, today=DAY)


def times(bench: Bench, path: Path, size: int) -> None:
    with open_plan(path) as plan:
        kept = plan.snapshot()
        road = load_roadmap()
        spent = in_turn(
            bench.rounds(5),
            plain=lambda: took(lambda: plain(path)),
            snapshot=lambda: took(plan.snapshot),
            figures=lambda: took(lambda: evaluate(road, kept, as_of=DAY, today=DAY)),
        )
    goals = (LOAD, READINGS) if size == SIZES[-1] else (None, None)
    beside = ("sqlite3, the same rows", spent["plain"])
    bench.add("the snapshot", spent["snapshot"], *beside, goals[0], projects=size)
    bench.add("all figures", spent["figures"], *beside, goals[1], projects=size)


def memory(bench: Bench, small: Path, large: Path) -> None:
    """Bytes that Python allocated for each milestone more."""

    def held(made: Callable[[], object]) -> int:
        tracemalloc.start()
        kept = made()
        size, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        del kept
        return size

    def added(made: Callable[[Path], object]) -> list[float]:
        more = (SIZES[2] - SIZES[1]) * 10
        return [(held(lambda: made(large)) - held(lambda: made(small))) / more]

    def snapshot(path: Path) -> Snapshot:
        with open_plan(path) as plan:
            return plan.snapshot()

    load_roadmap()
    rows = added(plain)
    unit = {"unit": "bytes a milestone"}
    beside = "the same rows as tuples"
    bench.add("memory of the snapshot", added(snapshot), beside, rows, MEMORY, **unit)
    both = added(lambda path: figures(snapshot(path)))
    bench.add("memory of it and all figures", both, beside, rows, MEMORY, **unit)
