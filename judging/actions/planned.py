"""What a plan says of a participant and of a member, as new rows. Stores nothing; whoever asked adds them."""

from __future__ import annotations

from judging.models import Category, Event, Member, Participant, Region
from judging.plan import MemberPlan, ParticipantPlan


def participant_row(happening: Event, plan: ParticipantPlan, category: Category, region: Region) -> Participant:
    """Without members and without the participant it belongs to."""
    return Participant(
        event=happening,
        category=category,
        region=region,
        number=plan.number,
        code=plan.code,
        name=plan.name,
        district=plan.district,
        subdistrict=plan.subdistrict,
        profile=dict(plan.profile),
        status="active",
        status_reason="",
    )


def member_row(plan: MemberPlan) -> Member:
    return Member(number=plan.number, name=plan.name, office=plan.office, elected=plan.elected)
