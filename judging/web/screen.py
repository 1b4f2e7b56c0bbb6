"""The hall's screens: the announcement step by step, and while judging how many sheets are in.

In:  nothing that a visitor chooses.   Out: the one thing to be seen now. What is not yet shown is on no page, in no
answer and in no header; the version that a screen asks for is a mere count of presses.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, current_app, render_template
from flask.typing import ResponseReturnValue

from judging import language, queries, words
from judging.queries import Step
from judging.queries.programme import ScreenInfo
from judging.web import screen_view
from judging.web.access import database, public, utc_now
from judging.web.template_globals import current_event

blueprint = Blueprint("screen", __name__, url_prefix="/layar")


@blueprint.before_request
def _for_everyone() -> None:
    """The hall reads together, and reads what the papers say: never the language of whoever started the screen."""
    language.choose(language.OWN)


@blueprint.get("")
@public
def screen() -> ResponseReturnValue:
    return render_template("screen/page.html", **_now())


@blueprint.get("/isi")
@public
def part() -> ResponseReturnValue:
    """What stands on the screen now, for the open page to put in place of what stood there."""
    return render_template("screen/part.html", **_now())


@blueprint.get("/foto/<int:place>")
@public
def photo(place: int) -> Response:
    """The photo beside the name that stands on the screen now; any other does not exist."""
    event = current_event()
    with database().reading() as session:
        content = queries.shown_photo(session, event.id, place) if event else None
    return Response(content or abort(404), mimetype="image/jpeg")


@blueprint.get("/versi")
@public
def version() -> Response:
    """Asked for every second; a few bytes."""
    event = current_event()
    if event is None:
        return _plain("0")
    with database().reading() as session:
        return _plain(str(queries.screen(session, event.id).version))


@blueprint.get("/kemajuan")
@public
def progress() -> ResponseReturnValue:
    return render_template("screen/progress.html", **_counts())


@blueprint.get("/kemajuan/isi")
@public
def progress_part() -> ResponseReturnValue:
    return render_template("screen/progress_part.html", **_counts())


@blueprint.get("/kemajuan/versi")
@public
def progress_version() -> Response:
    return _plain(str(_counts()["version"]))


def _plain(text: str) -> Response:
    return Response(text, mimetype="text/plain")


def _now() -> dict[str, Any]:
    event = current_event()
    if event is None:
        return screen_view.step_context(Step("waiting"), ScreenInfo(0, 0, "show", ()), None, "")
    with database().reading() as session:
        now, step = queries.screen(session, event.id), queries.shown_step(session, event.id)
    zone = current_app.extensions["juara"].settings.time_zone
    return screen_view.step_context(step, now, event, words.day_date(words.local(utc_now(), zone).date()))


def _counts() -> dict[str, Any]:
    """Sheets that are in and sheets still expected, by category. No name, no score, no judge."""
    event = current_event()
    rows = []
    if event is not None:
        with database().reading() as session:
            counts = queries.progress(session, event.id).counts
        rows = [{"title": one.category, "sent": one.sent, "expected": one.expected} for one in counts]
    return {
        "version": "-".join(f"{row['sent']}.{row['expected']}" for row in rows),
        "event_title": f"{event.name} {event.year}" if event else "Juara",
        "is_sample": event.is_sample if event else False,
        "rows": rows,
    }
