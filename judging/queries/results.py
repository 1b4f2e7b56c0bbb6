"""Sealed results, read back from their own canonical text: the only source of what is shown or printed afterwards."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from judging.models import Allocation, Category, Decree, Issuance, JournalEvent, Printing, ResultVersion


@dataclass(frozen=True, slots=True)
class SealedRow:
    participant: str  # code
    number: int
    name: str
    region: str
    place: str
    district: str
    subdistrict: str
    linked: str
    rank: int
    tied: bool
    decided_by: str | None
    total: str  # exact fraction
    shown: str
    aspects: Mapping[str, str]  # shown
    award: str


@dataclass(frozen=True, slots=True)
class SealedSpecial:
    label: str
    participant: str
    name: str
    region: str
    place: str
    linked: str
    amount: int | None
    trophy: bool
    certificate: bool
    goods: str
    basis: str


@dataclass(frozen=True, slots=True)
class SealedResult:
    id: int
    category_id: int
    category_name: str
    number: int
    sha256: str
    sealed_at: datetime
    announced_at: datetime | None
    body: Mapping[str, Any]
    rows: tuple[SealedRow, ...]
    specials: tuple[SealedSpecial, ...]


def newest_results(session: Session, event_id: int) -> list[SealedResult]:
    """The newest version of every sealed category, in the categories' order."""
    rows = session.scalars(
        select(ResultVersion)
        .join(Category)
        .where(Category.event_id == event_id)
        .order_by(Category.position, ResultVersion.number.desc())
    )
    newest: dict[int, SealedResult] = {}
    for row in rows:
        newest.setdefault(row.category_id, sealed(row))
    return list(newest.values())


def announced_results(session: Session, event_id: int) -> list[SealedResult]:
    """The newest announced version of every category: what the public may see."""
    rows = session.scalars(
        select(ResultVersion)
        .join(Category)
        .where(Category.event_id == event_id, ResultVersion.announced_at.is_not(None))
        .order_by(Category.position, ResultVersion.number.desc())
    )
    newest: dict[int, SealedResult] = {}
    for row in rows:
        newest.setdefault(row.category_id, sealed(row))
    return list(newest.values())


def sealed(row: ResultVersion) -> SealedResult:
    body = json.loads(row.body)
    return SealedResult(
        row.id,
        row.category_id,
        body["category"]["name"],
        row.number,
        row.sha256,
        row.sealed_at,
        row.announced_at,
        body,
        tuple(_row(one) for one in body["rows"]),
        tuple(SealedSpecial(**one) for one in body["special"]),
    )


def as_recorded(session: Session, row: ResultVersion) -> bool:
    """Whether the text of this version is the one whose hash its journal event keeps. Looks at nothing else."""
    sha256 = hashlib.sha256(row.body.encode()).hexdigest()
    if sha256 != row.sha256:
        return False
    place = json.loads(row.body)["journal"]["seq"] + 1
    event = session.get(JournalEvent, (row.category.event_id, place))
    return event is not None and json.loads(event.body)["detail"].get("sha256") == sha256


def _row(one: Mapping[str, Any]) -> SealedRow:
    shown = {code: points["shown"] for code, points in one["aspects"].items()}
    kept = {key: value for key, value in one.items() if key not in ("aspects", "judges")}
    return SealedRow(**kept, aspects=shown)


@dataclass(frozen=True, slots=True)
class DecreeInfo:
    number: str
    day: str  # ISO


def decree(session: Session, event_id: int) -> Decree | None:
    """The keputusan in force: none before it is entered, and none after a correction until the new one is."""
    fixed = valid_allocation(session, event_id)
    return fixed.decree if fixed else None


def valid_allocation(session: Session, event_id: int) -> Allocation | None:
    """The last allocation while every result it was made from is still the newest."""
    fixed = allocation(session, event_id)
    return None if fixed is None or stale_parts(fixed, newest_results(session, event_id)) else fixed


def stale_parts(fixed: Allocation, results: Sequence[SealedResult]) -> list[Mapping[str, Any]]:
    """The categories of an allocation whose result has been corrected since."""
    newest = {one.category_name: one.sha256 for one in results}
    return [one for one in json.loads(fixed.body)["categories"] if newest.get(one["category"]) != one["sha256"]]


def allocation(session: Session, event_id: int) -> Allocation | None:
    """The last one that was numbered, whether or not a correction has made it stale."""
    return session.scalars(
        select(Allocation).where(Allocation.event_id == event_id).order_by(Allocation.number.desc()).limit(1)
    ).first()


@dataclass(frozen=True, slots=True)
class Issued:
    """One piagam as issued."""

    id: int
    result_id: int
    participant_id: int | None
    number: str
    serial: str
    code: str
    label: str
    body: Mapping[str, Any]
    sha256: str
    state: str  # valid | replaced | revoked
    prints: int

    @property
    def kind(self) -> str:
        """award | participant | judge."""
        return str(self.body.get("kind", "award"))

    @property
    def key(self) -> tuple[str, str]:
        """(participant's or judge's code, label): at most one piagam stands for it."""
        return str(self.body.get("judge") or self.body["participant"]), self.label


def issued(session: Session, event_id: int) -> list[Issued]:
    """Every piagam that stands, in the order of their serials."""
    return [one for one in every_issued(session, event_id) if one.state == "valid"]


def every_issued(session: Session, event_id: int) -> list[Issued]:
    """Replaced and revoked ones too."""
    rows = session.scalars(select(Issuance).where(Issuance.event_id == event_id).order_by(Issuance.id))
    prints = dict(
        session.execute(
            select(Printing.issuance_id, func.count())
            .join(Issuance, Issuance.id == Printing.issuance_id)
            .where(Issuance.event_id == event_id)
            .group_by(Printing.issuance_id)
        ).all()
    )
    return [as_issued(row, prints.get(row.id, 0)) for row in rows]


def as_issued(row: Issuance, prints: int = 0) -> Issued:
    return Issued(
        row.id,
        row.result_id,
        row.participant_id,
        row.number,
        row.serial,
        row.code,
        row.award_label,
        json.loads(row.body),
        row.sha256,
        row.state,
        prints,
    )
