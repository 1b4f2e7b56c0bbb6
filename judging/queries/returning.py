"""A judge who was absent or replaced comes back: what opens again, and what a reserve did meanwhile.

In:  a category and a judge.   Out: frozen dataclasses: counts and names, never a score.   Nothing here decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from judging.models import (
    Assignment,
    Category,
    Conflict,
    Entry,
    Judge,
    PaperSheet,
    Participant,
    Person,
    Round,
    Ruleset,
    Sheet,
)
from judging.queries.day import declared_panel_rule

AWAY = ("absent", "substituted")
_GONE = ("recused", *AWAY)


@dataclass(frozen=True, slots=True)
class LeftSeat:
    """A seat that the judge left."""

    seat_id: int
    round_id: int
    judge_id: int
    replaced_id: int | None  # whose place the seat was, of a reserve


@dataclass(frozen=True, slots=True)
class Takeover:
    """A reserve's seat on one round, taken because the judge left; also for a reserve who left in turn."""

    seat_id: int
    round_id: int
    judge_id: int
    code: str
    name: str
    category: str
    sheets: int
    begun: tuple[str, ...]  # participants for whom something is stored: marks, a held version, a paper
    declared: tuple[str, ...]  # participants with whom a conflict of interest was declared since the opening


@dataclass(frozen=True, slots=True)
class ReturnEffect:
    """One judge scores one category again."""

    category_id: int
    category: str
    panel_rule: str
    sheets: int  # that open again
    opens: tuple[str, ...]  # participants whose sheet opens again
    marked: tuple[str, ...]  # of those, whose sheet holds marks already
    sent: int  # sheets sent before, which stay
    takeovers: tuple[Takeover, ...]
    judge_counts: bool  # the judge scores everyone again
    counted: int  # judges who score everyone afterwards


@dataclass(frozen=True, slots=True)
class _Place:
    round_id: int
    judge_id: int
    name: str
    state: str
    filled: int


def left_seats(session: Session, category_id: int, judge_id: int) -> list[LeftSeat]:
    query = (
        select(Assignment.id, Assignment.round_id, Assignment.judge_id, Assignment.substitute_for_id)
        .join(Round)
        .where(Round.category_id == category_id, Assignment.judge_id == judge_id, Assignment.status.in_(AWAY))
        .order_by(Assignment.round_id)
    )
    return [LeftSeat(*row) for row in session.execute(query)]


def takeovers(session: Session, category_id: int, judge_id: int) -> list[Takeover]:
    """Whoever sits in this category because the judge left, in the order in which they came."""
    query = (
        select(Assignment)
        .join(Round)
        .where(Round.category_id == category_id, Assignment.substitute_for_id.is_not(None))
        .order_by(Assignment.id)
    )
    seats = list(session.scalars(query))
    own = [seat for seat in seats if seat.substitute_for_id == judge_id]
    return [_takeover(session, seat) for first in own for seat in _chain(first, seats)]


def _chain(first: Assignment, seats: Sequence[Assignment]) -> list[Assignment]:
    """The seat, and the seats of those who replaced its judge in turn. Nobody sits twice on a round: it ends."""
    later = [one for one in seats if (one.round_id, one.substitute_for_id) == (first.round_id, first.judge_id)]
    return [first, *(seat for one in later for seat in _chain(one, seats))]


def _takeover(session: Session, seat: Assignment) -> Takeover:
    name = session.scalars(select(Person.name).join(Judge).where(Judge.id == seat.judge_id)).one()
    own = (Sheet.round_id == seat.round_id, Sheet.judge_id == seat.judge_id)
    names = select(Participant.name).join(Sheet, Sheet.participant_id == Participant.id).where(*own)
    stored = (Sheet.id.in_(select(Entry.sheet_id)), Sheet.id.in_(select(PaperSheet.sheet_id)))
    opening = select(func.min(Ruleset.declared_at)).where(Ruleset.category_id == seat.round.category_id)
    same = (Conflict.judge_id == seat.judge_id) & (Conflict.participant_id == Participant.id)
    since = names.join(Conflict, same).where(Conflict.declared_at > opening.scalar_subquery())
    return Takeover(
        seat_id=seat.id,
        round_id=seat.round_id,
        judge_id=seat.judge_id,
        code=seat.judge.code,
        name=name,
        category=seat.round.category.name,
        sheets=session.scalar(select(func.count()).select_from(Sheet).where(*own)) or 0,
        begun=tuple(session.scalars(names.where(or_(Sheet.version > 0, *stored)).order_by(Participant.number))),
        declared=tuple(session.scalars(since.order_by(Participant.number))),
    )


def not_laid_out(session: Session, seat: LeftSeat) -> list[tuple[int, str]]:
    """(id, name) of who came back into the category while the seat was empty; of a reserve: none the judge kept."""
    judges = [seat.judge_id, *([seat.replaced_id] if seat.replaced_id else [])]
    there = select(Sheet.participant_id).where(Sheet.round_id == seat.round_id, Sheet.judge_id.in_(judges))
    query = (
        select(Participant.id, Participant.name)
        .join(Round, Round.category_id == Participant.category_id)
        .where(Round.id == seat.round_id, Participant.status == "active", Participant.id.not_in(there))
        .order_by(Participant.number)
    )
    return [(key, name) for key, name in session.execute(query)]


def return_effect(session: Session, category_id: int, judge_id: int) -> ReturnEffect:
    category = session.get_one(Category, category_id)
    taken = takeovers(session, category_id, judge_id)
    rows = _places(session, category_id)
    own = [row for row in rows if row.judge_id == judge_id]
    closed = [row for row in own if row.state in AWAY]
    fresh = [one for seat in left_seats(session, category_id, judge_id) for one in not_laid_out(session, seat)]
    barred = set(session.scalars(select(Conflict.participant_id).where(Conflict.judge_id == judge_id)))
    new = [name for key, name in fresh if key not in barred]
    counts = len(new) == len(fresh) and all(row.state != "recused" for row in own)
    gone = {(one.round_id, one.judge_id) for one in taken}
    others = [row for row in rows if row.judge_id != judge_id and (row.round_id, row.judge_id) not in gone]
    return ReturnEffect(
        category_id=category.id,
        category=category.name,
        panel_rule=declared_panel_rule(session, category),
        sheets=len(closed) + len(new),
        opens=tuple(dict.fromkeys([*(row.name for row in closed), *new])),
        marked=tuple(dict.fromkeys(row.name for row in closed if row.filled)),
        sent=sum(row.state == "submitted" for row in own),
        takeovers=tuple(taken),
        judge_counts=counts,
        counted=counts + len(_complete(others, _ranked(session, category_id))),
    )


def _places(session: Session, category_id: int) -> list[_Place]:
    query = (
        select(Sheet.round_id, Sheet.judge_id, Participant.name, Sheet.state, Sheet.filled)
        .join(Round, Round.id == Sheet.round_id)
        .join(Participant, Participant.id == Sheet.participant_id)
        .where(Round.category_id == category_id, Participant.status == "active")
        .order_by(Participant.number, Round.position)
    )
    return [_Place(*row) for row in session.execute(query)]


def _ranked(session: Session, category_id: int) -> int:
    query = select(func.count()).select_from(Participant)
    return session.scalar(query.where(Participant.category_id == category_id, Participant.status == "active")) or 0


def _complete(rows: Collection[_Place], ranked: int) -> set[int]:
    """Judges who score every participant of each round on which they sit."""
    scored = Counter((row.judge_id, row.round_id) for row in rows if row.state not in _GONE)
    partial = {row.judge_id for row in rows if scored[row.judge_id, row.round_id] < ranked}
    return {row.judge_id for row in rows} - partial
