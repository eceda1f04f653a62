"""The projects of a plan as the entries of its YAML."""

from typing import Any

from te_planner.exchange.planfile.export_names import Names, amount, by_system, filled, plain_day
from te_planner.plan.snapshot import BudgetLine, Milestone, Project


def project(row: Project, names: Names) -> dict[str, Any]:
    """A project with its status changes, budget, contributions, milestones and what it waits for."""
    statuses = sorted(names.statuses.get(row.id, []), key=lambda each: (each.day, each.seq))
    lines = sorted(names.budget.get(row.id, []), key=lambda each: (each.year, each.kind, each.docket))
    waits = sorted(
        (names.projects[each.depends_on_id], each.lag_days) for each in names.waits.get(row.id, [])
    )
    steps = sorted(names.steps.get(row.id, []), key=lambda each: each.seq)
    delivered = names.contributions.get(row.id, [])
    shares = by_system(((each.cell, each.share), names.systems[each.system_id]) for each in delivered)
    return filled(
        key=row.key,
        title=row.title,
        owner=row.owner,
        start=plain_day(row.start_day),
        end=plain_day(row.end_day),
        note=row.note,
        internal=True if row.internal else None,
        status=[{"status": each.status, "day": plain_day(each.day)} for each in statuses],
        budget=[_line(each, names) for each in lines],
        depends_on=[filled(project=on, lag=lag or None) for on, lag in waits],
        contributions=[
            {"cell": cell, "systems": systems, "share": share} for (cell, share), systems in shares
        ],
        milestones=[_milestone(each, names) for each in steps],
    )


def _line(line: BudgetLine, names: Names) -> dict[str, Any]:
    return filled(
        year=line.year,
        kind=line.kind,
        planned=amount(line.planned_minor),
        actual=amount(line.actual_minor),
        currency=line.currency if line.currency != names.currency else None,
        docket=line.docket,
    )


def _milestone(step: Milestone, names: Names) -> dict[str, Any]:
    return filled(
        title=step.title,
        weight=step.weight if step.weight != 1 else None,
        baseline=plain_day(step.baseline_day),
        forecast=plain_day(step.forecast_day),
        forecast_given=plain_day(step.forecast_given_day),
        actual=plain_day(step.actual_day),
        cell=step.cell,
        system=step.system_id and names.systems[step.system_id],
    )
