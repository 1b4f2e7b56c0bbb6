"""The ketua reads the judges' notes and lets those into the rapor that help; and the rapor's chart on a screen."""

from __future__ import annotations

from itertools import groupby

from flask import Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, paperwork, queries
from judging.queries.score_papers import NoteInfo, notes_to_release
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.numbers import whole
from judging.web.organiser.common import blueprint, category_by_code, event_id, page, told


@blueprint.get("/dokumen/catatan")
@allow(Permission.DECIDE)
def notes() -> ResponseReturnValue:
    return _show()


@blueprint.post("/dokumen/catatan/<int:participant_id>")
@allow(Permission.DECIDE)
def release_notes(participant_id: int) -> ResponseReturnValue:
    with database().reading() as session:
        queries.participant(session, event_id(), participant_id) or abort(404)
    chosen: dict[int, list[str]] = {}
    for value in request.form.getlist("note"):
        sheet, _, indicator = value.partition(":")
        if sheet.isdecimal():
            chosen.setdefault(whole(sheet, 0), []).append(indicator)
    try:
        with database().writing() as session:
            count = actions.release_notes(session, actor(), participant_id, chosen, now=utc_now())
    except actions.Refused as refusal:
        return _show(told(refusal))
    flash(f"{count} catatan masuk ke rapor.")
    return redirect(url_for("organiser.notes"))


@blueprint.get("/dokumen/rapor/<category>/<participant>.svg")
@allow(Permission.SEE_STANDING)
def feedback_chart(category: str, participant: str) -> Response:
    """The picture of the rapor, the same as on paper."""
    found = category_by_code(category)
    drawn = paperwork.feedback_chart(database(), event_id(), found.id, participant) or abort(404)
    return Response(drawn, mimetype="image/svg+xml")


@blueprint.get("/dokumen/rapor/<category>/<participant>")
@allow(Permission.SEE_STANDING)
def feedback(category: str, participant: str) -> ResponseReturnValue:
    """The rapor of one peserta, on a screen: its chart and a way to its paper."""
    found = category_by_code(category)
    if paperwork.feedback_chart(database(), event_id(), found.id, participant) is None:
        abort(404)
    with database().reading() as session:
        person = next(one for one in queries.participants(session, event_id()) if one.code == participant)
    return page("organiser/feedback.html", category=category, person=person)


def _show(problems: list[str] | None = None) -> ResponseReturnValue:
    groups = []
    with database().reading() as session:
        sealed = {one.category_id for one in queries.papers(session, event_id()).results}
        found = [
            (one, notes_to_release(session, one.id))
            for one in queries.categories(session, event_id())
            if one.id in sealed
        ]
    for category, every in found:
        groups += [
            _group(category.name, list(mine)) for _, mine in groupby(every, key=lambda note: note.participant_id)
        ]
    return page("organiser/notes.html", 422 if problems else 200, groups=groups, problems=problems or [])


def _group(category: str, notes: list[NoteInfo]) -> dict[str, object]:
    return {
        "title": notes[0].participant,
        "category": category,
        "participant_id": notes[0].participant_id,
        "notes": [
            {"key": f"{one.sheet_id}:{one.indicator}", "text": one.text, "code": one.indicator, "on": one.released}
            for one in notes
        ],
    }
