"""Alembic's entry: migrates over the connection that it is handed, inside one transaction of its own."""

from alembic import context
from sqlmodel import SQLModel

from te_planner.plan import tables  # noqa: F401  # declares the tables

connection = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=SQLModel.metadata, transactional_ddl=True, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
