"""The parts of a report on the way ahead (4.3.4): the existing state, waypoints, drivers, obligations."""

from collections.abc import Sequence

from te_planner.exchange.marks import money
from te_planner.exchange.report.material import Material
from te_planner.exchange.report.model import Column, Paragraph, Section, Table, Value
from te_planner.readiness.model import Readiness, SystemReadiness
from te_planner.readiness.outlook_model import DriverState, Investment, ObligationState, TriggerState
from te_planner.readiness.path import asked_by_track, target_forecast, whole_by_track

Ids = frozenset[str] | None
"""The ids of the systems asked for; None: all, and what belongs to none."""

NO_WAYPOINT = (
    "No waypoint: a named target with a day, and the cells to be in place by then. "
    "Add one: te-planner add waypoint NAME DAY --cell CELL"
)
NO_DRIVER = (
    "No driver: what pushes the change in a system, with dated readings. Add one: te-planner add driver NAME"
)
NO_OBLIGATION = (
    "No obligation: what an order asks, by when, and which filing met it. "
    "Add one: te-planner add obligation DOCKET TITLE DAY"
)


def existing_section(material: Material, system: SystemReadiness) -> Section:
    """Where the path of a system begins and where it ends: what is in place of all, track by track."""
    name, names = system.system.name, material.readiness.roadmap.tracks
    counts = whole_by_track(system)
    rows = tuple(
        (each.track, names[each.track].name, each.stage, counts[each.track]) for each in system.tracks
    )
    columns = (
        Column("track", "Track"),
        Column("name", "Name"),
        Column("stage", "Enablers complete through", "stage"),
        Column("in_place", "In place of all", "tally"),
    )
    table = Table("existing", f"{name}: what is in place", columns, rows, "", derived=True)
    target = target_forecast(material.readiness, system.system.id)
    ends = Table(
        "target",
        f"{name}: the target",
        (Column("target", "Target"), Column("forecast", "When", "group")),
        (("All enablers complete through the last stage", target),),
        "",
        derived=True,
    )
    return Section("existing", f"{name}: existing state and target", (table, ends))


def waypoints_section(material: Material) -> Section:
    """The targets on the way, and what each asks of every track."""
    found = waypoints_table(material.readiness, material.chosen, NO_WAYPOINT)
    rows = tuple(
        (state.waypoint.name, track, tally)
        for state in material.readiness.outlook.waypoints
        if material.chosen is None or material.chosen & set(state.cells)
        for track, tally in asked_by_track(state).items()
        if tally.applicable
    )
    columns = (Column("waypoint", "Waypoint"), Column("track", "Track"), Column("asked", "In place", "tally"))
    asked = Table("asked", "What the waypoints ask, track by track", columns, rows, "Nothing is asked.")
    text = "A waypoint is a transitional state (4.3.4): cells that are to be in place by its day."
    blocks = (Paragraph(text), found, asked) if found.rows else (Paragraph(text), found)
    return Section("waypoints", "Waypoints", blocks)


def waypoints_table(readiness: Readiness, chosen: Ids, empty: str) -> Table:
    """Each waypoint in order of its day; of some systems, those that have a cell there."""
    names = {id_: each.system.name for id_, each in readiness.systems.items()}
    rows = tuple(
        (
            each.waypoint.name,
            each.waypoint.day,
            each.judgement,
            each.late_months,
            each.late_days,
            each.actions,
            each.conditions,
            each.forecast,
            tuple(names[id_] for id_ in each.cells),
            tuple(state.cell.ref for state in each.lacking),
            tuple(state.cell.ref for state in each.gaps),
            sums_text(each.investment),
        )
        for each in readiness.outlook.waypoints
        if chosen is None or chosen & set(each.cells)
    )
    columns = (
        Column("waypoint", "Waypoint"),
        Column("day", "Day", "day"),
        Column("judgement", "Standing"),
        Column("late_months", "Months late", "count"),
        Column("late_days", "Days late", "count"),
        Column("actions", "Actions", "tally"),
        Column("conditions", "Conditions", "tally"),
        Column("forecast", "All in place", "group"),
        Column("systems", "Systems", "list"),
        Column("lacking", "Still lacks", "list"),
        Column("gaps", "Gaps", "list"),
        Column("investment", "Gaps would cost", "list"),
    )
    return Table("waypoints", "Waypoints", columns, rows, empty)


def sums_text(found: Investment) -> tuple[str, ...]:
    """`USD 1,250,000`, one a currency."""
    return tuple(f"{currency} {money(cost)}" for currency, cost in found.sums)


def drivers_section(material: Material) -> Section:
    """What pushes, and what it calls for."""
    text = "A driver pushes the change (4.1, 4.3.5); a trigger is its level at which something is called for."
    table = drivers_table(material.readiness, material.systems, NO_DRIVER)
    return Section("drivers", "Drivers and triggers", (Paragraph(text), table))


def drivers_table(readiness: Readiness, systems: Sequence[SystemReadiness], empty: str) -> Table:
    """Each driver with its trend; one row a trigger."""
    rows = tuple(
        row
        for system in systems
        for each in readiness.outlook.systems[system.system.id].drivers
        for row in _driver(system.system.name, each)
    )
    return Table("drivers", "Drivers and triggers", DRIVER, rows, empty)


DRIVER = (
    Column("system", "System"),
    Column("driver", "Driver"),
    Column("unit", "Unit"),
    Column("read_on", "Read on", "day"),
    Column("value", "Value", "number"),
    Column("per_year", "Trend a year", "number"),
    Column("spread", "Spread", "number"),
    Column("level", "Level", "number"),
    Column("direction", "At or"),
    Column("state", "Trigger"),
    Column("reached", "Reached", "day"),
    Column("trend_day", "By trend", "day"),
    Column("earliest", "From", "day"),
    Column("latest", "To", "day"),
    Column("calls_for", "Calls for"),
    Column("ready", "Ready", "day"),
    Column("late_months", "Months too late", "count"),
    Column("sentence", "In words"),
)


def _driver(system: str, state: DriverState) -> list[tuple[Value, ...]]:
    latest, trend = state.latest, state.trend
    own: tuple[Value, ...] = (
        system,
        state.driver.name,
        state.driver.unit,
        latest.day if latest else None,
        latest.value if latest else None,
        trend.slope if trend else None,
        trend.spread if trend else None,
    )
    none: tuple[Value, ...] = (None, "", "no trigger", None, None, None, None, "", None, None, state.reason)
    return [(*own, *_trigger(each)) for each in state.triggers] or [(*own, *none)]


def _trigger(state: TriggerState) -> tuple[Value, ...]:
    return (
        state.trigger.level,
        state.trigger.direction,
        state.state,
        state.reach.reached_day,
        state.reach.day,
        state.reach.earliest,
        state.reach.latest,
        f"{state.kind} {state.calls_for}",
        state.ready,
        state.late_months,
        state.sentence,
    )


def obligations_section(material: Material) -> Section:
    """What orders ask, by when, and what meets it."""
    table = obligations_table(material.readiness, material.chosen, NO_OBLIGATION)
    return Section("obligations", "Obligations", (table,))


def obligations_table(readiness: Readiness, chosen: Ids, empty: str) -> Table:
    """Each obligation by its due day."""
    rows = tuple(
        (
            each.obligation.docket,
            each.obligation.paragraph,
            each.obligation.title,
            each.obligation.owner,
            each.obligation.due_day,
            each.judgement,
            each.late_days,
            each.ready,
            tuple(tie.what for tie in each.ties),
            tuple(f"{gap.what}: {gap.reason}" for gap in each.undated),
            each.obligation.met_day if each.met else None,
            each.obligation.met_by if each.met else "",
        )
        for each in obligations_of(readiness, chosen)
    )
    columns = (
        Column("docket", "Docket"),
        Column("paragraph", "Paragraph"),
        Column("title", "Title"),
        Column("owner", "Owner"),
        Column("due", "Due", "day"),
        Column("judgement", "Standing"),
        Column("late_days", "Days late", "count"),
        Column("ready", "Ready", "day"),
        Column("ties", "Tied to", "list"),
        Column("undated", "Without a date", "list"),
        Column("met_day", "Met", "day"),
        Column("met_by", "Met by"),
    )
    return Table("obligations", "Obligations", columns, rows, empty)


def obligations_of(readiness: Readiness, chosen: Ids) -> tuple[ObligationState, ...]:
    """The obligations; of some systems, those tied to something there, or to nothing."""
    states = readiness.outlook.obligations
    if chosen is None:
        return states
    snapshot = readiness.snapshot
    projects = {each.project_id for each in snapshot.contributions if each.system_id in chosen}
    milestones = {each.id for each in snapshot.milestones if each.project_id in projects}
    return tuple(
        each
        for each in states
        if not each.ties
        or any(
            tie.row.system_id in chosen
            or tie.row.project_id in projects
            or tie.row.milestone_id in milestones
            for tie in each.ties
        )
    )
