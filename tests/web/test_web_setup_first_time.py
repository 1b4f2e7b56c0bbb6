"""Setting up for the first time: what is wrong is told at once beside its field, nothing typed is lost on the way."""

from __future__ import annotations

import re

import pytest
from set_up_forms import beside, form_of, links, text_of
from sites import Site, problems, words
from werkzeug.test import TestResponse

from app import create_app
from judging.database import Database
from judging.paperwork.catalogue import KINDS, SIGNERS
from judging.paperwork.common import OFFICES
from judging.settings import Settings
from judging.web.organiser.region_words import regions_of

NEW = {"category": "kube", "name": "KUBE Melati Baru", "region": "Kepulauan Seribu"}
WRONG = {
    "name": "KUBE Berprestasi 2026", "level": "", "year": "2026", "place": "Contoh", "start": "kube", "token": "salah",
    "starts_on": "2026-12-10", "announced_on": "2026-12-01", "person_name": "", "login": "Siti Contoh",
    "password": "pendek", "pin": "12",
}  # fmt: skip


def ids(answer: TestResponse) -> set[str]:
    return set(re.findall(r' id="([^"]+)"', text_of(answer)))


def test_a_first_form_tells_everything_at_once_and_beside_its_fields(tmp_path):
    database = Database(Settings.from_environment({"JUARA_DATA": str(tmp_path / "empty")}))
    database.migrate()
    app = create_app(database.settings)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    answer = Site(app, app.extensions["juara"]).anyone().post("/mulai/acara-baru", data=WRONG)
    assert "Belum disimpan: 8 isian perlu diperbaiki." in words(answer)
    fields = ["f-token", "f-level", "f-name", "f-announced_on", "f-person_name", "f-login", "f-password", "f-pin"]
    assert links(answer) == fields
    assert all(beside(answer, field) for field in fields)
    assert beside(answer, "f-name") == (
        "Nama penghargaan berakhir dengan tahun 2026, padahal tahun ditambahkan sendiri. Hapus tahunnya dari nama."
    )


REFUSED = {  # page -> what is typed, the fields that are named
    "/panitia/peserta/baru": ({**NEW, "name": "", "number": "tiga"}, ["f-name", "f-number"]),
    "/panitia/peserta/1/ubah": ({"region": "X", "profil-formed_on": "31/02/2023", "profil-grant_amount": "20 juta"},
                                ["f-profil-formed_on", "f-profil-grant_amount"]),
    "/panitia/juri/baru": ({"name": "Juri Baru"}, ["f-background", "f-institution"]),
    "/panitia/juri/1": ({"name": "", "background": "x", "institution": "y"}, ["f-name"]),
    "/panitia/pengaturan/acara": ({"name": "", "level": "x", "place": "x", "year": "2026", "starts_on": "31/02/2026"},
                                  ["f-name", "f-starts_on"]),
    "/panitia/pengaturan/batasan": ({"members_lowest": "satu", "members_highest": "dua"},
                                    ["f-members_lowest", "f-members_highest"]),
    "/panitia/pengaturan/pejabat": ({"kepala-name": "Budi", "kepala-position": "Kepala", "kabid-name": "Ani"},
                                    ["f-kabid-position", "f-kabid-institution", "f-kepala-institution"]),
    "/panitia/pengaturan/kertas": ({"offset_x": "99", "offset_y": "dua", "certificate_number": "x"},
                                   ["f-offset_x", "f-offset_y", "f-certificate_number"]),
    "/panitia/pengaturan/akun": ({"login": "", "person_name": ""}, ["f-person_name", "f-login", "f-roles"]),
    "/panitia/pengaturan/kategori/kube": ({"name": "", "noun": ""}, ["f-name", "f-noun", "f-certificate_phrase"]),
    "/panitia/pengaturan/kategori/kube/hadiah": ({"row-0": "", "label-0": "Juara I", "amount-0": "lima"},
                                                 ["f-amount-0"]),
    "/panitia/pengaturan/kategori/kube/sesi": ({"row-0": "", "round_name-0": "A", "day-0": "31/02/2026"}, ["f-day-0"]),
}  # fmt: skip


@pytest.mark.parametrize("path", REFUSED)
def test_a_refused_form_names_its_fields_at_its_head(open_site, path):
    panitia, (typed, named) = open_site("setup").organiser("panitia"), REFUSED[path]
    answer = panitia.post(path, data=typed)
    assert (answer.status_code, links(answer)) == (422, named)
    assert set(named) <= ids(answer)
    assert f"Belum disimpan: {len(named)} isian perlu diperbaiki." in words(answer)


def test_a_refused_profile_says_nothing_of_what_is_stored(open_site):
    panitia = open_site("setup").organiser("panitia")
    added = panitia.post("/panitia/peserta/baru", data=NEW).location
    assert "belum diisi." not in words(panitia.get(f"{added}/ubah")), "nobody has begun it"
    begun = panitia.post(f"{added}/ubah", data={**NEW, "profil-formed_on": "31/01/2023"})
    assert begun.status_code == 302
    assert "Sasaran belum diisi." in words(panitia.get(f"{added}/ubah"))
    typed = {**NEW, "profil-target_group": "FM", "profil-formed_on": "31/02/2023"}
    answer = panitia.post(f"{added}/ubah", data=typed)
    assert answer.status_code == 422
    assert "Sasaran belum diisi." not in words(answer)


ONWARD = {
    "/panitia/pengaturan/wilayah": ({}, "/panitia/pengaturan/kategori"),
    "/panitia/pengaturan/pejabat": ({}, "/panitia/pengaturan/kertas"),
    "/panitia/pengaturan/batasan": ({}, "/panitia/peserta"),
    "/panitia/pengaturan/kategori/kube/hadiah": ({}, "/panitia/pengaturan/kategori/pendamping/hadiah"),
    "/panitia/pengaturan/kategori/pendamping/hadiah": ({}, "/panitia/pengaturan/batasan"),
    "/panitia/pengaturan/kertas": ({}, "/panitia/pengaturan/akun"),
    "/panitia/peserta/1/ubah": ({}, "/panitia/peserta/1/anggota"),
    "/panitia/peserta/6/ubah": ({}, "/panitia/peserta/baru?kategori=pendamping"),
}


@pytest.mark.parametrize("path", ONWARD)
def test_the_filled_button_stores_and_goes_on(open_site, path):
    panitia, (typed, next_page) = open_site("setup").organiser("panitia"), ONWARD[path]
    page = panitia.get(path)
    form = form_of(page, path)
    assert 'name="act" value="next"' in text_of(page)
    answer = panitia.post(path, data={**form, **typed, "act": "next"})
    assert (answer.status_code, answer.location) == (302, next_page)


@pytest.mark.parametrize(
    "path", ["/panitia/peserta", "/panitia/juri", "/panitia/pengaturan/rubrik", "/panitia/pengaturan/akun",
             "/panitia/pengaturan/kategori"],
)  # fmt: skip
def test_every_list_of_setting_up_leads_on_and_back(open_site, path):
    foot = words(open_site("setup").organiser("panitia").get(path)).rpartition("Semua pengaturan")[2]
    assert foot.strip().startswith("Berikutnya:")


def test_rubrics_lead_to_the_prizes_and_accounts_to_the_opening(open_site):
    panitia = open_site("setup").organiser("panitia")
    assert 'href="/panitia/pengaturan/kategori/kube/hadiah"' in text_of(panitia.get("/panitia/pengaturan/rubrik"))
    assert 'href="/panitia/pengaturan#buka"' in text_of(panitia.get("/panitia/pengaturan/akun"))


def test_a_region_typed_by_mistake_is_named(open_site):
    panitia = open_site("setup").organiser("panitia")
    told = "ikut dicatat sebagai wilayah baru"
    pages = [
        words(panitia.post("/panitia/peserta/baru", data={**NEW, **typed}, follow_redirects=True))
        for typed in ({"region": "Mek"}, {"region": "Mek", "category": "pendamping", "name": "Siti Contoh"})
    ]
    assert [f"“Mek” {told}" in page for page in pages] == [True, False]


def test_a_new_group_goes_on_to_profile_and_members_and_says_what_is_empty(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    profile = panitia.post("/panitia/peserta/baru", data={**NEW, "act": "next"}).location
    assert profile == "/panitia/peserta/11/ubah"
    text = words(panitia.get("/panitia/peserta/11"))
    assert "Belum diisi Sasaran belum diisi." in text
    assert "Di luar ketentuan" not in text
    assert 'href="/panitia/peserta/11/ubah#f-profil-target_group"' in text_of(panitia.get("/panitia/peserta/11"))
    assert "hal belum diisi" in words(panitia.get("/panitia/peserta"))


def test_an_empty_save_is_not_called_a_success(open_site):
    panitia = open_site("setup").organiser("panitia")
    panitia.post("/panitia/peserta/baru", data=NEW)
    answer = panitia.post("/panitia/peserta/11/anggota", data={"more": ""}, follow_redirects=True)
    assert "Belum ada anggota KUBE Melati Baru yang diisi." in words(answer)
    assert "Anggota KUBE Melati Baru disimpan." not in words(answer)


def test_a_prize_that_is_taken_away_is_named(open_site):
    panitia, path = open_site("setup").organiser("panitia"), "/panitia/pengaturan/kategori/kube/hadiah"
    form = form_of(panitia.get(path), path)
    answer = panitia.post(path, data={**form, "act": "remove-4"}, follow_redirects=True)
    assert "Dihapus dari hadiah KUBE Berprestasi: Juara Harapan II." in words(answer)


@pytest.mark.parametrize(
    ("level", "called", "finer"),
    [
        ("Tingkat Nasional", "Provinsi", ("district", "subdistrict")),
        ("Tingkat Provinsi Daerah Khusus Ibukota Jakarta", "Kabupaten", ("district", "subdistrict")),
        ("Tingkat Kabupaten Sukamaju", "Kecamatan", ("subdistrict",)),
        ("Tingkat Kota Contoh", "Kecamatan", ("subdistrict",)),
        ("Tingkat Kecamatan Sukajaya", "Kelurahan", ()),
        ("Antarkampus", "Wilayah", ("district", "subdistrict")),
    ],
)
def test_a_region_is_called_by_the_level_of_the_event(level, called, finer):
    found = regions_of(level)
    assert (found.send.split()[0], found.stand_for.split()[0], found.finer) == (called, called, finer)


def test_only_who_accompanies_another_is_asked_whom(open_site):
    panitia = open_site("setup").organiser("panitia")
    assert "Mendampingi peserta" not in words(panitia.get("/panitia/peserta/baru?kategori=kube"))
    beside = words(panitia.get("/panitia/peserta/baru?kategori=pendamping"))
    assert "Mendampingi peserta" in beside
    assert "Mendampingi peserta" not in words(panitia.get("/panitia/peserta/1/ubah"))


def test_an_official_without_a_name_has_the_usual_position_already(open_site):
    panitia, path = open_site("setup").organiser("panitia"), "/panitia/pengaturan/pejabat"
    form = form_of(panitia.get(path), path)
    assert panitia.post(path, data=form | {"kpa-name": "", "kpa-position": ""}).status_code == 302
    page = panitia.get(path)
    assert form_of(page, path)["kpa-position"] == "Kuasa Pengguna Anggaran"
    refused = text_of(panitia.post(path, data=form_of(page, path) | {"kpa-name": "Budi Contoh"}))
    assert refused.count('<details class="fold " open>') == 1


SAID = {  # paper -> how the page calls it
    "aturan": "lembar aturan", "undian": "undian", "berita-acara": "berita acara", "koreksi": "berita acara",
    "rancangan": "keputusan", "lampiran": "keputusan", "alokasi": "alokasi", "kuitansi": "kuitansi",
    "tanda-terima": "tanda terima", "piagam": "piagam",
}  # fmt: skip


def test_the_page_says_of_every_official_which_papers_and_from_when(open_site):
    text = text_of(open_site("setup").organiser("panitia").get("/panitia/pengaturan/pejabat")).partition("</h1>")[2]
    before, after = re.findall(r"<h2>(.*?)</h2>(.*?)(?=<h2>|</form>)", text, re.DOTALL)
    signs = {role: {SAID[kind] for kind, roles in (SIGNERS | {"piagam": ("kepala",)}).items() if role in roles}
             for role in OFFICES}  # fmt: skip
    shown = {}
    for folded in re.split("<details", before[1] + after[1])[1:]:
        role = re.search(r'name="(\w+)-name"', folded)
        papers = re.search(r"</svg>[^:<]+: (.*?) – ", folded)
        assert role, folded
        assert papers, folded
        shown[role[1]] = set(papers[1].split(", "))
    assert shown == signs
    early = {group.key for group in KINDS if group.group == "Sebelum penilaian"} & SIGNERS.keys()
    assert (before[0], set(re.findall(r'name="(\w+)-name"', before[1]))) == (
        "Sebelum penilaian dibuka", {role for kind in early for role in SIGNERS[kind]},
    )  # fmt: skip


def test_a_pin_says_what_it_wants(open_site):
    assert 'title="6 angka"' in text_of(open_site("setup").anyone().get("/juri/masuk"))


def test_the_line_that_papers_print_is_shown(open_site):
    page = words(open_site("setup").organiser("panitia").get("/panitia/pengaturan/acara"))
    assert "Kini tertulis di surat: KUBE Berprestasi Tingkat Provinsi" in page


def test_what_is_printed_by_itself_is_refused_in_the_name(open_site):
    panitia = open_site("setup").organiser("panitia")
    form = {"name": "KUBE Tingkat Kota", "level": "Tingkat Kota", "year": "2026", "place": "Contoh"}
    told = ["Nama penghargaan memuat “Tingkat Kota”, padahal tingkat ditambahkan sendiri. Hapus tingkatnya dari nama."]
    assert problems(panitia.post("/panitia/pengaturan/acara", data=form)) == told
