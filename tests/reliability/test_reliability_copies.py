"""Which copies stay, in which order they are offered, and what is missed when another comes back."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from people import NOW

from judging import actions, backup, journal
from judging.backup import copies, heads
from judging.database import Database
from judging.roles import SYSTEM


def file_of(database: Database) -> Path:
    return Path(str(database.engine.url.database))


def test_of_timed_copies_only_the_newest_stay_and_of_state_copies_all(open_stage):
    database = open_stage("judging")
    for number in range(30):
        with database.writing() as session:
            actions.approve_name(session, SYSTEM, 1, f"Nama {number}", now=NOW)
        backup.make(database, "state" if number in (0, 1) else "timed")
    names = sorted(path.name for path in backup.folder(database).iterdir())
    kinds = [name.split(".")[3] for name in names]
    assert (kinds.count("state"), kinds.count("timed")) == (2, copies.TIMED_KEPT)
    assert names[-1].endswith(".timed.db")


@pytest.fixture
def gone_back(open_stage, tmp_path):
    """Two copies more than are kept, then the first put back: every one on disk has a higher number than the next."""
    database = open_stage("judging")
    first, _ = backup.make(database)
    for number in range(copies.TIMED_KEPT + 2):
        rename(database, f"Nama {number}")
        backup.make(database, "timed")
    database.engine.dispose()
    backup.restore(database.settings, first, now=NOW)
    second = tmp_path / "usb"
    shutil.copytree(backup.folder(database), second)
    return Database(replace(database.settings, backup_2=second))


def rename(database: Database, name: str) -> None:
    with database.writing() as session:
        actions.approve_name(session, SYSTEM, 1, name, now=NOW)


def test_after_a_restore_new_timed_copies_stay_and_are_offered_first(gone_back):
    made = []
    for number in range(3):
        rename(gone_back, f"Nama baru {number}")
        copy, _ = backup.make(gone_back, "timed")
        assert backup.to_second_place(gone_back, copy) == ""
        made.append(copy)
    for place in (backup.folder(gone_back), gone_back.settings.backup_2):
        assert all((place / copy.name).exists() for copy in made)
        assert len(list(place.glob("*.timed.db"))) == copies.TIMED_KEPT
        assert [copy.name for copy in backup.newest([place])[:3]] == [copy.name for copy in reversed(made)]


def test_the_copy_just_made_stays_whatever_the_clock_says_of_the_others(gone_back):
    """A stick that keeps whole seconds, a laptop whose clock went back."""
    later = 4_000_000_000
    for copy in backup.folder(gone_back).iterdir():
        os.utime(copy, (later, later))
    rename(gone_back, "Nama baru")
    copy, _ = backup.make(gone_back, "timed")
    assert copy.exists()


def test_copies_of_one_moment_are_offered_by_their_number(gone_back):
    for copy in backup.folder(gone_back).iterdir():
        os.utime(copy, (1, 1))
    offered = backup.newest([backup.folder(gone_back)])
    assert offered == sorted(offered, reverse=True)


def test_what_was_done_on_an_older_copy_is_missed_when_the_newer_one_comes_back(open_stage, tmp_path):
    """Two heads of one event, each the end of work that the other lacks; both are remembered, however often."""
    database = open_stage("judging")
    copy, _ = backup.make(database)
    end = work_on(database, "Nama pertama")
    newer = shutil.copy(file_of(database), tmp_path / "newer.db")
    shutil.copy(copy, file_of(database))
    assert missed(database) == [end]
    on_the_older = work_on(database, "Nama dari salinan lama")
    shutil.copy(newer, file_of(database))
    assert missed(database) == [on_the_older]
    on_the_newer = work_on(database, "Nama sesudahnya")
    shutil.copy(copy, file_of(database))
    for _start in range(2):
        assert missed(database) == [on_the_older, on_the_newer]


def head_of(file: Path) -> int:
    with sqlite3.connect(file) as raw:
        (seq,) = raw.execute("SELECT max(seq) FROM journal_event").fetchone()
    raw.close()
    return int(seq)


def work_on(database: Database, name: str) -> int:
    """A start, one more event, an end; gives the number of the event."""
    again = Database(database.settings)
    backup.look(again)
    keeper = backup.Keeper(again)
    keeper.start()
    rename(again, name)
    keeper.stop()
    again.engine.dispose()
    return head_of(file_of(database))


def missed(database: Database) -> list[int]:
    """The ends that a start misses, as the organisers are told."""
    again = Database(database.settings)
    backup.look(again)
    again.engine.dispose()
    return [int(number) for number in re.findall(r"sampai peristiwa (\d+)", again.notices.get("older", ""))]


def test_what_an_earlier_version_wrote_down_is_still_read(tmp_path):
    place = tmp_path / "last_head.json"
    place.write_text('{"heads": {"a": [7, "x"]}, "missing": {"a": [9, "y"]}}', encoding="utf-8")
    seen = heads.Seen({"a": journal.Head(7, "x")}, (("a", journal.Head(9, "y")),))
    assert heads.read(place) == seen
    heads.write(place, seen)
    assert heads.read(place) == seen
