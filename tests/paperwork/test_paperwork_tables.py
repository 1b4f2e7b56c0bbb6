"""The tables are what the models say: nothing is left for a migration to do."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from judging.models import Base


def test_migrations_and_models_agree(open_stage):
    with open_stage("empty").engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"target_metadata": Base.metadata})
        assert compare_metadata(context, Base.metadata) == []
