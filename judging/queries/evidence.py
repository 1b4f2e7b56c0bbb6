"""Evidence about a participant: the list, and one file. A judge reaches it only through an own sheet."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import EvidenceContent, EvidenceFile, Sheet


@dataclass(frozen=True, slots=True)
class EvidenceInfo:
    id: int
    title: str
    media: str
    pages: int
    size: int  # bytes


def evidence_of(session: Session, participant_id: int) -> list[EvidenceInfo]:
    """In the order they came; erased ones are gone."""
    query = (
        select(EvidenceFile.id, EvidenceFile.title, EvidenceFile.media, EvidenceFile.pages, EvidenceFile.size)
        .join(EvidenceContent, EvidenceContent.file_id == EvidenceFile.id)
        .where(EvidenceFile.participant_id == participant_id)
        .order_by(EvidenceFile.id)
    )
    return [EvidenceInfo(*row) for row in session.execute(query)]


def sheet_evidence(session: Session, sheet_id: int) -> list[EvidenceInfo]:
    """What the participant of a sheet has to show."""
    participant_id = session.scalar(select(Sheet.participant_id).where(Sheet.id == sheet_id))
    return evidence_of(session, participant_id) if participant_id is not None else []


def evidence_content(session: Session, file_id: int) -> bytes | None:
    """The bytes; whoever asks has looked first whose file it is."""
    return session.scalars(select(EvidenceContent.content).where(EvidenceContent.file_id == file_id)).first()
