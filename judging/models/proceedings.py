"""What happens around a result: dated milestones, objections, and what the hall's screen shows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.models.base import Base, Document, Personal, Protected
from judging.models.category import Category
from judging.models.event import Event
from judging.models.people import Participant


class Milestone(Protected, Base):
    """Something that was done on a day: the berita acara signed, own values handed out, the awards handed over."""

    __tablename__ = "milestone"
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))  # NULL: of the whole event
    kind: Mapped[str]  # minutes_signed | own_values | handed_over
    day: Mapped[date]
    until: Mapped[date | None]  # own_values: the last day for an objection
    note: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    event: Mapped[Event] = relationship()
    category: Mapped[Category | None] = relationship()


class Objection(Personal, Base):
    """Sanggahan: under a ticket number, answered once. While one is open the keputusan waits."""

    __tablename__ = "objection"
    __table_args__ = (UniqueConstraint("event_id", "ticket"),)
    __personal__: ClassVar = ("sender", "statement")
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    ticket: Mapped[str]
    received_on: Mapped[date]
    sender: Mapped[str | None]  # who brought it; NULL once erased
    statement: Mapped[str | None]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    outcome: Mapped[str]  # open | upheld | rejected
    answer: Mapped[str]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    participant: Mapped[Participant] = relationship()


class Screen(Base):
    """What the hall's screen shows now. Each press makes a new version; the journal has the presses, not this row."""

    __tablename__ = "screen"
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    version: Mapped[int]
    step: Mapped[int]  # how many steps of the programme have been shown; 0 = none
    mode: Mapped[str]  # show | pause | blank
    programme: Mapped[Any] = mapped_column(Document)  # ids of the result versions, fixed at the start
