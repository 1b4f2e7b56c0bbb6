"""Several forms on one page: the refused one says so at its own head, beside its fields, and no other form does."""

from __future__ import annotations

import re

import pytest
from set_up_forms import beside, links, text_of
from sites import SECOND, Site, words

from judging import queries

CONFLICTS, PRIZES, ACCOUNTS = "/panitia/juri/benturan", "/panitia/hadiah", "/panitia/pengaturan/akun"
TIE = {"judge": "2", "participant": "1", "answer": "accept"}
REFUSED = [  # stage, who, address, what is typed, the fields that are named
    ("setup", "panitia", CONFLICTS, {"answer": "add", "reason": "Keluarga."}, ["f-judge", "f-participant"]),
    ("setup", "panitia", CONFLICTS, {**TIE, "answer": "add", "reason": " "}, ["f-reason"]),
    ("setup", "panitia", CONFLICTS, {"judge": "5", "participant": "10", "answer": "add", "reason": "Lagi."},
     ["f-participant"]),
    ("setup", "panitia", CONFLICTS, {**TIE, "reason": ""}, ["tie-2-1-reason"]),
    ("setup", "panitia", f"{CONFLICTS}/1", {"reason": ""}, ["remove-1-reason"]),
    ("setup", "bendahara", f"{PRIZES}/jumlah/kube", {"award": "1", "amount": "lima", "reason": "Surat"},
     ["change-kube-amount"]),
    ("setup", "bendahara", f"{PRIZES}/jumlah/kube", {"award": "1", "amount": "5.000.000"}, ["change-kube-reason"]),
    ("setup", "bendahara", f"{PRIZES}/10/jumlah", {"amount": "", "reason": "Surat"}, ["confirm-10-amount"]),
    ("setup", "bendahara", f"{PRIZES}/10/jumlah", {"amount": "1.100.000"}, ["confirm-10-reason"]),
    ("sealed", "bendahara", f"{PRIZES}/keputusan", {"number": "812/2026"}, ["f-date"]),
    ("sealed", "bendahara", f"{PRIZES}/keputusan", {"date": "2026-12-01"}, ["f-number"]),
    ("sealed", "bendahara", f"{PRIZES}/keputusan", {"number": "1", "date": "2026-12-01", "signatory": "bupati"},
     ["f-signatory"]),
    ("setup", "panitia", f"{ACCOUNTS}/2/peran", {}, ["roles-2-roles"]),
    ("setup", "panitia", f"{ACCOUNTS}/1/peran", {"roles": "viewer"}, ["roles-1-roles"]),
    ("judging", "panitia", f"{ACCOUNTS}/2/sandi", SECOND | {"second_pin": "000000"}, ["secret-2-second_login"]),
    ("judging", "panitia", f"{ACCOUNTS}/2/peran", SECOND | {"roles": "ketua", "second_login": "panitia"},
     ["roles-2-second_login"]),
    ("judging", "panitia", ACCOUNTS, {"login": "x", "person_name": "X", "roles": "viewer"}, ["f-second_login"]),
]  # fmt: skip


def prepared(site: Site) -> None:
    """A tie to look at, and every amount settled where the keputusan is to be entered."""
    data = {"name": "Juri Dua", "background": "forum_csr", "institution": "Karang Taruna Kemayoran"}
    if site.states() == ["setup", "setup"]:
        assert site.organiser("panitia").post("/panitia/juri/2", data=data).status_code == 302
    with site.database.reading() as session:
        waiting = [one.id for one in queries.awards(session, 1) if one.to_confirm]
    if site.states() == ["sealed", "sealed"]:
        for award in waiting:
            site.organiser("bendahara").post(f"{PRIZES}/{award}/jumlah", data={"amount": "1", "reason": "Surat"})


@pytest.mark.parametrize(("stage", "login", "path", "typed", "named"), REFUSED)
def test_a_small_form_that_is_refused_names_its_fields(open_site, stage, login, path, typed, named):
    site = open_site(stage)
    prepared(site)
    answer = site.organiser(login).post(path, data=typed)
    assert (answer.status_code, links(answer)) == (422, named)
    assert f"Belum disimpan: {len(named)} isian perlu diperbaiki." in words(answer)
    assert set(named) <= set(re.findall(r' id="([^"]+)"', text_of(answer)))
    assert all(beside(answer, field) for field in named if not field.endswith("-roles"))
    assert "Periksa kembali" not in words(answer)


LOST = [  # a form that is not on the page any more
    ("judging", "panitia", CONFLICTS, {**TIE, "answer": "add", "reason": "Keluarga."}),
    ("closed", "bendahara", f"{PRIZES}/keputusan", {"number": "812/2026", "date": "2026-12-01"}),
    ("setup", "panitia", f"{ACCOUNTS}/1/aktif", {"active": "0"}),
]


@pytest.mark.parametrize(("stage", "login", "path", "typed"), LOST)
def test_what_has_no_form_any_more_is_told_at_the_head_of_the_page(open_site, stage, login, path, typed):
    answer = open_site(stage).organiser(login).post(path, data=typed)
    assert answer.status_code == 422
    head = re.split(r"<h2|<ul class=\"rows", text_of(answer).partition("<h1>")[2])[0]
    assert "Belum disimpan:" in head
