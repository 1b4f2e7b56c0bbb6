"""What is personal in an event, how long it is kept, and whether its time is over.

In:  an open session.   Out: the rows themselves for the action that empties them; a count of each kind for the page.
Sign-ins (accounts, cards) are not among them: their hashes are no one's words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from judging.language import N_
from judging.models import (
    CalibrationEntry,
    CalibrationSheet,
    Category,
    Conflict,
    Entry,
    EventSetting,
    EvidenceFile,
    Judge,
    Member,
    Objection,
    PaperSheet,
    Participant,
    Payout,
    Personal,
    Photo,
    Reopening,
    ResultVersion,
    Sheet,
)

ERASE_AFTER = "erase_after"  # event setting: ISO date; personal values are kept through that day
KINDS: Mapping[type[Personal], str] = {
    Member: N_("Nama anggota"),
    Photo: N_("Foto peserta"),
    EvidenceFile: N_("Berkas bukti"),
    Payout: N_("Rekening dan penerima hadiah"),
    Sheet: N_("Catatan dan alasan juri pada lembar"),
    Entry: N_("Catatan dan alasan juri pada riwayat isian"),
    PaperSheet: N_("Catatan pada lembar kertas"),
    CalibrationSheet: N_("Catatan juri pada latihan"),
    CalibrationEntry: N_("Catatan juri pada riwayat latihan"),
    Conflict: N_("Alasan benturan kepentingan"),
    Reopening: N_("Alasan membuka lembar kembali"),
    Objection: N_("Isi sanggahan"),
}


@dataclass(frozen=True, slots=True)
class Retention:
    until: date | None  # None: nobody decided yet
    announced_on: date | None  # the last category's announcement; None while one is missing
    kinds: tuple[tuple[str, int], ...]  # what will be emptied, and how many rows of it


def retention(session: Session, event_id: int) -> Retention:
    counts = Counter(type(row) for row in personal_rows(session, event_id))
    kinds = tuple((title, counts[kind]) for kind, title in KINDS.items() if counts[kind])
    return Retention(kept_until(session, event_id), _announced_on(session, event_id), kinds)


def kept_until(session: Session, event_id: int) -> date | None:
    stored = select(EventSetting.value).where(EventSetting.event_id == event_id, EventSetting.key == ERASE_AFTER)
    found = session.scalar(stored)
    return date.fromisoformat(found) if found else None


def all_announced(session: Session, event_id: int) -> bool:
    states = set(session.scalars(select(Category.state).where(Category.event_id == event_id)))
    return states <= {"announced", "archived"}


def personal_rows(session: Session, event_id: int) -> Iterator[Personal]:
    """Every row that still holds something personal."""
    of_event = select(Participant.id).where(Participant.event_id == event_id)
    judges = select(Judge.id).where(Judge.event_id == event_id)
    sheets = select(Sheet.id).where(Sheet.participant_id.in_(of_event))
    where: dict[type[Personal], ColumnElement[bool]] = {Objection: Objection.event_id == event_id}
    where |= {kind: kind.participant_id.in_(of_event) for kind in (Member, Photo, EvidenceFile, Payout, Sheet)}
    where |= {kind: kind.sheet_id.in_(sheets) for kind in (Entry, PaperSheet, Reopening)}
    where |= {kind: kind.judge_id.in_(judges) for kind in (CalibrationSheet, Conflict)}
    where[CalibrationEntry] = CalibrationEntry.sheet_id.in_(
        select(CalibrationSheet.id).where(CalibrationSheet.judge_id.in_(judges))
    )
    for kind in KINDS:
        yield from session.scalars(select(kind).where(where[kind], kind.salt.is_not(None)))


def _announced_on(session: Session, event_id: int) -> date | None:
    if not all_announced(session, event_id):
        return None
    last = select(func.max(ResultVersion.announced_at)).join(Category).where(Category.event_id == event_id)
    found = session.scalar(last)
    return found.date() if found else None
