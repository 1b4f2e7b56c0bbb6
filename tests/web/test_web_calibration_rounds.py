"""A practice and its round: when the round is taken away, and when it moves to another rubric."""

from __future__ import annotations

import re

import pytest
from people import EVENT, NOW, judge
from set_up_forms import form_of
from sites import Site, words
from sqlalchemy import func, select

from judging import actions, codes, journal
from judging.actions import CategoryFacts, RoundLine, SheetEntry
from judging.models import (
    Assignment,
    Calibration,
    CalibrationEntry,
    CalibrationSheet,
    Category,
    Event,
    JournalEvent,
    Round,
)
from judging.plan import ParticipantPlan
from judging.queries.marks import mark
from judging.queries.rubric import rubric_of
from judging.roles import SYSTEM

NEW = "/panitia/pengaturan/kategori/baru"
KEPT = "Hadiah dan penugasan jurinya ikut terhapus."
GOES_TOO = "Hadiah, penugasan juri, dan latihan bersamanya ikut terhapus."
ROUND_GOES_TOO = "Bila sesi ini dihapus, latihan bersamanya ikut terhapus."


def new_category(site: Site) -> list[int]:
    """A category without participants and with two rounds, on which J1 sits; gives the rounds."""
    facts = CategoryFacts("Baru", "Baru", is_group=False, certificate_phrase="atas")
    with site.database.writing() as session:
        actions.add_category(session, SYSTEM, EVENT, facts, "kube", now=NOW)
    with site.database.writing() as session:
        row = session.scalars(select(Category).where(Category.code == "baru")).one()
        lines = [RoundLine(row.rounds[0].id, "Berkas", 40, None, "kube"), RoundLine(None, "Paparan", 60, None, "kube")]
        actions.set_rounds(session, SYSTEM, row.id, lines, based_on=mark(row.rounds), now=NOW)
    with site.database.writing() as session:
        rounds = [*session.scalars(select(Round.id).join(Category).where(Category.code == "baru").order_by(Round.id))]
        seats: dict[int, list[int]] = {}
        for seat in session.scalars(select(Assignment)):
            seats.setdefault(seat.judge_id, []).append(seat.round_id)
        own = judge(session, "J1").judge_id
        assert own is not None
        seats[own] += rounds
        actions.set_seats(session, SYSTEM, EVENT, seats, now=NOW)
    return rounds


def practise(site: Site, round_id: int, *codes_of_judges: str, level: int = 3) -> int:
    """A practice on the round, with a whole sheet of each judge."""
    with site.database.writing() as session:
        key = actions.open_calibration(session, SYSTEM, round_id, "Rekaan", "Buku kas ada.", now=NOW)
    for code in codes_of_judges:
        with site.database.writing() as session:
            rubric = rubric_of(session.get_one(Round, round_id).rubric)
            scores = {one.code: level for one in rubric.indicators}
            sent = practice_entry(scores, "submit")
            saved = actions.save_calibration(session, judge(session, code), f"latihan-{key}", sent, now=NOW)
            assert saved.word == "saved", saved
    return key


def practice_entry(scores: dict[str, int], kind: str) -> SheetEntry:
    return SheetEntry(codes.new_secret(), 0, kind, scores, {}, dict.fromkeys(scores, "catatan"))


def left(site: Site) -> list[int]:
    """How many practices, sheets and entries there are, and how many events."""
    tables = (Calibration, CalibrationSheet, CalibrationEntry, JournalEvent)
    with site.database.reading() as session:
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def test_a_category_goes_with_its_practice_and_says_so_before(open_site):
    site = open_site("setup")
    rounds, panitia = new_category(site), site.organiser("panitia")
    assert KEPT in words(panitia.get(NEW))
    for round_id in rounds:
        practise(site, round_id, "J1")
    practise(site, 1, "J2")
    assert GOES_TOO in words(panitia.get(NEW))
    events = left(site)[-1]
    assert panitia.post(f"{NEW}/hapus", data={"sure": "1"}).status_code == 302
    assert left(site) == [1, 1, 1, events + 1]
    assert panitia.get(NEW).status_code == 404
    assert site.database.verify().ok


def test_a_round_goes_with_its_practice_and_says_so_before(open_site):
    site = open_site("setup")
    (first, second), panitia = new_category(site), site.organiser("panitia")
    page = f"{NEW}/sesi"
    assert ROUND_GOES_TOO not in words(panitia.get(page))
    practise(site, second, "J1")
    kept = practise(site, first, "J1")
    assert words(panitia.get(page)).count(ROUND_GOES_TOO) == 2
    events = left(site)[-1]
    form = form_of(panitia.get(page), page)
    assert panitia.post(page, data=form | {"act": "remove-1", "share-0": "100"}).status_code == 302
    assert left(site) == [1, 1, 1, events + 1]
    with site.database.reading() as session:
        assert session.scalars(select(Calibration.id)).one() == kept
    assert site.database.verify().ok


def test_a_category_once_drawn_goes_with_its_draw(open_site):
    """Two took part, their order was drawn, then both turned out to be entered by mistake."""
    site = open_site("setup")
    new_category(site)
    panitia = site.organiser("panitia")
    with site.database.writing() as session:
        plans = [ParticipantPlan(f"B-{n}", "baru", n, f"Peserta {n}", f"Jakarta {n}") for n in (1, 2)]
        people = [actions.add_participant(session, SYSTEM, EVENT, plan, now=NOW) for plan in plans]
        category = session.scalars(select(Category.id).where(Category.code == "baru")).one()
        actions.draw_order(session, SYSTEM, category, "3 5 1 6 2 2", now=NOW)
    with site.database.writing() as session:
        for one in people:
            actions.remove_participant(session, SYSTEM, one, now=NOW)
    assert panitia.post(f"{NEW}/hapus", data={"sure": "1"}).status_code == 302
    assert panitia.get(NEW).status_code == 404
    assert site.database.verify().ok


def move(site: Site, rubric: str) -> None:
    """The first round's rubric becomes another one."""
    with site.database.writing() as session:
        row = session.get_one(Round, 1)
        lines = [RoundLine(row.id, row.name, row.share, row.day, rubric)]
        actions.set_rounds(session, SYSTEM, row.category_id, lines, based_on=mark(row.category.rounds), now=NOW)


def spread(site: Site, key: int) -> str:
    with site.database.writing() as session:
        actions.end_calibration(session, SYSTEM, key, now=NOW)
    answer = site.organiser("panitia").get(f"/panitia/kalibrasi/{key}")
    assert answer.status_code == 200
    return words(answer)


@pytest.mark.parametrize("other", ["pendamping", "psm-paparan", "lks-visitasi"])
def test_a_practice_keeps_the_rubric_it_was_opened_with(open_site, other):
    """Its sheet, its checks and its spread, when the round has moved to another rubric meanwhile."""
    site = open_site("setup")
    key = practise(site, 1, "J1", level=4)
    move(site, other)
    page = site.judge("J2").get(f"/juri/kalibrasi/{key}").get_data(as_text=True)
    assert 'name="score-K1"' in page
    sent = practice_entry({"K1": 3}, "draft")
    with site.database.writing() as session:
        assert actions.save_calibration(session, judge(session, "J2"), f"latihan-{key}", sent, now=NOW).word == "saved"
    text = spread(site, key)
    assert "K1 Pengurus pilihan anggota" in text
    assert "Nilai lembar 80,00" in text
    assert site.database.verify().ok


@pytest.mark.parametrize("other", ["pendamping", "psm-paparan"])
def test_what_an_earlier_practice_lacks_is_missing_and_not_zero(open_site, other):
    """Opened before practices kept their rubric: it is measured with the round's, in which nobody gave anything."""
    site = open_site("setup")
    key = practise(site, 1, "J1", "J2", level=5)
    with site.database.writing() as session:
        session.get_one(Calibration, key).rubric = None
        journal.record(session, SYSTEM, "calibration.open", session.get_one(Event, EVENT), now=NOW)
    move(site, other)
    text = spread(site, key)
    assert "Nilai lembar – –" in text
    assert "0,00" not in text
    assert re.search(r" – – –", text)


def test_a_practice_without_a_rubric_of_its_own_takes_the_rounds(open_site):
    site = open_site("setup")
    key = practise(site, 1, "J1", level=4)
    with site.database.writing() as session:
        session.get_one(Calibration, key).rubric = None
        journal.record(session, SYSTEM, "calibration.open", session.get_one(Event, EVENT), now=NOW)
    assert "Nilai lembar 80,00" in spread(site, key)
