"""Setting up through the pages: workbook, names, cards, opening; and judges who do not come."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from sites import problems, words

from judging import queries
from judging.spreadsheet import blank_workbook, filled_workbook, read_workbook
from judging.spreadsheet.samples import sample_plan
from judging.web.access import utc_now

HOSTILE = "A<B>C & \"kutip\" 'satu' =1+1 🏅"


def sent(client, data: bytes, name: str = "acara.xlsx"):
    form = {"action": "check", "workbook": (io.BytesIO(data), name)}
    return client.post("/panitia/buku-kerja", data=form, content_type="multipart/form-data")


def other_event():
    """The second sample under sign-in names of its own."""
    plan = sample_plan("psm-lks")
    return replace(plan, people=tuple(replace(one, login=f"{one.login}-dua") for one in plan.people))


def upload_id(answer) -> str:
    return re.search(r'name="upload_id" value="(\w+)"', answer.get_data(as_text=True)).group(1)


def event_names(site) -> list[str]:
    with site.database.reading() as session:
        return [event.name for event in queries.events(session)]


def test_the_blank_workbook_is_the_one_the_reader_knows(open_site):
    answer = open_site("setup").organiser("panitia").get("/panitia/buku-kerja/kosong")
    assert list(read_workbook(answer.data, "x.xlsx")) == list(read_workbook(blank_workbook(), "x.xlsx"))
    assert answer.headers["Content-Disposition"] == "attachment; filename=buku-kerja.xlsx"


def test_a_broken_workbook_is_told_row_by_row_and_changes_nothing(open_site):
    site = open_site("setup")
    plan = other_event()
    first, *rest = plan.participants
    broken = replace(plan, participants=(replace(first, region=""), replace(rest[0], code=first.code), *rest[1:]))
    answer = sent(site.organiser("panitia"), filled_workbook(broken))
    text = words(answer)
    assert answer.status_code == 422
    assert "perlu diperbaiki di acara.xlsx Tidak ada yang disimpan." in text
    assert re.search(r"1 Peserta 2 \w \(Wilayah\)", text)
    assert event_names(site) == ["KUBE Berprestasi"]
    assert not (site.database.settings.data_dir / "uploads").exists()


@pytest.mark.parametrize(
    ("data", "name"), [(b"", "kosong.xlsx"), (b"bukan buku kerja\x00", "foto.jpg"), (b"PK\x03\x04rusak", "rusak.xlsx")]
)
def test_what_is_no_workbook_is_told_in_one_line(open_site, data, name):
    answer = sent(open_site("setup").organiser("panitia"), data, name)
    assert answer.status_code == 422
    assert f"1 hal perlu diperbaiki di {name}" in words(answer)


def test_no_file_chosen(open_site):
    answer = open_site("setup").organiser("panitia").post("/panitia/buku-kerja", data={"action": "check"})
    assert problems(answer) == ["Pilih dahulu berkas buku kerjanya."]


def test_a_workbook_is_previewed_then_imported_once(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    seen = sent(panitia, filled_workbook(other_event()))
    assert seen.status_code == 200
    assert "Terbaca dari acara.xlsx" in words(seen)
    assert event_names(site) == ["KUBE Berprestasi"]
    key = upload_id(seen)
    done = panitia.post("/panitia/buku-kerja", data={"action": "import", "upload_id": key})
    again = panitia.post("/panitia/buku-kerja", data={"action": "import", "upload_id": key})
    assert (done.status_code, event_names(site)) == (302, ["KUBE Berprestasi", "Pilar Sosial Teladan"])
    assert problems(again) == ["Berkas yang diperiksa sudah tidak tersimpan. Pilih dan periksa sekali lagi."]
    assert list((site.database.settings.data_dir / "uploads").iterdir()) == []


def test_a_real_event_does_not_mix_with_sample_data(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    seen = sent(panitia, filled_workbook(replace(other_event(), is_sample=False)))
    answer = panitia.post("/panitia/buku-kerja", data={"action": "import", "upload_id": upload_id(seen)})
    assert answer.status_code == 422
    assert problems(answer)[0].startswith("Basis data ini berisi data contoh")
    assert event_names(site) == ["KUBE Berprestasi"]


def test_sign_in_names_of_another_event_are_told_before_the_import(open_site):
    answer = sent(open_site("setup").organiser("panitia"), filled_workbook(sample_plan("psm-lks")))
    assert problems(answer)[0] == "Nama masuk panitia sudah dipakai kegiatan lain. Ganti pada lembar Petugas."


@pytest.mark.parametrize("key", ["", "../journal.key", "0" * 32, "x" * 32])
def test_an_upload_that_is_not_ours_is_not_found(open_site, key):
    answer = (
        open_site("setup").organiser("panitia").post("/panitia/buku-kerja", data={"action": "import", "upload_id": key})
    )
    assert problems(answer) == ["Berkas yang diperiksa sudah tidak tersimpan. Pilih dan periksa sekali lagi."]


def test_a_name_is_approved_as_typed_and_shown_escaped(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    assert panitia.post("/panitia/peserta/1/nama", data={"name": HOSTILE}).status_code == 302
    for path in ("/panitia/peserta", "/panitia/peserta/1", "/panitia/kemajuan"):
        assert "<B>" not in panitia.get(path).get_data(as_text=True)
    assert HOSTILE in words(panitia.get("/panitia/peserta"))


def test_a_name_of_120_characters_and_one_word_stays_whole(open_site):
    panitia = open_site("setup").organiser("panitia")
    panitia.post("/panitia/peserta/1/nama", data={"name": "W" * 120})
    assert "W" * 120 in words(panitia.get("/panitia/peserta"))


def test_an_empty_name_is_refused_and_told(open_site):
    answer = open_site("setup").organiser("panitia").post("/panitia/peserta/1/nama", data={"name": " "})
    assert answer.status_code == 422
    assert "Nama belum diisi." in words(answer)


def test_a_warning_keeps_its_reason(open_site):
    panitia = open_site("setup").organiser("panitia")
    form = {"warning": "books_missing", "reason": ""}
    assert panitia.post("/panitia/peserta/3/ketentuan", data=form).status_code == 422
    assert panitia.post("/panitia/peserta/3/ketentuan", data=form | {"reason": "Sedang dicetak."}).status_code == 302
    assert panitia.post("/panitia/peserta/3/ketentuan", data={"warning": "x", "reason": "y"}).status_code == 404
    text = words(panitia.get("/panitia/peserta/3"))
    assert "Alasan: Sedang dicetak." in text
    assert "hal di luar ketentuan" not in words(panitia.get("/panitia/peserta"))


def test_a_participant_withdraws_with_a_reason(open_site):
    panitia = open_site("judging").organiser("panitia")
    assert panitia.post("/panitia/peserta/7/mundur", data={"kind": "withdrawn", "reason": ""}).status_code == 422
    gone = {"kind": "withdrawn", "reason": "Sakit.", "confirm": "yes"}
    assert panitia.post("/panitia/peserta/7/mundur", data=gone).status_code == 302
    assert "Mengundurkan diri Sakit." in words(panitia.get("/panitia/peserta"))
    assert "Tidak ikut" in words(panitia.get("/panitia/kemajuan"))


def test_a_locked_pin_is_released(open_site):
    site = open_site("judging")
    for _ in range(5):
        site.anyone().post("/juri/masuk", data={"card_code": "J4", "pin": "000000"})
    panitia = site.organiser("panitia")
    assert "Buka kunci PIN" in words(panitia.get("/panitia/juri"))
    assert panitia.post("/panitia/juri/4/pin").status_code == 302
    assert site.judge("J4").get("/juri").status_code == 200


def test_the_reserve_takes_over_what_was_not_sent(open_site):
    site = open_site("judging")
    panitia = site.organiser("panitia")
    form = {"substitute": "6", "reason": "Pulang karena sakit.", "confirm": "yes"}
    assert panitia.post("/panitia/juri/2/tidak-hadir", data=form | {"reason": ""}).status_code == 422
    assert panitia.post("/panitia/juri/2/tidak-hadir", data=form).status_code == 302
    with site.database.reading() as session:
        panel = {one.code: one for one in queries.panel(session, 1, now=utc_now())}
    waiting = sum(seat.unsent for seat in panel["J6"].seats)
    assert (sum(seat.unsent for seat in panel["J2"].seats), waiting > 0) == (0, True)
    again = panitia.post("/panitia/juri/2/tidak-hadir", data=form)
    assert [one.partition(":")[0] for one in problems(again)][:1] == ["Sudah dicatat"]


def test_the_opening_page_says_what_to_look_at_and_opens_everything_at_once(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    text = words(panitia.get("/panitia/pengaturan"))
    assert "10 nama belum disetujui peserta" in text
    assert "Bobot adalah asumsi; panitia dapat mengubahnya sebelum penilaian dibuka." in text
    assert "Benturan kepentingan: J5 dan Fitriani Hasanah, S.Pd. (Satu lembaga dengan peserta)" in text
    assert panitia.post("/panitia/pengaturan/buka").status_code == 302
    assert site.states() == ["judging", "judging"]
    assert panitia.post("/panitia/pengaturan/buka").status_code == 422
    assert site.states() == ["judging", "judging"]


@pytest.mark.parametrize("login", ["ketua", "bendahara"])
def test_only_the_committee_opens_judging(open_site, login):
    assert open_site("setup").organiser(login).post("/panitia/pengaturan/buka").status_code == 403
