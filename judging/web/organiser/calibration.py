"""Calibration: a fictional participant for the judges of a round, and their spread to talk about afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from judging import actions, queries
from judging.language import _
from judging.queries import CalibrationInfo, CalibrationSpread
from judging.roles import Permission
from judging.sheet import show_value
from judging.web.access import actor, allow, database, utc_now
from judging.web.cards import shown_score
from judging.web.numbers import whole
from judging.web.organiser.common import blueprint, event_id, moment, page, told, typed
from rubrics import Indicator, Rubric

MISSING = "–"
APART = 2  # levels between lowest and highest from which an indicator is worth talking about


@blueprint.get("/kalibrasi")
@allow(Permission.SEE_STANDING)
def calibrations() -> ResponseReturnValue:
    return _list([])


@blueprint.post("/kalibrasi")
@allow(Permission.SET_UP)
def open_calibration() -> ResponseReturnValue:
    with database().reading() as session:
        ours = {one.id for one in queries.rounds(session, event_id())}
    round_id = whole(typed("round"), 0)
    if round_id not in ours:
        return _list([_("Pilih kategorinya dahulu.")])
    try:
        with database().writing() as session:
            actions.open_calibration(session, actor(), round_id, typed("name"), typed("story"), now=utc_now())
    except actions.Refused as refusal:
        return _list(told(refusal))
    flash(_("Latihan dibuka. Juri melihatnya di daftar lembar masing-masing."))
    return redirect(url_for("organiser.calibrations"))


@blueprint.post("/kalibrasi/<int:calibration_id>/akhiri")
@allow(Permission.SET_UP)
def end_calibration(calibration_id: int) -> ResponseReturnValue:
    _one(calibration_id)
    try:
        with database().writing() as session:
            actions.end_calibration(session, actor(), calibration_id, now=utc_now())
    except actions.Refused as refusal:
        return _list(told(refusal))
    return redirect(url_for("organiser.calibration", calibration_id=calibration_id))


@blueprint.get("/kalibrasi/<int:calibration_id>")
@allow(Permission.SEE_STANDING)
def calibration(calibration_id: int) -> ResponseReturnValue:
    found = _one(calibration_id)
    aspects: list[dict[str, Any]] = [
        {"title": aspect.title, "rows": [_row(found, indicator) for indicator in aspect.indicators]}
        for aspect in found.rubric.aspects
    ]
    rows = [row for aspect in aspects for row in aspect["rows"]]
    return page(
        "organiser/calibration.html",
        calibration=_info(found.info),
        judges=found.judges,
        aspects=aspects,
        apart=[f"{row['code']} ({row['span']})" for row in rows if row["apart"]],
        values=[_value(found.rubric, scores) for scores in found.scores],
        may_set_up=actor().may(Permission.SET_UP),
    )


def _one(calibration_id: int) -> CalibrationSpread:
    with database().reading() as session:
        found = queries.calibration_spread(session, event_id(), calibration_id)
    return found or abort(404)


def _row(found: CalibrationSpread, indicator: Indicator) -> dict[str, Any]:
    scale, code = found.rubric.scale, indicator.code
    given = [scores[code] for scores in found.scores if code in scores]
    lowest, highest = (min(given), max(given)) if given else (0, 0)
    notes = [
        (judge, texts[code]) for (judge, _name), texts in zip(found.judges, found.notes, strict=True) if texts.get(code)
    ]
    return {
        "code": code,
        "title": indicator.title,
        "scores": [shown_score(scale, scores[code]) if code in scores else MISSING for scores in found.scores],
        "span": f"{shown_score(scale, lowest)}–{shown_score(scale, highest)}" if given else MISSING,
        "apart": len(given) > 1 and scale.position(highest) - scale.position(lowest) >= APART,
        "notes": notes,
    }


def _value(rubric: Rubric, scores: Mapping[str, int]) -> str:
    """Of this sheet alone, to be looked at; it enters nothing. A sheet without some score has no value."""
    if any(one.code not in scores for one in rubric.indicators):
        return MISSING
    points = sum(one.weight * scores[one.code] for one in rubric.indicators)
    return show_value(Fraction(points, rubric.scale.highest_units))


def _list(problems: list[str]) -> ResponseReturnValue:
    with database().reading() as session:
        found, rounds = queries.calibrations(session, event_id()), queries.rounds(session, event_id())
    waiting = [(str(one.id), one.shown) for one in rounds if one.state == "setup"]
    return page(
        "organiser/calibrations.html",
        422 if problems else 200,
        rows=[_info(one) for one in found],
        rounds=waiting if actor().may(Permission.SET_UP) else [],
        values={key: typed(key) for key in ("round", "name", "story")},
        problems=problems,
    )


def _info(one: CalibrationInfo) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "category": one.category,
        "story": one.story,
        "ended": bool(one.ended_at),
        "running": one.ended_at is None and one.state == "setup",
        "words": _("{sent} dari {seated} juri sudah mengirim", sent=one.sent, seated=one.seated),
        "at": moment(one.opened_at),
    }
