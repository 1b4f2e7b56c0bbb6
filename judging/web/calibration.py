"""Practising on the tablet: the sheet of a fictional participant, which never counts. Works without script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging import sheet as marking
from judging.language import _
from judging.queries import CalibrationInfo, SheetView
from judging.roles import Permission
from judging.sheet import Problem
from judging.web import sheet_view
from judging.web.access import actor, allow, database, utc_now
from judging.web.calls import blueprint
from judging.web.forms import SheetForm, read_sheet
from judging.web.judge import as_typed, judge_id, zone
from judging.web.session import device

__all__ = ["blueprint"]


@blueprint.get("/kalibrasi/<int:calibration_id>")
@allow(Permission.SCORE_OWN_SHEETS)
def calibration(calibration_id: int) -> ResponseReturnValue:
    info, view, sent = _own(calibration_id)
    return _show(info, view, sent=sent)


@blueprint.post("/kalibrasi/<int:calibration_id>")
@allow(Permission.SCORE_OWN_SHEETS)
def save_calibration(calibration_id: int) -> ResponseReturnValue:
    info, view, sent = _own(calibration_id)
    typed = read_sheet(request.form, view.rubric, "draft", device())
    now = as_typed(view, typed)
    if typed.problems:
        title = _("Belum tersimpan. Perbaiki yang ini dahulu; isian lain tetap ada di halaman ini.")
        return _show(info, now, sent=sent, title=title, found=typed.problems, typed=typed.typed), 422
    missing = marking.problems(sheet_view.marks_of(now), now.rubric)
    send = request.form.get("action") == "send" and not missing
    try:
        _save(calibration_id, typed, send=send)
    except actions.Refused as refusal:
        flash(refusal.message, "bad")
        return redirect(url_for("judge.sheets"))
    if send:
        flash(_("Latihan terkirim. Hasilnya dibahas bersama setelah semua juri selesai."))
        return redirect(url_for("judge.sheets"))
    if request.form.get("action") == "send":
        title = _("Belum dapat dikirim. Yang sudah diisi tetap tersimpan.")
        return _show(info, now, sent=sent, title=title, found=missing), 422
    flash(_("Tersimpan."))
    return redirect(url_for("judge.calibration", calibration_id=calibration_id))


def _own(calibration_id: int) -> tuple[CalibrationInfo, SheetView, bool]:
    with database().reading() as session:
        found = queries.judge_calibration(session, judge_id(), calibration_id)
    return found or abort(404)


def _save(calibration_id: int, typed: SheetForm, *, send: bool) -> None:
    entry = typed.entry
    with database().writing() as session:
        actions.save_calibration(
            session, actor(), calibration_id, entry.scores, entry.ticks, entry.notes, send=send, now=utc_now()
        )


def _show(
    info: CalibrationInfo,
    view: SheetView,
    *,
    sent: bool,
    title: str = "",
    found: Sequence[Problem] = (),
    typed: Mapping[str, str] | None = None,
) -> str:
    placed = replace(view, line=replace(view.line, place=_("Latihan bersama – tidak dihitung")))
    context = sheet_view.sheet_context(placed, zone=zone(), typed=typed or {}, found=found, title=title)
    return render_template(
        "judge/calibration.html", **context, calibration={"id": info.id, "story": info.story, "sent": sent}
    )
