"""A further event of this database, typed on screen, with its own first panitia."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions
from judging.language import _
from judging.roles import Permission
from judging.web import event_form
from judging.web.access import actor, allow, database, utc_now
from judging.web.not_saved import refused
from judging.web.organiser.common import blueprint, page, typed


@blueprint.get("/acara-baru")
@allow(Permission.SET_UP)
def new_event() -> ResponseReturnValue:
    return _show()


@blueprint.post("/acara-baru")
@allow(Permission.SET_UP)
def create_event() -> ResponseReturnValue:
    secrets = {"password": request.form.get("password", ""), "pin": typed("pin")}
    try:
        with database().reading() as session:
            new = event_form.typed_event(session, utc_now().year)
        with database().writing() as session:
            login = actions.create_event(session, actor(), new, **secrets, now=utc_now())
    except actions.Refused as refusal:
        return _show(refusal)
    flash(_("Acara {name} {year} disimpan. Keluar dahulu, lalu masuk ke acara itu dengan nama masuk {login}.",
            name=new.name, year=new.year, login=login))  # fmt: skip
    return redirect(url_for("organiser.settings"))


def _show(refusal: actions.Refused | None = None) -> ResponseReturnValue:
    form = event_form.shown(utc_now().year) | refused(refusal)
    return page("organiser/new_event.html", 422 if refusal else 200, **form)
