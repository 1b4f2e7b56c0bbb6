"""Conflicts of interest: those on record, and those that the entries themselves suggest. Never a score."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import Category, Conflict, Judge, Participant, Person, SetAside
from judging.profiles.ties import Signal, signals
from judging.queries.participants import ParticipantInfo, participants
from judging.queries.seating import rounds, seated


@dataclass(frozen=True, slots=True)
class Recorded:
    id: int
    judge_code: str
    judge: str
    participant: str
    reason: str
    can_change: bool  # nothing was laid out yet


@dataclass(frozen=True, slots=True)
class Suggestion:
    judge_id: int
    judge_code: str
    judge: str
    participant_id: int
    participant: str
    signals: tuple[Signal, ...]
    set_aside: bool  # looked at before, with the same signals


def recorded_conflicts(session: Session, event_id: int) -> list[Recorded]:
    query = (
        select(Conflict.id, Judge.code, Person.name, Participant.name, Conflict.reason, Category.state)
        .select_from(Conflict)
        .join(Judge, Judge.id == Conflict.judge_id)
        .join(Person, Person.id == Judge.person_id)
        .join(Participant, Participant.id == Conflict.participant_id)
        .join(Category, Category.id == Participant.category_id)
        .where(Judge.event_id == event_id)
        .order_by(Judge.code, Category.position, Participant.number)
    )
    return [Recorded(*row[:5], can_change=row[5] == "setup") for row in session.execute(query)]


def suggested_conflicts(session: Session, event_id: int) -> list[Suggestion]:
    """Between a judge and a participant this judge would score, unless it is on record already."""
    known = set(session.execute(select(Conflict.judge_id, Conflict.participant_id)).all())
    aside = {(row.judge_id, row.participant_id): row.signals for row in session.scalars(select(SetAside))}
    places, sits = {one.id: one.category_id for one in rounds(session, event_id)}, seated(session, event_id)
    people = participants(session, event_id)
    judges = session.execute(
        select(Judge.id, Judge.code, Judge.is_reserve, Person.name, Person.institution)
        .join(Person, Person.id == Judge.person_id)
        .where(Judge.event_id == event_id)
        .order_by(Judge.code)
    ).all()
    found = []
    for key, code, is_reserve, name, institution in judges:
        scores = {places[one] for one in sits.get(key, ())}
        for one in people:
            told = _signals(name, institution, one) if is_reserve or one.category_id in scores else ()
            if told and (key, one.id) not in known:
                same = aside.get((key, one.id)) == written(told)
                found.append(Suggestion(key, code, name, one.id, one.name, told, same))
    return found


def written(told: tuple[Signal, ...]) -> list[list[str]]:
    """Signals as they are kept with a suggestion that was set aside."""
    return [[one.kind, one.value] for one in told]


def _signals(judge: str, institution: str, one: ParticipantInfo) -> tuple[Signal, ...]:
    places = [part for part in (one.region, one.district, one.subdistrict) if part]
    return signals(judge, institution, one.name, places, [member.name for member in one.members if member.name])
