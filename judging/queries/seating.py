"""Where judges sit and where participants come from, for the pages that set an event up. Never a score."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import Account, Assignment, Category, Judge, Person, Region, Round


@dataclass(frozen=True, slots=True)
class RoundInfo:
    id: int
    category_id: int
    category: str
    state: str  # of the category
    shown: str  # the category's name; with several rounds the round's name behind it


def rounds(session: Session, event_id: int) -> list[RoundInfo]:
    """Every round of the event, in order."""
    query = (
        select(Round.id, Round.name, Category.id, Category.name, Category.state)
        .join(Category, Category.id == Round.category_id)
        .where(Category.event_id == event_id)
        .order_by(Category.position, Round.position)
    )
    found = session.execute(query).all()
    categories = [category_id for _, _, category_id, _, _ in found]
    return [
        RoundInfo(
            key, category_id, category, state, f"{category} – {name}" if categories.count(category_id) > 1 else category
        )
        for key, name, category_id, category, state in found
    ]


def seated(session: Session, event_id: int) -> dict[int, set[int]]:
    """Judge's id -> ids of the rounds this judge sits on."""
    query = select(Assignment.judge_id, Assignment.round_id).join(Judge, Judge.id == Assignment.judge_id)
    found: dict[int, set[int]] = {}
    for judge_id, round_id in session.execute(query.where(Judge.event_id == event_id)):
        found.setdefault(judge_id, set()).add(round_id)
    return found


def regions(session: Session, event_id: int) -> list[str]:
    return list(session.scalars(select(Region.name).where(Region.event_id == event_id).order_by(Region.position)))


def accounts_without_card(session: Session, event_id: int) -> list[tuple[int, str]]:
    """(person's id, name) of everyone with an account who is no judge yet."""
    judging = select(Judge.person_id).where(Judge.event_id == event_id)
    query = select(Person.id, Person.name).join(Account, Account.person_id == Person.id)
    found = session.execute(query.where(Person.event_id == event_id, Person.id.not_in(judging)).order_by(Person.id))
    return [(key, name) for key, name in found]
