"""Who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from judging import codes
from judging.models import Account, Card, Judge, RoleGrant, SignInSession
from judging.roles import Actor, Role

ORGANISER_IDLE = timedelta(minutes=30)  # beside the eight hours that every session of an organiser ends after


@dataclass(frozen=True, slots=True)
class Visitor:
    """A live session: who, for which event, and when the judge's code is shown on the page."""

    actor: Actor
    event_id: int
    judge_code: str = ""
    seen_at: datetime | None = None  # when this session was last noted as active


def visitor(session: Session, token: str, *, now: datetime) -> Visitor | None:
    who = (
        select(SignInSession)
        .where(SignInSession.token_hash == codes.hashed(token))
        .options(
            joinedload(SignInSession.card).joinedload(Card.judge).joinedload(Judge.person),
            joinedload(SignInSession.account).joinedload(Account.person),
        )
    )  # one question: it is asked at every request
    row = session.scalars(who).first()
    if row is None or row.ended_at is not None or row.ends_at <= now:
        return None
    if row.card is not None:
        return _judge(row, row.card)
    if row.account is not None and row.account.active and now - row.seen_at < ORGANISER_IDLE:
        return _organiser(session, row, row.account)
    return None


def _judge(row: SignInSession, card: Card) -> Visitor | None:
    if card.revoked_at is not None:
        return None
    judge: Judge = card.judge
    actor = Actor(judge.person_id, judge.person.name, frozenset({Role.JURI}), judge.id, row.id, row.device)
    return Visitor(actor, judge.event_id, judge.code, row.seen_at)


def _organiser(session: Session, row: SignInSession, account: Account) -> Visitor:
    held = session.scalars(select(RoleGrant.role).where(RoleGrant.person_id == account.person_id))
    roles = frozenset(Role(role) for role in held) - {Role.JURI}
    return Visitor(
        Actor(account.person_id, account.person.name, roles, None, row.id, row.device),
        account.person.event_id,
        seen_at=row.seen_at,
    )
