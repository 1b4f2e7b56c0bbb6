"""Issuing piagam: serial, code and every word fixed at once; and counting what is printed.

In:  sealed results and, unless the event hands out on the same day, the keputusan.   Out: issuance records.
An issuance is immutable. When a newer result version stands, it is replaced by a new one, never edited.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from judging import codes, journal
from judging.actions.common import Refused, get, text_and_hash
from judging.models import Event, Issuance, Official, Participant, Printing
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
    common = {"day": day, "basis": _basis(session, event_id), "signatory": _signatory(session, event_id)}
    standing = {(one.participant_id, one.award_label): one for one in _valid(session, event_id)}
    number = session.scalar(select(func.count(Issuance.id)).where(Issuance.event_id == event_id)) or 0
    made = 0
    for result in results:
        for holder in holders(session, result):
            key = (_participant_id(session, event_id, holder["participant"]), holder["label"])
            if key in standing and _says_the_same(standing[key], holder):
                continue
            made += 1
            row = Issuance(
                event=happening,
                result_id=result.id,
                participant_id=key[0],
                award_label=holder["label"],
                serial=f"PG-{happening.year}-{number + made:06d}",
                code=codes.random_code(CODE_CHARACTERS),
                **text_and_hash(holder | common),
                issued_at=now,
                issued_by_id=actor.person_id,
                state="valid",
                state_reason="",
            )
            _replace(session, standing.get(key), row)
    if made:
        journal.record(session, actor, "certificate.issue", happening, now=now, detail={"issued": made})
    return made


def _says_the_same(issued: Issuance, holder: Mapping[str, Any]) -> bool:
    """A newer result version alone replaces nothing; other words on the paper do."""
    body = json.loads(issued.body)
    return all(body[key] == value for key, value in holder.items() if key not in ("result", "result_sha256"))


def _replace(session: Session, old: Issuance | None, new: Issuance) -> None:
    session.add(new)
    if old is not None:
        new.replaces_id = old.id
        old.state, old.state_reason = "replaced", f"diganti oleh {new.serial}"


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
