"""An event and its first panitia, typed or from a workbook: the first of an empty database, or a further one.

In:  a plan, the password and the PIN of its first panitia; for the first event the one-time token.
Out: the sign-in name; or Refused, and nothing was stored.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import codes, journal
from judging.actions.accounts import event_of_account, set_secrets
from judging.actions.common import Refused, need_name, refuse_any
from judging.actions.event_facts import EventFacts, unfit_facts
from judging.actions.events import import_event
from judging.actions.organisers import need_login
from judging.actions.setting_up import free_code
from judging.language import N_, _
from judging.models import Account, DatabaseFact, Event
from judging.plan import EventPlan
from judging.queries.first_run import SETUP_TOKEN, setup_token_fits
from judging.roles import SYSTEM, Actor, Permission, Role, require
from judging.starting import STARTS, NewEvent, plan_of

WRONG_SETUP_TOKEN = N_("Kode penyiapan belum cocok. Salin lagi dari layar tempat Juara dijalankan.")
LONGEST_NAME_IN_CODE = 22  # the year stands behind it


def new_setup_token(session: Session) -> str:
    """The one-time token of an empty database, in clear; only its hash is kept. An older token stops working."""
    _refuse_unless_empty(session)
    token = codes.new_secret()
    session.merge(DatabaseFact(key=SETUP_TOKEN, value=codes.hashed(token)))
    session.flush()
    return token


def first_account(session: Session, plan: EventPlan, *, token: str, password: str, pin: str, now: datetime) -> str:
    """The first event, from a workbook, and its first panitia's password and PIN. The token is then spent."""
    _against(session, token)
    return _with_panitia(session, SYSTEM, plan, password=password, pin=pin, now=now, verb="event.import")


def first_event(session: Session, new: NewEvent, *, token: str, password: str, pin: str, now: datetime) -> str:
    """The first event, typed, and its first panitia's password and PIN. The token is then spent."""
    _against(session, token)
    plan = _checked_plan(session, new, now)
    return _with_panitia(session, SYSTEM, plan, password=password, pin=pin, now=now, verb="event.create")


def create_event(session: Session, actor: Actor, new: NewEvent, *, password: str, pin: str, now: datetime) -> str:
    """A further event of this database, typed, with its first panitia."""
    require(actor, Permission.SET_UP)
    plan = _checked_plan(session, new, now)
    return _with_panitia(session, actor, plan, password=password, pin=pin, now=now, verb="event.create")


def _against(session: Session, token: str) -> None:
    _refuse_unless_empty(session)
    if not setup_token_fits(session, token):
        raise Refused(_(WRONG_SETUP_TOKEN))
    session.delete(session.get_one(DatabaseFact, SETUP_TOKEN))


def _checked_plan(session: Session, new: NewEvent, now: datetime) -> EventPlan:
    """What a workbook's reader would have checked; the event's code is made from its name and year."""
    if new.start not in STARTS:
        raise Refused(_("Pilih isi awal acaranya dahulu."))
    facts = EventFacts(new.name, new.level, new.year, new.place, new.starts_on, new.announced_on, new.organiser)
    refuse_any(unfit_facts(facts, now.year))
    person = replace(new.person, login=need_login(session, new.person.login), name=need_name(new.person.name))
    taken = session.scalars(select(Event.code)).all()
    return plan_of(
        replace(new, person=person), free_code(f"{new.name[:LONGEST_NAME_IN_CODE]} {new.year}", taken, "acara")
    )


def _with_panitia(
    session: Session, actor: Actor, plan: EventPlan, *, password: str, pin: str, now: datetime, verb: str
) -> str:
    """The sign-in name of the first panitia of the plan."""
    login = next((person.login for person in plan.people if Role.PANITIA in person.roles), "")
    if not login:
        raise Refused(_("Buku kerja belum menyebut seorang panitia. Tambahkan pada lembar Petugas."))
    import_event(session, actor, plan, now=now, verb=verb)
    account = session.scalars(select(Account).where(Account.login == login)).one()
    set_secrets(account, password, pin, strict=True)
    happening = event_of_account(session, account)
    detail = {"login": login, "first": 1}
    journal.record(session, actor, "account.credentials", happening, now=now, detail=detail)
    return login


def _refuse_unless_empty(session: Session) -> None:
    if session.scalar(select(Event.id).limit(1)) is not None:
        raise Refused(_("Penyiapan sudah selesai. Masuk dengan akun panitia."))
