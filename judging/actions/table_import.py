"""Rows of a table people already had, brought into an event that is being set up: all of them, or nothing.

In:  plans, already checked row by row against what the event has.   Out: how many came in; or Refused.
One journal event for the whole table. Does not know files. Paper scores come in one by one through key_in().
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import Refused, get, in_state
from judging.actions.planned import member_row, participant_row
from judging.language import _
from judging.models import Category, Event, Judge, Participant, Person, Region, RoleGrant
from judging.plan import JudgePlan, MemberPlan, ParticipantPlan
from judging.roles import Actor, Permission, Role, require


def import_participants(
    session: Session,
    actor: Actor,
    event_id: int,
    plans: Sequence[ParticipantPlan],
    members: Sequence[MemberPlan] = (),
    *,
    now: datetime,
) -> int:
    """New participants with their members; regions that no row had before come in with them."""
    require(actor, Permission.SET_UP)
    happening = get(session, Event, event_id, _("Acara"))
    categories = _open_categories(session, event_id, {plan.category for plan in plans})
    _refuse_taken(session, event_id, plans)
    regions = {one.name: one for one in session.scalars(select(Region).where(Region.event_id == event_id))}
    there = {one.code: one for one in session.scalars(select(Participant).where(Participant.event_id == event_id))}
    position = session.scalar(select(func.max(Region.position)).where(Region.event_id == event_id)) or 0
    for plan in plans:
        if plan.region not in regions:
            position += 1
            regions[plan.region] = Region(event=happening, position=position, name=plan.region)
        there[plan.code] = participant_row(happening, plan, categories[plan.category], regions[plan.region])
    for plan in plans:
        there[plan.code].linked = there[plan.linked_to] if plan.linked_to else None
    for member in members:
        there[member.participant].members.append(member_row(member))
    session.add_all(there[plan.code] for plan in plans)
    detail = {"participants": [plan.code for plan in plans], "members": len(members)}
    journal.record(session, actor, "participant.import", happening, now=now, detail=detail)
    return len(plans)


def _open_categories(session: Session, event_id: int, codes: set[str]) -> dict[str, Category]:
    rows = session.scalars(select(Category).where(Category.event_id == event_id, Category.code.in_(codes)))
    found = {row.code: row for row in rows}
    for row in found.values():
        in_state(row, "setup")
    if set(found) != codes:
        raise Refused(_("Pilih kategorinya dahulu."))
    return found


def _refuse_taken(session: Session, event_id: int, plans: Sequence[ParticipantPlan]) -> None:
    """Somebody may have entered one of them by hand a moment ago."""
    query = select(Participant.code, Category.code, Participant.number).join(
        Category, Category.id == Participant.category_id
    )
    rows = session.execute(query.where(Participant.event_id == event_id)).all()
    codes, numbers = {code for code, _category, _number in rows}, {(category, number) for _c, category, number in rows}
    if any(plan.code in codes or (plan.category, plan.number) in numbers for plan in plans):
        raise Refused(_("Daftar peserta baru saja diubah orang lain. Periksa sekali lagi."))


def import_members(
    session: Session, actor: Actor, event_id: int, members: Sequence[MemberPlan], *, now: datetime
) -> int:
    """Members of groups that are there; those a group has already stay as they are."""
    require(actor, Permission.SET_UP)
    happening = get(session, Event, event_id, _("Acara"))
    codes = {plan.participant for plan in members}
    rows = session.scalars(select(Participant).where(Participant.event_id == event_id, Participant.code.in_(codes)))
    groups = {row.code: row for row in rows}
    if set(groups) != codes:
        raise Refused(_("Daftar peserta baru saja diubah orang lain. Periksa sekali lagi."))
    for group in groups.values():
        in_state(group.category, "setup")
    for plan in members:
        group = groups[plan.participant]
        if any(one.number == plan.number for one in group.members):
            raise Refused(_("Anggota {name} baru saja diubah orang lain. Periksa sekali lagi.", name=group.name))
        group.members.append(member_row(plan))
    detail = {"participants": sorted(codes), "members": len(members)}
    journal.record(session, actor, "member.import", happening, now=now, detail=detail)
    return len(members)


def import_judges(session: Session, actor: Actor, event_id: int, plans: Sequence[JudgePlan], *, now: datetime) -> int:
    """New judges without a seat yet: where they sit is said on the judges' page."""
    require(actor, Permission.SET_UP)
    happening = get(session, Event, event_id, _("Acara"))
    taken = set(session.scalars(select(Judge.code).where(Judge.event_id == event_id)))
    if taken & {plan.code for plan in plans}:
        raise Refused(_("Daftar juri baru saja diubah orang lain. Periksa sekali lagi."))
    for plan in plans:
        person = Person(event=happening, name=plan.name, institution=plan.institution)
        judge = Judge(
            event=happening, person=person, code=plan.code, background=plan.background, is_reserve=plan.is_reserve
        )
        roles = [Role.JURI, *([Role.KETUA] if plan.is_chair else [])]
        session.add_all([judge, *(RoleGrant(person=person, role=role.value) for role in roles)])
    journal.record(session, actor, "judge.import", happening, now=now, detail={"judges": [plan.code for plan in plans]})
    return len(plans)
