"""Which language this device reads: a cookie, set by the link at the foot of every page.

In:  the cookie, or the choice.   Out: the language of this request, and `_` for every template.
"""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from flask import Blueprint, Flask, Response, abort, current_app, redirect, request
from werkzeug.exceptions import HTTPException

from judging import language
from judging.web.access import public

blueprint = Blueprint("languages", __name__)
COOKIE, A_YEAR = "bahasa", 365 * 24 * 3600


def register(app: Flask) -> None:
    """Before anything else of a request: whatever refuses it speaks to somebody too."""
    app.register_blueprint(blueprint)
    app.before_request(_choose)
    app.after_request(_tell)
    app.teardown_request(_forget)
    app.jinja_env.globals.update(
        _=language._,
        rich=language.rich,
        spoken=language.chosen,
        languages=language.LANGUAGES,
    )


def _choose() -> None:
    language.choose(request.cookies.get(COOKIE, language.OWN))


def _tell(response: Response) -> Response:
    """Whoever keeps a copy of a page keeps one for each choice."""
    if response.mimetype == "text/html":
        response.vary.add("Cookie")
        response.headers["Content-Language"] = language.chosen()
    return response


def _forget(_problem: BaseException | None) -> None:
    """The next request of this thread begins in Indonesian."""
    language.choose(language.OWN)


@blueprint.get("/bahasa/<code>")
@public
def choose(code: str) -> Response:
    """Back to the page it was asked from; only ever a page of this server."""
    if code not in language.LANGUAGES:
        abort(404)
    answer = redirect(_came_from(request.referrer or ""))
    answer.set_cookie(COOKIE, code, max_age=A_YEAR, samesite="Lax", httponly=True)
    return answer  # type: ignore[return-value]


def _came_from(referrer: str) -> str:
    """The page that was left; above the answer to a form, which cannot be asked for again, the nearest that can."""
    came = urlsplit(referrer)
    path = "/" + came.path.strip("/\\") if came.netloc == request.host else "/"
    while path != "/" and not _is_page(path):
        path = path.rpartition("/")[0] or "/"
        came = came._replace(query="")
    return f"{path}?{came.query}" if path != "/" and came.query else path


def _is_page(path: str) -> bool:
    try:
        current_app.url_map.bind("").match(unquote(path), method="GET")
    except HTTPException:
        return False
    return True
