"""What lies ahead and what pushes: drivers, triggers, waypoints, estimates, measures, obligations."""

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from te_planner.plan.keys import new_key
from te_planner.plan.tables.rules import exactly_one, filled, is_day, one_of
from te_planner.plan.words import BETTER, DIRECTIONS


class Driver(SQLModel, table=True):
    """What pushes the change in a system (4.1, 4.3.5): rooftop solar, electric vehicles, peak load."""

    __tablename__ = "driver"
    __table_args__ = (filled("name"), UniqueConstraint("system_id", "name"))
    id: str = Field(default_factory=new_key, primary_key=True)
    system_id: str = Field(foreign_key="system.id")
    name: str
    unit: str = ""
    note: str = ""


class Measure(SQLModel, table=True):
    """A figure that shows a benefit in a system; `better`: it goes up or down."""

    __tablename__ = "measure"
    __table_args__ = (
        filled("name"),
        one_of("better", BETTER),
        UniqueConstraint("benefit", "system_id", "name"),
        CheckConstraint("(baseline IS NULL) = (baseline_day IS NULL)", name="baseline_has_its_day"),
        CheckConstraint("target_day IS NULL OR target IS NOT NULL", name="target_day_of_a_target"),
    )
    id: str = Field(default_factory=new_key, primary_key=True)
    benefit: str
    system_id: str = Field(foreign_key="system.id")
    name: str
    unit: str = ""
    better: str = "up"
    baseline: float | None = None
    baseline_day: str | None = None
    target: float | None = None
    target_day: str | None = None
    note: str = ""


class Reading(SQLModel, table=True):
    """A dated value of a driver or a measure (exactly one of both is set)."""

    __tablename__ = "reading"
    __table_args__ = (
        is_day("day"),
        CheckConstraint("(driver_id IS NULL) <> (measure_id IS NULL)", name="of_driver_or_measure"),
        UniqueConstraint("driver_id", "day"),
        UniqueConstraint("measure_id", "day"),
    )
    id: str = Field(default_factory=new_key, primary_key=True)
    driver_id: str | None = Field(default=None, foreign_key="driver.id")
    measure_id: str | None = Field(default=None, foreign_key="measure.id")
    day: str
    value: float
    note: str = ""


class Waypoint(SQLModel, table=True):
    """A transitional state (4.3.4): a named target with a day."""

    __tablename__ = "waypoint"
    __table_args__ = (filled("name"), is_day("day"), UniqueConstraint("name"))
    id: str = Field(default_factory=new_key, primary_key=True)
    name: str
    day: str
    note: str = ""


class WaypointCell(SQLModel, table=True):
    """A cell that is to be in place in a system by the waypoint's day."""

    __tablename__ = "waypoint_cell"
    __table_args__ = (UniqueConstraint("waypoint_id", "cell", "system_id"),)
    id: str = Field(default_factory=new_key, primary_key=True)
    waypoint_id: str = Field(foreign_key="waypoint.id")
    cell: str
    system_id: str = Field(foreign_key="system.id")


class Trigger(SQLModel, table=True):
    """A driver's level at which a project must begin, a waypoint is due, or a condition is met.

    `direction`: the level is reached from below (`above`) or from above (`below`). Exactly one of
    `project_id`, `waypoint_id` and `cell` is set.
    """

    __tablename__ = "trigger_level"
    __table_args__ = (
        one_of("direction", DIRECTIONS),
        exactly_one("calls_for_one_thing", "project_id", "waypoint_id", "cell"),
    )
    id: str = Field(default_factory=new_key, primary_key=True)
    driver_id: str = Field(foreign_key="driver.id")
    level: float
    direction: str = "above"
    project_id: str | None = Field(default=None, foreign_key="project.id")
    waypoint_id: str | None = Field(default=None, foreign_key="waypoint.id")
    cell: str | None = None
    note: str = ""


class ExpectedDay(SQLModel, table=True):
    """The planner's own word on when a condition will be met in a system."""

    __tablename__ = "expected_day"
    __table_args__ = (
        is_day("day"),
        is_day("given_day"),
        filled("made_by"),
        UniqueConstraint("cell", "system_id"),
    )
    id: str = Field(default_factory=new_key, primary_key=True)
    cell: str
    system_id: str = Field(foreign_key="system.id")
    day: str
    given_day: str
    made_by: str
    note: str = ""


class GapEstimate(SQLModel, table=True):
    """What it would take to deliver an enabler cell in a system: money, months, and who."""

    __tablename__ = "gap_estimate"
    __table_args__ = (
        UniqueConstraint("cell", "system_id"),
        CheckConstraint("length(currency) = 3", name="currency_code"),
        CheckConstraint("cost_minor IS NULL OR cost_minor >= 0", name="cost_not_negative"),
        CheckConstraint("lead_months IS NULL OR lead_months BETWEEN 0 AND 1200", name="lead_in_months"),
    )
    id: str = Field(default_factory=new_key, primary_key=True)
    cell: str
    system_id: str = Field(foreign_key="system.id")
    cost_minor: int | None = Field(default=None, sa_type=BigInteger)
    currency: str
    lead_months: int | None = None
    who: str = ""
    note: str = ""


class BenefitWeight(SQLModel, table=True):
    """How much a benefit matters to the planner (1 to 1000; without one: 1). It orders what comes next."""

    __tablename__ = "benefit_weight"
    __table_args__ = (
        UniqueConstraint("benefit"),
        CheckConstraint("weight BETWEEN 1 AND 1000", name="weight_known"),
    )
    id: str = Field(default_factory=new_key, primary_key=True)
    benefit: str
    weight: int


class Obligation(SQLModel, table=True):
    """What an order asks, by when, and which filing met it (`met_day` and `met_by` together)."""

    __tablename__ = "obligation"
    __table_args__ = (
        filled("docket"),
        filled("title"),
        is_day("due_day"),
        UniqueConstraint("docket", "paragraph"),
        CheckConstraint("(met_day IS NULL) = (met_by = '')", name="met_by_a_filing"),
    )
    id: str = Field(default_factory=new_key, primary_key=True)
    docket: str
    paragraph: str = ""
    title: str
    due_day: str
    owner: str = ""
    met_day: str | None = None
    met_by: str = ""
    note: str = ""


class ObligationTie(SQLModel, table=True):
    """What an obligation waits for: a project, a milestone, or a cell in a system."""

    __tablename__ = "obligation_tie"
    __table_args__ = (
        exactly_one("ties_to_one_thing", "project_id", "milestone_id", "cell"),
        CheckConstraint("(cell IS NULL) = (system_id IS NULL)", name="cell_in_a_system"),
        UniqueConstraint("obligation_id", "project_id", "milestone_id", "cell", "system_id"),
        Index("ix_obligation_tie_milestone", "milestone_id"),
    )
    id: str = Field(default_factory=new_key, primary_key=True)
    obligation_id: str = Field(foreign_key="obligation.id")
    project_id: str | None = Field(default=None, foreign_key="project.id")
    milestone_id: str | None = Field(default=None, foreign_key="milestone.id")
    cell: str | None = None
    system_id: str | None = Field(default=None, foreign_key="system.id")
