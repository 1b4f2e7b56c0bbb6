"""The files kept for the auditor: a list, one file, and those that are no longer what was kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import Category, IssuedDocument, Person
from judging.queries.paper_settings import content


@dataclass(frozen=True, slots=True)
class KeptDocument:
    id: int
    kind: str
    name: str
    media: str
    sha256: str
    size: int  # bytes
    remark: str
    kept_at: datetime
    kept_by: str


PAPER_PHOTO = "lembar-kertas"  # shows a judge's scores


def documents(session: Session, event_id: int) -> list[KeptDocument]:
    """Newest first. The photo of a judge's paper sheet is not among them while any category is still scored."""
    found = _all(session, event_id)
    open_ = session.scalar(
        select(Category.id).where(Category.event_id == event_id, Category.state.in_(["setup", "judging"])).limit(1)
    )
    return [one for one in found if one.kind != PAPER_PHOTO or not open_]


def paper_photo(session: Session, event_id: int, document_id: int) -> tuple[KeptDocument, bytes] | None:
    """The photo of a paper sheet, for those who check that sheet."""
    return _content(session, _all(session, event_id), document_id)


def _all(session: Session, event_id: int) -> list[KeptDocument]:
    rows = session.execute(
        select(IssuedDocument, Person.name)
        .outerjoin(Person, Person.id == IssuedDocument.kept_by_id)
        .where(IssuedDocument.event_id == event_id)
        .order_by(IssuedDocument.id.desc())
    )
    return [
        KeptDocument(d.id, d.kind, d.name, d.media, d.sha256, d.size, d.remark, d.kept_at, name or "")
        for d, name in rows
    ]


def document_content(session: Session, event_id: int, document_id: int) -> tuple[KeptDocument, bytes] | None:
    """One kept file of this event; None for any other, and for one whose bytes were altered."""
    return _content(session, documents(session, event_id), document_id)


def _content(session: Session, kept: list[KeptDocument], document_id: int) -> tuple[KeptDocument, bytes] | None:
    found = next((one for one in kept if one.id == document_id), None)
    data = content(session, found.sha256) if found else None
    return (found, data) if found and data is not None else None


def altered_documents(session: Session, event_id: int) -> list[KeptDocument]:
    """Kept files whose bytes are gone or differ from the hash that the journal protects."""
    return [one for one in documents(session, event_id) if content(session, one.sha256) is None]
