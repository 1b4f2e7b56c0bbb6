"""Practising together on a fictional participant before judging opens. It has tables of its own: nothing of it counts.

In:  a round, a name and a story; a judge's marks, as a tablet or the page without script sends them.
Out: the calibration's id, or Refused; for the marks what became of them, as for a sheet that counts.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import codes, journal
from judging.actions.common import Refused, event_of, get, in_state, need_name, need_reason
from judging.actions.sheets import ENTRY_ID, Outcome, OwnVersion, SheetEntry, entry_problems
from judging.language import _
from judging.models import Assignment, Calibration, CalibrationEntry, CalibrationSheet, Judge, Round
from judging.queries.calibration import calibration_version, practised_rubric
from judging.roles import Actor, Permission, require

LONGEST_STORY = 4000
_KEY = re.compile(r"latihan-([1-9][0-9]{0,8})")


def open_calibration(session: Session, actor: Actor, round_id: int, name: str, story: str, *, now: datetime) -> int:
    """Every judge of the round finds it on the tablet until it is ended or judging opens, under the rubric of now."""
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
    row = Calibration(
        round=round_, rubric=round_.rubric, name=need_name(name), story=text, opened_at=now, ended_at=None
    )
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


def drop_calibrations(session: Session, rounds: Collection[int]) -> None:
    """Practice on rounds that are taken away goes with them, within the event that its caller records."""
    practices = select(Calibration.id).where(Calibration.round_id.in_(rounds))
    sheets = select(CalibrationSheet.id).where(CalibrationSheet.calibration_id.in_(practices))
    for rows in (
        select(CalibrationEntry).where(CalibrationEntry.sheet_id.in_(sheets)),
        select(CalibrationSheet).where(CalibrationSheet.id.in_(sheets)),
        select(Calibration).where(Calibration.id.in_(practices)),
    ):
        for row in session.scalars(rows).all():
            session.delete(row)


def calibration_key(calibration_id: int) -> str:
    """What a tablet calls the own sheet of a calibration, where a sheet that counts has its number."""
    return f"latihan-{calibration_id}"


def calibration_of(key: str) -> int | None:
    """The calibration behind a key; None for any other text."""
    found = _KEY.fullmatch(key)
    return int(found[1]) if found else None


def save_calibration(session: Session, actor: Actor, key: str, entry: SheetEntry, *, now: datetime) -> Outcome:
    """Apply one entry to the own sheet of a calibration, answered as save_entry answers; it may be sent again."""
    require(actor, Permission.SCORE_OWN_SHEETS)
    return _take_in(session, actor, actor.judge_id, key, entry, now)


def bring_in_calibration(
    session: Session, actor: Actor, judge_id: int, key: str, entry: SheetEntry, reason: str, *, now: datetime
) -> Outcome:
    """An entry from a judge's rescue file, as bring_in takes it."""
    require(actor, Permission.SET_UP)
    return _take_in(session, actor, judge_id, key, entry, now, need_reason(reason))


def _take_in(
    session: Session,
    actor: Actor,
    judge_id: int | None,
    key: str,
    entry: SheetEntry,
    now: datetime,
    brought: str = "",
) -> Outcome:
    calibration = session.get(Calibration, calibration_of(key) or 0) if ENTRY_ID.fullmatch(entry.id) else None
    if calibration is None or judge_id is None or not _sits(session, calibration, judge_id):
        return Outcome("forbidden")
    row = _own_sheet(session, calibration, judge_id, now)
    digest, version = entry.digest(key), calibration_version(row)
    known = session.get(CalibrationEntry, entry.id)
    if known is not None:
        return _answer_again(known, row, digest, version)
    problems = entry_problems(entry, practised_rubric(calibration))
    if problems:
        return Outcome("invalid", version, problems=problems)
    word = _word(calibration, entry, version)
    if word == "saved":
        version += 1
        _apply(row, entry, now)
    session.add(_entry_row(row, entry, word, version if word == "saved" else None, digest, now))
    happening = event_of(session, calibration.round.category)
    verb = entry.kind if word == "saved" else word
    detail = {"calibration": calibration.id, "version": version}
    journal.record(session, actor, f"calibration.{verb}", happening, now=now, reason=brought, detail=detail)
    return Outcome(word, version, codes.receipt(digest), own=_own(row, word))


def _word(calibration: Calibration, entry: SheetEntry, version: int) -> str:
    if calibration.ended_at is not None or calibration.round.category.state != "setup":
        return "late"
    return "saved" if entry.based_on == version else "conflict"


def _own_sheet(session: Session, calibration: Calibration, judge_id: int, now: datetime) -> CalibrationSheet:
    """The judge's sheet, begun empty by its first entry."""
    query = select(CalibrationSheet).where(
        CalibrationSheet.calibration_id == calibration.id, CalibrationSheet.judge_id == judge_id
    )
    found = session.scalars(query).first()
    if found is not None:
        return found
    judge = get(session, Judge, judge_id, _("Juri"))
    return CalibrationSheet(
        calibration=calibration, judge=judge, scores={}, ticks={}, notes={}, saved_at=now, sent_at=None
    )


def _apply(row: CalibrationSheet, entry: SheetEntry, now: datetime) -> None:
    if entry.kind != "take_back":
        row.scores, row.ticks, row.notes = entry.content["scores"], entry.content["ticks"], entry.content["notes"]
    row.saved_at, row.sent_at = now, now if entry.kind == "submit" else None


def _entry_row(
    row: CalibrationSheet, entry: SheetEntry, outcome: str, version: int | None, digest: str, now: datetime
) -> CalibrationEntry:
    return CalibrationEntry(
        id=entry.id, sheet=row, version=version, outcome=outcome, digest=digest, received_at=now, **entry.content
    )


def _answer_again(known: CalibrationEntry, row: CalibrationSheet, digest: str, version: int) -> Outcome:
    if known.sheet_id != row.id:
        return Outcome("forbidden")
    if known.digest != digest:
        return Outcome("mismatch", version)
    word = "already_saved" if known.outcome == "saved" else known.outcome
    return Outcome(word, known.version or version, codes.receipt(known.digest), own=_own(row, word))


def _own(row: CalibrationSheet, word: str) -> OwnVersion | None:
    if word != "conflict":
        return None
    return OwnVersion("submitted" if row.sent_at else "draft", row.scores, row.ticks, row.notes or {})


def _sits(session: Session, calibration: Calibration, judge_id: int) -> bool:
    query = select(Assignment.id).where(Assignment.round_id == calibration.round_id, Assignment.judge_id == judge_id)
    return session.scalar(query) is not None
