"""Issuing piagam: serial, code and every word fixed at once; and counting what is printed.

In:  sealed results and, unless the event hands out on the same day, the keputusan.   Out: issuance records.
An issuance is immutable. When a newer result version stands, it is replaced by a new one, never edited.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from judging import codes, journal
from judging.actions.common import Refused, get
from judging.models import Event, Issuance, Official, Participant, Printing, canonical
from judging.queries.papers import holders, why_draft
from judging.queries.results import decree, newest_results
from judging.roles import Actor, Permission, require

CODE_CHARACTERS = 16  # 80 bits


def issue_certificates(session: Session, actor: Actor, event_id: int, *, day: str, now: datetime) -> int:
    """Issue a piagam to every holder that has none yet; gives how many. `day`: the date on the piagam, ISO."""
    require(actor, Permission.PRINT)
    happening = get(session, Event, event_id, "Acara")
    results = newest_results(session, event_id)
    if not results:
        raise Refused("Belum ada hasil yang ditetapkan.")
    reason = why_draft(session, event_id)
    if reason:
        raise Refused(f"Piagam masih KONSEP. {reason}")
    basis = _basis(session, event_id)
    signatory = _signatory(session, event_id)
    standing = {(i.participant_id, i.award_label): i for i in _valid(session, event_id)}
    number = session.scalar(select(func.count(Issuance.id)).where(Issuance.event_id == event_id)) or 0
    made = 0
    for result in results:
        for holder in holders(session, result):
            body = canonical(holder | {"day": day, "basis": basis, "signatory": signatory})
            participant_id = _participant_id(session, event_id, holder["participant"])
            old = standing.get((participant_id, holder["label"]))
            if old is not None and old.result_id == result.id:
                continue
            number, made = number + 1, made + 1
            row = Issuance(
                event=happening,
                result_id=result.id,
                participant_id=participant_id,
                award_label=holder["label"],
                serial=f"PG-{happening.year}-{number:06d}",
                code=codes.random_code(CODE_CHARACTERS),
                body=body,
                sha256=hashlib.sha256(body.encode()).hexdigest(),
                issued_at=now,
                issued_by_id=actor.person_id,
                replaces_id=old.id if old else None,
                state="valid",
                state_reason="",
            )
            session.add(row)
            if old is not None:
                old.state, old.state_reason = "replaced", f"diganti oleh {row.serial}"
    if made:
        journal.record(session, actor, "certificate.issue", happening, now=now, detail={"issued": made})
    return made


def record_printing(session: Session, actor: Actor, event_id: int, issuance_ids: list[int], *, now: datetime) -> None:
    """One more printing of each; "cetakan ke-n" counts these."""
    require(actor, Permission.PRINT)
    happening = get(session, Event, event_id, "Acara")
    for issuance_id in issuance_ids:
        row = get(session, Issuance, issuance_id, "Piagam")
        if row.event_id != event_id or row.state != "valid":
            raise Refused("Piagam ini sudah diganti atau dicabut.")
        session.add(Printing(issuance=row, printed_at=now, printed_by_id=actor.person_id))
    journal.record(session, actor, "certificate.print", happening, now=now, detail={"printed": len(issuance_ids)})


def _valid(session: Session, event_id: int) -> list[Issuance]:
    return list(session.scalars(select(Issuance).where(Issuance.event_id == event_id, Issuance.state == "valid")))


def _participant_id(session: Session, event_id: int, code: str) -> int:
    query = select(Participant.id).where(Participant.event_id == event_id, Participant.code == code)
    return session.scalars(query).one()


def _basis(session: Session, event_id: int) -> dict[str, str] | None:
    found = decree(session, event_id)
    return {"number": found.number, "day": found.day.isoformat()} if found else None


def _signatory(session: Session, event_id: int) -> dict[str, str]:
    """Chosen at issue time, so that a change of office is on the paper."""
    row = session.scalars(select(Official).where(Official.event_id == event_id, Official.role == "kepala")).first()
    if row is None:
        raise Refused("Pejabat yang menandatangani piagam belum diisi. Lengkapi lembar Pejabat.")
    return {
        "prefix": row.prefix,
        "position": row.position,
        "name": row.name,
        "nip": row.nip,
        "institution": row.institution,
    }
