"""The judge's pages: the list, the sheet, sending, taking back, the overview. Everything works without script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, codes, queries
from judging import sheet as marking
from judging.actions import Outcome, SheetEntry
from judging.language import N_, _
from judging.queries import OwnCalibration, SheetView
from judging.roles import Permission
from judging.web import judge_view, sheet_view
from judging.web.access import actor, allow, database, utc_now
from judging.web.cards import card
from judging.web.evidence import answer, listed
from judging.web.forms import SheetForm, read_sheet
from judging.web.numbers import whole
from judging.web.session import device
from judging.web.tablet import tablet_card

blueprint = Blueprint("judge", __name__, url_prefix="/juri")
blueprint.context_processor(tablet_card)
OPEN = ("blank", "draft", "ready", "reopened")
SAVED = ("saved", "already_saved")
NOT_SAVED = N_("Belum tersimpan. Perbaiki yang ini dahulu; isian lain tetap ada di halaman ini.")
NOT_SENT = N_("Belum dapat dikirim. Yang sudah diisi tetap tersimpan.")
CLASH = marking.Problem("", "unknown", "")
WORDS = {
    "conflict": N_(
        "Lembar ini sudah berubah sejak halaman ini dibuka, mungkin dari perangkat lain. "
        "Isian Bapak/Ibu tampil di bawah "
        "dan juga disimpan terpisah. Periksa, lalu tekan Simpan sekali lagi bila memang ini yang benar."
    ),
    "late": N_("Penilaian kategori ini sudah ditutup. Isian Bapak/Ibu disimpan terpisah untuk diputuskan ketua."),
    "forbidden": N_("Lembar ini tidak dapat diisi. Panggil panitia bila menurut Bapak/Ibu seharusnya dapat."),
}


@blueprint.get("")
@allow(Permission.SCORE_OWN_SHEETS)
def sheets() -> ResponseReturnValue:
    with database().reading() as session:
        lines = queries.judge_sheets(session, judge_id())
        training = queries.judge_calibrations(session, judge_id())
    arrived = request.args.get("terkirim")
    sent = next((line for line in lines if str(line.id) == arrived and line.receipt), None)
    if any(one.sent and actions.calibration_key(one.info.id) == arrived for one in training):
        flash(_("Latihan terkirim. Hasilnya dibahas bersama setelah semua juri selesai."), "ok")
    return render_template(
        "judge/list.html",
        groups=judge_view.list_groups(lines, zone()),
        calibrations=[_practice(one) for one in training],
        receipt=judge_view.receipt(sent, zone()) if sent else None,
    )


def _practice(one: OwnCalibration) -> dict[str, Any]:
    info, key = one.info, actions.calibration_key(one.info.id)
    about = {"id": info.id, "key": key, "name": info.name, "category": info.category}
    return about | {"sent": one.sent, "version": one.version}


@blueprint.get("/lembar/<int:sheet_id>")
@allow(Permission.SCORE_OWN_SHEETS)
def sheet(sheet_id: int) -> ResponseReturnValue:
    view = own(sheet_id)
    if view.line.state not in OPEN or view.line.category_state != "judging":
        return render_template("judge/sent.html", **judge_view.sent_context(view, zone()), reason="", problems=[])
    return sheet_page(view)


@blueprint.post("/lembar/<int:sheet_id>")
@allow(Permission.SCORE_OWN_SHEETS)
def save(sheet_id: int) -> ResponseReturnValue:
    """Keep what was typed as a draft; when sending, say what is still missing or ask once more."""
    view = own(sheet_id)
    sent = read_sheet(request.form, view.rubric, "draft", device())
    typed = as_typed(view, sent)
    if sent.problems:
        return sheet_page(typed, _(NOT_SAVED), sent.problems, typed=sent.typed), 422
    outcome = write(sheet_id, sent.entry)
    if outcome.word == "mismatch":  # the page came back from the browser's history: a new entry on its old base
        outcome = write(sheet_id, replace(sent.entry, id=codes.new_secret()))
    if outcome.word in ("late", "forbidden"):
        flash(_(WORDS[outcome.word]), "bad")
        return redirect(url_for("judge.sheet", sheet_id=sheet_id))
    if outcome.word == "conflict":
        return sheet_page(typed, _(WORDS["conflict"]), [CLASH], based_on=outcome.version), 409
    if outcome.word not in SAVED:
        return sheet_page(typed, _(NOT_SAVED), outcome.problems), 422
    if request.form.get("action") != "send":
        flash(_("Tersimpan."), "ok")
        return redirect(url_for("judge.sheet", sheet_id=sheet_id))
    saved = own(sheet_id)
    missing = marking.problems(sheet_view.marks_of(saved), saved.rubric)
    if missing:
        return sheet_page(saved, _(NOT_SENT), missing), 422
    return redirect(url_for("judge.send", sheet_id=sheet_id))


@blueprint.get("/lembar/<int:sheet_id>/kirim")
@allow(Permission.SCORE_OWN_SHEETS)
def send(sheet_id: int) -> ResponseReturnValue:
    view = own(sheet_id)
    if view.line.state not in OPEN or marking.problems(sheet_view.marks_of(view), view.rubric):
        return redirect(url_for("judge.sheet", sheet_id=sheet_id))
    totals = marking.totals(sheet_view.marks_of(view), view.rubric)
    notes = sum(bool(text) for text in view.notes.values())
    return render_template(
        "judge/confirm_send.html",
        participant=card(view.line),
        sheet=ids(view),
        value=marking.show_value(totals.value),
        facts=[
            (
                _("Dinilai"),
                _("{filled} dari {n} indikator", filled=view.line.filled, n=view.line.indicators),
            ),
            (_("Catatan"), str(notes)),
        ],
    )


@blueprint.post("/lembar/<int:sheet_id>/kirim")
@allow(Permission.SCORE_OWN_SHEETS)
def sent(sheet_id: int) -> ResponseReturnValue:
    view = own(sheet_id)
    outcome = write(sheet_id, stored_entry(view, "submit"))
    if outcome.word in SAVED:
        return redirect(url_for("judge.sheets", terkirim=sheet_id))
    flash(_(WORDS.get(outcome.word, N_("Lembar belum lengkap."))))
    return redirect(url_for("judge.sheet", sheet_id=sheet_id))


@blueprint.post("/lembar/<int:sheet_id>/tarik")
@allow(Permission.SCORE_OWN_SHEETS)
def take_back(sheet_id: int) -> ResponseReturnValue:
    view = own(sheet_id)
    reason = request.form.get("reason", "").strip()
    if not reason:
        return render_template(
            "judge/sent.html", **judge_view.sent_context(view, zone()), reason="", problems=[_("Tulis alasan singkat.")]
        ), 422
    entry = replace(stored_entry(view, "take_back"), id=codes.new_secret(), based_on=view.version, reason=reason)
    outcome = write(sheet_id, entry)
    if outcome.word not in SAVED:
        flash(_(WORDS.get(outcome.word, WORDS["forbidden"])))
    return redirect(url_for("judge.sheet", sheet_id=sheet_id))


@blueprint.route("/lembar/<int:sheet_id>/benturan", methods=["GET", "POST"])
@allow(Permission.SCORE_OWN_SHEETS)
def recuse(sheet_id: int) -> ResponseReturnValue:
    view = own(sheet_id)
    reason, problems = request.form.get("reason", "").strip(), []
    if request.method == "POST":
        try:
            with database().writing() as session:
                actions.declare_conflict(session, actor(), sheet_id, reason, now=utc_now())
            return redirect(url_for("judge.sheets"))
        except actions.Refused as refusal:
            problems = [refusal.message]
    return render_template(
        "judge/recuse.html",
        participant=card(view.line),
        sheet={"id": sheet_id},
        reason=reason,
        problems=problems,
    ), 422 if problems else 200


@blueprint.get("/lembar/<int:sheet_id>/bukti/<int:file_id>")
@allow(Permission.SCORE_OWN_SHEETS)
def evidence_file(sheet_id: int, file_id: int) -> Response:
    """Evidence about the participant of an own sheet."""
    view = own(sheet_id)
    with database().reading() as session:
        found = queries.sheet_evidence(session, view.line.id)
    return answer(found, file_id)


@blueprint.get("/skor-saya")
@allow(Permission.SCORE_OWN_SHEETS)
def overview() -> ResponseReturnValue:
    with database().reading() as session:
        seen = queries.overview(session, judge_id())
    return render_template("judge/overview.html", groups=judge_view.overview_groups(seen))


def own(sheet_id: int) -> SheetView:
    """An own sheet; any other answers as one that does not exist."""
    with database().reading() as session:
        view = queries.judge_sheet(session, judge_id(), sheet_id)
    return view or abort(404)


def write(sheet_id: int, entry: SheetEntry) -> Outcome:
    with database().writing() as session:
        return actions.save_entry(session, actor(), sheet_id, entry, now=utc_now())


def as_typed(view: SheetView, sent: SheetForm) -> SheetView:
    """The page's view with what was typed in place of what is stored."""
    entry = sent.entry
    return replace(
        view,
        scores=entry.scores,
        ticks={c: list(t) for c, t in entry.ticks.items()},
        notes=entry.notes,
        line=replace(view.line, filled=len(entry.scores)),
    )


def stored_entry(view: SheetView, kind: str) -> SheetEntry:
    """The stored marks as an entry under the id and base that the asking page carried."""
    based_on = request.form.get("based_on", "")
    return SheetEntry(
        id=request.form.get("entry_id", ""),
        based_on=whole(based_on, -1),
        kind=kind,
        scores=view.scores,
        ticks=view.ticks,
        notes=view.notes,
        device=device(),
    )


def ids(view: SheetView) -> dict[str, Any]:
    return {
        "id": view.line.id,
        "href": url_for("judge.sheet", sheet_id=view.line.id),
        "entry_id": codes.new_secret(),
        "based_on": view.version,
    }


def sheet_page(
    view: SheetView,
    title: str = "",
    found: Sequence[marking.Problem] = (),
    *,
    typed: Mapping[str, str] | None = None,
    based_on: int | None = None,
) -> str:
    """The sheet; with `title` and `found` after something was refused."""
    context = sheet_view.sheet_context(view, zone=zone(), typed=typed or {}, found=found, title=title)
    with database().reading() as session:
        evidence = queries.sheet_evidence(session, view.line.id)
    context["profile"]["evidence"] = [
        one | {"href": url_for("judge.evidence_file", sheet_id=view.line.id, file_id=one["id"])}
        for one in listed(evidence)
    ]
    context["sheet"] |= ids(view) | ({"based_on": based_on} if based_on is not None else {})
    return render_template("judge/sheet.html", **context)


def judge_id() -> int:
    return actor().judge_id or abort(403)


def zone() -> str:
    found: str = current_app.extensions["juara"].settings.time_zone
    return found
