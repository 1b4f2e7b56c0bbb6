"""One own sheet as judge/sheet.html takes it: plain values, every number already written out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from judging import profiles, words
from judging import sheet as sheets
from judging.language import N_, _
from judging.queries import SheetView
from judging.sheet import Mark, Problem, show_value
from judging.web.cards import card, shown_score
from rubrics import Aspect, Indicator, Rubric, Scale

MISSING = (
    (N_("Skor belum benar:"), ("invalid", "unknown")),
    (N_("Masih kosong:"), ("missing",)),
    (N_("Perlu bukti yang dicentang atau catatan:"), ("note",)),
)
Told = Mapping[tuple[str, str], str]  # (indicator code, kind) -> what is wrong


def sheet_context(
    view: SheetView,
    *,
    zone: str,
    typed: Mapping[str, str],
    found: Sequence[Problem],
    title: str,
) -> dict[str, Any]:
    """Everything judge/sheet.html takes but its form ids.

    `typed`: texts that are not scores, given back as typed. `found`: what was refused, under the words `title`.
    """
    done = sheets.filled(marks_of(view), view.rubric)
    empty = [i.code for i in view.rubric.indicators if i.code not in view.scores]
    told: Told = {(one.code, str(one.kind)): one.message for one in found}
    return {
        "participant": card(view.line),
        "round_name": view.line.round,
        "scale": _scale(view.rubric.scale),
        "aspects": [_aspect(view, aspect, typed, told) for aspect in view.rubric.aspects],
        "missing": missing(found),
        "missing_title": title,
        "sheet": {
            "id": view.line.id,
            "done": done,
            "count": view.line.indicators,
            "next_empty": empty[0] if empty else "",
            "saved_at": words.zone_clock(view.saved_at, zone) if view.saved_at else "",
            "reopened_reason": view.line.reason if view.line.state == "reopened" else "",
        },
        "profile": profile_context(view),
    }


def missing(found: Sequence[Problem]) -> list[tuple[str, list[str]]]:
    """What to mend, grouped as a judge would: a sentence and the codes to jump to."""
    groups = [(_(text), [one.code for one in found if one.kind in kinds]) for text, kinds in MISSING]
    return [(text, codes) for text, codes in groups if codes] or ([("", [])] if found else [])


def marks_of(view: SheetView) -> dict[str, Mark]:
    every = {**view.scores, **view.ticks, **view.notes}
    return {c: Mark(view.scores.get(c), tuple(view.ticks.get(c, ())), view.notes.get(c, "")) for c in every}


def _scale(scale: Scale) -> dict[str, Any]:
    step = str(scale.step)
    return {
        "is_number": scale.uses_number_field,
        "lowest": str(scale.lowest),
        "highest": str(scale.highest),
        "step": step,
        "decimals": scale.decimals,
        "highest_units": scale.highest_units,
        "unit_words": _unit_words(scale),
    }


def _unit_words(scale: Scale) -> str:
    if scale.step == 1:
        return _("{lowest} sampai {highest}", lowest=scale.lowest, highest=scale.highest)
    return _("{lowest} sampai {highest}, kelipatan {step}", lowest=scale.lowest, highest=scale.highest, step=scale.step)


def _aspect(view: SheetView, aspect: Aspect, typed: Mapping[str, str], told: Told) -> dict[str, Any]:
    given = [i for i in aspect.indicators if i.code in view.scores]
    points = Fraction(sum(i.weight * view.scores[i.code] for i in given), view.rubric.scale.highest_units)
    return {
        "code": aspect.code,
        "title": aspect.title,
        "weight": aspect.weight,
        "count": len(aspect.indicators),
        "scored": len(given),
        "points": _("{points} dari {weight}", points=show_value(points), weight=aspect.weight) if given else "",
        "indicators": [_indicator(view, i, typed.get(i.code), told) for i in aspect.indicators],
    }


def _indicator(view: SheetView, indicator: Indicator, typed: str | None, told: Told) -> dict[str, Any]:
    rubric, code = view.rubric, indicator.code
    score = view.scores.get(code)
    return {
        "code": code,
        "title": indicator.title,
        "weight": indicator.weight,
        "question": indicator.question,
        "evidence": [
            {"value": n, "text": text, "ticked": n in view.ticks.get(code, ())}
            for n, text in enumerate(indicator.evidence)
        ],
        "levels": []
        if rubric.scale.uses_number_field
        else [_level(rubric, indicator, units) for units in rubric.scale.steps],
        "score": typed if typed is not None else (None if score is None else shown_score(rubric.scale, score)),
        "note": view.notes.get(code, ""),
        "note_for": sorted(rubric.note_units),
        "note_problem": told.get((code, "note"), ""),
        "problem": told.get((code, "invalid"), told.get((code, "missing"), "")),
    }


def _level(rubric: Rubric, indicator: Indicator, units: int) -> dict[str, Any]:
    place = rubric.scale.position(units)
    return {
        "score": shown_score(rubric.scale, units),
        "label": rubric.scale.labels[place] if rubric.scale.labels else "",
        "text": indicator.levels[place] if indicator.levels else "",
        "asks_note": units in rubric.note_units,
        "alerts": units in rubric.alert_units(indicator.code),
    }


def profile_context(view: SheetView) -> dict[str, Any]:
    """What is known. What the committee still has to fill in is told on the committee's own pages."""
    rows = list(profiles.describe(view.profile_form, view.profile, view.members))
    groups = [{"title": _("Tempat"), "rows": [(_("Wilayah"), view.line.place)]}]
    if view.linked:
        groups.append({"title": _("Terkait"), "rows": [(_("Bersama"), view.linked)]})
    if rows:
        groups.append({"title": _("Profil"), "rows": rows})
    if view.members:
        groups.append({"title": _("Anggota"), "rows": [(str(m.number), m.name) for m in view.members]})
    return {"groups": groups}
