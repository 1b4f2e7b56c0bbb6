"""What the organiser's pages share: the blueprint, the page with its stages, the second person, a paper as a file.

In:  a view's context.   Out: a response.   Does not know any page's contents.
"""

from __future__ import annotations

import io
from datetime import datetime
from functools import partial
from typing import Any, Protocol

from flask import Blueprint, Response, abort, current_app, render_template, request, send_file

from judging import actions, queries, words
from judging.actions import Witness
from judging.queries import CategoryInfo
from judging.queries.credentials import account_pin
from judging.roles import NotAllowed, Permission
from judging.web.access import actor, database, here, utc_now
from judging.web.organiser.stages import stage_list
from judging.web.pins import compared

blueprint = Blueprint("organiser", __name__, url_prefix="/panitia")

SECTIONS = {
    "progress": Permission.SEE_PROGRESS,
    "pleno": Permission.SEE_STANDING,
    "documents": Permission.SEE_PAPERS,
    "prizes": Permission.SEE_PAPERS,
    "settings": Permission.SEE_PROGRESS,
}


class Paper(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def content(self) -> bytes: ...


def page(template: str, code: int = 200, /, **context: Any) -> tuple[str, int]:
    """A page with the stages of the event at the left and the links this person may follow."""
    with database().reading() as session:
        event, categories = queries.event(session, event_id()), queries.categories(session, event_id())
    planned = words.long_date(event.announced_on) if event.announced_on else ""
    stages = stage_list([category.state for category in categories], planned)
    sections = ["home", *(name for name, permission in SECTIONS.items() if actor().may(permission))]
    return render_template(template, **{"stages": stages, "sections": sections} | context), code


def require_organiser() -> None:
    """The front page is for everyone who organises; a judge's card does not open it."""
    if not (actor().may(Permission.SEE_PROGRESS) or actor().may(Permission.SEE_PAPERS)):
        raise NotAllowed(Permission.SEE_PROGRESS)


def event_id() -> int:
    return here().event_id


def category_by_code(code: str) -> CategoryInfo:
    """A category of the visitor's own event; any other answers as one that does not exist."""
    with database().reading() as session:
        found = queries.categories(session, event_id())
    return next((category for category in found if category.code == code), None) or abort(404)


def second_person(permission: Permission = Permission.CONFIRM) -> Witness:
    """Another person who confirms this form with an own PIN. Raises Refused once the counter of wrong PINs is kept."""
    login = request.form.get("second_login", "")
    pin = compared(request.form.get("second_pin", ""), partial(account_pin, login=login))
    with database().writing() as session:
        found = actions.confirm(session, actor(), login=login, pin=pin, permission=permission, now=utc_now())
    if isinstance(found, actions.Refused):
        found.at["second_login"] = [found.message]
        raise found
    return found


def judging_opened() -> bool:
    """From then on accounts and cards are given by two people."""
    with database().reading() as session:
        return any(category.state != "setup" for category in queries.categories(session, event_id()))


def told(refusal: actions.Refused) -> list[str]:
    """A refusal as the problems of a form."""
    return [refusal.message, *refusal.problems]


def typed(name: str) -> str:
    return request.form.get(name, "").strip()


def uploaded(name: str) -> bytes:
    """An uploaded file's bytes; empty when none was chosen. What the browser sent is closed again."""
    upload = request.files.get(name)
    if upload is None:
        return b""
    with upload.stream as stream:
        return bytes(stream.read())


def as_file(paper: Paper) -> Response:
    name = paper.name if paper.name.endswith(".pdf") else f"{paper.name}.pdf"
    return send_file(io.BytesIO(paper.content), mimetype="application/pdf", as_attachment=True, download_name=name)


def zone() -> str:
    found: str = current_app.extensions["juara"].settings.time_zone
    return found


def moment(at: datetime) -> str:
    return words.zone_moment(at, zone())


def day(at: datetime) -> str:
    return words.long_date(words.local(at, zone()).date())
