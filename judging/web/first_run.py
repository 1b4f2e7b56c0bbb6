"""The very first page of an empty database: the token from the terminal, the event's workbook, a password and a PIN.

In:  one form.   Out: the event and its first panitia, or the problems.   Not found once there is an event.
"""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.spreadsheet import SheetProblems, read_event, read_workbook
from judging.web.access import database, public, utc_now

blueprint = Blueprint("first_run", __name__)
NO_FILE = "Pilih dahulu berkas buku kerjanya."


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
    flash(f"Kegiatan tersimpan. Masuk dengan nama masuk {login} dan kata sandi yang baru dibuat.")
    return redirect(url_for("session.organiser_sign_in"))


def _first_account() -> str:
    """The token before the file: a stranger's file is not even opened."""
    with database().reading() as session:
        if not queries.setup_token_fits(session, _typed("token")):
            raise actions.Refused(actions.WRONG_SETUP_TOKEN)
    file = request.files.get("workbook")
    if file is None or not file.filename:
        raise actions.Refused(NO_FILE)
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


def _only_while_empty() -> None:
    with database().reading() as session:
        if queries.events(session):
            abort(404)


def _page(problems: list[str], token: str = "") -> str:
    return render_template("session/first_run.html", problems=problems, token=token)


def _typed(name: str) -> str:
    return request.form.get(name, "").strip()
