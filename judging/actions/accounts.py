"""Organisers' accounts: passwords and PINs, shutting an account out, and the very first one of an empty database.

In:  an open session, who acts, what was chosen.   Out: plain values; or Refused.
A password is stored as scrypt only; whoever loses it is given a new one.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import codes, journal
from judging.actions.common import Refused, get
from judging.actions.events import import_event
from judging.actions.signing_in import Witness, other_than
from judging.models import Account, Category, DatabaseFact, Event, Person, SignInSession, WrongPin
from judging.plan import EventPlan
from judging.queries.first_run import SETUP_TOKEN, setup_token_fits
from judging.roles import SYSTEM, Actor, Permission, Role, require

LEAST_PASSWORD, PIN_DIGITS = 12, 6
WRONG_SETUP_TOKEN = "Kode penyiapan belum cocok. Salin lagi dari layar tempat Juara dijalankan."  # noqa: S105 - words
NEEDS_SECOND = "Penilaian sudah dibuka. Perubahan akun perlu disahkan orang kedua dengan PIN-nya sendiri."


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
    account = get(session, Account, account_id, "Akun")
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
    account = get(session, Account, account_id, "Akun")
    if account.person_id == actor.person_id:
        raise Refused("Akun sendiri tidak dapat dinonaktifkan. Minta rekan panitia melakukannya.")
    if account.active == active:
        raise Refused("Akun ini sudah aktif." if active else "Akun ini sudah dinonaktifkan.")
    account.active = active
    if not active:
        _sign_out_everywhere(session, account, now)
    verb = "account.enable" if active else "account.disable"
    journal.record(session, actor, verb, event_of_account(session, account), now=now, detail={"login": account.login})


def new_setup_token(session: Session) -> str:
    """The one-time token of an empty database, in clear; only its hash is kept. An older token stops working."""
    _refuse_unless_empty(session)
    token = codes.new_secret()
    session.merge(DatabaseFact(key=SETUP_TOKEN, value=codes.hashed(token)))
    session.flush()
    return token


def first_account(
    session: Session,
    plan: EventPlan,
    *,
    token: str,
    password: str,
    pin: str,
    now: datetime,
    verb: str = "event.import",
) -> str:
    """The first event and its first panitia's password and PIN, against the token, which is then spent. The login."""
    _refuse_unless_empty(session)
    if not setup_token_fits(session, token):
        raise Refused(WRONG_SETUP_TOKEN)
    login = _with_panitia(session, SYSTEM, plan, password=password, pin=pin, now=now, verb=verb)
    session.delete(session.get_one(DatabaseFact, SETUP_TOKEN))
    return login


def create_event(session: Session, actor: Actor, plan: EventPlan, *, password: str, pin: str, now: datetime) -> str:
    """A further event of this database, typed on screen, with its first panitia. The login."""
    require(actor, Permission.SET_UP)
    return _with_panitia(session, actor, plan, password=password, pin=pin, now=now, verb="event.create")


def _with_panitia(
    session: Session, actor: Actor, plan: EventPlan, *, password: str, pin: str, now: datetime, verb: str
) -> str:
    login = next((person.login for person in plan.people if Role.PANITIA in person.roles), "")
    if not login:
        raise Refused("Buku kerja belum menyebut seorang panitia. Tambahkan pada lembar Petugas.")
    import_event(session, actor, plan, now=now, verb=verb)
    account = session.scalars(select(Account).where(Account.login == login)).one()
    set_secrets(account, password, pin, strict=True)
    happening = event_of_account(session, account)
    detail = {"login": login, "first": 1}
    journal.record(session, actor, "account.credentials", happening, now=now, detail=detail)
    return login


def need_second(session: Session, actor: Actor, happening: Event, witness: Witness | None) -> None:
    """Once judging is open, accounts are changed by two people; the server's own commands are nobody's eyes."""
    if actor.person_id is None or not _opened(session, happening):
        return
    if witness is None:
        raise Refused(NEEDS_SECOND)
    other_than(actor, witness)


def _refuse_unless_empty(session: Session) -> None:
    if session.scalar(select(Event.id).limit(1)) is not None:
        raise Refused("Penyiapan sudah selesai. Masuk dengan akun panitia.")


def event_of_account(session: Session, account: Account) -> Event:
    return get(session, Event, get(session, Person, account.person_id, "Orang").event_id, "Acara")


def _opened(session: Session, happening: Event) -> bool:
    beyond = select(Category.id).where(Category.event_id == happening.id, Category.state != "setup").limit(1)
    return session.scalar(beyond) is not None


def set_secrets(account: Account, password: str, pin: str, *, strict: bool) -> None:
    if strict and len(password) < LEAST_PASSWORD:
        raise Refused(f"Kata sandi paling sedikit {LEAST_PASSWORD} huruf atau angka.")
    if not (pin.isascii() and pin.isdigit() and len(pin) == PIN_DIGITS):
        raise Refused(f"PIN harus {PIN_DIGITS} angka.")
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
