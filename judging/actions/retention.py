"""Erasing what is personal when its time is over: the results stay, and verify() stays green.

In:  an event whose results are announced and whose retention date has passed.   Out: how many rows were emptied.
The journal holds only salted hashes of these values; without value and salt a hash tells nothing. Copies of the
database made earlier still hold them: docs/recovery.md says which to destroy.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import delete, inspect, select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import Refused, get
from judging.language import _
from judging.models import (
    CalibrationSheet,
    Category,
    Conflict,
    Entry,
    Event,
    EventSetting,
    EvidenceContent,
    EvidenceFile,
    Judge,
    Member,
    Objection,
    PaperSheet,
    Participant,
    Personal,
    Photo,
    Reopening,
    Sheet,
)
from judging.roles import Actor, Permission, require

ERASE_AFTER = "erase_after"  # event setting: ISO date; personal values are kept through that day


def erase_personal(session: Session, actor: Actor, event_id: int, *, now: datetime) -> int:
    """Empty members' names, notes, judges' reasons, and their salts; gives the number of rows emptied."""
    require(actor, Permission.SET_UP)
    happening = get(session, Event, event_id, _("Acara"))
    _may_be_erased(session, event_id, now)
    _drop_evidence(session, event_id)
    rows = [row for row in _personal_rows(session, event_id) if row.salt is not None]
    for row in rows:
        columns = inspect(type(row)).columns
        for name in row.__personal__:
            setattr(row, name, None if columns[name].nullable else "")
        row.salt = None
    if rows:
        journal.record(session, actor, "personal.erase", happening, now=now, detail={"rows": len(rows)})
    return len(rows)


def _may_be_erased(session: Session, event_id: int, now: datetime) -> None:
    states = set(session.scalars(select(Category.state).where(Category.event_id == event_id)))
    if not states <= {"announced", "archived"}:
        raise Refused(_("Data pribadi baru dapat dihapus setelah hasil semua kategori diumumkan."))
    setting = select(EventSetting.value).where(EventSetting.event_id == event_id, EventSetting.key == ERASE_AFTER)
    until = session.scalar(setting)
    if not until:
        raise Refused(_("Tanggal penghapusan data pribadi belum diisi di pengaturan acara."))
    if now.date() <= date.fromisoformat(until):
        raise Refused(_("Data pribadi disimpan sampai {until}. Hapus setelah tanggal itu.", until=until))


def _personal_rows(session: Session, event_id: int) -> Iterator[Personal]:
    """Members, sheets, entries and conflicts of interest. Sign-ins stay: their hashes are no one's words."""
    of_event = select(Participant.id).where(Participant.event_id == event_id)
    judges = select(Judge.id).where(Judge.event_id == event_id)
    yield from session.scalars(select(Member).where(Member.participant_id.in_(of_event)))
    yield from session.scalars(select(Sheet).where(Sheet.participant_id.in_(of_event)))
    yield from session.scalars(select(Entry).join(Sheet).where(Sheet.participant_id.in_(of_event)))
    yield from session.scalars(select(PaperSheet).join(Sheet).where(Sheet.participant_id.in_(of_event)))
    yield from session.scalars(select(Conflict).where(Conflict.judge_id.in_(judges)))
    of_sheet = select(Reopening).join(Sheet, Sheet.id == Reopening.sheet_id)
    yield from session.scalars(of_sheet.where(Sheet.participant_id.in_(of_event)))
    yield from session.scalars(select(Objection).where(Objection.event_id == event_id))
    yield from session.scalars(select(Photo).where(Photo.participant_id.in_(of_event)))
    yield from session.scalars(select(EvidenceFile).where(EvidenceFile.participant_id.in_(of_event)))
    yield from session.scalars(select(CalibrationSheet).where(CalibrationSheet.judge_id.in_(judges)))


def _drop_evidence(session: Session, event_id: int) -> None:
    """The pages and pictures themselves; nothing else points to them."""
    files = select(EvidenceFile.id).join(Participant).where(Participant.event_id == event_id)
    session.execute(delete(EvidenceContent).where(EvidenceContent.file_id.in_(files)))
