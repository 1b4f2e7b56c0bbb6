"""Two laptops, one step: the second is told that it was too late, and gets back what it wrote."""

from __future__ import annotations

import re

import pytest
from sites import PIN, SECOND, problems
from tablets import Tablet, entry
from test_web_organiser_flow import settle
from test_web_organiser_ties import FORM, SEL, UTR, tied
from test_web_reopening import answer_it, ask

from judging import queries

__all__ = ["tied"]
PLENO = "/panitia/pleno/kube"
ORDERED = FORM | {f"place-{SEL}": "2", f"place-{UTR}": "3"}
OTHER = ORDERED | {"second_login": "ketua", "reason": "Alasan dari wakil.", "present": "Siti\nDarma"}
SEALED = "Langkah ini tidak berlaku: KUBE Berprestasi sedang pada tahap ditetapkan."


def written(answer) -> dict[str, str]:
    """What the head of the page gives back of a form that is no longer drawn."""
    facts = answer.get_data(as_text=True).partition("Yang tadi ditulis")[2].partition("</dl>")[0]
    return dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", facts, re.DOTALL))


def test_a_tie_decided_elsewhere_is_told_and_the_other_reason_comes_back(tied):
    ketua, wakil = tied.organiser("ketua"), tied.organiser("wakil")
    assert ketua.post(f"{PLENO}/putuskan", data=ORDERED).status_code == 302
    answer = wakil.post(f"{PLENO}/putuskan", data=OTHER)
    told = (
        "Dr. Retno Widyastuti, M.Si. sudah mencatat keputusan pleno atas urutan ini. "
        "Bila harus lain, cabut dahulu keputusan itu."
    )
    assert (answer.status_code, problems(answer)) == (422, [told])
    assert written(answer) == {"Alasan": "Alasan dari wakil.", "Yang hadir": "Siti, Darma"}
    assert PIN not in answer.get_data(as_text=True)


def test_a_decision_taken_back_twice_is_told(tied):
    ketua = tied.organiser("ketua")
    ketua.post(f"{PLENO}/putuskan", data=ORDERED)
    ketua.post(f"{PLENO}/cabut/1", data={"reason": "Salah baca."})
    answer = tied.organiser("wakil").post(f"{PLENO}/cabut/1", data={"reason": "Salah baca juga."})
    assert (answer.status_code, problems(answer)) == (422, ["Keputusan ini sudah dicabut."])
    assert written(answer) == {"Alasan": "Salah baca juga."}
    assert ketua.post(f"{PLENO}/cabut/99", data={"reason": "x"}).status_code == 404


def test_sealing_twice_is_told(open_site):
    site = open_site("sealed")
    answer = site.organiser("ketua").post(f"{PLENO}/kunci", data=SECOND)
    assert (answer.status_code, problems(answer)) == (422, [SEALED])


def test_a_special_award_after_the_seal_is_told_and_its_basis_comes_back(open_site):
    site = open_site("sealed", "psm-lks")
    with site.database.reading() as session:
        award = next(one for one in queries.special_awards(session, 1))
        category = next(one.code for one in queries.categories(session, 1) if one.id == award.category_id)
    answer = site.organiser("ketua").post(
        f"/panitia/pleno/{category}/khusus/{award.id}", data={"holder": "", "basis": "Polling warga"}
    )
    assert (answer.status_code, len(problems(answer)), written(answer)) == (422, 1, {"Dasar tertulis": "Polling warga"})


def test_announcing_twice_is_told(open_site):
    site = open_site("sealed")
    panitia = site.organiser("panitia")
    assert panitia.post("/panitia/pengumuman", data={"category": "kube"}).status_code == 302
    answer = panitia.post("/panitia/pengumuman", data={"category": "kube"})
    told = ["Langkah ini tidak berlaku: KUBE Berprestasi sedang pada tahap diumumkan."]
    assert (answer.status_code, problems(answer)) == (422, told)


@pytest.mark.parametrize("kind", ["name", "recount"])
def test_a_correction_of_the_other_kind_never_takes_over_what_was_written(open_site, kind):
    """Nothing was recounted here, so the page draws the form for a name only."""
    ketua = open_site("sealed").organiser("ketua")
    data = SECOND | {"kind": kind, "participant": "KUBE-SEL", "name": "KUBE Guyub Hijau", "reason": "Alasan koreksi."}
    answer = ketua.post(f"{PLENO}/koreksi", data=data)
    kept = {"Alasan": "Alasan koreksi.", "Nama yang benar": "KUBE Guyub Hijau"}
    assert (answer.status_code, len(problems(answer))) == (422, 1)
    assert written(answer) == (kept if kind == "recount" else {})


@pytest.mark.parametrize(
    ("form", "data", "kept"),
    [
        ("arsip", {}, {}),
        ("penyerahan", {"day": "2026-12-02", "note": "Balai kota"}, {"Tanggal": "2026-12-02", "Catatan": "Balai kota"}),
        (
            "sanggahan",
            {"day": "2026-12-02", "participant": "KUBE-PST", "sender": "Ani", "statement": "Hitungan"},
            {"Tanggal": "2026-12-02", "Yang mengajukan": "Ani", "Yang disanggah": "Hitungan"},
        ),
        ("berita-acara/kube", {"day": "2026-12-02", "note": ""}, {"Tanggal": "2026-12-02"}),
    ],
)
def test_what_comes_after_archiving_is_told_and_comes_back(open_site, form, data, kept):
    site = open_site("announced")
    panitia = site.organiser("panitia")
    settle(site)
    panitia.post("/panitia/tahapan/penyerahan", data={"day": "2026-12-01", "note": ""})
    assert panitia.post("/panitia/tahapan/arsip").status_code == 302
    answer = panitia.post(f"/panitia/tahapan/{form}", data=data)
    assert (answer.status_code, len(problems(answer)), written(answer)) == (422, 1, kept)
    assert "diarsipkan" in problems(answer)[0]


def test_a_late_sheet_accepted_twice_is_told(open_site):
    site = open_site("judging")
    tablet = Tablet(site.app, "J5")
    (sheet, *_) = tablet.waiting_sheets()
    ketua, wakil = site.organiser("ketua"), site.organiser("wakil")
    for category in ("kube", "pendamping"):
        ketua.post(f"/panitia/tutup/{category}")
    late = entry(sheet, 0, "submit", scores=tablet.full(sheet))
    assert tablet.send(late)[0]["word"] == "late"
    accept = f"/panitia/tablet/terlambat/{late['id']}"
    assert ketua.post(accept, data=SECOND | {"reason": "Baterai habis."}).status_code == 302
    answer = wakil.post(accept, data=SECOND | {"second_login": "ketua", "reason": "Tablet J5 mati."})
    assert (answer.status_code, problems(answer)) == (422, ["Kiriman ini sudah diputuskan: lembarnya ikut dihitung."])
    assert written(answer) == {"Alasan": "Tablet J5 mati."}
    assert wakil.post("/panitia/tablet/terlambat/tidak-ada", data=SECOND).status_code == 404


def test_a_request_answered_elsewhere_is_told_and_the_answer_comes_back(open_site):
    site = open_site("closed")
    ask(site)
    assert answer_it(site, "ketua", "refuse").status_code == 302
    answer = answer_it(site, "wakil", "approve", "Menurut saya boleh.")
    assert (answer.status_code, problems(answer)) == (422, ["Permintaan ini sudah dijawab."])
    assert written(answer) == {"Alasan": "Menurut saya boleh."}
