"""The prize table as it stands before an allocation fixes it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import Award, Category


@dataclass(frozen=True, slots=True)
class AwardInfo:
    id: int
    category_id: int
    place: int | None  # None: a special award
    label: str
    amount: int | None  # whole rupiah
    trophy: bool
    certificate: bool
    goods: str
    to_confirm: str  # why the amount still needs the organiser's word


def awards(session: Session, event_id: int) -> list[AwardInfo]:
    """Every line of the table, by category and position."""
    rows = session.scalars(
        select(Award)
        .join(Category, Category.id == Award.category_id)
        .where(Category.event_id == event_id)
        .order_by(Category.position, Award.position)
    )
    return [
        AwardInfo(a.id, a.category_id, a.place, a.label, a.amount, a.trophy, a.certificate, a.goods, a.to_confirm)
        for a in rows
    ]
