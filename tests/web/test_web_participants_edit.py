"""A participant's data and members mended on screen, and one entered by mistake taken out again."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from sites import problems, words

from judging import journal, queries

KUBE, FACILITATOR = 1, 6


def stored(site, key: int = KUBE) -> Any:
    with site.database.reading() as session:
        return queries.participant(session, 1, key)


def fields(client, path: str) -> dict[str, str]:
    """What the page's form would send as it stands."""
    body = client.get(path).get_data(as_text=True).partition("<main")[2]
    found = re.findall(r'<input id="[^"]*" type="text" name="([^"]+)" value="([^"]*)"', body)
    found += re.findall(r'<input aria-label="[^"]*" name="([^"]+)" value="([^"]*)"', body)
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', body, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found.append((name, chosen[1] if chosen else ""))
    return {name: html.unescape(text) for name, text in found}


def test_saving_the_page_as_it_is_changes_nothing(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    for key in range(1, 11):
        before, path = stored(site, key), f"/panitia/peserta/{key}/ubah"
        assert panitia.post(path, data=fields(panitia, path)).status_code == 302
        assert stored(site, key) == before


def test_every_question_of_the_form_is_asked_and_kept(open_site):
    site = open_site("setup")
    panitia, path = site.organiser("panitia"), f"/panitia/peserta/{KUBE}/ubah"
    sent = fields(panitia, path) | {
        "profil-target_group": "KAT",
        "profil-settlement_unit": "Permukiman Muara",
        "profil-formed_on": "3 Maret 2022",
        "profil-ledger": "tidak",
        "profil-training_on": "04/04/2022",
        "profil-grant_amount": "Rp20.000.000",
        "profil-grant_year": "2022",
        "profil-monitored_village_on": "",
        "subdistrict": "Sungai Bambu",
    }
    assert panitia.post(path, data=sent).status_code == 302
    found = stored(site)
    assert found.subdistrict == "Sungai Bambu"
    assert {key: found.profile.get(key) for key in ("target_group", "settlement_unit", "formed_on", "ledger",
            "training_on", "grant_amount", "grant_year", "monitored_village_on")} == {
        "target_group": "KAT", "settlement_unit": "Permukiman Muara", "formed_on": "2022-03-03", "ledger": False,
        "training_on": "2022-04-04", "grant_amount": 20_000_000, "grant_year": 2022, "monitored_village_on": None,
    }  # fmt: skip


WRONG = {
    "date": ("profil-formed_on", "31 Februari 2022",
             "“31 Februari 2022” bukan tanggal yang ada. Tulis misalnya 19/11/2026 atau 19 November 2026."),
    "weekday": ("profil-training_on", "Senin, 19 November 2026",
                "“Senin, 19 November 2026” jatuh pada hari Kamis. Perbaiki hari atau tanggalnya."),
    "money": ("profil-grant_amount", "dua juta",
              "“dua juta” bukan jumlah rupiah bulat. Tulis misalnya 8800000 atau Rp8.800.000."),
    "group": ("profil-target_group", "XX", "“XX” tidak ada dalam pilihan. Pilih salah satu:"),
    "region": ("region", " ", "Wilayah belum diisi."),
}  # fmt: skip


@pytest.mark.parametrize("which", WRONG)
def test_a_wrong_answer_is_told_beside_its_question_and_nothing_is_saved(open_site, which):
    site, (name, text, told) = open_site("setup"), WRONG[which]
    panitia, path, before = site.organiser("panitia"), f"/panitia/peserta/{KUBE}/ubah", stored(site)
    answer = panitia.post(path, data=fields(panitia, path) | {name: text, "subdistrict": "Diketik"})
    body = html.unescape(answer.get_data(as_text=True))
    assert (answer.status_code, stored(site)) == (422, before)
    assert told in re.sub(r"<[^>]+>", "", "".join(re.findall(r'<p class="problem">.*?</p>', body)))
    assert 'value="Diketik"' in body


def test_what_clashes_with_another_is_refused(open_site):
    site = open_site("setup")
    panitia, path, before = site.organiser("panitia"), f"/panitia/peserta/{KUBE}/ubah", stored(site)
    other = stored(site, 2)
    answer = panitia.post(path, data=fields(panitia, path) | {"number": str(other.number)})
    told = [f"Nomor urut {other.number} di kategori ini sudah dipakai {other.name}. Beri nomor lain."]
    assert (answer.status_code, problems(answer), stored(site)) == (422, told, before)


def test_after_opening_number_and_code_stay_and_after_closing_everything(open_site):
    site = open_site("judging")
    panitia, path = site.organiser("panitia"), f"/panitia/peserta/{KUBE}/ubah"
    sent = fields(panitia, path)
    assert sent.keys().isdisjoint({"number", "code"})
    assert panitia.post(path, data=sent | {"district": "Pademangan"}).status_code == 302
    told = ["Nomor urut dan kode tidak berubah lagi setelah penilaian dibuka."]
    assert problems(panitia.post(path, data=sent | {"number": "9"})) == told
    closed = open_site("closed")
    answer = closed.organiser("panitia").post(path, data=sent)
    assert problems(answer) == []
    assert (answer.status_code, stored(closed).district) == (422, "Kemayoran")


def test_an_approved_name_is_not_changed_by_the_way(open_site):
    site = open_site("setup")
    panitia, path = site.organiser("panitia"), f"/panitia/peserta/{KUBE}/ubah"
    panitia.post(f"/panitia/peserta/{KUBE}/nama", data={"name": "KUBE Resmi"})
    assert "name" not in fields(panitia, path)
    assert panitia.post(path, data=fields(panitia, path) | {"name": "KUBE Lain"}).status_code == 302
    assert stored(site).name == "KUBE Resmi"


def test_members_join_many_at_once_hold_offices_and_leave(open_site):
    site = open_site("setup")
    panitia, path = site.organiser("panitia"), f"/panitia/peserta/{KUBE}/anggota"
    before = stored(site).members
    sent = fields(panitia, path) | {"more": "  Ani  Baru \n\nBudi Baru\n", f"remove-{before[-1].number}": "1"}
    answer = panitia.post(path, data=sent, follow_redirects=True)
    names = [member.name for member in stored(site).members]
    assert names == [member.name for member in before[:-1]] + ["Ani Baru", "Budi Baru"]
    assert f"Anggota {stored(site).name} disimpan." in words(answer)
    with site.database.reading() as session:
        assert journal.verify(session).ok


MEMBERS = {
    "twice": ({"more": "{0}"}, [("Anggota “{0}” kelompok ini ditulis dua kali. Hapus salah satunya, atau tambahkan "
                                "pembeda pada namanya.")]),
    "office": ({"office-5": "ketua"}, ["Ketua sudah {0}, dan ditulis lagi untuk {4}. Satu jabatan satu orang."]),
    "unknown": ({"office-5": "raja"}, ["Jabatan {4} tidak dikenal. Pilih ulang."]),
    "empty": ({"name-5": " "}, ["Nama belum diisi."]),
    "many": ({"more": "\n".join(f"Orang {n}" for n in range(200))}, ["Paling banyak 200 anggota pada satu kelompok."]),
}  # fmt: skip


@pytest.mark.parametrize("which", MEMBERS)
def test_members_that_cannot_be_are_told_and_nothing_is_saved(open_site, which):
    site, (change, told) = open_site("setup"), MEMBERS[which]
    panitia, path, before = site.organiser("panitia"), f"/panitia/peserta/{KUBE}/anggota", stored(site)
    names = [member.name for member in before.members]
    sent = {name: text.format(*names) for name, text in change.items()}
    answer = panitia.post(path, data=fields(panitia, path) | sent)
    assert (answer.status_code, problems(answer)) == (422, [text.format(*names) for text in told])
    assert stored(site) == before


def test_too_few_members_warn_and_do_not_block(open_site):
    site = open_site("setup")
    panitia, path = site.organiser("panitia"), f"/panitia/peserta/{KUBE}/anggota"
    gone = {f"remove-{member.number}": "1" for member in stored(site).members[3:]}
    page = panitia.post(path, data=fields(panitia, path) | gone, follow_redirects=True)
    assert "Jumlah anggota 3 orang, di luar batas 5–10. Tulis alasannya bila benar." in words(page)


def test_a_person_has_no_members(open_site):
    panitia = open_site("setup").organiser("panitia")
    assert panitia.get(f"/panitia/peserta/{FACILITATOR}/anggota").status_code == 404
    assert "Ubah anggota" not in words(panitia.get(f"/panitia/peserta/{FACILITATOR}"))


def test_one_entered_by_mistake_goes_with_everything_and_the_journal_stays_true(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    answer = panitia.post(f"/panitia/peserta/{FACILITATOR}/hapus")
    assert (answer.status_code, stored(site, FACILITATOR)) == (302, None)
    with site.database.reading() as session:
        assert journal.verify(session).ok
    assert panitia.post(f"/panitia/peserta/{FACILITATOR}/hapus").status_code == 404


def test_one_who_is_accompanied_stays_and_so_does_everybody_once_judging_is_open(open_site):
    site = open_site("setup")
    name, beside = stored(site).name, next(one for one in range(6, 11) if stored(site, one).linked == stored(site).name)
    answer = site.organiser("panitia").post(f"/panitia/peserta/{KUBE}/hapus")
    companion = stored(site, beside).name
    assert problems(answer) == [f"{companion} mendampingi {name}. Ubah dahulu data {companion}, lalu ulangi."]
    opened = open_site("judging")
    refused = opened.organiser("panitia").post(f"/panitia/peserta/{FACILITATOR}/hapus")
    assert (refused.status_code, stored(opened, FACILITATOR) is None) == (422, False)


def test_what_was_left_empty_is_told_where_the_next_page_begins(open_site):
    """Whoever goes on to the members would not meet it again."""
    panitia = open_site("setup").organiser("panitia")
    page = "/panitia/peserta/2/ubah"
    steps = {f"profil-{key}": "" for key in ("training_on", "stimulus_on", "mentoring_on")}
    form = fields(panitia, page) | steps | {"profil-target_group": "PD", "act": "next"}
    told = words(panitia.post(page, data=form, follow_redirects=True))
    assert "Anggota KUBE Bahari Rejeki" in told
    assert (
        "Tanggal pelatihan keterampilan, bantuan stimulan, dan mulai pendampingan belum diisi. Isi tanggalnya." in told
    )


def test_chapters_nobody_has_to_fill_in_are_folded_until_something_stands_in_them(open_site):
    panitia = open_site("setup").organiser("panitia")
    page = "/panitia/peserta/1/ubah"

    def folds():
        return re.findall(r'<details class="fold "( open)?>', panitia.get(page).get_data(as_text=True))

    before = folds()
    form = fields(panitia, page)
    waits = [key for key in form if re.search("grant|rolled|monitored|income|entrepreneurship", key)]
    panitia.post(page, data=form | dict.fromkeys(waits, ""))
    assert (before, folds(), len(waits)) == ([" open"] * 3, [""] * 3, 12)
