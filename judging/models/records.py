"""The journal, and the few tables it does not cover: sign-in sessions, wrong-PIN counters, the database's facts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.models.base import Base
from judging.models.event import Account
from judging.models.people import Card


class JournalEvent(Base):
    """One link of an event's hash chain. `body` is the exact text that is hashed."""

    __tablename__ = "journal_event"
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str]
    hash: Mapped[str]
    mac: Mapped[str]


class SignInSession(Base):
    """A server-side session; the cookie holds a secret of which only the hash is here."""

    __tablename__ = "sign_in_session"
    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    card_id: Mapped[int | None] = mapped_column(ForeignKey("card.id"))
    device: Mapped[str]
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    unsent: Mapped[int | None]  # sheets with marks that had not left the tablet when it last spoke
    account: Mapped[Account | None] = relationship()
    card: Mapped[Card | None] = relationship()


class WrongPin(Base):
    """Wrong PINs per card or account, so that guessing is slow whatever address it comes from."""

    __tablename__ = "wrong_pin"
    subject: Mapped[str] = mapped_column(primary_key=True)  # "card:7", "account:2"
    count: Mapped[int]
    locked_until: Mapped[datetime | None]


class DatabaseFact(Base):
    """Facts about this database file, such as its epoch (changed by restore)."""

    __tablename__ = "database_fact"
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
