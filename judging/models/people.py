"""Who is judged and who judges."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.models.base import Base, Document, Personal, Protected
from judging.models.category import Category, Round
from judging.models.event import Event, Person, Region


class Participant(Protected, Base):
    __tablename__ = "participant"
    __table_args__ = (UniqueConstraint("category_id", "number"), UniqueConstraint("event_id", "code"))
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"))
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"))
    linked_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"))
    number: Mapped[int]
    code: Mapped[str]
    name: Mapped[str]
    district: Mapped[str]
    subdistrict: Mapped[str]
    profile: Mapped[Any] = mapped_column(Document)
    status: Mapped[str]  # active | withdrawn | disqualified
    status_reason: Mapped[str]
    status_at: Mapped[datetime | None]
    name_approved_at: Mapped[datetime | None]
    event: Mapped[Event] = relationship()
    category: Mapped[Category] = relationship(foreign_keys=[category_id])
    region: Mapped[Region] = relationship()
    linked: Mapped[Participant | None] = relationship(remote_side="Participant.id")
    members: Mapped[list[Member]] = relationship(back_populates="participant", order_by="Member.number")


class Member(Personal, Base):
    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("participant_id", "number"),)
    __personal__: ClassVar = ("name",)
    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    number: Mapped[int]
    name: Mapped[str | None]  # NULL once erased after the retention date
    office: Mapped[str]
    elected: Mapped[bool | None]
    participant: Mapped[Participant] = relationship(back_populates="members")


class Photo(Personal, Base):
    """A participant's photo, kept only with consent, shown only on the screen at the announcement."""

    __tablename__ = "photo"
    __table_args__ = (UniqueConstraint("participant_id"),)
    __personal__: ClassVar = ("content",)
    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    content: Mapped[bytes | None] = mapped_column(LargeBinary)  # JPEG; NULL once erased or withdrawn
    consented_at: Mapped[datetime]
    participant: Mapped[Participant] = relationship()


class Judge(Protected, Base):
    __tablename__ = "judge"
    __table_args__ = (UniqueConstraint("event_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    code: Mapped[str]
    background: Mapped[str]
    is_reserve: Mapped[bool]
    checked_in_at: Mapped[datetime | None]
    event: Mapped[Event] = relationship()
    person: Mapped[Person] = relationship()


class Card(Personal, Base):
    """A judge's sign-in card. Printed once, when issued: the PIN is known to nobody afterwards."""

    __tablename__ = "card"
    __personal__: ClassVar = ("pin_hash",)
    id: Mapped[int] = mapped_column(primary_key=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey("judge.id"))
    code: Mapped[str] = mapped_column(unique=True)  # short, typed
    qr_hash: Mapped[str] = mapped_column(unique=True)  # SHA-256 of the 128-bit secret in the QR
    pin_hash: Mapped[str | None]
    issued_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    judge: Mapped[Judge] = relationship()


class Assignment(Protected, Base):
    """A judge sits on a round."""

    __tablename__ = "assignment"
    __table_args__ = (UniqueConstraint("round_id", "judge_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    judge_id: Mapped[int] = mapped_column(ForeignKey("judge.id"))
    status: Mapped[str]  # active | absent | substituted
    reason: Mapped[str]
    substitute_for_id: Mapped[int | None] = mapped_column(ForeignKey("judge.id"))
    round: Mapped[Round] = relationship()
    judge: Mapped[Judge] = relationship(foreign_keys=[judge_id])


class Conflict(Personal, Base):
    """Benturan kepentingan: this judge does not score this participant."""

    __tablename__ = "conflict"
    __table_args__ = (UniqueConstraint("judge_id", "participant_id"),)
    __personal__: ClassVar = ("reason",)
    id: Mapped[int] = mapped_column(primary_key=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey("judge.id"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    reason: Mapped[str]
    declared_at: Mapped[datetime]
    judge: Mapped[Judge] = relationship()
    participant: Mapped[Participant] = relationship()


class KeptWarning(Protected, Base):
    """Why something outside the guidelines is right all the same, in the organiser's words."""

    __tablename__ = "kept_warning"
    __table_args__ = (UniqueConstraint("participant_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    code: Mapped[str]
    reason: Mapped[str]
    kept_at: Mapped[datetime]
    participant: Mapped[Participant] = relationship()
