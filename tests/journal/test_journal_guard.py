"""record() is the only way in: every other door to a protected table is shut before the database hears of it."""

from __future__ import annotations

import sqlite3

import pytest
from people import NOW
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import IntegrityError

from judging import actions, journal
from judging.journal.guarding import protected_names, written
from judging.models import JournalEvent, Participant, Region, Sheet, WrongPin
from judging.roles import SYSTEM


def flushed(session):
    session.get_one(Participant, 1).name = "Lain"
    session.flush()


def added(session):
    session.add(Region(event_id=1, position=9, name="Lain"))
    session.flush()


DOORS = {
    "a changed row": flushed,
    "a new row": added,
    "a bulk update": lambda session: session.execute(update(Sheet).values(numerator=1)),
    "a bulk delete": lambda session: session.execute(delete(Sheet)),
    "a core insert": lambda session: session.execute(insert(Region.__table__).values(event_id=1, position=9, name="x")),
    "text": lambda session: session.execute(text("UPDATE sheet SET numerator = 1")),
    "text of the journal": lambda session: session.execute(text('delete from main."journal_event"')),
    "driver text": lambda session: session.connection().exec_driver_sql("REPLACE INTO region SELECT * FROM region"),
    "a forged event": lambda session: (
        session.add(JournalEvent(event_id=1, seq=9999, body="{}", hash="", mac="")),
        session.flush(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
def test_a_write_outside_record_is_refused_and_leaves_nothing(open_stage, door):
    database = open_stage("judging")
    with pytest.raises(journal.UnrecordedChange), database.writing() as session:
        DOORS[door](session)
    assert database.verify().ok


def test_a_bare_connection_of_the_engine_is_refused(open_stage):
    database = open_stage("judging")
    with pytest.raises(journal.UnrecordedChange), database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE participant SET name = 'Lain'")


def test_recording_opens_the_door_only_for_itself(open_stage):
    database = open_stage("judging")
    with pytest.raises(journal.UnrecordedChange), database.writing() as session:  # noqa: PT012 - both in one block
        actions.approve_name(session, SYSTEM, 1, "Nama yang disetujui", now=NOW)
        session.execute(update(Participant).values(name="Lain"))
    with database.reading() as session:
        assert session.get_one(Participant, 1).name != "Nama yang disetujui"
    assert database.verify().ok


def test_tables_outside_the_journal_stay_writable(open_stage):
    with open_stage("judging").writing() as session:
        session.add(WrongPin(subject="card:1", count=1))
        session.flush()


@pytest.mark.parametrize("verb", ["UPDATE journal_event SET body = ''", "DELETE FROM journal_event"])
def test_the_database_itself_refuses_to_change_the_journal(open_stage, verb):
    """Triggers hold against other programs too."""
    database = open_stage("judging")
    with sqlite3.connect(str(database.engine.url.database)) as connection, pytest.raises(sqlite3.IntegrityError) as no:
        connection.execute(verb)
    connection.close()
    assert str(no.value) == "the journal is only appended to"


@pytest.mark.parametrize(
    ("statement", "tables"),
    [
        ("SELECT * FROM sheet WHERE reason = 'UPDATE'", set()),
        ("SELECT 1 FROM sheet FOR UPDATE", set()),
        ('WITH x AS (SELECT 1) UPDATE OR IGNORE "Sheet" SET version = 1', {"sheet"}),
        ("insert into entry select * from entry", {"entry"}),
        ("REPLACE INTO [judge] VALUES (1)", {"judge"}),
        ("DELETE  FROM\n sign_in_session", set()),
    ],
)
def test_the_guard_reads_which_tables_a_statement_writes(statement, tables):
    assert written(statement) == tables


def test_every_table_that_holds_a_fact_of_the_judging_is_protected(open_stage):
    """Of a filed paper and of evidence the journal protects the hash; of the hall's screen it keeps each press."""
    database = open_stage("empty")
    with sqlite3.connect(str(database.engine.url.database)) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    assert names - protected_names() == {
        "alembic_version",
        "database_fact",
        "document_content",
        "evidence_content",
        "screen",
        "sign_in_session",
        "sqlite_sequence",  # SQLite's own: the highest number ever given
        "wrong_pin",
    }


def test_a_refused_body_undoes_only_itself(open_stage):
    database = open_stage("judging")
    with pytest.raises(IntegrityError), database.writing() as session:  # noqa: PT012 - one undoes the other
        session.add(WrongPin(subject="card:1", count=1))
        session.flush()
        session.execute(text("INSERT INTO wrong_pin VALUES ('card:1', 1, NULL)"))
    with database.reading() as session:
        assert session.get(WrongPin, "card:1") is None
