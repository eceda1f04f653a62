"""Where a plan names cells: the one list by which all of it is found, counted and carried over."""

from collections import Counter
from operator import attrgetter
from typing import NamedTuple

from te_planner.plan.snapshot import Snapshot


class Place(NamedTuple):
    """A column that names a cell: of which table, which field of a snapshot, and what its rows are called."""

    field: str
    table: str
    column: str
    one: str
    many: str


PLACES = (
    Place("contributions", "contribution", "cell", "contribution", "contributions"),
    Place("milestones", "milestone", "cell", "milestone", "milestones"),
    Place("statements", "statement", "cell", "statement", "statements"),
    Place("scope_decisions", "scope_decision", "cell", "scope decision", "scope decisions"),
    Place(
        "requirement_changes", "requirement_change", "benefit", "requirement change", "requirement changes"
    ),
    Place(
        "requirement_changes", "requirement_change", "requires", "requirement change", "requirement changes"
    ),
    Place("triggers", "trigger_level", "cell", "trigger", "triggers"),
    Place("waypoint_cells", "waypoint_cell", "cell", "waypoint target", "waypoint targets"),
    Place("expected_days", "expected_day", "cell", "expected day", "expected days"),
    Place("gap_estimates", "gap_estimate", "cell", "estimate", "estimates"),
    Place("measures", "measure", "benefit", "measure", "measures"),
    Place("benefit_weights", "benefit_weight", "benefit", "weight", "weights"),
    Place("obligation_ties", "obligation_tie", "cell", "obligation tie", "obligation ties"),
)

Uses = dict[str, int]
"""What names a cell (`statement`, `contribution` …) -> how many rows of it."""


def uses(snapshot: Snapshot) -> dict[str, Uses]:
    """Every cell that the plan names -> by what, in the order of PLACES."""
    found: dict[str, Uses] = {}
    for place in PLACES:
        named = Counter(map(attrgetter(place.column), getattr(snapshot, place.field)))
        for ref, rows in named.items():
            if ref:
                own = found.setdefault(ref, {})
                own[place.one] = own.get(place.one, 0) + rows
    return found


def uses_text(found: Uses) -> str:
    """In words: `2 statements, 1 contribution`; empty where nothing names it."""
    many = {place.one: place.many for place in PLACES}
    return ", ".join(f"{count} {one if count == 1 else many[one]}" for one, count in found.items())
