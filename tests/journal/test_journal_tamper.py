"""Whoever has the file can change anything in it. verify() finds every change and names it."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from itertools import product
from pathlib import Path

import pytest
from people import NOW, organiser
from sqlalchemy import select
from tampering import Tamperer, insert_like, other, set_cell, swap, where

from judging import actions, journal
from judging.database import Database
from judging.models import Participant
from judging.roles import SYSTEM, Role

LONG = bool(os.environ.get("JUARA_LONG"))
# One edit of so many is tried; the second sample has more rows of the same tables.
STEPS = {"kube-dki": (1, 1), "psm-lks": (1, 1)} if LONG else {"kube-dki": (1, 4), "psm-lks": (7, 23)}


@pytest.fixture(params=sorted(STEPS))
def tamperer(request, open_stage):
    made = Tamperer(open_stage("announced", request.param))
    made.steps = STEPS[request.param]
    yield made
    made.close()


def names(finding: journal.Finding) -> tuple[str, str]:
    return finding.table, finding.key


def misses(tamperer, table, row, column, found) -> str:
    """Empty when the findings name this cell and no other protected row; else what went wrong."""
    place = tamperer.place(table, row)
    if column in table.key and table.name != "journal_event":
        named = any(names(one) == place and one.kind == "row" for one in found)
    elif table.name == "journal_event":
        named = any(one.column == column and one.key in (place[1], place[1].split(" ")[0]) for one in found)
    else:
        named = any(names(one) == place and one.column == column for one in found)
    strangers = {names(one) for one in found if one.kind != "chain"} - {place}
    if column in table.key or table.name == "journal_event":
        strangers = set()  # the row appears under another key; an event cut loose takes its rows along
    return "" if named and not strangers else f"{place} {column}: {[str(one) for one in found][:3]} {strangers}"


def cells(tamperer, every):
    everything = [(t, row, column) for t in tamperer.tables() for row in t.rows for column in t.columns]
    return everything[::every]


def test_every_changed_cell_is_found_and_named(tamperer, tell):
    tried, wrong, tables = 0, [], Counter()
    for table, row, column in cells(tamperer, tamperer.steps[0]):
        found = tamperer.findings(set_cell(table, row, column, "?", other(row[column])))
        tried, tables[table.name] = tried + 1, tables[table.name] + 1
        wrong += filter(None, [misses(tamperer, table, row, column, found)])
    assert wrong == [], "\n".join(map(str, wrong[:40]))
    assert tried > (2_000 if tamperer.steps[0] == 1 else 500)
    assert set(tables) == {table.name for table in tamperer.tables() if table.rows}
    tell(f"tamper: {tried} cells of {len(tables)} tables changed one at a time, {tried} found and named")


def test_every_cell_whose_type_alone_changed_is_found_and_named(tamperer, tell):
    tried, wrong = 0, []
    for table, row, column in cells(tamperer, tamperer.steps[1]):
        if row[column] is None or column == table.rowid:
            continue
        found = tamperer.findings(set_cell(table, row, column, f"CAST({column} AS BLOB)"))
        tried += 1
        wrong += filter(None, [misses(tamperer, table, row, column, found)])
    assert wrong == [], "\n".join(map(str, wrong[:40]))
    tell(f"tamper: {tried} values kept but stored as another type, {tried} found and named")


def test_a_number_that_became_text_is_found(open_stage):
    """SQLite keeps "7" as 7 in a whole-number column, so the column's own type has to be changed first."""
    tamperer = Tamperer(open_stage("announced"))
    rebuilt = tamperer.raw.execute("SELECT sql FROM sqlite_master WHERE name = 'sheet'").fetchone()[0]
    rebuilt = rebuilt.replace("numerator BIGINT", "numerator TEXT")
    ((stored,),) = tamperer.raw.execute("SELECT count(*) FROM sheet WHERE numerator IS NOT NULL").fetchall()
    found = tamperer.findings(
        ("ALTER TABLE sheet RENAME TO old_sheet", ()), (rebuilt, ()), ("INSERT INTO sheet SELECT * FROM old_sheet", ())
    )
    tamperer.close()
    assert {(one.table, one.column) for one in found} == {("sheet", "numerator")}
    assert len(found) == stored > 0
    assert all(one.found == f"'{one.expected}'" for one in found)


def test_every_deleted_row_is_found_and_named(tamperer, tell):
    rows = [(table, row) for table in tamperer.tables() for row in table.rows][:: tamperer.steps[0]]
    wrong = []
    for table, row in rows:
        condition, key = where(table, row)
        found = tamperer.findings((f"DELETE FROM {table.name} WHERE {condition}", key))  # noqa: S608 - a tamperer writes SQL
        newest = table.name == "journal_event" and row["seq"] == len(table.rows)
        named = any(names(one) == tamperer.place(table, row) for one in found)
        wrong += [] if named or (newest and found) else [(tamperer.place(table, row), found[:3])]
    assert wrong == [], "\n".join(map(str, wrong[:40]))
    tell(f"tamper: {len(rows)} rows deleted one at a time, {len(rows)} found and named")


def test_every_inserted_row_is_found_and_named(tamperer, tell):
    rows = [(table, row) for table in tamperer.tables() for row in table.rows][:: tamperer.steps[0]]
    wrong = []
    for table, row in rows:
        sql, values = insert_like(table, row)
        found = tamperer.findings((sql, values))
        made = dict(zip(table.columns, values, strict=True))
        if table.name == "journal_event":
            named = any(one.table == table.name and repr(made["seq"]) == one.found for one in found)
        else:
            named = any(names(one) == (table.name, table.key_of(made)) for one in found)
        wrong += [] if named else [(table.name, made, found[:3])]
    assert wrong == [], "\n".join(map(str, wrong[:40]))
    tell(f"tamper: {len(rows)} rows inserted one at a time, {len(rows)} found and named")


def test_every_two_rows_that_changed_places_are_found_and_named(tamperer, tell):
    pairs = [(t, one, two) for t in tamperer.tables() for one, two in zip(t.rows, t.rows[1:], strict=False)]
    pairs, wrong = pairs[:: tamperer.steps[0]], []
    for table, one, two in pairs:
        found = tamperer.findings(*swap(table, one, two))
        places = {tamperer.place(table, row) for row in (one, two)}
        wrong += [] if {names(each) for each in found} >= places else [(places, found[:3])]
    assert wrong == [], "\n".join(map(str, wrong[:40]))
    tell(f"tamper: {len(pairs)} pairs of neighbouring rows swapped, {len(pairs)} found and named")


def test_a_changed_score_names_old_and_new_value_and_the_last_lawful_event(open_stage):
    tamperer = Tamperer(open_stage("announced"))
    before = tamperer.raw.execute("SELECT numerator FROM sheet WHERE id = 7").fetchone()[0]
    (found,) = tamperer.findings(("UPDATE sheet SET numerator = numerator + 5 WHERE id = 7", ()))
    tamperer.close()
    said = (found.kind, found.table, found.key, found.column, found.expected, found.found)
    assert said == ("column", "sheet", "[7]", "numerator", str(before), str(before + 5))
    assert found.last.startswith("peristiwa ")
    assert "(sheet.submit, " in found.last


def head(database: Database) -> tuple[str, tuple[int, str]]:
    ((code, end),) = database.verify().heads.items()
    return code, (end.seq, end.hash)


def test_an_old_file_put_back_is_found_by_the_printed_head(open_stage, tmp_path: Path, tell):
    """The old file is lawful in itself; only what was printed after it shows what is missing."""
    database = open_stage("closed")
    file = Path(str(database.engine.url.database))
    olds = []
    with database.reading() as session:
        people = session.execute(select(Participant.id, Participant.name)).all()
    for number, (key, name) in enumerate([*people, *people], start=1):
        olds.append(shutil.copy(file, tmp_path / f"{number}.db"))
        with database.writing() as session:
            actions.approve_name(session, SYSTEM, key, f"{name} {number}", now=NOW)
    code, printed = head(database)
    database.engine.dispose()
    found = 0
    for old in olds:
        shutil.copy(old, file)
        again = Database(database.settings)
        assert again.verify().ok
        report = again.verify({code: printed})
        again.engine.dispose()
        assert [(one.kind, one.key) for one in report.findings] == [("anchor", f"{code} peristiwa {printed[0]}")]
        found += 1
    assert found == 20
    tell(f"tamper: {found} older files put back (cut tails), {found} found by the printed head, 0 without it")


def rewritten(database: Database, change) -> None:
    """What the holder of the key can do: alter a row, its after-images, and every link after them."""
    tamperer = Tamperer(database)
    raw, end = tamperer.raw, journal.GENESIS
    for event, seq, body in raw.execute("SELECT event_id, seq, body FROM journal_event ORDER BY seq").fetchall():
        text = change(raw, body)
        end = journal.next_link(end, text)
        mac = journal.key_mark(database.key, end.hash)
        sql = "UPDATE journal_event SET body = ?, hash = ?, mac = ? WHERE event_id = ? AND seq = ?"
        raw.execute(sql, (text, end.hash, mac, event, seq))
    raw.execute("COMMIT")
    raw.execute("BEGIN")
    tamperer.close()


def test_a_rewrite_with_the_key_is_found_by_the_printed_head_alone(open_stage):
    database = open_stage("closed")
    code, printed = head(database)

    def better_score(raw, body: str) -> str:
        told = json.loads(body)
        for image in told["rows"]:
            if image["table"] == "sheet" and image["key"] == [7] and image["row"]["numerator"]:
                image["row"]["numerator"] += 5
                raw.execute("UPDATE sheet SET numerator = ? WHERE id = 7", (image["row"]["numerator"],))
        return json.dumps(told, sort_keys=True, separators=(",", ":"))

    rewritten(database, better_score)
    assert database.verify().ok
    (found,) = database.verify({code: printed}).findings
    assert (found.kind, found.key, found.expected) == ("anchor", f"{code} peristiwa {printed[0]}", printed[1])


def test_another_key_cannot_pass_for_this_one(open_stage):
    """The whole chain rewritten by someone who has the file but not the key."""
    database = open_stage("closed")
    lawful, database.key = database.key, b"\0" * 32
    rewritten(database, lambda _raw, body: body)
    database.key = lawful
    report = database.verify()
    assert {(one.kind, one.column) for one in report.findings} == {("chain", "mac")}
    assert len(report.findings) == report.events


def test_verifying_a_file_with_a_broken_page_says_so(open_stage):
    database = open_stage("announced")
    file = Path(str(database.engine.url.database))
    broken = bytearray(file.read_bytes())
    for page in range(1, len(broken) // 4096):
        broken[page * 4096 : page * 4096 + 8] = b"\xff" * 8
    file.write_bytes(broken)
    (found, *_) = database.verify().findings
    assert (found.table, found.expected) == ("(berkas)", "dapat dibaca")


def test_every_kept_file_that_is_no_longer_what_was_kept_is_found_and_named(open_stage, tell):
    """A byte changed, a file cut, emptied, stored as text, deleted, or put in another's place."""
    database = open_stage("announced")
    with database.writing() as session:
        panitia = organiser(session, Role.PANITIA)
        for number in range(6):
            actions.keep_document(
                session, panitia, 1, kind=actions.SCAN, name=f"pindaian-{number}.pdf", content=b"%PDF-1.7 " * 99
                + bytes([number]), media="application/pdf", remark="uji", now=NOW,
            )  # fmt: skip
    tamperer, tried = Tamperer(database), 0
    kept = tamperer.raw.execute("SELECT id, sha256 FROM issued_document ORDER BY id").fetchall()
    assert tamperer.findings() == []
    edits = ("content = CAST(x'00' || substr(content, 2) AS BLOB)", "content = substr(content, 1, 50)",
             "content = x''", "content = CAST(content AS TEXT) || 'x'", "sha256 = 'x'")  # fmt: skip
    for (key, digest), edit in product(kept, edits):
        found = tamperer.findings((f"UPDATE document_content SET {edit} WHERE sha256 = ?", (digest,)))  # noqa: S608 - a tamperer writes SQL
        assert ("issued_document", f"[{key}]", "content") in {(one.table, one.key, one.column) for one in found}
        tried += 1
    for key, digest in kept:
        (found,) = tamperer.findings(("DELETE FROM document_content WHERE sha256 = ?", (digest,)))
        assert (found.kind, found.key, found.found) == ("bytes", f"[{key}]", "(tidak ada)")
        assert "(document.keep, " in found.last
        tried += 1
    tamperer.close()
    tell(f"tamper: {tried} kept files changed or removed one at a time, {tried} found and named")


def test_announcing_is_refused_while_something_is_altered(open_stage):
    database = open_stage("sealed")
    tamperer = Tamperer(database)
    tamperer.raw.execute("UPDATE participant SET name = 'Lain' WHERE id = 2")
    tamperer.raw.execute("COMMIT")
    tamperer.raw.execute("BEGIN")
    tamperer.close()
    with database.reading() as session:
        herald = organiser(session, Role.PANITIA)
    with pytest.raises(actions.Refused) as refused, database.writing() as session:
        actions.announce(session, herald, 1, now=NOW)
    assert "Data tidak cocok dengan catatan" in refused.value.message
    assert len(refused.value.problems) == 1
