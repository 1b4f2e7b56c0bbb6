"""Before judging opens: the sheet of rules is final and signed by category, and opening asks first."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader
from sites import Site, problems, words

from judging import actions
from judging.plan import OfficialPlan
from judging.queries.set_up import categories_set_up, officials_mark
from judging.queries.sign_off import SignOff, sign_offs
from judging.roles import SYSTEM, Actor, Role
from judging.web.access import utc_now

OPENING, ARCHIVE = "/panitia/pengaturan/buka", "/panitia/dokumen/arsip"
TREASURER = Actor(None, "bendahara", frozenset({Role.BENDAHARA}))
SCAN = b"%PDF-1.7 a scan of the signed sheet %%EOF"


def of(site: Site, code: str) -> SignOff:
    with site.database.reading() as session:
        return next(one for one in sign_offs(session, 1) if one.category_code == code)


def all_of(site: Site) -> list[SignOff]:
    with site.database.reading() as session:
        return sign_offs(session, 1)


def sheet(client, code: str) -> str:
    answer = client.get(f"/panitia/dokumen/aturan/{code}")
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)


def file_scan(client, category: str, code: str):
    data = {"scan": (io.BytesIO(SCAN + category.encode() + b"%%EOF"), "x.pdf"), "of": f"aturan:{code}:{category}"}
    answer = client.post(ARCHIVE, data=data)
    answer.request.environ["wsgi.input"].close()
    return answer


def change_amount(site: Site, category: str, amount: int) -> None:
    """One prize is another one now: another rule on the sheet."""
    with site.database.writing() as session:
        found = next(one for one in categories_set_up(session, 1) if one.code == category)
        actions.set_amount(session, TREASURER, found.awards[0].id, amount, "Anggaran berubah.", now=utc_now())


@pytest.fixture
def site(open_site) -> Site:
    """Every amount is certain."""
    found: Site = open_site("setup")
    with found.database.writing() as session:
        for category in categories_set_up(session, 1):
            for award in category.awards:
                if award.to_confirm:
                    actions.set_amount(session, TREASURER, award.id, award.amount, "Sudah pasti.", now=utc_now())
    return found


def test_the_sheet_is_final_before_opening_and_opening_declares_its_very_code(site):
    panitia, before = site.organiser("panitia"), of(site, "kube")
    text = sheet(panitia, "kube")
    assert (before.lacks, "KONSEP" in text, f"Kode aturan {before.code}" in text) == ((), False, True)
    documents = words(panitia.get("/panitia/dokumen"))
    assert f"Untuk ditandatangani panel sebelum penilaian dibuka, kode {before.code}." in documents
    assert panitia.post(OPENING).status_code == 302
    assert (of(site, "kube").code, sheet(panitia, "kube")) == (before.code, text)


def test_an_amount_that_is_not_certain_keeps_the_sheet_a_draft_that_nobody_signs(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    drafts = [one.category_code for one in all_of(site) if one.lacks]
    assert drafts
    code = drafts[0]
    assert ("KONSEP" in sheet(panitia, code), "Kode aturan" in sheet(panitia, code)) == (True, False)
    refused = file_scan(panitia, code, of(site, code).code)
    assert refused.status_code == 422
    assert "masih KONSEP dan belum dapat ditandatangani." in problems(refused)[0]
    assert problems(refused)[1].startswith("Jumlah hadiah perlu konfirmasi: ")


def test_each_category_is_signed_on_its_own_and_the_front_page_counts_them(site):
    panitia = site.organiser("panitia")
    front = panitia.get("/panitia")
    assert "Lembar aturan ditandatangani: 0 dari 2 kategori" in words(front)
    assert f'href="{ARCHIVE}?aturan=kube"' in front.get_data(as_text=True)
    chosen = panitia.get(f"{ARCHIVE}?aturan=kube").get_data(as_text=True)
    assert f'<option value="aturan:{of(site, "kube").code}:kube" selected>' in chosen
    for signed, code in enumerate(("kube", "pendamping"), start=1):
        answer = file_scan(panitia, code, of(site, code).code)
        left = {1: "?aturan=pendamping", 2: ""}[signed]
        assert (answer.status_code, answer.headers["Location"]) == (302, f"{ARCHIVE}{left}")
        assert [one.signed for one in all_of(site)].count(True) == signed
        front = words(panitia.get("/panitia"))
        assert ("Lembar aturan ditandatangani: 1 dari 2 kategori" in front) == (signed == 1)
        assert ("Aturan penilaian sudah ditandatangani" in front) == (signed == 2)
    assert "Lembar aturan sudah ditandatangani untuk semua kategori" in words(panitia.get("/panitia/pengaturan"))


def test_a_rule_changed_after_signing_voids_the_signature_and_says_so_everywhere(site):
    panitia = site.organiser("panitia")
    old = of(site, "kube").code
    file_scan(panitia, "kube", old)
    change_amount(site, "kube", 7_777_000)
    now = of(site, "kube")
    assert (now.signed, now.void, now.code != old) == (False, True, True)
    assert f"Tanda tangan yang lama tidak berlaku. Cetak dan tandatangani lagi, kode {now.code}." in words(
        panitia.get("/panitia")
    )
    told = f"berubah sesudah ditandatangani. Tandatangani lagi, kode {now.code}."
    assert told in words(panitia.get("/panitia/pengaturan"))
    assert told in words(panitia.get(OPENING))
    late = file_scan(panitia, "kube", old)
    assert (late.status_code, f"kodenya sekarang {now.code}" in problems(late)[0]) == (422, True)
    assert file_scan(panitia, "kube", now.code).status_code == 302
    assert (of(site, "kube").signed, of(site, "kube").void) == (True, False)


def test_a_scan_of_no_category_of_this_event_is_not_found(site):
    panitia = site.organiser("panitia")
    assert file_scan(panitia, "tidak-ada", "AAAA-BBBB").status_code == 404
    assert file_scan(panitia, "", "").status_code == 404


def test_who_is_to_sign_but_was_not_entered_is_said_beside_the_paper(site):
    panitia = site.organiser("panitia")
    assert "tercetak titik-titik" not in words(panitia.get("/panitia/dokumen"))
    with site.database.writing() as session:
        nobody = [OfficialPlan("kabid", "", "", "")]
        actions.set_officials(session, SYSTEM, 1, nobody, based_on=officials_mark(session, 1), now=utc_now())
    text = words(panitia.get("/panitia/dokumen"))
    assert "Belum diisi di Pejabat, tercetak titik-titik: Kepala Bidang." in text
    assert "Yang mengetahui (Kepala Bidang) belum diisi di Pejabat." in words(panitia.get(OPENING))


def test_opening_asks_first_and_says_what_becomes_fixed(site):
    panitia = site.organiser("panitia")
    assert 'action="/panitia/pengaturan/buka"' not in panitia.get("/panitia/pengaturan").get_data(as_text=True)
    asked = panitia.get(OPENING)
    text = words(asked)
    assert asked.get_data(as_text=True).count('action="/panitia/pengaturan/buka"') == 1
    for told in (
        "Buka penilaian?",
        "yang berikut menjadi tetap: nomor urut, rubrik,",
        "5 peserta, 5 juri: 25 lembar",
        "Lembar aturan KUBE Berprestasi belum ditandatangani panel",
        "10 nama belum disetujui peserta",
        "Ya, buka penilaian",
    ):
        assert told in text, told
    assert site.states() == ["setup", "setup"]


def test_order_not_drawn_and_conflicts_not_looked_at_are_rows(site):
    panitia = site.organiser("panitia")
    assert "Nomor urut KUBE Berprestasi belum diundi." in words(panitia.get(OPENING))
    assert "belum diundi; seperti urutan pada daftar" in words(panitia.get(OPENING))
    for code in ("kube", "pendamping"):
        panitia.post("/panitia/peserta/undian", data={f"seed-{code}": "1 2 3 4 5 6", "answer": f"draw-{code}"})
    text = words(panitia.get(OPENING))
    assert ("belum diundi" in text, "benih 1 2 3 4 5 6" in text) == (False, True)
    assert "Nomor urut sudah diundi" in words(panitia.get("/panitia/pengaturan"))


def test_a_reserve_who_would_score_from_the_start_is_named(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    told = "Cadangan, tetapi ditugaskan menilai sejak awal: Yuliana Kartika"
    before = told in words(panitia.get("/panitia/pengaturan"))
    seats = re.findall(r'name="seat" value="(\d+:\d+)"', panitia.get("/panitia/juri/penugasan").get_data(as_text=True))
    panitia.post("/panitia/juri/penugasan", data={"seat": seats})
    assert (before, told in words(panitia.get("/panitia/pengaturan"))) == (False, True)
