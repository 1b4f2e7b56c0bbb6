"""Events, their people and categories, as lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from judging.models import (
    Account,
    Award,
    Category,
    Event,
    EventSetting,
    Judge,
    Official,
    Participant,
    Person,
    RoleGrant,
)
from judging.roles import Actor, Role


@dataclass(frozen=True, slots=True)
class EventInfo:
    id: int
    code: str
    name: str
    level: str
    year: int
    place: str
    starts_on: date | None
    announced_on: date | None
    is_sample: bool


@dataclass(frozen=True, slots=True)
class CategoryInfo:
    id: int
    position: int
    code: str
    name: str
    noun: str
    is_group: bool
    profile_form: str
    state: str


@dataclass(frozen=True, slots=True)
class AccountInfo:
    id: int
    person_id: int
    login: str
    name: str
    roles: tuple[str, ...]
    ready: bool  # has a password
    active: bool


@dataclass(frozen=True, slots=True)
class JudgeInfo:
    id: int
    person_id: int
    code: str
    name: str
    background: str  # as printed
    institution: str
    is_reserve: bool
    checked_in: bool


_EVENTS = select(Event).order_by(Event.id)
_NEWEST = select(Event).order_by(Event.id.desc()).limit(1)  # built once: asked for every page of a visitor
_BEGUN = _NEWEST.where(select(Category.id).where(Category.event_id == Event.id, Category.state != "setup").exists())


def events(session: Session) -> list[EventInfo]:
    return [_event(row) for row in session.scalars(_EVENTS)]


def public_event(session: Session) -> EventInfo | None:
    """What a visitor sees who is nobody's judge or organiser: the newest event that left its preparation.

    The next event is set up for weeks while the results of the one before are read; only the first of all has none
    before it, and is shown from its first day.
    """
    found = session.scalars(_BEGUN).first() or session.scalars(_NEWEST).first()
    return _event(found) if found else None


def event(session: Session, event_id: int) -> EventInfo:
    return _event(session.get_one(Event, event_id))


def _event(row: Event) -> EventInfo:
    return EventInfo(
        row.id, row.code, row.name, row.level, row.year, row.place, row.starts_on, row.announced_on, row.is_sample
    )


def settings(session: Session, event_id: int) -> dict[str, object]:
    rows = session.execute(select(EventSetting.key, EventSetting.value).where(EventSetting.event_id == event_id))
    return dict(rows.all())


def backgrounds(session: Session, event_id: int) -> dict[str, str]:
    """Code -> name as printed, in the order declared."""
    found = settings(session, event_id).get("backgrounds", [])
    return dict(found) if isinstance(found, list) else {}


def categories(session: Session, event_id: int) -> list[CategoryInfo]:
    rows = session.scalars(select(Category).where(Category.event_id == event_id).order_by(Category.position))
    return [CategoryInfo(c.id, c.position, c.code, c.name, c.noun, c.is_group, c.profile_form, c.state) for c in rows]


def accounts(session: Session, event_id: int | None = None) -> list[AccountInfo]:
    query = select(Account).join(Person).order_by(Account.id)
    if event_id is not None:
        query = query.where(Person.event_id == event_id)
    held: dict[int, list[str]] = {}
    for person_id, role in session.execute(select(RoleGrant.person_id, RoleGrant.role).order_by(RoleGrant.id)):
        held.setdefault(person_id, []).append(role)
    return [
        AccountInfo(
            a.id,
            a.person_id,
            a.login,
            a.person.name,
            tuple(held.get(a.person_id, ())),
            a.password_hash is not None,
            a.active,
        )
        for a in session.scalars(query)
    ]


def organisers(session: Session, event_id: int) -> list[Actor]:
    """Everyone with an account, as the actor they are when signed in."""
    return [
        Actor(account.person_id, account.name, frozenset(Role(role) for role in account.roles) - {Role.JURI})
        for account in accounts(session, event_id)
    ]


def judges(session: Session, event_id: int) -> list[JudgeInfo]:
    names = backgrounds(session, event_id)
    query = select(Judge).where(Judge.event_id == event_id).order_by(Judge.code).options(joinedload(Judge.person))
    rows = session.scalars(query)
    return [
        JudgeInfo(
            j.id,
            j.person_id,
            j.code,
            j.person.name,
            names.get(j.background, j.background),
            j.person.institution,
            j.is_reserve,
            j.checked_in_at is not None,
        )
        for j in rows
    ]


def officials(session: Session, event_id: int) -> dict[str, Official]:
    """Role -> who signs."""
    return {row.role: row for row in session.scalars(select(Official).where(Official.event_id == event_id))}


def signing_official(session: Session, event_id: int, role: str) -> dict[str, str] | None:
    """Whoever holds this office now, as a paper keeps it; None where nobody was entered."""
    row = officials(session, event_id).get(role)
    fields = ("prefix", "position", "name", "nip", "institution")
    return {name: getattr(row, name) for name in fields} if row else None


@dataclass(frozen=True, slots=True)
class SpecialAward:
    """An award without rank, and who could hold it (codes, in order of appearance)."""

    id: int
    category_id: int
    label: str
    basis: str
    holder: str  # code; "" while nobody
    candidates: tuple[str, ...]


def special_awards(session: Session, event_id: int) -> list[SpecialAward]:
    query = select(Award).join(Category).where(Category.event_id == event_id, Award.place.is_(None))
    found = []
    for award in session.scalars(query.order_by(Category.position, Award.position)):
        people = session.execute(
            select(Participant.id, Participant.code)
            .where(Participant.category_id == award.category_id, Participant.status == "active")
            .order_by(Participant.number)
        ).all()
        holder = next((code for key, code in people if key == award.holder_id), "")
        codes = tuple(code for _, code in people)
        found.append(SpecialAward(award.id, award.category_id, award.label, award.basis, holder, codes))
    return found
