"""A judge typed on screen with seats: the rules of the workbook; a refusal changes nothing and keeps what was typed."""

from __future__ import annotations

import re

import pytest
from sites import problems, words

from judging import queries
from judging.models import RoleGrant
from judging.web.access import utc_now

PAGE = "/panitia/juri/baru"
NEW = {"name": "Dr. Wening Asri", "background": "akademisi", "institution": "Universitas Contoh"}


def panel(site) -> dict[str, tuple[str, str, bool, bool]]:
    with site.database.reading() as session:
        found = queries.panel(session, 1, now=utc_now())
        return {one.code: (one.name, one.institution, one.is_reserve, one.is_chair) for one in found}


def seats(site, code: str) -> list[str]:
    with site.database.reading() as session:
        rounds = {one.id: one.shown for one in queries.rounds(session, 1)}
        judge = next(one for one in queries.judges(session, 1) if one.code == code)
        return [rounds[key] for key in sorted(queries.seated(session, 1).get(judge.id, ()))]


def test_a_judge_gets_the_next_code_and_the_ticked_seats(open_site):
    site = open_site("setup")
    answer = site.organiser("panitia").post(PAGE, data=NEW | {"seat": ["1"]})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/panitia/juri")
    assert panel(site)["J7"] == ("Dr. Wening Asri", "Universitas Contoh", False, False)
    assert seats(site, "J7") == ["KUBE Berprestasi"]


def test_a_reserve_scores_nothing_from_the_start(open_site):
    """The ticks stand in the form before somebody says that this is a reserve."""
    site = open_site("setup")
    site.organiser("panitia").post(PAGE, data=NEW | {"seat": ["1", "2"], "is_reserve": "1"})
    assert (panel(site)["J7"][2], seats(site, "J7")) == (True, [])


def test_rounds_of_one_category_are_ticked_apart(open_site):
    site = open_site("setup", "psm-lks")
    panitia = site.organiser("panitia")
    ticks = re.findall(r'name="seat" value="(\d+)" checked', panitia.get(PAGE).get_data(as_text=True))
    with site.database.reading() as session:
        background = next(iter(queries.backgrounds(session, 1)))
        shown = [one.shown for one in queries.rounds(session, 1)]
    code = f"J{len(panel(site)) + 1}"
    assert panitia.post(PAGE, data=NEW | {"background": background, "seat": ticks}).status_code == 302
    assert (seats(site, code), len(ticks)) == (shown, len(shown))


def test_somebody_with_an_account_stays_one_person(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    with site.database.reading() as session:
        key, name = queries.accounts_without_card(session, 1)[0]
    assert panitia.post(PAGE, data=NEW | {"name": name, "person": str(key)}).status_code == 302
    with site.database.reading() as session:
        judge = next(one for one in queries.judges(session, 1) if one.code == "J7")
        roles = sorted(row.role for row in session.query(RoleGrant).filter(RoleGrant.person_id == key))
    assert (judge.person_id, "juri" in roles) == (key, True)
    again = panitia.post(PAGE, data=NEW | {"name": name, "person": str(key)})
    assert problems(again) == [f"{name} sudah menjadi juri."]


REFUSED = {
    "code": ({"code": "j1"}, ["Kode “j1” sudah dipakai {J1}. Beri kode lain."]),
    "name": (
        {"name": "{J2}"},
        ["Nama “{J2}” sudah dipakai {J2}. Tambahkan pembeda pada nama ini, atau buka {J2} di Semua juri."],
    ),
    "background": ({"background": "xx"}, ["Unsur juri belum dipilih. Pilih salah satu unsur acara ini."]),
    "chair": ({"is_chair": "1"}, ["Ketua tim penilai sudah {chair}. Sisakan satu ketua."]),
    "seat": ({"seat": ["99"]}, ["Kategori atau sesi ini tidak ditemukan. Muat ulang halaman ini."]),
    "person": ({"person": "999"}, ["Akun ini tidak ditemukan. Pilih ulang."]),
}


@pytest.mark.parametrize("which", REFUSED)
def test_what_breaks_a_rule_is_told_and_changes_nothing(open_site, which):
    site, (change, told) = open_site("setup"), REFUSED[which]
    before = panel(site)
    names = {code: one[0] for code, one in before.items()}
    names["chair"] = next(one[0] for one in before.values() if one[3])
    sent = {key: text.format(**names) if isinstance(text, str) else text for key, text in change.items()}
    answer = site.organiser("panitia").post(PAGE, data=NEW | sent)
    assert (answer.status_code, problems(answer)) == (422, [text.format(**names).replace("..", ".") for text in told])
    assert panel(site) == before
    assert 'value="Universitas Contoh"' in answer.get_data(as_text=True)


def test_a_reserve_may_join_after_the_opening_but_takes_no_seat(open_site):
    site = open_site("judging")
    panitia = site.organiser("panitia")
    assert "Menilai kategori" not in words(panitia.get(PAGE))
    refused = panitia.post(PAGE, data=NEW | {"seat": ["1"]})
    assert problems(refused) == ["Langkah ini tidak berlaku: KUBE Berprestasi sedang pada tahap penilaian."]
    assert panitia.post(PAGE, data=NEW | {"is_reserve": "1"}).status_code == 302
    assert panel(site)["J7"] == ("Dr. Wening Asri", "Universitas Contoh", True, False)
