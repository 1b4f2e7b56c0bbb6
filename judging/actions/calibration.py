"""Practising together on a fictional participant before judging opens. It has tables of its own: nothing of it counts.

In:  a round, a name and a story; a judge's marks.   Out: the calibration's id; or Refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import journal
from judging import sheet as marking
from judging.actions.common import Refused, event_of, get, in_state, need_name
from judging.language import _
from judging.models import Assignment, Calibration, CalibrationSheet, Judge, Round
from judging.queries.rubric import rubric_of
from judging.roles import Actor, NotAllowed, Permission, require
from judging.sheet import Mark

LONGEST_STORY = 4000


def open_calibration(session: Session, actor: Actor, round_id: int, name: str, story: str, *, now: datetime) -> int:
    """Every judge of the round finds it on the tablet until it is ended or judging opens."""
    require(actor, Permission.SET_UP)
    round_ = get(session, Round, round_id, _("Kategori"))
    in_state(round_.category, "setup")
    text = story.strip()
    if not text:
        raise Refused(_("Cerita peserta rekaan belum ditulis. Tulis apa yang dilihat dan didengar juri."))
    if len(text) > LONGEST_STORY:
        raise Refused(_("Cerita paling panjang {most} huruf. Ringkas ceritanya.", most=LONGEST_STORY))
    running = select(Calibration.id).where(Calibration.round_id == round_id, Calibration.ended_at.is_(None))
    if session.scalar(running) is not None:
        raise Refused(_("Latihan untuk kategori ini masih berjalan. Akhiri dahulu."))
    row = Calibration(round=round_, name=need_name(name), story=text, opened_at=now, ended_at=None)
    session.add(row)
    detail = {"category": round_.category.code, "round": round_.code}
    journal.record(session, actor, "calibration.open", event_of(session, round_.category), now=now, detail=detail)
    return row.id


def end_calibration(session: Session, actor: Actor, calibration_id: int, *, now: datetime) -> None:
    """Nobody marks any more; from now on the spread is shown."""
    require(actor, Permission.SET_UP)
    row = get(session, Calibration, calibration_id, _("Latihan"))
    if row.ended_at is not None:
        raise Refused(_("Latihan ini sudah diakhiri."))
    row.ended_at = now
    category = row.round.category
    detail = {"category": category.code, "round": row.round.code}
    journal.record(session, actor, "calibration.end", event_of(session, category), now=now, detail=detail)


def save_calibration(
    session: Session,
    actor: Actor,
    calibration_id: int,
    scores: Mapping[str, int],
    ticks: Mapping[str, Sequence[int]],
    notes: Mapping[str, str],
    *,
    send: bool,
    now: datetime,
) -> None:
    """The judge's own marks so far; `send` asks that none is missing, and may be done again until the end."""
    require(actor, Permission.SCORE_OWN_SHEETS)
    calibration = get(session, Calibration, calibration_id, _("Latihan"))
    if actor.judge_id is None or not _sits(session, calibration, actor.judge_id):
        raise NotAllowed(Permission.SCORE_OWN_SHEETS)
    in_state(calibration.round.category, "setup")
    if calibration.ended_at is not None:
        raise Refused(_("Latihan ini sudah diakhiri panitia."))
    marks = {
        code: Mark(scores.get(code), tuple(ticks.get(code, ())), notes.get(code, ""))
        for code in {*scores, *ticks, *notes}
    }
    missing = marking.problems(marks, rubric_of(calibration.round.rubric)) if send else ()
    if missing:
        raise Refused(_("Belum dapat dikirim. Yang sudah diisi tetap tersimpan."))
    query = select(CalibrationSheet).where(
        CalibrationSheet.calibration_id == calibration_id, CalibrationSheet.judge_id == actor.judge_id
    )
    row = session.scalars(query).first()
    if row is None:
        row = CalibrationSheet(calibration=calibration, judge=get(session, Judge, actor.judge_id, _("Juri")))
        session.add(row)
    row.scores, row.notes = dict(scores), {code: text for code, text in notes.items() if text}
    row.ticks = {code: list(numbers) for code, numbers in ticks.items() if numbers}
    row.saved_at, row.sent_at = now, now if send else None
    happening = event_of(session, calibration.round.category)
    journal.record(session, actor, "calibration.send" if send else "calibration.save", happening, now=now)


def _sits(session: Session, calibration: Calibration, judge_id: int) -> bool:
    query = select(Assignment.id).where(Assignment.round_id == calibration.round_id, Assignment.judge_id == judge_id)
    return session.scalar(query) is not None
