"""Rubrics as files, the list to copy from, the preview."""

from __future__ import annotations

import io
import re

import pytest
from flask.testing import FlaskClient
from rubric_desk import HOME, KUBE, press, shelf
from sites import Site, problems, words
from sqlalchemy import event as listening
from werkzeug.test import TestResponse

from judging.spreadsheet.reader import read_pages
from judging.spreadsheet.rubric_reading import read_rubric
from judging.spreadsheet.rubric_workbook import rubric_workbook
from rubrics import from_library, load_rubric, to_toml

MOST_BYTES = 150_000


def upload(client: FlaskClient, path: str, data: bytes, name: str, **form: str) -> TestResponse:
    return client.post(path, data=form | {"rubric_file": (io.BytesIO(data), name)})


def test_a_file_becomes_a_draft_and_a_draft_a_file(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    psm = from_library("psm-berkas")
    answer = upload(panitia, HOME, to_toml(psm).encode(), "Rubrik PSM (akhir).toml", source="file")
    assert answer.location == f"{HOME}/rubrik-psm-akhir"
    back = panitia.get(f"{HOME}/rubrik-psm-akhir/0/toml")
    assert load_rubric(back.data) == psm
    lks = from_library("lks-visitasi")
    data = rubric_workbook(lks.to_document())
    upload(panitia, f"{HOME}/rubrik-psm-akhir/berkas", data, "x.xlsx", based_on="1")
    book = panitia.get(f"{HOME}/rubrik-psm-akhir/0/xlsx")
    assert read_rubric(read_pages(book.data, "x.xlsx")).fingerprint == lks.fingerprint
    assert "Sebagian isi baru saja dihapus atau diganti." in words(panitia.get(f"{HOME}/rubrik-psm-akhir"))
    for kind, version in (("toml", 1), ("xlsx", 1)):
        assert panitia.get(f"{KUBE}/{version}/{kind}").status_code == 200
    assert load_rubric(panitia.get(f"{KUBE}/1/toml").data).fingerprint == from_library("kube").fingerprint
    assert site.database.verify().ok


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"", "", "Pilih dahulu berkas rubriknya."),
        (b"title = x", "a.toml", "1 baris 1, kolom 9 penulisan TOML tidak dapat dibaca."),
        (
            to_toml(from_library("kube")).replace("weight = 8", "weight = 6").encode(),
            "a.toml",
            "1 aspects jumlah semua bobot 98, seharusnya 100.",
        ),
        (
            to_toml(from_library("kube")).replace('code = "K2"', 'code = "K 2"').encode(),
            "a.toml",
            "1 Baris 27: aspects[0].indicators[1].code hanya boleh huruf, angka, titik, garis bawah, dan tanda hubung",
        ),
        (b"PK\x03\x04 broken", "a.xlsx", "1 Berkas Berkas ini rusak atau tidak lengkap."),
        (b"a;b\n1;2\n", "a.csv", "1 Lembar Rubrik lembar ini tidak ada. Tambahkan lembar dengan nama itu."),
    ],
    ids=["no file", "no toml", "sum", "code", "broken", "csv"],
)
def test_a_file_with_problems_stores_nothing(started, data: bytes, name: str, told: str):
    site, panitia = started()
    before = shelf(site)
    for path, form in ((HOME, {"source": "file"}), (f"{KUBE}/berkas", {"based_on": "1"})):
        answer = upload(panitia, path, data, name, **form)
        assert answer.status_code == 422
        assert told in words(answer)
    assert shelf(site) == before


def test_the_list_copies_from_the_library_and_from_versions(open_site):
    site = open_site("setup", "psm-lks")
    panitia = site.organiser("panitia")
    for source, name in (
        ("library:kube", "kube"), ("library:kube", "kube-2"), ("copy:psm-berkas", "psm-berkas-2"), ("blank", "rubrik"),
        ("next:psm-berkas", "psm-berkas"),
    ):  # fmt: skip
        assert panitia.post(HOME, data={"source": source}).location == f"{HOME}/{name}"
    refused = panitia.post(HOME, data={"source": "next:psm-berkas"})
    assert problems(refused) == ["Rubrik psm-berkas sudah punya draf. Lanjutkan draf itu."]
    for source in ("", "library:x", "copy:kube", "next:x", "x"):
        assert problems(panitia.post(HOME, data={"source": source})) == ["Pilih dahulu rubrik yang akan disalin."]
    page = words(panitia.get(HOME))
    assert "dipakai PSM Teladan, sesi Berkas" in page
    panitia.post(f"{HOME}/kube-2/buang")
    assert sorted(shelf(site)) == sorted({"kube", "psm-berkas-2", "rubrik", *(
        "psm-berkas", "psm-paparan", "lks-berkas", "lks-visitasi",
    )})  # fmt: skip
    assert site.database.verify().ok


def test_a_blank_rubric_asks_calmly_for_the_least(open_site):
    panitia = open_site("setup").organiser("panitia")
    panitia.post(HOME, data={"source": "blank"})
    text = words(panitia.get(f"{HOME}/rubrik"))
    assert "3 hal perlu diperbaiki sebelum dibekukan" in text
    assert "A1, bobot : wajib diisi." in text


@pytest.mark.parametrize(("sample", "name"), [("kube-dki", "kube"), ("psm-lks", "psm-paparan")])
def test_the_preview_is_the_judges_sheet_and_cannot_be_sent(open_site, sample: str, name: str):
    panitia = open_site("setup", sample).organiser("panitia")
    page = panitia.get(f"{HOME}/{name}/1/pratinjau")
    body, rubric = page.get_data(as_text=True), from_library(name)
    assert "Di sini tidak ada yang dapat dinilai atau disimpan." in words(page)
    assert re.findall(r'<fieldset class="indicator" id="(\w+)"', body) == [one.code for one in rubric.indicators]
    assert "<fieldset disabled" in body
    assert re.findall(r"<form|<script|type=\"submit\"", body) == []


def test_a_draft_is_previewed_once_it_is_whole(started):
    _, panitia = started()
    assert press(panitia, "preview").location == f"{KUBE}/0/pratinjau"
    assert panitia.get(f"{KUBE}/0/pratinjau").status_code == 200
    press(panitia, K4__weight="")
    for path in (f"{KUBE}/0/pratinjau", f"{KUBE}/0/toml"):
        assert panitia.get(path).location == KUBE
    assert panitia.get(f"{KUBE}/0/xlsx").status_code == 200  # to be finished in a spreadsheet


def test_what_is_not_there_is_not_found(started):
    _, panitia = started()
    paths = [f"{HOME}/tidak-ada", f"{HOME}/pendamping", f"{KUBE}/9/toml", f"{HOME}/x/1/pratinjau", f"{HOME}/x/0/xlsx"]
    assert [panitia.get(path).status_code for path in paths] == [404] * 5


def test_pages_stay_small_and_ask_the_database_as_often_however_much_there_is(started):
    site, panitia = started()
    few = questions(site, panitia)
    for _ in range(4):
        panitia.post(HOME, data={"source": "library:kube"})
    assert questions(site, panitia) == few
    assert [len(panitia.get(path).data) < MOST_BYTES for path in (HOME, KUBE, f"{KUBE}/1/pratinjau")] == [True] * 3


def questions(site: Site, client: FlaskClient) -> int:
    asked: list[str] = []
    engine = site.app.extensions["juara"].engine
    hear = lambda *told: asked.append(told[2])  # noqa: E731 - SQLAlchemy wants the same object again to stop listening
    listening.listen(engine, "before_cursor_execute", hear)
    client.get(HOME)
    listening.remove(engine, "before_cursor_execute", hear)
    return len([sql for sql in asked if sql.startswith("SELECT")])
