"""Who is here: each judge's tablet as it last spoke, and one short text that changes when anything on the grid would.

In:  an event and the time.   Out: frozen dataclasses; a version.   Never a score; no dearer for a larger event.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from judging.models import Card, JournalEvent, Judge, SignInSession
from judging.queries.tablet import ACTIVE


@dataclass(frozen=True, slots=True)
class Presence:
    connected: bool  # spoke within the last two minutes
    seen_at: datetime
    unsent: int  # sheets still on the tablet when it last spoke


def presence(session: Session, event_id: int, *, now: datetime) -> dict[int, Presence]:
    """Judge id -> the newest live session of that judge."""
    query = (
        select(Card.judge_id, SignInSession.seen_at, SignInSession.unsent)
        .join(Card, Card.id == SignInSession.card_id)
        .join(Judge, Judge.id == Card.judge_id)
        .where(Judge.event_id == event_id, SignInSession.ended_at.is_(None), SignInSession.ends_at > now)
        .order_by(SignInSession.seen_at)
    )
    rows = session.execute(query)
    return {judge_id: Presence(now - seen_at <= ACTIVE, seen_at, unsent or 0) for judge_id, seen_at, unsent in rows}


def grid_version(session: Session, event_id: int, *, now: datetime) -> str:
    """The same as long as nobody wrote and nobody came or went: two questions, whatever the size of the event."""
    newest = session.scalar(select(func.max(JournalEvent.seq)).where(JournalEvent.event_id == event_id))
    who = [
        (judge_id, one.connected, None if one.connected else one.seen_at, one.unsent)
        for judge_id, one in sorted(presence(session, event_id, now=now).items())
    ]
    return hashlib.sha256(repr((newest, who)).encode()).hexdigest()[:16]
