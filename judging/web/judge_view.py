"""Own sheets as the judge's templates take them: plain values, every number already written out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any

from judging import profiles, words
from judging import sheet as sheets
from judging.profiles import MemberLimits
from judging.queries import SheetLine, SheetView
from judging.sheet import Mark, show_value
from judging.web.cards import number_card
from rubrics import Aspect, Indicator, Rubric, Scale

ACTIONS = {"blank": "Mulai", "draft": "Lanjutkan", "ready": "Kirim", "reopened": "Perbaiki", "submitted": "Lihat"}


def list_groups(lines: Sequence[SheetLine], zone: str) -> list[dict[str, Any]]:
    """The list by category and round; the first sheet that waits gets the one filled button."""
    waiting = [line.id for line in lines if ACTIONS.get(_state(line)) in ("Lanjutkan", "Kirim", "Perbaiki", "Mulai")]
    started = [line.id for line in lines if _state(line) in ("draft", "reopened", "ready")]
    following = next(iter(started or waiting), None)
    groups = []
    for (category, round_), members in groupby(lines, key=lambda line: (line.category, line.round)):
        rows = [_row(line, zone, is_next=line.id == following) for line in members]
        own = [line for line in lines if (line.category, line.round) == (category, round_)]
        expected = [line for line in own if line.state not in ("recused", "absent", "substituted", "withdrawn")]
        groups.append(
            {
                "title": f"{category} – {round_}" if round_ else category,
                "rows": rows,
                "count": len(expected),
                "sent": sum(line.state == "submitted" for line in expected),
            }
        )
    return groups


def _state(line: SheetLine) -> str:
    closed = line.category_state != "judging" and line.state in ("blank", "draft", "ready", "reopened")
    return "locked" if closed else line.state


def _row(line: SheetLine, zone: str, *, is_next: bool) -> dict[str, Any]:
    kind, text, more = state_of(line, zone)
    return {
        "participant": card(line),
        "state_kind": kind,
        "state_text": text,
        "state_more": more,
        "sheet_id": line.id,
        "action": ACTIONS.get(_state(line), ""),
        "is_next": is_next,
    }


def card(line: SheetLine) -> dict[str, Any]:
    off = line.state in ("recused", "absent", "substituted", "withdrawn")
    return number_card(line.number, line.prefix, off=off) | {"name": line.name, "place": line.place}


def state_of(line: SheetLine, zone: str) -> tuple[str, str, str]:
    """(kind, word, more) of the state badge."""
    left = line.indicators - line.filled
    match _state(line):
        case "blank":
            return "blank", "Belum dinilai", f"{line.indicators} indikator"
        case "draft":
            return "part", "Sedang dinilai", f"{line.filled} dari {line.indicators} · {left} masih kosong"
        case "ready":
            return "ready", "Siap dikirim", f"{line.filled} dari {line.indicators} dinilai"
        case "reopened":
            return "reopened", "Dibuka kembali", line.reason
        case "submitted":
            at = words.zone_clock(line.submitted_at, zone) if line.submitted_at else ""
            return "sent", "Terkirim", f"pukul {at}"
        case "locked":
            return "locked", "Terkunci", "penilaian sudah ditutup"
        case "recused":
            return "recused", "Tidak menilai", "benturan kepentingan"
        case "substituted":
            return "absent", "Digantikan", line.reason
        case "absent":
            return "absent", "Tidak hadir", line.reason
    return "withdrawn", "Mengundurkan diri", "tidak dinilai"


def sheet_context(
    view: SheetView, *, limits: MemberLimits | None, zone: str, typed: Mapping[str, str], wrong: Mapping[str, str]
) -> dict[str, Any]:
    """Everything judge/sheet.html takes but its form ids. `typed`: texts that are not scores, given back as typed."""
    marks = marks_of(view)
    done = sheets.filled(marks, view.rubric)
    empty = [i.code for i in view.rubric.indicators if marks.get(i.code, Mark()).score is None]
    return {
        "participant": card(view.line),
        "round_name": view.line.round,
        "scale": _scale(view.rubric.scale),
        "aspects": [_aspect(view, aspect, typed, wrong) for aspect in view.rubric.aspects],
        "sheet": {
            "id": view.line.id,
            "done": done,
            "count": view.line.indicators,
            "next_empty": empty[0] if empty else "",
            "saved_at": words.zone_clock(view.saved_at, zone) if view.saved_at else "",
            "reopened_reason": view.line.reason if view.line.state == "reopened" else "",
        },
        "profile": profile_context(view, limits),
    }


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
        "unit_words": f"{scale.lowest} sampai {scale.highest}" + ("" if step == "1" else f", kelipatan {step}"),
    }


def _aspect(view: SheetView, aspect: Aspect, typed: Mapping[str, str], wrong: Mapping[str, str]) -> dict[str, Any]:
    given = [i for i in aspect.indicators if i.code in view.scores]
    points = Fraction(sum(i.weight * view.scores[i.code] for i in given), view.rubric.scale.highest_units)
    return {
        "code": aspect.code,
        "title": aspect.title,
        "weight": aspect.weight,
        "count": len(aspect.indicators),
        "scored": len(given),
        "points": f"{show_value(points)} dari {aspect.weight}" if given else "",
        "indicators": [_indicator(view, i, typed.get(i.code), wrong.get(i.code, "")) for i in aspect.indicators],
    }


def _indicator(view: SheetView, indicator: Indicator, typed: str | None, wrong: str) -> dict[str, Any]:
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
        "note_problem": "",
        "problem": wrong,
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


def shown_score(scale: Scale, units: int) -> int | str:
    """A whole score as a number (it may become strokes), any other as text."""
    return units if scale.decimals == 0 else scale.show(units)


def profile_context(view: SheetView, limits: MemberLimits | None) -> dict[str, Any]:
    found = profiles.warnings(view.profile_form, view.profile, view.members, limits=limits, linked=bool(view.linked))
    rows = list(profiles.describe(view.profile_form, view.profile, view.members))
    groups = [{"title": "Tempat", "rows": [("Wilayah", view.line.place)]}]
    if view.linked:
        groups.append({"title": "Terkait", "rows": [("Bersama", view.linked)]})
    if rows:
        groups.append({"title": "Profil", "rows": rows})
    if view.members:
        groups.append({"title": "Anggota", "rows": [(str(m.number), m.name) for m in view.members]})
    return {"warnings": [f"{w.message} {w.reason}" for w in found], "groups": groups}


def sent_context(view: SheetView, zone: str) -> dict[str, Any]:
    """Everything judge/sent.html takes but the reason's form."""
    kind, text, more = state_of(view.line, zone)
    sent = view.line.state == "submitted"
    value = show_value(Fraction(view.numerator, view.rubric.scale.highest_units)) if view.numerator is not None else ""
    return {
        "participant": card(view.line),
        "sheet": {"id": view.line.id},
        "state_kind": kind,
        "state_text": text,
        "state_more": more,
        "receipt": receipt(view.line, zone) if sent else None,
        "value": value,
        "aspects": [_sent_aspect(view, aspect) for aspect in view.rubric.aspects] if view.scores else [],
        "can_take_back": sent and view.line.category_state == "judging",
        "take_back_words": "Penilaian sudah ditutup. Perubahan hanya lewat ketua." if sent else "",
    }


def receipt(line: SheetLine, zone: str) -> dict[str, str]:
    at = words.zone_moment(line.submitted_at, zone) if line.submitted_at else ""
    return {
        "title": f"Lembar {line.name} sudah diterima.",
        "text": f"{line.indicators} indikator · {at}",
        "code": line.receipt,
    }


def _sent_aspect(view: SheetView, aspect: Aspect) -> dict[str, Any]:
    points = view.aspects.get(aspect.code)
    shown = (
        f"{show_value(Fraction(points, view.rubric.scale.highest_units))} dari {aspect.weight}"
        if points is not None
        else ""
    )
    return {
        "title": aspect.title,
        "points": shown,
        "indicators": [
            {
                "code": i.code,
                "title": i.title,
                "score": shown_score(view.rubric.scale, view.scores[i.code]),
                "note": view.notes.get(i.code, ""),
                "evidence": [i.evidence[n] for n in view.ticks.get(i.code, ()) if n < len(i.evidence)],
            }
            for i in aspect.indicators
            if i.code in view.scores
        ],
    }


def overview_groups(sheets_seen: Sequence[SheetView]) -> list[dict[str, Any]]:
    """Own scores, one table per category and round."""
    groups = []
    for (category, round_), members in groupby(sheets_seen, key=lambda v: (v.line.category, v.line.round)):
        views = list(members)
        groups.append(
            {
                "title": f"{category} – {round_}" if round_ else category,
                "participants": [card(view.line) for view in views],
                "aspects": [
                    {
                        "title": aspect.title,
                        "rows": [_overview_row(views, indicator) for indicator in aspect.indicators],
                    }
                    for aspect in views[0].rubric.aspects
                ],
                "values": [_value(view) for view in views],
            }
        )
    return groups


def _overview_row(views: Sequence[SheetView], indicator: Indicator) -> dict[str, Any]:
    scale = views[0].rubric.scale
    given = [view.scores.get(indicator.code) for view in views]
    return {
        "code": indicator.code,
        "title": indicator.title,
        "scores": [None if units is None else shown_score(scale, units) for units in given],
    }


def _value(view: SheetView) -> str:
    if len(view.scores) < view.line.indicators:
        return ""
    numerator = sum(indicator.weight * view.scores[indicator.code] for indicator in view.rubric.indicators)
    return show_value(Fraction(numerator, view.rubric.scale.highest_units))
