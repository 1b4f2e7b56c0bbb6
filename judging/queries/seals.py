"""Who sealed and who announced, and what a piagam's code says to anyone who asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import Category, Issuance, Person, ResultVersion
from judging.queries.certificates import due
from judging.queries.results import as_issued


@dataclass(frozen=True, slots=True)
class Seal:
    """The newest result version of a category, without its contents."""

    category_id: int
    number: int
    sealed_at: datetime
    sealed_by_id: int
    sealed_by: str
    confirmed_by: str
    announced_at: datetime | None
    announced_by: str


@dataclass(frozen=True, slots=True)
class CheckedPaper:
    """What the public may learn from a code: whether it stands, and what is printed large on the paper anyway."""

    state: str  # valid | replaced | revoked, or why one that stands does not fit: a word of queries.certificates
    name: str
    label: str
    category: str
    level: str
    year: int
    day: str  # ISO
    replacement: str  # code of the piagam that took its place; "" otherwise


def seals(session: Session, event_id: int) -> dict[int, Seal]:
    """Category id -> its newest seal."""
    people = select(Person.id, Person.name).where(Person.event_id == event_id)
    names = dict(session.execute(people).all())
    rows = session.scalars(
        select(ResultVersion).join(Category).where(Category.event_id == event_id).order_by(ResultVersion.number)
    )
    return {
        row.category_id: Seal(
            row.category_id,
            row.number,
            row.sealed_at,
            row.sealed_by_id,
            names[row.sealed_by_id],
            names[row.confirmed_by_id],
            row.announced_at,
            names.get(row.announced_by_id or 0, ""),
        )
        for row in rows
    }


def check_paper(session: Session, code: str) -> CheckedPaper | None:
    """`code` as stored: upper case, without dashes."""
    row = session.scalars(select(Issuance).where(Issuance.code == code)).first()
    if row is None:
        return None
    newer = session.scalars(select(Issuance.code).where(Issuance.replaces_id == row.id)).first() or ""
    one = as_issued(row)
    body = one.body
    return CheckedPaper(
        due(session, row.event_id).word(one),
        body["name"],
        body["label"],
        body["category"],
        body["level"],
        body["year"],
        body["day"],
        newer if row.state == "replaced" else "",
    )
