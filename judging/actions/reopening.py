"""One sheet opened again after closing: its judge asks, another person answers, sending it ends it.

In:  a sheet's id and the judge's reason; later the answer and its reason.   Out: ids; or Refused / NotAllowed.
Nobody but the judge changes a score. Every other sheet stays closed, and both versions of this one are kept.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import codes, journal
from judging.actions.common import AFTER_CLOSING, Refused, event_of, get, in_state, need_reason
from judging.actions.sheets import CLOSED_STATES, SheetEntry, apply_entry, entry_row
from judging.language import _
from judging.models import Entry, Reopening, Sheet
from judging.queries.paper_sheets import SERVER
from judging.queries.reopenings import RUNNING
from judging.queries.rubric import rubric_of
from judging.roles import Actor, NotAllowed, Permission, require


def ask_reopening(session: Session, actor: Actor, sheet_id: int, reason: str, *, now: datetime) -> int:
    """A judge asks for an own sheet after closing; gives the request's id."""
    require(actor, Permission.SCORE_OWN_SHEETS)
    row = get(session, Sheet, sheet_id, _("Lembar"))
    if row.judge_id != actor.judge_id:
        raise NotAllowed(Permission.SCORE_OWN_SHEETS)
    in_state(row.round.category, *AFTER_CLOSING)
    if row.state in CLOSED_STATES or row.participant.status != "active":
        raise Refused(_("Lembar ini tidak dinilai, jadi tidak dapat dibuka kembali."))
    if any(one.state in RUNNING for one in row.reopenings):
        raise Refused(_("Permintaan untuk lembar ini sudah dikirim. Tunggu jawabannya."))
    request = Reopening(sheet=row, reason=need_reason(reason), asked_at=now, state="waiting", answer="")
    session.add(request)
    _record(session, actor, "reopening.ask", request, now)
    return request.id


def answer_reopening(
    session: Session, actor: Actor, request_id: int, *, approve: bool, reason: str, now: datetime
) -> None:
    """Open the sheet for its judge alone, or say no. The chair's own sheet is the wakil's matter."""
    require(actor, Permission.CLOSE)
    request = get(session, Reopening, request_id, _("Permintaan"))
    row = request.sheet
    in_state(row.round.category, *AFTER_CLOSING)
    if row.judge.person_id == actor.person_id:
        raise Refused(_("Lembar sendiri dibuka oleh orang lain: ketua, atau wakil bila menyangkut lembar ketua."))
    if request.state != "waiting":
        raise Refused(_("Permintaan ini sudah dijawab."))
    request.answer, request.answered_at, request.answered_by_id = need_reason(reason), now, actor.person_id
    request.state = "open" if approve else "refused"
    if approve and row.state == "submitted":
        request.before_version = row.version
        _new_version(session, row, "take_back", now, request.reason or "")
    _record(session, actor, f"reopening.{request.state}", request, now, request.answer)


def close_again(session: Session, actor: Actor, request_id: int, reason: str, *, now: datetime) -> None:
    """The judge changes nothing after all: the sheet that counted before counts again, score for score.

    Word for word too, as long as its notes have not been erased.
    """
    require(actor, Permission.CLOSE)
    request = get(session, Reopening, request_id, _("Permintaan"))
    row = request.sheet
    if row.judge.person_id == actor.person_id:
        raise Refused(_("Lembar sendiri ditutup kembali oleh orang lain."))
    if request.state != "open":
        raise Refused(_("Lembar ini tidak sedang dibuka kembali."))
    text = need_reason(reason)
    if request.before_version is not None:
        counted = select(Entry).where(Entry.sheet_id == row.id, Entry.version == request.before_version)
        _new_version(session, row, "submit", now, text, session.scalars(counted).one())
        request.after_version = row.version
    request.state = "done"
    _record(session, actor, "reopening.close", request, now, text)


def _new_version(
    session: Session, row: Sheet, kind: str, now: datetime, reason: str, counted: Entry | None = None
) -> None:
    """A version of the server's making: the sheet taken back as it stands, or sent again as it counted."""
    content = counted or row
    entry = SheetEntry(
        codes.new_secret(), row.version, kind, content.scores, content.ticks, content.notes or {}, reason, SERVER
    )
    apply_entry(row, entry, rubric_of(row.round.rubric), now)
    session.add(entry_row(row, entry, "saved", row.version, now))


def _record(session: Session, actor: Actor, verb: str, request: Reopening, now: datetime, reason: str = "") -> None:
    """A judge's own reason stays in its row, where it can be erased one day."""
    row = request.sheet
    journal.record(
        session,
        actor,
        verb,
        event_of(session, row.round.category),
        now=now,
        reason=reason,
        detail={"sheet": row.id, "version": row.version},
    )
