"""The files that a run measures on, made once with a fixed seed and kept for the next run.

They lie around the first day of the month, so that a plan stays one of these days: each month they are made
anew, and so they are where what they are drawn by changed. A file that was only begun is never kept.
"""

import csv
import hashlib
import json
import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import rivals
from programs import ours

from plans import Drawn, write_plan
from te_planner.plan.snapshot import Contribution, Dependency, Milestone, Project
from te_planner.plan.store import REVISION
from te_planner.readiness.days import days_between, shift
from te_planner.roadmap.loader import load_roadmap

SIZES = (100, 1_000, 10_000)
TODAY = date.today().replace(day=1)  # noqa: DTZ011  # the month here
DRAWN_BY = (Path(__file__), Path(__file__).with_name("plans.py"))
MOST_ROWS = 50_000
"""Rows of one table: as many as an import takes, and more than a person would put into one."""
PROJECT_HEADINGS = ("Key", "Title", "Owner", "Start", "End")
MILESTONE_HEADINGS = ("Project", "Milestone", "Weight", "Baseline", "Actual")


@cache
def drawn(projects: int) -> Drawn:
    return Drawn(projects, TODAY, load_roadmap())


class Data:
    """Paths of files, each made when it is first asked for.

    `scratch` is emptied by each run, and what was drawn otherwise or for another month is removed.
    """

    def __init__(self, folder: Path) -> None:
        source = b"".join(each.read_bytes() for each in DRAWN_BY) + REVISION.encode()
        self.folder = folder / f"{TODAY:%Y-%m}-{hashlib.sha256(source).hexdigest()[:8]}"
        self.scratch = folder / "scratch"
        self.folder.mkdir(parents=True, exist_ok=True)
        for each in folder.iterdir():
            if each.is_dir() and each != self.folder:
                shutil.rmtree(each, ignore_errors=True)
        self.scratch.mkdir()

    def copied(self, path: Path, name: str) -> Path:
        """A file to write into."""
        return Path(shutil.copy(path, self.scratch / name))

    def plan(self, projects: int) -> Path:
        return self._made(f"{projects}.db", lambda path: write_plan(path, projects, TODAY))

    def example(self) -> Path:
        return self._made("example.db", lambda path: ours("new", str(path), "--example", "harborview"))

    def empty(self) -> Path:
        return self._made("empty.db", lambda path: ours("new", str(path)))

    def project_table(self, projects: int) -> Path:
        rows = [
            (each.key, each.title, each.owner, each.start_day, each.end_day) for each in _projects(projects)
        ]
        return self._made(f"{projects}-projects.csv", lambda path: _write_csv(path, PROJECT_HEADINGS, rows))

    def milestone_tables(self, projects: int) -> list[Path]:
        """One for 50,000 milestones: an import refuses tables of more than 100,000 rows."""
        rows = _milestone_rows(projects)
        return [
            self._made(
                f"{projects}-milestones-{place + 1}.csv",
                lambda path, begin=begin: _write_csv(
                    path, MILESTONE_HEADINGS, rows[begin : begin + MOST_ROWS]
                ),
            )
            for place, begin in enumerate(range(0, len(rows), MOST_ROWS))
        ]

    def workbook(self, projects: int) -> Path:
        """The same in a sheet for projects and one for milestones, with days as days."""
        return self._made(f"{projects}.xlsx", lambda path: _write_workbook(path, projects))

    def tasks(self, projects: int) -> Path:
        """As many tasks for Taskwarrior as there are milestones, as its `import` takes them."""
        return self._made(
            f"{projects}-tasks.json",
            lambda path: path.write_text(json.dumps(_tasks(projects)), encoding="utf-8"),
        )

    def task_folder(self, projects: int) -> Path:
        """Taskwarrior's own data, with these tasks."""

        def fill(path: Path) -> None:
            path.mkdir()
            rivals.task(path, "import", str(self.tasks(projects)))
            (path / "taskrc").unlink()  # it names the folder, which is renamed

        return self._made(f"{projects}-tasks", fill)

    def network(self, projects: int) -> Path:
        """The same projects for TaskJuggler."""
        return self._made(
            f"{projects}.tjp", lambda path: path.write_text(_network(drawn(projects)), encoding="utf-8")
        )

    def _made(self, name: str, make: Callable[[Path], object]) -> Path:
        path = self.folder / name
        if not path.exists():
            begun = self.scratch / f"begun-{name}"
            make(begun)
            begun.rename(path)
        return path


def counted(projects: int) -> dict[str, int]:
    """How many rows a plan of this size has, of what matters."""
    kinds = {"milestones": Milestone, "contributions": Contribution, "dependencies": Dependency}
    return {name: len(drawn(projects).rows[kind]) for name, kind in kinds.items()}


def _projects(projects: int) -> list[Project]:
    return list(drawn(projects).rows[Project])


def _milestone_rows(projects: int) -> list[tuple[object, ...]]:
    keys = {each.id: each.key for each in _projects(projects)}
    return [
        (keys[each.project_id], each.title, each.weight, each.baseline_day, each.actual_day)
        for each in drawn(projects).rows[Milestone]
    ]


def _write_csv(path: Path, headings: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([headings, *rows])


def _write_workbook(path: Path, projects: int) -> None:
    from openpyxl import Workbook

    def typed(value: object) -> object:
        return date.fromisoformat(value) if isinstance(value, str) and value[4:5] == "-" else value

    book = Workbook(write_only=True)
    rows = [(each.key, each.title, each.owner, each.start_day, each.end_day) for each in _projects(projects)]
    for name, headings, content in (
        ("Projects", PROJECT_HEADINGS, rows),
        ("Milestones", MILESTONE_HEADINGS, _milestone_rows(projects)),
    ):
        sheet = book.create_sheet(name)
        for row in (headings, *content):
            sheet.append([typed(value) for value in row])
    book.save(path)


def _tasks(projects: int) -> list[dict[str, object]]:
    """Each milestone a task of its project; where a project waits, its first task does for another's last."""
    keys = {each.id: each.key for each in _projects(projects)}
    ends = {each.project_id: each.id for each in drawn(projects).rows[Milestone]}
    waits: dict[str, list[str]] = {}
    for each in drawn(projects).rows[Dependency]:
        waits.setdefault(each.project_id, []).append(ends[each.depends_on_id])
    found = []
    for each in drawn(projects).rows[Milestone]:
        task: dict[str, object] = {
            "uuid": each.id,
            "description": each.title,
            "project": keys[each.project_id],
            "entry": _instant(shift(each.baseline_day, -400)),
            "due": _instant(each.forecast_day or each.baseline_day),
            "status": "completed" if each.actual_day else "pending",
            "priority": "LLMH"[each.weight],
        }
        if each.actual_day:
            task["end"] = _instant(each.actual_day)
        if needed := waits.pop(each.project_id, None):
            task["depends"] = needed
        found.append(task)
    return found


def _instant(day: str) -> str:
    return day.replace("-", "") + "T000000Z"


def _network(rows: Drawn) -> str:
    """A project is a task with a begin and ten milestones, each as far from it as planned.

    What is done, and the begin of what has begun, stands fixed; a project that waits begins when those that
    it waits for have ended, and the lag is over. So ours reads the same rows too.
    """
    waits: dict[str, list[Dependency]] = {}
    for each in rows.rows[Dependency]:
        waits.setdefault(each.project_id, []).append(each)
    steps: dict[str, list[Milestone]] = {}
    for each in rows.rows[Milestone]:
        steps.setdefault(each.project_id, []).append(each)
    names = {each.id: each.key.replace("-", "") for each in rows.rows[Project]}
    today = rows.today.isoformat()
    first = min(each.start_day for each in rows.rows[Project])
    lines = [f'project bench "bench" {first} +{_years(rows, waits)}y {{ timezone "UTC" now {today} }}']
    for each in rows.rows[Project]:
        lines.append(f'task {names[each.id]} "{each.title}" {{')
        needed = waits.get(each.id, ())
        if needed and each.start_day > today:
            ties = ", ".join(
                f"{names[n.depends_on_id]}.m9 {{ gapduration {n.lag_days + 1}d }}" for n in needed
            )
            lines.append(f'  task begin "begin" {{ milestone depends {ties} }}')
        else:
            lines.append(f'  task begin "begin" {{ milestone start {each.start_day} }}')
        for place, step in enumerate(steps[each.id]):
            ahead = days_between(each.start_day, step.forecast_day or step.baseline_day)
            when = (
                f"start {step.actual_day}"
                if step.actual_day
                else f"depends !begin {{ gapduration {ahead}d }}"
            )
            lines.append(f'  task m{place} "{step.title}" {{ milestone {when} }}')
        lines.append("}")
    lines.append('taskreport dates "dates" { formats csv columns id, start, end }')
    return "\n".join(lines) + "\n"


def _years(rows: Drawn, waits: dict[str, list[Dependency]]) -> int:
    """Years that hold all of it, which TaskJuggler asks for: each project as late as it can get.

    In years, for it takes no day after 2035.
    """
    last: dict[str, str] = {}
    for each in rows.rows[Project]:
        ends = [shift(last[need.depends_on_id], need.lag_days + 1) for need in waits.get(each.id, ())]
        begin = max([each.start_day, *ends])
        last[each.id] = shift(begin, days_between(each.start_day, each.end_day) + 100)
    first = min(each.start_day for each in rows.rows[Project])
    return int(max(last.values())[:4]) - int(first[:4]) + 1
