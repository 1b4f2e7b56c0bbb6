"""The berita acara says what was decided, with both results, and which sheets were opened again."""

from __future__ import annotations

import io

from people import EVENT
from pypdf import PdfReader
from sites import SECOND

from judging import paperwork


def minutes(site, category_id: int = 1) -> str:
    paper = paperwork.minutes_pdf(site.database, EVENT, category_id)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.content)).pages)
    return " ".join(text.split())


def decide(site, category: str, **body: str) -> None:
    form = SECOND | body | {"reason": "J5 hadir pada empat peserta.", "present": "Retno\nBambang"}
    ketua = site.organiser("ketua")
    assert ketua.post(f"/panitia/pleno/{category}/putuskan", data=form).status_code == 302
    assert ketua.post(f"/panitia/pleno/{category}/kunci", data=SECOND).status_code == 302


def test_departing_from_the_declared_rule_prints_both_results(open_site):
    site = open_site("closed")
    decide(site, "pendamping", kind="rule", method="mean", panel_rule="present_judges")
    text = minutes(site, 2)
    assert "Keputusan pleno memakai aturan lain: Rata-rata nilai juri yang dihitung; Semua nilai yang masuk" in text
    assert "Hasil menurut aturan yang ditetapkan: Juara I Sukirno (85,95); Juara II Fitriani Hasanah" in text
    assert "Hasil menurut keputusan ini: Juara I Sukirno (" in text
    assert "dihadiri Retno dan Bambang. Alasan: J5 hadir pada empat peserta." in text


def test_a_disqualification_prints_who_moved(open_site):
    site = open_site("closed")
    decide(site, "kube", kind="out", participant="KUBE-SEL", status="disqualified")
    text = minutes(site)
    assert "Keputusan pleno: KUBE Guyub Hijau didiskualifikasi." in text
    assert "Hasil sebelum keputusan ini: Juara I KUBE Kencana Bersih (79,96); Juara II KUBE Guyub Hijau" in text
    assert "Hasil sesudahnya: Juara I KUBE Kencana Bersih (79,96); Juara II KUBE Bahari Rejeki" in text
