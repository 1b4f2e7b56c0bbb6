"""A judge asks for an own sheet after closing. Works without script; somebody else answers."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions
from judging.language import _
from judging.roles import Permission
from judging.web import judge_view
from judging.web.access import actor, allow, database, utc_now
from judging.web.calibration import blueprint
from judging.web.judge import own, zone

__all__ = ["blueprint"]


@blueprint.post("/lembar/<int:sheet_id>/minta-buka")
@allow(Permission.SCORE_OWN_SHEETS)
def ask_reopening(sheet_id: int) -> ResponseReturnValue:
    view = own(sheet_id)
    reason = request.form.get("reason", "")
    try:
        with database().writing() as session:
            actions.ask_reopening(session, actor(), sheet_id, reason, now=utc_now())
    except actions.Refused as refusal:
        context = judge_view.sent_context(view, zone())
        return render_template("judge/sent.html", **context, reason=reason, problems=[refusal.message]), 422
    flash(_("Permintaan dikirim kepada ketua."))
    return redirect(url_for("judge.sheet", sheet_id=sheet_id))
