"""A judge who was recorded as absent, or as replaced, has come after all.

In:  the category, the judge, why.   Out: nothing; or Refused, when a reserve has begun in the judge's place.
Sheets open again as they were, at the version they had: what waits on the judge's tablet still fits.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import journal, words
from judging.actions.common import Refused, event_of, get, in_state, need_reason
from judging.actions.stages import declared_conflicts, new_sheet
from judging.language import _
from judging.models import Assignment, Category, Entry, Judge, Sheet
from judging.queries.returning import AWAY, LeftSeat, Takeover, left_seats, not_laid_out, takeovers
from judging.roles import Actor, Permission, require


def bring_back(session: Session, actor: Actor, category_id: int, judge_id: int, reason: str, *, now: datetime) -> None:
    """The judge scores this category again; a reserve who has begun nothing leaves it."""
    require(actor, Permission.SET_UP)
    category = get(session, Category, category_id, _("Kategori"))
    judge = get(session, Judge, judge_id, _("Juri"))
    in_state(category, "judging")
    text = need_reason(reason)
    seats = left_seats(session, category.id, judge.id)
    if not seats:
        raise Refused(_("Juri ini tidak tercatat tidak hadir atau digantikan di {name}.", name=category.name))
    taken = takeovers(session, category.id, judge.id)
    need_untouched(taken)
    for one in taken:
        _release(session, one)
    for seat in seats:
        _sit_again(session, category, seat)
    detail = {"judge": judge.code, "category": category.code}
    reserves = ", ".join(sorted({one.code for one in taken}))
    journal.record(
        session,
        actor,
        "judge.return",
        event_of(session, category),
        now=now,
        reason=text,
        detail=detail | ({"reserve": reserves} if reserves else {}),
    )


def need_untouched(taken: Iterable[Takeover]) -> None:
    """What a reserve has begun is nobody else's to throw away."""
    for one in taken:
        names = words.listing(list(one.begun or one.declared))
        stay = {"reserve": one.name, "names": names, "category": one.category}
        if one.begun:
            raise Refused(
                _("{reserve} sudah mulai menilai {names}. Biarkan {reserve} melanjutkan di {category}; "
                  "lembar juri yang digantikan tetap tertutup.", **stay)
            )  # fmt: skip
        if one.declared:
            raise Refused(
                _("{reserve} sudah menyatakan benturan kepentingan dengan {names}. Biarkan {reserve} melanjutkan di "
                  "{category}; lembar juri yang digantikan tetap tertutup.", **stay)
            )  # fmt: skip


def _release(session: Session, one: Takeover) -> None:
    """The reserve's seat and empty sheets, as if nobody had been called in; the journal keeps that somebody was."""
    for sheet in session.scalars(select(Sheet).where(Sheet.round_id == one.round_id, Sheet.judge_id == one.judge_id)):
        session.delete(sheet)
    session.delete(session.get_one(Assignment, one.seat_id))


def _sit_again(session: Session, category: Category, left: LeftSeat) -> None:
    """Closed sheets open; whoever came back into the category meanwhile gets one."""
    seat = session.get_one(Assignment, left.seat_id)
    seat.status, seat.reason = "active", _why_seated(session, left)
    closed = select(Sheet).where(Sheet.round_id == left.round_id, Sheet.judge_id == left.judge_id)
    for sheet in session.scalars(closed.where(Sheet.state.in_(AWAY))):
        sheet.state, sheet.state_reason = _before(session, sheet)
    conflicts = declared_conflicts(session, category)
    session.add_all(
        new_sheet(left.round_id, left.judge_id, person_id, conflicts)
        for person_id, _name in not_laid_out(session, left)
    )


def _why_seated(session: Session, left: LeftSeat) -> str:
    """Nothing to say of the panel's own judges; of a reserve, why the judge was replaced."""
    replaced = select(Assignment.reason).where(
        Assignment.round_id == left.round_id, Assignment.judge_id == left.replaced_id
    )
    return session.scalar(replaced) or ""


def _before(session: Session, sheet: Sheet) -> tuple[str, str]:
    """(state, its reason) of an unsent sheet, from what is stored of it: once taken back, it stays taken back."""
    if sheet.version == 0:
        return "blank", ""
    taken_back = (
        select(Entry.reason)
        .where(Entry.sheet_id == sheet.id, Entry.outcome == "saved", Entry.kind == "take_back")
        .order_by(Entry.version.desc())
        .limit(1)
    )
    found = session.execute(taken_back).first()
    return ("reopened", found.reason or "") if found else ("draft", "")
