"""Alembic's entry: the connection comes from judging.database.Database.migrate()."""

from alembic import context

from judging.models import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=Base.metadata, render_as_batch=True, transaction_per_migration=False
)
with context.begin_transaction():
    context.run_migrations()
