"""Own sheets as the judge's templates take them: plain values, every number already written out."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any

from judging import words
from judging.language import N_, _
from judging.queries import SheetLine, SheetView
from judging.sheet import show_value
from judging.web.cards import card, shown_score
from rubrics import Aspect, Indicator

ACTIONS = {
    "blank": N_("Mulai"),
    "draft": N_("Lanjutkan"),
    "ready": N_("Kirim"),
    "reopened": N_("Perbaiki"),
    "submitted": N_("Lihat"),
}


def list_groups(lines: Sequence[SheetLine], zone: str) -> list[dict[str, Any]]:
    """The list by category and round; the first sheet that waits gets the one filled button."""
    waiting = [line.id for line in lines if _state(line) in ("blank", "draft", "ready", "reopened")]
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
        "version": line.version,
        "action": _(ACTIONS.get(_state(line), "")),
        "is_next": is_next,
    }


def state_of(line: SheetLine, zone: str) -> tuple[str, str, str]:
    """(kind, word, more) of the state badge."""
    left = line.indicators - line.filled
    match _state(line):
        case "blank":
            return "blank", _("Belum dinilai"), _("{n} indikator", n=line.indicators)
        case "draft":
            return (
                "part",
                _("Sedang dinilai"),
                _("{filled} dari {count} · {n} masih kosong", filled=line.filled, count=line.indicators, n=left),
            )
        case "ready":
            return (
                "ready",
                _("Siap dikirim"),
                _("{filled} dari {count} dinilai", filled=line.filled, count=line.indicators),
            )
        case "reopened":
            return "reopened", _("Dibuka kembali"), line.reason
        case "submitted":
            at = words.zone_clock(line.submitted_at, zone) if line.submitted_at else ""
            return "sent", _("Terkirim"), _("pukul {at}", at=at)
        case "locked":
            return _locked(line)
        case "recused":
            return "recused", _("Tidak menilai"), _("benturan kepentingan")
        case "substituted":
            return "absent", _("Digantikan"), line.reason
        case "absent":
            return "absent", _("Tidak hadir"), line.reason
    return "withdrawn", _("Mengundurkan diri"), _("tidak dinilai")


def _locked(line: SheetLine) -> tuple[str, str, str]:
    if line.late:
        return "held", _("Sampai sesudah penilaian ditutup"), _("diputuskan ketua")
    return "locked", _("Terkunci"), _("penilaian sudah ditutup")


def sent_context(view: SheetView, zone: str) -> dict[str, Any]:
    """Everything judge/sent.html takes but the reason's form."""
    kind, text, more = state_of(view.line, zone)
    sent = view.line.state == "submitted"
    value = show_value(Fraction(view.numerator, view.rubric.scale.highest_units)) if view.numerator is not None else ""
    return {
        "participant": card(view.line),
        "sheet": {
            "id": view.line.id,
            "version": view.version,
            "indicators": view.line.indicators,
            "decimals": view.rubric.scale.decimals,
            "content": {"scores": view.scores, "ticks": view.ticks, "notes": view.notes},
        },
        "late": view.line.late,
        "state_kind": kind,
        "state_text": text,
        "state_more": more,
        "receipt": receipt(view.line, zone) if sent else None,
        "value": value,
        "aspects": [_sent_aspect(view, aspect) for aspect in view.rubric.aspects] if view.scores else [],
        "can_take_back": sent and view.line.category_state == "judging",
        "can_ask": view.line.category_state in ("closed", "sealed", "announced") and _may_ask(view),
        "take_back_words": _asked_words(view),
    }


def _may_ask(view: SheetView) -> bool:
    return view.asked not in ("waiting", "open") and view.line.state not in (
        "recused", "absent", "substituted", "withdrawn",
    )  # fmt: skip


def _asked_words(view: SheetView) -> str:
    if view.asked == "waiting":
        return _("Permintaan membuka lembar ini sudah dikirim. Tunggu jawaban ketua.")
    if view.asked == "refused":
        return _("Permintaan membuka lembar ini tidak disetujui: {answer}", answer=view.answer)
    return _("Penilaian sudah ditutup. Perubahan hanya lewat ketua.") if view.line.category_state != "judging" else ""


def receipt(line: SheetLine, zone: str) -> dict[str, str]:
    at = words.zone_moment(line.submitted_at, zone) if line.submitted_at else ""
    return {
        "title": _("Lembar {name} sudah diterima.", name=line.name),
        "text": _("{n} indikator · {at}", n=line.indicators, at=at),
        "code": line.receipt,
    }


def _sent_aspect(view: SheetView, aspect: Aspect) -> dict[str, Any]:
    points = view.aspects.get(aspect.code)
    shown = (
        _(
            "{points} dari {weight}",
            points=show_value(Fraction(points, view.rubric.scale.highest_units)),
            weight=aspect.weight,
        )
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
