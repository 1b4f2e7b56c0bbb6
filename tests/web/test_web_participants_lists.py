"""The lists that set an event up ask the database as often for forty rows as for five."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from people import NOW
from sites import Site, words
from sqlalchemy import event as listening

from judging import actions
from judging.plan import JudgePlan, MemberPlan, ParticipantPlan
from judging.roles import SYSTEM

PAGES = (
    "/panitia/peserta",
    "/panitia/peserta/baru",
    "/panitia/peserta/undian",
    "/panitia/peserta/1/ubah",
    "/panitia/peserta/1/anggota",
    "/panitia/peserta/1/bukti",
    "/panitia/juri",
    "/panitia/juri/penugasan",
    "/panitia/juri/benturan",
    "/panitia/kalibrasi",
)


@contextmanager
def counted(site: Site) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    engine = site.app.extensions["juara"].engine
    listening.listen(engine, "before_cursor_execute", note)
    yield asked
    listening.remove(engine, "before_cursor_execute", note)


def grown(site: Site) -> None:
    """Thirty-five participants and judges more, each with a member, a file and something to look at."""
    with site.database.writing() as session:
        for number in range(35):
            plan = ParticipantPlan(
                "", "kube", 0, f"KUBE Tambahan {number}", f"Kota {number}", district=f"Camat{number}"
            )
            key = actions.add_participant(session, SYSTEM, 1, plan, now=NOW)
            actions.set_members(session, SYSTEM, key, [MemberPlan("", 0, f"Orang {number}")], now=NOW)
            actions.keep_evidence(
                session, SYSTEM, 1 if number < 9 else key, "x", b"x", media="image/jpeg", pages=1, now=NOW
            )
            judge = JudgePlan("", f"Juri Tambahan {number}", "akademisi", f"Forum Camat{number}")
            actions.add_judge(session, SYSTEM, 1, judge, (1, 2), now=NOW)


def test_no_list_asks_more_often_when_its_rows_grow(open_site, tell):
    site = open_site("setup")
    client = site.organiser("panitia")
    asked = []
    for _turn in range(2):
        counts = {}
        for path in PAGES:
            client.get(path)  # what is asked once in a process is not counted
            with counted(site) as statements:
                assert client.get(path).status_code == 200
            counts[path] = len(statements)
        asked.append(counts)
        if not _turn:
            grown(site)
    assert asked[0] == asked[1]
    assert "Juri Tambahan 7" in words(client.get("/panitia/juri/benturan"))
    tell("set-up lists: " + ", ".join(f"{path} {count}" for path, count in asked[1].items()))


@pytest.mark.parametrize("stage", ["sealed", "announced"])
def test_after_sealing_the_page_says_what_a_corrected_name_would_change(open_site, stage):
    text = words(open_site(stage).organiser("panitia").get("/panitia/peserta/1"))
    assert "Hasil terbit sebagai versi baru; peringkat tetap." in text
    assert "Berita acara KUBE Berprestasi, hasil versi 1" in text
    assert "Berita acara Pendamping KUBE Berprestasi, hasil versi 1" in text, "the pendamping's row names the group"
