"""What tablets and the people who look after them need to know. Never a score.

In:  an open session.   Out: frozen dataclasses and plain values.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import CallForHelp, Card, Category, Entry, Event, Judge, Round, Sheet, SignInSession
from judging.models.base import Moment
from judging.queries.work import place_of

ACTIVE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class CallInfo:
    id: int
    judge_code: str
    name: str
    place: str
    called_at: datetime


@dataclass(frozen=True, slots=True)
class LateInfo:
    """A held entry as its judge sent it, without a single score."""

    id: str
    category: str
    judge_id: int
    judge_code: str
    judge: str
    participant: str
    place: str
    kind: str
    filled: int
    received_at: datetime
    can_count: bool  # a whole sheet, sent, and nothing came after it
    person_id: int


def event_mark(session: Session, event_id: int) -> str:
    """Names this event on a tablet: the same after `restore`, another for any other event, even with the same code."""
    row = session.get_one(Event, event_id)
    made = str(Moment().process_bind_param(row.created_at, session.get_bind().dialect))
    return f"{row.code}-{hashlib.sha256(made.encode()).hexdigest()[:8]}"


def is_archived(session: Session, event_id: int) -> bool:
    states = list(session.scalars(select(Category.state).where(Category.event_id == event_id)))
    return bool(states) and all(state == "archived" for state in states)


def other_device(session: Session, judge_id: int, session_id: int | None, *, now: datetime) -> str:
    """The machine of another live session of this judge that was seen lately; "" when there is none."""
    query = (
        select(SignInSession.device)
        .join(Card, Card.id == SignInSession.card_id)
        .where(Card.judge_id == judge_id, SignInSession.ended_at.is_(None), SignInSession.id != session_id)
        .where(SignInSession.seen_at > now - ACTIVE, SignInSession.ends_at > now)
        .order_by(SignInSession.seen_at.desc())
    )
    return session.scalars(query).first() or ""


def open_calls(session: Session, event_id: int) -> list[CallInfo]:
    """Who waits, longest first."""
    query = (
        select(CallForHelp)
        .where(CallForHelp.event_id == event_id, CallForHelp.answered_at.is_(None))
        .order_by(CallForHelp.id)
    )
    return [_call(row) for row in session.scalars(query)]


def own_call(session: Session, judge_id: int) -> CallInfo | None:
    query = select(CallForHelp).where(CallForHelp.judge_id == judge_id, CallForHelp.answered_at.is_(None))
    row = session.scalars(query).first()
    return _call(row) if row else None


def _call(row: CallForHelp) -> CallInfo:
    return CallInfo(row.id, row.judge.code, row.judge.person.name, row.place, row.called_at)


def late_entries(session: Session, event_id: int) -> list[LateInfo]:
    """What came in after closing, newest of each sheet first."""
    query = (
        select(Entry)
        .join(Sheet, Sheet.id == Entry.sheet_id)
        .join(Round, Round.id == Sheet.round_id)
        .join(Category, Category.id == Round.category_id)
        .where(Category.event_id == event_id, Entry.outcome == "late")
        .order_by(Category.position, Sheet.judge_id, Sheet.participant_id, Entry.received_at.desc())
    )
    return [_late(row) for row in session.scalars(query)]


def _late(row: Entry) -> LateInfo:
    sheet, judge = row.sheet, row.sheet.judge
    fits = row.based_on == sheet.version and sheet.state in ("blank", "draft", "reopened")
    return LateInfo(
        row.id,
        sheet.round.category.name,
        judge.id,
        judge.code,
        judge.person.name,
        sheet.participant.name,
        place_of(sheet.participant),
        row.kind,
        len(row.scores),
        row.received_at,
        row.kind == "submit" and fits and sheet.round.category.state == "closed",
        judge.person_id,
    )


def judge_with_code(session: Session, event_id: int, code: str) -> tuple[int, str] | None:
    """(id, name) of a judge of this event."""
    row = session.scalars(select(Judge).where(Judge.event_id == event_id, Judge.code == code)).first()
    return (row.id, row.person.name) if row else None
