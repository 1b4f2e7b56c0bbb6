"""Practising on a fictional participant: judges mark it, the spread comes after the end, and nothing of it counts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from people import NOW
from sites import problems, words

from judging import journal, queries
from judging.models import Calibration, CalibrationEntry, CalibrationSheet, Event, Judge, Round, Sheet
from judging.queries.standing import standing
from judging.roles import SYSTEM

STORY = {"round": "1", "name": "KUBE Contoh Latihan", "story": "Buku kas ada.\nPertemuan tiap bulan."}
PAGE = "/panitia/kalibrasi"


def marks(site, level: int, **other: int) -> dict[str, Any]:
    """Every indicator at one level, some at another, with the first evidence ticked."""
    with site.database.reading() as session:
        rubric = queries.calibration_spread(session, 1, 1).rubric
    scores = {f"score-{one.code}": str(other.get(one.code, level)) for one in rubric.indicators}
    return scores | {f"evidence-{one.code}": "0" for one in rubric.indicators}


def with_page(judge, given: dict[str, Any], action: str = "save") -> dict[str, Any]:
    """The marks as the page's form sends them."""
    page = judge.get("/juri/kalibrasi/1").get_data(as_text=True)
    own = {name: re.findall(rf'name="{name}" value="([^"]*)"', page)[0] for name in ("entry_id", "based_on")}
    return own | given | {"action": action}


def begun(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    assert panitia.post(PAGE, data=STORY).status_code == 302
    return site, panitia


def test_the_judges_of_the_round_mark_it_and_the_spread_is_shown_after_the_end(open_site):
    site, panitia = begun(open_site)
    for code, level in (("J1", 3), ("J2", 4)):
        judge = site.judge(code)
        assert "Latihan bersama – tidak dihitung" in words(judge.get("/juri"))
        page, given = judge.get("/juri/kalibrasi/1"), marks(site, level, K4=1 if code == "J1" else 4)
        assert "KUBE Contoh Latihan adalah peserta rekaan." in words(page)
        sent = judge.post("/juri/kalibrasi/1", data=with_page(judge, given, "send"))
        assert sent.location == "/juri?terkirim=latihan-1"
        assert "Latihan terkirim. Hasilnya dibahas bersama" in words(judge.get(sent.location))
    waiting = words(panitia.get(f"{PAGE}/1"))
    assert ("2 dari 5 juri sudah mengirim" in waiting, "Rentang" in waiting) == (True, False)
    assert panitia.post(f"{PAGE}/1/akhiri").status_code == 302
    text = words(panitia.get(f"{PAGE}/1"))
    assert "Bahas lebih dahulu K4 (1–4)" in text
    assert re.search(r"K5 [^0-9]+ 3 4 3–4", text)
    assert "Latihan bersama" not in words(site.judge("J1").get("/juri"))
    assert site.judge("J1").get("/juri/kalibrasi/1").status_code == 404


def test_a_half_sheet_is_kept_and_told_what_is_missing(open_site):
    site, _panitia = begun(open_site)
    judge = site.judge("J1")
    half = dict(list(marks(site, 3).items())[:4])
    answer = judge.post("/juri/kalibrasi/1", data=with_page(judge, half, "send"))
    assert (answer.status_code, "Belum dapat dikirim. Yang sudah diisi tetap tersimpan." in words(answer)) == (
        422,
        True,
    )
    assert judge.get("/juri/kalibrasi/1").get_data(as_text=True).count(" checked") == len(half)
    wrong = judge.post("/juri/kalibrasi/1", data=with_page(judge, {"score-K1": "9"}))
    assert (wrong.status_code, "Belum tersimpan." in words(wrong)) == (422, True)


def test_an_old_page_overwrites_nothing_and_keeps_what_was_typed(open_site):
    site, panitia = begun(open_site)
    judge = site.judge("J1")
    old = with_page(judge, {"score-K1": "5"})
    judge.post("/juri/kalibrasi/1", data=with_page(judge, {"score-K1": "2"}))
    clash = judge.post("/juri/kalibrasi/1", data=old)
    assert (clash.status_code, "Lembar ini sudah berubah" in words(clash)) == (409, True)
    assert stored(site) == {"K1": 2}
    page = clash.get_data(as_text=True)
    again = {name: re.findall(rf'name="{name}" value="([^"]*)"', page)[0] for name in ("entry_id", "based_on")}
    assert judge.post("/juri/kalibrasi/1", data=old | again).status_code == 302
    assert stored(site) == {"K1": 5}
    typed = with_page(judge, {"score-K1": "1"})
    panitia.post(f"{PAGE}/1/akhiri")
    late = judge.post("/juri/kalibrasi/1", data=typed, follow_redirects=True)
    assert "Latihan ini sudah diakhiri panitia. Isian Bapak/Ibu tersimpan" in words(late)
    assert stored(site) == {"K1": 5}
    with site.database.reading() as session:
        assert session.get_one(CalibrationEntry, typed["entry_id"]).scores == {"K1": 1}


def stored(site) -> dict[str, int]:
    with site.database.reading() as session:
        return dict(session.query(CalibrationSheet).one().scores)


def test_only_who_sits_on_the_round_finds_it(open_site):
    site, _panitia = begun(open_site)
    reserve = site.judge("J6")
    assert reserve.get("/juri/kalibrasi/1").status_code == 404
    assert reserve.post("/juri/kalibrasi/1", data={"score-K1": "3"}).status_code == 404


REFUSED = {
    "round": ({"round": "99"}, "Pilih kategorinya dahulu."),
    "name": ({"name": " "}, "Nama belum diisi."),
    "story": ({"story": ""}, "Cerita peserta rekaan belum ditulis. Tulis apa yang dilihat dan didengar juri."),
    "long": ({"story": "x" * 4001}, "Cerita paling panjang 4000 huruf. Ringkas ceritanya."),
    "twice": ({}, "Latihan untuk kategori ini masih berjalan. Akhiri dahulu."),
}


@pytest.mark.parametrize("which", REFUSED)
def test_what_cannot_be_opened_is_told(open_site, which):
    change, told = REFUSED[which]
    site = begun(open_site)[0] if which == "twice" else open_site("setup")
    answer = site.organiser("panitia").post(PAGE, data=STORY | change)
    assert (answer.status_code, problems(answer)) == (422, [told])


def test_nothing_is_practised_once_judging_is_open(open_site):
    site, panitia = begun(open_site)
    judge = site.judge("J1")
    typed = with_page(judge, marks(site, 3))
    panitia.post("/panitia/pengaturan/buka")
    assert "Latihan bersama" not in words(judge.get("/juri"))
    late = judge.post("/juri/kalibrasi/1", data=typed, follow_redirects=True)
    assert "Latihan ini sudah diakhiri panitia." in words(late)
    with site.database.reading() as session:
        assert session.query(CalibrationSheet).one().scores == {}
    assert open_site("judging").organiser("panitia").post(PAGE, data=STORY).status_code == 422


def outputs(database) -> dict[str, Any]:
    """Whatever counts or is printed, from one database."""
    with database.reading() as session:
        found: dict[str, Any] = {"progress": queries.progress(session, 1), "people": queries.participants(session, 1)}
        found["sheets"] = [(s.judge_id, s.participant_id, s.state) for s in session.query(Sheet).order_by(Sheet.id)]
        for category in queries.categories(session, 1):
            if category.state != "setup":
                order = standing(session, category.id)
                found[f"order {category.code}"] = (order.rows, order.awards, order.out)
        found["own"] = [queries.judge_sheets(session, one.id) for one in queries.judges(session, 1)]
        found["special"] = queries.special_awards(session, 1)
    return found


@pytest.mark.parametrize("stage", ["judging", "closed", "announced"])
def test_no_output_knows_of_a_practice(open_site, stage):
    """The same database with and without: what is counted and shown stays the very same."""
    site = open_site(stage)
    before = outputs(site.database)
    practised(site.database)
    assert outputs(site.database) == before
    with site.database.reading() as session:
        assert journal.verify(session).ok


def practised(database) -> None:
    """As if all had practised before: with the strongest marks for one who does not exist."""
    with database.writing() as session:
        row = Calibration(round=session.get_one(Round, 1), name="KUBE Rekaan", story="-", opened_at=NOW, ended_at=NOW)
        for judge in session.query(Judge):
            session.add(
                CalibrationSheet(
                    calibration=row, judge=judge, scores={"K1": 5}, ticks={}, notes={}, saved_at=NOW, sent_at=NOW
                )
            )
        journal.record(session, SYSTEM, "calibration.end", session.get_one(Event, 1), now=NOW)
