"""Organisers' accounts: a new password and PIN, shown once; shutting an account out and letting it in again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from judging import actions, codes, queries
from judging.queries import AccountInfo
from judging.roles import Permission, Role
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser.common import blueprint, event_id, page, second_person, told, typed
from judging.web.template_globals import ROLE_NAMES

PASSWORD_LENGTH = 16  # characters of five random bits


@dataclass(frozen=True, slots=True)
class Shown:
    """What one answer shows beside the list: the secrets just made, or a form that was refused."""

    account_id: int = 0
    password: str = ""
    pin: str = ""
    problems: list[str] = field(default_factory=list)


@blueprint.get("/pengaturan/akun")
@allow(Permission.SET_UP)
def accounts() -> ResponseReturnValue:
    return show(Shown())


@blueprint.post("/pengaturan/akun/<int:account_id>/sandi")
@allow(Permission.SET_UP)
def new_credentials(account_id: int) -> ResponseReturnValue:
    account = one(account_id)
    password, pin = codes.in_groups(codes.random_code(PASSWORD_LENGTH)), codes.new_pin()
    try:
        witness = second_person() if judging_opened() else None
        with database().writing() as session:
            actions.set_credentials(
                session, actor(), account.id, password=password, pin=pin, now=utc_now(), witness=witness
            )
    except actions.Refused as refusal:
        return show(Shown(account_id=account.id, problems=told(refusal)))
    return show(Shown(account.id, password, pin))


@blueprint.post("/pengaturan/akun/<int:account_id>/aktif")
@allow(Permission.SET_UP)
def account_active(account_id: int) -> ResponseReturnValue:
    account, active = one(account_id), typed("active") == "1"
    try:
        with database().writing() as session:
            actions.set_account_active(session, actor(), account.id, active=active, now=utc_now())
    except actions.Refused as refusal:
        return show(Shown(account_id=account.id, problems=told(refusal)))
    flash(f"Akun {account.login} {'diaktifkan lagi' if active else 'dinonaktifkan dan langsung keluar'}.")
    return redirect(url_for("organiser.accounts"))


def everyone() -> list[AccountInfo]:
    with database().reading() as session:
        return queries.accounts(session, event_id())


def one(account_id: int) -> AccountInfo:
    """An account of the visitor's own event; any other answers as one that does not exist."""
    return next((account for account in everyone() if account.id == account_id), None) or abort(404)


def judging_opened() -> bool:
    with database().reading() as session:
        return any(category.state != "setup" for category in queries.categories(session, event_id()))


def show(shown: Shown) -> ResponseReturnValue:
    everybody = everyone()
    return page(
        "organiser/accounts.html",
        422 if shown.problems else 200,
        made=next(({"login": a.login, "name": a.name} for a in everybody if a.id == shown.account_id), None)
        if shown.password
        else None,
        password=shown.password,
        pin=shown.pin,
        needs_second=judging_opened(),
        rows=[_row(account, shown) for account in everybody],
    )


def _row(account: AccountInfo, shown: Shown) -> dict[str, Any]:
    mine = account.id == shown.account_id
    kind, text = ("done", "Aktif") if account.ready else ("blank", "Belum punya kata sandi")
    held = [ROLE_NAMES[Role(role)] for role in account.roles]
    return {
        "id": account.id,
        "login": account.login,
        "name": account.name,
        "detail": ", ".join(held),
        "active": account.active,
        "own": account.person_id == actor().person_id,
        "state_kind": kind if account.active else "absent",
        "state_text": text if account.active else "Dinonaktifkan",
        "problems": shown.problems if mine else [],
        "second_login": typed("second_login") if mine and shown.problems else "",
    }
