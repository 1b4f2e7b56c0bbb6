"""Personal values can be erased when their time is over; the journal still proves everything else."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from people import EVENT, NOW, judge
from sqlalchemy import select

from judging import actions, codes, journal
from judging.actions import SheetEntry
from judging.models import Conflict, Entry, Event, EventSetting, Member, Sheet
from judging.roles import SYSTEM

UNTIL = "2026-12-31"
LATER = NOW.replace(year=2027, month=1, day=1)


def keep_until(database, day: str) -> None:
    with database.writing() as session:
        session.add(EventSetting(event_id=EVENT, key="erase_after", value=day))
        journal.record(session, SYSTEM, "test.setting", session.get_one(Event, EVENT), now=NOW)


@pytest.mark.parametrize("sample", ["kube-dki", "psm-lks"])
def test_erasing_empties_every_personal_value_and_verify_stays_green(open_stage, sample):
    database = open_stage("announced", sample)
    keep_until(database, UNTIL)
    with database.reading() as session:
        names = list(session.scalars(select(Member.name)))
        rows = sum(len(list(session.scalars(select(table)))) for table in (Member, Sheet, Entry, Conflict))
    with database.writing() as session:
        assert actions.erase_personal(session, SYSTEM, EVENT, now=LATER) == rows
    with database.reading() as session:
        assert set(session.execute(select(Member.name, Member.salt))) == {(None, None)}
        assert set(session.execute(select(Sheet.notes, Sheet.state_reason, Sheet.salt))) == {(None, "", None)}
        assert set(session.execute(select(Entry.notes, Entry.reason, Entry.salt))) == {(None, None, None)}
        assert set(session.execute(select(Conflict.reason, Conflict.salt))) <= {("", None)}
    assert database.verify().ok
    database.engine.dispose()
    file = Path(str(database.engine.url.database)).read_bytes()
    assert [name for name in names if name.encode() in file] == []  # not in free pages, not in the journal either


def test_erasing_a_second_time_finds_nothing(open_stage):
    database = open_stage("announced")
    keep_until(database, UNTIL)
    for expected in (True, False):
        with database.writing() as session:
            assert bool(actions.erase_personal(session, SYSTEM, EVENT, now=LATER)) == expected


@pytest.mark.parametrize(
    ("stage", "until", "now", "words"),
    [
        ("sealed", UNTIL, LATER, "setelah hasil semua kategori diumumkan"),
        ("announced", "", LATER, "belum diisi"),
        ("announced", UNTIL, LATER - timedelta(days=1), "Data pribadi disimpan sampai 2026-12-31"),
    ],
)
def test_erasing_too_early_is_refused(open_stage, stage, until, now, words):
    database = open_stage(stage)
    if until:
        keep_until(database, until)
    with pytest.raises(actions.Refused) as refused, database.writing() as session:
        actions.erase_personal(session, SYSTEM, EVENT, now=now)
    assert words in refused.value.message


def test_a_judges_words_are_not_in_the_journal(open_stage):
    """Notes and reasons enter as salted hashes, or erasing their rows would leave them in the chain."""
    database = open_stage("judging")
    with database.reading() as session:
        row = session.scalars(select(Sheet).where(Sheet.judge_id == 1, Sheet.state == "submitted")).first()
        sheet, version, scores = row.id, row.version, row.scores
    with database.writing() as session:
        entry = SheetEntry(codes.new_secret(), version, "take_back", {}, {}, {}, reason="Keliru membaca buku kas")
        assert actions.save_entry(session, judge(session, "J1"), sheet, entry, now=NOW).word == "saved"
    with database.writing() as session:
        entry = SheetEntry(codes.new_secret(), version + 1, "draft", scores, {}, {"K1": "Ketua pernah murid saya"})
        assert actions.save_entry(session, judge(session, "J1"), sheet, entry, now=NOW).word == "saved"
        actions.declare_conflict(session, judge(session, "J1"), sheet, "Ketua adalah sepupu saya", now=NOW)
    with sqlite3.connect(str(database.engine.url.database)) as connection:
        journaled = "".join(body for (body,) in connection.execute("SELECT body FROM journal_event"))
    connection.close()
    said = ("Keliru membaca buku kas", "Ketua pernah murid saya", "Ketua adalah sepupu saya")
    assert [words for words in said if words in journaled] == []
    assert database.verify().ok
