"""The stored hash that a typed PIN or password will be compared with, looked up before the writer's turn.

In:  what somebody typed beside it.   Out: a hash, or None for nobody. Decides nothing: the actions ask again.
"""

from __future__ import annotations

from sqlalchemy import ColumnExpressionArgument, select
from sqlalchemy.orm import Session

from judging import codes
from judging.models import Account, Card, SignInSession


def card_pin(session: Session, *, code: str = "", secret: str = "") -> str | None:
    by = Card.qr_hash == codes.hashed(secret) if secret else Card.code == codes.as_typed(code)
    return session.scalars(select(Card.pin_hash).where(by, Card.revoked_at.is_(None))).first()


def own_pin(session: Session, token: str) -> str | None:
    """Of the card whose session this is."""
    card = select(Card.pin_hash).join(SignInSession, SignInSession.card_id == Card.id)
    return session.scalars(card.where(SignInSession.token_hash == codes.hashed(token))).first()


def account_password(session: Session, login: str) -> str | None:
    return session.scalars(select(Account.password_hash).where(*_account(login))).first()


def account_pin(session: Session, login: str) -> str | None:
    return session.scalars(select(Account.pin_hash).where(*_account(login))).first()


def _account(login: str) -> tuple[ColumnExpressionArgument[bool], ...]:
    return Account.login == login.strip().lower(), Account.active == 1
