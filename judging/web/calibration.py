"""Practising on the tablet: the sheet of a fictional participant, which never counts.

It is kept, sent and resent as every sheet is: a tablet's queue carries it, and these pages do without script.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from judging import actions, codes, queries
from judging import sheet as marking
from judging.actions import Outcome, SheetEntry
from judging.language import N_, _
from judging.queries import CalibrationInfo, SheetView
from judging.roles import Permission
from judging.sheet import Problem
from judging.web import sheet_view
from judging.web.access import actor, allow, database, utc_now
from judging.web.calls import blueprint
from judging.web.forms import read_sheet
from judging.web.judge import CLASH, NOT_SAVED, NOT_SENT, SAVED, WORDS, as_typed, ids, judge_id, zone
from judging.web.session import device

__all__ = ["blueprint"]
ENDED = N_("Latihan ini sudah diakhiri panitia. Isian Bapak/Ibu tersimpan, tetapi tidak ikut dibahas.")


@blueprint.get("/kalibrasi/<int:calibration_id>")
@allow(Permission.SCORE_OWN_SHEETS)
def calibration(calibration_id: int) -> ResponseReturnValue:
    info, view = _own(calibration_id)
    return _show(info, view) if info.runs else abort(404)


@blueprint.post("/kalibrasi/<int:calibration_id>")
@allow(Permission.SCORE_OWN_SHEETS)
def save_calibration(calibration_id: int) -> ResponseReturnValue:
    """Keep what was typed; when sending, say what is still missing."""
    info, view = _own(calibration_id)
    typed = read_sheet(request.form, view.rubric, "draft", device())
    now = as_typed(view, typed)
    if typed.problems:
        return _show(info, now, title=_(NOT_SAVED), found=typed.problems, typed=typed.typed), 422
    asked = request.form.get("action") == "send"
    missing = marking.problems(sheet_view.marks_of(now), now.rubric) if asked else ()
    outcome = _write(calibration_id, replace(typed.entry, kind="submit" if asked and not missing else "draft"))
    if outcome.word == "late":
        flash(_(ENDED), "bad")
        return redirect(url_for("judge.sheets"))
    if outcome.word == "conflict":
        return _show(info, now, title=_(WORDS["conflict"]), found=[CLASH], based_on=outcome.version), 409
    if outcome.word not in SAVED:
        return _show(info, now, title=_(NOT_SAVED), found=outcome.problems), 422
    if missing:
        return _show(info, now, title=_(NOT_SENT), found=missing, based_on=outcome.version), 422
    if asked:
        return redirect(url_for("judge.sheets", terkirim=actions.calibration_key(calibration_id)))
    flash(_("Tersimpan."), "ok")
    return redirect(url_for("judge.calibration", calibration_id=calibration_id))


def _own(calibration_id: int) -> tuple[CalibrationInfo, SheetView]:
    with database().reading() as session:
        found = queries.judge_calibration(session, judge_id(), calibration_id)
    return found or abort(404)


def _write(calibration_id: int, entry: SheetEntry) -> Outcome:
    key = actions.calibration_key(calibration_id)
    with database().writing() as session:
        outcome = actions.save_calibration(session, actor(), key, entry, now=utc_now())
    if outcome.word != "mismatch":
        return outcome
    return _write(calibration_id, replace(entry, id=codes.new_secret()))  # the page came back from the history


def _show(
    info: CalibrationInfo,
    view: SheetView,
    *,
    title: str = "",
    found: Sequence[Problem] = (),
    typed: Mapping[str, str] | None = None,
    based_on: int | None = None,
) -> str:
    placed = replace(view, line=replace(view.line, place=_("Latihan bersama – tidak dihitung")))
    context = sheet_view.sheet_context(placed, zone=zone(), typed=typed or {}, found=found, title=title)
    context["sheet"] |= ids(view) | ({"based_on": based_on} if based_on is not None else {})
    context["sheet"]["id"] = actions.calibration_key(info.id)
    context["sheet"]["href"] = url_for("judge.calibration", calibration_id=info.id)
    return render_template("judge/calibration.html", **context, calibration={"story": info.story})
