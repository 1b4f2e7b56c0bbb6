"""What an event has already, as far as the rows of an import are compared with it.

In:  an event's id, or a round's.   Out: plain values by code; sheets with the reason why one is not keyed in.
Does not know files. The number of queries does not grow with the rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from judging.models import Category, Judge, Member, PaperSheet, Participant, Person, Region, RoleGrant, Round, Sheet
from judging.queries.people import backgrounds, settings
from judging.queries.rubric import rubric_of
from judging.roles import Role
from rubrics import Rubric

KEYED = ("keyed", "differs")  # states of a paper sheet that somebody else must look at first


@dataclass(frozen=True, slots=True)
class CategoryRow:
    code: str
    name: str
    noun: str
    is_group: bool
    profile_form: str
    linked_to: str
    state: str


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    code: str
    category: str
    number: int
    name: str
    region: str
    members: tuple[tuple[int, str, str], ...]  # number, name, office
    settlement_unit: str


@dataclass(frozen=True, slots=True)
class JudgeRow:
    code: str
    name: str
    background: str  # as printed
    is_chair: bool


@dataclass(frozen=True, slots=True)
class EventRows:
    categories: tuple[CategoryRow, ...]
    regions: tuple[str, ...]
    participants: tuple[ParticipantRow, ...]
    judges: tuple[JudgeRow, ...]
    backgrounds: Mapping[str, str]
    one_per_region: bool


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One sheet of a round: may it be keyed in by this person?"""

    id: int
    state: str
    keyed_by: str  # another person who keyed it in and waits for its check; "" for nobody


@dataclass(frozen=True, slots=True)
class RoundRows:
    rubric: Rubric
    judges: Mapping[str, str]  # code -> name
    participants: Mapping[str, str]
    numbers: Mapping[str, str]  # order of appearance -> code
    sheets: Mapping[tuple[str, str], PaperRow]  # (judge, participant)


def event_rows(session: Session, event_id: int) -> EventRows:
    names = backgrounds(session, event_id)
    regions = select(Region.name).where(Region.event_id == event_id).order_by(Region.position, Region.id)
    return EventRows(
        _categories(session, event_id),
        tuple(session.scalars(regions)),
        _participants(session, event_id),
        _judges(session, event_id, names),
        names,
        settings(session, event_id).get("one_per_region") is not False,
    )


def _categories(session: Session, event_id: int) -> tuple[CategoryRow, ...]:
    beside = aliased(Category)
    query = (
        select(Category, beside.code)
        .outerjoin(beside, beside.id == Category.linked_category_id)
        .where(Category.event_id == event_id)
        .order_by(Category.position)
    )
    return tuple(
        CategoryRow(one.code, one.name, one.noun, one.is_group, one.profile_form, linked or "", one.state)
        for one, linked in session.execute(query)
    )


def _participants(session: Session, event_id: int) -> tuple[ParticipantRow, ...]:
    members: dict[int, list[tuple[int, str, str]]] = {}
    named = select(Member.participant_id, Member.number, Member.name, Member.office)
    ours = named.join(Participant, Participant.id == Member.participant_id).where(Participant.event_id == event_id)
    for key, number, name, office in session.execute(ours.order_by(Member.number)):
        members.setdefault(key, []).append((number, name or "", office))
    query = (
        select(Participant, Category.code, Region.name)
        .join(Category, Category.id == Participant.category_id)
        .join(Region, Region.id == Participant.region_id)
        .where(Participant.event_id == event_id)
        .order_by(Category.position, Participant.number)
    )
    return tuple(
        ParticipantRow(one.code, category, one.number, one.name, region, tuple(members.get(one.id, ())),
                       one.profile.get("settlement_unit") or "")
        for one, category, region in session.execute(query)
    )  # fmt: skip


def _judges(session: Session, event_id: int, names: Mapping[str, str]) -> tuple[JudgeRow, ...]:
    chairs = select(RoleGrant.person_id).join(Person).where(Person.event_id == event_id)
    held = set(session.scalars(chairs.where(RoleGrant.role == Role.KETUA.value)))
    query = select(Judge, Person).join(Person, Person.id == Judge.person_id).where(Judge.event_id == event_id)
    return tuple(
        JudgeRow(judge.code, person.name, names.get(judge.background, judge.background), person.id in held)
        for judge, person in session.execute(query.order_by(Judge.code))
    )


def round_rows(session: Session, event_id: int, round_id: int, person_id: int | None) -> RoundRows | None:
    """A round of this event whose papers may be keyed in by this person; None for any other."""
    found = session.scalars(
        select(Round).join(Category).where(Round.id == round_id, Category.event_id == event_id)
    ).first()
    if found is None or found.category.state not in ("judging", "closed"):
        return None
    people = select(Participant).where(Participant.category_id == found.category_id, Participant.status == "active")
    active = {one.code: one for one in session.scalars(people.order_by(Participant.number))}
    judges: dict[str, str] = {}
    sheets: dict[tuple[str, str], PaperRow] = {}
    keyed = _keyed_by_others(session, round_id, person_id)
    for sheet_id, state, judge, name, participant in session.execute(_sheets(round_id)):
        judges[judge] = name
        sheets[judge, participant] = PaperRow(sheet_id, state, keyed.get(sheet_id, ""))
    return RoundRows(
        rubric_of(found.rubric),
        judges,
        {code: one.name for code, one in active.items()},
        {str(one.number): code for code, one in active.items()},
        {key: row for key, row in sheets.items() if key[1] in active},
    )


def _sheets(round_id: int) -> Select[int, str, str, str, str]:
    return (
        select(Sheet.id, Sheet.state, Judge.code, Person.name, Participant.code)
        .join(Judge, Judge.id == Sheet.judge_id)
        .join(Person, Person.id == Judge.person_id)
        .join(Participant, Participant.id == Sheet.participant_id)
        .where(Sheet.round_id == round_id)
        .order_by(Judge.code)
    )


def _keyed_by_others(session: Session, round_id: int, person_id: int | None) -> dict[int, str]:
    query = (
        select(PaperSheet.sheet_id, PaperSheet.state, PaperSheet.keyed_by_id, Person.name)
        .join(Sheet, Sheet.id == PaperSheet.sheet_id)
        .join(Person, Person.id == PaperSheet.keyed_by_id)
        .where(Sheet.round_id == round_id, PaperSheet.state.in_(KEYED))
    )
    return {
        sheet_id: name for sheet_id, state, by, name in session.execute(query) if by != person_id or state != "keyed"
    }
