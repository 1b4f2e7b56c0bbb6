"""What a judge does with an own sheet: save, send, take back, declare a conflict of interest.

In:  plain values and the id the device chose for them.   Out: what became of them, in one word and for the page.
Nothing a judge typed is discarded: what cannot be applied (a clash, too late) is held as an entry of its own.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import codes, journal
from judging import sheet as sheets
from judging.actions.at_hand import AtHand, at_hand
from judging.actions.common import AFTER_CLOSING, Refused, event_of, get, need_reason
from judging.language import _
from judging.models import Conflict, Entry, Event, Reopening, Ruleset, Sheet, canonical
from judging.roles import Actor, NotAllowed, Permission, require
from rubrics import Rubric

ENTRY_ID = re.compile(r"[0-9a-f]{32}")
CLOSED_STATES = {"recused", "absent", "substituted"}
WRONG = {"unknown", "invalid"}  # problems that even a draft may not have


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One revision as it came from a device."""

    id: str  # 32 hex digits
    based_on: int  # the version the judge was looking at
    kind: str  # draft | submit | take_back
    scores: Mapping[str, int]  # indicator code -> whole units of the scale
    ticks: Mapping[str, Sequence[int]]
    notes: Mapping[str, str]
    reason: str = ""
    device: str = ""

    @property
    def content(self) -> dict[str, Any]:
        return {
            "scores": dict(self.scores),
            "ticks": {code: sorted(seen) for code, seen in self.ticks.items() if seen},
            "notes": {code: text.strip() for code, text in self.notes.items() if text.strip()},
        }

    def digest(self, sheet: int | str) -> str:
        """`sheet`: its key, or what a calibration sheet is addressed by."""
        everything = {"id": self.id, "sheet": sheet, "kind": self.kind, "reason": self.reason, **self.content}
        return hashlib.sha256(canonical(everything).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class OwnVersion:
    """What stands on the server for this judge's own sheet, so that a clash can be shown beside the device's."""

    state: str
    scores: Mapping[str, int]
    ticks: Mapping[str, Sequence[int]]
    notes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """saved | already_saved | mismatch | conflict | late | invalid | forbidden"""

    word: str
    version: int = 0
    receipt: str = ""
    problems: tuple[sheets.Problem, ...] = ()
    own: OwnVersion | None = None  # with a conflict


def save_entry(session: Session, actor: Actor, sheet_id: int, entry: SheetEntry, *, now: datetime) -> Outcome:
    """Apply one entry to an own sheet. Whatever the word, the same entry sent again gives the same answer."""
    require(actor, Permission.SCORE_OWN_SHEETS)
    return take_in(session, actor, actor.judge_id, sheet_id, entry, now=now)


def bring_in(
    session: Session, actor: Actor, judge_id: int, sheet_id: int, entry: SheetEntry, reason: str, *, now: datetime
) -> Outcome:
    """An entry from a judge's rescue file. Its seal was checked before; the journal names who brought it, and why."""
    require(actor, Permission.SET_UP)
    return take_in(session, actor, judge_id, sheet_id, entry, now=now, brought=need_reason(reason))


def take_in(
    session: Session,
    actor: Actor,
    judge_id: int | None,
    sheet_id: int,
    entry: SheetEntry,
    *,
    now: datetime,
    brought: str = "",
) -> Outcome:
    """One entry of `judge_id`, whoever carries it here. `brought`: why somebody else does."""
    found = at_hand(session, sheet_id, entry.id) if ENTRY_ID.fullmatch(entry.id) else None
    if found is None or found.sheet.judge_id != judge_id:
        return Outcome("forbidden")
    row, rubric = found.sheet, found.rubric
    if found.known is not None:
        return _answer_again(found.known, row, entry)
    if row.state in CLOSED_STATES or not found.participant_active:
        return Outcome("forbidden")
    problems = entry_problems(entry, rubric)
    if problems:
        return Outcome("invalid", row.version, problems=problems)
    if found.category_state != "judging" and not (found.category_state in AFTER_CLOSING and open_again(row)):
        return _hold(session, actor, found, entry, "late", now, brought)
    if entry.based_on != row.version or (row.state == "submitted") != (entry.kind == "take_back"):
        return _hold(session, actor, found, entry, "conflict", now, brought)
    apply_entry(row, entry, rubric, now)
    session.add(entry_row(row, entry, "saved", row.version, now))
    if row.state == "submitted":
        freeze_rules(session, row, now)
        _end_reopening(row)
    _record(session, actor, row, found.event, f"sheet.{entry.kind}", now, brought)
    return Outcome("saved", row.version, codes.receipt(entry.digest(row.id)))


def open_again(row: Sheet) -> Reopening | None:
    """The reopening that lets this one sheet in although its category is closed."""
    return next((one for one in row.reopenings if one.state == "open"), None)


def _end_reopening(row: Sheet) -> None:
    reopening = open_again(row)
    if reopening is not None:
        reopening.state, reopening.after_version = "done", row.version


def _answer_again(known: Entry, row: Sheet, entry: SheetEntry) -> Outcome:
    if known.sheet_id != row.id:
        return Outcome("forbidden")
    if known.digest != entry.digest(row.id):
        return Outcome("mismatch", row.version)
    word = "already_saved" if known.outcome == "saved" else known.outcome
    return Outcome(word, known.version or row.version, codes.receipt(known.digest), own=_own(row, word))


def _own(row: Sheet, word: str) -> OwnVersion | None:
    return OwnVersion(row.state, row.scores, row.ticks, row.notes or {}) if word == "conflict" else None


def entry_problems(entry: SheetEntry, rubric: Rubric) -> tuple[sheets.Problem, ...]:
    """A draft may be incomplete, never wrong; a sheet that is sent must be complete."""
    found = sheets.problems(as_marks(entry.content), rubric)
    return found if entry.kind == "submit" else tuple(p for p in found if p.kind in WRONG)


def as_marks(content: Mapping[str, Any]) -> dict[str, sheets.Mark]:
    """Stored or sent content as the marks that sheet.py understands."""
    every = {**content["scores"], **content["ticks"], **content["notes"]}
    return {
        code: sheets.Mark(
            content["scores"].get(code), tuple(content["ticks"].get(code, ())), content["notes"].get(code, "")
        )
        for code in every
    }


def _hold(
    session: Session, actor: Actor, found: AtHand, entry: SheetEntry, word: str, now: datetime, brought: str
) -> Outcome:
    row = found.sheet
    session.add(entry_row(row, entry, word, None, now))
    _record(session, actor, row, found.event, f"sheet.{word}", now, brought)
    return Outcome(word, row.version, codes.receipt(entry.digest(row.id)), own=_own(row, word))


def apply_entry(row: Sheet, entry: SheetEntry, rubric: Rubric, now: datetime) -> None:
    """Make the entry the sheet's newest version; a sheet that is sent gets its exact totals and its receipt."""
    row.version += 1
    if entry.kind == "take_back":
        row.state, row.state_reason = "reopened", need_reason(entry.reason)
    else:
        row.scores, row.ticks, row.notes = entry.content["scores"], entry.content["ticks"], entry.content["notes"]
        row.filled = len(row.scores)
        row.state = "submitted" if entry.kind == "submit" else ("reopened" if row.state == "reopened" else "draft")
    sent = row.state == "submitted"
    totals = sheets.totals(as_marks(entry.content), rubric) if sent else None
    row.numerator, row.aspects = (totals.numerator, dict(totals.aspects)) if totals else (None, None)
    row.receipt, row.submitted_at = (codes.receipt(entry.digest(row.id)), now) if sent else ("", None)


def entry_row(row: Sheet, entry: SheetEntry, outcome: str, version: int | None, now: datetime) -> Entry:
    content = entry.content
    if entry.kind == "take_back":
        content = {"scores": row.scores, "ticks": row.ticks, "notes": row.notes}
    return Entry(
        id=entry.id,
        sheet_id=row.id,
        based_on=entry.based_on,
        version=version,
        kind=entry.kind,
        outcome=outcome,
        reason=entry.reason or None,
        digest=entry.digest(row.id),
        device=entry.device,
        received_at=now,
        **content,
    )


def freeze_rules(session: Session, row: Sheet, now: datetime) -> None:
    rules = session.scalars(
        select(Ruleset).where(Ruleset.category_id == row.round.category_id).order_by(Ruleset.version.desc()).limit(1)
    ).one()
    if rules.frozen_at is None:
        rules.frozen_at = now


def _record(
    session: Session, actor: Actor, row: Sheet, happening: Event, verb: str, now: datetime, reason: str = ""
) -> None:
    """A judge's own reasons stay in their rows, where they can be erased one day: the journal keeps their hashes."""
    journal.record(
        session, actor, verb, happening, now=now, reason=reason, detail={"sheet": row.id, "version": row.version}
    )


def declare_conflict(session: Session, actor: Actor, sheet_id: int, reason: str, *, now: datetime) -> None:
    """Benturan kepentingan: every sheet of this judge for this participant closes; earlier entries stay."""
    require(actor, Permission.SCORE_OWN_SHEETS)
    row = get(session, Sheet, sheet_id, _("Lembar"))
    if row.judge_id != actor.judge_id:
        raise NotAllowed(Permission.SCORE_OWN_SHEETS)
    if row.round.category.state != "judging":
        raise Refused(_("Penilaian kategori ini sudah ditutup. Sampaikan kepada ketua."))
    text = need_reason(reason)
    if row.state == "submitted":
        raise Refused(_("Lembar ini sudah dikirim. Tarik kembali dahulu, lalu nyatakan benturan kepentingan."))
    same = select(Sheet).where(Sheet.judge_id == row.judge_id, Sheet.participant_id == row.participant_id)
    for one in session.scalars(same):
        one.state, one.state_reason, one.numerator, one.aspects, one.submitted_at = "recused", text, None, None, None
    if not session.scalar(
        select(Conflict.id).where(Conflict.judge_id == row.judge_id, Conflict.participant_id == row.participant_id)
    ):
        session.add(Conflict(judge_id=row.judge_id, participant_id=row.participant_id, reason=text, declared_at=now))
    _record(session, actor, row, event_of(session, row.round.category), "sheet.recuse", now)
