"""Projects: what they are, what they cost, what they wait for, and what they deliver."""

from sqlalchemy import BigInteger, CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from te_planner.plan.keys import new_key
from te_planner.plan.tables.rules import filled, is_day, one_of
from te_planner.plan.words import BUDGET_KINDS, STATUSES


class Project(SQLModel, table=True):
    __tablename__ = "project"
    __table_args__ = (
        filled("key"),
        filled("title"),
        UniqueConstraint("key"),
        CheckConstraint(
            "end_day IS NULL OR start_day IS NULL OR end_day >= start_day", name="end_after_start"
        ),
    )
    id: str = Field(default_factory=new_key, primary_key=True)
    key: str
    title: str
    owner: str = ""
    start_day: str | None = None
    end_day: str | None = None
    note: str = ""
    internal: bool = Field(default=False, sa_column_kwargs={"server_default": "0"})


class StatusChange(SQLModel, table=True):
    __tablename__ = "status_change"
    __table_args__ = (one_of("status", STATUSES), is_day("day"), UniqueConstraint("seq"))
    id: str = Field(default_factory=new_key, primary_key=True)
    project_id: str = Field(foreign_key="project.id", index=True)
    status: str
    day: str
    seq: int


class BudgetLine(SQLModel, table=True):
    __tablename__ = "budget_line"
    __table_args__ = (
        UniqueConstraint("project_id", "year", "kind", "docket"),
        one_of("kind", BUDGET_KINDS),
        CheckConstraint("year BETWEEN 1900 AND 9999", name="year_known"),
        CheckConstraint("length(currency) = 3", name="currency_code"),
    )
    id: str = Field(default_factory=new_key, primary_key=True)
    project_id: str = Field(foreign_key="project.id", index=True)
    year: int
    kind: str
    planned_minor: int = Field(sa_type=BigInteger)
    actual_minor: int | None = Field(default=None, sa_type=BigInteger)
    currency: str
    docket: str = ""


class Contribution(SQLModel, table=True):
    __tablename__ = "contribution"
    __table_args__ = (
        UniqueConstraint("project_id", "cell", "system_id"),
        CheckConstraint("share BETWEEN 1 AND 100", name="share_percent"),
    )
    id: str = Field(default_factory=new_key, primary_key=True)
    project_id: str = Field(foreign_key="project.id")
    cell: str
    system_id: str = Field(foreign_key="system.id")
    share: int


class Milestone(SQLModel, table=True):
    __tablename__ = "milestone"
    __table_args__ = (
        filled("title"),
        UniqueConstraint("seq"),
        CheckConstraint("weight >= 1", name="weight_positive"),
        CheckConstraint("(cell IS NULL) = (system_id IS NULL)", name="tied_to_cell_and_system"),
        CheckConstraint("(forecast_day IS NULL) = (forecast_given_day IS NULL)", name="forecast_has_its_day"),
    )
    id: str = Field(default_factory=new_key, primary_key=True)
    project_id: str = Field(foreign_key="project.id", index=True)
    title: str
    weight: int = 1
    baseline_day: str | None = None
    forecast_day: str | None = None
    forecast_given_day: str | None = None
    actual_day: str | None = None
    cell: str | None = None
    system_id: str | None = Field(default=None, foreign_key="system.id")
    seq: int


class Dependency(SQLModel, table=True):
    __tablename__ = "dependency"
    __table_args__ = (
        UniqueConstraint("project_id", "depends_on_id"),
        CheckConstraint("project_id <> depends_on_id", name="not_on_itself"),
    )
    id: str = Field(default_factory=new_key, primary_key=True)
    project_id: str = Field(foreign_key="project.id")
    depends_on_id: str = Field(foreign_key="project.id")
    lag_days: int = 0
