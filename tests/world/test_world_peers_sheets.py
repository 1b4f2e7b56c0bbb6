"""Mistakes that other programs made with sheets, entries and addresses, each as a test of ours."""

from __future__ import annotations

import re
import threading
from dataclasses import replace

from people import NOW, judge
from sites import SECOND
from sqlalchemy import select

from judging import actions, codes, queries
from judging.actions import SheetEntry
from judging.models import Entry, Sheet


def sendable(session, code: str = "J1") -> tuple[int, SheetEntry]:
    """A sheet of this judge that waits, and a whole entry for it."""
    who = judge(session, code)
    line = next(one for one in queries.judge_sheets(session, who.judge_id) if one.state in ("blank", "draft"))
    view = queries.judge_sheet(session, who.judge_id, line.id)
    scores = {indicator.code: 3 for indicator in view.rubric.indicators}
    return line.id, SheetEntry(codes.new_secret(), view.version, "submit", scores, {}, {})


def waiting_judge(session) -> str:
    for one in queries.judges(session, 1):
        if any(line.state in ("blank", "draft") for line in queries.judge_sheets(session, one.id)):
            return one.code
    raise AssertionError("the sample leaves sheets unsent")


def test_t8_of_two_sendings_at_once_exactly_one_is_official(open_site):
    site = open_site("judging")
    with site.database.reading() as session:
        code = waiting_judge(session)
        sheet_id, entry = sendable(session, code)
    words: list[str] = []
    together = threading.Barrier(2)

    def send(one: SheetEntry) -> None:
        together.wait()
        with site.database.writing() as session:
            words.append(actions.save_entry(session, judge(session, code), sheet_id, one, now=NOW).word)

    threads = [threading.Thread(target=send, args=(replace(entry, id=codes.new_secret()),)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with site.database.reading() as session:
        row = session.get_one(Sheet, sheet_id)
        versions = session.scalars(
            select(Entry.version).where(Entry.sheet_id == sheet_id, Entry.outcome == "saved", Entry.kind == "submit")
        ).all()
    assert sorted(words) == ["conflict", "saved"]
    assert (row.state, versions) == ("submitted", [row.version])


def test_t11_behind_a_proxy_every_link_and_form_stays_under_its_prefix(open_site):
    site = open_site("announced")
    ketua = site.organiser("ketua")
    pages = ["/hasil", "/layar", "/layar/kemajuan", "/panitia/pleno/kube", "/panitia/tahapan", "/panitia/permintaan"]
    for path in pages:
        page = ketua.get(path, environ_overrides={"SCRIPT_NAME": "/lomba"}).get_data(as_text=True)
        addresses = re.findall(r'(?:href|src|action|data-ask|data-part)="(/[^"]*)"', page)
        assert addresses
        assert [one for one in addresses if not one.startswith("/lomba/")] == [], path


def test_t32_a_sheet_that_comes_after_sealing_waits_in_its_tray_and_changes_nothing(open_site):
    site = open_site("judging")
    with site.database.reading() as session:
        code = waiting_judge(session)
        sheet_id, entry = sendable(session, code)
    ketua = site.organiser("ketua")
    for category in ("kube", "pendamping"):
        ketua.post(f"/panitia/tutup/{category}")
    for category in ("kube", "pendamping"):
        ketua.post(f"/panitia/pleno/{category}/kunci", data=SECOND)
    with site.database.reading() as session:
        before = [one.sha256 for one in queries.papers(session, 1).results]
        state = session.get_one(Sheet, sheet_id).state
    with site.database.writing() as session:
        word = actions.save_entry(session, judge(session, code), sheet_id, entry, now=NOW).word
    with site.database.reading() as session:
        assert [one.sha256 for one in queries.papers(session, 1).results] == before
        assert session.get_one(Sheet, sheet_id).state == state
        assert [one.id for one in queries.late_entries(session, 1)] == [entry.id]
    assert word == "late"
