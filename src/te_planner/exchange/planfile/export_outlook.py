"""What lies ahead and what pushes, as the entries of a plan's YAML."""

from typing import Any

from te_planner.exchange.planfile.export_names import (
    Names,
    amount,
    by_system,
    figure,
    filled,
    grouped,
    plain_day,
)
from te_planner.plan.outlook import Reading, Trigger
from te_planner.plan.snapshot import Snapshot

Entry = dict[str, Any]


def drivers(snapshot: Snapshot, names: Names) -> list[Entry]:
    """Each driver with its readings by day, and its triggers by level."""
    readings = grouped(snapshot.readings, lambda each: each.driver_id)
    triggers = grouped(snapshot.triggers, lambda each: each.driver_id)
    rows = sorted(snapshot.drivers, key=lambda each: (names.systems[each.system_id], each.name))
    return [
        filled(
            system=names.systems[each.system_id],
            name=each.name,
            unit=each.unit,
            note=each.note,
            readings=_readings(readings.get(each.id, [])),
            triggers=_triggers(triggers.get(each.id, []), names),
        )
        for each in rows
    ]


def _readings(rows: list[Reading]) -> list[Entry]:
    return [
        filled(day=plain_day(each.day), value=figure(each.value), note=each.note)
        for each in sorted(rows, key=lambda each: each.day)
    ]


def _triggers(rows: list[Trigger], names: Names) -> list[Entry]:
    found = [
        filled(
            level=figure(each.level),
            direction=each.direction,
            project=each.project_id and names.projects[each.project_id],
            waypoint=each.waypoint_id and names.waypoints[each.waypoint_id],
            cell=each.cell,
            note=each.note,
        )
        for each in rows
    ]
    return sorted(found, key=lambda each: (each["level"], tuple(map(str, each.items()))))


def waypoints(snapshot: Snapshot, names: Names) -> list[Entry]:
    """Each waypoint with its cells, and the systems in which they are asked for."""
    cells = grouped(snapshot.waypoint_cells, lambda each: each.waypoint_id)
    return [
        filled(
            name=each.name,
            day=plain_day(each.day),
            note=each.note,
            cells=[
                {"cell": cell, "systems": systems}
                for cell, systems in by_system(
                    (aim.cell, names.systems[aim.system_id]) for aim in cells.get(each.id, [])
                )
            ],
        )
        for each in sorted(snapshot.waypoints, key=lambda each: (each.day, each.name))
    ]


def measures(snapshot: Snapshot, names: Names) -> list[Entry]:
    """Each measure with its readings by day."""
    readings = grouped(snapshot.readings, lambda each: each.measure_id)
    rows = sorted(
        snapshot.measures, key=lambda each: (each.benefit, names.systems[each.system_id], each.name)
    )
    return [
        filled(
            benefit=each.benefit,
            system=names.systems[each.system_id],
            name=each.name,
            unit=each.unit,
            better=each.better,
            baseline=figure(each.baseline),
            baseline_day=plain_day(each.baseline_day),
            target=figure(each.target),
            target_day=plain_day(each.target_day),
            note=each.note,
            readings=_readings(readings.get(each.id, [])),
        )
        for each in rows
    ]


def estimates(snapshot: Snapshot, names: Names) -> list[Entry]:
    rows = sorted(snapshot.gap_estimates, key=lambda each: (each.cell, names.systems[each.system_id]))
    return [
        filled(
            cell=each.cell,
            system=names.systems[each.system_id],
            cost=amount(each.cost_minor),
            currency=each.currency if each.currency != names.currency else None,
            lead_months=each.lead_months,
            who=each.who,
            note=each.note,
        )
        for each in rows
    ]


def weights(snapshot: Snapshot) -> list[Entry]:
    rows = sorted(snapshot.benefit_weights, key=lambda each: each.benefit)
    return [{"benefit": each.benefit, "weight": each.weight} for each in rows]


def expected_days(snapshot: Snapshot, names: Names) -> list[Entry]:
    rows = sorted(snapshot.expected_days, key=lambda each: (each.cell, names.systems[each.system_id]))
    return [
        filled(
            cell=each.cell,
            system=names.systems[each.system_id],
            day=plain_day(each.day),
            given=plain_day(each.given_day),
            made_by=each.made_by,
            note=each.note,
        )
        for each in rows
    ]


def obligations(snapshot: Snapshot, names: Names) -> list[Entry]:
    """Each obligation with what it waits for, and the filing that met it."""
    ties = grouped(snapshot.obligation_ties, lambda each: each.obligation_id)
    rows = sorted(snapshot.obligations, key=lambda each: (each.docket, each.paragraph))
    return [
        filled(
            docket=each.docket,
            paragraph=each.paragraph,
            title=each.title,
            due=plain_day(each.due_day),
            owner=each.owner,
            note=each.note,
            ties=sorted(
                (
                    filled(
                        project=tie.project_id and names.projects[tie.project_id],
                        milestone=tie.milestone_id and names.milestones[tie.milestone_id],
                        cell=tie.cell,
                        system=tie.system_id and names.systems[tie.system_id],
                    )
                    for tie in ties.get(each.id, [])
                ),
                key=lambda tie: tuple(tie.items()),
            ),
            met=each.met_day and {"day": plain_day(each.met_day), "by": each.met_by},
        )
        for each in rows
    ]
