"""Money: amounts until they are settled, and the numbered allocation that fixes them.

In:  amounts, and the keputusan's number and date.   Out: a decree and an allocation over sealed results.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import Refused, event_of, get, need_reason, refuse_any, text_and_hash
from judging.actions.proceedings import nothing_objected
from judging.language import _
from judging.models import Allocation, Award, Category, Decree, Event
from judging.queries.allocation import allocation_body
from judging.queries.people import signing_official
from judging.queries.results import SealedResult, allocation, newest_results, valid_allocation
from judging.roles import Actor, Permission, require


def set_amount(
    session: Session, actor: Actor, award_id: int, amount: int | None, reason: str, *, now: datetime
) -> None:
    """Confirm or change one amount, until an allocation fixes it, and again once a correction has made that stale.

    Clears "perlu konfirmasi".
    """
    require(actor, Permission.MANAGE_PRIZES)
    award = get(session, Award, award_id, _("Hadiah"))
    if amount is not None and amount < 0:
        refuse_any([("amount", _("Jumlah uang tidak boleh kurang dari nol."))])
    if valid_allocation(session, award.category.event_id):
        raise Refused(_("Hadiah sudah dialokasikan dengan keputusan. Perubahan memerlukan keputusan baru."))
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


def enter_decree(
    session: Session, actor: Actor, event_id: int, number: str, day: date, signatory: str = "kepala", *, now: datetime
) -> int:
    """Enter the keputusan and, with it, fix the money of every category; gives the allocation's id.

    After a correction the next keputusan makes the next numbered allocation; the old ones stay on record.
    `signatory`: the office (role) of whoever signs it; papers keep the name and position of this moment.
    """
    require(actor, Permission.MANAGE_PRIZES)
    happening = get(session, Event, event_id, _("Acara"))
    results = _everything_sealed(session, event_id)
    nothing_objected(session, event_id, day)
    _none_in_force(session, event_id)
    _number_free(session, number.strip())
    _amounts_settled(session, event_id)
    signed = signing_official(session, event_id, signatory)
    if signed is None and signatory != "kepala":
        told = _("Pejabat yang menandatangani keputusan belum diisi. Lengkapi lembar Pejabat.")
        refuse_any([("signatory", told)])
    decree = Decree(event=happening, number=number.strip(), day=day, entered_at=now, entered_by_id=actor.person_id)
    before = allocation(session, event_id)
    if before is not None:
        before.decree.replaced_at = now
    last = before.number if before else 0
    facts = {"number": decree.number, "day": day.isoformat(), "signatory": signed}
    body = allocation_body(session, event_id, results, last + 1, facts)
    row = Allocation(
        event=happening,
        decree=decree,
        number=last + 1,
        **text_and_hash(body),
        allocated_at=now,
        allocated_by_id=actor.person_id,
    )
    session.add(row)
    journal.record(
        session, actor, "decree.enter", happening, now=now, detail={"number": decree.number, "allocation": row.number}
    )
    return row.id


def _none_in_force(session: Session, event_id: int) -> None:
    fixed = valid_allocation(session, event_id)
    if fixed is not None:
        number = fixed.decree.number
        raise Refused(
            _("Keputusan {number} masih berlaku. Keputusan baru diisi setelah hasil dikoreksi.", number=number)
        )


def _number_free(session: Session, number: str) -> None:
    if not number:
        refuse_any([("number", _("Nomor keputusan belum diisi."))])
    if session.scalar(select(Decree.id).where(Decree.number == number)):
        refuse_any([("number", _("Nomor keputusan {number} sudah dipakai.", number=number))])


def _everything_sealed(session: Session, event_id: int) -> list[SealedResult]:
    results = newest_results(session, event_id)
    waiting = session.scalars(
        select(Category.name).where(Category.event_id == event_id, Category.state.in_(["setup", "judging", "closed"]))
    ).all()
    if waiting or not results:
        raise Refused(
            _("Belum semua hasil ditetapkan: {waiting}.", waiting=", ".join(waiting) or _("belum ada kategori"))
        )
    return results


def _amounts_settled(session: Session, event_id: int) -> None:
    open_awards = session.execute(
        select(Category.name, Award.label).join(Category).where(Category.event_id == event_id, Award.to_confirm != "")
    ).all()
    if open_awards:
        names = "; ".join(f"{label} {category}" for category, label in open_awards)
        raise Refused(_("Masih ada jumlah yang perlu konfirmasi: {names}. Tetapkan dahulu jumlahnya.", names=names))
