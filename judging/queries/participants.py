"""Who is judged, as the organiser sees them: profile, members, standing, approved name, reasons kept for warnings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from judging.models import Category, KeptWarning, Participant, Photo
from judging.queries.work import MemberInfo, card_prefix, place_of


@dataclass(frozen=True, slots=True)
class ParticipantInfo:
    id: int
    category_id: int
    category_code: str
    category: str  # name
    category_state: str
    code: str
    number: int
    prefix: str  # before the number on the card
    name: str
    place: str
    status: str  # active | withdrawn | disqualified
    status_reason: str
    status_at: datetime | None
    name_approved_at: datetime | None
    profile_form: str
    profile: Mapping[str, Any]
    members: tuple[MemberInfo, ...]
    linked: str  # the participant this one stands beside
    region: str
    district: str
    subdistrict: str
    linked_code: str
    is_group: bool
    kept: Mapping[str, str]  # warning code -> why it is right all the same


def participants(session: Session, event_id: int) -> list[ParticipantInfo]:
    """Everyone, by category and order of appearance."""
    return _infos(session, _all(event_id))


def participant(session: Session, event_id: int, participant_id: int) -> ParticipantInfo | None:
    """One participant of this event; None for any other."""
    return next(iter(_infos(session, _all(event_id).where(Participant.id == participant_id))), None)


def _all(event_id: int) -> Select[Participant]:
    return (
        select(Participant)
        .join(Category, Category.id == Participant.category_id)
        .where(Participant.event_id == event_id)
        .order_by(Category.position, Participant.number)
        .options(
            joinedload(Participant.category),
            joinedload(Participant.region),
            joinedload(Participant.linked),
            selectinload(Participant.members),
        )
    )


def _infos(session: Session, query: Select[Participant]) -> list[ParticipantInfo]:
    rows = list(session.scalars(query).unique())
    kept: dict[int, dict[str, str]] = {}
    for one in session.scalars(select(KeptWarning).where(KeptWarning.participant_id.in_([row.id for row in rows]))):
        kept.setdefault(one.participant_id, {})[one.code] = one.reason
    return [_info(row, kept.get(row.id, {})) for row in rows]


def _info(row: Participant, kept: Mapping[str, str]) -> ParticipantInfo:
    category = row.category
    return ParticipantInfo(
        id=row.id,
        category_id=category.id,
        category_code=category.code,
        category=category.name,
        category_state=category.state,
        code=row.code,
        number=row.number,
        prefix=card_prefix(category),
        name=row.name,
        place=place_of(row),
        status=row.status,
        status_reason=row.status_reason,
        status_at=row.status_at,
        name_approved_at=row.name_approved_at,
        profile_form=category.profile_form,
        profile=row.profile,
        members=tuple(MemberInfo(m.number, m.name or "", m.office, m.elected) for m in row.members),
        linked=row.linked.name if row.linked else "",
        region=row.region.name,
        district=row.district,
        subdistrict=row.subdistrict,
        linked_code=row.linked.code if row.linked else "",
        is_group=category.is_group,
        kept=kept,
    )


def photo_of(session: Session, participant_id: int) -> bytes | None:
    """The photo kept with consent, as JPEG."""
    return session.scalars(select(Photo.content).where(Photo.participant_id == participant_id)).first()
