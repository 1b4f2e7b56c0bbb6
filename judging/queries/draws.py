"""The draws of the order of appearance, as the page shows them and the paper prints them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import drawing
from judging.models import Category, OrderDraw


@dataclass(frozen=True, slots=True)
class DrawInfo:
    category_id: int
    category: str  # name
    category_code: str
    turn: int
    seed: str
    codes: tuple[str, ...]  # in the order drawn
    tickets: tuple[str, ...]  # of the same participants, hex
    reason: str
    drawn_at: datetime


def draws(session: Session, event_id: int) -> list[DrawInfo]:
    """Every draw, by category, the newest first."""
    query = (
        select(OrderDraw, Category.name, Category.code)
        .join(Category, Category.id == OrderDraw.category_id)
        .where(Category.event_id == event_id)
        .order_by(Category.position, OrderDraw.turn.desc())
    )
    return [
        DrawInfo(
            row.category_id,
            name,
            code,
            row.turn,
            row.seed,
            tuple(row.codes),
            tuple(drawing.ticket(row.seed, code, one) for one in row.codes),
            row.reason,
            row.drawn_at,
        )
        for row, name, code in session.execute(query)
    ]
