"""Judges who called, at the top of every organiser's page within seconds, until somebody says "saya ke sana".

In:  a small request every three seconds.   Out: the strip as a piece of page, or 304 while nothing changed.
"""

from __future__ import annotations

import hashlib
from typing import Any

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from judging import actions, queries, words
from judging.language import _
from judging.web.access import actor, allow, database, unattended, utc_now
from judging.web.organiser.common import blueprint, event_id, require_organiser, zone


@blueprint.context_processor
def calls_context() -> dict[str, Any]:
    """What layouts/organiser.html draws: who waits, and how many late entries wait for a decision."""
    if g.get("visitor") is None:  # a refusal may come before anyone was asked who they are
        return {}
    with database().reading() as session:
        return strip(session)


def strip(session: Session) -> dict[str, Any]:
    calls = [
        {
            "id": call.id,
            "code": call.judge_code,
            "name": call.name,
            "place": call.place,
            "at": words.zone_clock(call.called_at, zone()),
        }
        for call in queries.open_calls(session, event_id())
    ]
    late = {entry.judge_code + entry.participant for entry in queries.late_entries(session, event_id())}
    return {"calls": calls, "late_count": len(late)}


@blueprint.get("/panggilan/sekarang")
@allow()
@unattended
def calls_now() -> ResponseReturnValue:
    require_organiser()
    with database().reading() as session:
        shown = strip(session)
    tag = hashlib.sha256(repr(shown).encode()).hexdigest()[:16]
    if tag in request.if_none_match:
        return Response(status=304)
    response = Response(render_template("organiser/calls.html", **shown))
    response.set_etag(tag)
    return response


@blueprint.post("/panggilan/<int:call_id>")
@allow()
def answer_call(call_id: int) -> ResponseReturnValue:
    require_organiser()
    with database().reading() as session:
        mine = {call.id: call for call in queries.open_calls(session, event_id())}
    call = mine.get(call_id)
    if call is None:
        flash(_("Panggilan ini sudah ditangani."), "warn")
    else:
        with database().writing() as session:
            actions.answer_call(session, actor(), call_id, now=utc_now())
        flash(_("Panggilan {name} ditangani oleh {who}.", name=call.name, who=actor().name))
    return redirect(url_for("organiser.home"))
