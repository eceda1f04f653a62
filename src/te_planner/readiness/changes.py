"""What moved between two readings of a plan, the weightiest first, and what moved each figure (derived).

The two may differ by the day (`as_of`), by what was known (`known_on`), or both. Days are compared only
where both are forecasts: a bare past day has none.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from te_planner.plan.snapshot import Step
from te_planner.readiness.causes import Causes
from te_planner.readiness.causes_work import Cause
from te_planner.readiness.model import (
    GroupForecast,
    Readiness,
    SystemReadiness,
    Tally,
)

About = Literal["system", "track", "benefit", "transition", "cell", "project", "milestone"]
FigureName = Literal[
    "in the plan",
    "enabler stage",
    "observed stage",
    "status",
    "actions",
    "conditions",
    "work",
    "state",
    "day",
]

ORDER: tuple[tuple[About, FigureName], ...] = (
    ("system", "in the plan"),
    ("system", "enabler stage"),
    ("system", "observed stage"),
    ("track", "enabler stage"),
    ("benefit", "status"),
    ("transition", "actions"),
    ("transition", "conditions"),
    ("transition", "work"),
    ("cell", "state"),
    ("transition", "day"),
    ("benefit", "day"),
    ("cell", "day"),
    ("project", "day"),
    ("milestone", "day"),
)
"""By their weight for a reader: stages first, then benefits, transitions, cells, dates."""


class Key(NamedTuple):
    """Which figure: of what, in which system (None: of the whole plan), and its name.

    `id`: a cell, a track, a track and stage (`RP.2`), or the id of a project or milestone.
    """

    about: About
    system_id: str | None
    id: str
    figure: FigureName


class Figure(NamedTuple):
    """A figure as told: a stage, a state, `3 of 8`, whole percent, a day (None: no date).

    `strict`: the same without what rests on a flagged statement, where that is another.
    """

    value: int | str | None
    strict: int | str | None = None


class Change(NamedTuple):
    """A figure that moved. `ref`: what a planner calls it by (`P-01/Filed`); None: not there on that side."""

    key: Key
    system: str
    ref: str
    before: Figure | None
    after: Figure | None
    causes: tuple[Cause, ...]


Figures = dict[Key, Figure]
"""In the source's order, system by system."""


def changes(
    before: Readiness, after: Readiness, *, steps: Sequence[Step] = (), frozen: Figures | None = None
) -> tuple[Change, ...]:
    """What moved, with its causes; nothing where all figures are the same.

    `steps`: the journal's entries between both, told with the causes whose rows they touched. `frozen`:
    figures that were kept, in place of those that today's roadmap and rules give for `before`.
    """
    dated = before.forecasts and after.forecasts
    was, now = figures(before, dated=dated), figures(after, dated=dated)
    replayed = was
    if frozen is not None:
        was = {key: each for key, each in was.items() if key.about in ("project", "milestone")} | {
            key: each for key, each in frozen.items() if dated or key.figure != "day"
        }
    found = Causes(before, after, steps)
    names = _names(before, after)
    rank = {each: number for number, each in enumerate(ORDER)}
    moved = [
        Change(
            key,
            names.get(key.system_id, ""),
            names.get(key.id, key.id),
            was.get(key),
            now.get(key),
            _causes(found, key, was.get(key), replayed.get(key)),
        )
        for key in dict.fromkeys([*now, *was])
        if was.get(key) != now.get(key) and _comparable(before, after, key, key in was and key in now)
    ]
    return tuple(sorted(moved, key=lambda each: rank[each.key.about, each.key.figure]))


def _comparable(before: Readiness, after: Readiness, key: Key, both: bool) -> bool:
    """Of a system that came or went, that alone; a day where something waits for it on both sides."""
    if key.system_id is None or key.figure == "in the plan":
        return True
    there = key.system_id in before.systems and key.system_id in after.systems
    return there and (both or key.figure != "day")


def figures(readiness: Readiness, *, dated: bool) -> Figures:
    """Every figure of a plan that can move; `dated`: with the days expected."""
    found: Figures = {}
    for system in readiness.systems.values():
        found.update(_system(system, dated=dated))
    for work in readiness.projects.values():
        if dated:
            found[Key("project", None, work.project.id, "day")] = Figure(work.finish)
        for each in work.milestones:
            day = f"done {each.day}" if each.done else each.day if dated else "open"
            found[Key("milestone", None, each.milestone.id, "day")] = Figure(day)
    return found


def _system(system: SystemReadiness, *, dated: bool) -> Iterator[tuple[Key, Figure]]:
    id_ = system.system.id
    yield Key("system", id_, "", "in the plan"), Figure("yes")
    yield Key("system", id_, "", "enabler stage"), strictly(system.stage, system.strict_stage)
    yield Key("system", id_, "", "observed stage"), Figure(system.observed.stage)
    for track in system.tracks:
        yield Key("track", id_, track.track, "enabler stage"), strictly(track.stage, track.strict_stage)
        for each in track.transitions:
            ref = f"{each.track}.{each.stage}"
            yield Key("transition", id_, ref, "actions"), tallied(each.actions)
            yield Key("transition", id_, ref, "conditions"), tallied(each.conditions)
            percent = None if each.work is None else int(each.work * 100)
            yield Key("transition", id_, ref, "work"), Figure(percent)
            if dated and not each.forecast.is_past:
                yield Key("transition", id_, ref, "day"), Figure(group_day(each.forecast))
    for ref, state in system.cells.items():
        yield Key("cell", id_, ref, "state"), cell_figure(state.state, strict=state.strict)
        if dated and state.applicable and not state.satisfied:
            yield Key("cell", id_, ref, "day"), Figure(state.forecast.day)
    for ref, benefit in system.benefits.items():
        yield (
            Key("benefit", id_, ref, "status"),
            benefit_figure(benefit.status, strict=benefit.strict_unlocked),
        )
        if dated and not benefit.unlocked and benefit.decision is None:
            yield Key("benefit", id_, ref, "day"), Figure(group_day(benefit.forecast))


def strictly(value: int | str, strict: int | str) -> Figure:
    """The strict figure is told where it is another."""
    return Figure(value, None if strict == value else strict)


def tallied(tally: Tally) -> Figure:
    return strictly(f"{tally.satisfied} of {tally.applicable}", f"{tally.strict} of {tally.applicable}")


def cell_figure(state: str, *, strict: bool) -> Figure:
    return Figure(state, None if strict or state not in ("attained", "superseded") else "flagged")


def benefit_figure(status: str, *, strict: bool) -> Figure:
    return Figure(status, None if strict or status not in ("unlocked", "realised") else "locked")


def group_day(forecast: GroupForecast) -> str | None:
    """The day by which all are expected; else of the rest, and how many have none."""
    return group_day_of(forecast.day, len(forecast.undated), is_open=forecast.is_open)


def group_day_of(day: str | None, undated: int, *, is_open: bool) -> str | None:
    if not undated:
        return day
    return f"the rest by {day}; {undated} without a date" if is_open else f"{undated} without a date"


def _names(before: Readiness, after: Readiness) -> dict[str | None, str]:
    """Id -> what a planner calls it: systems by their names, `P-01`, `P-01/Filed`."""
    found: dict[str | None, str] = {}
    for readiness in (before, after):
        found.update({id_: each.system.name for id_, each in readiness.systems.items()})
        for id_, work in readiness.projects.items():
            found[id_] = work.project.key
            for each in work.milestones:
                found[each.milestone.id] = f"{work.project.key}/{each.milestone.title}"
    return found


def _causes(found: Causes, key: Key, told: Figure | None, replayed: Figure | None) -> tuple[Cause, ...]:
    causes = _of(found, key)
    if told != replayed:
        causes = (*causes, found.other_rules)
    return causes


def _of(found: Causes, key: Key) -> tuple[Cause, ...]:
    """The causes of one figure, by what it is made of."""
    system_id = key.system_id or ""
    if key.figure == "in the plan":
        return found.of_system(system_id)
    if key.about == "project":
        return found.of_project(key.id)
    if key.about == "milestone":
        return found.of_milestone(key.id)
    if key.figure == "observed stage":
        return found.of_picks(system_id)
    if key.figure == "day":
        return found.of_day(system_id, key.about, key.id)
    if key.about == "cell":
        return found.of_cells(system_id, [key.id])
    if key.about == "benefit":
        return found.of_benefit(system_id, key.id)
    return found.of_stage(system_id, key.id, key.figure)
