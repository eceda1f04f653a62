"""What moved a figure between two readings: the rows behind both are held against each other (derived).

A cause is a statement made or withdrawn, its review day passed, a milestone done or slipped, a forecast, a
status, a decision, a requirement change, a contribution, a stage pick; or no more than that time passed.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal

from te_planner.plan.days import spelled
from te_planner.plan.snapshot import Step
from te_planner.readiness.causes_said import SaidCauses
from te_planner.readiness.causes_work import Cause
from te_planner.readiness.days import days_between
from te_planner.readiness.model import CellState, Readiness, Transition
from te_planner.roadmap.model import Cell

What = Literal["state", "work", "day"]
"""Which of a cell's figures moved."""

SAID = frozenset({"attained", "superseded", "claimed", "partly", "not applicable"})
"""The states that somebody's word gives; the others come from work, or from nothing."""


class Causes(SaidCauses):
    """Finds the causes between two readings of a plan."""

    def __init__(self, before: Readiness, after: Readiness, steps: Sequence[Step] = ()) -> None:
        super().__init__(before, after, steps)
        self.days = days_between(before.as_of, after.as_of)
        self._cells: dict[tuple[str, str, What], tuple[Cause, ...]] = {}
        self._owners = {
            each.milestone.id: id_
            for readiness in self.readings
            for id_, work in readiness.projects.items()
            for each in work.milestones
        }

    @cached_property
    def other_rules(self) -> Cause:
        """A kept figure that the roadmap and rules of today would not give."""
        readiness = self.after.readiness
        text = f"the roadmap or the rules have changed: now {readiness.roadmap.label}, {readiness.rules}"
        return Cause("rules", text, "")

    def of_system(self, system_id: str) -> tuple[Cause, ...]:
        word = "was added" if system_id in self.after.readiness.systems else "is no longer in the plan"
        return (self.cause("plan", f"the system {word}", "", system_id),)

    def of_picks(self, system_id: str) -> tuple[Cause, ...]:
        """The picks of the four characteristics that are others now (4.2)."""
        found = []
        was, now = (each.systems[system_id].observed.profile for each in self.readings)
        for old, new in zip(was, now, strict=True):
            if old.pick == new.pick:
                continue
            if new.pick:
                since = spelled(new.pick.effective_day)
                text = f"{new.characteristic} picked at stage {new.pick.stage} from {since}"
                text += f" by {new.pick.made_by}"
            else:
                text = f"the pick of {old.characteristic} was taken back"
            found.append(self.cause("pick", text, "", *(each.pick.id for each in (old, new) if each.pick)))
        return self._or_day_passed(found)

    def of_stage(self, system_id: str, ref: str, figure: str) -> tuple[Cause, ...]:
        """Of an enabler stage (of the system, or of a track), or of a transition's tallies and work."""
        was, now = (
            {
                (each.track, each.stage): each
                for track in readiness.systems[system_id].tracks
                for each in track.transitions
            }
            for readiness in self.readings
        )
        moved: list[str] = []
        for (track, stage), new in now.items():
            if figure == "enabler stage":
                here = ref in ("", track) and self._gates(system_id, was[track, stage], new)
            else:
                here = ref == f"{track}.{stage}"
            if here:
                moved += _moved(was[track, stage], new, figure)
        return self.of_cells(system_id, moved, "work" if figure == "work" else "state")

    def _gates(self, system_id: str, old: Transition, new: Transition) -> bool:
        """Whether the transition is one by which its track's stage moved."""
        was, now = (
            next(each for each in readiness.systems[system_id].tracks if each.track == new.track)
            for readiness in self.readings
        )
        if (was.stage, was.strict_stage) == (now.stage, now.strict_stage):
            return False
        turned = (old.complete, old.strict_complete, old.too_much_set_aside) != (
            new.complete,
            new.strict_complete,
            new.too_much_set_aside,
        )
        return turned and new.stage <= max(was.stage, now.stage, was.strict_stage, now.strict_stage)

    def of_cells(self, system_id: str, refs: Iterable[str], what: What = "state") -> tuple[Cause, ...]:
        return self._or_day_passed([cause for ref in refs for cause in self._cell(system_id, ref, what)])

    def of_benefit(self, system_id: str, ref: str) -> tuple[Cause, ...]:
        """Its own changes and decisions, the cells it waits for that moved, and what was observed of it."""
        found: list[Cause] = []
        was, now = (each.systems[system_id].benefits for each in self.readings)
        for row in (each.ref for each in self._row(ref)):
            found += self.requirements(system_id, row)
            found += self.decision(row, was[row].decision, now[row].decision)
        if "realised" in (was[ref].status, now[ref].status):
            for seen in (ref, *(result for result, _ in now[ref].results)):
                found += self.said(system_id, seen)
        look = _counted if was[ref].status == now[ref].status else _applies
        for cell in self._needed(system_id, ref):
            old, new = self._states(system_id, cell)
            if look(old) != look(new):
                found += self._cell(system_id, cell, "state")
        return self._or_day_passed(found)

    def of_day(self, system_id: str, about: str, ref: str) -> tuple[Cause, ...]:
        """Of a cell's, a benefit's or a stage's day: of the cells that fix it, and of those without one."""
        if about == "cell":
            return self.of_cells(system_id, [ref], "day")
        if about == "benefit":
            refs = self._needed(system_id, ref)
            found = [each for row in self._row(ref) for each in self.requirements(system_id, row.ref)]
        else:
            track, _, stage = ref.partition(".")
            road = self.after.readiness.roadmap
            refs = [each.ref for each in road.enablers if each.track == track and each.stage <= int(stage)]
            found = []
        moved = []
        for cell in refs:
            old, new = self._states(system_id, cell)
            if old.forecast.day != new.forecast.day or old.applicable != new.applicable:
                moved.append(cell)
        found += [cause for cell in moved for cause in self._cell(system_id, cell, "day")]
        return self._or_day_passed(found)

    def of_project(self, id_: str) -> tuple[Cause, ...]:
        return self._or_day_passed(list(self.project(id_, None, dates=True, seen=set())))

    def of_milestone(self, id_: str) -> tuple[Cause, ...]:
        """Of the milestone itself, else of what moves its project."""
        owner = self._owners[id_]
        own = list(self.milestones(owner, {id_}, dates=True))
        return self._or_day_passed(own or list(self.project(owner, None, dates=True, seen=set())))

    def _or_day_passed(self, found: Sequence[Cause]) -> tuple[Cause, ...]:
        if not found and self.days:
            text = f"{abs(self.days)} day{'' if abs(self.days) == 1 else 's'} passed; nothing else was done"
            return (Cause("day passed", text, ""),)
        return tuple(dict.fromkeys(found))

    def _row(self, ref: str) -> list[Cell]:
        """The benefit cell and those of the earlier stages of its row."""
        road = self.after.readiness.roadmap
        return [*road.earlier(road.cells[ref]), road.cells[ref]]

    def _needed(self, system_id: str, ref: str) -> list[str]:
        """The enabler cells that decide a benefit: required by its row, and earlier in those cells' rows."""
        road, refs = self.after.readiness.roadmap, dict[str, None]()
        for readiness in self.readings:
            for row in self._row(ref):
                for need in readiness.systems[system_id].benefits[row.ref].requirements:
                    refs |= dict.fromkeys(each.ref for each in road.earlier(need.state.cell))
                    refs[need.ref] = None
        return list(refs)

    def _states(self, system_id: str, ref: str) -> tuple[CellState, CellState]:
        old, new = (each.systems[system_id].cells[ref] for each in self.readings)
        return old, new

    def _cell(self, system_id: str, ref: str, what: What) -> tuple[Cause, ...]:
        """Found once: a cell moves its transition, its stage, and every benefit that waits for it."""
        key = (system_id, ref, what)
        if key not in self._cells:
            self._cells[key] = tuple(self._of_cell(system_id, ref, what))
        return self._cells[key]

    def _of_cell(self, system_id: str, ref: str, what: What) -> list[Cause]:
        """What was said and decided; and the work, where it is the work that decides."""
        old, new = self._states(system_id, ref)
        said = [*self.decision(ref, old.decision, new.decision), *self.said(system_id, ref)]
        for later in dict.fromkeys(each.superseded_by for each in (old, new) if each.state == "superseded"):
            if later:
                said += self.said(system_id, later)
        if what == "day":
            return [*said, *self.expected(system_id, ref), *self._work(system_id, ref, dates=True)]
        if what == "work":
            return said if _applies(old) != _applies(new) else list(self._work(system_id, ref, dates=False))
        by_word = old.state in SAID or new.state in SAID
        return said if said and by_word else [*said, *self._work(system_id, ref, dates=False)]

    def _work(self, system_id: str, ref: str, *, dates: bool) -> Iterator[Cause]:
        was, now = (side.contributions.get((system_id, ref), {}) for side in (self.before, self.after))
        yield from self.contributions(ref, was, now)
        tied = {
            each.milestone.id
            for state in self._states(system_id, ref)
            for work in state.contributions
            for each in work.tied
        }
        for project_id in dict.fromkeys(each.project_id for each in (was | now).values()):
            yield from self.project(project_id, tied, dates=dates, seen=set())


def _moved(old: Transition, new: Transition, figure: str) -> list[str]:
    """The cells of a transition that moved its figure."""
    natures = {"actions": ("action",), "work": ("action",), "conditions": ("condition",)}.get(
        figure, ("action", "condition")
    )
    look = _progressed if figure == "work" else _counted
    was = {state.cell.ref: look(state) for state in old.cells}
    return [
        state.cell.ref
        for state in new.cells
        if state.cell.nature in natures and was.get(state.cell.ref) != look(state)
    ]


def _applies(state: CellState) -> tuple[object, ...]:
    return state.applicable, state.satisfied


def _counted(state: CellState) -> tuple[object, ...]:
    return state.applicable, state.satisfied, state.strict


def _progressed(state: CellState) -> tuple[object, ...]:
    return state.applicable, state.satisfied or state.progress
