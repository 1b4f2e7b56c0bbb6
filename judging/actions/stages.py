"""Opening and closing a category.

In:  a category and who asks.   Out: its declared rules with every sheet laid out; or the category closed.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import Refused, event_of, get, in_state
from judging.language import _
from judging.models import Assignment, Category, Conflict, Participant, Round, Ruleset, Sheet
from judging.queries.declared import fingerprint_of, rules_body
from judging.roles import Actor, Permission, require


def open_judging(session: Session, actor: Actor, category_id: int, *, now: datetime) -> None:
    """Declare the rules as they stand and lay out one sheet for each round, judge and participant."""
    require(actor, Permission.SET_UP)
    category = get(session, Category, category_id, _("Kategori"))
    in_state(category, "setup")
    participants = list(
        session.scalars(
            select(Participant).where(Participant.category_id == category.id, Participant.status == "active")
        )
    )
    if not participants:
        raise Refused(_("{name} belum punya peserta.", name=category.name))
    conflicts = declared_conflicts(session, category)
    for round_ in category.rounds:
        seats = _seats(session, round_)
        if not seats:
            raise Refused(_("{name} belum punya juri. Isi lembar Penugasan.", name=category.name))
        session.add_all(
            new_sheet(round_.id, seat.judge_id, participant.id, conflicts)
            for seat in seats
            for participant in participants
        )
    body = rules_body(category)
    session.add(
        Ruleset(
            category=category,
            version=1,
            body=body,
            declared_at=now,
            declared_by_id=actor.person_id,
            fingerprint=fingerprint_of(body),
        )
    )
    category.state = "judging"
    journal.record(
        session, actor, "category.open", event_of(session, category), now=now, detail={"category": category.code}
    )


def lay_out_missing(session: Session, participant: Participant) -> None:
    """Who comes back while judging is open gets the sheets that the opening left out; those that are there stay."""
    category = participant.category
    conflicts = declared_conflicts(session, category)
    held = select(Sheet.round_id, Sheet.judge_id).where(Sheet.participant_id == participant.id)
    there = {(round_id, judge_id) for round_id, judge_id in session.execute(held)}
    session.add_all(
        new_sheet(round_.id, seat.judge_id, participant.id, conflicts)
        for round_ in category.rounds
        for seat in _seats(session, round_)
        if seat.status == "active" and (round_.id, seat.judge_id) not in there
    )


def _seats(session: Session, round_: Round) -> list[Assignment]:
    return list(session.scalars(select(Assignment).where(Assignment.round_id == round_.id)))


def close_category(session: Session, actor: Actor, category_id: int, *, now: datetime) -> tuple[str, ...]:
    """End the scoring. Sheets not sent stay as they are and never count.

    Gives what does not match the journal: that stops sealing, never closing.
    """
    require(actor, Permission.CLOSE)
    category = get(session, Category, category_id, _("Kategori"))
    in_state(category, "judging")
    report = journal.verify(session)
    category.state = "closed"
    detail = {"category": category.code, "verified": report.ok}
    journal.record(session, actor, "category.close", event_of(session, category), now=now, detail=detail)
    return tuple(str(finding) for finding in report.findings)


def new_sheet(round_id: int, judge_id: int, participant_id: int, conflicts: dict[tuple[int, int], str]) -> Sheet:
    reason = conflicts.get((judge_id, participant_id))
    return Sheet(
        round_id=round_id,
        judge_id=judge_id,
        participant_id=participant_id,
        state="blank" if reason is None else "recused",
        state_reason=reason or "",
        version=0,
        filled=0,
        scores={},
        ticks={},
        notes={},
        receipt="",
    )


def declared_conflicts(session: Session, category: Category) -> dict[tuple[int, int], str]:
    declared = select(Conflict).join(Participant).where(Participant.category_id == category.id)
    return {(c.judge_id, c.participant_id): c.reason for c in session.scalars(declared)}
