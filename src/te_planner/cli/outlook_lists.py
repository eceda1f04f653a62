"""The lists of what lies ahead: waypoints, drivers, obligations and measures."""

from te_planner.cli.call import Call
from te_planner.exchange.marks import money, status_text
from te_planner.exchange.report.model import Column, Table, Value, title
from te_planner.readiness.model import SystemReadiness
from te_planner.readiness.outlook_model import DriverState, Investment, SystemOutlook, TriggerState


def outlook_of(call: Call, system: SystemReadiness) -> SystemOutlook:
    return call.readiness.outlook.systems[system.system.id]


def waypoints(call: Call) -> int:
    """Each waypoint in order of its day; with --system, those that have a cell there."""
    ids = {each.system.id for each in call.systems}
    names = {id_: each.system.name for id_, each in call.readiness.systems.items()}
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
        for each in call.readiness.outlook.waypoints
        if not call.args.systems or ids & set(each.cells)
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
    empty = empty_text(call, "No waypoint: a named target with a day, and the cells to be in place by then.")
    return call.table(Table("waypoints", "Waypoints", columns, rows, empty))


def empty_text(call: Call, text: str) -> str:
    return "None fits." if call.args.systems else text


def sums_text(found: Investment) -> tuple[str, ...]:
    return tuple(f"{currency} {money(cost)}" for currency, cost in found.sums)


def drivers(call: Call) -> int:
    """Each driver with its trend; one row a trigger."""
    rows = tuple(
        row
        for system in call.systems
        for each in outlook_of(call, system).drivers
        for row in _driver(system.system.name, each)
    )
    empty = empty_text(call, "No driver: what pushes the change in a system, with dated readings.")
    return call.table(Table("drivers", "Drivers and triggers", DRIVER, rows, empty))


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


def obligations(call: Call) -> int:
    """Each obligation by its due day; with --system, those tied to nothing of another one alone."""
    wanted = _obligations_of(call)
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
        for each in call.readiness.outlook.obligations
        if wanted is None or each.obligation.id in wanted
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
    empty = empty_text(call, "No obligation: what an order asks, by when, and which filing met it.")
    return call.table(Table("obligations", "Obligations", columns, rows, empty))


def _obligations_of(call: Call) -> set[str] | None:
    """The obligations tied to nothing, or to something in the systems asked for; None where all are."""
    if not call.args.systems:
        return None
    snapshot, ids = call.readiness.snapshot, {each.system.id for each in call.systems}
    projects = {each.project_id for each in snapshot.contributions if each.system_id in ids}
    milestones = {each.id for each in snapshot.milestones if each.project_id in projects}
    untied = {each.id for each in snapshot.obligations}
    untied -= {tie.obligation_id for tie in snapshot.obligation_ties}
    return untied | {
        tie.obligation_id
        for tie in snapshot.obligation_ties
        if tie.system_id in ids or tie.project_id in projects or tie.milestone_id in milestones
    }


def measures(call: Call) -> int:
    """Each measure with its latest reading, against its target."""
    rows = tuple(
        (
            system.system.name,
            ref,
            title(call.roadmap, ref),
            status_text(benefit),
            each.measure.name,
            each.measure.unit,
            each.measure.baseline,
            each.latest.value if each.latest else None,
            each.latest.day if each.latest else None,
            each.measure.better,
            each.measure.target,
            each.measure.target_day,
            "" if each.meets is None else "yes" if each.meets else "no",
        )
        for system in call.systems
        for ref, benefit in system.benefits.items()
        for each in benefit.measures
    )
    columns = (
        Column("system", "System"),
        Column("cell", "Benefit"),
        Column("title", "Title"),
        Column("status", "Status"),
        Column("measure", "Measure"),
        Column("unit", "Unit"),
        Column("baseline", "Baseline", "number"),
        Column("value", "Value", "number"),
        Column("read_on", "Read on", "day"),
        Column("better", "Better"),
        Column("target", "Target", "number"),
        Column("target_day", "By", "day"),
        Column("meets", "Meets it"),
    )
    empty = empty_text(call, "No measure: a figure that shows a benefit, with a target and dated readings.")
    return call.table(Table("measures", "Measures", columns, rows, empty))
