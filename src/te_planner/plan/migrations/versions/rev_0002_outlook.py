"""Overlays and editions, drivers and triggers, waypoints, measures, obligations, freezes, answers.

A statement also keeps the meaning number of its cell that it was made against.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _exactly_one(name: str, *columns: str) -> sa.CheckConstraint:
    ones = " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in columns)
    return sa.CheckConstraint(f"{ones} = 1", name=name)


def upgrade() -> None:
    op.create_table(
        "benefit_weight",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("benefit", sa.String(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.CheckConstraint("weight BETWEEN 1 AND 1000", name="weight_known"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("benefit"),
    )
    op.create_table(
        "edition",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("data_version", sa.String(), nullable=False),
        sa.Column("adopted_day", sa.String(), nullable=False),
        sa.Column("texts", sa.String(), nullable=False),
        sa.CheckConstraint("length(adopted_day) = 10", name="adopted_day_is_day"),
        sa.CheckConstraint("length(trim(label)) > 0", name="label_filled"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("seq"),
    )
    op.create_table(
        "freeze",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("as_of", sa.String(), nullable=False),
        sa.Column("head_seq", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(), nullable=False),
        sa.Column("roadmap", sa.String(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("figures", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("length(as_of) = 10", name="as_of_is_day"),
        sa.CheckConstraint("length(day) = 10", name="day_is_day"),
        sa.CheckConstraint("length(figures) = 64", name="figures_kept"),
        sa.CheckConstraint("length(trim(approved_by)) > 0", name="approved_by_filled"),
        sa.CheckConstraint("length(trim(name)) > 0", name="name_filled"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "kept",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.CheckConstraint("length(id) = 64", name="id_is_sha256"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "meaning_change",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("cell", sa.String(), nullable=False),
        sa.Column("meaning", sa.Integer(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.CheckConstraint("length(since) = 10", name="since_is_day"),
        sa.CheckConstraint("meaning >= 1", name="meaning_positive"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("cell", "meaning"),
    )
    op.create_table(
        "obligation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("docket", sa.String(), nullable=False),
        sa.Column("paragraph", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("due_day", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("met_day", sa.String(), nullable=True),
        sa.Column("met_by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("(met_day IS NULL) = (met_by = '')", name="met_by_a_filing"),
        sa.CheckConstraint("length(due_day) = 10", name="due_day_is_day"),
        sa.CheckConstraint("length(trim(docket)) > 0", name="docket_filled"),
        sa.CheckConstraint("length(trim(title)) > 0", name="title_filled"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("docket", "paragraph"),
    )
    op.create_table(
        "overlay",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.CheckConstraint("length(fingerprint) = 64", name="fingerprint_whole"),
        sa.CheckConstraint("length(trim(name)) > 0", name="name_filled"),
        sa.CheckConstraint("length(trim(version)) > 0", name="version_filled"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
        sa.UniqueConstraint("position"),
    )
    op.create_table(
        "question_answer",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("question", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(day) = 10", name="day_is_day"),
        sa.CheckConstraint("length(trim(answer)) > 0", name="answer_filled"),
        sa.CheckConstraint("length(trim(made_by)) > 0", name="made_by_filled"),
        sa.CheckConstraint("question BETWEEN 1 AND 10", name="question_known"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("seq"),
    )
    op.create_table(
        "waypoint",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("length(day) = 10", name="day_is_day"),
        sa.CheckConstraint("length(trim(name)) > 0", name="name_filled"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "driver",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("system_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("length(trim(name)) > 0", name="name_filled"),
        sa.ForeignKeyConstraint(
            ["system_id"],
            ["system.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("system_id", "name"),
    )
    op.create_table(
        "expected_day",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("cell", sa.String(), nullable=False),
        sa.Column("system_id", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("given_day", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("length(day) = 10", name="day_is_day"),
        sa.CheckConstraint("length(given_day) = 10", name="given_day_is_day"),
        sa.CheckConstraint("length(trim(made_by)) > 0", name="made_by_filled"),
        sa.ForeignKeyConstraint(
            ["system_id"],
            ["system.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("cell", "system_id"),
    )
    op.create_table(
        "gap_estimate",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("cell", sa.String(), nullable=False),
        sa.Column("system_id", sa.String(), nullable=False),
        sa.Column("cost_minor", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("lead_months", sa.Integer(), nullable=True),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("cost_minor IS NULL OR cost_minor >= 0", name="cost_not_negative"),
        sa.CheckConstraint("lead_months IS NULL OR lead_months BETWEEN 0 AND 1200", name="lead_in_months"),
        sa.CheckConstraint("length(currency) = 3", name="currency_code"),
        sa.ForeignKeyConstraint(
            ["system_id"],
            ["system.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("cell", "system_id"),
    )
    op.create_table(
        "measure",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("benefit", sa.String(), nullable=False),
        sa.Column("system_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("better", sa.String(), nullable=False),
        sa.Column("baseline", sa.Float(), nullable=True),
        sa.Column("baseline_day", sa.String(), nullable=True),
        sa.Column("target", sa.Float(), nullable=True),
        sa.Column("target_day", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("better IN ('up', 'down')", name="better_known"),
        sa.CheckConstraint("(baseline IS NULL) = (baseline_day IS NULL)", name="baseline_has_its_day"),
        sa.CheckConstraint("length(trim(name)) > 0", name="name_filled"),
        sa.CheckConstraint("target_day IS NULL OR target IS NOT NULL", name="target_day_of_a_target"),
        sa.ForeignKeyConstraint(
            ["system_id"],
            ["system.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("benefit", "system_id", "name"),
    )
    op.create_table(
        "waypoint_cell",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("waypoint_id", sa.String(), nullable=False),
        sa.Column("cell", sa.String(), nullable=False),
        sa.Column("system_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["system_id"],
            ["system.id"],
        ),
        sa.ForeignKeyConstraint(
            ["waypoint_id"],
            ["waypoint.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("waypoint_id", "cell", "system_id"),
    )
    op.create_table(
        "obligation_tie",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("obligation_id", sa.String(), nullable=False),
        sa.Column("project_id", sa.String(), nullable=True),
        sa.Column("milestone_id", sa.String(), nullable=True),
        sa.Column("cell", sa.String(), nullable=True),
        sa.Column("system_id", sa.String(), nullable=True),
        sa.CheckConstraint("(cell IS NULL) = (system_id IS NULL)", name="cell_in_a_system"),
        _exactly_one("ties_to_one_thing", "project_id", "milestone_id", "cell"),
        sa.ForeignKeyConstraint(
            ["milestone_id"],
            ["milestone.id"],
        ),
        sa.ForeignKeyConstraint(
            ["obligation_id"],
            ["obligation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
        ),
        sa.ForeignKeyConstraint(
            ["system_id"],
            ["system.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("obligation_id", "project_id", "milestone_id", "cell", "system_id"),
    )
    with op.batch_alter_table("obligation_tie", schema=None) as batch_op:
        batch_op.create_index("ix_obligation_tie_milestone", ["milestone_id"], unique=False)

    op.create_table(
        "reading",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("driver_id", sa.String(), nullable=True),
        sa.Column("measure_id", sa.String(), nullable=True),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("(driver_id IS NULL) <> (measure_id IS NULL)", name="of_driver_or_measure"),
        sa.CheckConstraint("length(day) = 10", name="day_is_day"),
        sa.ForeignKeyConstraint(
            ["driver_id"],
            ["driver.id"],
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"],
            ["measure.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("driver_id", "day"),
        sa.UniqueConstraint("measure_id", "day"),
    )
    op.create_table(
        "trigger_level",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("driver_id", sa.String(), nullable=False),
        sa.Column("level", sa.Float(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("project_id", sa.String(), nullable=True),
        sa.Column("waypoint_id", sa.String(), nullable=True),
        sa.Column("cell", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("direction IN ('above', 'below')", name="direction_known"),
        _exactly_one("calls_for_one_thing", "project_id", "waypoint_id", "cell"),
        sa.ForeignKeyConstraint(
            ["driver_id"],
            ["driver.id"],
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
        ),
        sa.ForeignKeyConstraint(
            ["waypoint_id"],
            ["waypoint.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.add_column(sa.Column("meaning", sa.Integer(), server_default="1", nullable=False))
        batch_op.add_column(sa.Column("confirmed_meaning", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("confirmed_day", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("confirmed_by", sa.String(), server_default="", nullable=False))
