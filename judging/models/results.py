"""What was decided, sealed, allocated and printed. Rows here are written once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.models.base import Base, Document, Protected
from judging.models.category import Category
from judging.models.event import Event


class Decision(Protected, Base):
    """A pleno decision: what, why, who was present, who confirmed."""

    __tablename__ = "decision"
    id: Mapped[int] = mapped_column(primary_key=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"))
    kind: Mapped[str]  # tie | rule | out
    body: Mapped[Any] = mapped_column(Document)
    reason: Mapped[str]
    present: Mapped[Any] = mapped_column(Document)  # names
    decided_at: Mapped[datetime]
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    confirmed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    revoked_at: Mapped[datetime | None]
    category: Mapped[Category] = relationship()


class ResultVersion(Protected, Base):
    """A sealed result: canonical JSON and its hash. Immutable; a correction is the next number."""

    __tablename__ = "result_version"
    __table_args__ = (UniqueConstraint("category_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"))
    number: Mapped[int]
    predecessor_id: Mapped[int | None] = mapped_column(ForeignKey("result_version.id"))
    body: Mapped[str]  # canonical JSON, see actions/sealing.py
    sha256: Mapped[str]
    sealed_at: Mapped[datetime]
    sealed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    confirmed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    announced_at: Mapped[datetime | None]
    announced_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    category: Mapped[Category] = relationship()


class Decree(Protected, Base):
    """The keputusan's number and date; entering it fixes the money."""

    __tablename__ = "decree"
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    number: Mapped[str]
    day: Mapped[date]
    entered_at: Mapped[datetime]
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    replaced_at: Mapped[datetime | None]
    event: Mapped[Event] = relationship()


class Allocation(Protected, Base):
    """The numbered prize allocation, over the result versions it names."""

    __tablename__ = "allocation"
    __table_args__ = (UniqueConstraint("event_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    decree_id: Mapped[int] = mapped_column(ForeignKey("decree.id"))
    number: Mapped[int]
    body: Mapped[str]  # canonical JSON
    sha256: Mapped[str]
    allocated_at: Mapped[datetime]
    allocated_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    event: Mapped[Event] = relationship()
    decree: Mapped[Decree] = relationship()


class Issuance(Protected, Base):
    """One piagam as issued: serial, code and every word on it. Immutable; a change is a replacement."""

    __tablename__ = "issuance"
    __table_args__ = (UniqueConstraint("event_id", "serial"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    result_id: Mapped[int] = mapped_column(ForeignKey("result_version.id"))
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"))
    judge_id: Mapped[int | None] = mapped_column(ForeignKey("judge.id"))  # for a judge's own piagam
    award_label: Mapped[str]
    number: Mapped[str]  # given by the office's registry; empty: written in by hand
    serial: Mapped[str]
    code: Mapped[str] = mapped_column(unique=True)
    body: Mapped[str]  # canonical JSON of what is printed
    sha256: Mapped[str]
    issued_at: Mapped[datetime]
    issued_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("issuance.id"))
    state: Mapped[str]  # valid | replaced | revoked
    state_reason: Mapped[str]
    event: Mapped[Event] = relationship()
    result: Mapped[ResultVersion] = relationship()


class Printing(Protected, Base):
    """One printing of an issued paper: "cetakan ke-n" is the count of these rows."""

    __tablename__ = "printing"
    id: Mapped[int] = mapped_column(primary_key=True)
    issuance_id: Mapped[int] = mapped_column(ForeignKey("issuance.id"))
    printed_at: Mapped[datetime]
    printed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    issuance: Mapped[Issuance] = relationship()
