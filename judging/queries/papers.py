"""What the papers of an event say: sealed results, issuance records, the decree, who signs. Read once, drawn later."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import Award, Member, Official, Participant
from judging.queries.allocation import allocation_body
from judging.queries.people import EventInfo, event, settings
from judging.queries.results import Issued, SealedResult, allocation, decree, issued, newest_results


@dataclass(frozen=True, slots=True)
class OfficialInfo:
    role: str
    prefix: str
    position: str
    name: str
    nip: str
    institution: str


@dataclass(frozen=True, slots=True)
class Papers:
    """Everything the papers of one event need, as plain values."""

    event: EventInfo
    settings: Mapping[str, Any]
    officials: Mapping[str, OfficialInfo]
    decree: tuple[str, date] | None
    draft_reason: str  # why papers stay KONSEP; empty when they may be issued
    results: tuple[SealedResult, ...]
    issued: tuple[Issued, ...]
    representatives: Mapping[str, str]  # participant's code -> who receives for it (a group's ketua)
    holders: tuple[Mapping[str, Any], ...]  # who receives a piagam, in the words the results fix


def papers(session: Session, event_id: int) -> Papers:
    results = newest_results(session, event_id)
    found = decree(session, event_id)
    return Papers(
        event=event(session, event_id),
        settings=settings(session, event_id),
        officials=official_infos(session, event_id),
        decree=(found.number, found.day) if found else None,
        draft_reason=why_draft(session, event_id),
        results=tuple(results),
        issued=tuple(issued(session, event_id)),
        representatives=representatives(session, event_id),
        holders=tuple(one for result in results for one in holders(session, result)),
    )


def official_infos(session: Session, event_id: int) -> dict[str, OfficialInfo]:
    rows = session.scalars(select(Official).where(Official.event_id == event_id).order_by(Official.id))
    return {o.role: OfficialInfo(o.role, o.prefix, o.position, o.name, o.nip, o.institution) for o in rows}


def representatives(session: Session, event_id: int) -> dict[str, str]:
    """A group is represented by its ketua, a person by nobody else."""
    query = (
        select(Participant.code, Member.name)
        .join(Member, Member.participant_id == Participant.id)
        .where(Participant.event_id == event_id, Member.office == "ketua")
    )
    return {code: name or "" for code, name in session.execute(query)}


def allocation_or_draft(session: Session, event_id: int) -> tuple[dict[str, Any], str]:
    """The numbered allocation and its SHA-256; before the keputusan the same computed afresh, and ""."""
    fixed = allocation(session, event_id)
    if fixed is not None:
        return dict(json.loads(fixed.body)), fixed.sha256
    return allocation_body(session, event_id, newest_results(session, event_id), 0, None), ""


def why_draft(session: Session, event_id: int) -> str:
    """Why papers about prizes stay KONSEP: no keputusan yet, unless the event hands out on the same day."""
    if settings(session, event_id).get("same_day_awards") or decree(session, event_id) is not None:
        return ""
    return "Nomor dan tanggal keputusan belum diisi."


def holders(session: Session, result: SealedResult) -> Iterator[dict[str, Any]]:
    """Everyone who receives a piagam from this result, with the words about them that the result fixes."""
    with_certificate = set(
        session.scalars(select(Award.label).where(Award.category_id == result.category_id, Award.certificate))
    )
    happening, category = result.body["event"], result.body["category"]
    common = {
        "category": category["name"],
        "noun": category["noun"],
        "is_group": category["is_group"],
        "level": happening["level"],
        "year": happening["year"],
        "phrase": category["certificate_phrase"],
        "is_sample": happening["is_sample"],
        "result": result.number,
        "result_sha256": result.sha256,
    }
    for row in result.rows:
        if row.award in with_certificate:
            yield common | {
                "participant": row.participant,
                "name": row.name,
                "region": row.region,
                "district": row.district,
                "subdistrict": row.subdistrict,
                "linked": row.linked,
                "label": row.award,
            }
    for one in result.specials:
        if one.certificate:
            yield common | {
                "participant": one.participant,
                "name": one.name,
                "region": one.region,
                "district": "",
                "subdistrict": "",
                "linked": one.linked,
                "label": one.label,
            }
