"""A practice sheet goes the way of every other: kept on the tablet first, acknowledged once, never overwritten."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe import violations
from people import NOW
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select
from tablet_hall import (
    HELD,
    SENT,
    Hall,
    chosen,
    copy_of,
    fill,
    lost_requests,
    ready,
    send,
    sign_in,
    tap,
    wait_for,
    watch,
)
from tablets import Tablet, entry

from judging import actions, queries, sync
from judging.database import Database
from judging.models import CalibrationEntry, CalibrationSheet, JournalEvent
from judging.roles import SYSTEM

KEY = "latihan-1"
STORY = "Buku kas ada.\nPertemuan tiap bulan."


def begin(database: Database) -> None:
    with database.writing() as session:
        actions.open_calibration(session, SYSTEM, 1, "KUBE Rekaan", STORY, now=NOW)


def end(database: Database) -> None:
    with database.writing() as session:
        actions.end_calibration(session, SYSTEM, 1, now=NOW)


@pytest.fixture
def practising(server: Callable[..., Any]) -> Tablet:
    """J1's tablet before judging opens, with one calibration to mark."""
    app = server("setup")
    begin(app.extensions["juara"])
    return Tablet(app, "J1")


def own(database: Database) -> CalibrationSheet | None:
    with database.reading() as session:
        row = session.scalars(select(CalibrationSheet)).first()
        session.expunge_all()
        return row


def outcomes(database: Database) -> list[tuple[str, int | None]]:
    with database.reading() as session:
        rows = session.scalars(select(CalibrationEntry).order_by(CalibrationEntry.received_at))
        return [(row.outcome, row.version) for row in rows]


def full(tablet: Tablet, score: int = 3) -> dict[str, int]:
    with tablet.database.reading() as session:
        found = queries.judge_calibration(session, tablet.judge_id, 1)
    assert found is not None
    return {indicator.code: score for indicator in found[1].rubric.indicators}


def test_every_entry_gets_its_own_answer(practising):
    good = entry(KEY, scores={"K1": 4}, notes={"K1": "Ada."})
    answers = practising.send(
        good,
        good,
        good | {"scores": {"K1": 5}},
        entry(KEY, scores={"K1": 2}),
        entry(KEY, 1, scores={"K1": 9}),
        entry(KEY, 1, "submit", scores={"K1": 4}),
        entry("latihan-9", scores={"K1": 4}),
        entry(KEY, 1, "submit", scores=full(practising)),
        entry(KEY, 2, scores=full(practising, 2)),
    )
    assert [(one["word"], one["version"]) for one in answers] == [
        ("saved", 1), ("already_saved", 1), ("mismatch", 1), ("conflict", 1), ("invalid", 1), ("invalid", 1),
        ("forbidden", 0), ("saved", 2), ("saved", 3),
    ]  # fmt: skip
    assert answers[0]["receipt"] == answers[1]["receipt"]
    assert answers[3]["own"] == {"state": "draft", "scores": {"K1": 4}, "ticks": {}, "notes": {"K1": "Ada."}}
    row = own(practising.database)
    assert (row.scores, row.sent_at) == (full(practising, 2), None)  # sent, and changed again: not sent any more
    assert sorted(outcomes(practising.database)) == [("conflict", None), ("saved", 1), ("saved", 2), ("saved", 3)]
    assert practising.database.verify().ok


@pytest.mark.parametrize(
    "key", ["latihan-", "latihan-0", "latihan-x", "latihan-1 ", "1", None, 1.0, "latihan-9999999999"]
)
def test_what_is_no_key_refuses_the_batch(practising, key):
    assert practising.post(entry(key)).status_code == 400
    assert outcomes(practising.database) == []


def test_after_the_end_it_is_kept_apart_and_the_spread_stays(practising):
    practising.send(entry(KEY, scores=full(practising, 4), kind="submit"))
    end(practising.database)
    late = entry(KEY, 1, scores={"K1": 1})
    assert [one["word"] for one in practising.send(late, late)] == ["late", "late"]
    assert own(practising.database).scores == full(practising, 4)
    with practising.database.reading() as session:
        kept = session.get_one(CalibrationEntry, late["id"])
        assert (kept.outcome, kept.version, kept.scores) == ("late", None, {"K1": 1})
        assert queries.calibration_spread(session, 1, 1).scores == (full(practising, 4),)


def test_nobody_writes_into_the_practice_of_another(practising):
    reserve = Tablet(practising.app, "J6")  # sits on no round
    assert reserve.send(entry(KEY, scores={"K1": 4}))[0]["word"] == "forbidden"
    mine = entry(KEY, scores={"K1": 4})
    practising.send(mine)
    assert Tablet(practising.app, "J2").send(mine)[0]["word"] == "forbidden"
    assert outcomes(practising.database) == [("saved", 1)]


def test_a_rescue_file_brings_it_in_and_the_journal_names_who_did(practising):
    panitia = practising.app.test_client()
    panitia.post("/panitia/masuk", data={"login": "panitia", "password": "contoh"})
    text = json.dumps(entry(KEY, scores={"K1": 4}), sort_keys=True)
    document = {"format": sync.RESCUE_FORMAT, "event": practising.event, "judge": "J1", "device": "uji"}
    document["entries"] = [{"text": text, "seal": sync.seal(practising.seal, text)}]
    data = {"file": (io.BytesIO(json.dumps(document).encode()), "p.json"), "reason": "Tablet jatuh"}
    page = panitia.post("/panitia/tablet/berkas-penyelamat", data=data, follow_redirects=True)
    assert "1 masuk." in page.get_data(as_text=True)
    assert own(practising.database).scores == {"K1": 4}
    with practising.database.reading() as session:
        body = json.loads(session.scalars(select(JournalEvent.body).order_by(JournalEvent.seq.desc())).first())
    assert (body["verb"], body["reason"], body["actor"]["roles"]) == ("calibration.draft", "Tablet jatuh", ["panitia"])


@pytest.fixture
def hall(stage_folders: Callable[[str, str], Path], tmp_path: Path) -> Iterator[Hall]:
    opened = Hall(copy_of(stage_folders("kube-dki", "setup"), tmp_path / "hall"))
    begin(opened.database)
    yield opened
    opened.stop()


@pytest.mark.browser
def test_taps_without_a_line_are_held_and_arrive_and_the_sheet_is_sent(page: Page, hall: Hall):
    lost = lost_requests(page)
    page.get_by_role("link", name="Mulai KUBE Rekaan").click()
    expect(page.locator(".story")).to_contain_text("Pertemuan tiap bulan.")
    page.context.set_offline(True)
    tap(page, 0, 4)
    tap(page, 1, 2)
    watch(page, lambda: any("kirim-antrean" in address for address in lost))
    wait_for(page, HELD)
    assert SENT not in page.locator("#connection").inner_text()
    page.get_by_role("link", name="Kembali ke daftar").click()
    row = page.locator("[data-sheet-row]")
    expect(row).to_contain_text("Tersimpan di perangkat")
    assert own(hall.database) is None
    row.get_by_role("link", name="Lanjutkan").click()
    assert chosen(page).startswith("42-")
    page.context.set_offline(False)
    watch(page, lambda: (row := own(hall.database)) and sorted(row.scores.values()) == [2, 4])
    wait_for(page, SENT)
    assert violations(page) == []
    fill(page, 3)
    send(page)
    expect(page.get_by_text("Latihan terkirim. Hasilnya dibahas bersama")).to_be_visible()
    assert own(hall.database).sent_at is not None
    page.get_by_role("link", name="Perbaiki KUBE Rekaan").click()
    tap(page, 0, 5)
    watch(page, lambda: own(hall.database).sent_at is None)


@pytest.mark.browser
def test_two_tablets_show_both_versions_and_the_end_is_told(page: Page, context: BrowserContext, hall: Hall, chromium):
    page.goto(f"{hall.address}/juri/kalibrasi/1")
    ready(page)
    other_context = chromium.new_context(locale="id-ID")
    other = other_context.new_page()
    sign_in(other, hall.address)
    other.goto(f"{hall.address}/juri/kalibrasi/1")
    ready(other)
    tap(other, 0, 2)
    wait_for(other, SENT)
    watch(other, lambda: own(hall.database) is not None)
    tap(page, 0, 4)
    wait_for(page, "Ada dua isian")
    assert own(hall.database).scores == {"K1": 2}
    page.get_by_role("button", name="Pakai isian perangkat ini").click()
    watch(page, lambda: own(hall.database).scores == {"K1": 4})
    end(hall.database)
    tap(page, 1, 3)
    expect(page.get_by_text("Latihan ini sudah diakhiri")).to_be_visible()
    expect(page.locator("fieldset.indicator input").first).to_be_disabled()
    assert own(hall.database).scores == {"K1": 4}
    other_context.close()
