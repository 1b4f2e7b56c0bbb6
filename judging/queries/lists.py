"""People as plain lists, for papers that are signed before the day."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import Judge, Person
from judging.queries.people import backgrounds


@dataclass(frozen=True, slots=True)
class JudgeLine:
    code: str
    name: str
    background: str  # as printed
    institution: str
    is_reserve: bool


def judge_lines(session: Session, event_id: int) -> list[JudgeLine]:
    """Every judge, reserves last."""
    names = backgrounds(session, event_id)
    rows = session.execute(
        select(Judge, Person)
        .join(Person, Person.id == Judge.person_id)
        .where(Judge.event_id == event_id)
        .order_by(Judge.is_reserve, Judge.code)
    )
    return [
        JudgeLine(j.code, p.name, names.get(j.background, j.background), p.institution, j.is_reserve) for j, p in rows
    ]
