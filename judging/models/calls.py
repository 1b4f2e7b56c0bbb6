"""A judge calls the panitia."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.models.base import Base, Protected
from judging.models.event import Event, Person
from judging.models.people import Judge


class CallForHelp(Protected, Base):
    """One call, open until somebody says that they are on their way."""

    __tablename__ = "call_for_help"
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey("judge.id"))
    place: Mapped[str]  # table number or any words that lead there; may be empty
    called_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    event: Mapped[Event] = relationship()
    judge: Mapped[Judge] = relationship()
    answered_by: Mapped[Person | None] = relationship()
