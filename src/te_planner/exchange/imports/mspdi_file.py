"""A schedule as MS Project's XML (MSPDI) holds it: read in one pass, in bounded memory, and not yet judged.

MS Project, ProjectLibre, GanttProject, MPXJ, Primavera and others write the format, each with gaps of its
own: whatever may be missing is looked for in the next best place.
"""

import re
from collections.abc import Mapping
from typing import BinaryIO, NamedTuple
from xml.etree.ElementTree import ParseError

from te_planner.errors import Unreadable
from te_planner.exchange.imports.mspdi_levels import levels_of
from te_planner.exchange.imports.mspdi_midnight import ended, has_hours
from te_planner.exchange.imports.mspdi_owners import owners_of
from te_planner.exchange.imports.mspdi_refused import Refused, refuse_root, refuse_start
from te_planner.exchange.imports.mspdi_weeks import Calendar, working_days

MAX_BYTES = 256 * 1024 * 1024
"""Of a file: MS Project writes some five thousand bytes a task, and more with hours of work."""
MAX_DEPTH = 64
MAX_TASKS = 100_000
CHUNK = 1 << 16

LINK_TYPES = {"0": "finish-to-finish", "1": "finish-to-start", "2": "start-to-finish", "3": "start-to-start"}
PERCENT_LAGS = (19, 20, 51, 52)
ELAPSED_LAGS = (4, 6, 8, 10, 12, 36, 38, 40, 42, 44)

WANTED = frozenset(
    {
        "UID", "ID", "Name", "Type", "IsNull", "Active", "WBS", "OutlineNumber", "OutlineLevel",
        "Start", "Finish", "Duration", "Milestone", "Recurring", "IsSubproject", "SubprojectName",
        "ExternalTask", "ActualStart", "ActualFinish", "PercentComplete", "Deadline", "Notes", "Contact",
        "BaselineFinish", "TaskUID", "ResourceUID", "IsCostResource", "Manual", "StartText", "FinishText",
    }
)  # fmt: skip
"""The fields of a task, a resource or an assignment that we read: most have eighty more."""
MAX_TEXT = 1 << 20

Fields = dict[str, str]


class Link(NamedTuple):
    """A predecessor of a task. `lag`: tenths of minutes, or percent where `lag_format` says so."""

    uid: str
    kind: str
    lag: int
    lag_format: int
    crosses: bool


class Row(NamedTuple):
    """A task as it stands in the file; `row` is its number on the screen, else its place in the file.

    `level`: 0 for the project's summary task, 1 and up for what is below it. Days and times as written.
    """

    row: int
    uid: str
    level: int
    name: str
    fields: Fields
    links: tuple[Link, ...]
    baseline: str

    def flag(self, name: str) -> bool:
        return self.fields.get(name, "").lower() in ("1", "-1", "true")


class Schedule(NamedTuple):
    """The file: what it says of itself, its tasks in order, who works on which, and what was passed over.

    `weekdays`: on which its own calendar works (Monday 0), where it says so.
    """

    header: Fields
    rows: tuple[Row, ...]
    owners: dict[str, tuple[str, ...]]
    passed_over: dict[str, int]
    weekdays: frozenset[int] | None = None

    def whole(self, name: str, default: int) -> int:
        """A positive whole number of the header."""
        text = self.header.get(name, "")
        return int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 100_000 else default


def read_schedule(file: str, source: BinaryIO) -> Schedule:
    """The schedule of a file, by its name and what it holds.

    Raises Unreadable where it is none, is damaged, or goes beyond the bounds.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    taken = _Taken()
    parser = DefusedXMLParser(target=taken)
    try:
        size = 0
        while chunk := source.read(CHUNK):
            if not size:
                refuse_start(file, chunk)
            size += len(chunk)
            if size > MAX_BYTES:
                raise Unreadable(f"{file} has more than {MAX_BYTES >> 20} MB. Save the schedule in parts.")
            parser.feed(chunk)
        if not size:
            refuse_start(file, b"")
        parser.close()
    except OSError as error:
        raise Unreadable(f"{file} cannot be read: {error.strerror}.") from error
    except DefusedXmlException as error:
        raise Unreadable(f"{file} declares entities, which no schedule needs: it is refused.") from error
    except ParseError as error:
        line = error.position[0]
        raise Unreadable(f"{file} is no whole XML file: line {line} is damaged, or it breaks off.") from error
    except (Refused, ValueError, LookupError) as error:
        raise Unreadable(f"{file}: {error}") from error
    return taken.schedule()


class _Task(NamedTuple):
    """A task's own fields, its links and its baselines."""

    fields: Fields
    links: list[Fields]
    baselines: list[Fields]


class _Taken:
    """What the parser hands over, element by element; only what we read is kept."""

    def __init__(self) -> None:
        self.depth = 0
        self.names: dict[str, str] = {}
        self.section = ""
        self.header: Fields = {}
        self.tasks: list[_Task] = []
        self.resources: list[Fields] = []
        self.assignments: list[Fields] = []
        self.calendars: list[Calendar] = []
        self.passed_over: dict[str, int] = {}
        self.into: Fields | None = None
        """Where the text of the next inner element goes."""
        self.record: Fields | None = None
        self.text: list[str] | None = None
        self.length = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = self.names.get(tag)
        if name is None:
            name = self.names[tag] = tag.rpartition("}")[2]
        self.depth += 1
        depth = self.depth
        self.text, self.length = None, 0
        if depth == 4:
            if self.record is not None:
                self._field(name, self.record)
        elif depth > 4:
            self._inside(name, depth)
        elif depth == 3:
            self._begin(name)
        elif depth == 2:
            self.section = name
            self.text = []
        else:
            refuse_root(name, attributes)

    def _inside(self, name: str, depth: int) -> None:
        """A field of a link, a baseline or a day of the week; what lies deeper is passed over."""
        if depth == 5:
            if self.section == "Calendars":
                self._week_day(name)
            elif self.into is not None:
                self.text = []
        elif depth == 6:
            if self.into is not None and name in ("DayType", "DayWorking"):
                self.text = []
        elif depth > MAX_DEPTH:
            raise Refused(f"its elements are nested more than {MAX_DEPTH} deep, which no schedule needs.")

    def data(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)
            self.length += len(text)
            if self.length > MAX_TEXT:
                raise Refused("one of its texts is longer than any that a schedule has.")

    def end(self, tag: str) -> None:
        depth = self.depth
        if self.text is not None:
            into = self.header if depth == 2 else self.record if depth == 4 else self.into
            if into is not None:
                into[self.names[tag]] = "".join(self.text).strip()
            self.text = None
        if depth == 3:
            self.record = None
        elif depth == 4:
            self.into = None
        self.depth -= 1

    def close(self) -> None:
        """The file is at its end."""

    def _field(self, name: str, record: Fields) -> None:
        """A field that we read, the first of its name; or the beginning of a link or baseline of a task."""
        self.into = None
        if self.section == "Tasks" and name in ("PredecessorLink", "Baseline"):
            self.into = {}
            task = self.tasks[-1]
            (task.links if name == "PredecessorLink" else task.baselines).append(self.into)
        elif name in WANTED and name not in record:
            self.text = []

    def _week_day(self, name: str) -> None:
        self.into = None
        if name == "WeekDay" and self.calendars:
            self.into = {}
            self.calendars[-1].days.append(self.into)

    def _begin(self, name: str) -> None:
        self.record = None
        if (self.section, name) == ("Tasks", "Task"):
            if len(self.tasks) == MAX_TASKS:
                raise Refused(f"it has more than {MAX_TASKS:,} tasks. Save the schedule in parts.")
            self.record = {}
            self.tasks.append(_Task(self.record, [], []))
        elif (self.section, name) in (("Resources", "Resource"), ("Assignments", "Assignment")):
            self.record = {}
            (self.resources if name == "Resource" else self.assignments).append(self.record)
        else:
            if name == "Calendar":
                self.record = {}
                self.calendars.append(Calendar(self.record, []))
            self.passed_over[self.section] = self.passed_over.get(self.section, 0) + 1

    def schedule(self) -> Schedule:
        fields = [each.fields for each in self.tasks]
        if has_hours(self.header, fields):
            for task in self.tasks:
                _end_before_midnight(task)
        rows = tuple(
            _row(place, task, level)
            for place, (task, level) in enumerate(zip(self.tasks, levels_of(fields), strict=True), 1)
        )
        others = sum(each.get("Number", "0") != "0" for task in self.tasks for each in task.baselines)
        passed_over = self.passed_over | ({"Baselines": others} if others else {})
        weekdays = working_days(self.calendars, self.header.get("CalendarUID", ""))
        return Schedule(
            self.header, _told_apart(rows), owners_of(self.resources, self.assignments), passed_over, weekdays
        )


def _end_before_midnight(task: _Task) -> None:
    """Each finish of a task that stands at midnight, on the day before."""
    fields = task.fields
    began = fields.get("Start", "")
    for start, finish in ((began, "Finish"), (fields.get("ActualStart") or began, "ActualFinish")):
        if finish in fields:
            fields[finish] = ended(start, fields[finish])
    for each in task.baselines:
        if "Finish" in each:
            each["Finish"] = ended(each.get("Start", ""), each["Finish"])


def _row(place: int, task: _Task, level: int) -> Row:
    fields = task.fields
    number = fields.get("ID", "")
    baseline = next((each.get("Finish", "") for each in task.baselines if each.get("Number", "0") == "0"), "")
    return Row(
        row=int(number) if number.isascii() and number.isdigit() else place,
        uid=fields.get("UID") or number or f"row-{place}",
        level=level,
        name=" ".join(fields.get("Name", "").split()),
        fields=fields,
        links=tuple(map(_link, task.links)),
        baseline=baseline or fields.get("BaselineFinish", ""),
    )


def _told_apart(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows, a second one of a number told from the first."""
    seen: dict[str, int] = {}
    made = []
    for row in rows:
        seen[row.uid] = count = seen.get(row.uid, 0) + 1
        made.append(row if count == 1 else row._replace(uid=f"{row.uid}-{count}"))
    return tuple(made)


def _link(fields: Fields) -> Link:
    return Link(
        uid=fields.get("PredecessorUID", ""),
        kind=LINK_TYPES.get(fields.get("Type", "1"), f"of the unknown type {fields.get('Type', '')[:20]}"),
        lag=_number(fields.get("LinkLag", "")),
        lag_format=_number(fields.get("LagFormat", "7")),
        crosses=fields.get("CrossProject", "0").lower() in ("1", "-1", "true"),
    )


def _number(text: str) -> int:
    found = re.fullmatch(r"([+-]?[0-9]{1,12})(?:\.[0-9]*)?", text)
    return int(found[1]) if found else 0
