"""Projects with their milestones taken in, beside Taskwarrior's import of as many tasks and plain readers.

All are whole processes. Ours ends with the rows in the plan, each checked, matched and journaled.
"""

import shutil

from data import Data
from measuring import Bench, in_turn
from programs import ours, python
from rivals import TASKWARRIOR, in_turn_with, task

TASKS, CSV, XLSX = 3, 3, 8
"""The goals."""
READ_CSV = """
import csv, sys
for name in sys.argv[1:]:
    with open(name, newline="", encoding="utf-8") as file:
        list(csv.reader(file))
"""
READ_XLSX = """
import sys
from openpyxl import load_workbook
for sheet in load_workbook(sys.argv[1], read_only=True):
    list(sheet.iter_rows(values_only=True))
"""


def measure(bench: Bench, data: Data) -> None:
    small(bench, data)
    if not bench.quick:
        large(bench, data)


def taken_in(data: Data, *files: str) -> float:
    """Into an empty plan."""
    plan = data.copied(data.empty(), "taken-in.db")
    return ours("import", *files, "--apply", "-p", str(plan))


def tasks_taken_in(data: Data, size: int) -> float:
    """Into an empty folder."""
    folder = data.scratch / "tasks"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return task(folder, "import", str(data.tasks(size)))


def small(bench: Bench, data: Data) -> None:
    size = 1_000
    tables, book = _tables(data, size), str(data.workbook(size))
    measured = {
        "csv": lambda: taken_in(data, *tables),
        "read_csv": lambda: python(READ_CSV, *tables),
        "shown": lambda: ours("import", *tables, "-p", str(data.empty())),
        "xlsx": lambda: taken_in(data, book),
        "read_xlsx": lambda: python(READ_XLSX, book),
    }
    if TASKWARRIOR.is_there():
        measured["tasks"] = lambda: tasks_taken_in(data, size)
    spent = in_turn(bench.rounds(5), **measured)
    note = "" if "tasks" in spent else TASKWARRIOR.missing()
    beside = ("Taskwarrior's import", spent.get("tasks"))
    bench.add("import", spent["csv"], *beside, TASKS, projects=size, note=note)
    bench.add("import, from CSV", spent["csv"], "csv alone", spent["read_csv"], CSV, projects=size)
    bench.add("import, from CSV, shown", spent["shown"], "csv alone", spent["read_csv"], projects=size)
    bench.add("import, from XLSX", spent["xlsx"], "openpyxl alone", spent["read_xlsx"], XLSX, projects=size)


def large(bench: Bench, data: Data) -> None:
    """Twice, none thrown away: either takes half a minute."""
    size = 10_000
    tables = _tables(data, size)
    found = in_turn_with(
        TASKWARRIOR,
        bench.rounds(2),
        lambda: taken_in(data, *tables),
        lambda: tasks_taken_in(data, size),
        warm=False,
    )
    bench.add("import", found.ours, "Taskwarrior's import", found.theirs, projects=size, note=found.note)


def _tables(data: Data, size: int) -> list[str]:
    return [str(each) for each in (data.project_table(size), *data.milestone_tables(size))]
