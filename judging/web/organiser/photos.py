"""A participant's photo: uploaded with consent, seen by the organisers, taken away again."""

from __future__ import annotations

from flask import Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import _
from judging.paperwork.pictures import BadUpload, photo_jpeg
from judging.roles import Permission
from judging.web.access import actor, allow, database, large_upload, utc_now
from judging.web.organiser.common import blueprint, typed
from judging.web.organiser.participants import one


@blueprint.get("/peserta/<int:participant_id>/foto")
@allow(Permission.SET_UP)
def photo(participant_id: int) -> Response:
    found = one(participant_id)
    with database().reading() as session:
        content = queries.photo_of(session, found.id)
    return Response(content or abort(404), mimetype="image/jpeg")


@blueprint.post("/peserta/<int:participant_id>/foto")
@allow(Permission.SET_UP)
@large_upload
def keep_photo(participant_id: int) -> ResponseReturnValue:
    found, sent = one(participant_id), request.files.get("photo")
    try:
        if typed("answer") == "remove":
            with database().writing() as session:
                actions.remove_photo(session, actor(), found.id, now=utc_now())
            flash(_("Foto dihapus."))
        else:
            jpeg = photo_jpeg(sent.read() if sent else b"")
            with database().writing() as session:
                consented = bool(typed("consented"))
                actions.keep_photo(session, actor(), found.id, jpeg, consented=consented, now=utc_now())
            flash(_("Foto disimpan, dan ditampilkan hanya saat namanya diumumkan."))
    except (actions.Refused, BadUpload) as refusal:
        flash(str(refusal), "bad")
    return redirect(url_for("organiser.participant", participant_id=participant_id))
