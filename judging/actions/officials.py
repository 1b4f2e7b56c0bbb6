"""Who signs what on paper: one official for each role.

In:  the roles with their officials as typed.   Out: nothing; or Refused with everything that does not fit.
A paper that was issued keeps the official it was issued with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import Refused, get, need_line
from judging.actions.setting_up import same_as_shown
from judging.event_rules import official_faults
from judging.language import _
from judging.models import Event, Official
from judging.plan import OfficialPlan
from judging.roles import Actor, Permission, require


def set_officials(
    session: Session, actor: Actor, event_id: int, officials: Sequence[OfficialPlan], *, based_on: str, now: datetime
) -> None:
    """These roles become what was typed; a role without a name has nobody. Roles that are not named stay."""
    require(actor, Permission.SET_UP)
    happening = get(session, Event, event_id, _("Acara"))
    rows = list(session.scalars(select(Official).where(Official.event_id == event_id).order_by(Official.id)))
    same_as_shown(rows, based_on)
    plans = [_clean(plan) for plan in officials]
    if faults := [fault for plan in plans if plan.name for fault in _faults(plan)]:
        raise Refused(faults[0], *faults[1:])
    changed = [plan.role for plan in plans if _set(session, happening, _of(rows, plan.role), plan)]
    if changed:
        journal.record(session, actor, "official.set", happening, now=now, detail={"roles": changed})


def _of(rows: Sequence[Official], role: str) -> Official | None:
    return next((row for row in rows if row.role == role), None)


def _clean(plan: OfficialPlan) -> OfficialPlan:
    """Each field one line. What is typed without a name belongs to nobody."""
    return replace(
        plan,
        name=need_line(plan.name, _("Nama pejabat")),
        position=need_line(plan.position, _("Jabatan")),
        institution=need_line(plan.institution, _("Lembaga")),
    )


def _faults(plan: OfficialPlan) -> Iterator[str]:
    if not plan.position:
        yield _("{name}: jabatan belum diisi.", name=plan.name)
    for fault in official_faults(plan.nip, plan.institution):
        yield _("{name}: {fault}", name=plan.name, fault=fault)


def _set(session: Session, happening: Event, row: Official | None, plan: OfficialPlan) -> bool:
    """Whether anything changed."""
    if not plan.name:
        if row is not None:
            session.delete(row)
        return row is not None
    values = asdict(plan)
    if row is not None and all(getattr(row, name) == value for name, value in values.items()):
        return False
    row = row or Official(event=happening)
    for name, value in values.items():
        setattr(row, name, value)
    session.add(row)
    return True
