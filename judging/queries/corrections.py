"""What a correction touches: whether anything changed since sealing, and the papers that say something else now.

In:  sealed bodies, issued papers, the allocation.   Out: plain values.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.language import _
from judging.models import Category, Issuance, Participant, ResultVersion
from judging.queries.certificates import holder_key, is_ownerless, says_the_same
from judging.queries.effects import lines, sealed_lines
from judging.queries.plenary import visible_standing
from judging.queries.recipients import KINDS, recipients
from judging.queries.reopenings import is_running
from judging.queries.results import SealedResult, allocation, issued, newest_results, sealed, stale_parts

SEALED = ("sealed", "announced")
COMPARED = ("applied", "rows", "special", "out", "places", "decisions", "reopened")


@dataclass(frozen=True, slots=True)
class TouchedPaper:
    title: str  # "Piagam PG-2026-000002"
    what: str  # what it says, and what has to happen
    issuance_id: int | None = None  # of a piagam
    wanted: str = ""  # revoke | replace: what is to be done with that piagam


def same_result(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Both bodies say the same about places, values, awards and decisions."""
    return all(_as_text(one.get(key, [])) == _as_text(other.get(key, [])) for key in COMPARED)


def unsettled(session: Session, category_id: int) -> str:
    """Why a sealed result may not be made public yet, and what to do; "" when nothing moved since it was sealed."""
    name = session.get_one(Category, category_id).name
    if is_running(session, category_id):
        return _(
            "Masih ada lembar {name} yang dibuka kembali, atau permintaan yang belum dijawab. "
            "Tunggu jurinya mengirim lagi, atau tutup kembali lembarnya di halaman permintaan.",
            name=name,
        )
    if gives_another(session, category_id):
        return _(
            "Catatan {name} sekarang memberi hasil lain daripada yang dikunci. "
            "Kunci dahulu versi koreksinya di halaman pleno.",
            name=name,
        )
    return ""


def gives_another(session: Session, category_id: int) -> bool:
    """Whether sheets and decisions now give other places, values or awards than the newest sealed version."""
    versions = select(ResultVersion).where(ResultVersion.category_id == category_id)
    newest = session.scalars(versions.order_by(ResultVersion.number.desc()).limit(1)).first()
    now = visible_standing(session, category_id) if newest else None
    return newest is not None and now is not None and lines(now) != sealed_lines(sealed(newest).rows)


def _as_text(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str)


def uncorrected(session: Session, event_id: int) -> list[str]:
    """Names of categories whose record now gives another result than the one sealed, and nobody has corrected it.

    Not while a sheet is open again: the record is then on its way.
    """
    return [one.category_name for one in newest_results(session, event_id) if _has_moved(session, one)]


def _has_moved(session: Session, one: SealedResult) -> bool:
    category = session.get_one(Category, one.category_id)
    return category.state in SEALED and not is_running(session, category.id) and gives_another(session, category.id)


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
