"""Everything that is measured, in one run and one table.

    make bench
    .venv/bin/python tests/bench/everything.py [--quick] [--rounds N] [--only WORD] [--compare OLD]

It builds its data first (100, 1,000 and 10,000 projects of ten milestones each, by a fixed seed) and keeps
them in build/bench for the next run. A whole run takes a quarter of an hour and wants a machine that does
nothing else. The exit code is 0, whether or not all goals are met: it is the table that says so.
"""

import argparse
import json
import sys
from pathlib import Path
from types import ModuleType

import compiled
import dates
import edits
import imports
import reading
import reports
import screens
import startup
import upcoming
from data import Data
from machine import described
from measuring import Bench, growth
from programs import as_installed
from table import as_json, as_text, compared, write_docs

ROOT = Path(__file__).resolve().parents[2]
MODULES = (startup, screens, edits, upcoming, dates, imports, reading, reports, compiled)


def main() -> None:
    asked = arguments()
    chosen = [each for each in MODULES if not asked.only or asked.only in each.__name__]
    if not chosen:
        names = ", ".join(each.__name__ for each in MODULES)
        sys.exit(f"Nothing is called {asked.only}. There are: {names}")
    earlier = json.loads(asked.compare.read_text(encoding="utf-8")) if asked.compare else None
    machine = described()
    bench = Bench(quick=asked.quick, most=asked.rounds)
    measured(chosen, bench, asked.folder)
    print("\n".join(f"{name}: {value}" for name, value in machine.items()), end="\n\n")
    print(as_text(bench.rows))
    missed = sum(row.met is False for row in bench.rows)
    print(f"\n{sum(row.met is True for row in bench.rows)} goals met, {missed} missed")
    if earlier:
        print(f"\n{compared(bench.rows, earlier)}")
    content = json.dumps(as_json(bench.rows, machine), indent=1, ensure_ascii=False) + "\n"
    targets = [asked.json] if asked.json else []
    if asked.docs and (asked.quick or asked.only):
        print("\nNo whole run: the docs are left as they are.")
    elif asked.docs:
        write_docs(asked.docs / "benchmarks.md", bench.rows, machine)
        targets.append(asked.docs / "benchmarks.json")
    for target in targets:
        target.write_text(content, encoding="utf-8")


def measured(chosen: list[ModuleType], bench: Bench, folder: Path) -> None:
    as_installed()
    data = Data(folder)
    for module in chosen:
        print(module.__name__, file=sys.stderr, flush=True)
        module.measure(bench, data)
    bench.rows += growth(bench.rows)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure te-planner beside what it is compared with.")
    parser.add_argument("--only", metavar="WORD", help="only the modules with this in their name")
    parser.add_argument("--quick", action="store_true", help="two rounds, and nothing of 10,000 projects")
    parser.add_argument(
        "--rounds", type=int, default=100, metavar="N", help="at most so many, where more are taken"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the measurements there too")
    parser.add_argument("--compare", type=Path, metavar="OLD", help="say what moved since this JSON")
    parser.add_argument(
        "--docs", type=Path, metavar="DIR", help="write the table of a whole run into DIR/benchmarks.md"
    )
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "bench", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
