"""What moved the work behind a figure: contributions, projects and their milestones."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from te_planner.plan.days import spelled
from te_planner.plan.snapshot import Contribution, Day, Step
from te_planner.readiness.model import MilestoneDate, ProjectWork, Readiness

CauseKind = Literal[
    "statement",
    "evidence",
    "lapse",
    "withdrawal",
    "milestone",
    "slip",
    "forecast",
    "status",
    "scope",
    "requirement",
    "contribution",
    "dependency",
    "pick",
    "plan",
    "rules",
    "day passed",
]


class Cause(NamedTuple):
    """What moved a figure. `ref`: the cell or project that it is about; `steps`: the entries that made it."""

    kind: CauseKind
    text: str
    ref: str
    steps: tuple[Step, ...] = ()


class WorkCauses:
    """Causes in the work; each tells the journal's entries that touched its rows."""

    def __init__(self, before: Readiness, after: Readiness, steps: Sequence[Step] = ()) -> None:
        self.readings = (before, after)
        self._steps: dict[str, list[Step]] = defaultdict(list)
        for step in steps:
            for row in step.rows:
                self._steps[row].append(step)
        self._of_milestones: dict[tuple[str, bool], tuple[tuple[str, Cause], ...]] = {}
        self._status_rows: dict[str, set[str]] = defaultdict(set)
        for readiness in self.readings:
            for each in readiness.snapshot.status_changes:
                self._status_rows[each.project_id].add(each.id)

    def cause(self, kind: CauseKind, text: str, ref: str, *rows: str) -> Cause:
        steps = {step.seq: step for row in rows for step in self._steps.get(row, ())}
        return Cause(kind, text, ref, tuple(steps[seq] for seq in sorted(steps)))

    def contributions(
        self, ref: str, was: dict[str, Contribution], now: dict[str, Contribution]
    ) -> Iterator[Cause]:
        for id_ in dict.fromkeys([*now, *was]):
            old, new = was.get(id_), now.get(id_)
            row = new or old
            if row is None or old == new:
                continue
            key = self._key(row.project_id)
            if old and new:
                text = f"{key} delivers {new.share} % of {ref}, no longer {old.share} %"
            elif new:
                text = f"{key} was mapped to {ref}, {new.share} % of it"
            else:
                text = f"{key} is no longer mapped to {ref}"
            yield self.cause("contribution", text, key, id_)

    def _key(self, project_id: str) -> str:
        return next(
            each.projects[project_id].project.key
            for each in reversed(self.readings)
            if project_id in each.projects
        )

    def project(self, id_: str, tied: set[str] | None, *, dates: bool, seen: set[str]) -> Iterator[Cause]:
        """Status, milestones (of `tied` alone, without `dates`), own days, and what it waits for."""
        seen.add(id_)
        old, new = (each.projects.get(id_) for each in self.readings)
        key = self._key(id_)
        if old is None or new is None:
            word = "was added" if new else "was removed"
            yield self.cause("plan", f"the project {key} {word}", key, id_)
            return
        if old.status != new.status:
            yield self._status(key, old, new)
        yield from self.milestones(id_, None if dates else tied, dates=dates)
        if not dates:
            return
        for name, field in (("start", "start_day"), ("end", "end_day")):
            was, now = getattr(old.project, field), getattr(new.project, field)
            if was != now:
                text = f"{key}: its {name} is {spelled(now, 'open')}, no longer {spelled(was, 'open')}"
                yield self.cause("forecast", text, key, id_)
        if not new.begun and new.delay > old.delay and not new.earliest_start:
            begin = spelled(new.project.start_day)
            yield self.cause("slip", f"{key} was to begin {begin} and has not", key, id_)
        yield from self._waits(key, old, new, seen)

    def _status(self, key: str, old: ProjectWork, new: ProjectWork) -> Cause:
        rows = self._status_rows[new.project.id]
        since = f" since {spelled(new.status_day)}" if new.status_day else ""
        return self.cause("status", f"{key} is {new.status}{since}, no longer {old.status}", key, *rows)

    def milestones(self, id_: str, only: set[str] | None, *, dates: bool) -> Iterator[Cause]:
        """Of a project's milestones, or of `only` these. Found once: a project moves many figures."""
        if (id_, dates) not in self._of_milestones:
            was, now = (
                {each.milestone.id: each for each in readiness.projects[id_].milestones}
                if id_ in readiness.projects
                else {}
                for readiness in self.readings
            )
            self._of_milestones[id_, dates] = tuple(
                (milestone_id, cause)
                for milestone_id in dict.fromkeys([*now, *was])
                for cause in self._milestone(
                    self._key(id_), was.get(milestone_id), now.get(milestone_id), dates=dates
                )
            )
        for milestone_id, cause in self._of_milestones[id_, dates]:
            if only is None or milestone_id in only:
                yield cause

    def _milestone(
        self, key: str, old: MilestoneDate | None, new: MilestoneDate | None, *, dates: bool
    ) -> Iterator[Cause]:
        found = new or old
        if found is None:
            return
        row, name = found.milestone, f"{key}/{found.milestone.title}"

        def cause(kind: CauseKind, text: str) -> Cause:
            return self.cause(kind, f"{name} {text}", key, row.id)

        if old is None or new is None:
            yield cause("milestone", "was added" if new else "was removed")
        elif old.done != new.done:
            yield cause("milestone", f"was done {spelled(new.day)}" if new.done else "is open again")
        elif new.done and old.day != new.day:
            yield cause("milestone", f"was done {spelled(new.day)}, not {spelled(old.day)}")
        elif _tie(old) != _tie(new):
            yield cause("milestone", "was changed: its weight, or the cell that it is of")
        if dates and old and new and not new.done:
            if old.planned != new.planned:
                yield cause("forecast", f"is expected {_planned(new)}, not {_planned(old)}")
            elif new.overdue > old.overdue:
                yield cause("slip", f"was due {spelled(new.planned)} and is open, {new.overdue} days late")

    def _waits(self, key: str, old: ProjectWork, new: ProjectWork, seen: set[str]) -> Iterator[Cause]:
        was, now = ({each.depends_on_id: each for each in work.dependencies} for work in (old, new))
        for other in dict.fromkeys([*now, *was]):
            if was.get(other) != now.get(other):
                word = "waits for" if other in now else "no longer waits for"
                rows = [each[other].id for each in (was, now) if other in each]
                yield self.cause("dependency", f"{key} {word} {self._key(other)}", key, *rows)
            elif other not in seen and self._finish(0, other) != self._finish(1, other):
                yield from self.project(other, None, dates=True, seen=seen)

    def _finish(self, side: int, project_id: str) -> tuple[Day | None, bool] | None:
        work = self.readings[side].projects.get(project_id)
        return (work.finish, work.cancelled) if work else None


def _planned(each: MilestoneDate) -> str:
    return spelled(each.planned, "on no day")


def _tie(each: MilestoneDate) -> tuple[int, str | None, str | None]:
    return each.milestone.weight, each.milestone.cell, each.milestone.system_id
