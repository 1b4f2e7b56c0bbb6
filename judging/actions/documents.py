"""What is kept about papers: issued files byte for byte, scans of signed ones, handing over, released notes.

In:  bytes that were already checked and drawn, plain values.   Out: ids.   Draws nothing, opens no file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import Refused, event_of, get
from judging.language import _
from judging.models import Category, DocumentContent, Event, IssuedDocument, NoteRelease, Participant, Payout, Sheet
from judging.queries.declared import declared_rules
from judging.queries.sign_off import scan_name
from judging.roles import Actor, Permission, require

SCAN = "pindaian"
MOST_NUMBER = 40  # characters that one line of a kuitansi holds
METHODS = ("", "cash", "transfer")


def keep_document(
    session: Session,
    actor: Actor,
    event_id: int,
    *,
    kind: str,
    name: str,
    content: bytes,
    now: datetime,
    media: str = "application/pdf",
    remark: str = "",
) -> int:
    """File a paper as it was handed out. The same bytes under the same name are kept once."""
    require(actor, Permission.PRINT)
    happening = get(session, Event, event_id, _("Acara"))
    sha256 = hashlib.sha256(content).hexdigest()
    same = select(IssuedDocument.id).where(
        IssuedDocument.event_id == event_id, IssuedDocument.sha256 == sha256, IssuedDocument.name == name
    )
    known = session.scalar(same)
    if known is not None:
        return known
    if session.get(DocumentContent, sha256) is None:
        session.add(DocumentContent(sha256=sha256, content=content))
    row = IssuedDocument(
        event=happening,
        kind=kind,
        name=name,
        media=media,
        sha256=sha256,
        size=len(content),
        remark=remark.strip(),
        kept_at=now,
        kept_by_id=actor.person_id,
    )
    session.add(row)
    journal.record(session, actor, "document.keep", happening, now=now, detail={"kind": kind, "sha256": sha256})
    return row.id


def keep_signed_rules(
    session: Session,
    actor: Actor,
    category_id: int,
    *,
    code: str,
    ending: str,
    content: bytes,
    media: str,
    remark: str,
    now: datetime,
) -> int:
    """File the scan of a category's signed sheet of rules, under the code of the rules that were signed."""
    require(actor, Permission.PRINT)
    category = get(session, Category, category_id, _("Kategori"))
    rules = declared_rules(session, category.id)
    if rules.lacks:
        text = _("Lembar aturan {category} masih KONSEP dan belum dapat ditandatangani.", category=category.name)
        raise Refused(text, *rules.lacks)
    if code != rules.code:
        text = _(
            "Aturan {category} sudah berubah; kodenya sekarang {code}. Cetak dan tandatangani lagi lembarnya.",
            category=category.name,
            code=rules.code,
        )
        raise Refused(text)
    return keep_document(
        session, actor, category.event_id, kind=SCAN, name=f"{scan_name(category.code, code)}{ending}",
        content=content, media=media, remark=remark, now=now,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PayoutEntry:
    """How a prize is handed over, as typed."""

    method: str = ""  # cash | transfer | "" for not said yet
    bank: str = ""
    account: str = ""
    account_holder: str = ""
    reference: str = ""
    payer: str = ""  # a sponsor; empty: the office's treasurer
    receiver: str = ""  # with a surat kuasa
    number: str = ""  # nomor bukti


def set_payout(
    session: Session, actor: Actor, participant_id: int, label: str, entry: PayoutEntry, *, now: datetime
) -> int:
    """Note how one prize is handed over; a later entry replaces the earlier one."""
    require(actor, Permission.MANAGE_PRIZES)
    participant = get(session, Participant, participant_id, _("Peserta"))
    if entry.method not in METHODS:
        raise Refused(_("Pilih tunai atau transfer."))
    if entry.method == "transfer" and not (entry.bank.strip() and entry.account.strip()):
        raise Refused(_("Transfer memerlukan nama bank dan nomor rekening."))
    number = entry.number.strip()
    if len(number) > MOST_NUMBER:
        raise Refused(_("Nomor bukti paling panjang {most} huruf.", most=MOST_NUMBER))
    row = session.scalars(select(Payout).where(Payout.participant_id == participant_id, Payout.label == label)).first()
    if number and _receipt_number_taken(session, participant.event_id, number, row):
        raise Refused(_("Nomor bukti {number} sudah dipakai.", number=number))
    row = row or Payout(participant=participant, label=label)
    row.method, row.number = entry.method, number
    row.payer, row.reference = entry.payer.strip(), entry.reference.strip()
    for name in ("bank", "account", "account_holder", "receiver"):
        setattr(row, name, getattr(entry, name).strip() or None)
    session.add(row)
    happening = get(session, Event, participant.event_id, _("Acara"))
    detail = {"participant": participant.code, "label": label}
    journal.record(session, actor, "prize.payout", happening, now=now, detail=detail)
    return row.id


def _receipt_number_taken(session: Session, event_id: int, number: str, own: Payout | None) -> bool:
    taken = select(Payout.id).join(Participant).where(Participant.event_id == event_id, Payout.number == number)
    return any(key != (own.id if own else None) for key in session.scalars(taken))


def release_notes(
    session: Session, actor: Actor, participant_id: int, chosen: Mapping[int, Sequence[str]], *, now: datetime
) -> int:
    """The chair lets these notes (sheet id -> indicator codes) into the peserta's report, and no others."""
    require(actor, Permission.DECIDE)
    participant = get(session, Participant, participant_id, _("Peserta"))
    sheets = {one.id: one for one in session.scalars(select(Sheet).where(Sheet.participant_id == participant_id))}
    wanted = {(sheet_id, code) for sheet_id, codes in chosen.items() for code in codes}
    if any(sheet_id not in sheets or not (sheets[sheet_id].notes or {}).get(code) for sheet_id, code in wanted):
        raise Refused(_("Catatan ini tidak ada pada lembar peserta tersebut."))
    standing = {
        (one.sheet_id, one.indicator): one
        for one in session.scalars(select(NoteRelease).where(NoteRelease.sheet_id.in_(sheets)))
    }
    for key, row in standing.items():
        if key not in wanted:
            session.delete(row)
        elif row.sheet_version != sheets[key[0]].version:
            row.sheet_version, row.released_at, row.released_by_id = sheets[key[0]].version, now, actor.person_id or 0
    session.add_all(
        NoteRelease(
            sheet_id=sheet_id,
            indicator=code,
            released_at=now,
            released_by_id=actor.person_id or 0,
            sheet_version=sheets[sheet_id].version,
        )
        for sheet_id, code in sorted(wanted - set(standing))
    )
    happening = event_of(session, participant.category)
    detail = {"participant": participant.code, "released": len(wanted)}
    journal.record(session, actor, "note.release", happening, now=now, detail=detail)
    return len(wanted)
