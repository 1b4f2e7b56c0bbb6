"""Signing in and out, and standing as the second person.

In:  what was typed.   Out: a session token (once, in clear, for the cookie), or a confirmed Witness.
Sessions and wrong-PIN counters are not journaled; a judge's first sign-in is (it is the check-in).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import codes, journal
from judging.actions.common import Refused
from judging.language import N_, _
from judging.models import Account, Card, Judge, Person, RoleGrant, SignInSession, WrongPin
from judging.roles import Actor, Permission, Role

JUDGE_HOURS, ORGANISER_HOURS = 12, 8
SEEN_AGAIN = timedelta(seconds=30)
TRIES, LOCK = 5, timedelta(minutes=15)
_WRONG_CARD = N_("Kode kartu atau PIN belum cocok. Periksa lagi, atau minta bantuan panitia.")
_WRONG_PIN = N_("PIN belum cocok. Periksa lagi, atau minta bantuan panitia.")
_NO_CARD = N_("Kartu perlu dibaca lagi. Masuk dengan kode kartu dan PIN.")
_WRONG_ACCOUNT = N_("Nama masuk atau kata sandi belum cocok. Periksa lagi.")


@dataclass(frozen=True, slots=True)
class SignedIn:
    token: str  # for the cookie; only its hash is stored
    actor: Actor


@dataclass(frozen=True, slots=True)
class Witness:
    """The second pair of eyes: another named person who confirmed with an own PIN."""

    person_id: int
    name: str


def other_than(actor: Actor, witness: Witness) -> Witness:
    """The second pair of eyes belongs to another person; persons are compared, not accounts."""
    if witness.person_id == actor.person_id:
        raise Refused(_("Orang kedua harus orang lain."))
    return witness


class CardNeeded(Refused):
    """The session is gone for good: the PIN alone does not say whose it was."""


class TryLater(Refused):
    """Too many wrong tries; the counter is kept even though nobody is signed in."""


def sign_in_with_card(
    session: Session, *, pin: str, now: datetime, code: str = "", secret: str = "", device: str = ""
) -> SignedIn | Refused:
    """By typed code or by the QR's secret, and the PIN. A refusal is returned, not raised: its counter must be kept."""
    by = Card.qr_hash == codes.hashed(secret) if secret else Card.code == codes.as_typed(code)
    card = session.scalars(select(Card).where(by, Card.revoked_at.is_(None))).first()
    refusal = _try(
        session, f"card:{card.id}" if card else "", card.pin_hash if card else None, pin, _(_WRONG_CARD), now
    )
    if refusal or card is None:
        return refusal or Refused(_(_WRONG_CARD))
    actor = judge_actor(card.judge, device=device)
    if card.judge.checked_in_at is None:
        card.judge.checked_in_at = now
        journal.record(session, actor, "judge.check_in", card.judge.event, now=now, detail={"judge": card.judge.code})
    return SignedIn(_open(session, now, JUDGE_HOURS, device, card=card), actor)


def sign_in_with_password(
    session: Session, *, login: str, password: str, now: datetime, device: str = ""
) -> SignedIn | Refused:
    account = _account(session, login)
    refusal = _try(
        session,
        f"account:{account.id}" if account else "",
        account.password_hash if account else None,
        password,
        _(_WRONG_ACCOUNT),
        now,
    )
    if refusal or account is None:
        return refusal or Refused(_(_WRONG_ACCOUNT))
    return SignedIn(
        _open(session, now, ORGANISER_HOURS, device, account=account), account_actor(session, account, device=device)
    )


def confirm(
    session: Session, first: Actor, *, login: str, pin: str, permission: Permission, now: datetime
) -> Witness | Refused:
    """Another person with `permission` confirms on the same screen. Persons are compared, not accounts."""
    account = _account(session, login)
    wrong = _("Nama masuk atau PIN orang kedua belum cocok.")
    refusal = _try(
        session, f"confirm:{account.id}" if account else "", account.pin_hash if account else None, pin, wrong, now
    )
    if refusal or account is None:
        return refusal or Refused(wrong)
    second = account_actor(session, account)
    if second.person_id == first.person_id:
        return Refused(_("Orang kedua harus orang lain. Minta rekan memasukkan nama masuk dan PIN-nya sendiri."))
    if not second.may(permission):
        return Refused(_("{name} tidak berwenang mengesahkan langkah ini.", name=second.name))
    return Witness(account.person_id, second.name)


def confirm_with_card(session: Session, *, code: str, pin: str, now: datetime) -> Witness | Refused:
    """A judge stands for something on somebody else's screen: card code and own PIN, without signing in."""
    card = session.scalars(select(Card).where(Card.code == codes.as_typed(code), Card.revoked_at.is_(None))).first()
    refusal = _try(
        session, f"card:{card.id}" if card else "", card.pin_hash if card else None, pin, _(_WRONG_CARD), now
    )
    if refusal or card is None:
        return refusal or Refused(_(_WRONG_CARD))
    return Witness(card.judge.person_id, card.judge.person.name)


def unlock(session: Session, token: str, *, pin: str, now: datetime) -> SignedIn | Refused:
    """The PIN again, on the tablet that still holds the cookie: after an idle screen, or after the twelve hours.

    The old session ends and a new one begins, so that a cookie never outlives its hours by itself.
    """
    row = session.scalars(select(SignInSession).where(SignInSession.token_hash == codes.hashed(token))).first()
    card = row.card if row is not None and row.ended_at is None else None
    if row is None or card is None or card.revoked_at is not None:
        return CardNeeded(_(_NO_CARD))
    refusal = _try(session, f"card:{card.id}", card.pin_hash, pin, _(_WRONG_PIN), now)
    if refusal:
        return refusal
    row.ended_at = now
    return SignedIn(_open(session, now, JUDGE_HOURS, row.device, card=card), judge_actor(card.judge, device=row.device))


def seen(session: Session, session_id: int, *, now: datetime, unsent: int | None = None) -> None:
    """A tablet said that it is there, and how many sheets it still holds. Written at most twice a minute, or anew."""
    row = session.get(SignInSession, session_id)
    if row is not None and (now - row.seen_at > SEEN_AGAIN or (unsent is not None and unsent != row.unsent)):
        row.seen_at = now
        row.unsent = row.unsent if unsent is None else unsent
    session.flush()


def sign_out(session: Session, session_id: int, *, now: datetime) -> None:
    row = session.get(SignInSession, session_id)
    if row is not None and row.ended_at is None:
        row.ended_at = now
    session.flush()


def judge_actor(judge: Judge, *, session_id: int | None = None, device: str = "") -> Actor:
    return Actor(judge.person_id, judge.person.name, frozenset({Role.JURI}), judge.id, session_id, device)


def account_actor(session: Session, account: Account, *, session_id: int | None = None, device: str = "") -> Actor:
    """An account acts with every role of its person but the judge's: scoring needs the card."""
    held = session.scalars(select(RoleGrant.role).where(RoleGrant.person_id == account.person_id))
    roles = frozenset(Role(role) for role in held) - {Role.JURI}
    name = session.scalars(select(Person.name).where(Person.id == account.person_id)).one()
    return Actor(account.person_id, name, roles, None, session_id, device)


def _account(session: Session, login: str) -> Account | None:
    return session.scalars(select(Account).where(Account.login == login.strip().lower(), Account.active == 1)).first()


def _try(session: Session, subject: str, stored: str | None, given: str, message: str, now: datetime) -> Refused | None:
    """Compare and count. An unknown subject takes as long and answers the same."""
    counter = session.get(WrongPin, subject) if subject else None
    if counter and counter.locked_until and counter.locked_until > now:
        minutes = -(-int((counter.locked_until - now).total_seconds()) // 60)
        return TryLater(
            _("Terlalu banyak percobaan. Tunggu {minutes} menit, atau minta panitia membukanya.", minutes=minutes)
        )
    if codes.pin_fits(stored, given):
        if counter:
            session.delete(counter)
            session.flush()
        return None
    if subject:
        counter = counter or WrongPin(subject=subject, count=0)
        counter.count += 1
        if counter.count >= TRIES:
            counter.count, counter.locked_until = 0, now + LOCK
        session.add(counter)
        session.flush()
    return Refused(message)


def _open(
    session: Session,
    now: datetime,
    hours: int,
    device: str,
    *,
    card: Card | None = None,
    account: Account | None = None,
) -> str:
    token = codes.new_secret() + codes.new_secret()
    session.add(
        SignInSession(
            token_hash=codes.hashed(token),
            card=card,
            account=account,
            device=device,
            started_at=now,
            seen_at=now,
            ends_at=now + timedelta(hours=hours),
        )
    )
    session.flush()
    return token
