"""Money: amounts until they are settled, and the numbered allocation that fixes them.

In:  amounts, and the keputusan's number and date.   Out: a decree and an allocation over sealed results.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import Refused, event_of, get, need_reason
from judging.models import Allocation, Award, Category, Decree, Event, canonical
from judging.queries.results import SealedResult, SealedRow, SealedSpecial, newest_results
from judging.roles import Actor, Permission, require
from judging.scoring import awards as awarding
from judging.scoring.category import Row


def set_amount(
    session: Session, actor: Actor, award_id: int, amount: int | None, reason: str, *, now: datetime
) -> None:
    """Confirm or change one amount, until the allocation fixes it. Clears "perlu konfirmasi"."""
    require(actor, Permission.MANAGE_PRIZES)
    award = get(session, Award, award_id, "Hadiah")
    if amount is not None and amount < 0:
        raise Refused("Jumlah uang tidak boleh kurang dari nol.")
    if session.scalar(select(Allocation.id).where(Allocation.event_id == award.category.event_id)):
        raise Refused("Hadiah sudah dialokasikan dengan keputusan. Perubahan memerlukan keputusan baru.")
    text = need_reason(reason)
    award.amount, award.to_confirm = amount, ""
    journal.record(
        session,
        actor,
        "award.amount",
        event_of(session, award.category),
        now=now,
        reason=text,
        detail={"award": award.label, "category": award.category.code, "amount": amount},
    )


def enter_decree(session: Session, actor: Actor, event_id: int, number: str, day: date, *, now: datetime) -> int:
    """Enter the keputusan and, with it, fix the money of every category; gives the allocation's id."""
    require(actor, Permission.MANAGE_PRIZES)
    happening = get(session, Event, event_id, "Acara")
    results = _everything_sealed(session, event_id)
    if not number.strip():
        raise Refused("Nomor keputusan belum diisi.")
    if session.scalar(select(Decree.id).where(Decree.number == number.strip())):
        raise Refused(f"Nomor keputusan {number.strip()} sudah dipakai.")
    _amounts_settled(session, event_id)
    decree = Decree(event=happening, number=number.strip(), day=day, entered_at=now, entered_by_id=actor.person_id)
    last = session.scalar(select(func.max(Allocation.number)).where(Allocation.event_id == event_id)) or 0
    body = canonical(allocation_body(session, results, last + 1, decree))
    row = Allocation(
        event=happening,
        decree=decree,
        number=last + 1,
        body=body,
        sha256=hashlib.sha256(body.encode()).hexdigest(),
        allocated_at=now,
        allocated_by_id=actor.person_id,
    )
    session.add(row)
    journal.record(
        session, actor, "decree.enter", happening, now=now, detail={"number": decree.number, "allocation": row.number}
    )
    return row.id


def _everything_sealed(session: Session, event_id: int) -> list[SealedResult]:
    results = newest_results(session, event_id)
    waiting = session.scalars(
        select(Category.name).where(Category.event_id == event_id, Category.state.in_(["setup", "judging", "closed"]))
    ).all()
    if waiting or not results:
        raise Refused(f"Belum semua hasil ditetapkan: {', '.join(waiting) or 'belum ada kategori'}.")
    return results


def _amounts_settled(session: Session, event_id: int) -> None:
    open_awards = session.execute(
        select(Category.name, Award.label).join(Category).where(Category.event_id == event_id, Award.to_confirm != "")
    ).all()
    if open_awards:
        names = "; ".join(f"{label} {category}" for category, label in open_awards)
        raise Refused(f"Masih ada jumlah yang perlu konfirmasi: {names}. Tetapkan dahulu jumlahnya.")


def allocation_body(
    session: Session, results: Sequence[SealedResult], number: int, decree: Decree | None
) -> dict[str, Any]:
    """What each holder receives, by category, from the sealed results and the prize table as it stands."""
    return {
        "v": 1,
        "number": number,
        "decree": {"number": decree.number, "day": decree.day.isoformat()} if decree else None,
        "categories": [_category_lines(session, result) for result in results],
    }


def _category_lines(session: Session, result: SealedResult) -> dict[str, Any]:
    awards = session.scalars(select(Award).where(Award.category_id == result.category_id, Award.place.is_not(None)))
    table = {award.place: award for award in awards if award.place is not None}
    given = awarding.award(
        [Row(r.participant, r.rank, r.tied, r.decided_by, Fraction(r.total), {}, ()) for r in result.rows],
        [awarding.Place(place, award.label, award.amount) for place, award in sorted(table.items())],
    )
    holders = {row.participant: row for row in result.rows}
    lines = [_line(holders[code], table[one.place], one.each or 0) for one in given.awards for code in one.participants]
    lines += [_special_line(one) for one in result.specials]
    return {
        "category": result.category_name,
        "result": result.number,
        "sha256": result.sha256,
        "lines": lines,
        "subtotal": sum(line["amount"] for line in lines),
        "remainder": given.remainder,
        "not_given": [one.label for one in given.awards if one.state == "not_given"],
    }


def _line(row: SealedRow, award: Award, amount: int) -> dict[str, Any]:
    return {
        "participant": row.participant,
        "name": row.name,
        "region": row.region,
        "label": award.label,
        "amount": amount,
        "trophy": award.trophy,
        "certificate": award.certificate,
        "goods": award.goods,
        "to_confirm": award.to_confirm,
    }


def _special_line(one: SealedSpecial) -> dict[str, Any]:
    return {
        "participant": one.participant,
        "name": one.name,
        "region": one.region,
        "label": one.label,
        "amount": one.amount or 0,
        "trophy": one.trophy,
        "certificate": one.certificate,
        "goods": one.goods,
        "to_confirm": "",
    }
