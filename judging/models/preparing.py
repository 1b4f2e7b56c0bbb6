"""What is kept while an event is prepared: evidence shown to judges, draws, suggestions set aside, calibration.

A calibration has tables of its own: no participant, no sheet, no entry. So nothing that counts can ever read it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.models.base import Base, Document, Personal, Protected
from judging.models.category import Category, Round, RubricVersion
from judging.models.people import Judge, Participant


class EvidenceFile(Personal, Base):
    """A page or a picture about a participant, for the judges' eyes. Its bytes stand apart, under its id."""

    __tablename__ = "evidence_file"
    __personal__: ClassVar = ("title", "sha256")
    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), index=True)
    title: Mapped[str]  # "" once erased
    media: Mapped[str]  # image/jpeg | application/pdf
    pages: Mapped[int]
    size: Mapped[int]  # bytes
    sha256: Mapped[str]  # of the content; "" once erased
    kept_at: Mapped[datetime]
    participant: Mapped[Participant] = relationship()


class EvidenceContent(Base):
    """The bytes of one evidence file; what the journal protects is their hash."""

    __tablename__ = "evidence_content"
    file_id: Mapped[int] = mapped_column(ForeignKey("evidence_file.id"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class OrderDraw(Protected, Base):
    """One draw of the order of appearance: the seed read aloud, and what it gave."""

    __tablename__ = "order_draw"
    __table_args__ = (UniqueConstraint("category_id", "turn"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"))
    turn: Mapped[int]  # 1, and one more for each draw again
    seed: Mapped[str]
    codes: Mapped[Any] = mapped_column(Document)  # participants in the order drawn
    reason: Mapped[str]  # why it was drawn again; "" for the first
    drawn_at: Mapped[datetime]
    category: Mapped[Category] = relationship()


class SetAside(Protected, Base):
    """A suggested conflict of interest that the panitia looked at and found to be none."""

    __tablename__ = "set_aside"
    __table_args__ = (UniqueConstraint("judge_id", "participant_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey("judge.id"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    signals: Mapped[Any] = mapped_column(Document)  # what had been noticed then
    noted_at: Mapped[datetime]
    judge: Mapped[Judge] = relationship()
    participant: Mapped[Participant] = relationship()


class Calibration(Protected, Base):
    """A fictional participant that every judge of a round scores before the real ones."""

    __tablename__ = "calibration"
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    rubric_id: Mapped[int | None] = mapped_column(ForeignKey("rubric_version.id"))  # the round's when it was opened
    name: Mapped[str]
    story: Mapped[str]  # what the judges read, in place of a visit
    opened_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    round: Mapped[Round] = relationship()
    rubric: Mapped[RubricVersion | None] = relationship()  # none: opened before this was kept


class CalibrationSheet(Personal, Base):
    """What one judge gave the fictional participant, to be talked about."""

    __tablename__ = "calibration_sheet"
    __table_args__ = (UniqueConstraint("calibration_id", "judge_id"),)
    __personal__: ClassVar = ("notes",)
    id: Mapped[int] = mapped_column(primary_key=True)
    calibration_id: Mapped[int] = mapped_column(ForeignKey("calibration.id"))
    judge_id: Mapped[int] = mapped_column(ForeignKey("judge.id"))
    scores: Mapped[Any] = mapped_column(Document)  # indicator code -> units of the scale
    ticks: Mapped[Any] = mapped_column(Document)
    notes: Mapped[Any] = mapped_column(Document, nullable=True)  # NULL once erased
    saved_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    calibration: Mapped[Calibration] = relationship()
    judge: Mapped[Judge] = relationship()
    entries: Mapped[list[CalibrationEntry]] = relationship(back_populates="sheet")


class CalibrationEntry(Personal, Base):
    """One revision of a calibration sheet, as Entry is of a sheet: a replay is harmless, a clash is kept."""

    __tablename__ = "calibration_entry"
    __personal__: ClassVar = ("notes",)
    id: Mapped[str] = mapped_column(primary_key=True)  # 32 hex digits, random, from the client
    sheet_id: Mapped[int] = mapped_column(ForeignKey("calibration_sheet.id"), index=True)
    version: Mapped[int | None]  # NULL while held (conflict, late)
    outcome: Mapped[str]  # saved | conflict | late
    scores: Mapped[Any] = mapped_column(Document)
    ticks: Mapped[Any] = mapped_column(Document)
    notes: Mapped[Any] = mapped_column(Document, nullable=True)  # NULL once erased
    digest: Mapped[str]  # as Entry.digest
    received_at: Mapped[datetime]
    sheet: Mapped[CalibrationSheet] = relationship(back_populates="entries")
