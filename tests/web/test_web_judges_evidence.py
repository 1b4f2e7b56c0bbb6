"""Evidence beside the profile: kept by the panitia, seen by who judges that participant, and by nobody else."""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, datetime

import pytest
from people import NOW
from PIL import Image
from pypdf import PdfWriter
from sites import problems, words

from judging import actions, journal, queries
from judging.models import Category, Event, EventSetting, EvidenceContent, EvidenceFile
from judging.queries.export import sealed_archive
from judging.queries.retention import ERASE_AFTER
from judging.roles import SYSTEM

KUBE = 1
PAGE = f"/panitia/peserta/{KUBE}/bukti"


def picture(colour: str = "teal") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, "JPEG")
    return out.getvalue()


def document() -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(out)
    return out.getvalue()


def send(client, data: bytes, title: str = "Buku kas", name: str = "../../etc/passwd.jpg", page: str = PAGE):
    form = {"title": title, "file": (io.BytesIO(data), name)}
    return client.post(page, data=form, content_type="multipart/form-data")


def waiting(site, code: str) -> tuple[int, int]:
    """A sheet that this judge has still to mark, and the participant it is about."""
    with site.database.reading() as session:
        judge = next(one for one in queries.judges(session, 1) if one.code == code)
        line = next(one for one in queries.judge_sheets(session, judge.id) if one.state == "blank")
        about = next(one for one in queries.participants(session, 1) if one.name == line.name)
        return line.id, about.id


def files(site) -> list[tuple[int, str, str]]:
    with site.database.reading() as session:
        return [(one.id, one.title, one.media) for one in queries.evidence_of(session, KUBE)]


def test_pictures_and_papers_are_kept_shown_and_taken_away(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    assert send(panitia, picture()).status_code == 302
    assert send(panitia, document(), "Peraturan").status_code == 302
    assert files(site) == [(1, "Buku kas", "image/jpeg"), (2, "Peraturan", "application/pdf")]
    assert "Buku kas gambar" in words(panitia.get(PAGE))
    shown = panitia.get(f"{PAGE}/2")
    assert (shown.data, shown.mimetype) == (document(), "application/pdf")
    assert panitia.post(f"{PAGE}/1").status_code == 302
    assert panitia.post(f"{PAGE}/1").status_code == 404
    assert files(site) == [(2, "Peraturan", "application/pdf")]
    with site.database.reading() as session:
        assert (journal.verify(session).ok, session.query(EvidenceContent).count()) == (True, 1)


REFUSED = {
    "title": (picture(), " ", "Judul belum diisi. Tulis apa yang tampak, misalnya buku kas Oktober."),
    "file": (b"", "Buku", "Pilih dahulu berkasnya."),
    "page": (b"<script>alert(1)</script>", "Buku", "Berkas ini bukan PDF, JPG, atau PNG yang dapat dibaca."),
}


@pytest.mark.parametrize("which", REFUSED)
def test_what_cannot_be_kept_is_told_and_the_title_stays(open_site, which):
    site, (data, title, told) = open_site("setup"), REFUSED[which]
    answer = send(site.organiser("panitia"), data, title)
    assert (answer.status_code, problems(answer), files(site)) == (422, [told], [])
    assert f'value="{title.strip()}"' in answer.get_data(as_text=True)


def test_there_is_room_for_twelve(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    for number in range(12):
        assert send(panitia, picture(), f"Bukti {number}").status_code == 302
    told = ["Paling banyak 12 bukti untuk satu peserta. Hapus salah satu dahulu."]
    assert problems(send(panitia, picture())) == told


def test_a_judge_sees_it_beside_the_profile_and_only_through_an_own_sheet(open_site):
    site = open_site("judging")
    panitia = site.organiser("panitia")
    judge, (sheet, about) = site.judge("J1"), waiting(site, "J1")
    send(panitia, picture(), page=f"/panitia/peserta/{about}/bukti")
    send(panitia, picture("red"), "Lain", page=f"/panitia/peserta/{about % 5 + 1}/bukti")
    page = judge.get(f"/juri/lembar/{sheet}").get_data(as_text=True)
    assert f'href="/juri/lembar/{sheet}/bukti/1" target="_blank" rel="noopener">Buku kas</a>' in page
    shown = judge.get(f"/juri/lembar/{sheet}/bukti/1")
    kept = {name: shown.headers[name] for name in ("Content-Disposition", "X-Content-Type-Options", "Cache-Control")}
    assert kept == {
        "Content-Disposition": 'inline; filename="bukti-1.jpg"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    assert shown.headers["Content-Security-Policy"].startswith("default-src 'none';")
    assert judge.get(f"/juri/lembar/{sheet}/bukti/2").status_code == 404, "another participant's"
    assert site.judge("J2").get(f"/juri/lembar/{sheet}/bukti/1").status_code == 404, "through somebody else's sheet"
    assert site.anyone().get(f"/juri/lembar/{sheet}/bukti/1").status_code == 302
    assert site.organiser("ketua").get(f"/panitia/peserta/{about}/bukti/1").status_code == 403
    assert "/bukti/" not in site.anyone().get("/juri/sw.js").get_data(as_text=True)


def test_the_journal_names_no_title_and_no_archive_holds_a_byte(open_site):
    site = open_site("judging")
    send(site.organiser("panitia"), picture(), "Buku rahasia")
    with site.database.reading() as session:
        bodies = b"".join(sealed_archive(session, 1).values())
        stored = session.query(EvidenceContent).one().content
    hidden = (b"Buku rahasia", hashlib.sha256(stored).hexdigest().encode(), stored)
    assert [one in bodies for one in hidden] == [False, False, False]


def test_evidence_is_wiped_when_its_time_is_over(open_site):
    site = open_site("judging")
    send(site.organiser("panitia"), picture())
    with site.database.writing() as session:
        happening = session.get_one(Event, 1)
        for row in session.query(Category):
            row.state = "announced"
        session.add(EventSetting(event=happening, key=ERASE_AFTER, value="2026-12-31"))
        journal.record(session, SYSTEM, "event.settings", happening, now=NOW)
    with site.database.writing() as session:
        actions.erase_personal(session, SYSTEM, 1, now=datetime(2027, 1, 1, tzinfo=UTC))
    assert files(site) == []
    with site.database.reading() as session:
        row = session.get_one(EvidenceFile, 1)
        assert (row.title, row.sha256, session.query(EvidenceContent).count()) == ("", "", 0)
        assert journal.verify(session).ok
