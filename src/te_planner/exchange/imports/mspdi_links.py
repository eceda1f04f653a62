"""From the links of tasks to who waits for whom: finish-to-start, between projects.

A task waits for a task; a project waits for all of another. So that no day moves by being imported, the lag
is counted from the end of the one project to the start of the other, less what the tasks lie inside of them
(`derived`). What cannot be said so is named.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from te_planner.exchange.imports.model import Asked, Place
from te_planner.exchange.imports.mspdi_days import Week, day_of, days_between
from te_planner.exchange.imports.mspdi_file import PERCENT_LAGS, Link, Row
from te_planner.plan.snapshot import Day

LONGEST = 3650


class Span(NamedTuple):
    """From when to when something runs, as far as the file says."""

    start: Day | None
    finish: Day | None


def _begun(row: Row) -> bool:
    """Whether the task goes on or is over: the plan moves it no more, whatever it waits for."""
    return day_of(row.fields.get("ActualStart", "")) is not None


class Spans(NamedTuple):
    """The days of tasks and of projects, and the key of each project, by uid."""

    tasks: Mapping[str, Span]
    projects: Mapping[str, Span]
    keys: Mapping[str, str]


class Links:
    """The links of a file, taken one after another."""

    def __init__(
        self,
        rows: Mapping[str, Row],
        home: Mapping[str, str],
        spans: Spans,
        week: Week,
        leave: Callable[[Row, str], None],
        place: Callable[[Row, str], Place],
    ) -> None:
        self.rows, self.home, self.spans, self.week = rows, home, spans, week
        self.leave, self.place = leave, place
        self.inside = 0
        self.counted = 0
        """Links whose lag had to be counted anew, as a task does not begin or end with its project."""
        self.found: dict[tuple[str, str], tuple[int, Place]] = {}
        self.after: dict[str, set[str]] = {}

    def asked(self) -> list[Asked]:
        """The dependencies, one for each pair of projects: the link that binds most."""
        for row in self.rows.values():
            if row.uid in self.home:
                for link in row.links:
                    self._take(row, link)
            elif row.links:
                self.leave(row, f"its links are left out with it ({len(row.links)})")
        return [
            Asked(
                "dependency",
                place,
                {"project": self.spans.keys[project], "on": self.spans.keys[on], "lag": lag},
                {"project": "UID", "on": "PredecessorUID", "lag": "LinkLag"},
            )
            for (project, on), (lag, place) in self.found.items()
        ]

    def _take(self, row: Row, link: Link) -> None:
        before = self.rows.get(link.uid)
        if link.crosses or before is None:
            where = "another file" if link.crosses else f"UID {link.uid or '?'}, which the file has not,"
            self.leave(row, f"its link to a task of {where} is left out")
            return
        name = f"“{before.name}” (row {before.row})"
        if before.uid not in self.home:
            self.leave(row, f"its link to {name} is left out, as that task is")
            return
        project, on = self.home[row.uid], self.home[before.uid]
        if project == on:
            self._inside(row, link, name)
        elif link.kind != "finish-to-start":
            self.leave(row, f"its {link.kind} link to {name} is left out: projects wait finish-to-start")
        else:
            self._between(row, before, link, name)

    def _inside(self, row: Row, link: Link, name: str) -> None:
        """Within a project the days themselves say what follows what."""
        if link.kind == "finish-to-start" and not link.lag:
            self.inside += 1
        else:
            lag = " with its lag" if link.lag else ""
            self.leave(row, f"its {link.kind} link{lag} to {name} is left out: both are of one project")

    def _between(self, row: Row, before: Row, link: Link, name: str) -> None:
        project, on = self.home[row.uid], self.home[before.uid]
        lag = self._lag(row, before, link, name)
        if abs(lag) > LONGEST:
            self.leave(row, f"its link to {name} is left out: {lag} days are more than ten years")
        elif (pair := (project, on)) in self.found:
            if lag > self.found[pair][0]:
                self.found[pair] = (lag, self.place(row, "PredecessorLink"))
        elif self._leads(project, on):
            keys = self.spans.keys
            self.leave(
                row,
                f"its link to {name} is left out: {keys[on]} waits for {keys[project]} already, "
                "by other tasks, and projects cannot wait for each other",
            )
        else:
            self.found[pair] = (lag, self.place(row, "PredecessorLink"))
            self.after.setdefault(on, set()).add(project)

    def _lag(self, row: Row, before: Row, link: Link, name: str) -> int:
        """Days from the end of the project that is waited for to the start of the one that waits."""
        own, other = self.spans.tasks[row.uid], self.spans.tasks[before.uid]
        lag = 0
        if link.lag_format in PERCENT_LAGS:
            if link.lag:
                self.leave(row, f"the lag of {link.lag} % of its link to {name} is left out; the link is not")
        else:
            lag = self.week.lag(link, other.finish)
        gap = days_between(other.finish, own.start) if own.start and other.finish else lag
        if gap == lag - 1:
            lag = gap  # counted from a morning: the last day is the one on which it goes on
        elif gap < lag <= LONGEST and not _begun(row):
            lag = self._shorter(row, lag, gap, name)
        whole, waits = self.spans.projects[self.home[before.uid]], self.spans.projects[self.home[row.uid]]
        early = days_between(other.finish, whole.finish) if other.finish and whole.finish else 0
        late = days_between(waits.start, own.start) if own.start and waits.start else 0
        self.counted += bool(early or late)
        return lag - early - late

    def _shorter(self, row: Row, lag: int, gap: int, name: str) -> int:
        """The lag of a task that begins before its link lets it: a lead is never made of it."""
        taken = max(gap, min(lag, 0))
        self.leave(
            row,
            f"by its link to {name} it would begin {lag - gap} days later than the file has it (a calendar, "
            "a constraint, or planned by hand): "
            + (f"the lag is taken as {taken} days" if taken < lag else "the link is kept, and moves it"),
        )
        return taken

    def _leads(self, start: str, goal: str) -> bool:
        """Whether the goal waits for the start, by way of others or at once."""
        ways, seen = [start], {start}
        while ways:
            at = ways.pop()
            if at == goal:
                return True
            new = self.after.get(at, set()) - seen
            seen |= new
            ways += new
        return False
