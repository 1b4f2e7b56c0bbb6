"""After a correction: which piagam still fit, what is done about the others, and what home and the public are told."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader
from sites import PIN, SECOND, problems, words
from test_web_organiser_flow import settle
from test_web_reopening import PLENO, corrected

from judging import queries

DAY = {"day": "2026-12-07"}
ISSUE, DOCUMENTS = "/panitia/dokumen/piagam/terbit", "/panitia/dokumen"
RECOUNT = SECOND | {"kind": "recount", "reason": "Lembar J3 diperbaiki."}
RENAME = SECOND | {"kind": "name", "participant": "KUBE-TMR", "name": "KUBE Kencana Bersih Jaya", "reason": "SK"}


@pytest.fixture
def site(open_site):
    """Announced, with a keputusan and every piagam of an award issued."""
    found = open_site("announced")
    settle(found)
    assert found.organiser("panitia").post(ISSUE, data=DAY).status_code == 302
    return found


def issued(site) -> dict[tuple[str, str], queries.Issued]:
    with site.database.reading() as session:
        return {one.key: one for one in queries.papers(session, 1).issued}


def revoke(site, issuance_id: int) -> None:
    form = {"reason": "salah", "second_login": "ketua", "second_pin": PIN}
    answer = site.organiser("panitia").post(f"/panitia/dokumen/piagam/cabut/{issuance_id}", data=form)
    assert answer.status_code == 302


def next_decree(site, number: str) -> None:
    form = {"number": number, "date": "2026-12-03"}
    assert site.organiser("bendahara").post("/panitia/hadiah/keputusan", data=form).status_code == 302


def correct(site, form: dict[str, str], number: str) -> None:
    assert site.organiser("ketua").post(f"{PLENO}/koreksi", data=form).status_code == 302
    next_decree(site, number)


def told(site, paper: queries.Issued) -> str:
    return words(site.anyone().get(f"/periksa/{paper.code}"))


def home(site) -> str:
    return words(site.organiser("panitia").get("/panitia")).partition("Langkah berikutnya ")[2]


def links(page, word: str) -> list[str]:
    return re.findall(rf'href="([^"]*/{word}/\d+)"', page.get_data(as_text=True))


def test_a_revoked_piagam_is_replaced_from_its_own_row(site):
    panitia, first = site.organiser("panitia"), issued(site)["KUBE-TMR", "Juara I"]
    revoke(site, first.id)
    again = panitia.post(ISSUE, data=DAY, follow_redirects=True)
    assert ("Tidak ada piagam baru." in words(again), "0 piagam" in words(again)) == (True, False)
    assert "1 piagam dicabut dan belum ada penggantinya" in home(site)
    (path,) = links(panitia.get(DOCUMENTS), "pengganti")
    assert "Nama KUBE Kencana Bersih Ditandatangani" in words(panitia.get(path))
    assert problems(panitia.post(path, data={"day": ""})) == ["Isi tanggalnya, misalnya 7 Desember 2026."]
    done = panitia.post(path, data=DAY, follow_redirects=True)
    assert "Piagam pengganti PG-2026-000011 diterbitkan." in words(done)
    assert panitia.get(path).status_code == 404
    refused = "Pengganti piagam PG-2026-000001 sudah terbit: PG-2026-000011."
    assert refused in words(panitia.post(path, data=DAY))
    assert "10 piagam sudah diterbitkan" in home(site)
    assert site.database.verify().ok


def test_a_new_official_signs_the_successor(site):
    panitia, first = site.organiser("panitia"), issued(site)["KUBE-TMR", "Juara I"]
    page = panitia.get("/panitia/pengaturan/pejabat").get_data(as_text=True)
    form = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))
    answer = panitia.post("/panitia/pengaturan/pejabat", data=form | {"kepala-name": "Dra. Siti Aminah", "act": "save"})
    assert answer.status_code in (200, 302), problems(answer)
    assert f"/panitia/dokumen/piagam/cabut/{first.id}" in links(panitia.get("/panitia/hari-ini"), "cabut")
    revoke(site, first.id)
    (path,) = links(panitia.get(DOCUMENTS), "pengganti")
    assert "menjadi Dra. Siti Aminah" in words(panitia.get(path))
    panitia.post(path, data=DAY)
    assert issued(site)["KUBE-TMR", "Juara I"].body["signatory"]["name"] == "Dra. Siti Aminah"


def test_a_corrected_name_waits_for_a_successor_everywhere(site):
    panitia, first = site.organiser("panitia"), issued(site)["KUBE-TMR", "Juara I"]
    correct(site, RENAME, "901/2026")
    text = words(panitia.get(DOCUMENTS))
    assert "PG-2026-000001 terbit atas nama KUBE Kencana Bersih. Perlu pengganti" in text
    assert re.search(r"Terbitkan \d piagam", text)
    assert panitia.post(f"{DOCUMENTS}/piagam/KUBE-TMR").status_code == 409
    assert "Nama di piagam ini sudah diperbaiki" in told(site, first)
    assert "Isinya cocok" not in told(site, first)
    assert "Terbitkan piagam pengganti" in home(site)
    assert "piagam sudah diterbitkan" not in home(site)
    (path,) = [one for one in links(panitia.get("/panitia/koreksi"), "pengganti") if one.endswith(f"/{first.id}")]
    assert "Nama KUBE Kencana Bersih menjadi KUBE Kencana Bersih Jaya" in words(panitia.get(path))
    assert panitia.post(ISSUE, data=DAY).status_code == 302
    assert "10 piagam sudah diterbitkan" in home(site)
    printed = panitia.post(f"{DOCUMENTS}/piagam/KUBE-TMR")
    assert "Kencana Bersih Jaya" in PdfReader(io.BytesIO(printed.data)).pages[0].extract_text()
    assert "Piagam ini sudah diganti" in told(site, first)


def test_who_lost_a_place_keeps_no_piagam_that_is_said_to_fit(site):
    panitia, bendahara = site.organiser("panitia"), site.organiser("bendahara")
    before = issued(site)
    lost, kept = before["KUBE-SEL", "Juara II"], before["KUBE-TMR", "Juara I"]
    corrected(site)
    correct(site, RECOUNT, "901/2026")
    assert "sedang dikoreksi" in told(site, lost)
    assert "sedang dikoreksi" in told(site, kept), "whom an unannounced correction touches is not told"
    panitia.post(ISSUE, data=DAY)
    panitia.post("/panitia/pengumuman", data={"category": "kube"})
    assert "Piagam ini tidak cocok dengan hasil terbaru" in told(site, lost)
    assert "Piagam ini asli" in told(site, kept)
    assert "2 piagam bukan lagi milik penerimanya" in home(site)
    revoking = f"{DOCUMENTS}/piagam/cabut/{lost.id}"
    assert revoking in links(panitia.get("/panitia/koreksi"), "cabut")
    assert revoking in links(panitia.get(DOCUMENTS), "cabut")
    assert links(site.organiser("ketua").get("/panitia/koreksi"), "cabut") == []
    revoke(site, lost.id)
    assert revoking not in links(bendahara.get(DOCUMENTS), "cabut")
    assert "Piagam ini sudah dicabut" in told(site, lost)


def test_home_tells_of_a_record_that_gives_another_result(site):
    assert "Serahkan penghargaan" in home(site)
    assert "memberi hasil lain" not in home(site)
    corrected(site)
    assert "Catatan KUBE Berprestasi memberi hasil lain daripada yang dikunci" in home(site)
    assert site.organiser("ketua").post(f"{PLENO}/koreksi", data=RECOUNT).status_code == 302
    assert "memberi hasil lain" not in home(site)


def test_home_asks_for_the_keputusan_before_it_says_that_piagam_are_issued(site):
    assert site.organiser("ketua").post(f"{PLENO}/koreksi", data=RENAME).status_code == 302
    assert home(site).startswith("Isi nomor dan tanggal keputusan")
    assert "piagam sudah diterbitkan" not in home(site)


def test_after_handing_over_the_next_step_is_the_archive(site):
    form = {"day": "2026-12-08", "note": ""}
    assert site.organiser("panitia").post("/panitia/tahapan/penyerahan", data=form).status_code == 302
    assert home(site).startswith("Arsipkan acara")
