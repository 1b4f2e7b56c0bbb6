"""Evidence about a participant for the judges' eyes: kept with a title, taken away on a word.

In:  bytes that were checked before, and what they are.   Out: the file's id. The journal keeps a salted hash.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import Refused, get, in_state, need_line
from judging.actions.participants import BEFORE_CLOSING
from judging.language import _
from judging.models import EvidenceContent, EvidenceFile, Participant
from judging.roles import Actor, Permission, require

MOST_FILES = 12


def keep_evidence(
    session: Session,
    actor: Actor,
    participant_id: int,
    title: str,
    content: bytes,
    *,
    media: str,
    pages: int,
    now: datetime,
) -> int:
    """One page, picture or PDF more. `content`: as judging.paperwork.evidence gives it."""
    require(actor, Permission.SET_UP)
    person = get(session, Participant, participant_id, _("Peserta"))
    in_state(person.category, *BEFORE_CLOSING)
    text = need_line(title, _("Judul"))
    if not text:
        raise Refused(_("Judul belum diisi. Tulis apa yang tampak, misalnya buku kas Oktober."))
    kept = select(func.count()).select_from(EvidenceFile).where(EvidenceFile.participant_id == participant_id)
    if (session.scalar(kept) or 0) >= MOST_FILES:
        raise Refused(_("Paling banyak {most} bukti untuk satu peserta. Hapus salah satu dahulu.", most=MOST_FILES))
    row = EvidenceFile(
        participant=person,
        title=text,
        media=media,
        pages=pages,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        kept_at=now,
    )
    session.add(row)
    detail = {"participant": person.code, "media": media}
    journal.record(session, actor, "evidence.keep", person.event, now=now, detail=detail)
    session.add(EvidenceContent(file_id=row.id, content=content))
    session.flush()
    return row.id


def remove_evidence(session: Session, actor: Actor, file_id: int, *, now: datetime) -> None:
    require(actor, Permission.SET_UP)
    row = get(session, EvidenceFile, file_id, _("Bukti"))
    in_state(row.participant.category, *BEFORE_CLOSING)
    person = row.participant
    session.execute(delete(EvidenceContent).where(EvidenceContent.file_id == row.id))
    session.delete(row)
    journal.record(session, actor, "evidence.remove", person.event, now=now, detail={"participant": person.code})
