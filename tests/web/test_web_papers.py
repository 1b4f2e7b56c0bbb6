"""Papers on screen: settings with a preview, everything in one ZIP, scans, payouts, notes, revoking."""

from __future__ import annotations

import base64
import html
import io
import re
import time
import zipfile

import pytest
from PIL import Image
from pypdf import PdfReader
from sites import PIN

from judging import paperwork, queries
from judging.queries.documents import documents


@pytest.fixture
def site(open_site):
    return open_site("announced")


def page_text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))


def form_of(client, path: str) -> dict[str, str]:
    """What a browser would send back unchanged."""
    page = client.get(path).get_data(as_text=True)
    values = dict(re.findall(r'<input[^>]*name="([^"]+)" value="([^"]*)"', page))
    for name, inside in re.findall(r'<select id="[^"]*" name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', inside) or re.search(r'<option value="([^"]*)"', inside)
        values[name] = chosen[1]
    ticked = re.findall(r'<input type="checkbox" name="([^"]+)" value="([^"]*)" checked', page)
    unticked = set(re.findall(r'<input type="checkbox" name="([^"]+)" value="[^"]*">', page))
    return {name: value for name, value in values.items() if name not in unticked} | dict(ticked)


def upload(client, data):
    """A large form travels through a temporary file that the test client leaves open."""
    answer = client.post("/panitia/dokumen/arsip", data=data)
    answer.request.environ["wsgi.input"].close()
    return answer


def settings_of(site) -> dict[str, object]:
    with site.database.reading() as session:
        return queries.settings(session, 1)


def test_settings_are_checked_by_drawing_and_then_kept(site):
    panitia = site.organiser("panitia")
    form = form_of(panitia, "/panitia/pengaturan/kertas")
    wrong = panitia.post("/panitia/pengaturan/kertas", data=form | {"colours": "merah"})
    assert (wrong.status_code, "Warna merah tidak dikenal" in page_text(wrong)) == (422, True)
    change = {"design": "modern", "offset_x": "1,5", "certificate_number": "{nomor}/PG/XII/2026", "kpa-prefix": "Plt."}
    assert panitia.post("/panitia/pengaturan/kertas", data=form | change).status_code == 302
    kept = settings_of(site)
    assert (kept["design"], kept["offset"], kept["stamp_duty"]) == ("modern", [1.5, 0.0], True)
    stale = panitia.post("/panitia/pengaturan/kertas", data=form | {"design": "betawi"})
    assert (stale.status_code, "baru saja diubah orang lain" in page_text(stale)) == (422, True)
    assert site.database.verify().ok


PREVIEW = "/panitia/pengaturan/kertas/pratinjau"
TRIED = [
    {"design": "betawi"},
    {"colours": "#5A1846, #8C6A1E"},
    {"letterhead-1": "DINAS PERCOBAAN"},
    {"content_only": "1"},
    {"content_only": "1", "offset_x": "4"},
    {"content_only": "1", "offset_y": "-4,5"},
    {"paper": "F4"},
    {"place": "Banjarbaru"},
]


def picture_in(answer) -> bytes:
    found = re.search(r'src="data:image/png;base64,([^"]+)"', answer.get_data(as_text=True))
    return base64.b64decode(found[1]) if found else b""


def emblem_file() -> tuple[io.BytesIO, str]:
    picture = io.BytesIO()
    Image.new("RGB", (60, 60), "#146c43").save(picture, "PNG")
    return io.BytesIO(picture.getvalue()), "lambang.png"


def test_a_preview_shows_what_is_typed_and_keeps_nothing(site):
    panitia = site.organiser("panitia")
    form, before = form_of(panitia, "/panitia/pengaturan/kertas"), settings_of(site)
    stored = panitia.get(PREVIEW)
    assert (stored.mimetype, Image.open(io.BytesIO(stored.data)).width) == ("image/png", 1000)
    asked = [{}, *TRIED, *({name: emblem_file()} for name in ("emblem", "logo", "background"))]
    shown = [picture_in(panitia.post(PREVIEW, data=form | change, headers={"X-Juara": "part"})) for change in asked]
    assert shown[0] == stored.data, "an untouched form looks like what is stored"
    assert len(set(shown)) == len(asked), "every change is seen"
    assert settings_of(site) == before


def test_without_script_the_preview_comes_with_the_page_and_what_was_typed(site):
    panitia = site.organiser("panitia")
    form = form_of(panitia, "/panitia/pengaturan/kertas")
    answer = panitia.post(PREVIEW, data=form | {"letterhead-1": "DINAS PERCOBAAN"})
    assert (answer.status_code, 'value="DINAS PERCOBAAN"' in answer.get_data(as_text=True)) == (200, True)
    assert picture_in(answer).startswith(b"\x89PNG")
    assert len(answer.data) < 150_000
    wrong = panitia.post(PREVIEW, data=form | {"colours": "merah"}, headers={"X-Juara": "part"})
    assert ("Warna merah tidak dikenal" in page_text(wrong), picture_in(wrong)) == (True, b"")


def test_an_emblem_is_written_anew_and_printed(site):
    panitia = site.organiser("panitia")
    picture = io.BytesIO()
    Image.new("RGB", (1600, 1600), "#146c43").save(picture, "JPEG", exif=b"Exif\0\0secret-place")
    form = form_of(panitia, "/panitia/pengaturan/kertas")
    sent = form | {"emblem": (io.BytesIO(picture.getvalue()), "lambang.jpg")}
    assert panitia.post("/panitia/pengaturan/kertas", data=sent).status_code == 302
    with site.database.reading() as session:
        emblem = queries.papers(session, 1).emblem
    assert emblem.startswith(b"\x89PNG")
    assert b"secret-place" not in emblem
    assert max(Image.open(io.BytesIO(emblem)).size) == 700
    paper = panitia.get("/panitia/dokumen/hadir").data
    assert len(PdfReader(io.BytesIO(paper)).pages[0].images) == 1


def test_everything_comes_in_one_zip_and_is_told_by_reloading(site):
    panitia = site.organiser("panitia")
    assert panitia.get("/panitia/dokumen/berkas/unduh").status_code == 404
    assert panitia.post("/panitia/dokumen/berkas").status_code == 302
    for _ in range(600):
        answer = panitia.get("/panitia/dokumen/berkas")
        if "Refresh" not in answer.headers:
            break
        time.sleep(0.1)
    with panitia.get("/panitia/dokumen/berkas/unduh") as answer:
        names = zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    assert len(names) > 20
    assert "2-pleno/berita-acara-kube-kube-dki-2026.pdf" in names
    with site.database.reading() as session:
        kept = {one.kind for one in documents(session, 1)}
    assert kept == {"berita-acara", "rapor"}, "only what is final is kept; prizes wait for the keputusan"


def test_handing_out_files_a_paper_and_looking_does_not(site):
    panitia = site.organiser("panitia")
    looked = panitia.get("/panitia/dokumen/berita-acara/kube").data
    with site.database.reading() as session:
        assert documents(session, 1) == []
    assert panitia.post("/panitia/dokumen/berita-acara/kube").data == looked
    with site.database.reading() as session:
        one = documents(session, 1)[0]
    assert panitia.get(f"/panitia/dokumen/arsip/{one.id}").data == looked
    assert "Utuh" in page_text(panitia.get("/panitia/dokumen/arsip"))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "Pilih dahulu"),
        (b"MZ\x90\x00 not a picture", "bukan PDF, JPG, atau PNG"),
        (b"%PDF-1.7 cut off", "tidak utuh"),
        (b"%PDF-1.7 /OpenAction << /JavaScript (x) >> %%EOF", "isi aktif"),
        (b"%PDF-" + b"x" * (10 * 1024 * 1024), "lebih besar dari 10 MB"),
    ],
)
def test_a_scan_that_is_no_scan_is_refused_in_words(site, data, told):
    answer = upload(site.organiser("panitia"), {"scan": (io.BytesIO(data), "x.pdf")})
    assert (answer.status_code, told in page_text(answer)) == (422, True)


def test_a_scan_larger_than_other_forms_is_filed(site):
    picture = io.BytesIO()
    Image.effect_noise((1800, 1800), 90).save(picture, "PNG")
    assert len(picture.getvalue()) > 2 * 1024 * 1024
    panitia = site.organiser("panitia")
    scan = (io.BytesIO(picture.getvalue()), "../../jahat.png")
    sent = {"scan": scan, "of": "berita-acara", "remark": "Ditandatangani"}
    assert upload(panitia, sent).status_code == 302
    with site.database.reading() as session:
        one = documents(session, 1)[0]
    assert (one.name, one.media, one.remark) == ("pindaian-berita-acara-001.jpg", "image/jpeg", "Ditandatangani")


def test_a_piagam_is_revoked_by_two_people(site):
    panitia = site.organiser("panitia")
    form = form_of(panitia, "/panitia/pengaturan/kertas") | {"same_day_awards": "1"}
    panitia.post("/panitia/pengaturan/kertas", data=form)
    for kind in ("award", "thanks"):
        issued = panitia.post("/panitia/dokumen/piagam/terbit", data={"day": "2026-12-07", "kind": kind})
        assert issued.status_code == 302
    with site.database.reading() as session:
        papers = queries.papers(session, 1)
    assert (len(papers.issued), len(papers.thanked)) == (10, 5)
    path = f"/panitia/dokumen/piagam/cabut/{papers.issued[0].id}"
    alone = {"reason": "pelanggaran", "second_login": "panitia", "second_pin": PIN}
    assert panitia.post(path, data=alone).status_code == 422
    assert panitia.post(path, data=alone | {"second_login": "ketua"}).status_code == 302
    assert "Dicabut" in page_text(panitia.get("/panitia/dokumen"))
    assert "dicabut" in page_text(site.anyone().get(f"/periksa/{papers.issued[0].code}")).lower()


def test_payouts_are_typed_once_and_kept_on_a_refusal(site):
    bendahara = site.organiser("bendahara")
    form = {"participant": "KUBE-TMR", "label": "Juara I", "method": "transfer", "bank": "Bank Contoh"}
    wrong = bendahara.post("/panitia/dokumen/penyerahan", data=form)
    assert (wrong.status_code, "nomor rekening" in page_text(wrong)) == (422, True)
    assert bendahara.post("/panitia/dokumen/penyerahan", data=form | {"account": "123"}).status_code == 302
    paper = bendahara.get("/panitia/dokumen/kuitansi/KUBE-TMR/Juara I").data
    assert "rekening 123" in PdfReader(io.BytesIO(paper)).pages[0].extract_text()
    assert bendahara.post("/panitia/dokumen/penyerahan", data=form | {"label": "Juara IX"}).status_code == 404


def test_the_chair_reads_notes_and_the_screen_says_what_the_rapor_says(site):
    ketua = site.organiser("ketua")
    report = paperwork.feedback_of(site.database, 1, 1, "KUBE-SEL")
    page = page_text(ketua.get("/panitia/dokumen/rapor/kube/KUBE-SEL"))
    assert "Lihat di layar" in page_text(ketua.get("/panitia/dokumen"))
    points = [text for point in (*report.strengths, *report.steps) for text in (point.title, point.text, point.now)]
    told = [report.name, report.about, report.event, report.greeting, report.place, report.decided, *points]
    assert len(points) == 18
    assert [text for text in (*told, report.closing, report.sender) if text not in html.unescape(page)] == []
    assert "Lihat rapor" in page_text(ketua.get("/panitia/dokumen/rapor/kube/peserta"))
    assert ketua.get("/panitia/dokumen/catatan").status_code == 200
    assert ketua.get("/panitia/dokumen/rapor/kube/KUBE-TMR").status_code == 200
    assert ketua.get("/panitia/dokumen/rapor/kube/KUBE-TMR.svg").mimetype == "image/svg+xml"
    assert ketua.get("/panitia/dokumen/rapor/kube/TIDAK-ADA").status_code == 404
