"""Conflicts of interest before judging opens: put on record, taken off again, or a suggestion found to be none.

In:  a judge, a participant, a reason.   Out: nothing; or Refused. Once judging is open judges declare their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import Refused, get, in_state, need_reason, refuse_any
from judging.language import _
from judging.models import Conflict, Judge, Participant, SetAside
from judging.roles import Actor, Permission, require


def record_conflict(
    session: Session, actor: Actor, judge_id: int, participant_id: int, reason: str, *, now: datetime
) -> None:
    """This judge will not score this participant; the sheet will be laid out as recused."""
    judge, participant = _both(session, actor, judge_id, participant_id)
    text = need_reason(reason)
    query = select(Conflict.id).where(Conflict.judge_id == judge_id, Conflict.participant_id == participant_id)
    if session.scalar(query):
        told = _("Benturan {judge} dengan {name} sudah tercatat.", judge=judge.code, name=participant.name)
        refuse_any([("participant", told)])
    session.add(Conflict(judge=judge, participant=participant, reason=text, declared_at=now))
    _record(session, actor, "conflict.record", judge, participant, now)


def remove_conflict(session: Session, actor: Actor, conflict_id: int, reason: str, *, now: datetime) -> None:
    """It was none after all; the journal keeps why."""
    row = get(session, Conflict, conflict_id, _("Benturan kepentingan"))
    judge, participant = _both(session, actor, row.judge_id, row.participant_id)
    text = need_reason(reason)
    session.delete(row)
    _record(session, actor, "conflict.remove", judge, participant, now, text)


def set_aside_conflict(
    session: Session,
    actor: Actor,
    judge_id: int,
    participant_id: int,
    signals: Sequence[Sequence[str]],
    *,
    now: datetime,
) -> None:
    """The panitia looked at what was suggested: no conflict. Something else noticed later is suggested anew."""
    judge, participant = _both(session, actor, judge_id, participant_id)
    query = select(SetAside).where(SetAside.judge_id == judge_id, SetAside.participant_id == participant_id)
    row = session.scalars(query).first() or SetAside(judge=judge, participant=participant)
    row.signals, row.noted_at = [list(one) for one in signals], now
    session.add(row)
    _record(session, actor, "conflict.set_aside", judge, participant, now)


def _both(session: Session, actor: Actor, judge_id: int, participant_id: int) -> tuple[Judge, Participant]:
    require(actor, Permission.SET_UP)
    judge = get(session, Judge, judge_id, _("Juri"))
    participant = get(session, Participant, participant_id, _("Peserta"))
    if judge.event_id != participant.event_id:
        raise Refused(_("Juri dan peserta ini tidak satu acara."))
    in_state(participant.category, "setup")
    return judge, participant


def _record(
    session: Session, actor: Actor, verb: str, judge: Judge, participant: Participant, now: datetime, reason: str = ""
) -> None:
    detail = {"judge": judge.code, "participant": participant.code}
    journal.record(session, actor, verb, judge.event, now=now, reason=reason, detail=detail)
