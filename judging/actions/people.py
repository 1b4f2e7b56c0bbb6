"""Judges, cards, and participants' standing: what happens to people before and on the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import codes, journal
from judging.actions.accounts import need_second
from judging.actions.common import Refused, event_of, get, in_state, need_reason
from judging.actions.participants import free_name
from judging.actions.signing_in import Witness
from judging.actions.stages import lay_out_missing, new_sheet
from judging.language import _
from judging.models import (
    Assignment,
    Card,
    Category,
    Conflict,
    Event,
    Judge,
    KeptWarning,
    Participant,
    Round,
    Sheet,
    WrongPin,
)
from judging.roles import Actor, Permission, require


@dataclass(frozen=True, slots=True)
class IssuedCard:
    """A card at the one moment its PIN is known."""

    judge_code: str
    name: str
    background: str
    institution: str
    code: str
    secret: str  # goes into the QR's fragment
    pin: str


def issue_card(
    session: Session,
    actor: Actor,
    judge_id: int,
    *,
    now: datetime,
    code: str = "",
    pin: str = "",
    witness: Witness | None = None,
) -> IssuedCard:
    """A new card; the judge's older cards stop working. Only a sample event may fix its code and PIN.

    Once judging is open a person needs a witness for this, as for an account.
    """
    require(actor, Permission.SET_UP)
    judge = get(session, Judge, judge_id, _("Juri"))
    happening = get(session, Event, judge.event_id, _("Acara"))
    need_second(session, actor, happening, witness)
    if (code or pin) and not happening.is_sample:
        raise Refused(_("Hanya data contoh yang memakai kode dan PIN tetap."))
    card = IssuedCard(
        judge.code,
        judge.person.name,
        judge.background,
        judge.person.institution,
        code=code or codes.random_code(6),
        secret=codes.new_secret(),
        pin=pin or codes.new_pin(),
    )
    _revoke_cards(session, judge, now)
    session.add(_stored(judge, card, now))
    detail = {"judge": judge.code} | ({"witness": witness.name} if witness else {})
    journal.record(session, actor, "card.issue", happening, now=now, detail=detail)
    return card


def _stored(judge: Judge, card: IssuedCard, now: datetime) -> Card:
    return Card(
        judge=judge,
        code=codes.as_typed(card.code),
        qr_hash=codes.hashed(card.secret),
        pin_hash=codes.hash_pin(card.pin),
        issued_at=now,
    )


def _revoke_cards(session: Session, judge: Judge, now: datetime) -> None:
    for old in session.scalars(select(Card).where(Card.judge_id == judge.id, Card.revoked_at.is_(None))):
        old.revoked_at = now


def mark_absent(session: Session, actor: Actor, category_id: int, judge_id: int, reason: str, *, now: datetime) -> None:
    """The judge does not score this category (any more). Sheets already sent stay; the declared panel rule decides."""
    require(actor, Permission.SET_UP)
    category = get(session, Category, category_id, _("Kategori"))
    in_state(category, "judging")
    text = need_reason(reason)
    _leave(session, category, judge_id, "absent", text)
    journal.record(
        session,
        actor,
        "judge.absent",
        event_of(session, category),
        now=now,
        reason=text,
        detail={"judge": get(session, Judge, judge_id, _("Juri")).code, "category": category.code},
    )


def substitute(
    session: Session,
    actor: Actor,
    category_id: int,
    judge_id: int,
    reserve_id: int,
    reason: str,
    *,
    from_number: int = 1,
    now: datetime,
) -> None:
    """The reserve takes over the participants not yet sent, from this number on; earlier ones stay with the judge."""
    require(actor, Permission.SET_UP)
    category = get(session, Category, category_id, _("Kategori"))
    in_state(category, "judging")
    text = need_reason(reason)
    reserve = get(session, Judge, reserve_id, _("Juri cadangan"))
    if reserve.id == judge_id:
        raise Refused(_("Juri tidak dapat menggantikan dirinya sendiri."))
    conflicts = {(c.judge_id, c.participant_id): c.reason for c in session.scalars(select(Conflict))}
    for round_id, participant_ids in _leave(session, category, judge_id, "substituted", text, from_number).items():
        _seat(session, round_id, reserve.id, judge_id, text)
        session.add_all(new_sheet(round_id, reserve.id, one, conflicts) for one in participant_ids)
    journal.record(
        session,
        actor,
        "judge.substitute",
        event_of(session, category),
        now=now,
        reason=text,
        detail={"judge": judge_id, "reserve": reserve.code, "category": category.code, "from": from_number},
    )


def _leave(
    session: Session, category: Category, judge_id: int, state: str, reason: str, from_number: int = 1
) -> dict[int, list[int]]:
    """Close the judge's unsent sheets; give back, by round, the participants that are left without a mark."""
    seats = select(Assignment).join(Round).where(Round.category_id == category.id, Assignment.judge_id == judge_id)
    left: dict[int, list[int]] = {}
    for seat in session.scalars(seats):
        if seat.status != "active":
            raise Refused(_("Juri ini sudah dicatat tidak menilai kategori ini."))
        seat.status, seat.reason = state, reason
        unsent = (
            select(Sheet)
            .join(Participant)
            .where(Sheet.round_id == seat.round_id, Sheet.judge_id == judge_id, Participant.number >= from_number)
            .where(Sheet.state.in_(["blank", "draft", "reopened"]))
        )
        for sheet in session.scalars(unsent):
            sheet.state, sheet.state_reason = state, reason
            left.setdefault(seat.round_id, []).append(sheet.participant_id)
    if not left:
        raise Refused(_("Juri ini tidak punya lembar yang belum dikirim di kategori ini."))
    return left


def _seat(session: Session, round_id: int, reserve_id: int, judge_id: int, reason: str) -> None:
    taken = select(Assignment.id).where(Assignment.round_id == round_id, Assignment.judge_id == reserve_id)
    if session.scalar(taken):
        raise Refused(_("Juri cadangan ini sudah menilai kategori ini."))
    session.add(
        Assignment(round_id=round_id, judge_id=reserve_id, status="active", reason=reason, substitute_for_id=judge_id)
    )


def set_standing(
    session: Session, actor: Actor, participant_id: int, status: str, reason: str, *, now: datetime
) -> None:
    """A participant withdraws or is disqualified (or comes back) until closing. Then only the pleno decides it."""
    require(actor, Permission.SET_UP)
    participant = get(session, Participant, participant_id, _("Peserta"))
    in_state(participant.category, "setup", "judging")
    if status not in ("active", "withdrawn", "disqualified"):
        raise Refused(_("Pilih salah satu: aktif, mengundurkan diri, atau didiskualifikasi."))
    participant.status, participant.status_reason, participant.status_at = status, need_reason(reason), now
    if status == "active" and participant.category.state == "judging":
        lay_out_missing(session, participant)
    happening = get(session, Event, participant.event_id, _("Acara"))
    journal.record(
        session,
        actor,
        f"participant.{status}",
        happening,
        now=now,
        reason=participant.status_reason,
        detail={"participant": participant.code},
    )


def approve_name(session: Session, actor: Actor, participant_id: int, name: str, *, now: datetime) -> None:
    """The name exactly as the participant approved it on the printed proof."""
    require(actor, Permission.SET_UP)
    participant = get(session, Participant, participant_id, _("Peserta"))
    in_state(participant.category, "setup", "judging", "closed")
    participant.name, participant.name_approved_at = free_name(session, participant, name), now
    happening = get(session, Event, participant.event_id, _("Acara"))
    journal.record(session, actor, "participant.name", happening, now=now, detail={"participant": participant.code})


def keep_warning(session: Session, actor: Actor, participant_id: int, code: str, reason: str, *, now: datetime) -> None:
    """Write down why something outside the guidelines is right; a later reason replaces the earlier one."""
    require(actor, Permission.SET_UP)
    participant = get(session, Participant, participant_id, _("Peserta"))
    text = need_reason(reason)
    kept = session.scalars(
        select(KeptWarning).where(KeptWarning.participant_id == participant_id, KeptWarning.code == code)
    ).first()
    if kept is None:
        session.add(KeptWarning(participant=participant, code=code, reason=text, kept_at=now))
    else:
        kept.reason, kept.kept_at = text, now
    happening = get(session, Event, participant.event_id, _("Acara"))
    journal.record(
        session,
        actor,
        "participant.keep_warning",
        happening,
        now=now,
        reason=text,
        detail={"participant": participant.code, "warning": code},
    )


def release_pin(session: Session, actor: Actor, judge_id: int) -> None:
    """Let a judge try again before the fifteen minutes are over."""
    require(actor, Permission.SET_UP)
    for card_id in session.scalars(select(Card.id).where(Card.judge_id == judge_id)):
        counter = session.get(WrongPin, f"card:{card_id}")
        if counter is not None:
            session.delete(counter)
    session.flush()
