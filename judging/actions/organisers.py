"""Organisers' accounts, made and given roles on screen. Passwords and shutting out are in accounts.py.

In:  who it is, the roles, a password and a PIN.   Out: the account's id; or Refused.
Once judging is open a second person confirms: nobody becomes the chair, or a second pair of eyes, alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging import journal
from judging.actions.accounts import event_of_account, need_second, set_secrets
from judging.actions.common import get, need_name, refuse_any
from judging.actions.signing_in import Witness
from judging.event_rules import name_fault
from judging.language import _
from judging.models import Account, Event, Judge, Person, RoleGrant
from judging.plan import PersonPlan
from judging.roles import Actor, Permission, Role, require

GIVEN = (Role.PANITIA, Role.KETUA, Role.WAKIL, Role.BENDAHARA, Role.VIEWER)  # what an account may be given


def add_account(
    session: Session,
    actor: Actor,
    event_id: int,
    plan: PersonPlan,
    *,
    password: str,
    pin: str,
    now: datetime,
    witness: Witness | None = None,
) -> int:
    """An account with its roles. `plan.judge` names the judge who is the same person; then the name is the judge's."""
    require(actor, Permission.SET_UP)
    happening = get(session, Event, event_id, _("Acara"))
    need_second(session, actor, happening, witness)
    refuse_any(
        (*_person_faults(session, happening, plan), *login_faults(session, plan.login), *_role_faults(plan.roles))
    )
    login = need_login(session, plan.login)
    person = _person(session, happening, plan)
    row = Account(person=person, login=login, active=True)
    set_secrets(row, password, pin, strict=not happening.is_sample)
    session.add(row)
    _give(session, person, plan.roles)
    detail = {"login": login, "roles": sorted(plan.roles)} | ({"witness": witness.name} if witness else {})
    journal.record(session, actor, "account.add", happening, now=now, detail=detail)
    return row.id


def set_roles(
    session: Session,
    actor: Actor,
    account_id: int,
    roles: Collection[str],
    *,
    now: datetime,
    witness: Witness | None = None,
) -> None:
    """The roles of an account become these; being a judge is not touched."""
    require(actor, Permission.SET_UP)
    account = get(session, Account, account_id, _("Akun"))
    happening = event_of_account(session, account)
    need_second(session, actor, happening, witness)
    if account.person_id == actor.person_id and Role.PANITIA not in roles:
        told = _("Peran panitia pada akun sendiri tidak dapat dilepas. Minta rekan panitia melakukannya.")
        refuse_any([("roles", told)])
    _give(session, account.person, roles)
    detail = {"login": account.login, "roles": sorted(roles)} | ({"witness": witness.name} if witness else {})
    journal.record(session, actor, "account.roles", happening, now=now, detail=detail)


def need_login(session: Session, text: str) -> str:
    """A sign-in name, free in the whole database: events share its door."""
    refuse_any(login_faults(session, text))
    return text.strip().casefold()


def login_faults(session: Session, text: str) -> Iterator[tuple[str, str]]:
    login = text.strip().casefold()
    if not login:
        yield "login", _("Nama masuk belum diisi.")
    elif not (login.replace(".", "").replace("-", "").isalnum() and login.isascii() and len(login) <= 32):
        yield "login", _("Nama masuk memakai huruf kecil, angka, titik, atau tanda hubung, tanpa spasi.")
    elif session.scalar(select(Account.id).where(Account.login == login)):
        yield "login", _("Nama masuk {login} sudah dipakai. Pilih nama masuk lain.", login=login)


def _person(session: Session, happening: Event, plan: PersonPlan) -> Person:
    judge = _judge(session, happening, plan)
    return judge.person if judge else Person(event=happening, name=need_name(plan.name), institution="")


def _judge(session: Session, happening: Event, plan: PersonPlan) -> Judge | None:
    judges = select(Judge).where(Judge.event_id == happening.id, Judge.code == plan.judge)
    return session.scalars(judges).first() if plan.judge else None


def _person_faults(session: Session, happening: Event, plan: PersonPlan) -> Iterator[tuple[str, str]]:
    judge = _judge(session, happening, plan)
    if judge and session.scalar(select(Account.id).where(Account.person_id == judge.person_id)):
        yield "judge", _("{name} sudah punya akun.", name=judge.person.name)
    elif plan.judge and not judge:
        yield "judge", _("Juri ini tidak ditemukan. Pilih ulang.")
    elif not plan.judge and (fault := name_fault(plan.name)):
        yield "person_name", f"{fault.wrong} {fault.fix}".strip()


def _role_faults(roles: Collection[str]) -> Iterator[tuple[str, str]]:
    if not roles or not set(roles) <= set(GIVEN):
        yield "roles", _("Pilih sedikitnya satu peran.")


def _give(session: Session, person: Person, roles: Collection[str]) -> None:
    refuse_any(_role_faults(roles))
    held = {} if person.id is None else {
        row.role: row for row in session.scalars(select(RoleGrant).where(RoleGrant.person_id == person.id))
    }  # fmt: skip
    for role, row in held.items():
        if role in GIVEN and role not in roles:
            session.delete(row)
    session.add_all(RoleGrant(person=person, role=Role(role).value) for role in sorted(roles) if role not in held)
