"""The files kept for the auditor: a list, one file, and those that are no longer what was kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import IssuedDocument, Person
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


def documents(session: Session, event_id: int) -> list[KeptDocument]:
    """Newest first."""
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
    found = next((one for one in documents(session, event_id) if one.id == document_id), None)
    data = content(session, found.sha256) if found else None
    return (found, data) if found and data is not None else None


def altered_documents(session: Session, event_id: int) -> list[KeptDocument]:
    """Kept files whose bytes are gone or differ from the hash that the journal protects."""
    return [one for one in documents(session, event_id) if content(session, one.sha256) is None]
