"""A judge's paper sheet on its way into the tally: keyed in by one person, checked by another, then an entry like any.

In:  who keys in, which sheet, what stands on the paper.   Out: the paper sheet's id; or Refused / NotAllowed.
What is keyed in stays here and counts nowhere until it is confirmed (paper_checks.py). It never touches what the
judge has on a tablet, and nobody keys in a sheet that was sent: its judge takes it back first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import journal
from judging import sheet as sheets
from judging.actions.common import Refused, event_of, get, need_reason
from judging.actions.sheets import CLOSED_STATES, WRONG, SheetEntry, as_marks
from judging.language import N_, _
from judging.models import Event, Judge, PaperJudge, PaperSheet, Sheet
from judging.queries.paper_sheets import KEYED_WHILE, sits_beside
from judging.queries.rubric import rubric_of
from judging.roles import Actor, Permission, require

OPEN = ("keyed", "differs")  # waits for somebody; at most one of a sheet
NOT_YOURS = N_("Juri lain di kategori ini tidak boleh melihat lembar ini. Minta rekan yang bukan juri.")


def key_in(session: Session, actor: Actor, sheet_id: int, content: Mapping[str, Any], *, now: datetime) -> int:
    """Keep what stands on the paper; gives the paper sheet's id. It may be incomplete, never wrong.

    `content`: "scores", "ticks" and "notes" as in SheetEntry; a part left out is empty. Keying in again replaces the
    same person's earlier keying until somebody has checked it.
    """
    require(actor, Permission.SET_UP)
    row = get(session, Sheet, sheet_id, _("Lembar"))
    person_id = may_handle(session, actor.person_id, row)
    is_awaited(row)
    kept = _kept(row, content)
    paper = open_paper(session, sheet_id)
    if paper is None:
        paper = PaperSheet(sheet=row, based_on=row.version, how="", reason="", keyed_by_id=person_id)
        session.add(paper)
    elif paper.keyed_by_id != person_id or paper.state != "keyed":
        raise Refused(
            _("Lembar ini sudah dimasukkan oleh {name}. Periksa sebagai orang kedua, atau sisihkan dahulu.",
              name=paper.keyed_by.name)
        )  # fmt: skip
    paper.state, paper.keyed_at = "keyed", now
    paper.scores, paper.ticks, paper.notes = kept["scores"], kept["ticks"], kept["notes"]
    record(session, actor, "paper.key_in", paper, now)
    return paper.id


def set_aside(session: Session, actor: Actor, paper_id: int, reason: str, *, now: datetime) -> None:
    """The keying was of the wrong paper, or the judge went on with the tablet: it waits for nobody any more."""
    require(actor, Permission.SET_UP)
    paper = get(session, PaperSheet, paper_id, _("Lembar kertas"))
    not_sealed(paper.sheet)
    if paper.state not in OPEN:
        raise Refused(_("Lembar kertas ini sudah selesai diperiksa."))
    paper.state, paper.reason = "set_aside", need_reason(reason)
    record(session, actor, "paper.set_aside", paper, now)


def attach_photo(session: Session, actor: Actor, paper_id: int, document_id: int, *, now: datetime) -> None:
    """The photo or scan of the paper, kept by keep_document before: what the second person looks at."""
    require(actor, Permission.SET_UP)
    paper = get(session, PaperSheet, paper_id, _("Lembar kertas"))
    if paper.state not in OPEN:
        raise Refused(_("Lembar kertas ini sudah selesai diperiksa."))
    paper.photo_id = document_id
    record(session, actor, "paper.photo", paper, now)


def score_on_paper(session: Session, actor: Actor, judge_id: int, *, paper: bool, now: datetime) -> None:
    """This judge scores on paper throughout, or on a tablet after all. Sheets already keyed in or sent stay."""
    require(actor, Permission.SET_UP)
    judge = get(session, Judge, judge_id, _("Juri"))
    noted = session.get(PaperJudge, judge_id)
    if paper == (noted is not None):
        return
    if noted is None:
        session.add(PaperJudge(judge=judge, noted_at=now))
    else:
        session.delete(noted)
    happening = get(session, Event, judge.event_id, _("Acara"))
    verb = "judge.on_paper" if paper else "judge.on_tablet"
    journal.record(session, actor, verb, happening, now=now, detail={"judge": judge.code})


def open_paper(session: Session, sheet_id: int) -> PaperSheet | None:
    """The keying of this sheet that still waits."""
    return session.scalars(
        select(PaperSheet).where(PaperSheet.sheet_id == sheet_id, PaperSheet.state.in_(OPEN))
    ).first()


def may_handle(session: Session, person_id: int | None, row: Sheet) -> int:
    """Whoever keys in or checks has a name, and does not sit beside the sheet's judge."""
    if person_id is None:
        raise Refused(_("Lembar kertas dimasukkan oleh orang yang bernama."))
    if sits_beside(session, person_id, row.id):
        raise Refused(_(NOT_YOURS))
    return person_id


def record(session: Session, actor: Actor, verb: str, paper: PaperSheet, now: datetime, witness: str = "") -> None:
    """A reason for setting aside stays in its row, where it can be erased one day."""
    row = paper.sheet
    detail = {"sheet": row.id, "judge": row.judge.code, "participant": row.participant.code}
    if witness:
        detail |= {"witness": witness, "version": row.version}
    journal.record(session, actor, verb, event_of(session, row.round.category), now=now, detail=detail)


def is_awaited(row: Sheet) -> None:
    """After closing a paper may still be keyed in; the ketua decides about it as about any late sheet."""
    not_sealed(row)
    if row.state in CLOSED_STATES or row.participant.status != "active":
        raise Refused(_("Lembar ini tidak dinilai, jadi tidak dapat dimasukkan."))
    if row.state == "submitted":
        raise Refused(_("Lembar ini sudah terkirim. Hanya jurinya yang dapat menariknya kembali."))


def not_sealed(row: Sheet) -> None:
    """Sheets exist once judging opened, so what is left of the stages is a result that no paper changes any more."""
    category = row.round.category
    if category.state not in KEYED_WHILE:
        raise Refused(
            _("Hasil {category} sudah dikunci, jadi lembar kertasnya tidak dimasukkan atau diubah lagi.",
              category=category.name)
        )  # fmt: skip


def _kept(row: Sheet, content: Mapping[str, Any]) -> dict[str, Any]:
    parts = (content.get("scores", {}), content.get("ticks", {}), content.get("notes", {}))
    kept = SheetEntry("", row.version, "draft", *parts).content
    found = sheets.problems(as_marks(kept), rubric_of(row.round.rubric))
    wrong = [problem.message for problem in found if problem.kind in WRONG]
    if wrong:
        raise Refused(_("Ada isian yang tidak sesuai rubrik."), *wrong)
    return kept
