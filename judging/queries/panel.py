"""The judges as the organiser looks after them: cards, locked PINs, where each one sits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from judging.models import (
    Assignment,
    Card,
    Category,
    Conflict,
    Judge,
    Participant,
    Person,
    RoleGrant,
    Round,
    Sheet,
    WrongPin,
)
from judging.queries.people import backgrounds
from judging.roles import Role


@dataclass(frozen=True, slots=True)
class Seat:
    """One judge on one category, all rounds together."""

    category_id: int
    category: str
    category_state: str
    status: str  # active | absent | substituted
    reason: str
    unsent: int  # sheets still to be sent


@dataclass(frozen=True, slots=True)
class PanelJudge:
    id: int
    code: str
    name: str
    background: str  # code
    background_name: str  # as printed
    institution: str
    is_reserve: bool
    is_chair: bool
    checked_in: bool
    card_issued_at: datetime | None  # None: no card that works
    locked: bool  # too many wrong PINs
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class ConflictInfo:
    judge: str  # code
    participant: str  # name
    reason: str


def panel(session: Session, event_id: int, *, now: datetime) -> list[PanelJudge]:
    """Every judge of the event, by code."""
    names, chairs = backgrounds(session, event_id), _chairs(session, event_id)
    cards, locked, seats = _cards(session, event_id), _locked(session, now), _seats(session, event_id)
    rows = session.execute(select(Judge, Person).join(Person).where(Judge.event_id == event_id).order_by(Judge.code))
    return [
        PanelJudge(
            id=judge.id,
            code=judge.code,
            name=person.name,
            background=judge.background,
            background_name=names.get(judge.background, judge.background),
            institution=person.institution,
            is_reserve=judge.is_reserve,
            is_chair=person.id in chairs,
            checked_in=judge.checked_in_at is not None,
            card_issued_at=cards[judge.id].issued_at if judge.id in cards else None,
            locked=judge.id in cards and f"card:{cards[judge.id].id}" in locked,
            seats=tuple(seats.get(judge.id, ())),
        )
        for judge, person in rows
    ]


def conflicts(session: Session, event_id: int) -> list[ConflictInfo]:
    """Every declared benturan kepentingan."""
    query = (
        select(Judge.code, Participant.name, Conflict.reason)
        .select_from(Conflict)
        .join(Judge, Judge.id == Conflict.judge_id)
        .join(Participant, Participant.id == Conflict.participant_id)
        .where(Judge.event_id == event_id)
        .order_by(Judge.code, Participant.number)
    )
    return [ConflictInfo(*row) for row in session.execute(query)]


def _chairs(session: Session, event_id: int) -> set[int]:
    held = (
        select(RoleGrant.person_id).join(Person).where(Person.event_id == event_id, RoleGrant.role == Role.KETUA.value)
    )
    return set(session.scalars(held.where(RoleGrant.role == Role.KETUA.value)))


def _cards(session: Session, event_id: int) -> dict[int, Card]:
    working = select(Card).join(Judge).where(Judge.event_id == event_id, Card.revoked_at.is_(None)).order_by(Card.id)
    return {card.judge_id: card for card in session.scalars(working)}


def _locked(session: Session, now: datetime) -> set[str]:
    counters = session.scalars(select(WrongPin).where(WrongPin.locked_until.is_not(None)))
    return {counter.subject for counter in counters if counter.locked_until and counter.locked_until > now}


def _seats(session: Session, event_id: int) -> dict[int, list[Seat]]:
    unsent = _unsent(session, event_id)
    query = (
        select(Assignment.judge_id, Category.id, Category.name, Category.state, Assignment.status, Assignment.reason)
        .join(Round, Round.id == Assignment.round_id)
        .join(Category, Category.id == Round.category_id)
        .where(Category.event_id == event_id)
        .order_by(Category.position, Round.position)
    )
    seats: dict[int, dict[int, Seat]] = {}
    for judge_id, category_id, name, state, status, reason in session.execute(query):
        waiting = unsent.get((judge_id, category_id), 0)
        seats.setdefault(judge_id, {})[category_id] = Seat(category_id, name, state, status, reason, waiting)
    return {judge_id: list(by_category.values()) for judge_id, by_category in seats.items()}


def _unsent(session: Session, event_id: int) -> dict[tuple[int, int], int]:
    """(judge, category) -> sheets still to be sent."""
    query = (
        select(Sheet.judge_id, Category.id, func.count())
        .select_from(Sheet)
        .join(Round, Round.id == Sheet.round_id)
        .join(Category, Category.id == Round.category_id)
        .where(Category.event_id == event_id, Sheet.state.in_(["blank", "draft", "reopened"]))
        .group_by(Sheet.judge_id, Category.id)
    )
    return {(judge_id, category_id): number for judge_id, category_id, number in session.execute(query)}
