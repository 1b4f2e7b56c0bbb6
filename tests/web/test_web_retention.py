"""How long personal values are kept, and the day they are erased, through the pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sites import SECOND, problems, words

from judging import journal, queries
from judging.models import Account, Base, Card, Event, EventSetting, Personal
from judging.queries.retention import KINDS, retention
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


@pytest.mark.parametrize("stage", ["closed", "sealed"])
def test_before_the_announcement_the_page_only_tells(open_site, stage):
    site = open_site(stage)
    over(site)
    answer = site.organiser("panitia").post(PAGE, data=REASON | SECOND)
    assert problems(answer) == ["Data pribadi baru dapat dihapus setelah hasil semua kategori diumumkan."]


def test_a_treasurer_finds_no_such_page(open_site):
    assert open_site("announced").organiser("bendahara").get(PAGE).status_code == 403
