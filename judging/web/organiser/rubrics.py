"""The rubrics of the event: their versions, where each is used, what to copy from; beginning and ending a draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

import rubrics as shelf
from judging import actions, codes, queries
from judging.language import _
from judging.queries import FrozenRubric, RubricUse, ShelvedRubric
from judging.roles import Permission
from judging.web.access import actor, allow, database, utc_now
from judging.web.organiser import steps
from judging.web.organiser.common import blueprint, event_id, moment, page, told, typed
from judging.web.organiser.rubric_upload import Upload, free_name, read_upload
from rubrics import Document


@blueprint.get("/pengaturan/rubrik")
@allow(Permission.SET_UP)
def rubrics() -> ResponseReturnValue:
    return show_list()


@blueprint.post("/pengaturan/rubrik")
@allow(Permission.SET_UP)
def start_rubric() -> ResponseReturnValue:
    """A draft from the library, from a version of this event, from a file, or from nothing."""
    kind, _colon, of = typed("source").partition(":")
    try:
        name, body = _source(kind, of)
        with database().writing() as session:
            actions.start_rubric(session, actor(), event_id(), name, body, now=utc_now())
    except actions.Refused as refusal:
        return show_list(problems=told(refusal))
    except Upload as upload:
        return show_list(upload=upload)
    flash(_("Draf dibuat. Ubah seperlunya, lalu bekukan."))
    return redirect(url_for("organiser.rubric_draft", rubric=name))


@blueprint.post("/pengaturan/rubrik/<rubric>/buang")
@allow(Permission.SET_UP)
def discard_rubric(rubric: str) -> ResponseReturnValue:
    with_draft(rubric)
    with database().writing() as session:
        actions.discard_rubric_draft(session, actor(), event_id(), rubric, now=utc_now())
    flash(_("Draf {name} dibuang.", name=rubric))
    return redirect(url_for("organiser.rubrics"))


def everything() -> list[ShelvedRubric]:
    with database().reading() as session:
        return queries.rubric_shelf(session, event_id())


def one(name: str) -> ShelvedRubric:
    """A rubric of the visitor's own event; any other answers as one that does not exist."""
    return next((rubric for rubric in everything() if rubric.name == name), None) or abort(404)


def with_draft(name: str) -> ShelvedRubric:
    found = one(name)
    return found if found.draft else abort(404)


def frozen(name: str, version: int) -> shelf.Rubric:
    with database().reading() as session:
        found = queries.frozen_rubric(session, event_id(), name, version)
    return found or abort(404)


def _source(kind: str, of: str) -> tuple[str, Document]:
    """(name, document) of what was chosen; raises Refused or Upload."""
    taken = [rubric.name for rubric in everything()]
    if kind == "library" and of in shelf.library():
        return free_name(of, taken), shelf.from_library(of).to_document()
    if kind in ("next", "copy") and of in taken:
        found = one(of)
        if found.versions:
            document = frozen(of, found.versions[0].version).to_document()
            return (of if kind == "next" else free_name(of, taken)), document
    if kind == "file":
        base, rubric = read_upload()
        return free_name(base, taken), rubric.to_document()
    if kind == "blank":
        return free_name("rubrik", taken), shelf.blank_draft(_("Rubrik baru"))
    raise actions.Refused(_("Pilih dahulu rubrik yang akan disalin."))


def _following() -> dict[str, str]:
    """The prizes, category by category; where there is none yet, the participants."""
    with database().reading() as session:
        first = next(iter(queries.categories(session, event_id())), None)
    if first is None:
        return steps.after("rubrics")
    href = url_for("organiser.award_lines", category=first.code)
    return steps.following(_("Hadiah {category}", category=first.name), href)


def show_list(problems: Sequence[str] = (), upload: Upload | None = None) -> ResponseReturnValue:
    found = everything()
    return page(
        "organiser/rubrics.html",
        422 if problems or upload else 200,
        following=_following(),
        rows=[_row(rubric) for rubric in found],
        library=[_library_row(name) for name in shelf.library()],
        problems=[*problems, *(upload.form_problems if upload else ())],
        upload=upload,
    )


def _row(rubric: ShelvedRubric) -> dict[str, Any]:
    newest = rubric.versions[0] if rubric.versions else None
    title = newest.title if newest else str(rubric.draft.body["title"] if rubric.draft else "") or rubric.name
    return {
        "name": rubric.name,
        "title": title,
        "draft": rubric.draft is not None,
        "draft_words": _draft_words(rubric),
        "versions": [_version(version) for version in rubric.versions],
        "locked": locked_words(rubric.uses),
    }


def _draft_words(rubric: ShelvedRubric) -> str:
    if rubric.draft is None:
        return ""
    return _("Draf versi {n}, diubah {moment}", n=rubric.next_version, moment=moment(rubric.draft.changed_at))


def _version(version: FrozenRubric) -> dict[str, Any]:
    return {
        "number": version.version,
        "fingerprint": codes.short(version.fingerprint),
        "uses": [use_words(use) for use in version.uses],
        "locked": any(use.state != "setup" for use in version.uses),
    }


def use_words(use: RubricUse) -> str:
    return _("{category}, sesi {round}", category=use.category, round=use.round) if use.round else use.category


def locked_words(uses: Sequence[RubricUse]) -> str:
    """Why a version stays where it is; empty while nothing of it has begun."""
    opened = list(dict.fromkeys(use.category for use in uses if use.state != "setup"))
    if not opened:
        return ""
    return _(
        "Penilaian {categories} sudah dibuka: versinya tetap. Versi baru hanya dipakai kategori yang masih disiapkan.",
        categories=", ".join(opened),
    )


def _library_row(name: str) -> dict[str, Any]:
    rubric = shelf.from_library(name)
    return {
        "name": name,
        "title": rubric.title,
        "words": _(
            "{n} indikator: {aspects}",
            n=len(rubric.indicators),
            aspects=", ".join(f"{aspect.title} {aspect.weight}" for aspect in rubric.aspects),
        ),
    }
