"""A participant typed on screen: the rules a workbook is held to; a refusal changes nothing, what was typed is kept."""

from __future__ import annotations

import html
import re

import pytest
from sites import problems, words

from judging import queries

NEW = {"category": "kube", "name": "KUBE Melati Baru", "region": "Kepulauan Seribu"}
PAGE = "/panitia/peserta/baru"


def people(site) -> list[tuple[str, int, str, str]]:
    with site.database.reading() as session:
        return [(one.code, one.number, one.name, one.place) for one in queries.participants(session, 1)]


def beside_fields(answer) -> list[str]:
    """What is said under the labels of single fields."""
    found = re.findall(r'<p class="problem">(.*?)</p>', answer.get_data(as_text=True))
    return [html.unescape(re.sub(r"<[^>]+>", "", text)).strip() for text in found]


def test_a_participant_needs_a_name_and_a_region_and_gets_number_and_code(open_site):
    site = open_site("setup")
    answer = site.organiser("panitia").post(PAGE, data=NEW | {"district": " Pulau  Pramuka "})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/panitia/peserta/11")
    added = next(one for one in people(site) if one[2] == "KUBE Melati Baru")
    assert added == ("KUBE-6", 6, "KUBE Melati Baru", "Kepulauan Seribu · Pulau Pramuka")
    with site.database.reading() as session:
        assert queries.regions(session, 1)[-1] == "Kepulauan Seribu"


def test_a_region_that_is_there_is_found_whatever_its_case(open_site):
    site = open_site("setup", "psm-lks")
    with site.database.reading() as session:
        known, category = queries.regions(session, 1), queries.categories(session, 1)[0].code
    form = {"category": category, "name": "Bu Tini", "region": known[0].upper()}
    assert problems(site.organiser("panitia").post(PAGE, data=form)) == [
        (
            f"Wakil wilayah {known[0]} di kategori ini sudah dipakai {people(site)[0][2]}. "
            "Pilih wilayah lain, atau ubah “Satu peserta per wilayah” di Batasan."
        )
    ]


CLASHES = {
    "code": ({"code": "kube-sel"}, ["Kode “kube-sel” sudah dipakai KUBE Guyub Hijau. Beri kode lain."]),
    "number": ({"number": "3"}, ["Nomor urut 3 di kategori ini sudah dipakai KUBE Tunas Jahit. Beri nomor lain."]),
    "name": (
        {"name": "kube guyub  HIJAU"},
        [("Nama “kube guyub HIJAU” di kategori ini sudah dipakai KUBE Guyub Hijau. "
         "Tambahkan pembeda pada nama ini, atau buka KUBE Guyub Hijau di Semua peserta.")],
    ),
    "link": (
        {"linked_to": "KUBE-SEL"},
        ["Kategori KUBE Berprestasi tidak mendampingi kategori lain. Kosongkan peserta yang didampingi."],
    ),
    "two": (
        {"number": "3", "code": "KUBE-SEL"},
        ["Kode “KUBE-SEL” sudah dipakai KUBE Guyub Hijau. Beri kode lain.",
         "Nomor urut 3 di kategori ini sudah dipakai KUBE Tunas Jahit. Beri nomor lain."],
    ),
    "category": ({"category": "lain"}, ["Pilih kategorinya dahulu."]),
    "companion": ({"linked_to": "XX"}, ["Peserta yang didampingi tidak ditemukan. Pilih ulang."]),
}  # fmt: skip


@pytest.mark.parametrize("which", CLASHES)
def test_what_breaks_a_rule_is_told_at_once_and_changes_nothing(open_site, which):
    site, (change, told) = open_site("setup"), CLASHES[which]
    before = people(site)
    answer = site.organiser("panitia").post(PAGE, data=NEW | change)
    assert (answer.status_code, problems(answer), people(site)) == (422, told, before)
    kept = {"name": NEW["name"]} | {key: text for key, text in change.items() if key in ("name", "number", "code")}
    for text in kept.values():
        assert f'value="{text}"' in answer.get_data(as_text=True)


FIELDS = {
    "empty": ({"name": " ", "region": ""}, ["Nama belum diisi.", "Wilayah belum diisi."]),
    "letters": ({"number": "tiga"}, ["“tiga” bukan bilangan bulat. Tulis dengan angka saja, misalnya 5."]),
    "far": ({"number": "1001"}, ["1001 di luar batas 1–1000. Periksa angkanya."]),
    "spaces": (
        {"code": "kube baru"},
        [("“kube baru” bukan kode yang dapat dipakai. "
         "Pakai huruf, angka, titik, atau tanda hubung tanpa spasi (paling banyak 32).")],
    ),
    "long": ({"name": "x" * 201}, ["Terlalu panjang (201 huruf). Ringkas menjadi paling banyak 200 huruf."]),
}  # fmt: skip


@pytest.mark.parametrize("which", FIELDS)
def test_what_a_cell_cannot_hold_is_told_beside_its_field(open_site, which):
    site, (change, told) = open_site("setup"), FIELDS[which]
    before = people(site)
    answer = site.organiser("panitia").post(PAGE, data=NEW | change)
    assert (answer.status_code, beside_fields(answer), people(site)) == (422, told, before)


def test_once_judging_is_open_nobody_is_added(open_site):
    site = open_site("judging")
    panitia, before = site.organiser("panitia"), people(site)
    assert "Peserta baru hanya dapat ditambahkan sebelum penilaian dibuka." in words(panitia.get(PAGE))
    answer = panitia.post(PAGE, data=NEW)
    assert (answer.status_code, people(site)) == (422, before)
