"""The second pair of eyes on a paper sheet: its own judge with card and PIN, or another person who keys it in again.

In:  a paper sheet and who stands for it.   Out: "counted", "late" or "differs"; or Refused / NotAllowed.
Persons are compared, not accounts. What two people read differently is settled by looking at the paper, by two people.
A tablet's marks are never overwritten unseen: only the judge may say that the paper holds, not the tablet.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from judging import codes
from judging import sheet as sheets
from judging.actions.common import Refused, get
from judging.actions.paper_sheets import is_awaited, may_handle, record
from judging.actions.sheets import SheetEntry, apply_entry, as_marks, entry_row, freeze_rules, open_again
from judging.actions.signing_in import Witness
from judging.language import _
from judging.models import PaperSheet, Sheet
from judging.queries.paper_sheets import PAPER, given_on_tablet
from judging.queries.rubric import rubric_of
from judging.roles import Actor, Permission, require

COUNTED, LATE, DIFFERS = "counted", "late", "differs"


def confirm_by_judge(
    session: Session, actor: Actor, paper_id: int, judge: Witness, *, over_tablet: bool = False, now: datetime
) -> str:
    """The judge read what was keyed in and signed with card and PIN. `over_tablet`: the paper holds, not the tablet."""
    require(actor, Permission.SET_UP)
    paper = _waiting(session, paper_id, "keyed", "differs")
    if judge.person_id != paper.sheet.judge.person_id:
        raise Refused(_("Kartu dan PIN ini bukan milik juri lembar ini."))
    _is_another(paper, judge.person_id)
    return _stand(session, actor, paper, _content(paper), "judge", judge, now, over_tablet=over_tablet)


def check_again(
    session: Session, actor: Actor, paper_id: int, scores: Mapping[str, int], witness: Witness | None, *, now: datetime
) -> str:
    """Another person keyed the scores in again from the photo, without seeing the first: alike, or to be settled.

    `witness`: whoever did it, when that is not the one who is signed in.
    """
    require(actor, Permission.SET_UP)
    second = witness or Witness(actor.person_id or 0, actor.name)
    paper = _waiting(session, paper_id, "keyed")
    may_handle(session, second.person_id, paper.sheet)
    _is_another(paper, second.person_id)
    if paper.photo_id is None:
        raise Refused(_("Unggah dahulu foto lembar kertasnya; orang kedua memeriksa dari foto itu."))
    _is_complete(paper.sheet, _content(paper))
    missing = [code for code in paper.scores if code not in scores]
    if missing:
        raise Refused(_("Skor berikut belum diisi: {codes}.", codes=", ".join(missing)))
    paper.second_scores, paper.second_at, paper.second_by_id = dict(scores), now, second.person_id
    if differences(paper):
        paper.state = "differs"
        record(session, actor, "paper.differs", paper, now, second.name)
        return DIFFERS
    return _stand(session, actor, paper, _content(paper), "second", second, now)


def settle(
    session: Session,
    actor: Actor,
    paper_id: int,
    chosen: Mapping[str, int],
    notes: Mapping[str, str],
    witness: Witness,
    *,
    now: datetime,
) -> str:
    """What two people read differently, as both now read it on the paper; both stand for it."""
    require(actor, Permission.SET_UP)
    paper = _waiting(session, paper_id, "differs")
    for person_id in (actor.person_id, witness.person_id):
        may_handle(session, person_id, paper.sheet)
    if witness.person_id == actor.person_id:
        raise Refused(_("Orang kedua harus orang lain."))
    open_codes = [code for code, *_both in differences(paper) if code not in chosen]
    if open_codes:
        raise Refused(_("Pilih dahulu skor untuk: {codes}.", codes=", ".join(open_codes)))
    content = _content(paper)
    settled = {code: chosen[code] for code, *_both in differences(paper)}
    content = {**content, "scores": content["scores"] | settled, "notes": {**content["notes"], **notes}}
    return _stand(session, actor, paper, content, "settled", witness, now)


def differences(paper: PaperSheet) -> list[tuple[str, int | None, int | None]]:
    """(indicator, first, second) of what two people keyed in differently, in the order of the rubric."""
    second = paper.second_scores or {}
    order = [indicator.code for indicator in rubric_of(paper.sheet.round.rubric).indicators]
    both = [(code, paper.scores.get(code), second.get(code)) for code in order]
    return [(code, one, other) for code, one, other in both if one != other]


def also_on_tablet(session: Session, paper: PaperSheet) -> bool:
    """The judge gave marks on a tablet before the keying, or wrote there since."""
    row = paper.sheet
    return row.id in given_on_tablet(session, [row.id]) or row.version != paper.based_on


def _waiting(session: Session, paper_id: int, *states: str) -> PaperSheet:
    paper = get(session, PaperSheet, paper_id, _("Lembar kertas"))
    if paper.state not in states:
        raise Refused(_("Lembar kertas ini tidak sedang menunggu langkah ini. Buka lagi daftarnya."))
    is_awaited(paper.sheet)
    return paper


def _is_another(paper: PaperSheet, person_id: int) -> None:
    if person_id == paper.keyed_by_id:
        raise Refused(_("Yang memeriksa harus orang lain dari yang memasukkan ({name}).", name=paper.keyed_by.name))


def _content(paper: PaperSheet) -> dict[str, Any]:
    return {"scores": paper.scores, "ticks": paper.ticks, "notes": paper.notes or {}}


def _is_complete(row: Sheet, content: Mapping[str, Any]) -> None:
    found = sheets.problems(as_marks(content), rubric_of(row.round.rubric))
    if found:
        raise Refused(_("Lembar kertas ini belum lengkap."), *(problem.message for problem in found))


def _stand(
    session: Session,
    actor: Actor,
    paper: PaperSheet,
    content: dict[str, Any],
    how: str,
    by: Witness,
    now: datetime,
    *,
    over_tablet: bool = False,
) -> str:
    """From here on it is a sheet like any: one entry, sent; or held for the ketua when the category is closed."""
    row = paper.sheet
    if also_on_tablet(session, paper) and not over_tablet:
        raise Refused(_("Juri juga mengisi lembar ini di tablet. Hanya jurinya yang memilih, dengan kartu dan PIN."))
    _is_complete(row, content)
    entry = SheetEntry(codes.new_secret(), row.version, "submit", **content, device=PAPER)
    word = _enter(session, row, entry, now)
    paper.state, paper.how, paper.entry_id = "confirmed", how, entry.id
    paper.confirmed_at, paper.confirmed_by_id = now, by.person_id
    record(session, actor, "sheet.paper" if word == COUNTED else "sheet.paper_late", paper, now, by.name)
    return word


def _enter(session: Session, row: Sheet, entry: SheetEntry, now: datetime) -> str:
    reopening = open_again(row)
    if row.round.category.state != "judging" and reopening is None:
        session.add(entry_row(row, entry, "late", None, now))
        return LATE
    apply_entry(row, entry, rubric_of(row.round.rubric), now)
    session.add(entry_row(row, entry, "saved", row.version, now))
    freeze_rules(session, row, now)
    if reopening is not None:
        reopening.state, reopening.after_version = "done", row.version
    return COUNTED
