"""The ketua reads the judges' notes and lets those into the rapor that help."""

from __future__ import annotations

from itertools import groupby

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import _
from judging.queries.score_papers import NoteInfo, notes_to_release
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.numbers import whole
from judging.web.organiser.common import blueprint, event_id, page, told


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
        sheet, colon, indicator = value.partition(":")
        if colon and sheet.isdecimal():
            chosen.setdefault(whole(sheet, 0), []).append(indicator)
    try:
        with database().writing() as session:
            count = actions.release_notes(session, actor(), participant_id, chosen, now=utc_now())
    except actions.Refused as refusal:
        return _show(told(refusal))
    flash(_("{n} catatan masuk ke rapor.", n=count))
    return redirect(url_for("organiser.notes"))


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
            _group(category.name, list(mine)) for _rest, mine in groupby(every, key=lambda note: note.participant_id)
        ]
    return page("organiser/notes.html", 422 if problems else 200, groups=groups, problems=problems or [])


def _group(category: str, notes: list[NoteInfo]) -> dict[str, object]:
    return {
        "title": notes[0].participant,
        "category": category,
        "participant_id": notes[0].participant_id,
        "notes": [
            {"key": f"{one.sheet_id}:{one.indicator}", "text": one.text, "code": _hint(one), "on": one.released}
            for one in notes
        ],
    }


def _hint(note: NoteInfo) -> str:
    again = _("{code}. Lembar ini dikirim lagi sesudah catatannya dipilih; baca, lalu pilih lagi.", code=note.indicator)
    return again if note.changed else note.indicator
