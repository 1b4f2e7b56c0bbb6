"""The tables are what the models say: nothing is left for a migration to do."""

from __future__ import annotations

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import text

from judging import journal
from judging.models import Base


def test_migrations_and_models_agree(open_stage):
    with open_stage("empty").engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"target_metadata": Base.metadata})
        assert compare_metadata(context, Base.metadata) == []


def test_a_database_of_before_gets_sheets_that_keep_their_numbers_and_loses_nothing(open_stage, root):
    """The table is made anew while entries, papers and releases point to its rows."""
    database, config = open_stage("announced"), Config()
    config.set_main_option("script_location", str(root / "migrations"))
    before = database.verify()
    for move, version in ((command.downgrade, "0007"), (command.upgrade, "head")):
        with database.engine.connect() as connection, journal.lawful(connection):
            config.attributes["connection"] = connection
            move(config, version)
    with database.reading() as session:
        faults = session.execute(text("PRAGMA foreign_key_check")).all()
        highest = session.execute(text("SELECT seq, (SELECT max(id) FROM sheet) FROM sqlite_sequence")).all()
    after = database.verify()
    assert (faults, [one for one in highest if one[0] != one[1]], len(highest)) == ([], [], 1)
    assert (after.ok, after.rows) == (True, before.rows)
