"""Organisers' accounts: made with roles, given a password and PIN that are shown once, shut out and let in again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, codes, queries
from judging.actions.organisers import GIVEN
from judging.language import N_, _
from judging.plan import PersonPlan
from judging.queries import AccountInfo
from judging.roles import Permission, Role
from judging.web.access import actor, allow, database, utc_now
from judging.web.not_saved import Failed
from judging.web.organiser import steps
from judging.web.organiser.cards import local_address
from judging.web.organiser.common import blueprint, event_id, judging_opened, page, second_person, typed
from judging.web.template_globals import ROLE_NAMES

MAY = {
    Role.PANITIA: N_("Menyiapkan acara, membuka penilaian, mencetak, mengumumkan."),
    Role.KETUA: N_("Menutup penilaian, memimpin pleno, mengunci hasil."),
    Role.WAKIL: N_("Menggantikan ketua, dan menangani hal yang menyangkut lembar ketua."),
    Role.BENDAHARA: N_("Memastikan hadiah, mengisi keputusan, mencetak kuitansi."),
    Role.VIEWER: N_("Melihat kemajuan, tanpa mengubah apa pun."),
}
PASSWORD_LENGTH = 16  # characters of five random bits


@dataclass(frozen=True, slots=True)
class Shown:
    """What one answer shows beside the list: the secrets just made, or a form that was refused."""

    account_id: int = 0
    password: str = ""
    pin: str = ""
    failed: Failed = field(default_factory=Failed)  # "add", or "secret-ID", "roles-ID", "active-ID" of an account


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
        return show(Shown(failed=Failed(f"secret-{account.id}", refusal)))
    return show(Shown(account.id, password, pin))


@blueprint.post("/pengaturan/akun")
@allow(Permission.SET_UP)
def add_account() -> ResponseReturnValue:
    """Someone who also judges is chosen from the judges: one person, whatever the number of doors."""
    plan = PersonPlan(typed("login"), typed("person_name"), tuple(request.form.getlist("roles")), typed("judge"))
    password, pin = codes.in_groups(codes.random_code(PASSWORD_LENGTH)), codes.new_pin()
    try:
        witness = second_person() if judging_opened() else None
        with database().writing() as session:
            key = actions.add_account(
                session, actor(), event_id(), plan, password=password, pin=pin, now=utc_now(), witness=witness
            )
    except actions.Refused as refusal:
        return show(Shown(failed=Failed("add", refusal)))
    return show(Shown(key, password, pin))


@blueprint.post("/pengaturan/akun/<int:account_id>/peran")
@allow(Permission.SET_UP)
def account_roles(account_id: int) -> ResponseReturnValue:
    account = one(account_id)
    try:
        witness = second_person() if judging_opened() else None
        with database().writing() as session:
            actions.set_roles(
                session, actor(), account.id, request.form.getlist("roles"), now=utc_now(), witness=witness
            )
    except actions.Refused as refusal:
        return show(Shown(failed=Failed(f"roles-{account.id}", refusal)))
    flash(_("Peran {login} disimpan.", login=account.login))
    return redirect(url_for("organiser.accounts"))


@blueprint.post("/pengaturan/akun/<int:account_id>/aktif")
@allow(Permission.SET_UP)
def account_active(account_id: int) -> ResponseReturnValue:
    account, active = one(account_id), typed("active") == "1"
    try:
        with database().writing() as session:
            actions.set_account_active(session, actor(), account.id, active=active, now=utc_now())
    except actions.Refused as refusal:
        return show(Shown(failed=Failed(f"active-{account.id}", refusal)))
    flash(
        _("Akun {login} diaktifkan lagi.", login=account.login)
        if active
        else _("Akun {login} dinonaktifkan dan langsung keluar.", login=account.login)
    )
    return redirect(url_for("organiser.accounts"))


def everyone() -> list[AccountInfo]:
    with database().reading() as session:
        return queries.accounts(session, event_id())


def one(account_id: int) -> AccountInfo:
    """An account of the visitor's own event; any other answers as one that does not exist."""
    return next((account for account in everyone() if account.id == account_id), None) or abort(404)


def show(shown: Shown) -> ResponseReturnValue:
    everybody, failed, opened = everyone(), shown.failed, judging_opened()
    return page(
        "organiser/accounts.html",
        422 if failed.refusal else 200,
        lost=failed.of(failed.form)["problems"] if failed.form.startswith("active-") else [],
        made=next(({"login": a.login, "name": a.name} for a in everybody if a.id == shown.account_id), None)
        if shown.password
        else None,
        password=shown.password,
        pin=shown.pin,
        door="" if local_address() else url_for("session.organiser_sign_in", _external=True),
        needs_second=opened,
        rows=[_row(account, failed) for account in everybody],
        adding=_adding(failed, {account.person_id for account in everybody}),
        following=None if opened else steps.after("accounts"),
    )


def _adding(failed: Failed, taken: set[int]) -> dict[str, Any]:
    """The form for one more account; judges who have none yet can be chosen as the same person."""
    with database().reading() as session:
        found = [one for one in queries.judges(session, event_id()) if one.person_id not in taken]
    again = failed.form == "add"
    names = ("login", "person_name", "judge", "second_login")
    return failed.of("add") | {
        "values": {name: typed(name) if again else "" for name in names},
        "roles": _role_choices(request.form.getlist("roles") if again else []),
        "judges": [("", _("bukan juri")), *((one.code, f"{one.code} {one.name}") for one in found)],
    }


def _role_choices(held: Iterable[str]) -> list[dict[str, Any]]:
    ticked = set(held)
    return [
        {"key": role.value, "title": _(ROLE_NAMES[role]).capitalize(), "help": _(MAY[role]), "held": role in ticked}
        for role in GIVEN
    ]


def _row(account: AccountInfo, failed: Failed) -> dict[str, Any]:
    secret, roles = f"secret-{account.id}", f"roles-{account.id}"
    ticked = request.form.getlist("roles") if failed.form == roles else account.roles
    kind, text = ("done", _("Aktif")) if account.ready else ("blank", _("Belum punya kata sandi"))
    held = [_(ROLE_NAMES[Role(role)]) for role in account.roles]
    return {
        "id": account.id,
        "login": account.login,
        "name": account.name,
        "detail": ", ".join(held),
        "active": account.active,
        "own": account.person_id == actor().person_id,
        "state_kind": kind if account.active else "absent",
        "state_text": text if account.active else _("Dinonaktifkan"),
        "secret": failed.of(secret),
        "roles": _role_choices(ticked),
        "roles_form": failed.of(roles),
        "second_login": typed("second_login") if failed.form in (secret, roles) else "",
    }
