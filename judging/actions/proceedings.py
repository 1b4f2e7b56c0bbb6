"""What is done around a result on a day, and put on record: milestones, objections, archiving.

In:  days and words as somebody typed them.   Out: ids, ticket numbers; or Refused / NotAllowed.
Decides no rank. While an objection is open the keputusan waits (`nothing_objected`, asked by enter_decree).
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.common import Refused, event_of, get, in_state, need_reason
from judging.language import _
from judging.models import Category, Event, Milestone, Objection, Participant
from judging.queries.people import settings
from judging.queries.reopenings import is_running
from judging.roles import Actor, Permission, require

MINUTES_SIGNED, OWN_VALUES, HANDED_OVER = "minutes_signed", "own_values", "handed_over"
OUTCOMES = ("upheld", "rejected")


def sign_minutes(session: Session, actor: Actor, category_id: int, day: date, note: str, *, now: datetime) -> None:
    """The berita acara of a sealed category was signed on paper."""
    category = get(session, Category, category_id, _("Kategori"))
    in_state(category, "sealed", "announced")
    _milestone(session, actor, event_of(session, category), MINUTES_SIGNED, day, note, now, category=category)


def give_own_values(
    session: Session, actor: Actor, event_id: int, day: date, until: date, note: str, *, now: datetime
) -> None:
    """Each participant received its own values, without any rank; objections are taken until `until`."""
    happening = get(session, Event, event_id, _("Acara"))
    if not settings(session, event_id).get("objections"):
        raise Refused(_("Acara ini tidak memakai masa sanggahan."))
    _all_in(session, event_id, ("sealed", "announced"), _("Hasil sementara dibagikan setelah semua hasil dikunci."))
    if until < day:
        raise Refused(_("Hari terakhir sanggahan tidak boleh sebelum hari hasil sementara dibagikan."))
    _milestone(session, actor, happening, OWN_VALUES, day, note, now, until=until)


def hand_over(session: Session, actor: Actor, event_id: int, day: date, note: str, *, now: datetime) -> None:
    """The awards were handed over."""
    _all_in(session, event_id, ("announced",), _("Penghargaan diserahkan setelah semua hasil diumumkan."))
    _milestone(session, actor, get(session, Event, event_id, _("Acara")), HANDED_OVER, day, note, now)


def receive_objection(
    session: Session,
    actor: Actor,
    participant_id: int,
    *,
    received_on: date,
    sender: str,
    statement: str,
    now: datetime,
) -> str:
    """Record an objection; gives its ticket number, "SGH-2026-001"."""
    require(actor, Permission.KEEP_RECORD)
    person = get(session, Participant, participant_id, _("Peserta"))
    in_state(person.category, "sealed", "announced")
    if not sender.strip() or not statement.strip():
        raise Refused(_("Tulis siapa yang mengajukan dan apa yang disanggah."))
    happening = get(session, Event, person.event_id, _("Acara"))
    number = session.scalar(select(func.count(Objection.id)).where(Objection.event_id == happening.id)) or 0
    row = Objection(
        event_id=happening.id,
        participant=person,
        ticket=f"SGH-{happening.year}-{number + 1:03d}",
        received_on=received_on,
        sender=sender.strip(),
        statement=statement.strip(),
        recorded_at=now,
        recorded_by_id=actor.person_id,
        outcome="open",
        answer="",
    )
    session.add(row)
    journal.record(session, actor, "objection.receive", happening, now=now, detail={"ticket": row.ticket})
    return row.ticket


def answer_objection(
    session: Session, actor: Actor, objection_id: int, outcome: str, answer: str, *, now: datetime
) -> None:
    """Once, by the chair's side. Upheld changes nothing by itself: the correction that follows does."""
    require(actor, Permission.DECIDE)
    row = get(session, Objection, objection_id, _("Sanggahan"))
    if row.outcome != "open":
        raise Refused(_("Sanggahan ini sudah dijawab."))
    if outcome not in OUTCOMES:
        raise Refused(_("Pilih jawabannya: diterima atau tidak diterima."))
    row.outcome, row.answer, row.answered_at, row.answered_by_id = outcome, need_reason(answer), now, actor.person_id
    happening = get(session, Event, row.event_id, _("Acara"))
    detail = {"ticket": row.ticket, "outcome": outcome}
    journal.record(session, actor, "objection.answer", happening, now=now, reason=row.answer, detail=detail)


def nothing_objected(session: Session, event_id: int, day: date) -> None:
    """Refused while an objection is open, or while the time for one runs (where the event has one)."""
    query = select(Objection.ticket).where(Objection.event_id == event_id, Objection.outcome == "open")
    waiting = session.scalars(query.order_by(Objection.id)).all()
    if waiting:
        raise Refused(_("Keputusan menunggu jawaban atas sanggahan {waiting}.", waiting=", ".join(waiting)))
    if not settings(session, event_id).get("objections"):
        return
    last = session.scalars(
        select(Milestone).where(Milestone.event_id == event_id, Milestone.kind == OWN_VALUES).order_by(Milestone.id)
    ).all()
    if not last:
        raise Refused(_("Keputusan menunggu masa sanggahan: bagikan dahulu hasil sementara kepada tiap peserta."))
    until = last[-1].until
    if until is not None and day <= until:
        raise Refused(
            _("Masa sanggahan masih berjalan sampai {until:%d-%m-%Y}. Keputusan dibuat sesudahnya.", until=until)
        )


def archive(session: Session, actor: Actor, event_id: int, *, now: datetime) -> None:
    """The end: nothing is changed any more, tablets may forget. After announcing, handing over, answering."""
    require(actor, Permission.KEEP_RECORD)
    happening = get(session, Event, event_id, _("Acara"))
    found = _all_in(session, event_id, ("announced",), _("Acara diarsipkan setelah semua hasil diumumkan."))
    kinds = set(session.scalars(select(Milestone.kind).where(Milestone.event_id == event_id)))
    if HANDED_OVER not in kinds:
        raise Refused(_("Catat dahulu tanggal penyerahan penghargaan."))
    open_ = select(Objection.id).where(Objection.event_id == event_id, Objection.outcome == "open")
    if session.scalar(open_):
        raise Refused(_("Masih ada sanggahan yang belum dijawab."))
    if any(is_running(session, category.id) for category in found):
        raise Refused(_("Masih ada lembar yang dibuka kembali, atau permintaannya belum dijawab. Selesaikan dahulu."))
    for category in found:
        category.state = "archived"
    journal.record(session, actor, "event.archive", happening, now=now)


def _all_in(session: Session, event_id: int, states: tuple[str, ...], otherwise: str) -> list[Category]:
    found = list(session.scalars(select(Category).where(Category.event_id == event_id).order_by(Category.position)))
    if found and all(one.state == "archived" for one in found):
        raise Refused(_("Acara ini sudah diarsipkan; tidak ada lagi yang dapat diubah."))
    if not found or any(one.state not in states for one in found):
        raise Refused(otherwise)
    return found


def _milestone(
    session: Session,
    actor: Actor,
    happening: Event,
    kind: str,
    day: date,
    note: str,
    now: datetime,
    *,
    category: Category | None = None,
    until: date | None = None,
) -> None:
    """Written once more when a day was wrong: the newest counts, the older ones stay."""
    require(actor, Permission.KEEP_RECORD)
    row = Milestone(
        event=happening,
        category=category,
        kind=kind,
        day=day,
        until=until,
        note=note.strip(),
        recorded_at=now,
        recorded_by_id=actor.person_id,
    )
    session.add(row)
    detail = {"day": day.isoformat(), "category": category.code if category else ""}
    journal.record(session, actor, f"milestone.{kind}", happening, now=now, detail=detail)
