"""The charts of a report: which figures of Readiness each shows, and what it says in words."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby

from te_planner.exchange.marks import CELL_MARKS, day_text, stage_text
from te_planner.exchange.report.figures import (
    Bar,
    Coverage,
    Curve,
    Field,
    Gantt,
    Ladder,
    OverTime,
    Rung,
    Square,
    Stages,
    Step,
)
from te_planner.exchange.report.material import Material
from te_planner.exchange.report.model import Chart, Column, Event, Paragraph, Section, Table, Value, title
from te_planner.plan.outlook import obligation_name
from te_planner.plan.snapshot import Day, Snapshot, System
from te_planner.readiness.model import ProjectWork, Readiness, SystemReadiness
from te_planner.readiness.series import Point, days_every, series

YEARS = 2
"""How far back readiness over time goes, a point a quarter."""
BARS = 40
"""Lines of one Gantt chart: as many as a page takes."""


def stages_chart(readiness: Readiness, system: SystemReadiness) -> Chart:
    """The ladder of each track. Its figures are in the tables of tracks and of transitions."""
    names = readiness.roadmap.tracks
    ladders = tuple(
        Ladder(
            each.track,
            names[each.track].name,
            each.stage,
            tuple(
                Rung(step.stage, each.stage >= step.stage, step.actions, step.conditions)
                for step in each.transitions
            ),
        )
        for each in system.tracks
    )
    said = ", ".join(f"{each.track} {stage_text(each.stage)}" for each in ladders)
    text = (
        f"{system.system.name} is observed in stage {system.observed.stage}. "
        f"Enablers are complete through: {said}."
    )
    return Chart("stages_chart", "stages", "Stages by track", text, Stages(system.observed.stage, ladders))


def coverage_section(_: Readiness, system: SystemReadiness) -> Section:
    """Every enabler cell of each track and stage, by state."""
    fields = tuple(
        Field(step.track, step.stage, tuple(Square(state.cell.ref, state.state) for state in step.cells))
        for track in system.tracks
        for step in track.transitions
    )
    counts: Counter[str] = Counter(square.state for field in fields for square in field.cells)
    said = ", ".join(f"{counts[state]} {state}" for state in CELL_MARKS if counts[state])
    rows: list[tuple[Value, ...]] = []
    for field in fields:
        for state in CELL_MARKS:
            cells = tuple(each.cell for each in field.cells if each.state == state)
            if cells:
                rows.append((field.track, field.stage, state, len(cells), cells))
    columns = (
        Column("track", "Track"),
        Column("stage", "Stage", "stage"),
        Column("state", "State"),
        Column("count", "Count", "count"),
        Column("cells", "Cells", "list"),
    )
    table = Table("coverage", "Enablers by state", columns, tuple(rows), "The roadmap has no enabler.")
    total = sum(counts.values())
    text = f"The {total} enablers of {system.system.name}: {said}. Each has the number of its row."
    chart = Chart("coverage_chart", "coverage", "Enablers by state", text, Coverage(fields), table)
    return Section("coverage", "Coverage of the enablers", (chart,))


def over_time_section(readiness: Readiness, system: SystemReadiness) -> Section:
    """Readiness quarter by quarter up to the as-of day, by all that is known now."""
    last = date.fromisoformat(readiness.as_of)
    first = last.replace(year=last.year - YEARS, day=min(last.day, 28))
    days = days_every(first.isoformat(), readiness.as_of, "quarter")
    alone = _alone(readiness.snapshot, system.system)
    points = series(readiness.roadmap, alone, days, work=False)
    return Section("over_time", "Readiness over time", (_over_time(readiness, system, days, points),))


def _alone(snapshot: Snapshot, system: System) -> Snapshot:
    """The plan with one system only, and what was said of it."""
    said = tuple(each for each in snapshot.statements if each.system_id in (None, system.id))
    ids = {each.id for each in said}
    evidence = tuple(each for each in snapshot.evidence if each.statement_id in ids)
    return snapshot._replace(systems=(system,), statements=said, evidence=evidence)


def _over_time(
    readiness: Readiness, system: SystemReadiness, days: tuple[Day, ...], points: Sequence[Point]
) -> Chart:
    tracks = tuple((each.track, readiness.roadmap.tracks[each.track].name) for each in system.tracks)
    curves: dict[tuple[str, int], list[Point]] = defaultdict(list)
    for point in points:
        curves[point.track, point.stage].append(point)
    figure = OverTime(
        days,
        tracks,
        tuple(Curve(*key, tuple(each.actions for each in own)) for key, own in curves.items()),
    )
    rows = tuple(
        (day, track, *(each.actions for each in own))
        for (day, track), own in groupby(points, key=lambda each: (each.day, each.track))
    )
    columns = (
        Column("day", "Day", "day"),
        Column("track", "Track"),
        Column("completing_1", "Actions, completing 1", "tally"),
        Column("to_2", "Actions, 1→2", "tally"),
        Column("to_3", "Actions, 2→3", "tally"),
    )
    table = Table("over_time", "Readiness over time", columns, rows, "No day lies in it.", derived=True)
    then, now = (_satisfied(points, day) for day in (days[0], days[-1]))
    text = (
        f"Actions in place in {system.system.name}: {then} on {day_text(days[0])}, "
        f"{now} on {day_text(days[-1])}, by all that is known now."
    )
    return Chart("over_time_chart", "readiness", "Readiness over time", text, figure, table)


def _satisfied(points: Iterable[Point], day: Day) -> int:
    return sum(each.actions.satisfied for each in points if each.day == day)


def schedule_section(material: Material) -> Section:
    """Projects by start with their milestones, then the benefits that come next by day; a chart a page."""
    readiness, systems = material.readiness, material.systems
    bars = [_bar(work) for id_, work in readiness.projects.items() if material.told(id_)]
    bars.sort(key=lambda each: (each.start or each.finish or "9999", each.key))
    bars += _unlocks(readiness, systems)
    pages = [tuple(bars[start : start + BARS]) for start in range(0, len(bars), BARS)]
    charts = tuple(_gantt(readiness.as_of, page, number, len(pages)) for number, page in enumerate(pages, 1))
    return Section("schedule", "Schedule", charts or (Paragraph("Nothing in the plan has a day yet."),))


def _bar(work: ProjectWork) -> Bar:
    project = work.project
    steps = tuple(Step(each.milestone.title, each.day, each.done) for each in work.milestones if each.day)
    begins = [project.start_day] if project.start_day else [each.day for each in steps]
    start = min((day for day in begins if day), default=None)
    return Bar("project", project.key, project.title, work.status, start, work.finish, work.reason, steps)


def _unlocks(readiness: Readiness, systems: Sequence[SystemReadiness]) -> list[Bar]:
    """The benefits that come next and have a day."""
    named = len(systems) > 1
    found = [
        Bar(
            "benefit",
            each.cell.ref,
            f"{title(readiness.roadmap, each.cell.ref)}" + (f", {system.system.name}" if named else ""),
            each.status,
            None,
            each.forecast.whole,
            "",
        )
        for system in systems
        for each in system.coming
        if each.forecast.whole
    ]
    return sorted(found, key=lambda each: (each.finish or "", each.key, each.title))


def _gantt(as_of: Day, bars: tuple[Bar, ...], number: int, pages: int) -> Chart:
    days = [as_of]
    for bar in bars:
        days += [day for day in (bar.start, bar.finish, *(step.day for step in bar.steps)) if day]
    first, last = min(days), max(days)
    columns = (
        Column("kind", "Kind"),
        Column("key", "Key"),
        Column("title", "Title"),
        Column("status", "Status"),
        Column("start", "Start", "day"),
        Column("finish", "Finish or unlocked", "day"),
        Column("milestones", "Milestones", "list"),
    )
    rows = tuple(
        (each.kind, each.key, each.title, each.status, each.start, each.finish, _step_texts(each))
        for each in bars
    )
    of = f" ({number} of {pages})" if pages > 1 else ""
    key = f"schedule_{number}" if pages > 1 else "schedule"
    table = Table(key, f"Schedule{of}", columns, rows, "")
    undated = sum(each.finish is None for each in bars)
    unlocks = sum(each.kind == "benefit" for each in bars)
    text = f"From {day_text(first)} to {day_text(last)}: {_count(len(bars) - unlocks, 'project')}"
    text += f", {undated} of them without a finish" if undated else ""
    text += f"; {_count(unlocks, 'benefit')} expected to unlock." if unlocks else "."
    return Chart(f"{key}_chart", "gantt", f"Schedule{of}", text, Gantt(as_of, first, last, bars), table)


def _step_texts(bar: Bar) -> tuple[str, ...]:
    return tuple(f"{each.title} ({'done ' if each.done else ''}{day_text(each.day)})" for each in bar.steps)


def _count(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"


def calendar_events(readiness: Readiness, told: Callable[[str], bool]) -> tuple[Event, ...]:
    """The milestones that have a day, of projects that are told, and the obligations' due days, by day."""
    found = [
        Event(
            id=each.milestone.id,
            kind="milestone",
            day=each.day,
            title=f"{work.project.key}: {each.milestone.title}",
            text=f"Milestone of {work.project.key} {work.project.title}",
            done=each.done,
        )
        for id_, work in readiness.projects.items()
        if not work.cancelled and told(id_)
        for each in work.milestones
        if each.day
    ]
    for state in readiness.outlook.obligations:
        owed = state.obligation
        named = obligation_name(owed.docket, owed.paragraph)
        event = Event(
            owed.id, "obligation", owed.due_day, f"{named}: {owed.title}", state.sentence, state.met
        )
        found.append(event)
    return tuple(sorted(found, key=lambda each: (each.day, each.title, each.id)))


def undated_milestones(readiness: Readiness) -> int:
    """Milestones without a day, cancelled projects apart."""
    works = (each for each in readiness.projects.values() if not each.cancelled)
    return sum(each.day is None for work in works for each in work.milestones)
