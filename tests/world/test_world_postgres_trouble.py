"""PostgreSQL in trouble: who waits, who is undone, what stops the start, what is said about backups."""

from __future__ import annotations

import logging
import shutil
from contextlib import suppress
from dataclasses import replace

import pytest
from postgres import settings
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from together import put, together

from app import create_app
from judging import backup
from judging.database import Database, UnsafeDatabase, epoch, postgresql
from judging.models import WrongPin


def test_text_stands_in_the_order_of_its_bytes(empty_here, server):
    """Whatever language the server sorts in: codes keep the order they have with SQLite."""
    database = empty_here
    with database.writing() as session:
        session.add_all(WrongPin(subject=code, count=1) for code in ("b", "A-1", "a", "B", "A1"))
        session.flush()
    with database.reading() as session:
        found = list(session.scalars(select(WrongPin.subject).order_by(WrongPin.subject)))
    assert found == ["A-1", "A1", "B", "a", "b"]


def test_a_reader_sees_one_moment_and_cannot_write(empty_here):
    database = empty_here
    count = text("SELECT count(*) FROM wrong_pin")
    with database.reading() as session:
        before = session.scalar(count)
        with database.writing() as writer:
            writer.add(WrongPin(subject="later", count=1))
            writer.flush()
        assert (before, session.scalar(count)) == (0, 0)
    with database.reading() as session:
        assert session.scalar(count) == 1
        with pytest.raises(DBAPIError):
            session.execute(text("DELETE FROM wrong_pin"))


def test_trouble_in_one_body_undoes_only_itself(empty_here):
    """NUL is a letter that PostgreSQL refuses; the bodies before and after it in the same COMMIT are kept."""
    database = empty_here
    outcome = together(database, [refused if number % 3 == 1 else put for number in range(9)])
    assert [isinstance(problem, DBAPIError) for problem in outcome] == [number % 3 == 1 for number in range(9)]
    with database.reading() as session:
        found = set(session.scalars(select(WrongPin.subject)))
    assert found == {"first", *(f"s{number + 1}" for number in range(9) if number % 3 != 1)}


def refused(session, number: int) -> None:
    put(session, number)
    session.execute(text("INSERT INTO wrong_pin VALUES (:subject, 1, NULL)"), {"subject": "a\0b"})


def test_what_a_refused_row_holds_is_not_in_the_log(empty_here, caplog):
    """Neither among the values sent nor as the server repeats the row that it did not take."""
    sent = {"subject": "Kata juri", "count": None}
    with pytest.raises(IntegrityError) as refused, empty_here.writing() as session:
        session.execute(text("INSERT INTO wrong_pin VALUES (:subject, :count, NULL)"), sent)
    logging.getLogger("juara").error("unexpected", exc_info=refused.value)
    assert 'null value in column "count"' in caplog.text
    assert "INSERT INTO wrong_pin" in caplog.text
    assert "Kata juri" not in caplog.text


def test_a_swallowed_trouble_is_noticed(empty_here):
    """COMMIT of a transaction with an error in it keeps nothing and raises nothing: it must never pass for saved."""
    database = empty_here
    with pytest.raises(DBAPIError), database.writing() as session:  # noqa: PT012 - all of it is one body
        put(session, 1)
        with suppress(DBAPIError):
            session.execute(text("SELECT 1 / 0"))
    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM wrong_pin")) == 0


def test_a_lost_server_fails_the_save_in_hand_and_not_the_next(empty_here, server):
    database = empty_here
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> %s"
    with server.connect(database.engine.url.database) as raw:
        with pytest.raises(OperationalError), database.writing() as session:  # noqa: PT012 - lost half-way
            put(session, 1)
            raw.execute(end, [raw.info.backend_pid])
            put(session, 2)
        with database.writing() as session:
            put(session, 3)
        raw.execute(end, [raw.info.backend_pid])
    with database.reading() as session:
        assert list(session.scalars(select(WrongPin.subject))) == ["s3"]


def test_another_program_is_waited_for_and_then_the_answer_is_busy(empty_here, server, monkeypatch):
    database = empty_here
    monkeypatch.setitem(postgresql.OURS, "lock_timeout", "200ms")
    database.engine.dispose()
    with server.connect(database.engine.url.database) as raw:
        raw.execute("SELECT pg_advisory_lock(%s)", [postgresql.WRITERS])
        with pytest.raises(OperationalError, match="lock timeout"), database.writing() as session:
            put(session, 1)
        with database.reading() as session:
            assert session.scalar(text("SELECT count(*) FROM wrong_pin")) == 0  # whoever reads need not wait
    with database.writing() as session:
        put(session, 2)


def test_a_server_that_may_lose_what_it_saved_stops_the_start(empty_here, monkeypatch):
    database = empty_here
    monkeypatch.setitem(postgresql.NEEDED, "fsync", "on")
    with pytest.raises(UnsafeDatabase, match="fsync=off; Juara memerlukan fsync=on"):
        Database(database.settings)


def test_a_lazy_server_is_told_to_bring_each_commit_to_the_disk(empty_here):
    lazy = f"{empty_here.settings.database_url}&options=-csynchronous_commit%3Doff"
    database = Database(replace(empty_here.settings, database_url=lazy))
    with database.reading() as session:
        assert session.scalar(text("SHOW synchronous_commit")) == "on"
    database.engine.dispose()


def test_the_key_of_a_used_database_is_never_made_anew(empty_here, tmp_path):
    with pytest.raises(UnsafeDatabase, match="Kunci catatan"):
        Database(replace(empty_here.settings, key_path=tmp_path / "journal.key"))


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mysql://x@y/z", "SQLite atau PostgreSQL"),
        ("nothing", "tidak terbaca"),
        ("postgres://juara:rahasia@127.0.0.1:1/x", r"tidak dapat dihubungi di postgresql\+psycopg://juara:\*\*\*@"),
    ],
)
def test_an_address_that_does_not_serve_is_told_in_plain_words(tmp_path, url, told):
    with pytest.raises(UnsafeDatabase, match=told):
        Database(settings(tmp_path, url))


def test_backup_names_pg_dump_and_a_put_back_database_says_so_in_its_journal(open_here, server):
    """Another state of the same event, put there by the server's own programs: noticed, then recorded."""
    database = open_here("sealed")
    backup.look(database)
    older = open_here("opened")
    put_back = replace(database.settings, database_url=older.settings.database_url)
    shutil.copy(older.settings.key_path, database.settings.key_path)
    app = create_app(put_back)
    serving = app.extensions["juara"]
    backup.look(serving)
    assert set(serving.notices) == {"backup", "older"}
    run = app.test_cli_runner().invoke
    told = run(args=["backup"])
    assert (told.exit_code, "pg_dump" in told.output) == (2, True)
    with older.reading() as session:
        before = epoch(session)
    told = run(args=["restore", "--replaced"])
    assert (told.exit_code, "PERHATIAN" in told.output) == (0, True)
    with older.reading() as session:
        assert epoch(session) != before
    backup.look(serving)
    assert (set(serving.notices), older.verify().ok) == ({"backup"}, True)
    serving.engine.dispose()
