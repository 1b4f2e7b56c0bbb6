"""The door of every page: who is asking, and may they.

In:  a request.   Out: the visitor on flask.g, or a polite no.
Closed by default: a view without `allow` or `public` cannot be registered, and the tests walk the whole map.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import ParamSpec, TypeVar

from flask import Flask, abort, current_app, g, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError

from judging import actions
from judging.database import Database
from judging.queries.session import Visitor, visitor
from judging.roles import Actor, Permission, require

P = ParamSpec("P")
R = TypeVar("R")
TABLET_HEADER = "X-Juara"  # on every request of the tablet's script, and on no form
PUBLIC = "public"
LARGE_UPLOAD = 11 * 1024 * 1024  # bytes: a scan of 10 MB and the form around it


def allow(*permissions: Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a view: every one of these permissions is needed."""

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        view.juara_access = permissions  # type: ignore[attr-defined]
        return view

    return mark


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view that anyone may see."""
    view.juara_access = PUBLIC  # type: ignore[attr-defined]
    return view


def unattended(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view that a script asks by itself: it does not show that somebody sits in front of the screen."""
    view.juara_unattended = True  # type: ignore[attr-defined]
    return view


def large_upload(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view that takes a scan: its request may be larger than all others."""
    view.juara_large_upload = True  # type: ignore[attr-defined]
    return view


def allow_large_upload() -> None:
    if request.endpoint and getattr(current_app.view_functions[request.endpoint], "juara_large_upload", False):
        request.max_content_length = LARGE_UPLOAD


def access_of(app: Flask, endpoint: str) -> tuple[Permission, ...] | str | None:
    return getattr(app.view_functions[endpoint], "juara_access", None)


def refuse_open_doors(app: Flask) -> None:
    """Called once when the app is made: a view nobody thought about stops the start."""
    unmarked = [name for name in app.view_functions if access_of(app, name) is None]
    if unmarked:
        raise RuntimeError(f"views without an access mark: {', '.join(unmarked)}")


def meet_visitor() -> ResponseReturnValue | None:
    """before_request: find out who is asking; stop here who may not enter."""
    g.visitor = None
    wanted = access_of(current_app, request.endpoint) if request.endpoint else PUBLIC
    token = request.cookies.get(session_cookie(), "")
    if token:
        with database().reading() as session:
            g.visitor = visitor(session, token, now=utc_now())
        _note_presence()
    if wanted == PUBLIC:
        return None
    if g.visitor is None and TABLET_HEADER in request.headers:
        return jsonify(need="pin"), 401  # the script keeps everything and asks for the PIN in place
    if g.visitor is None:
        door = "session.judge_sign_in" if Permission.SCORE_OWN_SHEETS in (wanted or ()) else "session.organiser_sign_in"
        return redirect(url_for(door, lanjut=request.path if request.method == "GET" else None))
    for permission in wanted or ():
        require(g.visitor.actor, Permission(permission))
    return None


def _note_presence() -> None:
    """An organiser is there: at most twice a minute, and never in the way of the page when nothing can be written."""
    visit: Visitor | None = g.visitor
    if visit is None or visit.seen_at is None or visit.actor.session_id is None or not request.endpoint:
        return
    recent = utc_now() - visit.seen_at <= actions.SEEN_AGAIN
    if recent or hasattr(current_app.view_functions[request.endpoint], "juara_unattended"):
        return
    with suppress(OperationalError), database().writing() as session:
        actions.seen(session, visit.actor.session_id, now=utc_now())


def is_practice(app: Flask) -> bool:
    """Is this the practice event, which anyone may begin anew?"""
    found: Database = app.extensions["juara"]
    return found.settings.practice


def session_cookie() -> str:
    """Its own for the practice event, which answers under the same name: one sign-in never ends the other."""
    return f"juara_sesi{current_app.config['JUARA_COOKIE_ENDING']}"


def here() -> Visitor:
    if g.visitor is None:
        abort(403)
    found: Visitor = g.visitor
    return found


def actor() -> Actor:
    return here().actor


def database() -> Database:
    found: Database = current_app.extensions["juara"]
    return found


def utc_now() -> datetime:
    return datetime.now(UTC)
