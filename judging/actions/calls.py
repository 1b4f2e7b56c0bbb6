"""A judge calls the panitia; somebody answers.

In:  who, and where to come.   Out: the call's id.   Both are journal events: who waited how long can be read later.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import Refused, get
from judging.language import _
from judging.models import CallForHelp, Event, Judge
from judging.roles import Actor, NotAllowed, Permission, require

PLACE_LENGTH = 60


def call_panitia(session: Session, actor: Actor, place: str, *, now: datetime) -> int:
    """One open call for each judge: calling again tells the new place and keeps the first time."""
    require(actor, Permission.SCORE_OWN_SHEETS)
    judge = get(session, Judge, actor.judge_id or 0, _("Juri"))
    where = " ".join(place.split())[:PLACE_LENGTH]
    waiting = select(CallForHelp).where(CallForHelp.judge_id == judge.id, CallForHelp.answered_at.is_(None))
    call = session.scalars(waiting).first()
    if call is not None and (not where or call.place == where):
        return call.id
    if call is None:
        call = CallForHelp(event_id=judge.event_id, judge_id=judge.id, place=where, called_at=now)
        session.add(call)
    call.place = where
    happening = get(session, Event, judge.event_id, _("Acara"))
    journal.record(session, actor, "call.open", happening, now=now, detail={"judge": judge.code, "place": where})
    return call.id


def answer_call(session: Session, actor: Actor, call_id: int, *, now: datetime) -> None:
    """Somebody goes there. Any organiser of the same event may; a call already answered stays as it is."""
    if not (actor.may(Permission.SEE_PROGRESS) or actor.may(Permission.SEE_PAPERS)):
        raise NotAllowed(Permission.SEE_PROGRESS)
    call = get(session, CallForHelp, call_id, _("Panggilan"))
    if call.answered_at is not None:
        raise Refused(_("Panggilan ini sudah ditangani."))
    call.answered_at, call.answered_by_id = now, actor.person_id
    journal.record(session, actor, "call.answer", call.event, now=now, detail={"judge": call.judge.code})
