"""Sheets and the entries they are made of."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.models.base import Base, Document, Personal
from judging.models.category import Round
from judging.models.people import Judge, Participant


class Sheet(Personal, Base):
    """One judge, one participant, one round: current marks and their exact totals, so that ranking reads one row."""

    __tablename__ = "sheet"
    # A number is never given again: a tablet may still hold marks for a sheet that is gone.
    __table_args__ = (UniqueConstraint("round_id", "judge_id", "participant_id"), {"sqlite_autoincrement": True})
    __personal__: ClassVar = ("notes", "state_reason")
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    judge_id: Mapped[int] = mapped_column(ForeignKey("judge.id"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), index=True)
    state: Mapped[str]  # blank | draft | reopened | submitted | recused | absent | substituted
    version: Mapped[int]  # of the newest entry that counts; 0 = none yet
    filled: Mapped[int]  # indicators with a score
    scores: Mapped[Any] = mapped_column(Document)  # indicator code -> whole units of the rubric's scale
    ticks: Mapped[Any] = mapped_column(Document)  # indicator code -> evidence numbers seen
    notes: Mapped[Any] = mapped_column(Document, nullable=True)  # indicator code -> text
    numerator: Mapped[int | None] = mapped_column(BigInteger)  # sum of weight * score; NULL unless submitted
    aspects: Mapped[Any] = mapped_column(Document, nullable=True)  # aspect code -> the same sum; NULL unless submitted
    receipt: Mapped[str]
    submitted_at: Mapped[datetime | None]
    state_reason: Mapped[str]  # why recused, reopened, absent
    round: Mapped[Round] = relationship()
    judge: Mapped[Judge] = relationship()
    participant: Mapped[Participant] = relationship()
    reopenings: Mapped[list[Reopening]] = relationship(back_populates="sheet", order_by="Reopening.id")


class Entry(Personal, Base):
    """One revision of a sheet, under the id its device chose: a replay is harmless, a clash is kept, not lost."""

    __tablename__ = "entry"
    __table_args__ = (UniqueConstraint("sheet_id", "version"),)
    __personal__: ClassVar = ("notes", "reason")
    id: Mapped[str] = mapped_column(primary_key=True)  # 32 hex digits, random, from the client
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id"))
    based_on: Mapped[int]
    version: Mapped[int | None]  # NULL while held (conflict, late)
    kind: Mapped[str]  # draft | submit | take_back
    outcome: Mapped[str]  # saved | conflict | late
    scores: Mapped[Any] = mapped_column(Document)
    ticks: Mapped[Any] = mapped_column(Document)
    notes: Mapped[Any] = mapped_column(Document, nullable=True)
    reason: Mapped[str | None]
    digest: Mapped[str]  # SHA-256 of what was sent: the same id with another content is a mismatch
    device: Mapped[str]
    received_at: Mapped[datetime]
    sheet: Mapped[Sheet] = relationship()


class Reopening(Personal, Base):
    """After closing a judge asks for one own sheet back; somebody else answers; sending it again ends it."""

    __tablename__ = "reopening"
    __personal__: ClassVar = ("reason",)
    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id"), index=True)
    reason: Mapped[str | None]  # the judge's; NULL once erased
    asked_at: Mapped[datetime]
    state: Mapped[str]  # waiting | open | refused | done
    answer: Mapped[str]  # the reason of who answered
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    before_version: Mapped[int | None]  # of the sheet that counted when it was opened again; NULL: none did
    after_version: Mapped[int | None]  # of the sheet sent in its place
    sheet: Mapped[Sheet] = relationship(back_populates="reopenings")
