"""Projects that a planner keeps out of a public report."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.add_column(sa.Column("internal", sa.Boolean(), server_default="0", nullable=False))
