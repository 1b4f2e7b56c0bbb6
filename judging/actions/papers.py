"""Issuing piagam: serial, code and every word fixed at once; and counting what is printed.

In:  sealed results and, unless the event hands out on the same day, the keputusan.   Out: issuance records.
An issuance is immutable. When a newer result version says something else about its holder, it is replaced, never edited.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from judging import codes, journal
from judging.actions.common import Refused, get
from judging.models import Award, Event, Issuance, Official, Participant, Printing, canonical
from judging.queries.people import settings
from judging.queries.results import SealedResult, decree, newest_results
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
            body = canonical(holder | {"day": day, "basis": basis, "signatory": signatory, "result": result.number})
            participant_id = _participant_id(session, event_id, holder["participant"])
            old = standing.get((participant_id, holder["label"]))
            if old is not None and old.result_id == result.id:
                continue
            number, made = number + 1, made + 1
            row = Issuance(
                event=happening, result_id=result.id, participant_id=participant_id, award_label=holder["label"],
                serial=f"PG-{happening.year}-{number:06d}", code=codes.random_code(CODE_CHARACTERS), body=body,
                sha256=hashlib.sha256(body.encode()).hexdigest(), issued_at=now, issued_by_id=actor.person_id,
                replaces_id=old.id if old else None, state="valid", state_reason="",
            )  # fmt: skip
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


def why_draft(session: Session, event_id: int) -> str:
    """Why papers stay KONSEP; empty when they may be issued."""
    if settings(session, event_id).get("same_day_awards"):
        return ""
    if decree(session, event_id) is None:
        return "Nomor dan tanggal keputusan belum diisi."
    return ""


def holders(session: Session, result: SealedResult) -> Iterator[dict[str, Any]]:
    """Everyone who receives a piagam from this result, with the words about them that the result fixes."""
    with_certificate = set(
        session.scalars(select(Award.label).where(Award.category_id == result.category_id, Award.certificate))
    )
    event, category = result.body["event"], result.body["category"]
    common = {
        "category": category["name"], "noun": category["noun"], "is_group": category["is_group"], "level": event["level"],
        "year": event["year"], "phrase": category["certificate_phrase"], "is_sample": event["is_sample"],
    }  # fmt: skip
    for row in result.rows:
        if row.award in with_certificate:
            yield common | {
                "participant": row.participant, "name": row.name, "region": row.region, "district": row.district,
                "subdistrict": row.subdistrict, "linked": row.linked, "label": row.award,
            }  # fmt: skip
    for one in result.specials:
        if one.certificate:
            yield common | {
                "participant": one.participant, "name": one.name, "region": one.region, "district": "", "subdistrict": "",
                "linked": one.linked, "label": one.label,
            }  # fmt: skip


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
    return {"prefix": row.prefix, "position": row.position, "name": row.name, "nip": row.nip, "institution": row.institution}
