"""A project's money: its lines by year, and what they come to in each currency."""

from collections import defaultdict
from typing import NamedTuple

from te_planner.plan.snapshot import BudgetLine, Snapshot
from te_planner.readiness.indexed import budget_lines_by_project


class Sum(NamedTuple):
    """The lines of one currency, in minor units; `actual` counts the lines that have one."""

    currency: str
    planned: int
    actual: int | None


def budget_of(snapshot: Snapshot, project_id: str) -> tuple[tuple[BudgetLine, ...], tuple[Sum, ...]]:
    """The project's lines by year, kind and docket, and their sums by currency."""
    own = budget_lines_by_project.rows(snapshot.budget_lines, project_id)
    lines = tuple(sorted(own, key=lambda each: (each.year, each.kind, each.docket)))
    by_currency: dict[str, list[BudgetLine]] = defaultdict(list)
    for each in lines:
        by_currency[each.currency].append(each)
    return lines, tuple(_sum(currency, rows) for currency, rows in sorted(by_currency.items()))


def _sum(currency: str, rows: list[BudgetLine]) -> Sum:
    actual = [each.actual_minor for each in rows if each.actual_minor is not None]
    return Sum(currency, sum(each.planned_minor for each in rows), sum(actual) if actual else None)
