"""A judge recorded as absent or replaced comes back: found, shown before it is made, refused with a reason."""

from __future__ import annotations

import re

import pytest
from sites import problems, words

from judging import queries
from judging.actions.common import utc_now

PENDAMPING = "Pendamping KUBE Berprestasi"
BAMBANG = "Bambang Prasetyo, A.KS., M.P.S.Sp."


@pytest.fixture
def site(open_site):
    return open_site("judging")


@pytest.fixture
def panitia(site):
    return site.organiser("panitia")


def judge(site, code):
    with site.database.reading() as session:
        return next(one for one in queries.panel(session, 1, now=utc_now()) if one.code == code)


def seat(site, code):
    """(category's id, status, sheets still to be sent)"""
    found = [one for one in judge(site, code).seats if one.category == PENDAMPING]
    return (str(found[0].category_id), found[0].status, found[0].unsent) if found else None


def leaves(site, panitia, code="J2", **form):
    form = {"reason": "Terjebak banjir.", "confirm": "yes"} | form
    assert panitia.post(f"/panitia/juri/{judge(site, code).id}/tidak-hadir", data=form).status_code == 302


def returns(site, panitia, code="J2", **form):
    form = {"category": seat(site, code)[0], "reason": "Sudah datang."} | form
    return panitia.post(f"/panitia/juri/{judge(site, code).id}/kembali", data=form)


def hidden(answer):
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', answer.get_data(as_text=True)))


def test_the_way_back_stands_on_the_days_page_and_in_the_list_of_judges(site, panitia):
    way = f'href="/panitia/juri/{judge(site, "J2").id}/kembali"'
    pages = ("/panitia/hari-ini", "/panitia/juri")
    assert [way in panitia.get(page).get_data(as_text=True) for page in pages] == [False, False]
    leaves(site, panitia)
    assert [way in panitia.get(page).get_data(as_text=True) for page in pages] == [True, True]
    form = panitia.get(f"/panitia/juri/{judge(site, 'J2').id}/kembali")
    assert f"{PENDAMPING} tidak hadir: Terjebak banjir." in words(form)


def test_nothing_is_recorded_before_the_effect_was_seen_and_confirmed(site, panitia):
    leaves(site, panitia)
    answer = returns(site, panitia)
    assert (answer.status_code, seat(site, "J2")[1:]) == (200, ("absent", 0))
    text = words(answer)
    assert f"Belum dicatat. Beginilah akibatnya: {BAMBANG} kembali menilai" in text
    assert (
        f"3 lembar {BAMBANG} untuk Ni Made Ayu Pratiwi, S.Tr.Sos., Sukirno, dan Fitriani Hasanah, S.Pd. terbuka lagi."
        in text
    )
    assert f"2 lembar yang sudah dikirim {BAMBANG} tetap disimpan." in text
    assert f"{BAMBANG} dihitung lagi, bila semua lembarnya dikirim. Juri yang menilai semua peserta: 4." in text
    done = panitia.post(f"/panitia/juri/{judge(site, 'J2').id}/kembali", data=hidden(answer), follow_redirects=True)
    assert f"{BAMBANG} kembali menilai." in done.get_data(as_text=True)
    assert seat(site, "J2")[1:] == ("active", 3)
    assert "Terjebak banjir." not in words(done)
    assert site.database.verify().ok


def test_the_reserves_empty_sheets_fall_away_and_the_reserve_is_free_again(site, panitia):
    leaves(site, panitia, substitute=str(judge(site, "J6").id), **{"from": "4"})
    answer = returns(site, panitia)
    assert "2 lembar kosong Yuliana Kartika dihapus; Yuliana Kartika tidak lagi menggantikan." in words(answer)
    panitia.post(f"/panitia/juri/{judge(site, 'J2').id}/kembali", data=hidden(answer))
    assert (seat(site, "J2")[1:], seat(site, "J6")) == (("active", 3), None)
    assert site.database.verify().ok


def test_a_reserve_who_has_begun_is_named_before_and_at_the_confirmation(site, panitia):
    leaves(site, panitia, substitute=str(judge(site, "J6").id))
    reserve = site.judge("J6")
    sheet = re.findall(r'data-sheet-row="(\d+)"', reserve.get("/juri").get_data(as_text=True))[0]
    page = reserve.get(f"/juri/lembar/{sheet}").get_data(as_text=True)
    form = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page))
    field, value = re.findall(r'type="radio" name="([\w-]+)" value="(\d+)"', page)[0]
    assert reserve.post(f"/juri/lembar/{sheet}", data=form | {field: value}).status_code in (200, 302)
    for confirm in ("", "yes"):
        answer = returns(site, panitia, confirm=confirm)
        assert answer.status_code == 422
        told = problems(answer)
        assert len(told) == 1
        assert told[0].startswith("Yuliana Kartika sudah mulai menilai ")
        assert told[0].endswith(
            f"Biarkan Yuliana Kartika melanjutkan di {PENDAMPING}; lembar juri yang digantikan tetap tertutup."
        )
    assert seat(site, "J2")[1:] == ("substituted", 0)


def test_what_is_missing_is_said_and_what_was_typed_stays(site, panitia):
    leaves(site, panitia)
    way = f"/panitia/juri/{judge(site, 'J2').id}/kembali"
    without = panitia.post(way, data={"reason": "Sudah datang."})
    assert (without.status_code, problems(without)) == (422, ["Pilih sedikitnya satu kategori."])
    assert "Sudah datang." in words(without)
    silent = returns(site, panitia, reason="")
    assert problems(silent) == ["Alasan belum ditulis. Tulis alasan singkat, lalu ulangi."]


def test_who_never_left_has_nowhere_to_come_back_to(site, panitia):
    way = f"/panitia/juri/{judge(site, 'J2').id}/kembali"
    said = "Juri ini tidak tercatat tidak hadir atau digantikan di kategori yang sedang dinilai."
    assert said in words(panitia.get(way))
    answer = returns(site, panitia, confirm="yes")
    assert (answer.status_code, words(answer).count(said)) == (422, 1)
    assert panitia.get("/panitia/juri/9999/kembali").status_code == 404


def test_a_peserta_who_withdrew_before_the_opening_is_brought_back_on_the_page(open_site):
    site = open_site("setup")
    panitia, way = site.organiser("panitia"), "/panitia/peserta/7/mundur"
    panitia.post(way, data={"kind": "withdrawn", "reason": "Sakit.", "confirm": "yes"})
    panitia.post("/panitia/pengaturan/buka")
    form = panitia.get(way)
    assert ("Kembali ikut" in words(form), "belum punya lembar" in words(form)) == (True, False)
    effect = panitia.post(way, data={"kind": "active", "reason": "Sembuh."})
    assert "5 lembar baru disiapkan untuk juri. Peserta yang diperingkat: 5." in words(effect)
    assert panitia.post(way, data=hidden(effect)).status_code == 302
    with site.database.reading() as session:
        person = queries.participant(session, 1, 7)
        seen = queries.progress(session, 1)
    place = [column.participant_id for column in seen.columns].index(7)
    assert person.status == "active"
    assert [line.cells[place].state for line in seen.lines].count("blank") == 5
