"""What lies ahead and what pushes, as immutable rows: one named tuple a table row, as in `snapshot`."""

from typing import NamedTuple

Day = str


class Driver(NamedTuple):
    """What pushes the change in a system (4.1, 4.3.5), with its unit."""

    id: str
    system_id: str
    name: str
    unit: str
    note: str


class Measure(NamedTuple):
    """A figure that shows a benefit in a system. `better`: up or down; without a target it gates nothing."""

    id: str
    benefit: str
    system_id: str
    name: str
    unit: str
    better: str
    baseline: float | None
    baseline_day: Day | None
    target: float | None
    target_day: Day | None
    note: str


class Reading(NamedTuple):
    """A dated value of a driver or of a measure (exactly one of both is set)."""

    id: str
    driver_id: str | None
    measure_id: str | None
    day: Day
    value: float
    note: str


class Waypoint(NamedTuple):
    """A transitional state (4.3.4): a named target with a day. Its cells are `WaypointCell` rows."""

    id: str
    name: str
    day: Day
    note: str


class WaypointCell(NamedTuple):
    """A cell that is to be in place in a system by the waypoint's day."""

    id: str
    waypoint_id: str
    cell: str
    system_id: str


class Trigger(NamedTuple):
    """A driver's level at which a project must begin, a waypoint is due, or a condition is met.

    `direction`: reached when the value is at or `above` the level, or at or `below` it. One of
    `project_id`, `waypoint_id` and `cell` (a condition, in the driver's system) is set.
    """

    id: str
    driver_id: str
    level: float
    direction: str
    project_id: str | None
    waypoint_id: str | None
    cell: str | None
    note: str


class ExpectedDay(NamedTuple):
    """The planner's own word on when a condition will be met in a system."""

    id: str
    cell: str
    system_id: str
    day: Day
    given_day: Day
    made_by: str
    note: str


class GapEstimate(NamedTuple):
    """What it would take to deliver an enabler cell in a system: money (minor units), months, and who."""

    id: str
    cell: str
    system_id: str
    cost_minor: int | None
    currency: str
    lead_months: int | None
    who: str
    note: str


class BenefitWeight(NamedTuple):
    """How much a benefit cell matters to the planner, 1 to 1000; without a row it is 1."""

    id: str
    benefit: str
    weight: int


class Obligation(NamedTuple):
    """What an order asks, by when; `met_day` and `met_by` (the filing) together once it is met."""

    id: str
    docket: str
    paragraph: str
    title: str
    due_day: Day
    owner: str
    met_day: Day | None
    met_by: str
    note: str


def obligation_name(docket: str, paragraph: str) -> str:
    """How an obligation is named: `UB-2026-03 ¶4`; by the docket alone where it has no paragraph."""
    return f"{docket} ¶{paragraph}" if paragraph else docket


class ObligationTie(NamedTuple):
    """What an obligation waits for: a project, a milestone, or a cell in a system."""

    id: str
    obligation_id: str
    project_id: str | None
    milestone_id: str | None
    cell: str | None
    system_id: str | None
