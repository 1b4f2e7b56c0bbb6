"""Issuing piagam: serial, code and every word fixed at once; and counting what is printed.

In:  sealed results and, unless the event hands out on the same day, the keputusan.   Out: issuance records.
An issuance is immutable. When its words have changed it is replaced by a new one, never edited.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import codes, journal
from judging.actions.common import Refused, get, need_reason, text_and_hash
from judging.actions.signing_in import Witness, other_than
from judging.language import _
from judging.models import Event, Issuance, Judge, Participant, Printing
from judging.queries.certificates import says_the_same
from judging.queries.paper_settings import NUMBER_SLOT
from judging.queries.papers import why_draft
from judging.queries.people import settings, signing_official
from judging.queries.recipients import AWARD, recipients
from judging.queries.results import allocation, decree, newest_results
from judging.roles import Actor, Permission, require

CODE_CHARACTERS = 16  # 80 bits
Place = tuple[int | None, int | None, str]  # peserta, judge, label: at most one piagam stands in it


def issue_certificates(
    session: Session, actor: Actor, event_id: int, *, day: str, now: datetime, kind: str = AWARD
) -> int:
    """Issue a piagam to every holder of this kind that has none yet; gives how many. `day`: its date, ISO.

    Names that nobody approved are passed over where the event's setting `unapproved_names` is "block".
    """
    require(actor, Permission.PRINT)
    desk = _desk(session, actor, event_id, day, now)
    for holder in recipients(session, newest_results(session, event_id), kind):
        desk.issue(holder)
    if desk.made:
        detail = {"issued": desk.made, "kind": kind}
        journal.record(session, actor, "certificate.issue", desk.happening, now=now, detail=detail)
    return desk.made


def replace_certificate(session: Session, actor: Actor, issuance_id: int, *, day: str, now: datetime) -> str:
    """Issue the successor of one piagam, named on purpose; gives its serial. `day`: its date, ISO.

    For one that was revoked (its words may be the same: another official signs, a sheet was spoilt), and for one that
    says something else than the newest result. One that stands and fits is revoked first.
    """
    require(actor, Permission.PRINT)
    old = get(session, Issuance, issuance_id, _("Piagam"))
    desk = _desk(session, actor, old.event_id, day, now)
    row = desk.replace(old)
    detail = {"serial": row.serial, "replaces": old.serial}
    journal.record(session, actor, "certificate.replace", desk.happening, now=now, detail=detail)
    return row.serial


def _desk(session: Session, actor: Actor, event_id: int, day: str, now: datetime) -> _Desk:
    """Refused while piagam are KONSEP, or when the day is too early."""
    happening = get(session, Event, event_id, _("Acara"))
    if not newest_results(session, event_id):
        raise Refused(_("Belum ada hasil yang ditetapkan."))
    reason = why_draft(session, event_id)
    if reason:
        raise Refused(_("Piagam masih KONSEP. {reason}", reason=reason))
    _not_before_the_decree(session, event_id, day)
    common = {"day": day, "basis": _basis(session, event_id), "signatory": _signatory(session, event_id)}
    return _Desk(session, happening, actor, now, common)


class _Desk:
    """Where piagam are written: knows what stands already, and the next number."""

    def __init__(self, session: Session, happening: Event, actor: Actor, now: datetime, common: dict[str, Any]) -> None:
        self.session, self.happening, self.actor, self.now, self.common = session, happening, actor, now, common
        rows = session.scalars(select(Issuance).where(Issuance.event_id == happening.id).order_by(Issuance.id)).all()
        self.latest = {_place(one): one for one in rows}
        self.numbers = {one.number for one in rows if one.number}
        self.count, self.made = len(rows), 0
        set_to = settings(session, happening.id)
        self.pattern = str(set_to.get("certificate_number") or "")
        self.blocking = set_to.get("unapproved_names") == "block"

    def issue(self, holder: Mapping[str, Any]) -> None:
        place = self._place_of(holder)
        old = self.latest.get(place)
        if old is not None and says_the_same(json.loads(old.body), holder):
            return  # it stands, or it was revoked and nothing has changed since
        if not self._is_blocked(place):
            self._write(holder, place, old)

    def replace(self, old: Issuance) -> Issuance:
        place = _place(old)
        last = self.latest[place]
        if last is not old:
            raise Refused(_("Pengganti piagam {old} sudah terbit: {new}.", old=old.serial, new=last.serial))
        holder = self._holder(old, place)
        if old.state == "valid" and says_the_same(json.loads(old.body), holder):
            raise Refused(
                _("Piagam {serial} masih berlaku dan isinya cocok. Cabut dahulu bila harus diganti.", serial=old.serial)
            )
        if self._is_blocked(place):
            raise Refused(
                _("Nama {name} belum disetujui pemiliknya. Catat persetujuannya dahulu.", name=holder["name"])
            )
        return self._write(holder, place, old)

    def _holder(self, old: Issuance, place: Place) -> Mapping[str, Any]:
        """What the newest results give in the old one's place."""
        kind = json.loads(old.body).get("kind", AWARD)
        for holder in recipients(self.session, newest_results(self.session, old.event_id), kind):
            if self._place_of(holder) == place:
                return holder
        raise Refused(
            _("Menurut hasil terbaru penerimanya bukan lagi {label}, jadi tidak ada pengganti.", label=old.award_label)
        )

    def _is_blocked(self, place: Place) -> bool:
        """Nobody approved the name, and the office wants it approved."""
        participant = self.session.get(Participant, place[0]) if place[0] else None
        return self.blocking and participant is not None and participant.name_approved_at is None

    def _write(self, holder: Mapping[str, Any], place: Place, old: Issuance | None) -> Issuance:
        participant_id, judge_id, label = place
        self.made += 1
        running = self.count + self.made
        row = Issuance(
            event=self.happening,
            result_id=holder["result_id"],
            participant_id=participant_id,
            judge_id=judge_id,
            award_label=label,
            number=self._number(running),
            serial=f"PG-{self.happening.year}-{running:06d}",
            code=codes.random_code(CODE_CHARACTERS),
            **text_and_hash({key: value for key, value in holder.items() if key != "result_id"} | self.common),
            issued_at=self.now,
            issued_by_id=self.actor.person_id,
            state="valid",
            state_reason="",
        )
        _replace(self.session, old, row)
        return row

    def _number(self, running: int) -> str:
        """The office's pattern filled in; a number that exists already is refused."""
        number = self.pattern.replace(NUMBER_SLOT, f"{running:03d}")
        if number and number in self.numbers:
            raise Refused(
                _("Nomor piagam {number} sudah dipakai. Ubah pola nomor di pengaturan kertas.", number=number)
            )
        self.numbers.add(number)
        return number

    def _place_of(self, holder: Mapping[str, Any]) -> Place:
        return self._participant_id(holder), self._judge_id(holder), str(holder["label"])

    def _participant_id(self, holder: Mapping[str, Any]) -> int | None:
        query = select(Participant.id).where(
            Participant.event_id == self.happening.id, Participant.code == holder["participant"]
        )
        return self.session.scalars(query).one() if holder["participant"] else None

    def _judge_id(self, holder: Mapping[str, Any]) -> int | None:
        query = select(Judge.id).where(Judge.event_id == self.happening.id, Judge.code == holder.get("judge", ""))
        return self.session.scalars(query).first()


def _not_before_the_decree(session: Session, event_id: int, day: str) -> None:
    found = decree(session, event_id)
    if found is not None and day < found.day.isoformat():
        raise Refused(
            _("Tanggal piagam mendahului tanggal keputusan ({day:%d-%m-%Y}). Pilih tanggal sesudahnya.", day=found.day)
        )


def _place(row: Issuance) -> Place:
    return row.participant_id, row.judge_id, row.award_label


def _replace(session: Session, old: Issuance | None, new: Issuance) -> None:
    session.add(new)
    if old is not None:
        new.replaces_id = old.id
    if old is not None and old.state == "valid":
        old.state, old.state_reason = "replaced", f"diganti oleh {new.serial}"


def record_printing(session: Session, actor: Actor, event_id: int, issuance_ids: list[int], *, now: datetime) -> None:
    """One more printing of each; "cetakan ke-n" counts these."""
    require(actor, Permission.PRINT)
    happening = get(session, Event, event_id, _("Acara"))
    for issuance_id in issuance_ids:
        row = get(session, Issuance, issuance_id, _("Piagam"))
        if row.event_id != event_id or row.state != "valid":
            raise Refused(_("Piagam ini sudah diganti atau dicabut."))
        session.add(Printing(issuance=row, printed_at=now, printed_by_id=actor.person_id))
    journal.record(session, actor, "certificate.print", happening, now=now, detail={"printed": len(issuance_ids)})


def revoke_certificate(
    session: Session, actor: Actor, issuance_id: int, reason: str, witness: Witness, *, now: datetime
) -> None:
    """Withdraw an issued piagam, with a second person. Its code then says so to everyone who asks."""
    require(actor, Permission.PRINT)
    other_than(actor, witness)
    row = get(session, Issuance, issuance_id, _("Piagam"))
    if row.state != "valid":
        raise Refused(_("Piagam ini sudah diganti atau dicabut."))
    text = need_reason(reason)
    row.state, row.state_reason = "revoked", text
    happening = get(session, Event, row.event_id, _("Acara"))
    detail = {"serial": row.serial, "confirmed_by": witness.name}
    journal.record(session, actor, "certificate.revoke", happening, now=now, reason=text, detail=detail)


def approve_printed_name(session: Session, actor: Actor, participant_id: int, *, now: datetime) -> None:
    """The peserta approved the name just as the result bears it. Another spelling is a correction, not an approval."""
    require(actor, Permission.SET_UP)
    participant = get(session, Participant, participant_id, _("Peserta"))
    participant.name_approved_at = now
    happening = get(session, Event, participant.event_id, _("Acara"))
    detail = {"participant": participant.code}
    journal.record(session, actor, "participant.name_approved", happening, now=now, detail=detail)


def _basis(session: Session, event_id: int) -> dict[str, str] | None:
    """The keputusan, and the position of whoever signed it."""
    found, fixed = decree(session, event_id), allocation(session, event_id)
    if found is None:
        return None
    signed = json.loads(fixed.body)["decree"].get("signatory") if fixed else None
    position = {"position": signed["position"]} if signed else {}
    return {"number": found.number, "day": found.day.isoformat()} | position


def _signatory(session: Session, event_id: int) -> dict[str, str]:
    """Chosen at issue time, so that a change of office is on the paper."""
    found = signing_official(session, event_id, "kepala")
    if found is None:
        raise Refused(_("Pejabat yang menandatangani piagam belum diisi. Lengkapi lembar Pejabat."))
    return found
