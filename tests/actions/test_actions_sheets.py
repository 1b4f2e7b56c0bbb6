"""What becomes of an entry: one word for each case, and nothing a judge typed is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from people import NOW, judge
from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import actions, queries
from judging.actions import Outcome, SheetEntry
from judging.database import Database
from judging.models import Category, Entry, Judge, Participant, Ruleset, Sheet
from judging.roles import SYSTEM

ENTRY = SheetEntry("a" * 32, 0, "draft", {"K1": 4, "K4": 5}, {"K4": (2, 0)}, {"K4": " Saldo cocok. "})


def blank_sheet(session: Session, code: str = "J1") -> int:
    rows = queries.judge_sheets(session, judge(session, code).judge_id or 0)
    return next(line.id for line in rows if line.state == "blank" and line.indicators == 19)


def send(database: Database, entry: SheetEntry, sheet_id: int, code: str = "J1") -> Outcome:
    with database.writing() as session:
        return actions.save_entry(session, judge(session, code), sheet_id, entry, now=NOW)


@pytest.fixture
def opened(open_stage):
    """All sheets laid out, none touched."""
    database = open_stage("setup")
    with database.writing() as session:
        for category in queries.categories(session, 1):
            actions.open_judging(session, SYSTEM, category.id, now=NOW)
    return database


def complete(session: Session, sheet_id: int, **changes: object) -> SheetEntry:
    view = queries.judge_sheet(session, judge(session, "J1").judge_id or 0, sheet_id)
    assert view is not None
    scores = {indicator.code: 3 for indicator in view.rubric.indicators}
    return replace(SheetEntry("b" * 32, 0, "submit", scores, {}, {}), **changes)


def test_a_draft_is_kept_as_typed_and_its_replay_is_harmless(opened):
    with opened.reading() as session:
        sheet_id = blank_sheet(session)
    first = send(opened, ENTRY, sheet_id)
    again = send(opened, ENTRY, sheet_id)
    with opened.reading() as session:
        row = session.get_one(Sheet, sheet_id)
        entries = session.scalars(select(Entry.version)).all()
    assert (first.word, first.version) == ("saved", 1)
    assert (again.word, again.version, again.receipt) == ("already_saved", 1, first.receipt)
    assert (row.state, row.filled, row.scores, row.ticks, row.notes) == (
        "draft", 2, {"K1": 4, "K4": 5}, {"K4": [0, 2]}, {"K4": "Saldo cocok."},
    )  # fmt: skip
    assert row.numerator is None
    assert entries == [1]


def test_the_same_id_with_other_content_is_a_mismatch_and_changes_nothing(opened):
    with opened.reading() as session:
        sheet_id = blank_sheet(session)
    send(opened, ENTRY, sheet_id)
    assert send(opened, replace(ENTRY, scores={"K1": 1}), sheet_id).word == "mismatch"
    with opened.reading() as session:
        assert session.get_one(Sheet, sheet_id).scores == {"K1": 4, "K4": 5}


def test_a_stale_base_is_a_conflict_that_is_held_not_lost(opened):
    with opened.reading() as session:
        sheet_id = blank_sheet(session)
    send(opened, ENTRY, sheet_id)
    other = replace(ENTRY, id="c" * 32, scores={"K1": 2})
    outcome = send(opened, other, sheet_id)
    with opened.reading() as session:
        held = session.get_one(Entry, "c" * 32)
        row = session.get_one(Sheet, sheet_id)
    assert (outcome.word, outcome.version) == ("conflict", 1)
    assert (held.outcome, held.version, held.scores) == ("conflict", None, {"K1": 2})
    assert row.scores == {"K1": 4, "K4": 5}
    assert send(opened, other, sheet_id).word == "conflict"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"scores": {"K1": 6}}, "K1 (Pengurus pilihan anggota): Skor tidak ada pada skala. Pilih dari 1 sampai 5."),
        ({"scores": {"K1": True}}, "K1 (Pengurus pilihan anggota): Skor harus berupa angka."),
        ({"scores": {"X9": 3}}, "Indikator X9 tidak ada pada rubrik ini."),
        ({"ticks": {"K1": (7,)}}, "K1 (Pengurus pilihan anggota): bukti yang dicentang tidak ada dalam daftar."),
    ],
)
def test_a_wrong_mark_is_named_and_nothing_is_stored(opened, changes, message):
    with opened.reading() as session:
        sheet_id = blank_sheet(session)
    outcome = send(opened, replace(ENTRY, **{"scores": {}, "ticks": {}, "notes": {}} | changes), sheet_id)
    with opened.reading() as session:
        count = len(session.scalars(select(Entry.id)).all())
    assert (outcome.word, [problem.message for problem in outcome.problems], count) == ("invalid", [message], 0)


def test_sending_an_incomplete_sheet_names_what_is_missing_in_the_order_of_the_rubric(opened):
    with opened.reading() as session:
        sheet_id = blank_sheet(session)
        entry = complete(session, sheet_id)
    scores = {code: score for code, score in entry.scores.items() if code not in ("K5", "E2")}
    outcome = send(opened, replace(entry, scores=scores | {"K1": 5}), sheet_id)
    assert [problem.code for problem in outcome.problems] == ["K1", "K5", "E2"]
    assert [problem.kind for problem in outcome.problems] == ["note", "missing", "missing"]


def test_a_sent_sheet_has_exact_totals_a_receipt_and_freezes_the_rules(opened):
    with opened.reading() as session:
        sheet_id = blank_sheet(session)
        entry = complete(session, sheet_id)
    outcome = send(opened, entry, sheet_id)
    with opened.reading() as session:
        row = session.get_one(Sheet, sheet_id)
        frozen = session.scalars(select(Ruleset.frozen_at).order_by(Ruleset.id)).all()
    assert (row.state, row.numerator, row.aspects) == (
        "submitted", 300, {"kelembagaan": 105, "sosial": 105, "ekonomi": 90},
    )  # fmt: skip
    assert row.receipt == outcome.receipt
    assert frozen == [NOW, None]


def test_taking_back_needs_a_reason_keeps_both_versions_and_opens_the_sheet(opened):
    with opened.reading() as session:
        sheet_id = blank_sheet(session)
        entry = complete(session, sheet_id)
    send(opened, entry, sheet_id)
    back = SheetEntry("d" * 32, 1, "take_back", {}, {}, {}, reason="K4 tertukar")
    with pytest.raises(actions.Refused, match="Alasan belum ditulis"):
        send(opened, replace(back, reason=" "), sheet_id)
    assert send(opened, back, sheet_id).word == "saved"
    with opened.reading() as session:
        row = session.get_one(Sheet, sheet_id)
        kinds = session.scalars(select(Entry.kind).order_by(Entry.version)).all()
    assert (row.state, row.numerator, row.scores, row.state_reason) == ("reopened", None, entry.scores, "K4 tertukar")
    assert kinds == ["submit", "take_back"]


def test_a_sent_sheet_takes_no_edit_before_it_is_taken_back(opened):
    with opened.reading() as session:
        sheet_id = blank_sheet(session)
        entry = complete(session, sheet_id)
    send(opened, entry, sheet_id)
    assert send(opened, replace(ENTRY, based_on=1), sheet_id).word == "conflict"


def test_an_entry_after_closing_is_held_as_late(opened):
    with opened.writing() as session:
        sheet_id = blank_sheet(session)
        chair = next(actor for actor in queries.organisers(session, 1) if "ketua" in actor.roles)
        actions.close_category(session, chair, 1, now=NOW)
    assert send(opened, ENTRY, sheet_id).word == "late"
    with opened.reading() as session:
        assert session.get_one(Entry, "a" * 32).outcome == "late"
        assert session.get_one(Sheet, sheet_id).version == 0


@pytest.mark.parametrize("case", ["another judge's sheet", "no such sheet", "no such id", "withdrawn", "recused"])
def test_forbidden_sheets_answer_alike(opened, case):
    entry, who = ENTRY, "J1"
    with opened.writing() as session:
        sheet_id = blank_sheet(session)
        if case == "another judge's sheet":
            who = "J2"
        elif case == "no such sheet":
            sheet_id = 99999
        elif case == "no such id":
            entry = replace(ENTRY, id="kubah")
        elif case == "withdrawn":
            target = session.get_one(Sheet, sheet_id).participant_id
            actions.set_standing(session, SYSTEM, target, "withdrawn", "Sakit", now=NOW)
        else:
            actions.declare_conflict(session, judge(session, "J1"), sheet_id, "Satu keluarga", now=NOW)
    assert send(opened, entry, sheet_id, who) == Outcome("forbidden")


def test_one_judge_sending_leaves_the_others_alone(opened):
    with opened.reading() as session:
        sheet_id = blank_sheet(session)
        entry = complete(session, sheet_id)
        before = {row.id: row.state for row in session.scalars(select(Sheet)) if row.id != sheet_id}
    send(opened, entry, sheet_id)
    with opened.reading() as session:
        assert {row.id: row.state for row in session.scalars(select(Sheet)) if row.id != sheet_id} == before


def test_a_reserve_takes_over_every_participant_not_yet_sent(open_stage):
    database = open_stage("judging")
    with database.writing() as session:
        category = session.scalars(select(Category).where(Category.code == "pendamping")).one()
        ids = dict(session.execute(select(Judge.code, Judge.id)).all())
        waiting = {
            row.participant.code
            for row in session.scalars(select(Sheet).where(Sheet.judge_id == ids["J3"], Sheet.state == "blank"))
            if row.round.category_id == category.id
        }
        actions.substitute(session, SYSTEM, category.id, ids["J3"], ids["J6"], "Sakit", now=NOW)
    with database.reading() as session:
        taken = session.scalars(
            select(Participant.code).join(Sheet).where(Sheet.judge_id == ids["J6"], Sheet.state == "blank")
        ).all()
        left = session.scalars(select(Sheet.state).where(Sheet.judge_id == ids["J3"]).distinct()).all()
    assert set(taken) == waiting
    assert waiting
    assert sorted(left) == ["submitted", "substituted"]
