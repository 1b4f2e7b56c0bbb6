"""What other programs let people change once scores were there: T14 weights, T15 the scale, T29 the category."""

from __future__ import annotations

import copy

import pytest
from people import EVENT, NOW, judge, organiser
from sqlalchemy import select

from judging import actions, codes, queries
from judging.actions import Refused, SheetEntry
from judging.models import Category, Participant, Round, RubricVersion, Sheet
from judging.plan import ParticipantPlan
from judging.queries.tally import round_tallies
from judging.roles import Role


def swap_weights(body):
    """The two heaviest indicators of different weight trade their weights: the sum stays 100."""
    found = sorted((one for aspect in body["aspects"] for one in aspect["indicators"]), key=lambda one: one["weight"])
    found[0]["weight"], found[-1]["weight"] = found[-1]["weight"], found[0]["weight"]
    assert found[0]["weight"] != found[-1]["weight"]


def lower_the_scale(body):
    body["scale"] |= {"highest": 4, "labels": body["scale"]["labels"][:4]}
    for indicator in (one for aspect in body["aspects"] for one in aspect["indicators"]):
        indicator["levels"] = indicator["levels"][:4]
    body["note_required"] = [1, 4]


def freeze_for_every_round(session, change) -> int:
    """The next version of the rubric in use, changed, asked for by every round of the event."""
    panitia = organiser(session, Role.PANITIA)
    used = session.scalars(select(RubricVersion).where(RubricVersion.name == "kube")).one()
    body = copy.deepcopy(used.body)
    change(body)
    actions.start_rubric(session, panitia, EVENT, "kube", body, now=NOW)
    rounds = list(session.scalars(select(Round.id)))
    return actions.freeze_rubric(session, panitia, EVENT, "kube", based_on=1, rounds=rounds, now=NOW)


def points(session) -> list[list[int]]:
    return [
        one.tally.points.tolist()
        for category in session.scalars(select(Category).order_by(Category.id))
        for one in round_tallies(session, category)
    ]


def test_t14_new_weights_reach_no_round_that_is_being_scored(open_site):
    site = open_site("judging")
    with site.database.writing() as session:
        before = points(session)
        assert freeze_for_every_round(session, swap_weights) == 2
    with site.database.reading() as session:
        used = session.scalars(select(RubricVersion.version).join(Round, Round.rubric_id == RubricVersion.id)).all()
        assert set(used) == {1}
        assert points(session) == before
        event = session.scalars(select(queries_journal()).order_by(queries_journal().seq.desc())).first()
        assert '"rounds":[]' in event.body.replace(" ", "")


def queries_journal():
    from judging.models import JournalEvent  # noqa: PLC0415 - only here

    return JournalEvent


def test_t15_a_sent_sheet_can_be_sent_again_after_a_new_scale_exists(open_site):
    """A 5 given before stays a 5 that may be given again: the round keeps the scale it was opened with."""
    site = open_site("judging")
    with site.database.writing() as session:
        who = judge(session, "J1")
        line = next(one for one in queries.judge_sheets(session, who.judge_id) if one.state == "submitted")
        version = queries.judge_sheet(session, who.judge_id, line.id).version
        back = SheetEntry(codes.new_secret(), version, "take_back", {}, {}, {}, reason="Periksa lagi")
        assert actions.save_entry(session, who, line.id, back, now=NOW).word == "saved"
        freeze_for_every_round(session, lower_the_scale)
    with site.database.writing() as session:
        view = queries.judge_sheet(session, who.judge_id, line.id)
        scores = dict.fromkeys((one.code for one in view.rubric.indicators), int(view.rubric.scale.highest))
        notes = dict.fromkeys(scores, "Lengkap.")
        entry = SheetEntry(codes.new_secret(), view.version, "submit", scores, {}, notes)
        answer = actions.save_entry(session, who, line.id, entry, now=NOW)
        assert (answer.word, answer.problems) == ("saved", ())
        assert (view.rubric.scale.highest, session.get_one(Sheet, line.id).state) == (5, "submitted")


def plan_of(row: Participant, **change: object) -> ParticipantPlan:
    known = {"code": row.code, "category": row.category.code, "number": row.number, "name": row.name}
    return ParticipantPlan(**(known | {"region": row.region.name, "profile": row.profile} | change))


@pytest.mark.parametrize("change", [{"number": 9}, {"code": "KUBE-LAIN"}], ids=["number", "code"])
def test_t29_neither_number_nor_code_of_a_scored_participant_changes(open_site, change):
    with open_site("judging").database.writing() as session:
        row = session.scalars(select(Participant).order_by(Participant.id)).first()
        panitia, plan = organiser(session, Role.PANITIA), plan_of(row, **change)
        with pytest.raises(Refused, match="tidak berubah lagi"):
            actions.edit_participant(session, panitia, row.id, plan, now=NOW)


def test_t29_a_scored_participant_stays_in_its_category(open_site):
    """Editing with another category's code moves nobody; nobody joins or leaves a category that is being scored."""
    with open_site("judging").database.writing() as session:
        panitia = organiser(session, Role.PANITIA)
        row = session.scalars(select(Participant).order_by(Participant.id)).first()
        sheets = session.scalars(select(Sheet.id).where(Sheet.participant_id == row.id)).all()
        other = next(one for one in session.scalars(select(Category)) if one is not row.category)
        home = row.category.code
        actions.edit_participant(session, panitia, row.id, plan_of(row, category=other.code), now=NOW)
        session.expire_all()
        assert row.category.code == home
        assert session.scalars(select(Sheet.id).where(Sheet.participant_id == row.id)).all() == sheets
        with pytest.raises(Refused):
            actions.remove_participant(session, panitia, row.id, now=NOW)
        with pytest.raises(Refused):
            actions.add_participant(session, panitia, EVENT, plan_of(row, code="BARU", number=9), now=NOW)
