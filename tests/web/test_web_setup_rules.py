"""Categories, officials, limits, accounts and the opening: right and wrong forms, each with its exact words."""

from __future__ import annotations

import re

import pytest
from set_up_forms import form_of
from sites import SECOND, Site, problems, words

from judging import queries
from judging.models import RoleGrant
from judging.queries.set_up import CategorySetUp, categories_set_up

LIST, KUBE = "/panitia/pengaturan/kategori", "/panitia/pengaturan/kategori/kube"
OFFICIALS, LIMITS = "/panitia/pengaturan/pejabat", "/panitia/pengaturan/batasan"
ACCOUNTS = "/panitia/pengaturan/akun"
STALE = ["Baru saja diubah orang lain. Muat ulang halaman ini, lalu ulangi perubahannya."]
NEW = {
    "name": "Karang Taruna Teladan",
    "noun": "Karang Taruna",
    "shape": "group",
    "certificate_phrase": "atas kegiatan yang teladan",
    "rubric": "kube",
}


def sent(site: Site, path: str, **changes: str):
    """The page's own form, sent back with changes."""
    panitia = site.organiser("panitia")
    return panitia.post(path, data=form_of(panitia.get(path), path) | changes)


def categories(site: Site) -> list[CategorySetUp]:
    with site.database.reading() as session:
        return categories_set_up(session, 1)


def test_a_category_is_added_moved_and_removed(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    answer = panitia.post(LIST, data=NEW)
    assert answer.headers["Location"] == "/panitia/pengaturan/kategori/karang-taruna-teladan"
    assert [one.code for one in categories(site)] == ["kube", "pendamping", "karang-taruna-teladan"]
    added = categories(site)[-1]
    assert (added.method, added.panel_rule, added.is_group, [one.rubric for one in added.rounds]) == (
        "mean", "complete_judges", True, ["KUBE Berprestasi"],
    )  # fmt: skip
    assert panitia.post(f"{answer.headers['Location']}/urutan", data={"act": "up"}).status_code == 302
    assert [one.code for one in categories(site)] == ["kube", "karang-taruna-teladan", "pendamping"]
    refused = panitia.post(f"{answer.headers['Location']}/hapus")
    assert problems(refused) == ["Centang dahulu bahwa kategori ini memang dihapus."]
    assert panitia.post(f"{answer.headers['Location']}/hapus", data={"sure": "1"}).status_code == 302
    assert [one.code for one in categories(site)] == ["kube", "pendamping"]
    assert site.database.verify().ok


def test_the_rules_of_a_category_are_chosen(open_site):
    site = open_site("setup")
    changes = {"method": "clipped", "margin": "2,5", "panel_rule": "present_judges", "shape": "person"}
    assert sent(site, KUBE, **changes, certificate_phrase="atas ketekunan").status_code == 302
    one = categories(site)[0]
    assert (one.method, one.margin, one.panel_rule, one.is_group, one.certificate_phrase) == (
        "clipped", "2.5", "present_judges", False, "atas ketekunan",
    )  # fmt: skip
    text = words(site.organiser("panitia").get(KUBE))
    assert "Rata-rata setelah nilai yang jauh didekatkan ke rata-rata (tujuh juri atau lebih)" in text
    assert "Bila nilai sama Nilai aspek Kelembagaan, lalu Sosial, lalu Ekonomi;" in text
    assert site.database.verify().ok


def test_an_open_category_may_still_be_called_better(open_site):
    site = open_site("judging")
    assert sent(site, KUBE, name="KUBE Teladan", certificate_phrase="atas ketekunan").status_code == 302
    assert (categories(site)[0].name, categories(site)[0].certificate_phrase) == ("KUBE Teladan", "atas ketekunan")
    assert site.database.verify().ok


MARGIN = "Batas (poin): Batas (poin) belum diisi, padahal metodenya Rata-rata berbatas."
WRONG = [
    ("setup", LIST, NEW | {"name": "", "noun": ""}, ["Nama belum diisi.", "Sebutan peserta belum diisi."]),
    ("setup", LIST, NEW | {"name": "kube  berprestasi"},
     ["Nama kategori “kube berprestasi” ditulis dua kali. Hapus salah satunya."]),
    ("setup", LIST, NEW | {"rubric": ""}, ["Pilih rubriknya dahulu."]),
    ("setup", LIST, NEW | {"name": "x" * 201},
     ["Nama: terlalu panjang (201 huruf). Ringkas menjadi paling banyak 200 huruf."]),
    ("setup", KUBE, {"certificate_phrase": ""}, ["Frasa piagam belum diisi."]),
    ("setup", KUBE, {"method": "clipped"}, [f"{MARGIN} Isi jarak terjauh dari rata-rata, misalnya 3."]),
    ("setup", KUBE, {"margin": "3"},
     ["Batas (poin): Diisi, padahal metodenya bukan Rata-rata berbatas. Kosongkan atau ganti metodenya."]),
    ("setup", KUBE, {"margin": "tiga"},
     [("Batas (poin): “tiga” bukan bilangan di atas 0 sampai 100. Tulis dengan angka, misalnya 3 atau 2,5.")]),
    ("setup", KUBE, {"method": "undian"}, ["Cara menghitung: pilih salah satu."]),
    ("setup", KUBE, {"panel_rule": ""}, ["Juri yang dihitung: pilih salah satu."]),
    ("setup", KUBE, {"profile_form": "lain"}, ["Formulir profil: pilih salah satu."]),
    ("setup", KUBE, {"linked_to": "kube"}, ["Kategori yang didampingi tidak ditemukan. Pilih ulang."]),
    ("setup", KUBE, {"based_on": "lama"}, STALE),
    ("setup", f"{KUBE}/hapus", {"sure": "1"}, ["KUBE Berprestasi masih punya 5 peserta. Hapus dahulu pesertanya."]),
    ("setup", f"{KUBE}/urutan", {"act": "up"}, ["KUBE Berprestasi sudah berada di ujung."]),
    ("sealed", KUBE, {"name": "KUBE Teladan"},
     ["Hasil KUBE Berprestasi sudah ditetapkan, jadi ini tidak diubah lagi."]),
]  # fmt: skip


@pytest.mark.parametrize(("stage", "path", "form", "told"), WRONG)
def test_a_wrong_category_is_told_and_changes_nothing(open_site, stage, path, form, told):
    site = open_site(stage)
    before = categories(site)
    answer = sent(site, path, **form) if path == KUBE else site.organiser("panitia").post(path, data=form)
    assert (answer.status_code, problems(answer)) == (422, told)
    assert categories(site) == before
    assert site.database.verify().ok
    if path == LIST:
        assert form["certificate_phrase"] in answer.get_data(as_text=True)


def test_officials_change_and_leave(open_site):
    site = open_site("judging")
    changes = {"kepala-prefix": "Plt.", "kepala-name": "Dra. Contoh Baru", "kepala-nip": "", "kpa-name": ""}
    assert sent(site, OFFICIALS, **changes, **{"kepala-institution": "Dinas Sosial"}).status_code == 302
    with site.database.reading() as session:
        found = queries.officials(session, 1)
        assert (found["kepala"].prefix, found["kepala"].name, found["kepala"].institution) == (
            "Plt.", "Dra. Contoh Baru", "Dinas Sosial",
        )  # fmt: skip
        assert sorted(found) == ["bendahara", "kabid", "kepala", "pptk"]
    assert site.database.verify().ok


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"kepala-nip": "12345"},
            ["Kepala dinas: NIP: “12345” bukan NIP. Tulis 18 angka, misalnya 19700101 199503 1 001."],
        ),
        (
            {"kabid-nip": "", "kabid-institution": ""},
            [("Ratna Puspitasari, S.Sos., M.M.: NIP dan Lembaga kosong. "
             "Isi NIP, atau isi Lembaga bila tidak punya NIP.")],
        ),
        ({"pptk-position": ""}, ["PPTK: Jabatan belum diisi."]),
        ({"kpa-prefix": "Mantan"}, [("Kuasa pengguna anggaran: Awalan: “Mantan” tidak ada dalam pilihan. "
                                    "Pilih salah satu: a.n., Plt., Plh.")]),
        ({"based_on": "lama"}, STALE),
    ],
)  # fmt: skip
def test_wrong_officials_are_told_and_kept(open_site, changes, told):
    site = open_site("setup")
    answer = sent(site, OFFICIALS, **{"bendahara-name": "Diketik"}, **changes)
    assert (answer.status_code, problems(answer)) == (422, told)
    assert form_of(answer, OFFICIALS)["bendahara-name"] == "Diketik"
    with site.database.reading() as session:
        assert queries.officials(session, 1)["bendahara"].name == "Lilis Suryani, A.Md."


def test_limits_are_set_and_told(open_site):
    site = open_site("setup")
    form = form_of(site.organiser("panitia").get(LIMITS), LIMITS)
    assert form["one_per_region"] == "1"
    form |= {"members_lowest": "5", "members_highest": "20", "show_prizes": "1", "objections": "1"}
    del form["one_per_region"]
    assert site.organiser("panitia").post(LIMITS, data=form).status_code == 302
    with site.database.reading() as session:
        found = queries.settings(session, 1)
    names = ("members_lowest", "members_highest", "one_per_region", "objections", "show_prizes", "show_values")
    assert [found[name] for name in names] == [5, 20, False, True, True, False]
    assert site.database.verify().ok


@pytest.mark.parametrize(
    ("stage", "changes", "told"),
    [
        ("setup", {"members_highest": ""},
         [("Anggota paling sedikit dan Anggota paling banyak baru diisi satu. "
           "Isi keduanya, atau kosongkan keduanya bila tanpa batas.")]),
        ("setup", {"members_lowest": "12"},
         ["Anggota paling sedikit 12 melebihi Anggota paling banyak 10. Perbaiki salah satunya."]),
        ("setup", {"members_lowest": "lima"},
         ["Anggota paling sedikit: “lima” bukan bilangan bulat. Tulis dengan angka saja, misalnya 5."]),
        ("setup", {"based_on": "lama"},
         ["Pengaturan baru saja diubah orang lain. Periksa nilai terbaru, lalu ulangi."]),
        ("sealed", {"objections": "1"},
         ["Hasil KUBE Berprestasi sudah ditetapkan, jadi ini tidak diubah lagi.",
          "Nama peserta yang salah tulis diperbaiki dengan versi hasil yang baru, di halaman dokumen."]),
    ],
)  # fmt: skip
def test_wrong_limits_are_told_and_change_nothing(open_site, stage, changes, told):
    site = open_site(stage)
    with site.database.reading() as session:
        before = queries.settings(session, 1)
    answer = sent(site, LIMITS, **changes)
    assert (answer.status_code, problems(answer)) == (422, told)
    with site.database.reading() as session:
        assert queries.settings(session, 1) == before


def roles_of(site: Site, login: str) -> list[str]:
    with site.database.reading() as session:
        return sorted(next(one for one in queries.accounts(session, 1) if one.login == login).roles)


def test_an_account_is_added_and_its_secrets_are_shown_once(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    form = {"person_name": "Rini Contoh", "login": "rini", "roles": ["panitia", "bendahara"]}
    answer = panitia.post(ACCOUNTS, data=form)
    password, _pin = re.findall(r'<span class="code">([^<]+)</span>', answer.get_data(as_text=True))
    assert password not in panitia.get(ACCOUNTS).get_data(as_text=True)
    entered = site.anyone().post("/panitia/masuk", data={"login": "rini", "password": password})
    assert (entered.status_code, roles_of(site, "rini")) == (302, ["bendahara", "panitia"])
    assert site.database.verify().ok


def test_a_judge_with_an_account_stays_one_person(open_site):
    site = open_site("setup")
    form = {"login": "juri-dua", "roles": "wakil", "judge": "J2"}
    assert site.organiser("panitia").post(ACCOUNTS, data=form).status_code == 200
    with site.database.reading() as session:
        account = next(one for one in queries.accounts(session, 1) if one.login == "juri-dua")
        judge = next(one for one in queries.judges(session, 1) if one.code == "J2")
        held = {row.role for row in session.query(RoleGrant).filter(RoleGrant.person_id == judge.person_id)}
    assert (account.person_id, account.name, held) == (judge.person_id, judge.name, {"juri", "wakil"})
    again = site.organiser("panitia").post(ACCOUNTS, data=form | {"login": "lain"})
    assert problems(again) == [f"{judge.name} sudah punya akun."]


def test_roles_change_and_once_judging_is_open_a_second_person_confirms(open_site):
    site = open_site("judging")
    with site.database.reading() as session:
        keys = {one.login: one.id for one in queries.accounts(session, 1)}
    panitia, path = site.organiser("panitia"), f"{ACCOUNTS}/{keys['bendahara']}/peran"
    alone = panitia.post(path, data={"roles": "wakil"})
    assert alone.status_code == 422
    assert roles_of(site, "bendahara") == ["bendahara"]
    assert panitia.post(path, data={"roles": ["bendahara", "viewer"], **SECOND}).status_code == 302
    assert roles_of(site, "bendahara") == ["bendahara", "viewer"]
    own = panitia.post(f"{ACCOUNTS}/{keys['panitia']}/peran", data={"roles": "viewer", **SECOND})
    told = "Peran panitia pada akun sendiri tidak dapat dilepas. Minta rekan panitia melakukannya."
    assert problems(own) == [told]
    assert site.database.verify().ok


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"person_name": "Rini", "login": "", "roles": "panitia"}, ["Nama masuk belum diisi."]),
        ({"person_name": "Rini", "login": "panitia", "roles": "panitia"},
         ["Nama masuk panitia sudah dipakai. Pilih nama masuk lain."]),
        ({"person_name": "Rini", "login": "rini contoh", "roles": "panitia"},
         ["Nama masuk memakai huruf kecil, angka, titik, atau tanda hubung, tanpa spasi."]),
        ({"person_name": "", "login": "rini", "roles": "panitia"}, ["Nama belum diisi."]),
        ({"person_name": "Rini", "login": "rini"}, ["Pilih sedikitnya satu peran."]),
        ({"person_name": "Rini", "login": "rini", "roles": "sistem"}, ["Pilih sedikitnya satu peran."]),
        ({"login": "rini", "roles": "panitia", "judge": "J99"}, ["Juri ini tidak ditemukan. Pilih ulang."]),
    ],
)  # fmt: skip
def test_a_wrong_account_is_told_and_not_made(open_site, form, told):
    site = open_site("setup")
    answer = site.organiser("panitia").post(ACCOUNTS, data=form)
    assert (answer.status_code, problems(answer)) == (422, told)
    with site.database.reading() as session:
        assert len(queries.accounts(session, 1)) == 4


def test_the_opening_names_everything_that_is_missing_with_a_link(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    panitia.post(LIST, data=NEW)
    page = panitia.get("/panitia/pengaturan")
    blocking = words(page).partition("Harus ada sebelum dibuka")[2]
    blocking, later, _rest = blocking.partition("Yang sebaiknya dilengkapi tampil di sini")
    name = NEW["name"]
    assert blocking.split() == f"{name} belum punya peserta. Isi peserta {name} belum punya juri. Isi juri".split()
    assert later
    assert f"{name} belum punya hadiah." not in words(page)  # one thing after the other
    for path in ("/panitia/peserta", "/panitia/juri", OFFICIALS, LIMITS):
        assert f'href="{path}"' in page.get_data(as_text=True)
    answer = panitia.post("/panitia/pengaturan/buka")
    assert problems(answer) == [f"{name} belum punya peserta.", f"{name} belum punya juri."]
    assert site.states() == ["setup", "setup", "setup"]


def test_a_viewer_sees_the_event_but_no_page_of_setting_up(open_site):
    text = words(open_site("setup").organiser("ketua").get("/panitia/pengaturan"))
    assert "Kegiatan KUBE Berprestasi 2026, Tingkat Provinsi Daerah Khusus Jakarta" in text
    assert "Ubah" not in text
