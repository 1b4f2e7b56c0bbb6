"""A blank sheet for one judge and one peserta: what to look for, a circle for every score, room for notes.

In:  a ScoreSheet.   Out: PDF bytes.   Printed before the day, for when every tablet fails.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from certificates.fitting import fill, wrap
from certificates.people import Letterhead, Signatory
from certificates.report import (
    HEADING,
    ITALIC,
    REGULAR,
    STRONG,
    SUBTITLE,
    TITLE,
    Imprint,
    Margins,
    Part,
    Report,
    draw_letterhead,
    draw_reports,
)
from certificates.signature_row import Signing, draw_signatures, row_height
from certificates.typesetting import Style, clean

MARGINS = Margins(left=18, right=14, top=12, bottom=19)
CODE, WEIGHT, CIRCLE, PITCH = 10.0, 12.0, 5.4, 7.2  # mm
QUESTION, SMALL = Style(ITALIC, 8.2), Style(REGULAR, 7.9)
FACTS = ("Nama juri", "Unsur", "Nomor urut", "Nama peserta", "Wilayah", "Tanggal")


@dataclass(frozen=True, slots=True)
class BlankIndicator:
    code: str
    title: str
    weight: str
    question: str = ""
    levels: tuple[str, ...] = ()  # what each score means, or nothing


@dataclass(frozen=True, slots=True)
class BlankAspect:
    title: str
    weight: str
    indicators: tuple[BlankIndicator, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSheet:
    letterhead: Letterhead
    subject: str
    scores: tuple[str, ...]  # "1" to "5"; empty for a scale that is written as a number
    scale: str  # "Skala 10–100"
    aspects: tuple[BlankAspect, ...]
    imprint: Imprint
    note_for: str = ""  # "Catatan wajib untuk skor 1 dan 5."
    title: str = "Lembar Penilaian"


def draw_score_sheets(sheets: Sequence[ScoreSheet]) -> bytes:
    if not sheets:
        raise ValueError("Tidak ada lembar penilaian untuk dicetak.")
    return draw_reports(
        [Part(sheet.imprint, partial(lay_out, sheet=sheet)) for sheet in sheets],
        title=f"{sheets[0].title}: {sheets[0].subject}",
        author=sheets[0].letterhead.office,
        margins=MARGINS,
    )


def lay_out(report: Report, sheet: ScoreSheet) -> None:
    draw_letterhead(report, sheet.letterhead)
    report.title(((sheet.title.upper(), TITLE), (sheet.subject, SUBTITLE)))
    report.space(-4)
    draw_facts(report)
    report.space(3)
    legend = " · ".join(part for part in (sheet.scale, sheet.note_for) if part)
    report.paragraph(legend, QUESTION, after=1)
    for aspect in sheet.aspects:
        draw_aspect(report, sheet, aspect)
    draw_notes(report)
    report.space(2)
    report.need(row_height(1) + 8)
    report.paragraph("Nilai ini saya berikan tanpa benturan kepentingan.", after=1)
    draw_signatures(report, (Signing(Signatory("", "Juri"), "Tanggal …………………………"),))


def draw_facts(report: Report) -> None:
    """Six lines to fill in, two beside each other."""
    half = report.width / 2
    for number, label in enumerate(FACTS):
        column, row = divmod(number, 3)
        x, y = report.left + column * (half + 3), report.y + 7.2 * (row + 1)
        report.page.text(x, y, label, Style(REGULAR, 9))
        report.page.rule((x + 24, y + 0.8), (x + half - 3, y + 0.8), points=0.5, dash="0.6 1.8")
    report.y += 7.2 * 3 + 1


def draw_aspect(report: Report, sheet: ScoreSheet, aspect: BlankAspect) -> None:
    """Its name and weight, its indicators, and a line for its sum."""
    report.need(8 + indicator_height(report, sheet, aspect.indicators[0]))
    report.y += 5.8
    report.page.text(report.left, report.y, f"{aspect.title} (bobot {aspect.weight})", HEADING)
    report.page.text(report.right - scores_width(sheet) - 4, report.y, "Bobot", Style(STRONG, 8), "right")
    report.page.text(report.right, report.y, "Skor", Style(STRONG, 8), "right")
    report.y += 1.6
    report.rule(0.75)
    for indicator in aspect.indicators:
        draw_indicator(report, sheet, indicator)
        report.rule(0.25)


def scores_width(sheet: ScoreSheet) -> float:
    return max(18.0, PITCH * len(sheet.scores))


def indicator_lines(report: Report, sheet: ScoreSheet, indicator: BlankIndicator) -> list[tuple[str, Style]]:
    """Title, and what each score means in one running text; the question where no levels are described."""
    room = report.width - CODE - WEIGHT - scores_width(sheet) - 6
    lines = [(line, Style(STRONG, 9.3)) for line in wrap(indicator.title, room, Style(STRONG, 9.3))]
    if not indicator.levels:
        return lines + [(line, QUESTION) for line in wrap(indicator.question, room, QUESTION)]
    words = [word for score, text in zip(sheet.scores, indicator.levels, strict=True) for word in level(score, text)]
    return lines + [(line, SMALL) for line in fill(words, room, SMALL)]


def level(score: str, text: str) -> list[str]:
    """The words of one level; its score never stands alone at the end of a line."""
    first, *others = clean(text).split(" ")
    return [f"{score}: {first}", *others]


def indicator_height(report: Report, sheet: ScoreSheet, indicator: BlankIndicator) -> float:
    return max(3.4 * len(indicator_lines(report, sheet, indicator)) + 2.6, CIRCLE + 2.6)


def draw_indicator(report: Report, sheet: ScoreSheet, indicator: BlankIndicator) -> None:
    lines, height = indicator_lines(report, sheet, indicator), indicator_height(report, sheet, indicator)
    report.need(height)
    page, y = report.page, report.y + 4.0
    page.text(report.left, y, indicator.code, Style(STRONG, 9.3))
    page.text(report.right - scores_width(sheet) - 4, y, indicator.weight, Style(REGULAR, 9.3), "right")
    for number, (line, style) in enumerate(lines):
        page.text(report.left + CODE, y + 3.4 * number, line, style)
    draw_scores(report, sheet)
    report.y += height


def draw_scores(report: Report, sheet: ScoreSheet) -> None:
    """Circles to mark, or a box to write the number in."""
    page, middle = report.page, report.y + 1.5 + CIRCLE / 2
    if not sheet.scores:
        page.rule((report.right - 16, middle + 3), (report.right, middle + 3), points=0.5)
        return
    first = report.right - PITCH * len(sheet.scores) + PITCH - CIRCLE / 2
    for number, score in enumerate(sheet.scores):
        x = first + PITCH * number
        page.circle_mm(x, middle, CIRCLE / 2, points=0.5, colour="#000000")
        page.text(x, middle + 1.1, score, Style(REGULAR, 8.5), "centre")


def draw_notes(report: Report) -> None:
    report.heading("Catatan (tulis kode indikatornya)", keep=22)
    for _ in range(4):
        report.y += 7
        report.page.rule((report.left, report.y), (report.right, report.y), points=0.5, dash="0.6 1.8")
    report.y += 2
