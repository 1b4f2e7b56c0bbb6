"""The members of a group and who of them holds an office, entered together: one list in, one journal event.

In:  a participant, MemberPlans in order.   Out: nothing; or Refused with everything that is wrong.
A size outside the limits is a warning of judging.profiles, not a refusal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import Refused, get, in_state, need_name
from judging.actions.participants import BEFORE_CLOSING
from judging.language import N_, _
from judging.models import Member, Participant
from judging.plan import MemberPlan
from judging.profiles import OFFICES
from judging.profiles.peers import MEMBER_NAME_ONCE, alike
from judging.roles import Actor, Permission, require

MOST_MEMBERS = 200


def set_members(
    session: Session, actor: Actor, participant_id: int, plans: Sequence[MemberPlan], *, now: datetime
) -> None:
    """Who is in the list stays or joins under the plan's number, 0 for a new one; who is not, goes."""
    require(actor, Permission.SET_UP)
    group = get(session, Participant, participant_id, _("Peserta"))
    in_state(group.category, *BEFORE_CLOSING)
    if not group.category.is_group:
        raise Refused(_("{name} peserta perorangan, tanpa anggota.", name=group.name))
    named = [(plan, need_name(plan.name)) for plan in plans]
    found = list(_broken(named))
    if found:
        raise Refused(found[0], *found[1:])
    before = {row.number: row for row in group.members}
    with session.no_autoflush:
        for number in before.keys() - {plan.number for plan in plans}:
            session.delete(before[number])
        free = max([0, *before]) + 1
        for plan, name in named:
            row = before.get(plan.number)
            if row is None:
                row, free = Member(participant=group, number=free), free + 1
                session.add(row)
            row.name, row.office, row.elected = name, plan.office, plan.elected
        journal.record(session, actor, "participant.members", group.event, now=now, detail={"participant": group.code})


def _broken(named: Sequence[tuple[MemberPlan, str]]) -> Iterator[str]:
    """No name twice, no office twice; the same words as for a workbook."""
    if len(named) > MOST_MEMBERS:
        yield _("Paling banyak {most} anggota pada satu kelompok.", most=MOST_MEMBERS)
    seen: set[str] = set()
    held: dict[str, str] = {}
    for plan, name in named:
        if alike(name) in seen:
            yield str(MEMBER_NAME_ONCE.fault(name, N_("{what} ditulis dua kali.")))
        seen.add(alike(name))
        if plan.office and plan.office not in OFFICES:
            yield _("Jabatan {name} tidak dikenal. Pilih ulang.", name=name)
        elif plan.office and plan.office in held:
            yield _("{office} sudah {first}, dan ditulis lagi untuk {name}. Satu jabatan satu orang.",
                    office=_(OFFICES[plan.office]), first=held[plan.office], name=name)  # fmt: skip
        held.setdefault(plan.office, name)
