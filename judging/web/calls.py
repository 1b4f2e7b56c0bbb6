"""A judge calls the panitia: one button, with or without script."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries, words
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.judge import blueprint, judge_id, zone

__all__ = ["blueprint"]


@blueprint.get("/panggil-panitia")
@allow(Permission.SCORE_OWN_SHEETS)
def call_panitia() -> ResponseReturnValue:
    with database().reading() as session:
        call = queries.own_call(session, judge_id())
    return render_template(
        "judge/call.html",
        place=call.place if call else "",
        called_at=words.zone_clock(call.called_at, zone()) if call else "",
    )


@blueprint.post("/panggil-panitia")
@allow(Permission.SCORE_OWN_SHEETS)
def send_call() -> ResponseReturnValue:
    with database().writing() as session:
        actions.call_panitia(session, actor(), request.form.get("place", ""), now=utc_now())
    return redirect(url_for("judge.call_panitia"))
