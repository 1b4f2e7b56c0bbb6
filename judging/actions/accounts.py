"""Organisers' accounts: passwords and PINs, and shutting an account out.

In:  an open session, who acts, what was chosen.   Out: plain values; or Refused.
A password is stored as scrypt only; whoever loses it is given a new one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import codes, journal
from judging.actions.common import Refused, get, refuse_any
from judging.actions.signing_in import Witness, other_than
from judging.language import N_, _
from judging.models import Account, Category, Event, Person, SignInSession, WrongPin
from judging.roles import Actor, Permission, require

LEAST_PASSWORD, PIN_DIGITS = 12, 6
NEEDS_SECOND = N_("Penilaian sudah dibuka. Akun dan kartu diberikan bersama orang kedua, dengan PIN-nya sendiri.")


def set_credentials(
    session: Session,
    actor: Actor,
    account_id: int,
    *,
    password: str,
    pin: str,
    now: datetime,
    witness: Witness | None = None,
) -> None:
    """A new password and PIN; whoever is signed in with the account is signed out.

    Once judging is open a person needs a witness for this: nobody becomes somebody else alone.
    """
    require(actor, Permission.SET_UP)
    account = get(session, Account, account_id, _("Akun"))
    happening = event_of_account(session, account)
    need_second(session, actor, happening, witness)
    set_secrets(account, password, pin, strict=not happening.is_sample)
    _sign_out_everywhere(session, account, now)
    _forget_wrong_tries(session, account)
    detail = {"login": account.login} | ({"witness": witness.name} if witness else {})
    journal.record(session, actor, "account.credentials", happening, now=now, detail=detail)


def set_account_active(session: Session, actor: Actor, account_id: int, *, active: bool, now: datetime) -> None:
    """Shut an account out, at once and wherever it is signed in, or let it in again."""
    require(actor, Permission.SET_UP)
    account = get(session, Account, account_id, _("Akun"))
    if account.person_id == actor.person_id:
        raise Refused(_("Akun sendiri tidak dapat dinonaktifkan. Minta rekan panitia melakukannya."))
    if account.active == active:
        raise Refused(_("Akun ini sudah aktif.") if active else _("Akun ini sudah dinonaktifkan."))
    account.active = active
    if not active:
        _sign_out_everywhere(session, account, now)
    verb = "account.enable" if active else "account.disable"
    journal.record(session, actor, verb, event_of_account(session, account), now=now, detail={"login": account.login})


def need_second(session: Session, actor: Actor, happening: Event, witness: Witness | None) -> None:
    """Once judging is open, accounts and cards are given by two people: nobody becomes somebody else alone.

    The server's own commands are nobody's eyes.
    """
    if actor.person_id is None or not _opened(session, happening):
        return
    if witness is None:
        raise Refused(_(NEEDS_SECOND))
    other_than(actor, witness)


def event_of_account(session: Session, account: Account) -> Event:
    return get(session, Event, get(session, Person, account.person_id, _("Orang")).event_id, _("Acara"))


def _opened(session: Session, happening: Event) -> bool:
    beyond = select(Category.id).where(Category.event_id == happening.id, Category.state != "setup").limit(1)
    return session.scalar(beyond) is not None


def secret_faults(password: str, pin: str, *, strict: bool) -> Iterator[tuple[str, str]]:
    if strict and len(password) < LEAST_PASSWORD:
        yield "password", _("Kata sandi paling sedikit {least} huruf atau angka.", least=LEAST_PASSWORD)
    if not (pin.isascii() and pin.isdigit() and len(pin) == PIN_DIGITS):
        yield "pin", _("PIN harus {digits} angka.", digits=PIN_DIGITS)


def set_secrets(account: Account, password: str, pin: str, *, strict: bool) -> None:
    refuse_any(secret_faults(password, pin, strict=strict))
    account.password_hash, account.pin_hash = codes.hash_pin(password), codes.hash_pin(pin)


def _sign_out_everywhere(session: Session, account: Account, now: datetime) -> None:
    still = select(SignInSession).where(SignInSession.account_id == account.id, SignInSession.ended_at.is_(None))
    for row in session.scalars(still):
        row.ended_at = now


def _forget_wrong_tries(session: Session, account: Account) -> None:
    for subject in (f"account:{account.id}", f"confirm:{account.id}"):
        counter = session.get(WrongPin, subject)
        if counter is not None:
            session.delete(counter)
