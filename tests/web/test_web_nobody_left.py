"""Every participant of a category left: it is sealed all the same, with every prize "tidak diberikan"."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from sites import SECOND, words
from test_web_organiser_flow import settle

from judging import queries

PLENO = "/panitia/pleno/kube"
NOBODY = "Tidak ada peserta yang ikut sampai akhir. Semua penghargaan berperingkat tidak diberikan."
PAGES = (
    "", "/dokumen", "/pengumuman", "/hadiah", "/kemajuan", "/tahapan", "/koreksi", "/pleno/kube",
    "/pleno/kube/cara-menghitung", "/dokumen/rekapitulasi/kube", "/dokumen/berita-acara/kube",
    "/dokumen/naskah-mc", "/dokumen/rekap-juri/kube", "/dokumen/lembar-juri/kube",
)  # fmt: skip


@pytest.fixture
def left(open_site):
    """Closed; the pleno records that each participant withdrew."""
    site = open_site("closed")
    ketua = site.organiser("ketua")
    with site.database.reading() as session:
        codes = [one.code for one in queries.participants(session, 1) if one.category == "KUBE Berprestasi"]
    record = SECOND | {"kind": "out", "status": "withdrawn", "reason": "Pindah.", "present": "Retno"}
    for code in codes:
        assert ketua.post(f"{PLENO}/putuskan", data=record | {"participant": code}).status_code == 302
    return site, ketua


def test_the_pleno_says_so_and_seals(left):
    site, ketua = left
    assert NOBODY in words(ketua.get(PLENO))
    assert "belum dapat diperingkat" not in words(ketua.get("/panitia"))
    for category in ("kube", "pendamping"):
        assert ketua.post(f"/panitia/pleno/{category}/kunci", data=SECOND).status_code == 302
    assert NOBODY in words(ketua.get(PLENO))
    with site.database.reading() as session:
        body = queries.papers(session, 1).results[0].body
    assert (body["rows"], {one["state"] for one in body["places"]}) == ([], {"not_given"})


def test_everything_after_the_seal_goes_on(left):
    site, ketua = left
    for category in ("kube", "pendamping"):
        ketua.post(f"/panitia/pleno/{category}/kunci", data=SECOND)
    panitia = site.organiser("panitia")
    settle(site)
    for category in ("kube", "pendamping"):
        assert panitia.post("/panitia/pengumuman", data={"category": category}).status_code == 302
    opened = {page: panitia.get(f"/panitia{page}").status_code for page in PAGES}
    opened |= {page: site.anyone().get(page).status_code for page in ("/hasil", "/hasil/kube", "/layar")}
    assert {page: code for page, code in opened.items() if code != 200} == {}
    minutes = PdfReader(io.BytesIO(panitia.get("/panitia/dokumen/berita-acara/kube").data))
    text = " ".join(" ".join(page.extract_text() for page in minutes.pages).split())
    assert NOBODY in text
