"""The first schema: everything from the plan to the requirement changes, and the journal."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "journal",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("target_id", sa.String(), nullable=True),
        sa.Column("images", sa.String(), nullable=False),
        sa.Column("previous_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('edit', 'undo', 'redo')", name="kind_known"),
        sa.ForeignKeyConstraint(
            ["target_id"],
            ["journal.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("seq"),
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("stakeholder", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("roadmap", sa.String(), nullable=False),
        sa.Column("created_day", sa.String(), nullable=False),
        sa.CheckConstraint("length(currency) = 3", name="currency_code"),
        sa.CheckConstraint("length(trim(name)) > 0", name="name_filled"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "project",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("start_day", sa.String(), nullable=True),
        sa.Column("end_day", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint(
            "end_day IS NULL OR start_day IS NULL OR end_day >= start_day", name="end_after_start"
        ),
        sa.CheckConstraint("length(trim(key)) > 0", name="key_filled"),
        sa.CheckConstraint("length(trim(title)) > 0", name="title_filled"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_table(
        "region",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("length(trim(name)) > 0", name="name_filled"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "budget_line",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("planned_minor", sa.BigInteger(), nullable=False),
        sa.Column("actual_minor", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("docket", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('capital', 'operating')", name="kind_known"),
        sa.CheckConstraint("length(currency) = 3", name="currency_code"),
        sa.CheckConstraint("year BETWEEN 1900 AND 9999", name="year_known"),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("project_id", "year", "kind", "docket"),
    )
    op.create_index(op.f("ix_budget_line_project_id"), "budget_line", ["project_id"], unique=False)
    op.create_table(
        "dependency",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("depends_on_id", sa.String(), nullable=False),
        sa.Column("lag_days", sa.Integer(), nullable=False),
        sa.CheckConstraint("project_id <> depends_on_id", name="not_on_itself"),
        sa.ForeignKeyConstraint(
            ["depends_on_id"],
            ["project.id"],
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("project_id", "depends_on_id"),
    )
    op.create_table(
        "status_change",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status IN ('proposed', 'approved', 'active', 'on hold', 'done', 'cancelled')",
            name="status_known",
        ),
        sa.CheckConstraint("length(day) = 10", name="day_is_day"),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("seq"),
    )
    op.create_index(op.f("ix_status_change_project_id"), "status_change", ["project_id"], unique=False)
    op.create_table(
        "system",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("region_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("length(trim(name)) > 0", name="name_filled"),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "contribution",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("cell", sa.String(), nullable=False),
        sa.Column("system_id", sa.String(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.CheckConstraint("share BETWEEN 1 AND 100", name="share_percent"),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
        ),
        sa.ForeignKeyConstraint(
            ["system_id"],
            ["system.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("project_id", "cell", "system_id"),
    )
    op.create_table(
        "milestone",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("baseline_day", sa.String(), nullable=True),
        sa.Column("forecast_day", sa.String(), nullable=True),
        sa.Column("forecast_given_day", sa.String(), nullable=True),
        sa.Column("actual_day", sa.String(), nullable=True),
        sa.Column("cell", sa.String(), nullable=True),
        sa.Column("system_id", sa.String(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.CheckConstraint("(cell IS NULL) = (system_id IS NULL)", name="tied_to_cell_and_system"),
        sa.CheckConstraint(
            "(forecast_day IS NULL) = (forecast_given_day IS NULL)", name="forecast_has_its_day"
        ),
        sa.CheckConstraint("length(trim(title)) > 0", name="title_filled"),
        sa.CheckConstraint("weight >= 1", name="weight_positive"),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
        ),
        sa.ForeignKeyConstraint(
            ["system_id"],
            ["system.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("seq"),
    )
    op.create_index(op.f("ix_milestone_project_id"), "milestone", ["project_id"], unique=False)
    op.create_table(
        "requirement_change",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("benefit", sa.String(), nullable=False),
        sa.Column("requires", sa.String(), nullable=False),
        sa.Column("change", sa.String(), nullable=False),
        sa.Column("system_id", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("ended_from", sa.String(), nullable=True),
        sa.CheckConstraint("change IN ('waived', 'added')", name="change_known"),
        sa.CheckConstraint("length(day) = 10", name="day_is_day"),
        sa.CheckConstraint("length(trim(decided_by)) > 0", name="decided_by_filled"),
        sa.CheckConstraint("length(trim(reason)) > 0", name="reason_filled"),
        sa.ForeignKeyConstraint(
            ["system_id"],
            ["system.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "scope_decision",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("cell", sa.String(), nullable=False),
        sa.Column("system_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("ended_from", sa.String(), nullable=True),
        sa.CheckConstraint("length(day) = 10", name="day_is_day"),
        sa.CheckConstraint("length(trim(decided_by)) > 0", name="decided_by_filled"),
        sa.CheckConstraint("length(trim(reason)) > 0", name="reason_filled"),
        sa.ForeignKeyConstraint(
            ["system_id"],
            ["system.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "stage_pick",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("system_id", sa.String(), nullable=False),
        sa.Column("characteristic", sa.String(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("effective_day", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "characteristic IN ('penetration', 'value', 'operations', 'markets')", name="characteristic_known"
        ),
        sa.CheckConstraint("length(effective_day) = 10", name="effective_day_is_day"),
        sa.CheckConstraint("length(trim(made_by)) > 0", name="made_by_filled"),
        sa.CheckConstraint("stage BETWEEN 1 AND 3", name="stage_known"),
        sa.ForeignKeyConstraint(
            ["system_id"],
            ["system.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("seq"),
    )
    op.create_table(
        "statement",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("cell", sa.String(), nullable=False),
        sa.Column("system_id", sa.String(), nullable=True),
        sa.Column("region_id", sa.String(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("effective_day", sa.String(), nullable=False),
        sa.Column("statement_day", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("extent_done", sa.Integer(), nullable=True),
        sa.Column("extent_total", sa.Integer(), nullable=True),
        sa.Column("extent_unit", sa.String(), nullable=False),
        sa.Column("review_day", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("voided_day", sa.String(), nullable=True),
        sa.Column("void_reason", sa.String(), nullable=False),
        sa.Column("ended_from", sa.String(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.CheckConstraint("answer IN ('in place', 'partly', 'not in place')", name="answer_known"),
        sa.CheckConstraint("kind IN ('attestation', 'observation')", name="kind_known"),
        sa.CheckConstraint(
            "(extent_done IS NULL) = (extent_total IS NULL) AND (extent_done IS NULL OR "
            "(extent_done >= 0 AND extent_total > 0 AND extent_done <= extent_total))",
            name="extent_within_total",
        ),
        sa.CheckConstraint("(system_id IS NULL) <> (region_id IS NULL)", name="for_system_or_region"),
        sa.CheckConstraint("length(effective_day) = 10", name="effective_day_is_day"),
        sa.CheckConstraint("length(statement_day) = 10", name="statement_day_is_day"),
        sa.CheckConstraint("length(trim(made_by)) > 0", name="made_by_filled"),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
        ),
        sa.ForeignKeyConstraint(
            ["system_id"],
            ["system.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("seq"),
    )
    op.create_index("ix_statement_cell", "statement", ["cell"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=True),
        sa.Column("pick_id", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.CheckConstraint("kind <> 'file' OR length(sha256) = 64", name="file_has_hash"),
        sa.CheckConstraint("kind = 'file' OR length(trim(place)) > 0", name="place_filled"),
        sa.CheckConstraint("kind IN ('document', 'link', 'file')", name="kind_known"),
        sa.CheckConstraint("(statement_id IS NULL) <> (pick_id IS NULL)", name="for_statement_or_pick"),
        sa.CheckConstraint("length(trim(title)) > 0", name="title_filled"),
        sa.ForeignKeyConstraint(
            ["pick_id"],
            ["stage_pick.id"],
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_evidence_statement_id"), "evidence", ["statement_id"], unique=False)
