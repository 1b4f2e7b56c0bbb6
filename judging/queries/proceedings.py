"""Milestones and objections of an event, as lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import Category, Milestone, Objection, Participant, Person


@dataclass(frozen=True, slots=True)
class MilestoneInfo:
    kind: str  # minutes_signed | own_values | handed_over
    category_id: int | None
    day: date
    until: date | None
    note: str
    recorded_by: str


@dataclass(frozen=True, slots=True)
class ObjectionInfo:
    id: int
    ticket: str
    participant: str
    category: str
    received_on: date
    sender: str  # "" once erased
    statement: str
    outcome: str  # open | upheld | rejected
    answer: str
    answered_by: str


def milestones(session: Session, event_id: int) -> dict[tuple[str, int | None], MilestoneInfo]:
    """(kind, category id or None) -> the newest row."""
    query = (
        select(Milestone, Person.name)
        .join(Person, Person.id == Milestone.recorded_by_id)
        .where(Milestone.event_id == event_id)
        .order_by(Milestone.id)
    )
    return {
        (row.kind, row.category_id): MilestoneInfo(row.kind, row.category_id, row.day, row.until, row.note, name)
        for row, name in session.execute(query)
    }


def objections(session: Session, event_id: int) -> list[ObjectionInfo]:
    """In the order they came."""
    query = (
        select(Objection, Participant.name, Category.name, Person.name)
        .join(Participant, Participant.id == Objection.participant_id)
        .join(Category, Category.id == Participant.category_id)
        .outerjoin(Person, Person.id == Objection.answered_by_id)
        .where(Objection.event_id == event_id)
        .order_by(Objection.id)
    )
    return [
        ObjectionInfo(
            row.id,
            row.ticket,
            name,
            category,
            row.received_on,
            row.sender or "",
            row.statement or "",
            row.outcome,
            row.answer,
            answered_by or "",
        )
        for row, name, category, answered_by in session.execute(query)
    ]
