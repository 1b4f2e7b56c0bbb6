"""The tablet's own routes: its queue, its lock, its offline shell. JSON here; the pages without script are judge.py's.

In:  small JSON documents, posted by our own pages only.   Out: JSON; never anything of another judge.
"""

from __future__ import annotations

import json
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, g, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect

from judging import actions, queries, sync
from judging.actions import SignedIn
from judging.database import epoch
from judging.language import N_, _, chosen
from judging.queries import Visitor
from judging.queries.credentials import card_pin, own_pin
from judging.roles import Permission
from judging.web.access import TABLET_HEADER, allow, database, here, public, session_cookie, utc_now
from judging.web.assets import judge_script
from judging.web.pins import compared
from judging.web.session import device, keep_cookie

blueprint = Blueprint("tablet", __name__, url_prefix="/juri")
MOST_BYTES = 256 * 1024
SAME = ("same-origin", "")  # "" where the browser does not say, which is so over plain http
DEVICES = (
    ("iPad", "iPad"),
    ("iPhone", "iPhone"),
    ("Android", N_("perangkat Android")),
    ("Windows", N_("komputer Windows")),
    ("Macintosh", N_("iPad atau Mac")),
)


def register(csrf: CSRFProtect) -> None:
    """A stale form token must never stand between a judge and a save: these routes have a door of their own."""
    csrf.exempt(send_queue)
    csrf.exempt(unlock)


@blueprint.post("/kirim-antrean")
@allow(Permission.SCORE_OWN_SHEETS)
def send_queue() -> ResponseReturnValue:
    """A batch of entries, one answer for each; with no entries it only says that this tablet is there."""
    try:
        batch = sync.read_batch(own_json())
    except sync.BadBatch as problem:
        return jsonify(problem=str(problem)), 400
    visit, now = here(), utc_now()
    with database().reading() as session:
        around = queries.surroundings(session, visit.actor, visit.event_id, now=now)
    if batch.event != around.mark:
        return jsonify(word="other_event", event=around.mark), 409
    is_new = visit.seen_at is None or now - visit.seen_at > actions.SEEN_AGAIN or batch.unsent != (visit.unsent or 0)
    if visit.actor.session_id is not None and is_new:
        with database().writing() as session:
            actions.seen(session, visit.actor.session_id, now=now, unsent=batch.unsent)
    answers = sync.answer_batch(database(), visit.actor, batch, now=now)
    return jsonify(
        event=around.mark,
        judge=visit.judge_code,
        archived=around.archived,
        answers=[answer.to_json() for answer in answers],
        epoch=around.epoch,
        other_device=device_words(around.other_device),
    )


@blueprint.post("/buka-kunci")
@public
def unlock() -> ResponseReturnValue:
    """The PIN again, over a page that keeps its form: after the idle screen, or when the session has ended."""
    sent = own_json()
    if not isinstance(sent, dict):
        abort(400)
    code, token = str(sent.get("card_code", ""))[:40], request.cookies.get(session_cookie(), "")
    pin = compared(
        str(sent.get("pin", ""))[:20], partial(card_pin, code=code) if code else partial(own_pin, token=token)
    )
    with database().writing() as session:
        if code:
            found = actions.sign_in_with_card(session, code=code, pin=pin, now=utc_now(), device=device())
        else:
            found = actions.unlock(session, token, pin=pin, now=utc_now())
    if not isinstance(found, SignedIn):
        return jsonify(message=found.message, needs_card=isinstance(found, actions.CardNeeded)), 403
    with database().reading() as session:
        visit = queries.visitor(session, found.token, now=utc_now())
        mark = queries.event_mark(session, visit.event_id) if visit else ""
    return keep_cookie(jsonify(judge=visit.judge_code if visit else "", event=mark), found.token)


@blueprint.get("/luring")
@public
def shell() -> ResponseReturnValue:
    """What the service worker shows when a page is asked for without a connection. Holds no data."""
    return render_template("judge/shell.html")


@blueprint.get("/sw.js")
@public
def service_worker() -> Response:
    """The worker with the addresses of what it may keep: static files under their hash, and the shell."""
    assets = current_app.extensions["juara_assets"]
    names = ("judge.css", judge_script(), "vendor/jakarta/jakarta-sans-subset.woff2", "icon.svg")
    kept = [url_for("assets.file", name=name, v=assets[name].tag) for name in names]
    kept += [url_for("assets.file", name="vendor/jakarta/jakarta-sans-subset.woff2")]
    script = f"const KEPT = {json.dumps(kept)}\nconst SHELL = {json.dumps(url_for('tablet.shell'))}\n"
    script += f"// {chosen()}: another language is another worker, which fetches the shell anew\n"
    body = script + assets["js/service-worker.js"].content.decode()
    response = Response(body, mimetype="text/javascript")
    response.headers["Service-Worker-Allowed"] = url_for("judge.sheets")
    return response


def own_json() -> Any:
    """The document, if one of our own pages posted it: known origin, our header, a JSON type, a bounded size."""
    origin = request.headers.get("Origin", "")
    ours = (
        urlsplit(origin).netloc == request.host
        and request.headers.get("Sec-Fetch-Site", "") in SAME
        and TABLET_HEADER in request.headers
        and request.mimetype == "application/json"
    )
    if not ours:
        abort(403)
    request.max_content_length = MOST_BYTES
    try:
        return json.loads(request.get_data())
    except (ValueError, RecursionError):
        return None


def device_words(user_agent: str) -> str:
    """Which kind of machine, as people call it; "" for none."""
    if not user_agent:
        return ""
    return _(next((words for mark, words in DEVICES if mark in user_agent), N_("perangkat lain")))


def tablet_card() -> dict[str, Any]:
    """What every page of a judge tells the script: whose page, which event, what seals a rescue file."""
    visit: Visitor | None = g.visitor
    if visit is None:
        return {"tablet": {}}
    with database().reading() as session:
        mark, now_epoch = queries.event_mark(session, visit.event_id), epoch(session)
    secret = str(current_app.config["SECRET_KEY"])
    return {
        "tablet": {
            "event": mark,
            "epoch": now_epoch,
            "judge": visit.judge_code,
            "name": visit.actor.name,
            "seal": sync.rescue_key(secret, mark, visit.judge_code),
        }
    }
