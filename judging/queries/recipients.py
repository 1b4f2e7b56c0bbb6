"""Who receives a piagam, and every word about them that the sealed results fix.

In:  sealed results and a kind.   Out: JSON-able dicts, one for each piagam.   Does not know what was issued.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import Award, Judge, RoleGrant
from judging.queries.results import SealedResult, SealedRow

AWARD, PARTICIPANT, JUDGE = "award", "participant", "judge"
KINDS = (AWARD, PARTICIPANT, JUDGE)
TOOK_PART = "atas keikutsertaan dan kerja baiknya"
JUDGED = "atas penilaian yang teliti, adil, dan tanpa pamrih"


def recipients(session: Session, results: Sequence[SealedResult], kind: str) -> Iterator[dict[str, Any]]:
    """Everyone of this kind, by category and place; judges once, whatever they judged. Raises ValueError otherwise."""
    if kind == AWARD:
        for result in results:
            yield from _winners(session, result)
    elif kind == PARTICIPANT:
        for result in results:
            yield from _others(session, result)
    elif kind == JUDGE:
        yield from _judges(session, results)
    else:
        raise ValueError(f"unknown kind of piagam: {kind}")


def _winners(session: Session, result: SealedResult) -> Iterator[dict[str, Any]]:
    with_certificate = set(
        session.scalars(select(Award.label).where(Award.category_id == result.category_id, Award.certificate == 1))
    )
    common = _about(result) | {"kind": AWARD, "phrase": result.body["category"]["certificate_phrase"]}
    for row in result.rows:
        if row.award in with_certificate:
            yield common | _row(row) | {"label": row.award}
    ranked = {row.participant: _row(row) for row in result.rows}
    for one in result.specials:
        if one.certificate:
            where = {"region": one.region, "district": "", "subdistrict": ""}
            holder = {"participant": one.participant, "name": one.name, "linked": one.linked}
            yield common | where | ranked.get(one.participant, {}) | holder | {"label": one.label}


def _others(session: Session, result: SealedResult) -> Iterator[dict[str, Any]]:
    """Ranked peserta who receive no piagam of an award."""
    honoured = {one["participant"] for one in _winners(session, result)}
    common = _about(result) | {"kind": PARTICIPANT, "phrase": TOOK_PART}
    for row in sorted(result.rows, key=lambda row: row.number):
        if row.participant not in honoured:
            yield common | _row(row) | {"label": "Peserta"}


def _judges(session: Session, results: Sequence[SealedResult]) -> Iterator[dict[str, Any]]:
    """Everyone who sent a sheet that a sealed result rests on."""
    chairs = set(
        session.scalars(
            select(Judge.code)
            .join(RoleGrant, RoleGrant.person_id == Judge.person_id)
            .where(RoleGrant.role == "ketua")
        )
    )
    seen: set[str] = set()
    for result in results:
        for one in result.body["panel"]:
            if one["judge"] in seen or not one["sheets"].get("submitted"):
                continue
            seen.add(one["judge"])
            yield _about(result) | {
                "kind": JUDGE,
                "judge": one["judge"],
                "participant": "",
                "name": one["name"],
                "region": "",
                "district": "",
                "subdistrict": "",
                "linked": "",
                "noun": one["institution"],
                "is_group": False,
                "category": result.body["event"]["name"],
                "label": "Ketua Tim Penilai" if one["judge"] in chairs else "Anggota Tim Penilai",
                "phrase": JUDGED,
            }


def _about(result: SealedResult) -> dict[str, Any]:
    happening, category = result.body["event"], result.body["category"]
    return {
        "category": category["name"],
        "noun": category["noun"],
        "is_group": category["is_group"],
        "level": happening["level"],
        "year": happening["year"],
        "is_sample": happening["is_sample"],
        "result": result.number,
        "result_id": result.id,
        "result_sha256": result.sha256,
    }


def _row(row: SealedRow) -> dict[str, Any]:
    names = ("participant", "name", "region", "district", "subdistrict", "linked")
    return {name: getattr(row, name) for name in names}
