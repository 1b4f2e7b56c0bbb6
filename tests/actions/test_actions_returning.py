"""A judge recorded as absent or replaced has come: what opens again, what stays, and who stands in the way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from people import NOW, judge, organiser
from sqlalchemy import select

from judging import actions, codes, journal, queries
from judging.actions import Refused, SheetEntry
from judging.models import Assignment, Category, JournalEvent, Participant, Sheet
from judging.plan import JudgePlan
from judging.queries.result_body import result_body
from judging.queries.returning import return_effect
from judging.queries.standing import standing
from judging.roles import SYSTEM, NotAllowed, Role

KUBE = 1
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def opened(open_stage):
    """All sheets laid out, none touched."""
    database = open_stage("setup")
    with database.writing() as session:
        for category in queries.categories(session, 1):
            actions.open_judging(session, SYSTEM, category.id, now=NOW)
    return database


def key(session, code: str) -> int:
    found = judge(session, code).judge_id
    assert found is not None
    return found


def sheets(session, code: str, category_id: int = KUBE) -> list[Sheet]:
    """By order of appearance."""
    rows = session.scalars(select(Sheet).join(Participant).where(Sheet.judge_id == key(session, code)))
    return sorted((row for row in rows if row.round.category_id == category_id), key=lambda row: row.participant.number)


def states(session, code: str) -> list[str]:
    return [row.state for row in sheets(session, code)]


def seats(session, code: str) -> list[tuple[str, str]]:
    rows = session.scalars(select(Assignment).where(Assignment.judge_id == key(session, code)).order_by(Assignment.id))
    return [(row.status, row.reason) for row in rows if row.round.category_id == KUBE]


def save(session, row: Sheet, kind: str = "submit", reason: str = "", score: int = 3) -> str:
    rubric = queries.rubric_of(row.round.rubric)
    scores = {one.code: rubric.scale.steps[score - 1] for one in rubric.indicators}
    scores = dict(list(scores.items())[:4]) if kind == "draft" else scores
    entry = SheetEntry(codes.new_secret(), row.version, kind, scores, {}, {}, reason, "tablet")
    return actions.save_entry(session, judge(session, row.judge.code), row.id, entry, now=NOW).word


def leave(session, code: str, reserve: str = "", *, start: int = 1, reason: str = "Terlambat") -> None:
    panitia = organiser(session, Role.PANITIA)
    if reserve:
        who = (key(session, code), key(session, reserve), reason)
        actions.substitute(session, panitia, KUBE, *who, from_number=start, now=NOW)
    else:
        actions.mark_absent(session, panitia, KUBE, key(session, code), reason, now=NOW)


def come(session, code: str = "J3", reason: str = "Sudah datang") -> None:
    actions.bring_back(session, organiser(session, Role.PANITIA), KUBE, key(session, code), reason, now=LATER)


def journaled(session) -> list[str]:
    return [body for body in session.scalars(select(JournalEvent.body)) if '"verb":"judge.return"' in body]


def test_who_was_absent_goes_on_where_each_sheet_was(opened):
    """Sent, begun, taken back and begun again, untouched: every one as it stood, at the version it had."""
    with opened.writing() as session:
        first, second, third, *_rest = sheets(session, "J3")
        words = [save(session, first), save(session, second, "draft"), save(session, third)]
        words += [save(session, third, "take_back", "Tertukar"), save(session, third, "draft")]
        assert set(words) == {"saved"}
        before = [(row.id, row.state, row.state_reason, row.version, row.scores) for row in sheets(session, "J3")]
        assert [state for _id, state, *_more in before] == ["submitted", "draft", "reopened", "blank", "blank"]
        leave(session, "J3")
        assert states(session, "J3") == ["submitted", *["absent"] * 4]
        come(session)
        assert [(r.id, r.state, r.state_reason, r.version, r.scores) for r in sheets(session, "J3")] == before
        assert (seats(session, "J3"), before[2][2]) == ([("active", "")], "Tertukar")
        told = journaled(session)
        assert len(told) == 1
        for part in ('"detail":{"category":"kube","judge":"J3"}', '"reason":"Sudah datang"'):
            assert part in told[0]
    assert opened.verify().ok


def test_who_came_back_and_sends_everything_counts_and_is_listed_as_present(opened):
    with opened.writing() as session:
        save(session, sheets(session, "J3")[0], "draft")
        leave(session, "J3")
        come(session)
        for code in ("J1", "J2", "J3", "J4", "J5"):
            for row in sheets(session, code):
                assert save(session, row, score=2 + row.participant_id % 3) == "saved"
        actions.close_category(session, organiser(session, Role.KETUA), KUBE, now=LATER)
    with opened.reading() as session:
        category = session.get_one(Category, KUBE)
        body = result_body(session, category.event, category, standing(session, KUBE))
    panel = {one["judge"]: (one["counted"], one["sheets"]) for one in body["panel"]}
    assert panel == {code: (True, {"submitted": 5}) for code in ("J1", "J2", "J3", "J4", "J5")}
    assert opened.verify().ok


def test_a_reserve_who_has_begun_nothing_leaves_and_may_be_called_again(opened):
    with opened.writing() as session:
        numbers = [row.id for row in sheets(session, "J3")]
        leave(session, "J3", "J6", start=3)
        released = [row.id for row in sheets(session, "J6")]
        assert (states(session, "J6"), seats(session, "J6")) == (["blank"] * 3, [("active", "Terlambat")])
        come(session)
        assert (sheets(session, "J6"), seats(session, "J6"), states(session, "J3")) == ([], [], ["blank"] * 5)
        assert [row.id for row in sheets(session, "J3")] == numbers
        assert '"reserve":"J6"' in journaled(session)[0]
    assert opened.verify().ok
    with opened.writing() as session:
        leave(session, "J3", "J6", start=4)
        again = [row.id for row in sheets(session, "J6")]
        assert len(again) == 2
        assert min(again) > max(released)  # a tablet may hold marks for a number: it is never another sheet's
        come(session)
        assert len(journaled(session)) == 2
    assert opened.verify().ok


@pytest.mark.parametrize("deed", ["draft", "paper", "conflict"])
def test_what_a_reserve_has_begun_is_not_thrown_away(opened, deed):
    with opened.writing() as session:
        leave(session, "J3", "J6")
        row = sheets(session, "J6")[1]
        name, reserve = row.participant.name, row.judge.person.name
        match deed:
            case "draft":
                save(session, row, "draft")
            case "paper":
                actions.key_in(session, organiser(session, Role.PANITIA), row.id, {"scores": {}}, now=LATER)
            case "conflict":
                actions.declare_conflict(session, judge(session, "J6"), row.id, "Kerabat", now=LATER)
        said = "menyatakan benturan kepentingan dengan" if deed == "conflict" else "mulai menilai"
        with pytest.raises(Refused) as refusal:
            come(session)
        assert refusal.value.message.startswith(f"{reserve} sudah {said} {name}. Biarkan {reserve} melanjutkan")
        assert (len(sheets(session, "J6")), set(states(session, "J3"))) == (5, {"substituted"})
        assert journaled(session) == []
    assert opened.verify().ok


def test_a_conflict_known_before_the_opening_holds_no_judge_back(open_stage):
    database = open_stage("setup")
    with database.writing() as session:
        person = session.scalars(select(Participant).where(Participant.category_id == KUBE)).first()
        actions.record_conflict(session, SYSTEM, key(session, "J6"), person.id, "Kerabat", now=NOW - timedelta(days=1))
        actions.open_judging(session, SYSTEM, KUBE, now=NOW)
        leave(session, "J3", "J6")
        assert sorted(states(session, "J6")) == [*["blank"] * 4, "recused"]
        come(session)
        assert (sheets(session, "J6"), states(session, "J3")) == ([], ["blank"] * 5)
    assert database.verify().ok


def another_reserve(session) -> str:
    plan = JudgePlan("J7", "Cadangan Kedua", "akademisi", "Universitas Contoh", is_reserve=True)
    actions.add_judge(session, organiser(session, Role.PANITIA), 1, plan, now=NOW)
    return "J7"


def test_a_reserve_who_left_in_turn_comes_back_or_all_of_them_leave(opened):
    with opened.writing() as session:
        leave(session, "J3", "J6", start=4, reason="Sakit")
        save(session, sheets(session, "J3")[0])
        leave(session, "J6", reason="Pulang")
        come(session, "J6")
        assert (seats(session, "J6"), states(session, "J6")) == ([("active", "Sakit")], ["blank"] * 2)
        leave(session, "J6", another_reserve(session), reason="Pulang")
        save(session, sheets(session, "J7")[0], "draft")
        with pytest.raises(Refused, match="Cadangan Kedua sudah mulai menilai"):
            come(session)
    assert opened.verify().ok


def test_a_row_of_reserves_who_began_nothing_leaves_as_one(opened):
    with opened.writing() as session:
        leave(session, "J3", "J6", reason="Sakit")
        leave(session, "J6", another_reserve(session), reason="Pulang")
        come(session)
        found = (seats(session, "J6"), seats(session, "J7"), states(session, "J3"))
        assert found == ([], [], ["blank"] * 5)
        assert '"reserve":"J6, J7"' in journaled(session)[0]
    assert opened.verify().ok


def test_a_peserta_who_came_back_meanwhile_is_judged_by_the_judge_too(open_stage):
    database = open_stage("setup")
    with database.writing() as session:
        person = session.scalars(select(Participant).where(Participant.category_id == KUBE)).first()
        actions.set_standing(session, SYSTEM, person.id, "withdrawn", "Sakit", now=NOW)
        actions.open_judging(session, SYSTEM, KUBE, now=NOW)
        leave(session, "J3")
        actions.set_standing(session, SYSTEM, person.id, "active", "Sembuh", now=NOW)
        assert len(sheets(session, "J3")) == 4
        told = return_effect(session, KUBE, key(session, "J3"))
        come(session)
        assert (told.sheets, len(told.opens), states(session, "J3")) == (5, 5, ["blank"] * 5)
    assert database.verify().ok


def test_only_who_left_comes_back_once_with_a_reason_and_while_judging_is_open(opened):
    with opened.writing() as session:
        with pytest.raises(Refused, match="tidak tercatat tidak hadir atau digantikan di KUBE Berprestasi"):
            come(session)
        leave(session, "J3")
        with pytest.raises(Refused, match="Alasan belum ditulis"):
            come(session, reason=" ")
        with pytest.raises(NotAllowed):
            actions.bring_back(session, judge(session, "J3"), KUBE, key(session, "J3"), "Datang", now=NOW)
        come(session)
        with pytest.raises(Refused, match="tidak tercatat"):
            come(session)
        leave(session, "J3")
        actions.close_category(session, organiser(session, Role.KETUA), KUBE, now=NOW)
        with pytest.raises(Refused, match="sedang pada tahap pleno"):
            come(session)
        assert journal.verify(session).ok


def test_the_effect_names_what_opens_what_is_filled_and_who_counts(opened):
    with opened.writing() as session:
        first, second, *_rest = sheets(session, "J3")
        save(session, first)
        save(session, second, "draft")
        leave(session, "J3", "J6", start=2)
        told = return_effect(session, KUBE, key(session, "J3"))
        assert (told.sheets, len(told.opens), told.marked, told.sent) == (4, 4, (second.participant.name,), 1)
        assert [(one.code, one.sheets, one.begun) for one in told.takeovers] == [("J6", 4, ())]
        assert (told.judge_counts, told.counted) == (True, 5)
