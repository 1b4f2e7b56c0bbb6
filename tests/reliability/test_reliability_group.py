"""Many write at once: one COMMIT for those who wait together, and each is answered only after it."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError
from together import put, together

from judging.database import PRAGMAS, Database, UnsafeDatabase, engine

WRITERS = 40


def subjects(database: Database) -> set[str]:
    with closing(sqlite3.connect(str(database.engine.url.database))) as raw:
        return {subject for (subject,) in raw.execute("SELECT subject FROM wrong_pin")}


def refuse(session, number: int) -> None:
    put(session, number)
    raise LookupError(number)


@pytest.fixture
def database(open_stage):
    return open_stage("empty")


@pytest.fixture
def commits(database):
    counted = []
    event.listen(database.engine, "commit", lambda _connection: counted.append(1))
    return counted


def test_those_who_wait_together_share_a_commit(database, commits, tell):
    assert together(database, [put] * WRITERS) == [None] * WRITERS
    assert subjects(database) == {"first", *(f"s{number}" for number in range(1, WRITERS + 1))}
    assert len(commits) <= 3
    tell(f"group commit: {WRITERS + 1} writers at once, {len(commits)} commits")


def test_a_refusal_in_a_group_undoes_only_its_own(database):
    outcome = together(database, [refuse if number % 3 == 0 else put for number in range(WRITERS)])
    assert [isinstance(problem, LookupError) for problem in outcome] == [n % 3 == 0 for n in range(WRITERS)]
    assert subjects(database) == {"first", *(f"s{n + 1}" for n in range(WRITERS) if n % 3)}


def test_nobody_sees_a_write_before_its_commit(database):
    """The second body runs in the first one's transaction; a reader sees neither until both are on the disk."""
    seen = []

    def look(session, number):
        put(session, number)
        with database.reading() as reader:
            seen.append(reader.scalar(text("SELECT count(*) FROM wrong_pin")))

    assert together(database, [look] * 5) == [None] * 5
    assert seen[0] == 0
    assert len(subjects(database)) == 6


def test_a_failed_commit_fails_everyone_who_waited_for_it(database):
    def fail(_connection):
        raise OSError(5, "Input/output error")

    event.listen(database.engine, "commit", fail)
    outcome = together(database, [put] * 10)
    assert {type(problem) for problem in outcome} == {OperationalError}
    assert subjects(database) == set()
    event.remove(database.engine, "commit", fail)
    with database.writing() as session:
        put(session, 1)
    assert subjects(database) == {"s1"}


def test_trouble_of_the_database_in_one_body_fails_the_group_and_loses_no_other_silently(database):
    """SQLite may roll back the whole transaction, the neighbours' writes too: none of them may hear "saved"."""

    def full(session, number):
        put(session, number)
        session.connection().connection.driver_connection.rollback()
        raise OperationalError("INSERT", None, sqlite3.OperationalError("database or disk is full"))

    outcome = together(database, [full if number == 4 else put for number in range(10)])
    told = {f"s{number}" for number, problem in enumerate(outcome, start=1) if problem is None}
    assert {type(problem) for problem in outcome if problem} == {OperationalError}
    assert subjects(database) - {"first"} == told


def test_a_swallowed_trouble_is_noticed_too(database):
    def swallow(session, number):
        put(session, number)
        session.connection().connection.driver_connection.rollback()

    with pytest.raises(OperationalError), database.writing() as session:
        swallow(session, 1)
    assert subjects(database) == set()


def test_a_group_ends_at_its_size(open_stage):
    database = Database(open_stage("empty").settings, most_in_a_commit=8)
    counted = []
    event.listen(database.engine, "commit", lambda _connection: counted.append(1))
    together(database, [put] * WRITERS)
    assert len(counted) >= (WRITERS + 1) // 8


def test_every_safe_setting_is_read_back_on_every_connection(database):
    with database.engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in PRAGMAS}
    assert found == {"journal_mode": "delete", "synchronous": 3, "foreign_keys": 1, "busy_timeout": 10_000,
                     "trusted_schema": 0, "secure_delete": 1}  # fmt: skip


def test_a_setting_that_is_not_taken_stops_the_start(database, monkeypatch):
    monkeypatch.setitem(engine.PRAGMAS, "journal_mode", "unheard")
    database.engine.dispose()
    with pytest.raises(UnsafeDatabase), database.reading() as session:
        session.scalar(text("SELECT 1"))
