"""The panel mended on screen: a judge's data, seats ticked in a grid, conflicts suggested, recorded and taken off."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sites import problems, words

from judging import journal, queries
from judging.web.access import utc_now

DATA = {"name": "Rina Wati, M.Si.", "background": "akademisi", "institution": "Kampus Baru", "code": "J2"}


def panel(site) -> dict[str, Any]:
    with site.database.reading() as session:
        return {one.code: one for one in queries.panel(session, 1, now=utc_now())}


def seated(site) -> dict[int, set[int]]:
    with site.database.reading() as session:
        return queries.seated(session, 1)


def conflicts(site) -> list[tuple[str, str]]:
    with site.database.reading() as session:
        return [(one.judge_code, one.reason) for one in queries.recorded_conflicts(session, 1)]


def true_journal(site) -> bool:
    with site.database.reading() as session:
        return journal.verify(session).ok


def test_name_background_and_institution_are_mended(open_site):
    site = open_site("setup")
    assert site.organiser("panitia").post("/panitia/juri/2", data=DATA | {"code": "JX"}).status_code == 302
    found = panel(site)["JX"]
    assert (found.name, found.background, found.institution) == ("Rina Wati, M.Si.", "akademisi", "Kampus Baru")
    assert true_journal(site)


def test_another_judge_becomes_chair_only_before_any_opening(open_site):
    site = open_site("setup")
    panitia, before = site.organiser("panitia"), panel(site)
    chair = next(one for one in before.values() if one.is_chair)
    own = {"name": chair.name, "background": chair.background, "institution": chair.institution, "code": chair.code}
    assert panitia.post(f"/panitia/juri/{chair.id}", data=own).status_code == 302
    assert panitia.post("/panitia/juri/2", data=DATA | {"is_chair": "1"}).status_code == 302
    assert [one.code for one in panel(site).values() if one.is_chair] == ["J2"]
    opened = open_site("judging")
    reserve = next(one for one in panel(opened).values() if one.is_reserve)
    own = {"name": reserve.name, "background": reserve.background, "institution": reserve.institution,
           "code": reserve.code, "is_reserve": "1"}  # fmt: skip
    other = opened.organiser("panitia")
    now = next(one.name for one in panel(opened).values() if one.is_chair)
    told = f"Ketua tim penilai sudah {now.removesuffix('.')}. Sisakan satu ketua."
    assert problems(other.post(f"/panitia/juri/{reserve.id}", data=own | {"is_chair": "1"})) == [told]


def test_once_opened_only_name_and_institution_change(open_site):
    site = open_site("judging")
    panitia, before = site.organiser("panitia"), panel(site)["J2"]
    own = {"name": before.name, "background": before.background, "institution": before.institution, "code": "J2"}
    told = ["Kode, unsur, cadangan, dan ketua tidak berubah lagi setelah penilaian dibuka."]
    for change in ({"code": "J9"}, {"background": "forum_csr"}, {"is_reserve": "1"}, {"is_chair": "1"}):
        assert (
            problems(panitia.post("/panitia/juri/2", data=own | {"background": before.background} | change)) == told
        ), change
    assert panitia.post("/panitia/juri/2", data=own | {"institution": "Kampus Lain"}).status_code == 302
    assert panel(site)["J2"].institution == "Kampus Lain"


def test_a_judge_entered_by_mistake_goes_and_one_who_signed_in_stays(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    assert panitia.post("/panitia/juri/2/hapus").status_code == 302
    assert (sorted(panel(site)), true_journal(site)) == (["J1", "J3", "J4", "J5", "J6"], True)
    site.judge("J3")
    name = panel(site)["J3"].name
    told = [f"{name} sudah pernah masuk, sehingga tidak dihapus. Kosongkan penugasannya."]
    assert problems(panitia.post("/panitia/juri/3/hapus")) == told
    opened = open_site("judging")
    refused = opened.organiser("panitia").post("/panitia/juri/4/hapus")
    assert problems(refused) == ["Langkah ini tidak berlaku: KUBE Berprestasi sedang pada tahap penilaian."]


def test_seats_are_ticked_in_a_grid_and_saved_together(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    before = seated(site)
    ticked = re.findall(
        r'name="seat" value="(\d+:\d+)" checked', panitia.get("/panitia/juri/penugasan").get_data(as_text=True)
    )
    assert sorted(ticked) == sorted(f"{judge}:{one}" for judge, rounds in before.items() for one in rounds)
    panitia.post("/panitia/juri/penugasan", data={"seat": ticked})
    assert seated(site) == before
    changed = [one for one in ticked if one != "1:1"] + ["6:2", "99:1", "6:99", "x:y"]
    assert panitia.post("/panitia/juri/penugasan", data={"seat": changed}).status_code == 302
    assert (seated(site)[1], seated(site)[6], true_journal(site)) == ({2}, {2}, True)


def test_seats_of_an_opened_category_stay(open_site):
    site = open_site("judging")
    before = seated(site)
    assert site.organiser("panitia").post("/panitia/juri/penugasan", data={"seat": ["6:1"]}).status_code == 302
    assert seated(site) == before


def test_a_suggestion_says_why_and_is_recorded_or_set_aside(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    panitia.post("/panitia/juri/2", data=DATA | {"institution": "Karang Taruna Kemayoran"})
    text = words(panitia.get("/panitia/juri/benturan"))
    why = "Lembaga juri menyebut Kemayoran, tempat peserta berasal."
    assert text.count(why) == 2  # the group of Kemayoran and the pendamping who stands beside it
    aside = {"judge": "2", "participant": "1", "answer": "set_aside"}
    assert panitia.post("/panitia/juri/benturan", data=aside).status_code == 302
    text = words(panitia.get("/panitia/juri/benturan"))
    assert (text.count(why), "Dikesampingkan (1)" in text) == (2, True)
    panitia.post("/panitia/juri/2", data=DATA | {"institution": "Karang Taruna Kebon Kosong Kemayoran"})
    assert "Dikesampingkan" not in words(panitia.get("/panitia/juri/benturan"))  # something new was noticed
    accept = {"judge": "2", "participant": "1", "answer": "accept"}
    assert panitia.post("/panitia/juri/benturan", data=accept | {"reason": " "}).status_code == 422
    assert panitia.post("/panitia/juri/benturan", data=accept | {"reason": "Satu kampung."}).status_code == 302
    assert ("J2", "Satu kampung.") in conflicts(site)
    assert true_journal(site)


def test_a_conflict_is_taken_off_with_a_reason(open_site):
    site = open_site("setup")
    panitia, before = site.organiser("panitia"), conflicts(site)
    assert panitia.post("/panitia/juri/benturan/1", data={"reason": ""}).status_code == 422
    assert panitia.post("/panitia/juri/benturan/99", data={"reason": "x"}).status_code == 404
    assert conflicts(site) == before
    assert panitia.post("/panitia/juri/benturan/1", data={"reason": "Salah orang."}).status_code == 302
    assert conflicts(site) == before[1:]


REFUSED = {
    "nobody": ({"judge": "", "participant": "1"}, "Pilih jurinya dahulu."),
    "other": ({"judge": "1", "participant": "999"}, "Pilih pesertanya dahulu."),
    "reason": (
        {"judge": "1", "participant": "1", "reason": " "},
        "Alasan belum ditulis. Tulis alasan singkat, lalu ulangi.",
    ),
}


@pytest.mark.parametrize("which", REFUSED)
def test_what_cannot_be_recorded_is_told(open_site, which):
    site, (change, told) = open_site("setup"), REFUSED[which]
    before = conflicts(site)
    form = {"answer": "add", "reason": "Keluarga."} | change
    answer = site.organiser("panitia").post("/panitia/juri/benturan", data=form)
    assert (answer.status_code, problems(answer), conflicts(site)) == (422, [told], before)


def test_after_opening_conflicts_are_the_judges_own(open_site):
    site = open_site("judging")
    form = {"answer": "add", "reason": "Keluarga.", "judge": "1", "participant": "1"}
    told = problems(site.organiser("panitia").post("/panitia/juri/benturan", data=form))
    assert told == ["Langkah ini tidak berlaku: KUBE Berprestasi sedang pada tahap penilaian."]  # the form is gone
    assert ("J1", "Keluarga.") not in conflicts(site)
