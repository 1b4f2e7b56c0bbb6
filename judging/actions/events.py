"""Bring a planned event into the database: all of it, in one journal event, or nothing.

In:  an EventPlan (already checked row by row).   Out: the new event's id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

import rubrics
from judging import journal
from judging.actions.common import Refused
from judging.actions.planned import member_row, participant_row
from judging.language import _
from judging.models import (
    Account,
    Assignment,
    Award,
    Category,
    Conflict,
    Event,
    EventSetting,
    Judge,
    Official,
    Participant,
    Person,
    Region,
    RoleGrant,
    Round,
    RubricVersion,
)
from judging.plan import AwardPlan, CategoryPlan, EventPlan, JudgePlan, ParticipantPlan
from judging.roles import Actor, Permission, Role, require
from rubrics import Rubric


def import_event(
    session: Session,
    actor: Actor,
    plan: EventPlan,
    *,
    now: datetime,
    own_rubrics: Mapping[str, Rubric] | None = None,
    verb: str = "event.import",
) -> int:
    """Store the whole plan. `own_rubrics`: rubrics given beside the workbook, by the name the workbook uses."""
    require(actor, Permission.SET_UP)
    _refuse_a_clash(session, plan)
    happening = _event(session, plan, now)
    store = _Store(session, happening, plan, dict(own_rubrics or {}))
    for position, category in enumerate(plan.categories, start=1):
        store.category(position, category)
    store.link_categories()
    for participant in plan.participants:
        store.participant(participant)
    store.link_participants()
    for judge in plan.judges:
        store.judge(judge)
    store.panel(now)
    store.accounts()
    journal.record(session, actor, verb, happening, now=now, detail={"code": plan.code})
    return happening.id


def _event(session: Session, plan: EventPlan, now: datetime) -> Event:
    """The event itself, its settings and its officials."""
    same = ("code", "name", "level", "year", "place", "starts_on", "announced_on", "is_sample")
    happening = Event(**{name: getattr(plan, name) for name in same}, created_at=now)
    happening.settings = [EventSetting(key=key, value=value) for key, value in sorted(plan.settings.items())]
    happening.settings.append(EventSetting(key="backgrounds", value=[list(item) for item in plan.backgrounds.items()]))
    session.add(happening)
    session.add_all(Official(event=happening, **asdict(official)) for official in plan.officials)
    return happening


def _refuse_a_clash(session: Session, plan: EventPlan) -> None:
    if session.scalar(select(Event.id).where(Event.code == plan.code)):
        raise Refused(_("Acara dengan kode {code} sudah ada. Ganti kode pada lembar Acara.", code=plan.code))
    other = session.scalar(select(Event.is_sample).limit(1))
    if other is not None and other != plan.is_sample:
        raise Refused(
            _(
                "Basis data ini berisi data contoh, sehingga tidak menerima acara sungguhan (dan sebaliknya). "
                "Mulai dengan folder data yang kosong."
            )
        )


class _Store:
    """Rows made so far, by their text codes."""

    def __init__(self, session: Session, happening: Event, plan: EventPlan, own_rubrics: dict[str, Rubric]) -> None:
        self.session, self.event, self.plan, self.own_rubrics = session, happening, plan, own_rubrics
        self.categories: dict[str, Category] = {}
        self.rounds: dict[tuple[str, str], Round] = {}
        self.rubrics: dict[str, RubricVersion] = {}
        self.regions: dict[str, Region] = {}
        self.participants: dict[str, Participant] = {}
        self.judges: dict[str, Judge] = {}

    def category(self, position: int, plan: CategoryPlan) -> None:
        row = Category(
            event=self.event,
            position=position,
            code=plan.code,
            name=plan.name,
            noun=plan.noun,
            is_group=plan.is_group,
            profile_form=plan.profile_form,
            certificate_phrase=plan.certificate_phrase,
            method=plan.method,
            margin=plan.margin,
            panel_rule=plan.panel_rule,
            state="setup",
        )
        row.awards = [_award(place, award) for place, award in enumerate(plan.awards, start=1)]
        for order, one in enumerate(plan.rounds, start=1):
            self.rounds[plan.code, one.code] = Round(
                category=row,
                position=order,
                code=one.code,
                name=one.name,
                share=one.share,
                day=one.day,
                rubric=self._rubric(one.rubric),
            )
        self.categories[plan.code] = row
        self.session.add(row)

    def _rubric(self, name: str) -> RubricVersion:
        if name not in self.rubrics:
            rubric = self.own_rubrics.get(name) or rubrics.from_library(name)
            self.rubrics[name] = RubricVersion(
                event=self.event,
                name=name,
                version=1,
                title=rubric.title,
                fingerprint=rubric.fingerprint,
                body=rubric.to_document(),
            )
        return self.rubrics[name]

    def link_categories(self) -> None:
        for plan in self.plan.categories:
            if plan.linked_to:
                self.categories[plan.code].linked_category = self.categories[plan.linked_to]

    def participant(self, plan: ParticipantPlan) -> None:
        if plan.region not in self.regions:
            self.regions[plan.region] = Region(event=self.event, position=len(self.regions) + 1, name=plan.region)
        row = participant_row(self.event, plan, self.categories[plan.category], self.regions[plan.region])
        row.members = [member_row(one) for one in self.plan.members if one.participant == plan.code]
        self.participants[plan.code] = row
        self.session.add(row)

    def link_participants(self) -> None:
        for plan in self.plan.participants:
            if plan.linked_to:
                self.participants[plan.code].linked = self.participants[plan.linked_to]

    def judge(self, plan: JudgePlan) -> None:
        person = Person(event=self.event, name=plan.name, institution=plan.institution)
        self.judges[plan.code] = Judge(
            event=self.event, person=person, code=plan.code, background=plan.background, is_reserve=plan.is_reserve
        )
        self.session.add_all([self.judges[plan.code], RoleGrant(person=person, role=Role.JURI.value)])
        if plan.is_chair:
            self.session.add(RoleGrant(person=person, role=Role.KETUA.value))

    def panel(self, now: datetime) -> None:
        for seat in self.plan.assignments:
            self.session.add(
                Assignment(
                    round=self.rounds[seat.category, seat.round],
                    judge=self.judges[seat.judge],
                    status="active",
                    reason="",
                )
            )
        for conflict in self.plan.conflicts:
            self.session.add(
                Conflict(
                    judge=self.judges[conflict.judge],
                    participant=self.participants[conflict.participant],
                    reason=conflict.reason,
                    declared_at=now,
                )
            )

    def accounts(self) -> None:
        """People who organise. Someone who also judges is one person: the account stands beside the card."""
        for plan in self.plan.people:
            judge = self.judges.get(plan.judge)
            person = judge.person if judge else Person(event=self.event, name=plan.name, institution="")
            held = {Role.JURI.value, Role.KETUA.value} if judge and self._chairs(plan.judge) else {Role.JURI.value}
            for role in plan.roles:
                if judge is None or role not in held:
                    self.session.add(RoleGrant(person=person, role=Role(role).value))
            self.session.add(Account(person=person, login=plan.login, active=True))

    def _chairs(self, code: str) -> bool:
        return any(judge.code == code and judge.is_chair for judge in self.plan.judges)


def _award(position: int, plan: AwardPlan) -> Award:
    return Award(
        position=position,
        place=plan.place,
        label=plan.label,
        amount=plan.amount,
        trophy=plan.trophy,
        certificate=plan.certificate,
        goods=plan.goods,
        to_confirm=plan.to_confirm,
        basis=plan.basis,
    )
