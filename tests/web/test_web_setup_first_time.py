"""Setting up for the first time: what is wrong is told at once beside its field, nothing typed is lost on the way."""

from __future__ import annotations

import html
import re

import pytest
from set_up_forms import form_of
from sites import Site, problems, words
from werkzeug.test import TestResponse

from app import create_app
from judging import queries
from judging.database import Database
from judging.settings import Settings
from judging.web.organiser.region_words import regions_of

NEW = {"category": "kube", "name": "KUBE Melati Baru", "region": "Kepulauan Seribu"}
PERSON = {"category": "pendamping", "name": "Siti Contoh", "region": "Kepulauan Seribu"}
WRONG = {
    "name": "KUBE Berprestasi 2026", "level": "", "year": "2026", "place": "Contoh", "start": "kube", "token": "salah",
    "starts_on": "2026-12-10", "announced_on": "2026-12-01", "person_name": "", "login": "Siti Contoh",
    "password": "pendek", "pin": "12",
}  # fmt: skip


def links(answer: TestResponse) -> list[str]:
    """Where the sentences at the head of a refused form lead."""
    head = r'<div class="inset bad" role="alert" tabindex="-1" autofocus>.*?</div>'
    inset = re.search(head, text_of(answer), re.DOTALL)
    return re.findall(r'<a href="#([^"]+)">', inset.group()) if inset else []


def text_of(answer: TestResponse) -> str:
    return html.unescape(answer.get_data(as_text=True))


def beside(answer: TestResponse, field: str) -> str:
    found = re.search(rf'<div id="{field}-problem">(.*?)</div>', text_of(answer), re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split()) if found else ""


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
                                    ["f-kepala-institution", "f-kabid-position", "f-kabid-institution"]),
    "/panitia/pengaturan/kertas": ({"offset_x": "99", "offset_y": "dua", "certificate_number": "x"},
                                   ["f-offset_x", "f-offset_y", "f-certificate_number"]),
    "/panitia/pengaturan/akun": ({"login": "", "person_name": ""}, ["f-person_name", "f-login", "f-roles"]),
    "/panitia/pengaturan/kategori/kube": ({"name": "", "noun": ""}, ["f-name", "f-noun", "f-certificate_phrase"]),
    "/panitia/pengaturan/kategori/kube/hadiah": ({"row-0": "", "label-0": "Juara I", "amount-0": "lima"},
                                                 ["f-amount-0"]),
    "/panitia/pengaturan/kategori/kube/sesi": ({"row-0": "", "round_name-0": "A", "day-0": "31/02/2026"}, ["f-day-0"]),
}  # fmt: skip


TAKEN = [  # page, what another one has already, the fields that are named
    ("/panitia/peserta/baru", {**NEW, "name": "kube guyub  HIJAU"}, ["f-name"]),
    ("/panitia/peserta/baru", {**NEW, "number": "3", "code": "KUBE-SEL"}, ["f-code", "f-number"]),
    ("/panitia/peserta/baru", {**NEW, "region": "jakarta selatan"}, ["f-region"]),
    ("/panitia/peserta/2/ubah", {"name": "X", "region": "X", "number": "3"}, ["f-number"]),
    ("/panitia/peserta/2/ubah", {"name": "X", "region": "X", "profil-settlement_unit": "Unit 3"},
     ["f-profil-settlement_unit"]),
    ("/panitia/juri/baru", {"name": "{J2}", "background": "akademisi", "institution": "x"}, ["f-name"]),
    ("/panitia/juri/baru", {"name": "x", "background": "akademisi", "institution": "x", "code": "J1"}, ["f-code"]),
    ("/panitia/juri/1", {"name": "{J2}", "background": "akademisi", "institution": "x"}, ["f-name"]),
]  # fmt: skip


@pytest.mark.parametrize(("path", "typed", "named"), TAKEN)
def test_what_another_one_has_already_is_told_beside_its_field(open_site, path, typed, named):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    with site.database.reading() as session:
        names = {one.code: one.name for one in queries.judges(session, 1)}
    unit = {"name": "KUBE Satu", "region": "Y", "profil-target_group": "KUMUH", "profil-settlement_unit": "unit 3"}
    assert panitia.post("/panitia/peserta/1/ubah", data=unit).status_code == 302
    answer = panitia.post(path, data={name: text.format(**names) for name, text in typed.items()})
    assert (answer.status_code, links(answer)) == (422, named)
    assert f"Belum disimpan: {len(named)} isian perlu diperbaiki." in words(answer)
    assert all("sudah dipakai" in beside(answer, field) for field in named)
    assert "Hapus salah satunya" not in words(answer)


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
    assert "Sasaran belum diisi." in words(panitia.get(f"{added}/ubah"))
    typed = {**NEW, "profil-target_group": "FM", "profil-formed_on": "31/02/2023"}
    answer = panitia.post(f"{added}/ubah", data=typed)
    assert answer.status_code == 422
    assert "Sasaran belum diisi." not in words(answer)


ONWARD = {
    "/panitia/pengaturan/wilayah": ({}, "/panitia/pengaturan/kategori"),
    "/panitia/pengaturan/pejabat": ({}, "/panitia/pengaturan/kertas"),
    "/panitia/pengaturan/batasan": ({}, "/panitia/pengaturan/pejabat"),
    "/panitia/pengaturan/kategori/kube/hadiah": ({}, "/panitia/pengaturan/kategori/pendamping/hadiah"),
    "/panitia/pengaturan/kategori/pendamping/hadiah": ({}, "/panitia/peserta"),
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


NEXT_TO_FILL = {  # who is taken out -> what the head of the list offers, that of a form for KUBE, for Pendamping
    "nobody": ((), "Juri dan kartu", "Juri dan kartu", "Juri dan kartu"),
    "one": ((6,), "Juri dan kartu", "Juri dan kartu", "Juri dan kartu"),
    "every pendamping": (range(6, 11), *["isi Pendamping KUBE Berprestasi"] * 2, ""),
    "every group": ((*range(6, 11), *range(1, 6)), "", "", "isi KUBE Berprestasi"),
}


@pytest.mark.parametrize("which", NEXT_TO_FILL)
def test_the_head_of_the_participants_offers_what_is_to_be_filled_next(open_site, which):
    panitia, (gone, *offered) = open_site("setup").organiser("panitia"), NEXT_TO_FILL[which]
    for key in gone:
        assert panitia.post(f"/panitia/peserta/{key}/hapus").status_code == 302
    paths = ("", "/baru?kategori=kube", "/baru?kategori=pendamping")
    heads = [re.split(r"<form|<section|<nav", text_of(panitia.get(f"/panitia/peserta{path}")).partition("<h1>")[2])[0]
             for path in paths]  # fmt: skip
    assert [re.findall(r">Berikutnya: ([^<]+)", head) for head in heads] == [[one] if one else [] for one in offered]
    for head in heads:
        addresses = re.findall(r'href="([^"]+)"', head)
        assert len(addresses) == len(set(addresses)), "each is offered once"


def test_once_judging_is_open_the_list_leads_nowhere(open_site):
    head = text_of(open_site("judging").organiser("panitia").get("/panitia/peserta")).partition("<section")[0]
    assert "Berikutnya" not in head


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


CHANGES = {  # what is typed -> participants outside the guidelines, participants not answered for
    "nothing": ([], 1, 0),
    "a new group": ([("/panitia/peserta/baru", NEW)], 1, 1),
    "two new ones": ([("/panitia/peserta/baru", NEW), ("/panitia/peserta/baru", PERSON)], 1, 2),
    "officers appointed, nothing else answered": (
        [("/panitia/peserta/1/ubah", {"name": "X", "region": "X", "profil-officer_election": "appointed"})],
        2, 1,
    ),
    "a grant not rolled on yet": ([("/panitia/peserta/1/ubah", {"profil-rolled_to": ""})], 1, 0),
}  # fmt: skip


@pytest.mark.parametrize("which", CHANGES)
def test_what_is_not_answered_is_incomplete_and_only_a_breach_is_outside(open_site, which):
    panitia, (typed, outside, incomplete) = open_site("setup").organiser("panitia"), CHANGES[which]
    for path, form in typed:
        kept = {} if path.endswith("baru") or "name" in form else form_of(panitia.get(path), path)
        assert panitia.post(path, data=kept | form).status_code == 302
    for path in ("/panitia", "/panitia/pengaturan"):
        text = words(panitia.get(path))
        assert f"{outside} peserta punya hal di luar ketentuan" in text
        assert re.findall(r"Data (\d+) peserta belum lengkap", text) == [str(incomplete)] * (incomplete > 0)


def test_the_receiver_of_a_grant_rolled_on_may_stay_empty(open_site):
    page = words(open_site("setup").organiser("panitia").get("/panitia/peserta/1/ubah"))
    assert "Penerima guliran Warga lain; kosong bila belum digulirkan." in page


LINES = {  # as typed -> name, office, whether the members chose
    "Siti Contoh, ketua, dipilih": ("Siti Contoh", "ketua", True),
    "Siti Contoh, S.E., Ketua": ("Siti Contoh, S.E.", "ketua", None),
    "Siti Contoh,sekretaris,Tidak  dipilih": ("Siti Contoh", "sekretaris", False),
    "Siti Contoh, M.Si., Bendahara, DIPILIH": ("Siti Contoh, M.Si.", "bendahara", True),
    "Siti Contoh, S.Sos": ("Siti Contoh, S.Sos", "", None),
    "Siti Contoh, S.Sos., dipilih": ("Siti Contoh, S.Sos.", "", True),
    "Siti Contoh": ("Siti Contoh", "", None),
    "dipilih": ("dipilih", "", None),
    ", ketua": (", ketua", "", None),
}


@pytest.mark.parametrize("line", LINES)
def test_a_line_takes_office_and_election_behind_the_name_and_a_degree_stays_with_it(open_site, line):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    panitia.post("/panitia/peserta/baru", data=NEW)
    answer = panitia.post("/panitia/peserta/11/anggota", data={"more": f"{line}\n\nDwi Contoh", "act": "next"})
    assert answer.location == "/panitia/peserta/baru?kategori=kube"
    with site.database.reading() as session:
        found = queries.participant(session, 1, 11)
    assert found is not None
    assert [(one.name, one.office, one.elected) for one in found.members] == [LINES[line], ("Dwi Contoh", "", None)]


def test_the_help_of_the_members_box_shows_a_line_that_is_taken(open_site):
    panitia = open_site("setup").organiser("panitia")
    assert "Pengurus: Siti Contoh, ketua, dipilih (atau tidak dipilih)." in words(
        panitia.get("/panitia/peserta/1/anggota")
    )


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
