"""What the tasks of a schedule ask for, once it is known which of them are projects."""

import uuid
from collections import Counter
from collections.abc import Iterator
from typing import Any

from te_planner.errors import WrongCall
from te_planner.exchange.imports.model import Asked, Fault, Place
from te_planner.exchange.imports.mspdi_called import (
    file_mark,
    file_title,
    one_line,
    project_key,
    task_title,
    with_number,
)
from te_planner.exchange.imports.mspdi_days import Week, day_of
from te_planner.exchange.imports.mspdi_file import Row, Schedule
from te_planner.exchange.imports.mspdi_links import Links, Span, Spans
from te_planner.exchange.imports.mspdi_tree import LOOSE, Tree, is_milestone
from te_planner.plan.days import spelled
from te_planner.plan.snapshot import Day
from te_planner.plan.text import LONG, SHORT, clean

SHEET = "Tasks"
PROJECT_FIELDS = {
    "title": "Name", "owner": "Resource", "start": "Start", "end": "Finish", "status": "PercentComplete",
    "status_day": "ActualStart", "note": "Notes", "key": "UID",
}  # fmt: skip
MILESTONE_FIELDS = {
    "id": "UID", "title": "Name", "baseline": "Baseline Finish", "forecast": "Finish",
    "forecast_given": "LastSaved", "actual": "ActualFinish",
}  # fmt: skip

NO_DAY = ("NA", "1970-01-01T00:00", "1984-01-01T00:00")
"""What programs write for a day that there is not: their first one."""
SAVED = ("StatusDate", "LastSaved", "CurrentDate")
"""Since when a schedule says what it says: the first of these that it has."""


class Said:
    """What is said of the rows of a file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.left_out: list[Fault] = []

    def place(self, row: Row, field: str = "") -> Place:
        return Place(self.file, SHEET, row.row, field)

    def leave(self, row: Row, text: str) -> None:
        name = f"“{row.name}”" if row.name else f"The task without a name (UID {row.uid})"
        self.left_out.append(Fault(self.place(row), f"{name}: {text}"))

    def text(self, row: Row, field: str, text: str, limit: int = SHORT) -> str:
        """A text that the plan can hold; one that it cannot is a fault, and empty."""
        lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        try:
            return clean(lines, field, limit=limit)
        except WrongCall as error:
            self.faults.append(Fault(self.place(row, field), str(error)))
            return ""

    def day(self, row: Row, field: str, text: str | None = None) -> Day | None:
        """The day of a field (or of a text of it); one that is none is a fault."""
        text = row.fields.get(field, "") if text is None else text
        day = day_of(text)
        if text.startswith(NO_DAY):
            return None
        if text and day is None:
            self.faults.append(Fault(self.place(row, field), f"“{text[:40]}” is no day; it is passed over."))
        return day


class Asking:
    """What the tasks of a file ask for."""

    def __init__(self, schedule: Schedule, found: Tree, said: Said, today: Day) -> None:
        self.schedule, self.tree, self.said, self.today = schedule, found, said, today
        self.week = Week(schedule)
        self.mark = file_mark(schedule, said.file)
        said_of = (day_of(schedule.header.get(name, "")) for name in SAVED)
        self.given = min(next(filter(None, said_of), today), today)
        self.spans = Spans({}, {}, {})
        self.notes: list[str] = []

    def all(self) -> Iterator[Asked]:
        """Projects before their milestones, and these before who waits for whom."""
        tasks = {row.uid: self._span(row) for row in self.tree.rows if row.uid in self.tree.home}
        keys = {row.uid: project_key(self.mark, row.uid) for row in self.tree.projects}
        projects = {row.uid: tasks[row.uid] for row in self.tree.projects}
        loose = self.tree.steps.get(LOOSE, [])
        if loose:
            keys[LOOSE] = project_key(self.mark, "file")
            projects[LOOSE] = Span(None, None)
        milestones: list[Asked] = []
        for home, steps in self.tree.steps.items():
            made = list(self._milestones(keys[home], steps, tasks))
            milestones += made
            projects[home] = _around(projects[home], [tasks[row.uid] for row in steps])
        self.spans = Spans(tasks, projects, keys)
        yield from map(self._project, self.tree.projects)
        if loose:
            yield self._loose(loose[0])
        yield from milestones
        yield from self._links()

    def _span(self, row: Row) -> Span:
        start, finish = self._planned(row, "Start"), self._planned(row, "Finish")
        if start and not row.fields.get("Finish") and (duration := row.fields.get("Duration")):
            finish = start if is_milestone(row) else self.week.finish(start, duration)
            if finish:
                self.said.leave(
                    row, f"its finish is not in the file: {spelled(finish)} comes of its start and duration"
                )
        return Span(start or finish, finish)

    def _planned(self, row: Row, field: str) -> Day | None:
        """The day of a field; of a task that is planned by hand, none where it says words, or nothing yet.

        MS Project writes a day of its own beside them, which nobody has planned.
        """
        if row.flag("Manual") and (words := row.fields.get(f"{field}Text")) is not None:
            said = f"is “{one_line(words)[:80]}”, which is no day" if words else "is not planned yet"
            if field == "Finish" or self.tree.home[row.uid] == row.uid:
                self.said.leave(row, f"its {field.lower()} {said}: it is left empty")
            return None
        return self.said.day(row, field)

    # projects

    def _project(self, row: Row) -> Asked:
        span = self.spans.projects[row.uid]
        start = self.spans.tasks[row.uid].start or span.start
        end = self.spans.tasks[row.uid].finish or span.finish
        if start and end and end < start:
            self.said.faults.append(
                Fault(self.said.place(row, "Finish"), f"The finish {end} lies before the start {start}.")
            )
            end = None
        title = self.said.text(row, "Name", task_title(row)) or f"Task {row.uid}"
        values: dict[str, Any] = {"key": self.spans.keys[row.uid], "title": title}
        values |= {name: day for name, day in (("start", start), ("end", end)) if day}
        if owner := self.said.text(row, "Resource", self._owner(row)):
            values["owner"] = owner
        if note := self.said.text(row, "Notes", row.fields.get("Notes", ""), LONG):
            values["note"] = note
        values |= self._status(row, start, end)
        if row.uid in self.tree.groups:
            self._unkept(row)
        return Asked("project", self.said.place(row), values, PROJECT_FIELDS)

    def _loose(self, first: Row) -> Asked:
        """The project that is named as the file: of what lies above the projects, or (level 0) of all."""
        whole = self.tree.whole
        row = next((row for row in self.schedule.rows if row.level == 0), None) if whole else None
        title = self.said.text(first, "Title", file_title(self.schedule, self.said.file))
        count, span = len(self.tree.steps[LOOSE]), self.spans.projects[LOOSE]
        values: dict[str, Any] = {"key": self.spans.keys[LOOSE], "title": title or self.spans.keys[LOOSE]}
        if whole:
            self.notes.append(f"All tasks are milestones of one project, “{values['title']}” ({count}).")
        else:
            self.notes.append(
                f"Milestones above the projects are those of one named “{values['title']}” ({count})."
            )
        manager = one_line(self.schedule.header.get("Manager", ""))
        if whole and not manager:
            manager = self._most(row or first, LOOSE)
        if owner := self.said.text(first, "Manager", manager):
            values["owner"] = owner
        if span.start:
            values["start"] = span.start
        if row:
            values |= self._status(row, span.start, span.finish)
        return Asked("project", self.said.place(row or first), values, PROJECT_FIELDS)

    def _owner(self, row: Row) -> str:
        """Who is named for the task; else who is assigned to it; else to most of what lies below."""
        if contact := one_line(row.fields.get("Contact", "")):
            return contact
        return self._most(row, row.uid)

    def _most(self, row: Row, home: str) -> str:
        """Who is assigned to the task, else to most of a project's steps; the others are named."""
        owners = self.schedule.owners
        names = Counter(owners.get(home, ()))
        for step in () if names else self.tree.steps[home]:
            names.update(owners.get(step.uid, ()))
        if not names:
            return ""
        owner = names.most_common(1)[0][0]
        if others := [name for name in names if name != owner]:
            self.said.leave(row, f"a project has one owner, {owner}; also assigned: {', '.join(others)}")
        return owner

    def _status(self, row: Row, start: Day | None, end: Day | None) -> dict[str, str]:
        """Done or active, where the file says so, and since when."""
        percent = _percent(row)
        began = self.said.day(row, "ActualStart") or (start if percent else None)
        ended = self.said.day(row, "ActualFinish") or (end if percent == 100 else None)
        for status, day in (("done", ended if percent in (100, None) else None), ("active", began)):
            if day and day <= self.today:
                return {"status": status, "status_day": day}
            if day:
                self.said.leave(
                    row, f"it is {status} only from {spelled(day)}, which lies ahead: its status is left out"
                )
        return {}

    # milestones

    def _milestones(self, project: str, steps: list[Row], tasks: dict[str, Span]) -> Iterator[Asked]:
        titles = self._titles(steps)
        for row in steps:
            values: dict[str, Any] = {
                "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"mspdi:{self.mark}:{row.uid}")),
                "project": project,
                "title": titles[row.uid],
            }
            if baseline := self.said.day(row, "Baseline Finish", row.baseline):
                values["baseline"] = baseline
            finish = tasks[row.uid].finish
            if actual := self._actual(row, finish):
                values["actual"] = actual
            elif finish:
                values |= {"forecast": finish, "forecast_given": self.given}
            if not (baseline or actual or row.fields.get("Finish")):
                self.said.leave(row, "has no day in the file, so its milestone has none")
            self._unkept(row)
            yield Asked("milestone", self.said.place(row), values, MILESTONE_FIELDS)

    def _titles(self, steps: list[Row]) -> dict[str, str]:
        """What each step is called: with its phase, or its number, where the name is not its own."""
        titles = {row.uid: self.said.text(row, "Name", task_title(row)) or f"Task {row.uid}" for row in steps}
        for more in (self._with_phase, with_number):
            often = Counter(title.casefold() for title in titles.values())
            for row in steps:
                if often[titles[row.uid].casefold()] > 1:
                    titles[row.uid] = more(row, titles[row.uid])
        return titles

    def _with_phase(self, row: Row, title: str) -> str:
        above = self.tree.parents.get(row.uid)
        longer = f"{above.name} / {title}" if above and above.uid != self.tree.home[row.uid] else title
        return longer if len(longer) < SHORT - 20 else title

    def _actual(self, row: Row, finish: Day | None) -> Day | None:
        """When it was finished; a task is by its percentage too, as some programs write no actual days."""
        percent = _percent(row)
        said = self.said.day(row, "ActualFinish")
        if percent is not None and percent < 100:
            if percent:
                self.said.leave(
                    row, f"it is {percent} % complete, which is not kept: a milestone is done or not"
                )
            return None
        actual = said or (finish if percent == 100 else None)
        if actual and actual > self.today:
            self.said.leave(
                row, f"it is done on {spelled(actual)}, which lies ahead: that is taken as its forecast"
            )
            return None
        return actual

    def _unkept(self, row: Row) -> None:
        """Of a task, what a milestone (or a project) has no place for."""
        if deadline := self.said.day(row, "Deadline"):
            self.said.leave(
                row, f"its deadline {spelled(deadline)} is left out: there is no second day to meet"
            )
        if row.fields.get("Notes") and self.tree.home[row.uid] != row.uid:
            self.said.leave(row, "its notes are left out: a milestone has none")

    def _links(self) -> list[Asked]:
        rows = {row.uid: row for row in self.schedule.rows}
        links = Links(rows, self.tree.home, self.spans, self.week, self.said.leave, self.said.place)
        asked = links.asked()
        if links.inside:
            self.notes.append(
                f"{links.inside} plain links between tasks of one project are left out: "
                "their days say the same."
            )
        if links.counted:
            self.notes.append(
                f"{links.counted} links lead into or out of the middle of a project: their lags are counted "
                "from the end of the one project to the start of the other, so that no day moves."
            )
        return asked


def _around(own: Span, steps: list[Span]) -> Span:
    """A project's days as the plan will count them: it ends with its latest milestone."""
    starts = [each for span in steps if (each := span.start)]
    finishes = [each for span in steps if (each := span.finish)]
    start = own.start or min(starts, default=None)
    return Span(start, max(finishes, default=own.finish))


def _percent(row: Row) -> int | None:
    """How much of it is done, where the file says so."""
    text = row.fields.get("PercentComplete", "").partition(".")[0]
    return min(100, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else None
