"""Sheets on paper: which are awaited, and keying them in. What was keyed in is shown to whoever keyed it in only.

In:  a sheet of the visitor's event.   Out: its next step.   Checking is paper_checks.py; the rules are in actions/.
"""

from __future__ import annotations

from io import BytesIO

from flask import abort, flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import _
from judging.paperwork.pictures import BadUpload, checked_scan
from judging.queries.documents import PAPER_PHOTO
from judging.queries.documents import paper_photo as paper_photo_of
from judging.queries.paper_sheets import (
    PaperView,
    find_sheet,
    paper_judges,
    paper_lines,
    paper_view,
    sheet_choices,
    sits_beside,
)
from judging.roles import Permission
from judging.sheet import Problem
from judging.web.access import actor, allow, database, large_upload, utc_now
from judging.web.forms import SheetForm, read_sheet
from judging.web.numbers import whole
from judging.web.organiser import paper_sheets_view as view
from judging.web.organiser.common import blueprint, event_id, page, told, typed, uploaded


@blueprint.get("/kertas")
@allow(Permission.SET_UP)
def paper_sheets() -> ResponseReturnValue:
    with database().reading() as session:
        lines, noted = paper_lines(session, event_id()), paper_judges(session, event_id())
        judges, choices = queries.judges(session, event_id()), sheet_choices(session, event_id())
    return page("organiser/paper_sheets.html", **view.desk(lines, judges, noted, choices))


@blueprint.post("/kertas/juri/<int:judge_id>")
@allow(Permission.SET_UP)
def paper_judge(judge_id: int) -> ResponseReturnValue:
    """This judge scores on paper, or on a tablet after all."""
    with database().reading() as session:
        name = next((one.name for one in queries.judges(session, event_id()) if one.id == judge_id), None) or abort(404)
    paper = typed("paper") == "yes"
    with database().writing() as session:
        actions.score_on_paper(session, actor(), judge_id, paper=paper, now=utc_now())
    said = _("{name} menilai di kertas.", name=name) if paper else _("{name} menilai di tablet.", name=name)
    flash(said)
    return redirect(url_for("organiser.paper_sheets"))


@blueprint.get("/kertas/pilih")
@allow(Permission.SET_UP)
def pick_paper() -> ResponseReturnValue:
    """From a judge and a participant to their sheet."""
    round_, _sign, person = request.args.get("sheet", "").partition("-")
    wanted = (whole(request.args.get("judge", ""), 0), whole(round_, 0), whole(person, 0))
    with database().reading() as session:
        sheet_id = find_sheet(session, event_id(), *wanted)
    if sheet_id is None:
        flash(_("Juri ini tidak menilai peserta itu, atau penilaian belum dibuka."), "warn")
        return redirect(url_for("organiser.paper_sheets"))
    return redirect(url_for("organiser.paper_sheet", sheet_id=sheet_id))


@blueprint.get("/kertas/<int:sheet_id>")
@allow(Permission.SET_UP)
def paper_sheet(sheet_id: int) -> ResponseReturnValue:
    """The next step of this sheet for this person."""
    found = one(sheet_id)
    step = view.step(found, actor().person_id)
    if step == "check":
        return redirect(url_for("organiser.check_paper", sheet_id=sheet_id))
    if step == "settle":
        return redirect(url_for("organiser.settle_paper", sheet_id=sheet_id))
    return page("organiser/paper_done.html", **view.done(found)) if step == "done" else _keying(found)


@blueprint.post("/kertas/<int:sheet_id>")
@allow(Permission.SET_UP)
def key_in_paper(sheet_id: int) -> ResponseReturnValue:
    found = one(sheet_id)
    sent = read_sheet(request.form, found.rubric, "draft", "")
    if sent.problems:
        return _keying(found, sent, [named(found, problem) for problem in sent.problems])
    content = {"scores": sent.entry.scores, "ticks": found.ticks, "notes": sent.entry.notes}
    try:
        with database().writing() as session:
            actions.key_in(session, actor(), sheet_id, content, now=utc_now())
    except actions.Refused as refusal:
        return _keying(found, sent, told(refusal))
    kept = one(sheet_id)
    if kept.problems:
        flash(_("Tersimpan, belum lengkap: {codes}.", codes=_codes(kept)), "warn")
        return redirect(url_for("organiser.paper_sheet", sheet_id=sheet_id))
    flash(_("Lembar {judge} untuk {name} tersimpan dan menunggu pemeriksaan.", **names(kept)))
    return redirect(url_for("organiser.paper_sheet", sheet_id=_next_to_key(kept) or sheet_id))


def _next_to_key(kept: PaperView) -> int | None:
    """The judge's next paper, so that a pile can be keyed in without the mouse."""
    with database().reading() as session:
        lines = [line for line in paper_lines(session, event_id()) if line.judge_id == kept.line.judge_id]
    waiting = [line.sheet_id for line in lines if line.waits == "key" and line.sheet_id != kept.line.sheet_id]
    return waiting[0] if waiting else None


@blueprint.post("/kertas/<int:sheet_id>/foto")
@allow(Permission.SET_UP)
@large_upload
def paper_photo(sheet_id: int) -> ResponseReturnValue:
    """The photo of the paper is kept as other scans are, and shown with its sheet only."""
    found = one(sheet_id)
    try:
        scan = checked_scan(uploaded("photo"))
        name = f"{PAPER_PHOTO}-{found.line.judge_code}-{sheet_id}{scan.ending}".lower()
        with database().writing() as session:
            kept = actions.keep_document(
                session, actor(), event_id(), kind=PAPER_PHOTO, name=name, content=scan.content,
                media=scan.media, remark=f"Lembar kertas {found.line.judge_code}", now=utc_now(),
            )  # fmt: skip
            actions.attach_photo(session, actor(), found.paper_id, kept, now=utc_now())
    except (actions.Refused, BadUpload) as refusal:
        flash(str(refusal), "bad")
    else:
        flash(_("Foto lembar kertas disimpan."))
    return redirect(url_for("organiser.check_paper", sheet_id=sheet_id))


@blueprint.get("/kertas/<int:sheet_id>/foto")
@allow(Permission.SET_UP)
def see_paper_photo(sheet_id: int) -> ResponseReturnValue:
    found = one(sheet_id)
    with database().reading() as session:
        kept = paper_photo_of(session, event_id(), found.photo[0]) if found.photo else None
    if kept is None:
        return redirect(url_for("organiser.check_paper", sheet_id=sheet_id))
    document, content = kept
    return send_file(BytesIO(content), mimetype=document.media, download_name=document.name)


@blueprint.post("/kertas/<int:sheet_id>/sisihkan")
@allow(Permission.SET_UP)
def set_paper_aside(sheet_id: int) -> ResponseReturnValue:
    found = one(sheet_id)
    try:
        with database().writing() as session:
            actions.set_aside(session, actor(), found.paper_id, typed("reason"), now=utc_now())
    except actions.Refused as refusal:
        flash(refusal.message, "bad")
        return redirect(url_for("organiser.paper_sheet", sheet_id=sheet_id))
    flash(_("Isian kertas itu disisihkan. Lembarnya dapat dimasukkan lagi dari awal."))
    return redirect(url_for("organiser.paper_sheets"))


def one(sheet_id: int) -> PaperView:
    """A sheet of the visitor's event, for whoever may see it."""
    with database().reading() as session:
        found = paper_view(session, event_id(), sheet_id) or abort(404)
        hidden = sits_beside(session, actor().person_id or 0, sheet_id)
    if hidden:
        flash(_(actions.NOT_YOURS), "warn")
        abort(redirect(url_for("organiser.paper_sheets")))
    return found


def _keying(found: PaperView, sent: SheetForm | None = None, problems: list[str] | None = None) -> ResponseReturnValue:
    return page("organiser/paper_keying.html", 422 if problems else 200, **view.keying(found, sent, problems or []))


def _codes(kept: PaperView) -> str:
    return ", ".join(dict.fromkeys(problem.code for problem in kept.problems))


def named(found: PaperView, problem: Problem) -> str:
    return f"{problem.code} ({found.rubric.by_code[problem.code].title}): {problem.message}"


def names(found: PaperView) -> dict[str, str]:
    return {"judge": found.line.judge_code, "name": found.line.participant}
