"""Rapor of each peserta: own values, three strengths, three next steps, notes that the chair released.

Own values are of the sealed result. The place is told once it was announced; other peserta are never mentioned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from certificates.chart import Bar, chart_svg
from certificates.feedback import Feedback, Point, draw_feedback
from judging import queries
from judging.paperwork.aspects import aspect_maxima, shown_maximum, total_maximum
from judging.paperwork.common import Paper, Source, category_line, imprint, letterhead, result_of, short
from judging.paperwork.piagam import holder_place, holder_role
from judging.queries import Papers, SealedResult
from judging.queries.results import SealedRow
from judging.queries.score_papers import (
    Mean,
    PaperIndicator,
    PaperRound,
    indicator_means,
    paper_rounds,
    released_notes,
    result_sheets,
)
from judging.rule_words import decided_words

POINTS = 3
FIXED_BEFORE = "Urutan pemeriksaan ini ditetapkan sebelum penilaian."


@dataclass(frozen=True, slots=True)
class _Read:
    papers: Papers
    result: SealedResult
    rounds: tuple[PaperRound, ...]
    means: Mapping[str, Mapping[str, Mean]]
    notes: Mapping[str, tuple[str, ...]]


def feedback_pdf(source: Source, event_id: int, category_id: int, only: str = "") -> Paper | None:
    """Of everyone in the category, or of one participant (code). None before its result is sealed."""
    found = _read(source, event_id, category_id)
    rows = [row for row in _rows(found) if only in ("", row.participant)] if found else []
    if found is None or not rows:
        return None
    code = only or found.result.body["category"]["code"]
    name = f"rapor-{code}-{found.papers.event.code}.pdf"
    return Paper(name, draw_feedback([_feedback(found, row) for row in rows]))


def feedback_of(source: Source, event_id: int, category_id: int, participant: str) -> Feedback | None:
    """What the paper of one participant says, for a screen to say it alike. None before its result is sealed."""
    found = _read(source, event_id, category_id)
    row = next((row for row in _rows(found) if row.participant == participant), None) if found else None
    return _feedback(found, row) if found and row else None


def feedback_chart(feedback: Feedback) -> str:
    """Its chart for a screen, as SVG: the marks that the paper carries."""
    return chart_svg(feedback.bars, f"Nilai per aspek {feedback.name}")


def _read(source: Source, event_id: int, category_id: int) -> _Read | None:
    with source.reading() as session:
        papers = queries.papers(session, event_id)
        result = result_of(papers, category_id)
        if result is None:
            return None
        return _Read(
            papers,
            result,
            paper_rounds(session, category_id),
            indicator_means(result.body, result_sheets(session, category_id)),
            released_notes(session, category_id),
        )


def _rows(found: _Read) -> list[SealedRow]:
    """By order of appearance, which tells nothing about places."""
    return sorted(found.result.rows, key=lambda row: row.number)


def _feedback(found: _Read, row: SealedRow) -> Feedback:
    papers, category = found.papers, found.result.body["category"]
    announced = found.result.announced_at is not None
    role = holder_role({"is_group": category["is_group"], "noun": category["noun"], "linked": row.linked})
    place = holder_place({"subdistrict": row.subdistrict, "district": row.district, "region": row.region})
    return Feedback(
        letterhead=letterhead(papers),
        name=row.name,
        about=" · ".join(part for part in (role, place) if part),
        event=category_line(papers, category["name"]),
        greeting=_greeting(row, is_group=bool(category["is_group"])),
        bars=_bars(found, row),
        value=row.shown if total_maximum(found.result.body) else "",
        place=f"{row.name} menerima penghargaan sebagai {row.award}." if announced and row.award else "",
        decided=_decided(found, row) if announced else "",
        strengths=tuple(_strengths(found, row)),
        steps=tuple(_steps(found, row)),
        notes=found.notes.get(row.participant, ()),
        closing="Terima kasih atas kerja baik selama ini. Langkah kecil yang tetap dijalankan lebih berarti daripada "
        "rencana besar. Kami menunggu kabar baik berikutnya.",
        sender=f"Tim Penilai {category_line(papers, category['name'])}",
        imprint=imprint(papers, f"Versi hasil {found.result.number}", f"Kode {short(found.result.sha256)}"),
    )


def _greeting(row: SealedRow, *, is_group: bool) -> str:
    who = f"Bapak dan Ibu anggota {row.name}" if is_group else f"Bapak/Ibu {row.name}"
    return (
        f"{who}, terima kasih telah menunjukkan hasil kerja kepada tim penilai. Rapor ini memuat apa yang sudah kuat "
        "dan apa yang dapat dikerjakan berikutnya. Nilai di bawah ini adalah rata-rata dari para juri."
    )


def _bars(found: _Read, row: SealedRow) -> tuple[Bar, ...]:
    exact = next(one for one in found.result.body["rows"] if one["participant"] == row.participant)["aspects"]
    maxima = aspect_maxima(found.result.body)
    return tuple(
        Bar(
            one["title"],
            Fraction(exact[one["code"]]["exact"]) / maxima[one["code"]],
            f"{row.aspects[one['code']]} dari {shown_maximum(maxima[one['code']])}",
        )
        for one in found.result.body["aspects"]
    )


def _decided(found: _Read, row: SealedRow) -> str:
    if row.decided_by is None:
        return ""
    titles = {one["code"]: one["title"] for one in found.result.body["aspects"]}
    return f"Nilai akhirnya sama dengan peserta lain; urutannya {decided_words(row.decided_by, titles)}. {FIXED_BEFORE}"


def _ordered(found: _Read, row: SealedRow) -> list[tuple[Mean, PaperIndicator, str]]:
    """Every indicator with its mean, best first; equal ones as the rubric has them."""
    means = found.means.get(row.participant, {})
    known = [
        (means[f"{one.code}:{indicator.code}"], indicator, one.highest)
        for one in found.rounds
        for aspect in one.aspects
        for indicator in aspect.indicators
        if f"{one.code}:{indicator.code}" in means
    ]
    return sorted(known, key=lambda item: -item[0].share)


def _strengths(found: _Read, row: SealedRow) -> Iterator[Point]:
    for mean, indicator, highest in _ordered(found, row)[:POINTS]:
        level = _level(mean, indicator)
        text = indicator.levels[level] if indicator.levels else ""
        yield Point(indicator.title, text, f"rata-rata {mean.shown} dari {highest}")


def _steps(found: _Read, row: SealedRow) -> Iterator[Point]:
    """The lowest three that are not yet at the top, with what the next level asks for."""
    weakest = [item for item in reversed(_ordered(found, row)[POINTS:]) if item[0].share < 1]
    for mean, indicator, highest in weakest[:POINTS]:
        following = min(_level(mean, indicator) + 1, len(indicator.levels) - 1)
        text = indicator.levels[following] if indicator.levels else _to_show(indicator)
        yield Point(indicator.title, text, f"sekarang {mean.shown} dari {highest}")


def _level(mean: Mean, indicator: PaperIndicator) -> int:
    """The level that the mean has reached, from 0."""
    return floor(mean.share * (len(indicator.levels) - 1)) if indicator.levels else 0


def _to_show(indicator: PaperIndicator) -> str:
    """Where a rubric describes no levels: what the judges look for."""
    if indicator.evidence:
        return f"Siapkan dan tunjukkan: {'; '.join(indicator.evidence).lower()}."
    return indicator.question
