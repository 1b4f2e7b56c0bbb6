"""A rubric's draft: its form, kept whatever is typed; a file in its place; freezing it as the next version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, words
from judging.language import _
from judging.queries import DraftInfo, ShelvedRubric
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.numbers import whole
from judging.web.organiser import rubric_form
from judging.web.organiser.common import blueprint, event_id, page, told, typed, zone
from judging.web.organiser.rubric_upload import Upload, read_upload
from judging.web.organiser.rubric_view import draft_context, rest_words
from judging.web.organiser.rubrics import locked_words, use_words, with_draft
from rubrics import Document, draft_problems, weight_sums


@blueprint.get("/pengaturan/rubrik/<rubric>")
@allow(Permission.SET_UP)
def rubric_draft(rubric: str) -> ResponseReturnValue:
    return show_draft(with_draft(rubric))


@blueprint.post("/pengaturan/rubrik/<rubric>")
@allow(Permission.SET_UP)
def save_rubric_draft(rubric: str) -> ResponseReturnValue:
    """Whatever is typed is kept; then the button that was pressed has its way."""
    found = with_draft(rubric)
    try:
        pressed = rubric_form.press(request.form)
        _save(rubric, pressed.document, undoable=pressed.removed)
    except actions.DraftChanged as clash:
        return show_draft(found, typed_body=rubric_form.read_form(request.form), clash=clash)
    except actions.Refused as refusal:
        return show_draft(found, problems=told(refusal))
    return redirect(_next_page(rubric, pressed))


@blueprint.post("/pengaturan/rubrik/<rubric>/kembalikan")
@allow(Permission.SET_UP)
def restore_rubric_draft(rubric: str) -> ResponseReturnValue:
    with_draft(rubric)
    with database().writing() as session:
        actions.restore_rubric_draft(session, actor(), event_id(), rubric, based_on=_based_on(), now=utc_now())
    flash(_("Dikembalikan seperti sebelumnya."))
    return redirect(url_for("organiser.rubric_draft", rubric=rubric))


@blueprint.post("/pengaturan/rubrik/<rubric>/berkas")
@allow(Permission.SET_UP)
def upload_into_draft(rubric: str) -> ResponseReturnValue:
    """A whole rubric out of a file takes the place of the draft; what stood there can be put back."""
    found = with_draft(rubric)
    try:
        _save(rubric, read_upload()[1].to_document(), undoable=True)
    except Upload as upload:
        return show_draft(found, upload=upload)
    except actions.Refused as refusal:
        return show_draft(found, problems=told(refusal))
    flash(_("Isi draf diganti dengan isi berkas."))
    return redirect(url_for("organiser.rubric_draft", rubric=rubric))


@blueprint.get("/pengaturan/rubrik/<rubric>/bekukan")
@allow(Permission.SET_UP)
def freeze_rubric(rubric: str) -> ResponseReturnValue:
    found = with_draft(rubric)
    if draft_problems(draft_of(found).body):
        return redirect(url_for("organiser.rubric_draft", rubric=rubric))
    return _ask(found)


@blueprint.post("/pengaturan/rubrik/<rubric>/bekukan")
@allow(Permission.SET_UP)
def rubric_frozen(rubric: str) -> ResponseReturnValue:
    found = with_draft(rubric)
    try:
        with database().writing() as session:
            number = actions.freeze_rubric(
                session,
                actor(),
                event_id(),
                rubric,
                based_on=_based_on(),
                rounds=[whole(text, 0) for text in request.form.getlist("round")],
                now=utc_now(),
            )
    except actions.DraftChanged:
        return _ask(found, [_("Draf ini berubah sejak halaman ini dibuka. Periksa sekali lagi, lalu bekukan.")])
    except actions.Refused as refusal:
        return _ask(found, told(refusal))
    flash(_("Rubrik {name} versi {n} dibekukan.", name=rubric, n=number))
    return redirect(url_for("organiser.rubrics"))


def draft_of(found: ShelvedRubric) -> DraftInfo:
    if found.draft is None:
        raise LookupError(found.name)
    return found.draft


def _save(rubric: str, body: Document, *, undoable: bool) -> None:
    with database().writing() as session:
        actions.save_rubric_draft(
            session, actor(), event_id(), rubric, body, based_on=_based_on(), undoable=undoable, now=utc_now()
        )


def _based_on() -> int:
    return whole(typed("based_on"), 0)


def _next_page(rubric: str, pressed: rubric_form.Pressed) -> str:
    left = len(draft_problems(pressed.document))
    if pressed.verb in ("preview", "freeze"):
        if not left:
            if pressed.verb == "freeze":
                return url_for("organiser.freeze_rubric", rubric=rubric)
            return url_for("organiser.preview_rubric", rubric=rubric, version=0)
        flash(_("Draf tersimpan. Masih ada {n} hal yang perlu diperbaiki dahulu.", n=left), "warn")
    place = pressed.place or None
    return url_for("organiser.rubric_draft", rubric=rubric, buka=place, _anchor=place)


def show_draft(
    found: ShelvedRubric,
    *,
    typed_body: Document | None = None,
    clash: actions.DraftChanged | None = None,
    problems: Sequence[str] = (),
    upload: Upload | None = None,
) -> ResponseReturnValue:
    """The stored draft; after a clash what was typed instead, based on what is stored now."""
    draft = draft_of(found)
    body = typed_body or draft.body
    refused = [clash.message] if clash else [*problems, *(upload.form_problems if upload else ())]
    context = draft_context(body, request.args.get("buka", ""))
    return page(
        "organiser/rubric_draft.html",
        409 if clash else 422 if refused or upload else 200,
        name=found.name,
        number=found.next_version,
        revision=clash.revision if clash else draft.revision,
        mark=f"{draft.revision} {draft.changed_at.isoformat()}",
        can_undo=draft.can_undo and not clash,
        saved_at=words.zone_clock(draft.changed_at, zone()),
        locked=locked_words(found.uses),
        rest=rest_words(context["total"]),
        refused=refused,
        upload=upload,
        **context,
    )


def _ask(found: ShelvedRubric, problems: Sequence[str] = ()) -> ResponseReturnValue:
    """The question before freezing: what is frozen, and which rounds move to it."""
    draft = draft_of(found)
    body, sums = draft.body, weight_sums(draft.body)
    rounds: list[dict[str, Any]] = [
        {"id": str(use.round_id), "words": use_words(use), "now": version.version}
        for version in found.versions
        for use in version.uses
        if use.state == "setup"
    ]
    chosen = request.form.getlist("round") if problems else [one["id"] for one in rounds]
    return page(
        "organiser/rubric_freeze.html",
        422 if problems else 200,
        name=found.name,
        number=found.next_version,
        revision=draft.revision,
        title=body["title"],
        aspects=[(aspect["title"], len(aspect["indicators"]), sums[n]) for n, aspect in enumerate(body["aspects"])],
        total=sum(sums),
        rounds=[one | {"chosen": one["id"] in chosen} for one in rounds],
        locked=locked_words(found.uses),
        problems=list(problems),
    )
