"""The event and its people."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.models.base import Base, Document, Personal, Protected


class Event(Protected, Base):
    __tablename__ = "event"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    level: Mapped[str]
    year: Mapped[int]
    place: Mapped[str]
    starts_on: Mapped[date | None]
    announced_on: Mapped[date | None]
    is_sample: Mapped[bool]
    created_at: Mapped[datetime]
    settings: Mapped[list[EventSetting]] = relationship(back_populates="event")


class EventSetting(Protected, Base):
    """One setting of an event (letterhead, limits, tax, paper, wording); keys in docs/settings.md."""

    __tablename__ = "event_setting"
    __table_args__ = (UniqueConstraint("event_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    key: Mapped[str]
    value: Mapped[Any] = mapped_column(Document, nullable=True)
    event: Mapped[Event] = relationship(back_populates="settings")


class Region(Protected, Base):
    __tablename__ = "region"
    __table_args__ = (UniqueConstraint("event_id", "name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    position: Mapped[int]
    name: Mapped[str]
    event: Mapped[Event] = relationship()


class Person(Protected, Base):
    """Someone with a name in this event; may hold several roles, a card and an account."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    name: Mapped[str]
    institution: Mapped[str]
    event: Mapped[Event] = relationship()


class RoleGrant(Protected, Base):
    __tablename__ = "role_grant"
    __table_args__ = (UniqueConstraint("person_id", "role"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str]
    person: Mapped[Person] = relationship()


class Account(Personal, Base):
    """An organiser's sign-in. The hashes of password and PIN enter the journal as salted hashes."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("login"),)
    __personal__: ClassVar = ("password_hash", "pin_hash")
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    login: Mapped[str]
    password_hash: Mapped[str | None]  # None: cannot sign in yet
    pin_hash: Mapped[str | None]  # for confirming as the second person
    active: Mapped[bool]
    person: Mapped[Person] = relationship()


class Official(Protected, Base):
    """Who signs what on paper."""

    __tablename__ = "official"
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    role: Mapped[str]  # kepala | kabid | bendahara | pptk | kpa
    prefix: Mapped[str]  # a.n. | Plt. | Plh. | ""
    position: Mapped[str]
    name: Mapped[str]
    nip: Mapped[str]
    institution: Mapped[str]
    event: Mapped[Event] = relationship()
