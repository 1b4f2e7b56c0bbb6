"""Who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from judging import codes
from judging.models import Account, Card, Judge, Person, RoleGrant, SignInSession
from judging.roles import Actor, Role

ORGANISER_IDLE = timedelta(minutes=30)  # beside the eight hours that every session of an organiser ends after


@dataclass(frozen=True, slots=True)
class Visitor:
    """A live session: who, for which event, and when the judge's code is shown on the page."""

    actor: Actor
    event_id: int
    judge_code: str = ""
    seen_at: datetime | None = None  # when this session was last noted as active
    unsent: int | None = None  # what its tablet said then


# One question, built once: it is asked at every request.
_WHO = (
    select(
        SignInSession.id,
        SignInSession.device,
        SignInSession.seen_at,
        SignInSession.ends_at,
        SignInSession.ended_at,
        SignInSession.unsent,
        Card.id.label("card_id"),
        Card.revoked_at,
        Judge.id.label("judge_id"),
        Judge.code.label("judge_code"),
        Account.active,
        Person.id.label("person_id"),
        Person.name,
        Person.event_id,
    )
    .select_from(SignInSession)
    .outerjoin(Card, Card.id == SignInSession.card_id)
    .outerjoin(Judge, Judge.id == Card.judge_id)
    .outerjoin(Account, Account.id == SignInSession.account_id)
    .join(Person, Person.id == func.coalesce(Judge.person_id, Account.person_id))
    .where(SignInSession.token_hash == bindparam("token"))
)
_HELD = select(RoleGrant.role).where(RoleGrant.person_id == bindparam("person"))


def visitor(session: Session, token: str, *, now: datetime) -> Visitor | None:
    row = session.execute(_WHO, {"token": codes.hashed(token)}).first()
    if row is None or row.ended_at is not None or row.ends_at <= now:
        return None
    if row.card_id is not None:
        roles = frozenset({Role.JURI})
        shut_out = row.revoked_at is not None
    else:
        roles = frozenset(Role(role) for role in session.scalars(_HELD, {"person": row.person_id})) - {Role.JURI}
        shut_out = not row.active or now - row.seen_at >= ORGANISER_IDLE
    if shut_out:
        return None
    actor = Actor(row.person_id, row.name, roles, row.judge_id, row.id, row.device)
    return Visitor(actor, row.event_id, row.judge_code or "", row.seen_at, row.unsent)
