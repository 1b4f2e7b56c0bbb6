"""The very first pages of an empty database: the token from the terminal, a password and a PIN, and the first event,
from its workbook or typed on screen.

In:  one form.   Out: the event and its first panitia, or the problems.   Not found once there is an event.
"""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.actions import WRONG_SETUP_TOKEN
from judging.language import N_, _
from judging.spreadsheet import SheetProblems, read_event, read_workbook
from judging.web import event_form
from judging.web.access import database, public, utc_now
from judging.web.not_saved import refused

blueprint = Blueprint("first_run", __name__)
NO_FILE = N_("Pilih dahulu berkas buku kerjanya.")


@blueprint.get("/mulai")
@public
def begin() -> ResponseReturnValue:
    _only_while_empty()
    return _page([])


@blueprint.post("/mulai")
@public
def set_up() -> ResponseReturnValue:
    _only_while_empty()
    try:
        login = _first_account()
    except SheetProblems as found:
        return _page([str(problem) for problem in found.problems], token=_typed("token")), 422
    except actions.Refused as refusal:
        return _page([refusal.message, *refusal.problems], token=_typed("token")), 422
    flash(_("Kegiatan tersimpan. Masuk dengan nama masuk {login} dan kata sandi yang baru dibuat.", login=login))
    return redirect(url_for("session.organiser_sign_in", nama=login))


@blueprint.get("/mulai/acara-baru")
@public
def begin_typed() -> ResponseReturnValue:
    _only_while_empty()
    return _typed_page()


@blueprint.post("/mulai/acara-baru")
@public
def set_up_typed() -> ResponseReturnValue:
    """Straight on to the list of what is still to be filled in, once signed in."""
    _only_while_empty()
    secrets = {"password": request.form.get("password", ""), "pin": _typed("pin")}
    try:
        with database().reading() as session:
            token = [] if queries.setup_token_fits(session, _typed("token")) else [("token", _(WRONG_SETUP_TOKEN))]
            new = event_form.typed_event(session, utc_now().year, token)
        with database().writing() as session:
            login = actions.first_event(session, new, token=_typed("token"), **secrets, now=utc_now())
    except actions.Refused as refusal:
        return _typed_page(refusal), 422
    flash(_("Acara tersimpan. Masuk dengan nama masuk {login} dan kata sandi yang baru dibuat.", login=login))
    return redirect(url_for("session.organiser_sign_in", nama=login, lanjut=url_for("organiser.settings")))


def _first_account() -> str:
    """The token before the file: a stranger's file is not even opened."""
    _refuse_wrong_token()
    file = request.files.get("workbook")
    if file is None or not file.filename:
        raise actions.Refused(_(NO_FILE))
    plan = read_event(read_workbook(file.read(), file.filename))
    with database().writing() as session:
        return actions.first_account(
            session,
            plan,
            token=_typed("token"),
            password=request.form.get("password", ""),
            pin=_typed("pin"),
            now=utc_now(),
        )


def _refuse_wrong_token() -> None:
    with database().reading() as session:
        if not queries.setup_token_fits(session, _typed("token")):
            raise actions.Refused(_(WRONG_SETUP_TOKEN))


def _only_while_empty() -> None:
    with database().reading() as session:
        if queries.events(session):
            abort(404)


def _page(problems: list[str], token: str = "") -> str:
    return render_template("session/first_run.html", problems=problems, token=token)


def _typed_page(refusal: actions.Refused | None = None) -> str:
    form = event_form.shown(utc_now().year) | refused(refusal)
    return render_template("session/new_event.html", token=_typed("token"), **form)


def _typed(name: str) -> str:
    return request.form.get(name, "").strip()
