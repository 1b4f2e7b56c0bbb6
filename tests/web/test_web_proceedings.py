"""What follows the pleno, weeks apart if need be: signing, objections, keputusan, handing over, the archive."""

from __future__ import annotations

import pytest
from sites import problems, words
from test_web_organiser_flow import settle
from test_web_public import execute

from judging import queries

PAGE = "/panitia/tahapan"
OBJECTION = {
    "day": "2026-11-20",
    "participant": "KUBE-UTR",
    "sender": "Ketua KUBE",
    "statement": "Hitungan aspek sosial",
}


def with_objections(site):
    """The event takes objections, as its workbook could have said."""
    execute(site, "UPDATE event_setting SET value = 'true' WHERE key = 'objections'")
    return site


def test_the_berita_acara_is_signed_on_a_day(open_site):
    site = open_site("sealed")
    panitia = site.organiser("panitia")
    answer = panitia.post(f"{PAGE}/berita-acara/kube", data={"day": "2026-11-20", "note": "Ruang rapat"})
    assert answer.status_code == 302
    assert "Ditandatangani 20 November 2026, dicatat Nurul Fajriah. Ruang rapat" in words(panitia.get(PAGE))


def test_before_sealing_nothing_can_be_recorded(open_site):
    site = open_site("closed")
    panitia = site.organiser("panitia")
    answers = [
        panitia.post(f"{PAGE}/berita-acara/kube", data={"day": "2026-11-20"}),
        panitia.post(f"{PAGE}/sanggahan", data=OBJECTION),
        panitia.post(f"{PAGE}/penyerahan", data={"day": "2026-11-20"}),
        panitia.post(f"{PAGE}/arsip"),
    ]
    assert [answer.status_code for answer in answers] == [422] * 4


def test_own_values_name_no_rank_and_nobody_else(open_site):
    text = words(open_site("sealed").organiser("panitia").get(f"{PAGE}/hasil-sementara/KUBE-UTR"))
    assert "KUBE Bahari Rejeki" in text
    assert "Nilai akhir 75,44 dari 100" in text
    assert not any(word in text for word in ("Juara", "Peringkat", "urutan", "Kencana", "Guyub"))


def test_an_open_objection_holds_the_keputusan_until_it_is_answered(open_site):
    site = open_site("sealed")
    panitia = site.organiser("panitia")
    assert panitia.post(f"{PAGE}/sanggahan", data=OBJECTION).status_code == 302
    assert "SGH-2026-001" in words(panitia.get(PAGE))
    treasurer = site.organiser("bendahara")
    with site.database.reading() as session:
        (award,) = [award.id for award in queries.awards(session, 1) if award.to_confirm]
    treasurer.post(f"/panitia/hadiah/{award}/jumlah", data={"amount": "2100000", "reason": "Surat"})
    decree = {"number": "812/2026", "date": "2026-11-30"}
    held = treasurer.post("/panitia/hadiah/keputusan", data=decree)
    assert problems(held) == ["Keputusan menunggu jawaban atas sanggahan SGH-2026-001."]
    answer = {"outcome": "rejected", "answer": "Hitungan sudah diperiksa bersama."}
    assert panitia.post(f"{PAGE}/sanggahan/1", data=answer).status_code == 403
    assert site.organiser("ketua").post(f"{PAGE}/sanggahan/1", data=answer).status_code == 302
    assert treasurer.post("/panitia/hadiah/keputusan", data=decree).status_code == 302


def test_where_the_event_takes_objections_the_keputusan_waits_for_their_time(open_site):
    site = open_site("sealed")
    treasurer, panitia = site.organiser("bendahara"), site.organiser("panitia")
    with site.database.reading() as session:
        (award,) = [award.id for award in queries.awards(session, 1) if award.to_confirm]
    treasurer.post(f"/panitia/hadiah/{award}/jumlah", data={"amount": "2100000", "reason": "Surat"})
    with_objections(site)
    decree = {"number": "812/2026", "date": "2026-11-30"}
    assert "bagikan dahulu hasil sementara" in problems(treasurer.post("/panitia/hadiah/keputusan", data=decree))[0]
    panitia.post(f"{PAGE}/hasil-sementara", data={"day": "2026-11-24", "until": "2026-11-30"})
    assert "sampai 30-11-2026" in problems(treasurer.post("/panitia/hadiah/keputusan", data=decree))[0]
    assert treasurer.post("/panitia/hadiah/keputusan", data=decree | {"date": "2026-12-01"}).status_code == 302


def test_the_archive_closes_everything_after_handing_over(open_site):
    site = open_site("announced")
    settle(site)
    panitia = site.organiser("panitia")
    assert problems(panitia.post(f"{PAGE}/arsip")) == ["Catat dahulu tanggal penyerahan penghargaan."]
    panitia.post(f"{PAGE}/penyerahan", data={"day": "2026-12-07", "note": "Balai Kota"})
    assert panitia.post(f"{PAGE}/arsip").status_code == 302
    assert site.states() == ["archived", "archived"]
    assert "Juara I KUBE Kencana Bersih" in words(site.anyone().get("/hasil"))
    assert panitia.post(f"{PAGE}/penyerahan", data={"day": "2026-12-08"}).status_code == 422
    assert site.database.verify().ok


@pytest.mark.parametrize("login", ["bendahara"])
def test_who_keeps_no_record_sees_no_record(open_site, login):
    assert open_site("sealed").organiser(login).get(PAGE).status_code == 403


def test_an_archived_event_asks_for_nothing_that_it_would_refuse(open_site):
    site = open_site("announced")
    settle(site)
    panitia = site.organiser("panitia")
    panitia.post(f"{PAGE}/penyerahan", data={"day": "2026-12-07", "note": ""})
    assert panitia.post(f"{PAGE}/arsip").status_code == 302
    steps, pleno = words(panitia.get(PAGE)), words(site.organiser("ketua").get("/panitia/pleno/kube"))
    assert "Menunggu" not in steps
    assert steps.count("Tanggal tanda tangan tidak dicatat.") == 2
    assert "Hasil dikunci" in pleno
    assert "Memperbaiki ejaan nama" not in pleno
    assert "Perbaikan hanya lewat versi koreksi" not in pleno
