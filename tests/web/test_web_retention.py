"""How long personal values are kept, and the day they are erased, through the pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from people import judge
from sites import SECOND, problems, words
from test_web_reopening import answer_it, ask

from judging import actions, codes, journal, queries
from judging.models import Account, Base, Card, Entry, Event, EventSetting, Personal, Sheet
from judging.queries.retention import KINDS, personal_rows, retention
from judging.roles import SYSTEM

PAGE, KEEP = "/panitia/arsip/hapus-data-pribadi", "/panitia/arsip/masa-simpan"
REASON = {"reason": "Masa simpan dua tahun sudah lewat"}


def over(site) -> None:
    """The date was set, and time went by."""
    yesterday = (datetime.now(UTC) - timedelta(days=2)).date().isoformat()
    with site.database.writing() as session:
        session.add(EventSetting(event_id=1, key="erase_after", value=yesterday))
        journal.record(session, SYSTEM, "event.retention", session.get_one(Event, 1), now=datetime.now(UTC))


def left(site):
    with site.database.reading() as session:
        return retention(session, 1)


def test_every_table_with_something_personal_is_erased_but_the_sign_ins():
    personal = {mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Personal)}
    assert personal - {Account, Card} == set(KINDS)


def test_nothing_is_erased_while_nobody_set_a_date(open_site):
    site = open_site("announced")
    ketua = site.organiser("ketua")
    assert "Belum ditentukan" in words(ketua.get(PAGE))
    answer = ketua.post(PAGE, data=REASON | SECOND)
    assert (answer.status_code, left(site).kinds != ()) == (422, True)
    assert problems(answer) == ["Tanggal penghapusan data pribadi belum diisi di pengaturan acara."]


def test_the_date_is_typed_or_counted_from_the_announcement(open_site):
    site = open_site("announced")
    panitia = site.organiser("panitia")
    announced = left(site).announced_on
    assert panitia.post(KEEP, data={"until": "", "years": "2"}).status_code == 302
    assert left(site).until == announced.replace(year=announced.year + 2)
    assert panitia.post(KEEP, data={"until": "2099-12-31", "years": ""}).status_code == 302
    assert left(site).until.isoformat() == "2099-12-31"
    assert problems(panitia.post(KEEP, data={"until": "2020-01-01"})) == ["Pilih tanggal sesudah hari ini."]
    assert panitia.post(KEEP, data={"until": ""}).status_code == 302
    assert left(site).until is None
    assert site.database.verify().ok


def test_after_that_day_two_people_erase_what_was_listed(open_site):
    site = open_site("announced")
    over(site)
    ketua = site.organiser("ketua")
    listed = words(ketua.get(PAGE))
    assert [title for title, rows in left(site).kinds if f"{title} {rows}" not in listed] == []
    for missing in ({"reason": ""}, {"second_pin": "000000"}, {"second_login": "ketua"}):
        assert ketua.post(PAGE, data=REASON | SECOND | missing).status_code == 422
    before = left(site).kinds
    assert before != ()
    assert ketua.post(PAGE, data=REASON | SECOND).status_code == 302
    assert left(site).kinds == ()
    assert site.database.verify().ok
    with site.database.reading() as session:
        assert all(one.name for one in queries.participants(session, 1))  # results keep their names


def test_nothing_is_erased_while_a_sheet_is_asked_for_or_open_again(open_site):
    site = open_site("announced")
    over(site)
    ketua = site.organiser("ketua")
    ask(site)
    for answer, reason in (("approve", "Alasan diterima."), ("close", "Tidak jadi diubah.")):
        before = left(site).kinds
        refused = ketua.post(PAGE, data=REASON | SECOND)
        assert (refused.status_code, left(site).kinds) == (422, before)
        assert problems(refused) == [
            "Masih ada lembar yang diminta atau sedang dibuka kembali. Selesaikan dahulu, lalu ulangi.",
            "Lembar Maria Goretti Simanjuntak untuk KUBE Guyub Hijau",
        ]
        assert answer_it(site, "ketua", answer, reason).status_code == 302
    assert ketua.post(PAGE, data=REASON | SECOND).status_code == 302
    assert left(site).kinds == ()


def test_a_sheet_open_again_whose_notes_are_gone_still_closes_as_it_counted(open_site):
    """As an earlier version left it: everything personal erased while a sheet was open again."""
    site = open_site("announced")
    sheet_id = ask(site)
    answer_it(site, "ketua")
    counted = sent_with_notes(site, sheet_id)
    ask(site)
    wakil = site.organiser("wakil")
    wakil.post("/panitia/permintaan/2", data={"answer": "approve", "reason": "Alasan diterima."})
    with site.database.writing() as session:
        for one in list(personal_rows(session, 1)):
            if isinstance(one, (Sheet, Entry)):
                one.notes = one.salt = None
        journal.record(session, SYSTEM, "personal.erase", session.get_one(Event, 1), now=datetime.now(UTC))
    closed = wakil.post("/panitia/permintaan/2", data={"answer": "close", "reason": "Tidak jadi diubah."})
    assert closed.status_code == 302
    assert as_it_counts(site, sheet_id) == counted
    assert site.database.verify().ok


def sent_with_notes(site, sheet_id: int):
    """J3 sends the highest score throughout, each with the note that it asks for and no evidence ticked."""
    with site.database.writing() as session:
        row = session.get_one(Sheet, sheet_id)
        notes = dict.fromkeys(row.scores, "Buku kas rapi")
        entry = actions.SheetEntry(codes.new_secret(), row.version, "submit", dict.fromkeys(notes, 5), {}, notes)
        assert actions.save_entry(session, judge(session, "J3"), sheet_id, entry, now=datetime.now(UTC)).word == "saved"
    return as_it_counts(site, sheet_id)


def as_it_counts(site, sheet_id: int):
    with site.database.reading() as session:
        row = session.get_one(Sheet, sheet_id)
        return row.state, row.scores, row.numerator, row.aspects


@pytest.mark.parametrize("stage", ["closed", "sealed"])
def test_before_the_announcement_the_page_only_tells(open_site, stage):
    site = open_site(stage)
    over(site)
    answer = site.organiser("panitia").post(PAGE, data=REASON | SECOND)
    assert problems(answer) == ["Data pribadi baru dapat dihapus setelah hasil semua kategori diumumkan."]


def test_a_treasurer_finds_no_such_page(open_site):
    assert open_site("announced").organiser("bendahara").get(PAGE).status_code == 403
