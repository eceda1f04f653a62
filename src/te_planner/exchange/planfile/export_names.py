"""What rows are called in a plan's YAML, where ids mean nothing, and how their values are written."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from te_planner.exchange.planfile.yaml_text import Amount, PlainDay
from te_planner.plan.snapshot import Day, Evidence, Snapshot, Statement

Row = TypeVar("Row")


class Names:
    """The names behind the ids of a snapshot, and its rows by what they belong to."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.currency = snapshot.plan.currency
        self.regions = {each.id: each.name for each in snapshot.regions}
        self.systems = {each.id: each.name for each in snapshot.systems}
        self.projects = {each.id: each.key for each in snapshot.projects}
        self.waypoints = {each.id: each.name for each in snapshot.waypoints}
        self.milestones = {
            each.id: f"{self.projects[each.project_id]}/{each.title}" for each in snapshot.milestones
        }
        self.evidence: dict[str, list[Evidence]] = grouped(
            snapshot.evidence, lambda each: each.statement_id or each.pick_id
        )
        self.statuses = grouped(snapshot.status_changes, _project)
        self.budget = grouped(snapshot.budget_lines, _project)
        self.contributions = grouped(snapshot.contributions, _project)
        self.steps = grouped(snapshot.milestones, _project)
        self.waits = grouped(snapshot.dependencies, _project)

    def place(self, said: Statement) -> str:
        """The system or the region that a statement is for."""
        return self.regions[said.region_id] if said.region_id else self.systems[said.system_id or ""]


def _project(row: Any) -> str:
    return str(row.project_id)


def grouped(rows: Iterable[Row], key: Any) -> dict[str, list[Row]]:
    """The rows by what they belong to."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def filled(**values: Any) -> dict[str, Any]:
    """What is said; what is empty is left out."""
    return {key: value for key, value in values.items() if value is not None and value not in ("", [])}


def plain_day(day: Day | None) -> PlainDay | None:
    return PlainDay(day) if day else None


def amount(minor: int | None) -> Amount | None:
    """Cents as currency units: whole, or with two places."""
    if minor is None:
        return None
    units, cents = divmod(abs(minor), 100)
    sign = "-" if minor < 0 else ""
    return Amount(f"{sign}{units}.{cents:02}" if cents else f"{sign}{units}")


def figure(value: float | None) -> float | int | None:
    """A whole number without its .0."""
    return int(value) if value is not None and value.is_integer() else value


def by_system(pairs: Iterable[tuple[Any, str]]) -> list[tuple[Any, list[str]]]:
    """What is the same in several systems, once, with their names in order."""
    found: dict[Any, list[str]] = defaultdict(list)
    for value, system in pairs:
        found[value].append(system)
    return [(value, sorted(systems)) for value, systems in sorted(found.items())]
