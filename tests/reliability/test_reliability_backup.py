"""The restore drill: score, copy, score more, lose the machine, put the copy back, let the tablets send again."""

from __future__ import annotations

import os
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from people import EVENT, NOW
from sqlalchemy import func, select

from judging import actions, backup, codes, queries
from judging.actions import SheetEntry
from judging.backup import heads
from judging.database import Database, UnsafeDatabase, epoch
from judging.models import Entry
from judging.roles import SYSTEM
from judging.spreadsheet.samples import sample_scores

SCORES = sample_scores("kube-dki")


def work_left(database: Database) -> list[tuple[queries.OpenSheet, SheetEntry]]:
    """What the tablets still have to send, with ids of their own."""
    with database.reading() as session:
        work = queries.open_sheets(session, EVENT)
    found = []
    for sheet in work:
        given = SCORES.get((sheet.participant, sheet.round, sheet.judge))
        if given:
            ticks = {code: (0,) for code in given if given[code] in sheet.note_units}
            found.append((sheet, SheetEntry(codes.new_secret(), 0, "submit", given, ticks, {})))
    return found


def send(database: Database, sent: list[tuple[queries.OpenSheet, SheetEntry]]) -> list[str]:
    words = []
    for sheet, entry in sent:
        with database.writing() as session:
            words.append(actions.save_entry(session, sheet.actor, sheet.id, entry, now=NOW).word)
    return words


def entries(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Entry)) or 0


def epoch_of(database: Database) -> str:
    with database.reading() as session:
        return epoch(session)


def file_of(database: Database) -> Path:
    return Path(str(database.engine.url.database))


@pytest.fixture
def scored(open_stage):
    """The first two sheets sent, a copy made, then the rest sent; and the machine's last heads written."""
    database = open_stage("judging")
    tablets = work_left(database)
    send(database, tablets[:2])
    copy, report = backup.make(database)
    assert report.ok
    send(database, tablets[2:])
    with database.reading() as session:
        heads.write(heads.place(database.settings.key_path), heads.Seen(heads.current(session)))
    database.engine.dispose()
    return database, copy, tablets


def test_the_drill_brings_everything_back_on_another_machine(scored, tmp_path, tell):
    """Only the copy and the key travel; what the copy lacks comes from the tablets, once."""
    lost, copy, tablets = scored
    before, wanted = epoch_of(lost), entries(lost)
    other = tmp_path / "second-laptop"
    other.mkdir()
    shutil.copy(lost.settings.key_path, other / "journal.key")
    settings = type(lost.settings).from_environment({"JUARA_DATA": str(other)})
    done = backup.restore(settings, copy, now=NOW)
    assert done.kept_aside is None
    database = Database(settings)
    assert epoch_of(database) != before
    assert entries(database) == wanted - len(tablets) + 2
    assert send(database, tablets) == ["already_saved"] * 2 + ["saved"] * (len(tablets) - 2)
    assert entries(database) == wanted
    assert database.verify().ok
    tell(f"restore: {len(tablets)} entries offered again, 2 known, {len(tablets) - 2} brought back, verify green")


def test_restoring_is_recorded_and_keeps_the_replaced_file(scored):
    database, copy, tablets = scored
    old = entries(database)
    done = backup.restore(database.settings, copy, now=NOW)
    assert done.kept_aside is not None
    with sqlite3.connect(done.kept_aside) as aside:
        assert aside.execute("SELECT count(*) FROM entry").fetchone() == (old,)
    aside.close()
    (code,) = done.heads
    lost = dict(done.missing)[code].seq - done.heads[code].seq
    assert lost == len(tablets) - 3  # what was sent since, less the new event
    with sqlite3.connect(file_of(database)) as live:
        (body,) = live.execute("SELECT body FROM journal_event ORDER BY seq DESC LIMIT 1").fetchone()
    live.close()
    assert '"verb":"database.restore"' in body
    assert copy.name in body
    again = Database(database.settings)
    backup.look(again)
    assert again.notices == {}


def test_a_hot_journal_of_the_old_database_goes_aside_with_it(scored):
    """Left beside the restored file, SQLite would roll it back into that file."""
    database, copy, _ = scored
    hot = Path(f"{file_of(database)}-journal")
    hot.write_bytes(b"left by a crash")
    done = backup.restore(database.settings, copy, now=NOW)
    assert not hot.exists()
    assert Path(f"{done.kept_aside}-journal").read_bytes() == b"left by a crash"


@pytest.mark.parametrize("damage", ["a byte", "half", "a score", "no database"])
def test_a_broken_copy_is_refused_and_nothing_changes(scored, damage):
    database, copy, _ = scored
    whole = copy.read_bytes()
    if damage == "a byte":
        copy.write_bytes(whole[:4096] + b"\xff" * 64 + whole[4160:])
    elif damage == "half":
        copy.write_bytes(whole[: len(whole) // 2])
    elif damage == "no database":
        copy.write_bytes(b"tidak ada apa-apa")
    else:
        with sqlite3.connect(copy) as raw:
            raw.execute("UPDATE sheet SET numerator = numerator + 1 WHERE id = 1")
        raw.close()
    before = file_of(database).read_bytes()
    with pytest.raises(backup.Unrestorable):
        backup.restore(database.settings, copy, now=NOW)
    assert file_of(database).read_bytes() == before
    assert sorted(path.name for path in file_of(database).parent.glob("juara.db*")) == ["juara.db"]


def test_a_copy_signed_by_another_key_is_refused_with_the_reason(scored, tmp_path):
    database, copy, _ = scored
    settings = replace(database.settings, key_path=tmp_path / "other.key")
    Database(replace(settings, database_url=f"sqlite:///{tmp_path / 'new.db'}"))  # makes the other key
    with pytest.raises(backup.Unrestorable) as refused:
        backup.restore(settings, copy, now=NOW)
    assert str(refused.value).startswith("Kunci catatan tidak cocok")


def test_restoring_waits_for_the_server_to_end(scored):
    database, copy, _ = scored
    with backup.alone(database.settings.data_dir), pytest.raises(backup.AlreadyServing):
        backup.restore(database.settings, copy, now=NOW)


def test_an_older_database_put_back_silently_is_noticed_at_every_start(scored):
    database, copy, _ = scored
    shutil.copy(copy, file_of(database))
    for _start in range(2):
        again = Database(database.settings)
        backup.look(again)
        assert set(again.notices) == {"older"}
        assert "lebih lama daripada yang terakhir dipakai: kube-dki-2026 pernah sampai" in again.notices["older"]
        keeper = backup.Keeper(again)
        keeper.start()
        keeper.stop()
        again.engine.dispose()


def test_an_unchanged_database_starts_without_a_notice(scored):
    again = Database(scored[0].settings)
    backup.look(again)
    assert again.notices == {}


def test_a_change_outside_the_journal_is_noticed_at_start(scored):
    database, *_ = scored
    with sqlite3.connect(file_of(database)) as raw:
        raw.execute("UPDATE participant SET name = 'Lain' WHERE id = 1")
    raw.close()
    again = Database(database.settings)
    backup.look(again)
    assert again.notices["verify"].startswith("1 data tidak cocok dengan catatan.")
    with again.writing() as session:  # saving is not stopped; sealing and announcing are (tests/journal)
        actions.approve_name(session, SYSTEM, 2, "Nama baru", now=NOW)
    copy, report = backup.make(again)
    assert (".altered." in copy.name, report.ok) == (True, False)
    assert copy not in backup.newest([backup.folder(again)])


def test_a_missing_key_stops_the_start_instead_of_making_another(scored):
    database, *_ = scored
    database.settings.key_path.unlink()
    with pytest.raises(UnsafeDatabase) as refused:
        Database(database.settings)
    assert "Kembalikan berkas kunci itu" in str(refused.value)


def test_every_change_of_state_is_copied_to_both_places(open_stage, tmp_path):
    second = tmp_path / "usb"
    second.mkdir()
    database = open_stage("judging")
    database.settings = replace(database.settings, backup_2=second)
    keeper = backup.Keeper(database)
    keeper.start()
    with database.writing() as session:
        actions.approve_name(session, SYSTEM, 1, "Nama lain", now=NOW)  # a movement, not a change of state
    with database.writing() as session:
        chair = next(a for a in queries.organisers(session, EVENT) if "ketua" in a.roles)
        assert actions.close_category(session, chair, 1, now=NOW) == ()
    keeper.stop()
    made = sorted(path.name for path in backup.folder(database).iterdir())
    assert made == sorted(path.name for path in second.iterdir())
    assert [name.split(".")[3] for name in made] == ["state"] * len(made)
    head = database.verify().heads["kube-dki-2026"]
    assert made[-1] == f"juara.seq{head.seq:06d}.{head.hash[:8]}.state.db"
    assert database.notices == {}
    copied = backup.check(database, second / made[-1])
    assert (copied.ok, copied.heads["kube-dki-2026"]) == (True, head)


def test_movement_alone_is_copied_when_its_time_has_come(open_stage):
    database = open_stage("judging")
    keeper = backup.Keeper(database, every=0)
    keeper._thread.start()
    with database.writing() as session:
        actions.approve_name(session, SYSTEM, 1, "Nama lain", now=NOW)
    keeper.stop()
    (made,) = backup.folder(database).iterdir()
    assert made.name.endswith(".timed.db")


def test_a_missing_second_place_is_said_aloud(open_stage, tmp_path):
    database = open_stage("judging")
    copy, _ = backup.make(database)
    assert backup.to_second_place(database, copy).startswith("Cadangan hanya di laptop ini.")
    database.settings = replace(database.settings, backup_2=tmp_path / "pulled-out")
    assert backup.to_second_place(database, copy).endswith("tidak ada. Pasang lagi USB-nya.")


def test_copying_does_not_stop_those_who_save(open_stage):
    """A copy in the middle of a group sees the state before it, and the group goes on."""
    database = open_stage("judging")
    with database.writing() as session:
        actions.approve_name(session, SYSTEM, 1, "Nama lain", now=NOW)
        copy, report = backup.make(database)
    assert report.ok
    with sqlite3.connect(copy) as raw:
        assert raw.execute("SELECT name FROM participant WHERE id = 1").fetchone() != ("Nama lain",)
    raw.close()
    assert database.verify().ok


def test_a_full_disk_is_said_and_leaves_no_half_copy(open_stage, monkeypatch):
    database = open_stage("judging")

    def no_room(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(backup.NoCopy) as refused:
        backup.make(database)
    assert "No space left" in str(refused.value)
    assert list(backup.folder(database).iterdir()) == []
