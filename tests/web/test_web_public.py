"""What everyone may see: nothing of a result before its announcement, and of a piagam only whether it stands."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from sites import words
from test_web_organiser_flow import settle

from judging import codes, queries


@pytest.mark.parametrize("stage", ["setup", "judging", "closed", "sealed"])
def test_the_results_stay_closed_until_they_are_announced(open_site, stage):
    public = open_site(stage).anyone()
    answers = [public.get(path) for path in ("/hasil", "/hasil/kube", "/hasil/tidak-ada")]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert len({words(answer) for answer in answers}) == 1
    assert "Hasil masih tertutup" in words(answers[0])
    assert not any(name in words(answers[0]) for name in ("Juara", "Kencana", "75,44"))


def test_announced_results_show_places_and_no_values(open_site):
    text = words(open_site("announced").anyone().get("/hasil"))
    assert "Juara I KUBE Kencana Bersih" in text
    assert "KUBE Guyub Hijau Juara II" in text
    assert (
        "KUBE Guyub Hijau dan KUBE Bahari Rejeki bernilai sama. Urutannya ditentukan nilai aspek kelembagaan." in text
    )
    assert not any(value in text for value in ("79,96", "75,44", "nilai ·"))


def test_values_are_shown_where_the_event_says_so(open_site):
    site = open_site("announced")
    execute(site, "INSERT INTO event_setting (event_id, key, value) VALUES (1, 'show_values', 'true')")
    text = words(site.anyone().get("/hasil/kube"))
    assert "Juara I · nilai 79,96 KUBE Kencana Bersih" in text
    assert "KUBE Guyub Hijau Juara II · Jakarta Selatan · Lenteng Agung, Jagakarsa 75,44" in text


def execute(site, statement: str, **values: object) -> None:
    """Behind the journal's back: a state that no action of today makes."""
    with closing(sqlite3.connect(site.database.settings.data_dir / "juara.db")) as connection, connection:
        connection.execute(statement, values)


def test_one_category_is_announced_while_the_other_waits(open_site):
    site = open_site("sealed")
    site.organiser("panitia").post("/panitia/pengumuman", data={"category": "pendamping"})
    text = words(site.anyone().get("/hasil"))
    assert "Sukirno" in text
    assert "KUBE Kencana Bersih" not in text


def test_the_front_door_says_the_stage(open_site):
    assert "Penilaian sedang berlangsung." in words(open_site("judging").anyone().get("/"))


def test_the_second_sample_says_nothing_of_the_first(open_site):
    site = open_site("announced", "psm-lks")
    panitia = site.organiser("panitia")
    paths = (
        "",
        "/kemajuan",
        "/pleno/psm",
        "/pleno/lks",
        "/hadiah",
        "/dokumen",
        "/pengaturan",
        "/peserta",
        "/juri",
        "/pengumuman",
    )
    shown = [words(panitia.get(f"/panitia{path}")) for path in paths] + [
        words(site.anyone().get(p)) for p in ("/", "/hasil")
    ]
    for text in shown:
        assert not any(word in text for word in ("KUBE", "pendamping", "Pendamping", "Jakarta")), text


@pytest.fixture
def issued(open_site):
    site = open_site("announced")
    settle(site)
    site.organiser("panitia").post("/panitia/dokumen/piagam/terbit", data={"day": "2026-12-07"})
    with site.database.reading() as session:
        first = queries.papers(session, 1).issued[0]
    return site, first


def test_a_genuine_piagam_names_holder_award_event_and_date(issued):
    site, paper = issued
    typed = codes.in_groups(paper.code).lower()
    text = words(site.anyone().get("/periksa", query_string={"code": typed}, follow_redirects=True))
    assert "Piagam ini asli" in text
    assert "Diberikan kepada KUBE Kencana Bersih Sebagai Juara I" in text
    assert (
        "Kegiatan KUBE Berprestasi Tingkat Provinsi Daerah Khusus Jakarta Tahun 2026 Tanggal piagam 7 Desember 2026"
        in text
    )
    assert not any(hidden in text for hidden in ("79,96", "11.000.000", paper.serial, "Fadhil"))


def test_a_replaced_piagam_points_to_its_successor_without_a_reason(issued):
    site, paper = issued
    execute(site, "UPDATE issuance SET state = 'replaced', state_reason = 'salah nama' WHERE id = :id", id=paper.id)
    fresh = "UPDATE issuance SET code = '0000000000000000', replaces_id = :old WHERE id = :old + 1"
    execute(site, fresh, old=paper.id)
    text = words(site.anyone().get(f"/periksa/{paper.code}"))
    assert "Piagam ini sudah diganti" in text
    assert "salah nama" not in text
    assert f"/periksa/{'0' * 16}" in site.anyone().get(f"/periksa/{paper.code}").get_data(as_text=True)


@pytest.mark.parametrize("code", ["4K7PM2XD9RTC0000", "x", "<b>tebal</b>", "9" * 500, "'; DROP TABLE issuance"])
def test_codes_that_are_not_ours_answer_alike(issued, code):
    site, _ = issued
    answer = site.anyone().get("/periksa", query_string={"code": code}, follow_redirects=True)
    assert answer.status_code == 200
    assert "Kode ini tidak dikenal Periksa kembali huruf dan angkanya" in words(answer)
    assert "<b>tebal" not in answer.get_data(as_text=True)


def test_a_revoked_piagam_says_only_that(issued):
    site, paper = issued
    execute(site, "UPDATE issuance SET state = 'revoked', state_reason = 'dicabut hakim' WHERE id = :id", id=paper.id)
    text = words(site.anyone().get(f"/periksa/{paper.code}"))
    assert "Piagam ini sudah dicabut" in text
    assert not any(hidden in text for hidden in ("hakim", "Kencana", "Juara"))


def test_a_new_event_that_is_being_set_up_does_not_hide_the_results_of_the_one_before(open_site):
    site = open_site("announced")
    before = [words(site.anyone().get(path)) for path in ("/", "/hasil", "/hasil/kube", "/layar")]
    rows = "code, name, level, year, place, is_sample, created_at"
    next_one = f"INSERT INTO event ({rows}) SELECT 'BARU', 'Tahun depan', level, year + 1, place, is_sample, created_at"
    execute(site, f"{next_one} FROM event")
    after = [words(site.anyone().get(path)) for path in ("/", "/hasil", "/hasil/kube", "/layar")]
    assert (after, "Kencana Bersih" in after[2]) == (before, True)


def test_the_first_event_of_all_is_shown_while_it_is_set_up(open_site):
    text = open_site("setup").anyone().get("/hasil").get_data(as_text=True)
    assert "KUBE Berprestasi" in text
