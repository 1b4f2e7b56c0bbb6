"""The rapor on a screen: the words and the chart of its paper, from the same dataclass."""

from __future__ import annotations

from flask import Response, abort
from flask.typing import ResponseReturnValue

from judging import paperwork, queries
from judging.roles import Permission
from judging.web.access import allow, database
from judging.web.organiser.common import blueprint, category_by_code, event_id, page


@blueprint.get("/dokumen/rapor/<category>/peserta")
@allow(Permission.SEE_STANDING)
def feedback_list(category: str) -> ResponseReturnValue:
    """Whose rapor there is, in the order of appearance."""
    found = category_by_code(category)
    with database().reading() as session:
        sealed = {one.category_id for one in queries.papers(session, event_id()).results}
        people = [one for one in queries.participants(session, event_id()) if one.category_id == found.id]
    if found.id not in sealed:
        abort(404)
    shown = [one for one in people if one.status == "active"]
    return page("organiser/feedback_list.html", category={"code": category, "name": found.name}, people=shown)


@blueprint.get("/dokumen/rapor/<category>/<participant>.svg")
@allow(Permission.SEE_STANDING)
def feedback_chart(category: str, participant: str) -> Response:
    return Response(paperwork.feedback_chart(_feedback(category, participant)), mimetype="image/svg+xml")


@blueprint.get("/dokumen/rapor/<category>/<participant>")
@allow(Permission.SEE_STANDING)
def feedback(category: str, participant: str) -> ResponseReturnValue:
    """The rapor of one peserta as it prints: own values, reason, strengths, next steps, released notes."""
    report = _feedback(category, participant)
    return page("organiser/feedback.html", report=report, category=category, participant=participant)


def _feedback(category: str, participant: str) -> paperwork.Feedback:
    found = paperwork.feedback_of(database(), event_id(), category_by_code(category).id, participant)
    return found or abort(404)
