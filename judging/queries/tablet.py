"""What tablets and the people who look after them need to know. Never a score.

In:  an open session.   Out: frozen dataclasses and plain values.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload

from judging.models import CallForHelp, Card, Category, DatabaseFact, Entry, Event, Judge, Round, Sheet, SignInSession
from judging.models.base import Moment
from judging.queries.work import place_of
from judging.roles import Actor

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
    category_id: int
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


# One question, built once: it is asked at every batch of every tablet.
_OTHER_DEVICE = (
    select(SignInSession.device)
    .join(Card, Card.id == SignInSession.card_id)
    .where(Card.judge_id == bindparam("judge"), SignInSession.ended_at.is_(None))
    .where(SignInSession.id != bindparam("session"))
    .where(SignInSession.seen_at > bindparam("lately"), SignInSession.ends_at > bindparam("now"))
    .order_by(SignInSession.seen_at.desc())
    .limit(1)
)
_STATES = select(Category.id).where(Category.event_id == Event.id)
_AROUND = select(
    Event.code,
    Event.created_at,
    (_STATES.exists() & ~_STATES.where(Category.state != "archived").exists()).label("archived"),
    select(DatabaseFact.value).where(DatabaseFact.key == "epoch").scalar_subquery().label("epoch"),
    _OTHER_DEVICE.scalar_subquery().label("other_device"),
).where(Event.id == bindparam("event"))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a batch: the event's mark, the database's epoch, whether the judge is signed in elsewhere."""

    mark: str
    archived: bool
    epoch: str
    other_device: str  # "" when there is none


def surroundings(session: Session, actor: Actor, event_id: int, *, now: datetime) -> Surroundings:
    wanted = {"event": event_id, "judge": actor.judge_id, "session": actor.session_id}
    row = session.execute(_AROUND, wanted | {"now": now, "lately": now - ACTIVE}).one()
    return Surroundings(_mark(session, row.code, row.created_at), bool(row.archived), row.epoch, row.other_device or "")


def event_mark(session: Session, event_id: int) -> str:
    """Names this event on a tablet: the same after `restore`, another for any other event, even with the same code."""
    row = session.get_one(Event, event_id)
    return _mark(session, row.code, row.created_at)


def _mark(session: Session, code: str, created_at: datetime) -> str:
    made = str(Moment().process_bind_param(created_at, session.get_bind().dialect))
    return f"{code}-{hashlib.sha256(made.encode()).hexdigest()[:8]}"


_WAITING = (
    select(CallForHelp)
    .where(CallForHelp.event_id == bindparam("event"), CallForHelp.answered_at.is_(None))
    .options(joinedload(CallForHelp.judge).joinedload(Judge.person))
    .order_by(CallForHelp.id)
)


def open_calls(session: Session, event_id: int) -> list[CallInfo]:
    """Who waits, longest first."""
    return [_call(row) for row in session.scalars(_WAITING, {"event": event_id})]


def own_call(session: Session, judge_id: int) -> CallInfo | None:
    query = select(CallForHelp).where(CallForHelp.judge_id == judge_id, CallForHelp.answered_at.is_(None))
    row = session.scalars(query).first()
    return _call(row) if row else None


def _call(row: CallForHelp) -> CallInfo:
    return CallInfo(row.id, row.judge.code, row.judge.person.name, row.place, row.called_at)


_LATE = (
    select(Entry)
    .join(Sheet, Sheet.id == Entry.sheet_id)
    .join(Round, Round.id == Sheet.round_id)
    .join(Category, Category.id == Round.category_id)
    .where(Category.event_id == bindparam("event"), Entry.outcome == "late")
    .order_by(Category.position, Sheet.judge_id, Sheet.participant_id, Entry.received_at.desc())
)


def late_entries(session: Session, event_id: int) -> list[LateInfo]:
    """What came in after closing, newest of each sheet first."""
    return [_late(row) for row in session.scalars(_LATE, {"event": event_id})]


def came_in(session: Session, event_id: int, entry_id: str) -> bool:
    """Whether this event has such an entry, whatever became of it."""
    found = session.get(Entry, entry_id)
    return found is not None and found.sheet.judge.event_id == event_id


def _late(row: Entry) -> LateInfo:
    sheet, judge = row.sheet, row.sheet.judge
    fits = row.based_on == sheet.version and sheet.state in ("blank", "draft", "reopened")
    return LateInfo(
        row.id,
        sheet.round.category_id,
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
