"""Names approved together, whom a pendamping accompanies, and words that a committee understands."""

from __future__ import annotations

import re

import pytest
from sites import Site, problems, words

from judging import actions, backup, queries
from judging.actions import AwardLine
from judging.queries.set_up import categories_set_up
from judging.roles import SYSTEM
from judging.web.access import utc_now

NAMES = "/panitia/peserta/nama"


def waiting(site: Site) -> dict[int, str]:
    with site.database.reading() as session:
        return {one.id: one.name for one in queries.participants(session, 1) if one.name_approved_at is None}


def shown(client) -> dict[str, str]:
    return dict(re.findall(r'name="(name-\d+)" value="([^"]*)"', client.get(NAMES).get_data(as_text=True)))


def test_names_are_approved_together_each_with_its_own_tick(open_site):
    site = open_site("setup")
    panitia, before = site.organiser("panitia"), waiting(site)
    assert f'href="{NAMES}"' in panitia.get("/panitia/peserta").get_data(as_text=True)
    assert problems(panitia.post(NAMES)) == ["Belum ada nama yang dicentang."]
    fields, ticked = shown(panitia), list(before)[:3]
    assert len(fields) == len(before)
    answer = panitia.post(NAMES, data=fields | {"approve": ticked})
    assert (answer.location, set(before) - set(waiting(site))) == (NAMES, set(ticked))
    done = panitia.post(NAMES, data=shown(panitia) | {"approve": list(before)})
    assert (done.location, waiting(site)) == ("/panitia/peserta", {})
    assert "Semua nama sudah disetujui peserta" in words(panitia.get(NAMES))
    assert site.database.verify().ok


def test_a_name_changed_since_the_page_was_shown_is_approved_by_nobody(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    fields, (first, second, *_rest) = shown(panitia), waiting(site)
    answer = panitia.post(NAMES, data=fields | {f"name-{first}": "Nama Lama", "approve": [first, second]})
    assert (answer.status_code, problems(answer)[0].endswith("baru saja diubah. Periksa lagi.")) == (422, True)
    assert {first, second} <= set(waiting(site))


def test_the_list_says_whom_a_pendamping_accompanies(open_site):
    site = open_site("setup")
    with site.database.reading() as session:
        people = [one for one in queries.participants(session, 1) if one.linked and not one.is_group]
    text = words(site.organiser("panitia").get("/panitia/peserta"))
    assert people
    assert [one.name for one in people if f"mendampingi {one.linked}" not in text] == []


def test_a_judge_does_not_read_what_the_committee_has_to_fill_in(open_site):
    site = open_site("judging")
    with site.database.reading() as session:
        lines = queries.judge_sheets(session, next(one.id for one in queries.judges(session, 1) if one.code == "J1"))
    judge, panitia = site.judge("J1"), site.organiser("panitia")
    pages = [judge.get(f"/juri/lembar/{line.id}").get_data(as_text=True) for line in lines]
    assert len(pages) == 10
    for told in (
        "Minta KUBE",
        "Tulis alasannya",
        "Periksa tanggalnya",
        "belum diisi. ",
    ):
        assert [page for page in pages if told in page] == [], told
    assert any("Minta KUBE" in words(panitia.get(f"/panitia/peserta/{n}")) for n in range(1, 6))


@pytest.mark.parametrize("path", ["", "/rubrik", "/kertas", "/kategori/kube/sesi", "/kategori/kube"])
def test_pages_of_setting_up_use_no_word_of_ours(open_site, path):
    text = words(open_site("setup").organiser("panitia").get(f"/panitia/pengaturan{path}"))
    assert [word for word in ("sidik", "heksadesimal", "JUARA_") if word in text] == []


def test_a_colour_that_is_none_is_told_with_an_example(open_site):
    answer = open_site("setup").organiser("panitia").post("/panitia/pengaturan/kertas", data={"colours": "merah"})
    assert "Tulis kode warna, misalnya #521642." in words(answer)


def test_an_amount_not_entered_reads_not_entered(open_site):
    site = open_site("setup")
    with site.database.writing() as session:
        for one in categories_set_up(session, 1):
            lines = [AwardLine(None, "Juara I", ranked=True, amount=None, to_confirm="Belum ditetapkan.")]
            actions.set_awards(session, SYSTEM, one.id, lines, based_on=one.awards_mark, now=utc_now())
    panitia = site.organiser("panitia")
    for path in ("/panitia", "/panitia/hadiah", "/panitia/pengaturan/kategori/kube/hadiah"):
        text = words(panitia.get(path))
        assert re.search(r"Rp0\b(?!\.)", text) is None, path
        assert "belum diisi" in text, path


def test_the_second_place_of_backups_says_how_to_set_it(open_site):
    site = open_site("setup")
    copy, _report = backup.make(site.database)
    notice = backup.to_second_place(site.database, copy)
    site.app.extensions["juara"].notices["backup"] = notice
    text = words(site.organiser("panitia").get("/panitia"))
    assert "Pasang USB, tutup Juara, lalu jalankan lagi: python3 start.py --lan --backup FOLDER-USB" in text
    assert "JUARA_BACKUP_2" not in text
