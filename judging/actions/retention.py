"""How long personal values are kept, and erasing them when that time is over: the results stay, verify() stays green.

In:  an event whose results are announced and whose retention date has passed.   Out: how many rows were emptied.
The journal holds only salted hashes of these values; without value and salt a hash tells nothing. Copies of the
database made earlier still hold them: docs/recovery.md says which to destroy.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import delete, inspect, select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import Refused, get, need_reason
from judging.actions.signing_in import Witness, other_than
from judging.language import _
from judging.models import Event, EventSetting, EvidenceContent, EvidenceFile, Participant
from judging.queries.reopenings import unfinished
from judging.queries.retention import ERASE_AFTER, all_announced, kept_until, personal_rows
from judging.roles import Actor, Permission, require


def set_retention(session: Session, actor: Actor, event_id: int, until: date | None, *, now: datetime) -> None:
    """Personal values are kept through `until`; None: nobody has decided. Nothing is erased by the date alone."""
    require(actor, Permission.KEEP_RECORD)
    happening = get(session, Event, event_id, _("Acara"))
    if until is not None and until <= now.date():
        raise Refused(_("Pilih tanggal sesudah hari ini."))
    stored = select(EventSetting).where(EventSetting.event_id == event_id, EventSetting.key == ERASE_AFTER)
    row = session.scalars(stored).first()
    if row is None:
        row = EventSetting(event_id=event_id, key=ERASE_AFTER)
        session.add(row)
    row.value = until.isoformat() if until else None
    journal.record(session, actor, "event.retention", happening, now=now, detail={"until": row.value})


def erase_personal(
    session: Session, actor: Actor, event_id: int, *, now: datetime, witness: Witness | None = None, reason: str = ""
) -> int:
    """Empty members' names, notes, reasons, photos, evidence, accounts, and their salts; gives the rows emptied.

    A person needs a reason and a second person: it cannot be undone.
    """
    require(actor, Permission.SET_UP if actor.person_id is None else Permission.KEEP_RECORD)
    happening = get(session, Event, event_id, _("Acara"))
    _may_be_erased(session, event_id, now)
    detail: dict[str, object] = {}
    if actor.person_id is not None:
        if witness is None:
            raise Refused(_("Penghapusan perlu disahkan orang kedua dengan PIN-nya sendiri."))
        reason, detail = need_reason(reason), {"confirmed_by": other_than(actor, witness).name}
    _drop_evidence(session, event_id)
    rows = list(personal_rows(session, event_id))
    for row in rows:
        columns = inspect(type(row)).columns
        for name in row.__personal__:
            setattr(row, name, None if columns[name].nullable else "")
        row.salt = None
    if rows:
        detail["rows"] = len(rows)
        journal.record(session, actor, "personal.erase", happening, now=now, reason=reason, detail=detail)
    return len(rows)


def _may_be_erased(session: Session, event_id: int, now: datetime) -> None:
    if not all_announced(session, event_id):
        raise Refused(_("Data pribadi baru dapat dihapus setelah hasil semua kategori diumumkan."))
    until = kept_until(session, event_id)
    if until is None:
        raise Refused(_("Tanggal penghapusan data pribadi belum diisi di pengaturan acara."))
    if now.date() <= until:
        raise Refused(_("Data pribadi disimpan sampai {until}. Hapus setelah tanggal itu.", until=until.isoformat()))
    if sheets := unfinished(session, event_id):
        raise Refused(
            _("Masih ada lembar yang diminta atau sedang dibuka kembali. Selesaikan dahulu, lalu ulangi."),
            *(_("Lembar {judge} untuk {name}", judge=judge, name=name) for judge, name in sheets),
        )


def _drop_evidence(session: Session, event_id: int) -> None:
    """The pages and pictures themselves; nothing else points to them."""
    files = select(EvidenceFile.id).join(Participant).where(Participant.event_id == event_id)
    session.execute(delete(EvidenceContent).where(EvidenceContent.file_id.in_(files)))
