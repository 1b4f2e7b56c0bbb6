"""What is kept about papers once they exist: every issued file, how money was handed over, which notes may be read."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.models.base import Base, Personal, Protected
from judging.models.event import Event
from judging.models.people import Participant
from judging.models.sheets import Sheet


class DocumentContent(Base):
    """A file's bytes under their own hash: what the journal protects is the hash, in IssuedDocument."""

    __tablename__ = "document_content"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class IssuedDocument(Protected, Base):
    """A paper as it was handed out, or the scan of a signed one. Written once."""

    __tablename__ = "issued_document"
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    kind: Mapped[str]  # a key of the catalogue of papers, or "pindaian"
    name: Mapped[str]  # of the file
    media: Mapped[str]  # application/pdf | image/jpeg | image/png
    sha256: Mapped[str]
    size: Mapped[int]  # bytes
    remark: Mapped[str]
    kept_at: Mapped[datetime]
    kept_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    event: Mapped[Event] = relationship()


class Payout(Personal, Base):
    """How one prize is handed over. Bank accounts and receivers enter the journal as salted hashes."""

    __tablename__ = "payout"
    __table_args__ = (UniqueConstraint("participant_id", "label"),)
    __personal__: ClassVar = ("bank", "account", "account_holder", "receiver")
    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    label: Mapped[str]  # of the award
    number: Mapped[str]  # nomor bukti
    payer: Mapped[str]  # a sponsor; empty: the office's treasurer
    method: Mapped[str]  # cash | transfer | "" while nobody said
    bank: Mapped[str | None]
    account: Mapped[str | None]
    account_holder: Mapped[str | None]
    reference: Mapped[str]
    receiver: Mapped[str | None]  # who signs instead, with a surat kuasa
    participant: Mapped[Participant] = relationship()


class NoteRelease(Protected, Base):
    """A judge's note that the chair released for the peserta's report; its words stay on the sheet."""

    __tablename__ = "note_release"
    __table_args__ = (UniqueConstraint("sheet_id", "indicator"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id"))
    indicator: Mapped[str]  # code
    released_at: Mapped[datetime]
    released_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    sheet_version: Mapped[int | None]  # of the sheet as it was read; None on a release older than this column
    sheet: Mapped[Sheet] = relationship()
