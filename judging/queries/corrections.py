"""What a correction touches: whether anything changed since sealing, and the papers that say something else now.

In:  sealed bodies, issued papers, the allocation.   Out: plain values.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.language import _
from judging.models import Category, Event, Issuance, Participant, ResultVersion
from judging.queries.certificates import holder_key, is_ownerless, says_the_same
from judging.queries.plenary import visible_standing
from judging.queries.recipients import KINDS, recipients
from judging.queries.reopenings import is_running
from judging.queries.result_body import result_body
from judging.queries.results import SealedResult, allocation, issued, newest_results, stale_parts

RESULT = ("applied", "rows", "special", "out", "places")  # what everybody reads
SEALED = ("sealed", "announced")
COMPARED = (*RESULT, "decisions", "reopened")


@dataclass(frozen=True, slots=True)
class TouchedPaper:
    title: str  # "Piagam PG-2026-000002"
    what: str  # what it says, and what has to happen
    issuance_id: int | None = None  # of a piagam
    wanted: str = ""  # revoke | replace: what is to be done with that piagam


def same_result(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Both bodies say the same about places, values, awards and decisions."""
    return _alike(one, other, COMPARED)


def _alike(one: Mapping[str, Any], other: Mapping[str, Any], keys: Iterable[str]) -> bool:
    return all(_as_text(one.get(key, [])) == _as_text(other.get(key, [])) for key in keys)


def _as_text(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str)


def uncorrected(session: Session, event_id: int) -> list[str]:
    """Names of categories whose record now gives another result than the one sealed, and nobody has corrected it.

    Not while a sheet is open again: the record is then on its way.
    """
    return [one.category_name for one in newest_results(session, event_id) if _has_moved(session, one)]


def _has_moved(session: Session, one: SealedResult) -> bool:
    category = session.get_one(Category, one.category_id)
    if category.state not in SEALED or is_running(session, category.id):
        return False
    now = visible_standing(session, category.id)
    return now is not None and not _alike(
        one.body, result_body(session, session.get_one(Event, category.event_id), category, now), RESULT
    )


def touched_papers(session: Session, event_id: int) -> list[TouchedPaper]:
    """Every paper handed out under a version that no longer stands and that says something else than the new one."""
    results = newest_results(session, event_id)
    return [
        *_minutes(session, event_id),
        *_allocation(session, event_id, results),
        *_certificates(session, event_id, results),
    ]


def codes_beside(session: Session, participant_id: int) -> frozenset[str]:
    """The participants whose papers name this one beside them. Who stands beside whom is fixed before sealing."""
    return frozenset(session.scalars(select(Participant.code).where(Participant.linked_id == participant_id)))


def papers_naming(session: Session, event_id: int, participant_id: int) -> list[str]:
    """Titles of the papers handed out with this one's name: what a correction would make stale."""
    participant = session.get_one(Participant, participant_id).code
    named = {participant} | codes_beside(session, participant_id)
    found = [
        _("Berita acara {name}, hasil versi {number}", name=one.category_name, number=one.number)
        for one in newest_results(session, event_id)
        if any(row.participant in named for row in one.rows)
    ]
    fixed = allocation(session, event_id)
    lines = [line for one in json.loads(fixed.body)["categories"] for line in one["lines"]] if fixed else []
    if fixed and any(line["participant"] == participant for line in lines):
        found.append(f"Daftar alokasi {fixed.number}, lampiran keputusan, dan kuitansinya")
    query = select(Issuance).where(Issuance.event_id == event_id, Issuance.state == "valid").order_by(Issuance.id)
    bodies = [(row.serial, json.loads(row.body)) for row in session.scalars(query)]
    return found + [f"Piagam {serial}: {body['name']}" for serial, body in bodies if body.get("participant") in named]


def _minutes(session: Session, event_id: int) -> Iterator[TouchedPaper]:
    rows = session.scalars(
        select(ResultVersion)
        .join(Category)
        .where(Category.event_id == event_id)
        .order_by(Category.position, ResultVersion.number)
    )
    for row in rows:
        correction = json.loads(row.body).get("correction")
        if correction:
            yield TouchedPaper(
                _(
                    "Berita acara {name}, hasil versi {replaces}",
                    name=row.category.name,
                    replaces=correction["replaces"],
                ),
                _(
                    "Digantikan hasil versi {number}. Cetak berita acara koreksi dan minta ditandatangani.",
                    number=row.number,
                ),
            )


def _allocation(session: Session, event_id: int, results: list[SealedResult]) -> Iterator[TouchedPaper]:
    fixed = allocation(session, event_id)
    if fixed is None:
        return
    stale = stale_parts(fixed, results)
    if stale:
        names = ", ".join(
            _("{category} versi {result}", category=one["category"], result=one["result"]) for one in stale
        )
        yield TouchedPaper(
            _("Daftar alokasi {number}, lampiran keputusan, dan kuitansinya", number=fixed.number),
            _("Dibuat dari {names}. Perlu keputusan baru.", names=names),
        )


def _certificates(session: Session, event_id: int, results: list[SealedResult]) -> Iterator[TouchedPaper]:
    holders = [one for kind in KINDS for one in recipients(session, results, kind)]
    due = {holder_key(one): one for one in holders}
    for one in issued(session, event_id):
        holder = due.get(one.key)
        title = _(
            "Piagam {serial}: {name}, {award_label} {category}",
            serial=one.serial,
            name=one.body["name"],
            award_label=one.label,
            category=one.body["category"],
        )
        if is_ownerless(one, due):
            text = _("Bukan lagi penerima. Cabut piagam ini dan minta dikembalikan.")
            yield TouchedPaper(title, text, one.id, "revoke")
        elif holder is not None and not says_the_same(one.body, holder):
            text = _("Terbitkan penggantinya atas nama {name}.", name=holder["name"])
            yield TouchedPaper(title, text, one.id, "replace")
