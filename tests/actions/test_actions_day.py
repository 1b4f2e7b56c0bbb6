"""What happens to people on the day, in the orders it really happens in: out and back, late, taken back, archived."""

from __future__ import annotations

from datetime import date

import pytest
from people import EVENT, NOW, judge, organiser, witness
from sqlalchemy import select

from judging import actions, codes, journal, queries
from judging.actions import Refused, SheetEntry
from judging.models import Award, Category, Event, Participant, ResultVersion, Sheet
from judging.queries.documents import PAPER_PHOTO
from judging.queries.result_body import result_body
from judging.queries.standing import standing
from judging.queries.work import totals_open
from judging.roles import SYSTEM, Role


def open_all(session, *only: str) -> None:
    for category in queries.categories(session, EVENT):
        if not only or category.code in only:
            actions.open_judging(session, SYSTEM, category.id, now=NOW)


def send(session, sheet: Sheet, score: int = 3, kind: str = "submit", reason: str = "") -> str:
    rubric = queries.rubric_of(sheet.round.rubric)
    scores = {one.code: rubric.scale.steps[score - 1] for one in rubric.indicators}
    entry = SheetEntry(codes.new_secret(), sheet.version, kind, scores, {}, {}, reason, "tablet")
    actor = judge(session, sheet.judge.code)
    return actions.save_entry(session, actor, sheet.id, entry, now=NOW).word


def sheets_of(session, category_id: int, **where) -> list[Sheet]:
    rows = session.query(Sheet).filter_by(**where).order_by(Sheet.id)
    return [row for row in rows if row.round.category_id == category_id]


def test_who_withdrew_before_the_opening_and_comes_back_is_judged_like_all(open_stage):
    database = open_stage("setup")
    with database.writing() as session:
        person = session.scalars(select(Participant).where(Participant.category_id == 1)).first()
        actions.set_standing(session, SYSTEM, person.id, "withdrawn", "Sakit", now=NOW)
        open_all(session)
        assert sheets_of(session, 1, participant_id=person.id) == []
        actions.set_standing(session, organiser(session, Role.PANITIA), person.id, "active", "Sembuh", now=NOW)
        assert len(sheets_of(session, 1, participant_id=person.id)) == 5  # one for each judge of the panel
        actions.set_standing(session, SYSTEM, person.id, "withdrawn", "Sakit lagi", now=NOW)
        actions.set_standing(session, SYSTEM, person.id, "active", "Sembuh", now=NOW)
        assert len(sheets_of(session, 1, participant_id=person.id)) == 5
        for row in sheets_of(session, 1):
            assert send(session, row, 2 + row.participant_id % 3) == "saved"
    with database.writing() as session:
        actions.close_category(session, organiser(session, Role.KETUA), 1, now=NOW)
        assert len(standing(session, 1).rows) == 5


def favourite(session) -> Award:
    return session.scalars(select(Award).where(Award.place.is_(None)).order_by(Award.id)).first()


def body_of(session, category_id: int):
    category = session.get_one(Category, category_id)
    return result_body(session, category.event, category, standing(session, category_id))


def test_no_special_award_goes_to_one_who_left_and_it_returns_with_the_holder(open_stage):
    database = open_stage("judging", "psm-lks")
    with database.writing() as session:
        award = favourite(session)
        holder = session.scalars(select(Participant).where(Participant.category_id == award.category_id)).first()
        chair, panitia = organiser(session, Role.KETUA), organiser(session, Role.PANITIA)
        actions.give_special(session, chair, award.id, holder.code, "Pilihan hadirin", now=NOW)
        assert [one["participant"] for one in body_of(session, award.category_id)["special"]] == [holder.code]
        actions.set_standing(session, panitia, holder.id, "disqualified", "Data palsu", now=NOW)
        assert body_of(session, award.category_id)["special"] == []
        actions.set_standing(session, panitia, holder.id, "active", "Keliru", now=NOW)
        assert [one["participant"] for one in body_of(session, award.category_id)["special"]] == [holder.code]


def test_a_decision_taken_back_leaves_the_special_award_as_it_was(open_stage):
    database = open_stage("sealed", "psm-lks")
    with database.writing() as session:
        award = favourite(session)
        holder, chair = session.get_one(Participant, award.holder_id), organiser(session, Role.KETUA)
        second = witness(organiser(session, Role.WAKIL))
        before = body_of(session, award.category_id)["special"]
        out = {"participant": holder.code, "status": "disqualified"}
        about = {"reason": "Laporan", "present": ["Ketua"], "witness": second, "now": NOW}
        decision = actions.decide(session, chair, award.category_id, "out", out, **about)
        assert body_of(session, award.category_id)["special"] == []
        actions.revoke_decision(session, chair, decision, "Laporan keliru", now=NOW)
        assert body_of(session, award.category_id)["special"] == before != []


def test_nothing_is_archived_while_a_sheet_is_open_and_nothing_is_saved_after(open_stage):
    database = open_stage("announced")
    with database.writing() as session:
        row = session.scalars(select(Sheet).where(Sheet.state == "submitted")).first()
        wakil = organiser(session, Role.WAKIL)
        request = actions.ask_reopening(session, judge(session, row.judge.code), row.id, "Tertukar", now=NOW)
        actions.hand_over(session, organiser(session, Role.PANITIA), EVENT, date(2026, 12, 1), "", now=NOW)
        for answer in (lambda: None, lambda: actions.answer_reopening(
            session, wakil, request, approve=True, reason="Silakan", now=NOW
        )):  # fmt: skip
            answer()
            with pytest.raises(Refused, match="dibuka kembali"):
                actions.archive(session, organiser(session, Role.PANITIA), EVENT, now=NOW)
        for category in queries.categories(session, EVENT):  # as an older version left it
            session.get_one(Category, category.id).state = "archived"
        journal.record(session, SYSTEM, "event.archive", session.get_one(Event, EVENT), now=NOW)
        assert send(session, session.get_one(Sheet, row.id)) == "late"


def test_totals_wait_for_a_category_that_shares_judges_and_is_not_open_yet(open_stage):
    database = open_stage("setup")
    with database.writing() as session:
        open_all(session, "kube")
        for row in sheets_of(session, 1):
            send(session, row, 2 + row.participant_id % 3)
        actions.close_category(session, organiser(session, Role.KETUA), 1, now=NOW)
    with database.writing() as session:
        assert not totals_open(session, session.get_one(Category, 1))
        with pytest.raises(Refused, match="Kategori lain dengan juri yang sama belum ditutup"):
            actions.seal(session, organiser(session, Role.KETUA), 1, witness(organiser(session, Role.WAKIL)), now=NOW)
        assert session.scalars(select(ResultVersion.id)).all() == []


def test_marks_given_on_a_tablet_and_taken_back_are_not_overwritten_by_a_paper(open_stage):
    """Two of the panitia read the same paper alike, and still only the judge may say that the paper holds."""
    database = open_stage("setup")
    with database.writing() as session:
        open_all(session)
        row = next(row for row in sheets_of(session, 1) if row.judge.code == "J3")
        assert [send(session, row), send(session, row, 3, "take_back", "Tertukar")] == ["saved", "saved"]
        panitia, second = organiser(session, Role.PANITIA), witness(organiser(session, Role.BENDAHARA))
        scores = {one.code: 2 for one in queries.rubric_of(row.round.rubric).indicators}
        paper = actions.key_in(session, panitia, row.id, {"scores": scores}, now=NOW)
        photo = actions.keep_document(
            session, panitia, EVENT, kind=PAPER_PHOTO, name="lembar.jpg", content=b"\xff\xd8", now=NOW
        )
        actions.attach_photo(session, panitia, paper, photo, now=NOW)
        with pytest.raises(Refused, match="Hanya jurinya yang memilih, dengan kartu dan PIN"):
            actions.check_again(session, panitia, paper, scores, second, now=NOW)
        assert set(session.get_one(Sheet, row.id).scores.values()) == {3}
        own = witness(judge(session, "J3"))
        assert actions.confirm_by_judge(session, panitia, paper, own, over_tablet=True, now=NOW) == "counted"


def test_once_judging_is_open_a_card_takes_two_people(open_stage):
    database = open_stage("setup")
    with database.writing() as session:
        panitia, j1 = organiser(session, Role.PANITIA), judge(session, "J1").judge_id
        second = witness(organiser(session, Role.BENDAHARA))
        actions.issue_card(session, panitia, j1, now=NOW)
        open_all(session)
        for alone in (None, witness(panitia)):
            with pytest.raises(Refused, match=r"[Oo]rang kedua"):
                actions.issue_card(session, panitia, j1, now=NOW, witness=alone)
        assert actions.issue_card(session, panitia, j1, now=NOW, witness=second).judge_code == "J1"
