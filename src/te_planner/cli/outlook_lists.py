"""The lists of what lies ahead: waypoints, drivers, obligations and measures."""

from te_planner.cli.call import Call
from te_planner.exchange.marks import status_text
from te_planner.exchange.report.ahead import Ids, drivers_table, obligations_table, waypoints_table
from te_planner.exchange.report.model import Column, Table, title


def waypoints(call: Call) -> int:
    """Each waypoint in order of its day; with --system, those that have a cell there."""
    empty = empty_text(call, "No waypoint: a named target with a day, and the cells to be in place by then.")
    return call.table(waypoints_table(call.readiness, _asked(call), empty))


def _asked(call: Call) -> Ids:
    return frozenset(each.system.id for each in call.systems) if call.args.systems else None


def empty_text(call: Call, text: str) -> str:
    return "None fits." if call.args.systems else text


def drivers(call: Call) -> int:
    """Each driver with its trend; one row a trigger."""
    empty = empty_text(call, "No driver: what pushes the change in a system, with dated readings.")
    return call.table(drivers_table(call.readiness, call.systems, empty))


def obligations(call: Call) -> int:
    """Each obligation by its due day; with --system, those tied to nothing of another one alone."""
    empty = empty_text(call, "No obligation: what an order asks, by when, and which filing met it.")
    return call.table(obligations_table(call.readiness, _asked(call), empty))


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
