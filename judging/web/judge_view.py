"""Own sheets as the judge's templates take them: plain values, every number already written out."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any

from judging import words
from judging.queries import SheetLine, SheetView
from judging.sheet import show_value
from judging.web.cards import card, shown_score
from rubrics import Aspect, Indicator

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


def sent_context(view: SheetView, zone: str) -> dict[str, Any]:
    """Everything judge/sent.html takes but the reason's form."""
    kind, text, more = state_of(view.line, zone)
    sent = view.line.state == "submitted"
    value = show_value(Fraction(view.numerator, view.rubric.scale.highest_units)) if view.numerator is not None else ""
    return {
        "participant": card(view.line),
        "sheet": {"id": view.line.id, "version": view.version, "indicators": view.line.indicators},
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
        return "Permintaan membuka lembar ini sudah dikirim. Tunggu jawaban ketua."
    if view.asked == "refused":
        return f"Permintaan membuka lembar ini tidak disetujui: {view.answer}"
    return "Penilaian sudah ditutup. Perubahan hanya lewat ketua." if view.line.category_state != "judging" else ""


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
