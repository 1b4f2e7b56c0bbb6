"""Pages, by audience: public, session (the doors), judge and its tablet, organiser.

In:  requests.   Out: pages.   Does not know tables or rules: it reads through queries/ and writes through actions/.
"""

from __future__ import annotations

from flask import Flask, Response, request
from flask_wtf.csrf import CSRFProtect

from judging.web import (
    access,
    assets,
    compress,
    fresh_cards,
    guides,
    install,
    languages,
    limits,
    numbers,
    problems,
    static_copy,
    tablet,
    template_globals,
)
from judging.web.asking import blueprint as judge  # the judge's blueprint with every module that adds pages to it
from judging.web.first_run import blueprint as first_run
from judging.web.organiser import blueprint as organiser
from judging.web.organiser import practice
from judging.web.public import blueprint as public
from judging.web.screen import blueprint as screen
from judging.web.session import blueprint as session

_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)


def register(app: Flask) -> None:
    languages.register(app)
    numbers.register(app)
    app.before_request(access.allow_large_upload)  # before anything reads the form
    csrf = CSRFProtect(app)
    tablet.register(csrf)
    assets.register(app)
    limits.register(app)
    fresh_cards.register(app)
    static_copy.register(app)
    for blueprint in (
        public,
        guides.blueprint,
        install.blueprint,
        screen,
        first_run,
        session,
        judge,
        tablet.blueprint,
        organiser,
    ):
        app.register_blueprint(blueprint)
    if access.is_practice(app):
        app.register_blueprint(practice.blueprint)
    app.before_request(access.meet_visitor)
    app.after_request(_harden)
    compress.register(app)
    problems.register(app)
    template_globals.register(app)
    access.refuse_open_doors(app)


def _harden(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", _POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    if request.endpoint and not request.endpoint.startswith("assets."):
        response.headers["Cache-Control"] = "no-store"
    return response
