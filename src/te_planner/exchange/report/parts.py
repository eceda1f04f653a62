"""All parts that an outline can call by name: of the plan as a whole, and of one system."""

from collections.abc import Callable

from te_planner.exchange.report import build, system
from te_planner.exchange.report.actions import (
    actions_section,
    decisions_section,
    gap_list_section,
    investment_section,
)
from te_planner.exchange.report.ahead import (
    drivers_section,
    existing_section,
    obligations_section,
    waypoints_section,
)
from te_planner.exchange.report.board import (
    highlights_section,
    pressing_section,
    reached_section,
    standing_section,
)
from te_planner.exchange.report.evidence_files import files_section
from te_planner.exchange.report.material import Material
from te_planner.exchange.report.model import Section
from te_planner.exchange.report.moved import moved_section
from te_planner.exchange.report.overlays import overlays_section
from te_planner.exchange.report.public import public_section
from te_planner.exchange.report.work import budgets_section, milestones_section
from te_planner.readiness.model import SystemReadiness

OF_PLAN: dict[str, Callable[[Material], Section | None]] = build.PARTS | {
    "standing": standing_section,
    "highlights": highlights_section,
    "pressing": pressing_section,
    "reached": reached_section,
    "milestones": milestones_section,
    "budgets": budgets_section,
    "gap_list": gap_list_section,
    "investment": investment_section,
    "actions": actions_section,
    "decisions": decisions_section,
    "waypoints": waypoints_section,
    "drivers": drivers_section,
    "files": files_section,
    "changes": moved_section,
    "obligations": obligations_section,
    "overlays": overlays_section,
}
OF_SYSTEM: dict[str, Callable[[Material, SystemReadiness], Section]] = {
    "existing": existing_section,
    **{
        name: lambda material, each, part=part: part(material.readiness, each)  # type: ignore[misc]
        for name, part in system.PARTS.items()
    },
}


def part(material: Material, name: str, of: SystemReadiness | None) -> Section | None:
    """A part by its name; of a system where one is given. None where it has nothing to say."""
    made = OF_PLAN[name](material) if of is None else OF_SYSTEM[name](material, of)
    if made and of:
        made = made._replace(system=of.system.name)
    return public_section(made) if made and material.public else made
