"""An event typed from nothing, and its own facts: right and wrong forms, each with its exact words.

A refusal keeps what was typed and changes nothing.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sites import Site, problems, words

from app import create_app
from judging import actions, queries
from judging import words as words_of
from judging.actions import EventFacts
from judging.database import Database
from judging.queries.set_up import categories_set_up, event_mark_of
from judging.roles import SYSTEM
from judging.settings import Settings
from judging.web.access import utc_now

NEW = {
    "name": "Karang Taruna Teladan",
    "level": "Tingkat Kabupaten Contoh",
    "year": "2026",
    "place": "Contoh",
    "organiser": "Dinas Sosial Kabupaten Contoh",
    "starts_on": "2026-11-25",
    "announced_on": "2026-12-01",
    "start": "kube",
    "person_name": "Siti Contoh",
    "login": "siti",
    "password": "kata sandi panjang",
    "pin": "135790",
}


@pytest.fixture
def empty(tmp_path) -> Site:
    database = Database(Settings.from_environment({"JUARA_DATA": str(tmp_path / "empty")}))
    database.migrate()
    app = create_app(database.settings)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
    return Site(app, app.extensions["juara"])


def token_of(site: Site) -> str:
    with site.database.writing() as session:
        return actions.new_setup_token(session)


def begun(site: Site, **changes: str):
    """The panitia of a new event, signed in."""
    client = site.anyone()
    form = {**NEW, **changes, "token": token_of(site)}
    answer = client.post("/mulai/acara-baru", data=form)
    assert answer.status_code == 302, problems(answer)
    door = answer.headers["Location"]
    assert f'value="{NEW["login"]}"' in client.get(door).get_data(as_text=True), "the name just typed is filled in"
    entered = client.post("/panitia/masuk", data={"login": NEW["login"], "password": NEW["password"]})
    assert (door, entered.status_code) == ("/panitia/masuk?nama=siti&lanjut=/panitia/pengaturan", 302)
    return client


def test_a_typed_event_begins_with_two_categories_and_its_panitia(empty):
    begun(empty)
    with empty.database.reading() as session:
        event = queries.events(session)[0]
        found = categories_set_up(session, event.id)
        accounts = queries.accounts(session, event.id)
        backgrounds = queries.backgrounds(session, event.id)
    assert (event.code, event.name, event.starts_on) == (
        "karang-taruna-teladan-2026", "Karang Taruna Teladan", date(2026, 11, 25),
    )  # fmt: skip
    assert [(one.code, one.linked_to, one.rounds[0].rubric, len(one.awards)) for one in found] == [
        ("kube", "", "KUBE Berprestasi", 5), ("pendamping", "kube", "Pendamping KUBE Berprestasi", 5),
    ]  # fmt: skip
    assert {award.to_confirm for one in found for award in one.awards} == {"Jumlahnya belum ditetapkan."}
    assert list(backgrounds) == ["praktisi_sosial", "forum_csr", "akademisi"]
    assert [(one.login, one.roles, one.ready) for one in accounts] == [("siti", ("panitia",), True)]
    assert empty.database.verify().ok


def test_an_empty_start_has_no_category_and_every_page_opens(empty):
    client = begun(empty, start="empty")
    pages = ["/panitia", "/panitia/pengaturan", "/panitia/kemajuan", "/panitia/peserta", "/panitia/juri"]
    names = ("acara", "wilayah", "unsur-juri", "kategori", "pejabat", "batasan", "akun", "kertas", "rubrik")
    pages += [f"/panitia/pengaturan/{name}" for name in names]
    assert {path: client.get(path).status_code for path in pages} == dict.fromkeys(pages, 200)
    text = words(client.get("/panitia/pengaturan"))
    assert "Harus ada sebelum dibuka Belum ada kategori. Tambah kategori" in text
    answer = client.post("/panitia/pengaturan/buka")
    assert (answer.status_code, problems(answer)) == (422, ["Belum ada kategori."])


def test_a_start_that_lies_ahead_is_said_before_opening(empty):
    today = words_of.local(utc_now(), "Asia/Jakarta").date()
    soon = today + timedelta(9)
    client = begun(empty, year=str(soon.year), starts_on=soon.isoformat(), announced_on="")
    text = words(client.get("/panitia/pengaturan/buka"))
    assert ", 9 hari lagi. Begitu dibuka, juri yang punya kartu dapat menilai." in text
    with empty.database.writing() as session:
        facts = EventFacts(NEW["name"], NEW["level"], today.year, "Contoh", today, None, "Dinas")
        actions.edit_event(session, SYSTEM, 1, facts, based_on=event_mark_of(session, 1), now=utc_now())
    assert "Tanggal mulai belum tiba" not in words(client.get("/panitia/pengaturan/buka"))


WRONG_NEW = [
    ({"token": "salah"}, ["Kode penyiapan belum cocok. Salin lagi dari layar tempat Juara dijalankan."]),
    ({"name": " "}, ["Nama penghargaan belum diisi."]),
    ({"level": "", "place": ""}, ["Tingkat belum diisi.", "Tempat belum diisi."]),
    ({"year": "dua ribu"}, ["Tahun: “dua ribu” bukan bilangan bulat. Tulis dengan angka saja, misalnya 5."]),
    ({"year": "2099", "starts_on": "", "announced_on": ""}, ["Tahun 2099 masih terlalu jauh. Periksa tahunnya."]),
    ({"starts_on": "2024-11-01"},
     ["Tanggal mulai penilaian jatuh pada tahun 2024, sedangkan Tahun 2026. Samakan tahunnya."]),
    ({"announced_on": "2026-11-01"},
     ["Rencana tanggal pengumuman lebih awal dari Tanggal mulai penilaian. Perbaiki salah satunya."]),
    ({"start": "lain"}, ["Pilih isi awal acaranya dahulu."]),
    ({"person_name": ""}, ["Nama Bapak/Ibu belum diisi."]),
    ({"login": "Siti Contoh"},
     [("Nama masuk: “Siti Contoh” bukan kode yang dapat dipakai. "
      "Pakai huruf, angka, titik, atau tanda hubung tanpa spasi (paling banyak 32).")]),
    ({"password": "pendek"}, ["Kata sandi paling sedikit 12 huruf atau angka."]),
    ({"pin": "12"}, ["PIN harus 6 angka."]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "told"), WRONG_NEW, ids=lambda value: "-".join(value) if isinstance(value, dict) else ""
)
def test_a_wrong_first_form_is_told_and_leaves_the_database_empty(empty, changes, told):
    token = token_of(empty)
    answer = empty.anyone().post("/mulai/acara-baru", data={**NEW, "token": token, **changes})
    assert (answer.status_code, problems(answer)) == (422, told)
    if changes.get("name", NEW["name"]).strip():
        assert 'value="Karang Taruna Teladan"' in answer.get_data(as_text=True)
    assert NEW["password"] not in answer.get_data(as_text=True)
    with empty.database.reading() as session:
        assert queries.events(session) == []
        assert queries.setup_token_fits(session, token)


def test_the_first_pages_are_gone_once_there_is_an_event(open_site):
    client = open_site("setup").anyone()
    assert [client.get("/mulai/acara-baru").status_code, client.post("/mulai/acara-baru").status_code] == [404, 404]


def test_a_further_event_has_a_panitia_and_a_code_of_its_own(empty):
    client = begun(empty)
    again = client.post("/panitia/acara-baru", data=NEW)
    assert (again.status_code, problems(again)) == (422, ["Nama masuk siti sudah dipakai. Pilih nama masuk lain."])
    assert client.post("/panitia/acara-baru", data=NEW | {"login": "budi"}).status_code == 302
    with empty.database.reading() as session:
        assert [one.code for one in queries.events(session)] == [
            "karang-taruna-teladan-2026", "karang-taruna-teladan-2026-2",
        ]  # fmt: skip
    assert empty.database.verify().ok


def test_a_real_event_is_not_typed_into_sample_data(open_site):
    site = open_site("setup")
    answer = site.organiser("panitia").post("/panitia/acara-baru", data=NEW)
    assert problems(answer)[0].startswith("Basis data ini berisi data contoh")
    assert site.database.verify().ok


def facts(site: Site, **changes: str) -> dict[str, str]:
    with site.database.reading() as session:
        event, mark = queries.event(session, 1), event_mark_of(session, 1)
    stored = {name: str(getattr(event, name) or "") for name in ("name", "level", "year", "place", "starts_on")}
    return {**stored, "announced_on": str(event.announced_on), "organiser": "Dinas", "based_on": mark, **changes}


def test_the_event_is_edited_with_its_organiser(open_site):
    site = open_site("setup")
    panitia = site.organiser("panitia")
    form = facts(site, name="KUBE Teladan", place="Bekasi", announced_on="", organiser="Dinas Sosial Bekasi")
    assert panitia.post("/panitia/pengaturan/acara", data=form).status_code == 302
    with site.database.reading() as session:
        event, settings = queries.event(session, 1), queries.settings(session, 1)
    assert (event.name, event.place, event.announced_on, settings["organiser"]) == (
        "KUBE Teladan", "Bekasi", None, "Dinas Sosial Bekasi",
    )  # fmt: skip
    assert site.database.verify().ok


@pytest.mark.parametrize(
    ("stage", "changes", "told"),
    [
        ("setup", {"name": ""}, ["Nama penghargaan belum diisi."]),
        ("setup", {"starts_on": "31/02/2026"},
         [("Tanggal mulai penilaian: “31/02/2026” bukan tanggal yang ada. "
          "Tulis misalnya 19/11/2026 atau 19 November 2026.")]),
        ("setup", {"starts_on": "2026-11-20"},
         ["KUBE Berprestasi: tanggal sesi di luar masa penilaian sampai pengumuman.",
          "Pendamping KUBE Berprestasi: tanggal sesi di luar masa penilaian sampai pengumuman."]),
        ("setup", {"based_on": "lama"},
         ["Baru saja diubah orang lain. Muat ulang halaman ini, lalu ulangi perubahannya."]),
        ("sealed", {"level": "Tingkat Nasional"},
         ["Hasil KUBE Berprestasi sudah ditetapkan, jadi ini tidak diubah lagi.",
          "Nama peserta yang salah tulis diperbaiki dengan versi hasil yang baru, di halaman dokumen."]),
    ],
)  # fmt: skip
def test_wrong_facts_are_told_and_kept_in_the_form(open_site, stage, changes, told):
    site = open_site(stage)
    answer = site.organiser("panitia").post(
        "/panitia/pengaturan/acara", data=facts(site, organiser="Diketik", **changes)
    )
    assert (answer.status_code, problems(answer)) == (422, told)
    assert 'value="Diketik"' in answer.get_data(as_text=True)
    with site.database.reading() as session:
        assert queries.event(session, 1).name == "KUBE Berprestasi"
        assert queries.settings(session, 1)["organiser"] != "Diketik"


def test_after_sealing_the_dates_and_the_place_may_still_change(open_site):
    site = open_site("sealed")
    form = facts(site, announced_on="2026-12-09", place="Jakarta Pusat")
    assert site.organiser("panitia").post("/panitia/pengaturan/acara", data=form).status_code == 302
    with site.database.reading() as session:
        assert queries.event(session, 1).announced_on == date(2026, 12, 9)
