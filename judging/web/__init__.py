"""Pages, by audience: public, session (the doors), judge, organiser.

In:  requests.   Out: pages.   Does not know tables or rules: it reads through queries/ and writes through actions/.
"""

from __future__ import annotations

from flask import Flask, Response, request
from flask_wtf.csrf import CSRFProtect

from judging.web import access, assets, problems, template_globals
from judging.web.judge import blueprint as judge
from judging.web.organiser import blueprint as organiser
from judging.web.public import blueprint as public
from judging.web.session import blueprint as session

_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)


def register(app: Flask) -> None:
    CSRFProtect(app)
    assets.register(app)
    for blueprint in (public, session, judge, organiser):
        app.register_blueprint(blueprint)
    app.before_request(access.meet_visitor)
    app.after_request(_harden)
    problems.register(app)
    template_globals.register(app)
    access.refuse_open_doors(app)


def _harden(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    if request.endpoint and not request.endpoint.startswith("assets."):
        response.headers["Cache-Control"] = "no-store"
    return response
