"""The rubric editor: what is typed stays, versions never change, files in and out, the preview."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from sites import Site, problems, words
from sqlalchemy import event as listening
from werkzeug.test import TestResponse

from judging import queries
from judging.queries import ShelvedRubric
from judging.spreadsheet.reader import read_pages
from judging.spreadsheet.rubric_reading import read_rubric
from judging.spreadsheet.rubric_workbook import rubric_workbook
from rubrics import from_library, load_rubric, to_toml

HOME = "/panitia/pengaturan/rubrik"
KUBE = f"{HOME}/kube"
K4 = "aspects[0].indicators[3]"
CONTROL = re.compile(r"<input ([^>]*)>|<textarea ([^>]*)>(.*?)</textarea>|<select ([^>]*)>(.*?)</select>", re.DOTALL)
MOST_BYTES = 150_000


def fields(answer: TestResponse) -> dict[str, str]:
    """The draft's form as a browser would send it, without a button."""
    form = answer.get_data(as_text=True).split('class="rubric-form"')[1].split("</form>")[0]
    found = {}
    for entry, area, text, select, options in CONTROL.findall(form):
        chosen = re.search(r'value="([^"]*)" selected', options) or re.search(r'value="([^"]*)"', entry)
        name = re.search(r'name="([^"]+)"', entry or area or select)
        found[html.unescape(name[1])] = html.unescape(text or (chosen[1] if chosen else ""))
    return found


@pytest.fixture
def started(open_site) -> Callable[..., tuple[Site, FlaskClient]]:
    """A site in a stage, and the panitia with a draft of kube's next version."""

    def start(stage: str = "setup") -> tuple[Site, FlaskClient]:
        site = open_site(stage)
        panitia = site.organiser("panitia")
        assert panitia.post(HOME, data={"source": "next:kube"}).location == KUBE
        return site, panitia

    return start


def shelf(site: Site) -> dict[str, ShelvedRubric]:
    with site.database.reading() as session:
        return {rubric.name: rubric for rubric in queries.rubric_shelf(session, 1)}


def press(client: FlaskClient, do: str = "save", **changes: str) -> TestResponse:
    """Change some fields and press a button; "__" in a name stands for the place of K4."""
    typed = fields(client.get(KUBE)) | {name.replace("K4__", f"{K4}."): text for name, text in changes.items()}
    return client.post(KUBE, data=typed | {"do": do})


def test_a_form_that_was_not_touched_changes_nothing(started):
    site, panitia = started()
    before = shelf(site)["kube"].draft
    assert press(panitia).status_code == 302
    assert shelf(site)["kube"].draft == before
    assert before.body == from_library("kube").to_document()


def test_an_incomplete_draft_is_kept_and_says_what_is_missing_at_its_place(started):
    site, panitia = started()
    assert press(panitia, K4__weight="6", **{f"{K4}.levels[2]": ""}).status_code == 302
    page = panitia.get(KUBE)
    text = words(page)
    assert "Bobot 98 kurang 2 Kelembagaan 33 Sosial 35 Ekonomi 30" in text
    assert "2 hal perlu diperbaiki sebelum dibekukan K4, uraian level ke-3 : tidak boleh kosong." in text
    assert "Semua aspek: jumlah semua bobot 98, seharusnya 100." in text
    body = page.get_data(as_text=True)
    assert f'data-fold="{K4}" open' in body
    assert body.count(" open><summary>") == 1
    assert press(panitia, "freeze").location == KUBE
    assert "Masih ada 2 hal yang perlu diperbaiki dahulu." in words(panitia.get(KUBE))
    assert panitia.get(f"{KUBE}/bekukan").location == KUBE
    refused = panitia.post(f"{KUBE}/bekukan", data={"based_on": str(shelf(site)["kube"].draft.revision)})
    assert problems(refused) == ["Rubrik ini belum dapat dibekukan: masih ada 2 hal yang perlu diperbaiki."]
    assert [version.version for version in shelf(site)["kube"].versions] == [1]
    assert site.database.verify().ok


ODD = "Nama & <b>tebal</b> \"kutip\" 'satu' =1+1 🏅"


def test_whatever_is_typed_comes_back(started):
    _, panitia = started()
    typed = {f"{K4}.title": ODD, f"{K4}.weight": "delapan", f"{K4}.code": "K 4", "title": "", "scale.step": "3",
             f"{K4}.evidence": "satu\r\n\r\ndua ", "note_required": "1; 9"}  # fmt: skip
    press(panitia, **typed)
    again = fields(panitia.get(KUBE))
    assert {name: again[name] for name in typed} == typed | {f"{K4}.evidence": "satu\ndua"}
    told = words(panitia.get(KUBE))
    for part in (
        "Judul : tidak boleh kosong.",
        "K 4, bobot : harus bilangan bulat.",
        "Langkah : langkah 3 tidak membagi habis rentang 1 sampai 5.",
        "K 4, kode : hanya boleh huruf, angka, titik",
    ):
        assert part in told


def test_a_changed_scale_keeps_level_texts_that_no_longer_fit(started):
    site, panitia = started()
    press(panitia, **{"scale.highest": "4", "scale.labels[4]": "", "note_required": "1; 4"})
    page = panitia.get(KUBE)
    assert fields(page)[f"{K4}.levels[4]"] == "Mutakhir, cocok, dan dilaporkan berkala kepada anggota."
    assert "K4, uraian level : berisi 5 uraian, seharusnya 4, satu untuk tiap skor." in words(page)
    assert len(shelf(site)["kube"].draft.body["aspects"][0]["indicators"][3]["levels"]) == 5


def order(site: Site) -> list[list[str]]:
    body = shelf(site)["kube"].draft.body
    return [[row["code"] for row in aspect["indicators"]] for aspect in body["aspects"]]


def test_adding_ordering_moving_and_removing(started):
    site, panitia = started()
    answer = press(panitia, f"down:{K4}")
    assert unquote(answer.location).endswith("#aspects[0].indicators[4]")
    assert order(site)[0] == ["K1", "K2", "K3", "K5", "K4", "K6"]
    press(panitia, "add-indicator:aspects[2]")
    assert order(site)[2] == ["E1", "E2", "E3", "E4", "E5", "E6", "E7"]
    press(panitia, **{"aspects[0].indicators[0].aspect": "1"})
    assert (order(site)[0][0], order(site)[1][-1]) == ("K2", "K1")
    press(panitia, "up:aspects[2]")
    assert [aspect["code"] for aspect in shelf(site)["kube"].draft.body["aspects"]] == [
        "kelembagaan",
        "ekonomi",
        "sosial",
    ]
    press(panitia, "remove:aspects[1]")
    assert shelf(site)["kube"].draft.body["tie_break"] == [
        "aspect:kelembagaan",
        "aspect:sosial",
        "head_to_head",
        "plenary",
    ]
    assert "Sebagian isi baru saja dihapus atau diganti." in words(panitia.get(KUBE))
    panitia.post(f"{KUBE}/kembalikan", data={"based_on": fields(panitia.get(KUBE))["based_on"]})
    assert len(order(site)) == 3
    press(panitia, "add-aspect", **{"aspects[0].code": "lembaga"})
    body = shelf(site)["kube"].draft.body
    assert [aspect["code"] for aspect in body["aspects"]] == ["lembaga", "ekonomi", "sosial", "aspek-4"]
    assert body["tie_break"][:4] == ["aspect:lembaga", "aspect:sosial", "aspect:ekonomi", "aspect:aspek-4"]
    refused = press(panitia, "remove:aspects[9]")
    assert (refused.status_code, problems(refused)) == (422, ["Bagian itu sudah tidak ada di draf ini."])
    assert site.database.verify().ok


def test_two_pages_never_overwrite_each_other(started):
    site, panitia = started()
    stale = fields(panitia.get(KUBE))
    press(panitia, title="Yang pertama")
    clash = panitia.post(KUBE, data=stale | {"title": "Yang kedua", "do": "save"})
    assert clash.status_code == 409
    assert problems(clash)[0].startswith("Draf ini baru saja diubah dari halaman lain.")
    assert shelf(site)["kube"].draft.body["title"] == "Yang pertama"
    kept = fields(clash)
    assert kept["title"] == "Yang kedua"
    panitia.post(KUBE, data=kept | {"do": "save"})
    assert shelf(site)["kube"].draft.body["title"] == "Yang kedua"
    assert panitia.post(KUBE, data={"do": "save"}).status_code == 409  # an empty form empties nothing


def test_freezing_makes_a_version_and_moves_what_is_still_set_up(started):
    site, panitia = started()
    press(panitia, K4__weight="7", **{"aspects[0].indicators[4].weight": "7"})
    ask = panitia.get(f"{KUBE}/bekukan")
    assert press(panitia, "freeze").location == f"{KUBE}/bekukan"
    assert "Bekukan KUBE Berprestasi sebagai versi 2?" in words(ask)
    body = ask.get_data(as_text=True)
    (round_id,) = re.findall(r'name="round" value="(\d+)" checked', body)
    (based_on,) = re.findall(r'name="based_on" value="(\d+)"', body)
    old = shelf(site)["kube"].versions[0].fingerprint
    panitia.post(f"{KUBE}/bekukan", data={"based_on": based_on, "round": round_id})
    kube = shelf(site)["kube"]
    assert [(one.version, [use.category for use in one.uses]) for one in kube.versions] == [
        (2, ["KUBE Berprestasi"]), (1, []),
    ]  # fmt: skip
    assert (kube.draft, kube.versions[1].fingerprint) == (None, old)
    with site.database.reading() as session:
        newest = queries.frozen_rubric(session, 1, "kube", 2)
        assert newest.fingerprint == kube.versions[0].fingerprint
        assert (newest.by_code["K4"].weight, newest.by_code["K5"].weight) == (7, 7)
    assert "Rubrik kube versi 2 dibekukan." in words(panitia.get(HOME))
    assert site.database.verify().ok


def test_the_tick_can_be_taken_away(started):
    site, panitia = started()
    press(panitia, title="KUBE Teladan")
    panitia.post(f"{KUBE}/bekukan", data={"based_on": str(shelf(site)["kube"].draft.revision)})
    assert [[use.category for use in one.uses] for one in shelf(site)["kube"].versions] == [[], ["KUBE Berprestasi"]]


def test_the_same_content_is_not_frozen_twice(started):
    site, panitia = started()
    refused = panitia.post(f"{KUBE}/bekukan", data={"based_on": "1"})
    assert problems(refused) == ["Isi draf ini sama dengan versi 1. Ubah dahulu, atau buang drafnya."]
    assert shelf(site)["kube"].draft is not None


def test_once_judging_is_open_the_version_stays(started):
    site, panitia = started("judging")
    press(panitia, title="KUBE Teladan")
    page = words(panitia.get(f"{KUBE}/bekukan"))
    assert "Langsung dipakai di" not in page
    locked = "Penilaian KUBE Berprestasi sudah dibuka: versinya tetap."
    assert locked in page
    assert locked in words(panitia.get(HOME))
    uses = shelf(site)["kube"].versions[0].uses
    rounds = {"based_on": str(shelf(site)["kube"].draft.revision), "round": str(uses[0].round_id)}
    assert panitia.post(f"{KUBE}/bekukan", data=rounds).status_code == 302
    assert [one.uses for one in shelf(site)["kube"].versions] == [(), uses]
    assert site.database.verify().ok


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
