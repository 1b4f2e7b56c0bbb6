"""Evidence about a participant: pictures and PDFs with a title, shown to the judges beside the profile."""

from __future__ import annotations

from flask import Response, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import _
from judging.paperwork.evidence import checked_evidence
from judging.paperwork.pictures import BadUpload
from judging.queries import EvidenceInfo
from judging.roles import Permission
from judging.web.access import actor, allow, database, large_upload, utc_now
from judging.web.evidence import answer, listed
from judging.web.organiser.common import blueprint, page, told, typed, uploaded
from judging.web.organiser.participants import one


@blueprint.get("/peserta/<int:participant_id>/bukti")
@allow(Permission.SET_UP)
def evidence(participant_id: int) -> ResponseReturnValue:
    return _show(participant_id, [])


@blueprint.post("/peserta/<int:participant_id>/bukti")
@allow(Permission.SET_UP)
@large_upload
def keep_evidence(participant_id: int) -> ResponseReturnValue:
    found = one(participant_id)
    try:
        file = checked_evidence(uploaded("file"))
        with database().writing() as session:
            actions.keep_evidence(
                session, actor(), found.id, typed("title"), file.content, media=file.media, pages=file.pages,
                now=utc_now(),
            )  # fmt: skip
    except BadUpload as refusal:
        return _show(participant_id, [str(refusal)])
    except actions.Refused as refusal:
        return _show(participant_id, told(refusal))
    flash(_("Bukti disimpan. Juri melihatnya di samping profil."))
    return redirect(url_for("organiser.evidence", participant_id=found.id))


@blueprint.get("/peserta/<int:participant_id>/bukti/<int:file_id>")
@allow(Permission.SET_UP)
def evidence_file(participant_id: int, file_id: int) -> Response:
    return answer(_of(participant_id), file_id)


@blueprint.post("/peserta/<int:participant_id>/bukti/<int:file_id>")
@allow(Permission.SET_UP)
def remove_evidence(participant_id: int, file_id: int) -> ResponseReturnValue:
    if file_id not in [file.id for file in _of(participant_id)]:
        abort(404)
    try:
        with database().writing() as session:
            actions.remove_evidence(session, actor(), file_id, now=utc_now())
    except actions.Refused as refusal:
        return _show(participant_id, told(refusal))
    flash(_("Bukti dihapus."))
    return redirect(url_for("organiser.evidence", participant_id=participant_id))


def _of(participant_id: int) -> list[EvidenceInfo]:
    found = one(participant_id)
    with database().reading() as session:
        return queries.evidence_of(session, found.id)


def _show(participant_id: int, problems: list[str]) -> ResponseReturnValue:
    found = one(participant_id)
    return page(
        "organiser/evidence.html",
        422 if problems else 200,
        participant={"id": found.id, "name": found.name},
        files=listed(_of(participant_id)),
        may_edit=found.category_state in ("setup", "judging"),
        title=typed("title") if problems else "",
        problems=problems,
    )
