"""Sheets that a judge filled in on paper, as keyed in. Nothing here counts: a confirmed one becomes an entry."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.models.base import Base, Document, Personal, Protected
from judging.models.event import Person
from judging.models.papers import IssuedDocument
from judging.models.people import Judge
from judging.models.sheets import Entry, Sheet


class PaperJudge(Protected, Base):
    """A judge who scores on paper only. No row: the judge has a tablet."""

    __tablename__ = "paper_judge"
    judge_id: Mapped[int] = mapped_column(ForeignKey("judge.id"), primary_key=True)
    noted_at: Mapped[datetime]
    judge: Mapped[Judge] = relationship()


class PaperSheet(Personal, Base):
    """One paper sheet: what the first person keyed in, what the second found, and who stands for it."""

    __tablename__ = "paper_sheet"
    __personal__: ClassVar = ("notes", "reason")
    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id"), index=True)
    based_on: Mapped[int]  # the sheet's version when keying began: a tablet that wrote since then is noticed
    state: Mapped[str]  # keyed | differs | confirmed | set_aside
    scores: Mapped[Any] = mapped_column(Document)  # as in Entry
    ticks: Mapped[Any] = mapped_column(Document)
    notes: Mapped[Any] = mapped_column(Document, nullable=True)
    keyed_at: Mapped[datetime]
    keyed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    second_scores: Mapped[Any] = mapped_column(Document, nullable=True)  # keyed again by another, unseen
    second_at: Mapped[datetime | None]
    second_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("issued_document.id"))
    how: Mapped[str]  # judge: own card and PIN | second: keyed twice alike | settled: looked up; "" until then
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    entry_id: Mapped[str | None] = mapped_column(ForeignKey("entry.id"))  # what it became
    reason: Mapped[str]  # why it was set aside
    sheet: Mapped[Sheet] = relationship()
    entry: Mapped[Entry | None] = relationship()
    photo: Mapped[IssuedDocument | None] = relationship()
    keyed_by: Mapped[Person] = relationship(foreign_keys=[keyed_by_id])
    second_by: Mapped[Person | None] = relationship(foreign_keys=[second_by_id])
    confirmed_by: Mapped[Person | None] = relationship(foreign_keys=[confirmed_by_id])
