"""The tables of a plan, declared once. The database holds the rules that rows can break by themselves.

Table models do not validate: the edits do, with words for a planner; the constraints here are the second
wall. Keys are UUIDs from the first day, so that two copies of a plan can be merged. Days are ISO text.
"""

from typing import Protocol
from uuid import uuid4

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from te_planner.plan.words import (
    ANSWERS,
    BUDGET_KINDS,
    EVIDENCE_KINDS,
    REQUIREMENT_CHANGES,
    STATEMENT_KINDS,
    STATUSES,
)
from te_planner.roadmap.model import CHARACTERISTICS


def _key() -> str:
    return str(uuid4())


def _one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def _filled(column: str) -> CheckConstraint:
    return CheckConstraint(f"length(trim({column})) > 0", name=f"{column}_filled")


def _day(column: str) -> CheckConstraint:
    return CheckConstraint(f"length({column}) = 10", name=f"{column}_is_day")


class Sequenced(Protocol):
    """A table whose rows are ordered by entry."""

    seq: int


class Plan(SQLModel, table=True):
    __tablename__ = "plan"
    __table_args__ = (_filled("name"), CheckConstraint("length(currency) = 3", name="currency_code"))
    id: str = Field(default_factory=_key, primary_key=True)
    name: str
    stakeholder: str = ""
    note: str = ""
    currency: str = "USD"
    roadmap: str
    created_day: str


class Region(SQLModel, table=True):
    __tablename__ = "region"
    __table_args__ = (_filled("name"), UniqueConstraint("name"))
    id: str = Field(default_factory=_key, primary_key=True)
    name: str
    note: str = ""


class System(SQLModel, table=True):
    __tablename__ = "system"
    __table_args__ = (_filled("name"), UniqueConstraint("name"))
    id: str = Field(default_factory=_key, primary_key=True)
    region_id: str = Field(foreign_key="region.id")
    name: str
    note: str = ""


class Project(SQLModel, table=True):
    __tablename__ = "project"
    __table_args__ = (
        _filled("key"),
        _filled("title"),
        UniqueConstraint("key"),
        CheckConstraint(
            "end_day IS NULL OR start_day IS NULL OR end_day >= start_day", name="end_after_start"
        ),
    )
    id: str = Field(default_factory=_key, primary_key=True)
    key: str
    title: str
    owner: str = ""
    start_day: str | None = None
    end_day: str | None = None
    note: str = ""


class StatusChange(SQLModel, table=True):
    __tablename__ = "status_change"
    __table_args__ = (_one_of("status", STATUSES), _day("day"), UniqueConstraint("seq"))
    id: str = Field(default_factory=_key, primary_key=True)
    project_id: str = Field(foreign_key="project.id", index=True)
    status: str
    day: str
    seq: int


class BudgetLine(SQLModel, table=True):
    __tablename__ = "budget_line"
    __table_args__ = (
        UniqueConstraint("project_id", "year", "kind", "docket"),
        _one_of("kind", BUDGET_KINDS),
        CheckConstraint("year BETWEEN 1900 AND 9999", name="year_known"),
        CheckConstraint("length(currency) = 3", name="currency_code"),
    )
    id: str = Field(default_factory=_key, primary_key=True)
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
    id: str = Field(default_factory=_key, primary_key=True)
    project_id: str = Field(foreign_key="project.id")
    cell: str
    system_id: str = Field(foreign_key="system.id")
    share: int


class Milestone(SQLModel, table=True):
    __tablename__ = "milestone"
    __table_args__ = (
        _filled("title"),
        UniqueConstraint("seq"),
        CheckConstraint("weight >= 1", name="weight_positive"),
        CheckConstraint("(cell IS NULL) = (system_id IS NULL)", name="tied_to_cell_and_system"),
        CheckConstraint("(forecast_day IS NULL) = (forecast_given_day IS NULL)", name="forecast_has_its_day"),
    )
    id: str = Field(default_factory=_key, primary_key=True)
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
    id: str = Field(default_factory=_key, primary_key=True)
    project_id: str = Field(foreign_key="project.id")
    depends_on_id: str = Field(foreign_key="project.id")
    lag_days: int = 0


class Statement(SQLModel, table=True):
    __tablename__ = "statement"
    __table_args__ = (
        _one_of("kind", STATEMENT_KINDS),
        _one_of("answer", ANSWERS),
        _day("effective_day"),
        _day("statement_day"),
        _filled("made_by"),
        UniqueConstraint("seq"),
        CheckConstraint("(system_id IS NULL) <> (region_id IS NULL)", name="for_system_or_region"),
        CheckConstraint(
            "(extent_done IS NULL) = (extent_total IS NULL) AND (extent_done IS NULL OR "
            "(extent_done >= 0 AND extent_total > 0 AND extent_done <= extent_total))",
            name="extent_within_total",
        ),
        Index("ix_statement_cell", "cell"),
    )
    id: str = Field(default_factory=_key, primary_key=True)
    kind: str
    cell: str
    system_id: str | None = Field(default=None, foreign_key="system.id")
    region_id: str | None = Field(default=None, foreign_key="region.id")
    answer: str
    effective_day: str
    statement_day: str
    made_by: str
    approved_by: str = ""
    extent_done: int | None = None
    extent_total: int | None = None
    extent_unit: str = ""
    review_day: str | None = None
    note: str = ""
    voided_day: str | None = None
    void_reason: str = ""
    ended_from: str | None = None
    end_reason: str = ""
    seq: int


class StagePick(SQLModel, table=True):
    __tablename__ = "stage_pick"
    __table_args__ = (
        _one_of("characteristic", CHARACTERISTICS),
        CheckConstraint("stage BETWEEN 1 AND 3", name="stage_known"),
        _day("effective_day"),
        _filled("made_by"),
        UniqueConstraint("seq"),
    )
    id: str = Field(default_factory=_key, primary_key=True)
    system_id: str = Field(foreign_key="system.id")
    characteristic: str
    stage: int
    effective_day: str
    made_by: str
    note: str = ""
    seq: int


class Evidence(SQLModel, table=True):
    __tablename__ = "evidence"
    __table_args__ = (
        _one_of("kind", EVIDENCE_KINDS),
        _filled("title"),
        CheckConstraint("(statement_id IS NULL) <> (pick_id IS NULL)", name="for_statement_or_pick"),
        CheckConstraint("kind = 'file' OR length(trim(place)) > 0", name="place_filled"),
        CheckConstraint("kind <> 'file' OR length(sha256) = 64", name="file_has_hash"),
    )
    id: str = Field(default_factory=_key, primary_key=True)
    statement_id: str | None = Field(default=None, foreign_key="statement.id", index=True)
    pick_id: str | None = Field(default=None, foreign_key="stage_pick.id")
    kind: str
    title: str
    place: str = ""
    sha256: str = ""


class ScopeDecision(SQLModel, table=True):
    __tablename__ = "scope_decision"
    __table_args__ = (_filled("reason"), _filled("decided_by"), _day("day"))
    id: str = Field(default_factory=_key, primary_key=True)
    cell: str
    system_id: str = Field(foreign_key="system.id")
    reason: str
    decided_by: str
    day: str
    ended_from: str | None = None


class RequirementChange(SQLModel, table=True):
    __tablename__ = "requirement_change"
    __table_args__ = (
        _one_of("change", REQUIREMENT_CHANGES),
        _filled("reason"),
        _filled("decided_by"),
        _day("day"),
    )
    id: str = Field(default_factory=_key, primary_key=True)
    benefit: str
    requires: str
    change: str
    system_id: str | None = Field(default=None, foreign_key="system.id")
    reason: str
    decided_by: str
    day: str
    ended_from: str | None = None


class Journal(SQLModel, table=True):
    """One entry per action: what was before and after, chained by hash."""

    __tablename__ = "journal"
    __table_args__ = (
        UniqueConstraint("seq"),
        _one_of("kind", ("edit", "undo", "redo")),
    )
    id: str = Field(default_factory=_key, primary_key=True)
    seq: int
    at: str
    day: str
    who: str
    why: str = ""
    kind: str
    action: str
    summary: str
    target_id: str | None = Field(default=None, foreign_key="journal.id")
    images: str
    previous_hash: str
    hash: str
