"""Which language this device reads: a cookie, set by the link at the foot of every page.

In:  the cookie, or the choice.   Out: the language of this request, and `_` for every template.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, abort, redirect, request

from judging import language
from judging.web.access import public

blueprint = Blueprint("languages", __name__)
COOKIE, A_YEAR = "bahasa", 365 * 24 * 3600


def register(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.before_request(_choose)
    app.jinja_env.globals.update(_=language._, rich=language.rich, spoken=language.chosen, languages=language.LANGUAGES)


def _choose() -> None:
    language.choose(request.cookies.get(COOKIE, language.OWN))


@blueprint.get("/bahasa/<code>")
@public
def choose(code: str) -> Response:
    """Back to the page it was asked from; only ever a page of this server."""
    if code not in language.LANGUAGES:
        abort(404)
    came_from = urlsplit(request.referrer or "")
    same = came_from.netloc == request.host
    answer = redirect(came_from.path or "/" if same else "/")
    answer.set_cookie(COOKIE, code, max_age=A_YEAR, samesite="Lax", httponly=True)
    return answer  # type: ignore[return-value]
