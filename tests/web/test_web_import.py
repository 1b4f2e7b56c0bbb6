"""Tables people already have, brought in through the pages: upload, columns, check, store; and what is kept between."""

from __future__ import annotations

import io
import os
import re
import time
from pathlib import Path

import pytest
from sites import problems, words

from judging import queries
from judging.models import JournalEvent, PaperSheet, Participant, Sheet
from judging.queries.import_known import event_rows
from judging.spreadsheet import write_csv
from judging.web.access import utc_now
from judging.web.organiser.staged import Shelf

FILES = Path(__file__).parents[1] / "spreadsheet" / "real_life"
GONE = "0" * 32


def upload(client, kind, name, data=None):
    """The answer to an upload: a redirect to the page of columns, or the problems."""
    content = (FILES / name).read_bytes() if data is None else data
    form = {"kind": kind, "table": (io.BytesIO(content), name)}
    return client.post("/panitia/impor", data=form, content_type="multipart/form-data")


def columns(client, kind, name, data=None):
    """(address, form as the page of columns proposes it)."""
    answer = upload(client, kind, name, data)
    assert answer.status_code == 302, words(answer)
    return answer.location, form_of(client.get(answer.location))


def form_of(answer):
    """What the page of columns would send as it stands."""
    page, form = answer.get_data(as_text=True), {}
    for select, options in re.findall(r'<select id="[^"]+" name="(\w+)".*?>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options) or re.search(
            r'<option value="([^"]*)"', options
        )
        form[select] = chosen[1] if chosen else ""
    form["head"] = re.search(r'name="head" value="(\d+)"', page)[1]
    return form


def new_people(number=3):
    rows = [["Nama KUBE", "Kab/Kota", "Ketua", "Anggota"]]
    rows += [
        [f"KUBE Contoh {n}", f"Kota Contoh {n}", f"Ketua {n}", f"Ketua {n}; Siti {n}; Budi {n}"] for n in range(number)
    ]
    return write_csv(rows)


def codes(site):
    with site.database.reading() as session:
        return [one.code for one in event_rows(session, 1).participants]


def test_a_messy_list_becomes_participants_with_their_members(open_site):
    site = open_site("setup")
    panitia, before = site.organiser("panitia"), codes(site)
    address, form = columns(panitia, "participants", "peserta.csv", new_people())
    assert {key: form[key] for key in ("c0", "c1", "c2", "c3", "category")} == {
        "c0": "name", "c1": "region", "c2": "ketua", "c3": "members", "category": "kube"}  # fmt: skip
    refused = panitia.post(address, data=form | {"action": "check"})
    assert refused.status_code == 422
    assert "Wilayah “Kota Contoh 0” belum ada dalam kegiatan ini." in words(refused)
    checked = panitia.post(address, data=form | {"action": "check", "new_regions": "1"})
    assert "Wilayah baru: Kota Contoh 0, Kota Contoh 1, dan Kota Contoh 2." in words(checked)
    assert "6 KUBE-06 KUBE Contoh 0 Kota Contoh 0 Ketua 0 (ketua), 2 anggota" in words(checked)
    assert codes(site) == before, "a check stores nothing"
    done = panitia.post(address, data={"action": "store"}, follow_redirects=True)
    assert "3 peserta disimpan." in words(done)
    with site.database.reading() as session:
        new = event_rows(session, 1).participants[5:8]
        verb = session.query(JournalEvent).order_by(JournalEvent.seq.desc()).first().body
    assert [(one.code, one.name, one.region, one.members) for one in new][:1] == [
        ("KUBE-06", "KUBE Contoh 0", "Kota Contoh 0", ((1, "Ketua 0", "ketua"), (2, "Siti 0", ""), (3, "Budi 0", "")))
    ]
    assert '"verb":"participant.import"' in verb
    assert panitia.post(address, data={"action": "store"}).status_code == 404, "it is stored once"
    assert site.database.verify().ok


def test_one_bad_row_keeps_everything_out(open_site):
    site = open_site("setup")
    panitia, before = site.organiser("panitia"), codes(site)
    address, form = columns(panitia, "participants", "28-nama-ganda.xlsx")
    refused = panitia.post(address, data=form | {"action": "check"})
    stored = panitia.post(address, data={"action": "store"})
    assert (refused.status_code, stored.status_code, codes(site)) == (422, 422, before)
    assert "Wakil wilayah Jakarta Pusat di kategori ini sudah ada dalam kegiatan ini." in words(refused)


def test_the_owner_corrects_the_columns(open_site):
    """Headings that say nothing: the row is told, the columns are chosen by hand."""
    panitia = open_site("setup").organiser("panitia")
    data = write_csv([["catatan rapat"], ["x1", "x2"], ["KUBE Baru", "Jakarta Pusat"]])
    address, form = columns(panitia, "participants", "aneh.csv", data)
    assert "Pilih kolom untuk: Nama, Wilayah." in words(panitia.get(address))
    reread = panitia.post(address, data=form | {"head": "2", "action": "reread"})
    assert "1 baris di lembar aneh" in words(reread)
    chosen = {"c0": "name", "c1": "region", "head": "2", "sheet": "aneh", "category": "pendamping", "action": "check"}
    text = words(panitia.post(address, data=chosen))
    assert "Wakil wilayah Jakarta Pusat di kategori ini sudah ada dalam kegiatan ini." in text
    assert "KUBE Baru" in words(panitia.get(address))


def test_members_come_to_the_groups_that_are_there(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    with site.database.reading() as session:
        group = event_rows(session, 1).participants[0]
    data = write_csv(
        [["Nama KUBE", "Nama Anggota", "Jabatan"], [group.name, "Anggota Baru", "Seksi Usaha"], ["", "Satu Lagi", ""]]
    )
    address, form = columns(panitia, "members", "anggota.csv", data)
    checked = panitia.post(address, data=form | {"action": "check", "fill": "1"})
    assert "Jabatan “Seksi Usaha” (1 orang) dicatat sebagai anggota biasa." in words(checked)
    assert "2 anggota disimpan." in words(panitia.post(address, data={"action": "store"}, follow_redirects=True))
    with site.database.reading() as session:
        after = event_rows(session, 1).participants[0].members
    assert [name for _number, name, _office in after[len(group.members) :]] == ["Anggota Baru", "Satu Lagi"]


def test_judges_come_in_with_their_background_in_any_word(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    data = write_csv([["Nama", "Instansi", "Unsur", "Status"], ["Dewi Contoh", "Universitas Contoh", "Dosen", "Utama"],
                      ["Eko Contoh", "PT Contoh", "CSR", "Cadangan"]])  # fmt: skip
    address, form = columns(panitia, "judges", "juri.csv", data)
    panitia.post(address, data=form | {"action": "check"})
    done = panitia.post(address, data={"action": "store"})
    assert (done.status_code, done.location) == (302, "/panitia/juri")
    with site.database.reading() as session:
        new = [one for one in queries.panel(session, 1, now=utc_now()) if one.name.endswith(" Contoh")]
    assert [(one.background, one.is_reserve, one.card_issued_at) for one in new] == [
        ("akademisi", False, None), ("forum_csr", True, None)]  # fmt: skip


def paper_rows(site, participants=2):
    """Two blank sheets of one round as a table with the indicators as columns; the round; the indicators."""
    with site.database.reading() as session:
        blank = session.query(Sheet).filter(Sheet.state == "blank").order_by(Sheet.id).all()
        mine = [one for one in blank if one.round_id == blank[0].round_id][:participants]
        keys = [one.code for one in queries.rubric_of(mine[0].round.rubric).indicators]
        rows = [
            [one.judge.code, one.participant.name, *[str(3 + n % 2) for n, _key in enumerate(keys)]] for one in mine
        ]
        return [["Juri", "Nama KUBE", *keys], *rows], str(mine[0].round_id), keys


def test_a_paper_tally_becomes_sheets_that_wait_for_their_check(open_site):
    site = open_site("judging")
    panitia = site.organiser("panitia")
    rows, round_id, keys = paper_rows(site)
    address, form = columns(panitia, "scores", "rekap.csv", write_csv(rows))
    form = form_of(panitia.post(address, data=form | {"round": round_id, "action": "reread"}))
    assert (form["shape"], form["c2"]) == ("indicators", f"i:{keys[0]}")
    checked = panitia.post(address, data=form | {"action": "check"})
    assert f"{rows[1][1]} {len(keys)}/{len(keys)}" in words(checked)
    with site.database.reading() as session:
        before = session.query(Sheet).filter(Sheet.state == "submitted").count()
    panitia.post(address, data={"action": "store"})
    with site.database.reading() as session:
        papers = session.query(PaperSheet).all()
        assert session.query(Sheet).filter(Sheet.state == "submitted").count() == before, "nothing counts yet"
        assert [(one.state, one.scores[keys[0]], len(one.scores)) for one in papers] == [("keyed", 3, len(keys))] * 2
    assert site.database.verify().ok


def test_the_judge_in_the_name_of_the_sheet_is_offered(open_site):
    form = columns(open_site("judging").organiser("panitia"), "scores", "22-skor-peserta.xlsx")[1]
    assert (form["judge"], form["shape"]) == ("J1", "participants")


def test_a_sheet_that_was_sent_is_not_keyed_in(open_site):
    site = open_site("judging")
    panitia = site.organiser("panitia")
    with site.database.reading() as session:
        sent = session.query(Sheet).filter(Sheet.state == "submitted").first()
        row = [sent.judge.code, sent.participant.code, "K1", 3]
    address, form = columns(panitia, "scores", "rekap.csv", write_csv([["Juri", "Peserta", "Indikator", "Skor"], row]))
    answer = panitia.post(address, data=form | {"action": "check"})
    assert (answer.status_code, "lembarnya sudah terkirim." in words(answer)) == (422, True)


def test_scores_before_the_opening_are_told_at_once(open_site):
    answer = upload(open_site("setup").organiser("panitia"), "scores", "20-skor-panjang.csv")
    assert answer.status_code == 422
    assert "Penilaian belum dibuka. Skor dari kertas dimasukkan setelah penilaian dibuka." in words(answer)


def test_participants_do_not_change_once_judging_is_open(open_site):
    panitia = open_site("judging").organiser("panitia")
    address, form = columns(panitia, "participants", "peserta.csv", new_people(1))
    answer = panitia.post(address, data=form | {"action": "check", "category": "kube"})
    assert "Penilaian KUBE Berprestasi sudah dibuka, jadi pesertanya tetap." in words(answer) or (
        "Kategori belum dipilih." in words(answer)
    )


@pytest.mark.parametrize("name", ["24-halaman-web.xls", "26-kosong.xlsx", "27-kata-sandi.xlsx", "32-dokumen.pdf"])
def test_what_is_no_table_is_told_at_the_upload(open_site, name):
    site = open_site("setup")
    answer = upload(site.organiser("panitia"), "participants", name)
    assert (answer.status_code, f"{name} tidak dapat dipakai" in words(answer)) == (422, True)
    assert not (site.database.settings.data_dir / "tables").exists()


def test_no_file_or_no_kind(open_site):
    panitia = open_site("setup").organiser("panitia")
    for form in ({}, {"kind": "participants"}, {"kind": "x", "table": (io.BytesIO(b"a;b"), "a.csv")}):
        answer = panitia.post("/panitia/impor", data=form, content_type="multipart/form-data")
        assert problems(answer) == ["Pilih dahulu isi tabelnya dan berkasnya."]


def test_a_table_belongs_to_who_uploaded_it(open_site):
    site = open_site("setup")
    address = columns(site.organiser("panitia"), "participants", "01-excel-rapi.xlsx")[0]
    assert site.organiser("panitia").get(address).status_code == 200, "the same person on another device"
    shelf = Shelf(site.database.settings.data_dir, 1, 999)
    assert shelf.find(address.rsplit("/", 1)[1]) is None, "another person"
    assert site.organiser("ketua").get(address).status_code == 403
    assert site.anyone().get(address).status_code == 302


@pytest.mark.parametrize("key", [GONE, "x" * 32, "..", "A" * 32])
def test_an_address_that_is_none_of_ours_is_not_found(open_site, key):
    assert open_site("setup").organiser("panitia").get(f"/panitia/impor/{key}").status_code == 404


def test_tables_are_kept_for_an_hour_and_three_at_most(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    addresses = [columns(panitia, "participants", f"{n}.csv", new_people(1))[0] for n in range(5)]
    folder = site.database.settings.data_dir / "tables"
    assert len(list(folder.iterdir())) == 3
    assert panitia.get(addresses[-1]).status_code == 200
    for path in folder.iterdir():
        os.utime(path, (time.time() - 3700,) * 2)
    assert panitia.get(addresses[-1]).status_code == 404
    panitia.get("/panitia/impor")
    assert list(folder.iterdir()) == []


def test_nonsense_choices_are_as_if_left_open(open_site):
    panitia = open_site("setup").organiser("panitia")
    address, form = columns(panitia, "participants", "01-excel-rapi.xlsx")
    for field, value in (
        ("head", "99999999999"),
        ("head", "-1"),
        ("sheet", "tidak ada"),
        ("c1", "bukan kolom"),
        ("category", "'--"),
        ("c63", "name"),
    ):
        for action in ("reread", "check", "x", ""):
            assert panitia.post(address, data=form | {field: value, "action": action}).status_code in (200, 422)


def test_the_widest_page_stays_small(open_site):
    """64 columns, each with its list of fields; and five thousand rows to preview."""
    panitia = open_site("setup").organiser("panitia")
    wide = write_csv([[f"Judul kolom nomor {n}" for n in range(64)], ["isi sel yang agak panjang"] * 64])
    address, form = columns(panitia, "participants", "lebar.csv", wide)
    assert len(panitia.get(address).data) < 150_000
    long = write_csv([["Nama KUBE", "Wilayah"], *[[f"KUBE {n}", f"Wilayah {n}"] for n in range(3000)]])
    address, form = columns(panitia, "participants", "panjang.csv", long)
    for more in ({}, {"new_regions": "1"}):
        assert len(panitia.post(address, data=form | {"action": "check"} | more).data) < 150_000


def test_hostile_names_are_text(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    name = "<b>KUBE</b> =1+1 \"kutip\" 'satu'"
    address, form = columns(
        panitia, "participants", "x.csv", write_csv([["Nama KUBE", "Wilayah"], [name, "Kota <i>X</i>"]])
    )
    checked = panitia.post(address, data=form | {"action": "check", "new_regions": "1"})
    assert "<b>KUBE" not in checked.get_data(as_text=True)
    panitia.post(address, data={"action": "store"})
    with site.database.reading() as session:
        assert session.query(Participant).filter(Participant.name == name).count() == 1
