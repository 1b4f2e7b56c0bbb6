"""An event as it is being set up: its regions, categories with rounds and awards, rubrics to choose from, accounts.

In:  an event's id.   Out: frozen dataclasses, each with the mark that a page gives back when it saves.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

import rubrics
from judging.models import (
    Assignment,
    Award,
    Calibration,
    Category,
    Event,
    EventSetting,
    Judge,
    Official,
    Participant,
    Region,
    Round,
)
from judging.models import RubricVersion as Version
from judging.queries.marks import mark

BACKGROUNDS = "backgrounds"


@dataclass(frozen=True, slots=True)
class RegionUse:
    id: int
    name: str
    participants: int


@dataclass(frozen=True, slots=True)
class RoundSetUp:
    id: int
    code: str
    name: str
    share: int
    day: date | None
    rubric_id: int
    rubric: str  # title
    version: int
    newest_version: int  # of the rubric of that name
    judges: int  # seated on it
    has_practice: bool


@dataclass(frozen=True, slots=True)
class AwardSetUp:
    id: int
    place: int | None
    label: str
    amount: int | None
    trophy: bool
    certificate: bool
    goods: str
    to_confirm: str
    basis: str


@dataclass(frozen=True, slots=True)
class CategorySetUp:
    id: int
    code: str
    name: str
    noun: str
    is_group: bool
    profile_form: str
    linked_to: str
    certificate_phrase: str
    method: str
    margin: str | None
    panel_rule: str
    state: str
    tie_break: tuple[str, ...]  # of the first round's rubric
    aspects: dict[str, str]  # code -> title, of every round
    participants: int  # taking part
    rounds: tuple[RoundSetUp, ...]
    awards: tuple[AwardSetUp, ...]
    mark: str
    rounds_mark: str
    awards_mark: str


def event_mark_of(session: Session, event_id: int) -> str:
    return mark([session.get_one(Event, event_id)])


def region_uses(session: Session, event_id: int) -> tuple[list[RegionUse], str]:
    """The regions in order with how many come from each, and the mark of the list."""
    ordered = select(Region).where(Region.event_id == event_id).order_by(Region.position, Region.id)
    rows = list(session.scalars(ordered))
    used = Counter(session.scalars(select(Participant.region_id).where(Participant.event_id == event_id)))
    return [RegionUse(row.id, row.name, used[row.id]) for row in rows], mark(rows)


def background_uses(session: Session, event_id: int) -> tuple[list[tuple[str, str, int]], str]:
    """(code, name, judges) in the order declared, and the mark of the list."""
    rows = select(EventSetting).where(EventSetting.event_id == event_id, EventSetting.key == BACKGROUNDS)
    row = session.scalars(rows).first()
    used = Counter(session.scalars(select(Judge.background).where(Judge.event_id == event_id)))
    return [(code, name, used[code]) for code, name in (row.value if row else [])], mark([row] if row else [])


def officials_mark(session: Session, event_id: int) -> str:
    return mark(session.scalars(select(Official).where(Official.event_id == event_id).order_by(Official.id)))


def categories_set_up(session: Session, event_id: int) -> list[CategorySetUp]:
    rows = session.scalars(
        select(Category)
        .where(Category.event_id == event_id)
        .order_by(Category.position, Category.id)
        .options(selectinload(Category.rounds).joinedload(Round.rubric), selectinload(Category.awards))
    ).all()
    active = select(Participant.category_id).where(Participant.event_id == event_id, Participant.status == "active")
    people = Counter(session.scalars(active))
    seated = select(Assignment.round_id).join(Round).join(Category).where(Category.event_id == event_id)
    seats = Counter(session.scalars(seated))
    newest = _newest(session, event_id)
    practice = select(Calibration.round_id).join(Round).join(Category).where(Category.event_id == event_id)
    practised = set(session.scalars(practice))
    codes = {row.id: row.code for row in rows}
    return [_category(row, codes, people[row.id], seats, practised, newest) for row in rows]


def _category(
    row: Category, codes: dict[int, str], people: int, seats: Counter[int], practised: set[int], newest: dict[str, int]
) -> CategorySetUp:
    return CategorySetUp(
        id=row.id,
        code=row.code,
        name=row.name,
        noun=row.noun,
        is_group=row.is_group,
        profile_form=row.profile_form,
        linked_to=codes.get(row.linked_category_id or 0, ""),
        certificate_phrase=row.certificate_phrase,
        method=row.method,
        margin=row.margin,
        panel_rule=row.panel_rule,
        state=row.state,
        tie_break=tuple(row.rounds[0].rubric.body["tie_break"]) if row.rounds else (),
        aspects={aspect["code"]: aspect["title"] for one in row.rounds for aspect in one.rubric.body["aspects"]},
        participants=people,
        rounds=tuple(_round(one, seats[one.id], one.id in practised, newest) for one in row.rounds),
        awards=tuple(_award(one) for one in row.awards),
        mark=mark([row]),
        rounds_mark=mark(row.rounds),
        awards_mark=mark(row.awards),
    )


def _round(row: Round, judges: int, has_practice: bool, newest: dict[str, int]) -> RoundSetUp:
    version = row.rubric
    return RoundSetUp(row.id, row.code, row.name, row.share, row.day, version.id, version.title, version.version,
                      newest[version.name], judges, has_practice)  # fmt: skip


def _award(row: Award) -> AwardSetUp:
    return AwardSetUp(row.id, row.place, row.label, row.amount, row.trophy, row.certificate, row.goods,
                      row.to_confirm, row.basis)  # fmt: skip


def _newest(session: Session, event_id: int) -> dict[str, int]:
    rows = session.execute(select(Version.name, Version.version).where(Version.event_id == event_id))
    return dict(sorted(((name, version) for name, version in rows), key=lambda one: one[1]))


def rubric_choices(session: Session, event_id: int) -> list[tuple[str, str, int]]:
    """(value, title, version) of what a round can be judged by: this event's versions, the newest of each name first.

    An event without any is offered the library (version 0), under the names there.
    """
    rows = session.execute(
        select(Version.id, Version.title, Version.version)
        .where(Version.event_id == event_id)
        .order_by(Version.title, Version.version.desc())
    ).all()
    own = [(str(row.id), row.title, row.version) for row in rows]
    return own or [(name, rubrics.from_library(name).title, 0) for name in sorted(rubrics.library())]
