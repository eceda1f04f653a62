"""What was said: statements, stage picks, their evidence, decisions, and answers of the workshop."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from te_planner.plan.keys import new_key
from te_planner.plan.tables.rules import filled, is_day, one_of
from te_planner.plan.words import (
    ANSWERS,
    EVIDENCE_KINDS,
    REQUIREMENT_CHANGES,
    STATEMENT_KINDS,
)
from te_planner.roadmap.model import CHARACTERISTICS


class Statement(SQLModel, table=True):
    __tablename__ = "statement"
    __table_args__ = (
        one_of("kind", STATEMENT_KINDS),
        one_of("answer", ANSWERS),
        is_day("effective_day"),
        is_day("statement_day"),
        filled("made_by"),
        UniqueConstraint("seq"),
        CheckConstraint("(system_id IS NULL) <> (region_id IS NULL)", name="for_system_or_region"),
        CheckConstraint(
            "(extent_done IS NULL) = (extent_total IS NULL) AND (extent_done IS NULL OR "
            "(extent_done >= 0 AND extent_total > 0 AND extent_done <= extent_total))",
            name="extent_within_total",
        ),
        Index("ix_statement_cell", "cell"),
    )
    id: str = Field(default_factory=new_key, primary_key=True)
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
    meaning: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    confirmed_meaning: int | None = None
    confirmed_day: str | None = None
    confirmed_by: str = Field(default="", sa_column_kwargs={"server_default": ""})


class StagePick(SQLModel, table=True):
    __tablename__ = "stage_pick"
    __table_args__ = (
        one_of("characteristic", CHARACTERISTICS),
        CheckConstraint("stage BETWEEN 1 AND 3", name="stage_known"),
        is_day("effective_day"),
        filled("made_by"),
        UniqueConstraint("seq"),
    )
    id: str = Field(default_factory=new_key, primary_key=True)
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
        one_of("kind", EVIDENCE_KINDS),
        filled("title"),
        CheckConstraint("(statement_id IS NULL) <> (pick_id IS NULL)", name="for_statement_or_pick"),
        CheckConstraint("kind = 'file' OR length(trim(place)) > 0", name="place_filled"),
        CheckConstraint("kind <> 'file' OR length(sha256) = 64", name="file_has_hash"),
    )
    id: str = Field(default_factory=new_key, primary_key=True)
    statement_id: str | None = Field(default=None, foreign_key="statement.id", index=True)
    pick_id: str | None = Field(default=None, foreign_key="stage_pick.id")
    kind: str
    title: str
    place: str = ""
    sha256: str = ""


class ScopeDecision(SQLModel, table=True):
    __tablename__ = "scope_decision"
    __table_args__ = (filled("reason"), filled("decided_by"), is_day("day"))
    id: str = Field(default_factory=new_key, primary_key=True)
    cell: str
    system_id: str = Field(foreign_key="system.id")
    reason: str
    decided_by: str
    day: str
    ended_from: str | None = None


class RequirementChange(SQLModel, table=True):
    __tablename__ = "requirement_change"
    __table_args__ = (
        one_of("change", REQUIREMENT_CHANGES),
        filled("reason"),
        filled("decided_by"),
        is_day("day"),
    )
    id: str = Field(default_factory=new_key, primary_key=True)
    benefit: str
    requires: str
    change: str
    system_id: str | None = Field(default=None, foreign_key="system.id")
    reason: str
    decided_by: str
    day: str
    ended_from: str | None = None


class QuestionAnswer(SQLModel, table=True):
    """What a workshop answered to one of the ten questions of 4.6.2; the latest entry stands."""

    __tablename__ = "question_answer"
    __table_args__ = (
        CheckConstraint("question BETWEEN 1 AND 10", name="question_known"),
        filled("answer"),
        filled("made_by"),
        is_day("day"),
        UniqueConstraint("seq"),
    )
    id: str = Field(default_factory=new_key, primary_key=True)
    question: int
    answer: str
    made_by: str
    day: str
    seq: int
