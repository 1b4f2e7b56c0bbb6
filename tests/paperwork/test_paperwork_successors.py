"""Piagam that no longer stand or no longer fit: successors named on purpose, and what their codes say until then."""

from __future__ import annotations

import pytest
from paper_desk import EVENT, NOW, words_of

from judging import actions, paperwork, queries
from judging.actions import Refused, Witness
from judging.paperwork.check_pages import check_pages
from judging.queries.results import every_issued
from judging.roles import Permission


@pytest.fixture
def desk(open_desk):
    found = open_desk()
    found.decree()
    found.issue()
    return found


def second(desk, first):
    found = desk.who(Permission.CONFIRM, other_than=first)
    return Witness(found.person_id, found.name)


def revoke(desk, issuance_id: int) -> None:
    printer = desk.who(Permission.PRINT)
    with desk.database.writing() as session:
        actions.revoke_certificate(session, printer, issuance_id, "salah", second(desk, printer), now=NOW)


def replace(desk, issuance_id: int) -> str:
    printer = desk.who(Permission.PRINT)
    with desk.database.writing() as session:
        return actions.replace_certificate(session, printer, issuance_id, day="2026-12-08", now=NOW)


def rename(desk, code: str, name: str) -> None:
    chair = desk.who(Permission.SEAL)
    with desk.database.writing() as session:
        person = next(one for one in queries.participants(session, EVENT) if one.code == code)
        actions.correct_name(session, chair, person.id, name, "ejaan", second(desk, chair), now=NOW)


def item_of(desk, code: str, *, thanks: bool = False) -> paperwork.CertificateItem:
    found = paperwork.certificate_list(desk.papers(), thanks=thanks)
    return next(one for one in found if one.participant == code)


def test_a_revoked_piagam_has_a_successor_only_when_it_is_named(desk):
    first = desk.papers().issued[0]
    revoke(desk, first.id)
    assert (desk.issue(), item_of(desk, first.key[0]).last_id) == (0, first.id)
    serial = replace(desk, first.id)
    now = item_of(desk, first.key[0])
    assert (serial, now.serial, now.stands, now.last_id) == ("PG-2026-000011", serial, True, None)
    with desk.database.reading() as session:
        assert [one.state for one in every_issued(session, EVENT) if one.key == first.key] == ["revoked", "valid"]
        assert queries.check_paper(session, first.code).state == "revoked"
    with pytest.raises(Refused, match=f"Pengganti piagam {first.serial} sudah terbit: {serial}"):
        replace(desk, first.id)
    assert desk.database.verify().ok


def test_one_that_stands_and_fits_is_not_replaced(desk):
    first = desk.papers().issued[0]
    with pytest.raises(Refused, match="masih berlaku dan isinya cocok"):
        replace(desk, first.id)


def test_a_name_nobody_approved_waits_for_a_successor_too(desk):
    first = desk.papers().issued[0]
    revoke(desk, first.id)
    desk.set(unapproved_names="block")
    with pytest.raises(Refused, match="belum disetujui pemiliknya"):
        replace(desk, first.id)


def test_a_corrected_name_makes_its_piagam_stale_and_nothing_prints_the_old_one(desk):
    first = desk.papers().issued[0]
    old = first.body["name"]
    rename(desk, first.key[0], f"{old} Jaya")
    desk.decree("413 Tahun 2026")
    item = item_of(desk, first.key[0])
    assert (item.stale, item.waits, item.stands, item.issued_name) == (True, True, False, old)
    assert first.key not in desk.papers().fitting
    assert f"{old} Jaya" in words_of(paperwork.certificates_pdf(desk.database, EVENT, first.key[0]).content)
    with desk.database.reading() as session:
        assert queries.check_paper(session, first.code).state == "other_name"
    assert "mencetak nama lain" in check_pages(desk.database, EVENT)[f"periksa/{first.code}/index.html"]
    stale = sum(one.stale for one in paperwork.certificate_list(desk.papers()))
    assert desk.issue() == stale
    assert item_of(desk, first.key[0]).stands
    with desk.database.reading() as session:
        assert queries.check_paper(session, first.code).state == "replaced"
        assert queries.touched_papers(session, EVENT)[-1].wanted == ""


def test_a_stale_piagam_of_taking_part_is_replaced_by_name_too(open_desk):
    desk = open_desk("psm-lks")
    desk.decree()
    desk.issue("participant")
    one = desk.papers().thanked[0]
    rename(desk, one.key[0], "Nama yang Benar")
    desk.decree("413 Tahun 2026")
    with desk.database.reading() as session:
        touched = [paper.issuance_id for paper in queries.touched_papers(session, EVENT) if paper.wanted == "replace"]
    assert touched == [one.id]
    replace(desk, one.id)
    assert item_of(desk, one.key[0], thanks=True).stands
