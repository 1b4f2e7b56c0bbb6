"""A judge's own work: the list of sheets, one sheet, the overview.

Every question starts from the judge who asks; nothing here reads another judge's row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, union
from sqlalchemy.orm import Session, joinedload, selectinload

from judging.models import Assignment, Category, Entry, Judge, Member, Participant, Round, Sheet
from judging.queries.rubric import rubric_of
from judging.roles import Actor, Role
from rubrics import Rubric


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """A sheet that still waits for its judge (for the sample builder)."""

    id: int
    participant: str
    round: str
    judge: str
    actor: Actor
    note_units: frozenset[int]


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One row of the judge's list."""

    id: int
    category: str
    category_state: str  # "judging" also for a sheet that was opened again after closing
    round: str  # name; empty when the category has one round
    number: int
    prefix: str  # before the number on the card, so that two categories never look alike
    name: str
    place: str
    state: str  # blank | draft | ready | reopened | submitted | recused | absent | substituted | withdrawn | locked
    filled: int
    indicators: int
    submitted_at: datetime | None
    receipt: str
    reason: str
    version: int = 0
    late: bool = False  # marks that came after closing lie with the ketua


@dataclass(frozen=True, slots=True)
class MemberInfo:
    number: int
    name: str  # "" once erased
    office: str
    elected: bool | None


@dataclass(frozen=True, slots=True)
class SheetView:
    """Everything one sheet page shows."""

    line: SheetLine
    rubric: Rubric
    version: int
    scores: Mapping[str, int]
    ticks: Mapping[str, list[int]]
    notes: Mapping[str, str]
    numerator: int | None
    aspects: Mapping[str, int]
    profile_form: str
    profile: Mapping[str, Any]
    members: tuple[MemberInfo, ...]
    saved_at: datetime | None  # when the newest entry that counts came in
    linked: str  # the participant this one stands beside
    totals_open: bool  # every category that shares a judge is closed
    asked: str  # state of the newest request to open it again: waiting | open | refused | done; "" without one
    answer: str  # and what was answered


def open_sheets(session: Session, event_id: int) -> list[OpenSheet]:
    query = (
        select(Sheet)
        .join(Round)
        .join(Category)
        .where(Category.event_id == event_id, Category.state == "judging", Sheet.state == "blank")
        .order_by(Sheet.participant_id, Sheet.judge_id, Sheet.round_id)
    )
    return [
        OpenSheet(
            sheet.id,
            sheet.participant.code,
            sheet.round.code,
            sheet.judge.code,
            Actor(sheet.judge.person_id, sheet.judge.person.name, frozenset({Role.JURI}), sheet.judge_id),
            rubric_of(sheet.round.rubric).note_units,
        )
        for sheet in session.scalars(query)
    ]


def judge_sheets(session: Session, judge_id: int) -> list[SheetLine]:
    """The judge's own list, by category, round and order of appearance."""
    late = _late(session, judge_id)
    return [_line(sheet, late) for sheet in session.scalars(_own(judge_id)).unique()]


def _late(session: Session, judge_id: int) -> frozenset[int]:
    """The judge's sheets of which something came after closing that nobody has admitted."""
    held = select(Entry.sheet_id).join(Sheet).where(Sheet.judge_id == judge_id, Entry.outcome == "late")
    return frozenset(session.scalars(held))


def judge_sheet(session: Session, judge_id: int, sheet_id: int) -> SheetView | None:
    """One own sheet; None for any other, whether it exists or not."""
    sheet = session.scalars(_own(judge_id).where(Sheet.id == sheet_id)).unique().first()
    return None if sheet is None else _view(session, sheet, _late(session, judge_id))


def overview(session: Session, judge_id: int) -> list[SheetView]:
    """Own scores over all participants."""
    late = _late(session, judge_id)
    return [_view(session, sheet, late) for sheet in session.scalars(_own(judge_id)).unique()]


def _view(session: Session, sheet: Sheet, late: frozenset[int]) -> SheetView:
    participant = sheet.participant
    saved_at = session.scalar(
        select(Entry.received_at).where(Entry.sheet_id == sheet.id, Entry.version == sheet.version)
    )
    return SheetView(
        line=_line(sheet, late),
        rubric=rubric_of(sheet.round.rubric),
        version=sheet.version,
        scores=sheet.scores,
        ticks=sheet.ticks,
        notes=sheet.notes or {},
        numerator=sheet.numerator,
        aspects=sheet.aspects or {},
        profile_form=participant.category.profile_form,
        profile=participant.profile,
        members=members(session, participant.id),
        saved_at=saved_at,
        linked=participant.linked.name if participant.linked else "",
        totals_open=totals_open(session, sheet.round.category),
        asked=sheet.reopenings[-1].state if sheet.reopenings else "",
        answer=sheet.reopenings[-1].answer if sheet.reopenings else "",
    )


def members(session: Session, participant_id: int) -> tuple[MemberInfo, ...]:
    rows = session.scalars(select(Member).where(Member.participant_id == participant_id).order_by(Member.number))
    return tuple(MemberInfo(m.number, m.name or "", m.office, m.elected) for m in rows)


def card_prefix(category: Category) -> str:
    """Nothing for the first category, then the first letter of what its participants are called."""
    return "" if category.position == 1 else category.noun[:1].upper()


def totals_open(session: Session, category: Category) -> bool:
    """Totals of a category may be seen when every category that shares a judge with it is closed."""
    sits = union(  # a category that is not open yet has seats and no sheets
        select(Assignment.round_id, Assignment.judge_id), select(Sheet.round_id, Sheet.judge_id)
    ).subquery()
    judges = select(sits.c.judge_id).join(Round, Round.id == sits.c.round_id).where(Round.category_id == category.id)
    shared = (
        select(Category.state)
        .join(Round, Round.category_id == Category.id)
        .join(sits, sits.c.round_id == Round.id)
        .where(sits.c.judge_id.in_(judges))
        .distinct()
    )
    return not any(state in ("setup", "judging") for state in session.scalars(shared))


def totals_may_be_seen(session: Session, event_id: int) -> frozenset[int]:
    """Categories that are closed, and every category that shares a judge with them too."""
    rows = session.scalars(select(Category).where(Category.event_id == event_id))
    return frozenset(c.id for c in rows if c.state not in ("setup", "judging") and totals_open(session, c))


def _own(judge_id: int) -> Select[Sheet]:
    return (
        select(Sheet)
        .join(Round, Round.id == Sheet.round_id)
        .join(Category, Category.id == Round.category_id)
        .join(Participant, Participant.id == Sheet.participant_id)
        .where(Sheet.judge_id == judge_id)
        .order_by(Category.position, Round.position, Participant.number)
        .options(
            joinedload(Sheet.round).joinedload(Round.category).joinedload(Category.rounds),
            joinedload(Sheet.round).joinedload(Round.rubric),
            joinedload(Sheet.participant).joinedload(Participant.region),
            joinedload(Sheet.judge).joinedload(Judge.person),
            selectinload(Sheet.reopenings),
        )
    )


def _line(sheet: Sheet, late: frozenset[int]) -> SheetLine:
    category, participant = sheet.round.category, sheet.participant
    indicators = len(rubric_of(sheet.round.rubric).indicators)
    opened = any(one.state == "open" for one in sheet.reopenings)
    return SheetLine(
        sheet.id,
        category.name,
        "judging" if opened else category.state,
        sheet.round.name if len(category.rounds) > 1 else "",
        participant.number,
        card_prefix(category),
        participant.name,
        place_of(participant),
        shown_state(sheet, indicators),
        sheet.filled,
        indicators,
        sheet.submitted_at,
        sheet.receipt,
        sheet.state_reason,
        sheet.version,
        sheet.id in late,
    )


def place_of(participant: Participant) -> str:
    """ "Jakarta Selatan · Lenteng Agung, Jagakarsa" """
    near = ", ".join(part for part in (participant.subdistrict, participant.district) if part)
    return " · ".join(part for part in (participant.region.name, near) if part)


def shown_state(sheet: Sheet, indicators: int) -> str:
    """The state as people see it: a full draft is ready, a withdrawn participant's sheet is not to be scored."""
    if sheet.participant.status != "active":
        return "withdrawn"
    if sheet.state == "draft" and sheet.filled == indicators:
        return "ready"
    return sheet.state
