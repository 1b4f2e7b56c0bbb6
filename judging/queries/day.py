"""What a change on the day would do, before it is made: a judge leaves, a reserve takes over, a participant withdraws.

In:  the change as it is meant.   Out: counts and names.   Nothing here decides; the declared panel rule does.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import (
    Assignment,
    Award,
    Category,
    Conflict,
    Issuance,
    Judge,
    Participant,
    Person,
    Round,
    Ruleset,
    Sheet,
)
from judging.queries.people import signing_official

OPEN = ("blank", "draft", "reopened")


@dataclass(frozen=True, slots=True)
class LeaveEffect:
    """One judge leaves one category, for nobody or for a reserve."""

    category_id: int
    category: str
    panel_rule: str
    kept: int  # sheets sent, which stay
    begun: int  # sheets with marks that close
    moved: tuple[str, ...]  # participants whose sheet closes, and goes to the reserve where there is one
    stays: tuple[str, ...]  # participants before the take-over whose sheet the judge may still send
    conflicts: tuple[str, ...]  # of those, whom the reserve does not score
    judge_counts: bool  # the judge still scores everyone
    reserve_counts: bool  # the reserve scores everyone
    counted: int  # judges who still score everyone, the reserve among them


@dataclass(frozen=True, slots=True)
class OutEffect:
    """One participant leaves (or comes back to) the ranking."""

    category: str
    sent: int  # sheets sent, which stay and are not ranked
    unsent: int
    ranked: int  # participants that are ranked afterwards
    not_given: tuple[str, ...]  # places of the prize table that stay empty afterwards
    linked: tuple[str, ...]  # others beside this one, who go on
    fresh: int = 0  # sheets that coming back lays out


@dataclass(frozen=True, slots=True)
class OldSignature:
    """A piagam that stands and carries another signatory than the one in office now."""

    issuance_id: int
    serial: str
    holder: str
    signed_by: str


def leave_effect(
    session: Session, category_id: int, judge_id: int, reserve_id: int | None, from_number: int
) -> LeaveEffect:
    category = session.get_one(Category, category_id)
    rows = _sheets(session, category_id)
    own = [one for one in rows if one.judge_id == judge_id]
    moved = [one for one in own if one.state in OPEN and one.number >= from_number]
    stays = [one for one in own if one.state in OPEN and one.number < from_number]
    conflicts = _conflicts(session, reserve_id) & {one.participant_id for one in moved}
    everyone = _places(session, category)
    held = Counter(one.judge_id for one in rows if one.state not in _GONE)  # a reserve may hold but some
    reserve_counts = reserve_id is not None and not conflicts and held[reserve_id] + len(moved) == everyone
    complete = [one for one, places in held.items() if places == everyone and one not in (judge_id, reserve_id)]
    judge_counts = not moved and all(one.state not in _GONE for one in own)
    return LeaveEffect(
        category_id=category.id,
        category=category.name,
        panel_rule=declared_panel_rule(session, category),
        kept=sum(one.state == "submitted" for one in own),
        begun=sum(one.state != "blank" for one in moved),
        moved=tuple(dict.fromkeys(one.name for one in moved)),
        stays=tuple(dict.fromkeys(one.name for one in stays)),
        conflicts=tuple(dict.fromkeys(one.name for one in moved if one.participant_id in conflicts)),
        judge_counts=judge_counts,
        reserve_counts=reserve_counts,
        counted=len(complete) + judge_counts + reserve_counts,
    )


_GONE = ("recused", "absent", "substituted")


@dataclass(frozen=True, slots=True)
class _Place:
    judge_id: int
    participant_id: int
    number: int
    name: str
    state: str


def _sheets(session: Session, category_id: int) -> list[_Place]:
    query = (
        select(Sheet.judge_id, Sheet.participant_id, Participant.number, Participant.name, Sheet.state)
        .join(Round, Round.id == Sheet.round_id)
        .join(Participant, Participant.id == Sheet.participant_id)
        .where(Round.category_id == category_id, Participant.status == "active")
        .order_by(Participant.number)
    )
    return [_Place(*row) for row in session.execute(query)]


def _conflicts(session: Session, judge_id: int | None) -> set[int]:
    return set(session.scalars(select(Conflict.participant_id).where(Conflict.judge_id == judge_id)))


def _places(session: Session, category: Category) -> int:
    """Sheets that one judge of the whole category has."""
    return len(_active(session, category.id)) * len(category.rounds)


def _active(session: Session, category_id: int) -> list[int]:
    return list(
        session.scalars(
            select(Participant.id).where(Participant.category_id == category_id, Participant.status == "active")
        )
    )


def declared_panel_rule(session: Session, category: Category) -> str:
    newest = select(Ruleset.body).where(Ruleset.category_id == category.id).order_by(Ruleset.version.desc()).limit(1)
    body = session.scalar(newest)
    return str(body["panel_rule"]) if body else category.panel_rule


def out_effect_before(session: Session, participant_id: int, *, back: bool) -> OutEffect:
    """Of a participant who leaves before closing, or comes `back`."""
    person = session.get_one(Participant, participant_id)
    states = list(session.scalars(select(Sheet.state).where(Sheet.participant_id == participant_id)))
    ranked = len({*_active(session, person.category_id)} - {person.id}) + back
    places = select(Award.label).where(Award.category_id == person.category_id, Award.place > ranked)
    linked = select(Participant.name).where(Participant.linked_id == person.id, Participant.status == "active")
    return OutEffect(
        category=person.category.name,
        sent=states.count("submitted"),
        unsent=sum(state in OPEN for state in states),
        ranked=ranked,
        not_given=tuple(session.scalars(places.order_by(Award.position))),
        linked=tuple(session.scalars(linked)),
        fresh=_without_sheet(session, person) if back and person.category.state == "judging" else 0,
    )


def _without_sheet(session: Session, person: Participant) -> int:
    """Seats of the panel that hold no sheet for this participant: it was away when judging opened."""
    held = select(Sheet.round_id, Sheet.judge_id).where(Sheet.participant_id == person.id)
    there = {(round_id, judge_id) for round_id, judge_id in session.execute(held)}
    conflicting = select(Conflict.judge_id).where(Conflict.participant_id == person.id)
    seated = (
        select(Assignment.round_id, Assignment.judge_id)
        .join(Round)
        .where(
            Round.category_id == person.category_id,
            Assignment.status == "active",
            Assignment.judge_id.not_in(conflicting),
        )
    )
    return sum((round_id, judge_id) not in there for round_id, judge_id in session.execute(seated))


def old_signatures(session: Session, event_id: int) -> list[OldSignature]:
    """Piagam issued before the official changed: they stand as they are until they are revoked and issued again."""
    now = signing_official(session, event_id, "kepala")
    issued = select(Issuance).where(Issuance.event_id == event_id, Issuance.state == "valid").order_by(Issuance.id)
    bodies = [(row.id, row.serial, json.loads(row.body)) for row in session.scalars(issued)]
    return [
        OldSignature(key, serial, str(body["name"]), str(body["signatory"]["name"]))
        for key, serial, body in bodies
        if now is None or body["signatory"]["name"] != now["name"]
    ]


def sits_on(session: Session, judge_id: int) -> frozenset[int]:
    """Ids of the categories in which this judge has a seat, whatever became of it: nobody takes a second one."""
    seats = select(Round.category_id).join(Assignment, Assignment.round_id == Round.id)
    return frozenset(session.scalars(seats.where(Assignment.judge_id == judge_id)))


def reserves(session: Session, event_id: int) -> list[tuple[int, str, str]]:
    """(id, code, name) of the judges who stand by."""
    query = (
        select(Judge.id, Judge.code, Person.name)
        .join(Person, Person.id == Judge.person_id)
        .where(Judge.event_id == event_id, Judge.is_reserve == 1)
        .order_by(Judge.code)
    )
    return [(key, code, name) for key, code, name in session.execute(query)]
