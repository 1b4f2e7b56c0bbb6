"""Typing who takes part, for the first time: what is taken, what is empty, the members' lines, and what comes next."""

from __future__ import annotations

import re

import pytest
from set_up_forms import beside, form_of, links, text_of
from sites import words

from judging import queries

NEW = {"category": "kube", "name": "KUBE Melati Baru", "region": "Kepulauan Seribu"}
PERSON = {"category": "pendamping", "name": "Siti Contoh", "region": "Kepulauan Seribu"}
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


def test_an_empty_box_is_not_called_empty_before_anything_was_typed(open_site):
    panitia = open_site("setup").organiser("panitia")
    panitia.post("/panitia/peserta/baru", data=NEW)
    assert "belum diisi" not in words(panitia.get("/panitia/peserta/11/anggota")).lower()
    panitia.post("/panitia/peserta/11/anggota", data={"more": "Siti Contoh, ketua"})
    assert "Belum ada sekretaris dan bendahara." in words(panitia.get("/panitia/peserta/11/anggota"))


def test_the_help_of_the_members_box_shows_a_line_that_is_taken(open_site):
    panitia = open_site("setup").organiser("panitia")
    assert "Pengurus: Siti Contoh, ketua, dipilih (atau tidak dipilih)." in words(
        panitia.get("/panitia/peserta/1/anggota")
    )


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
