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
    formula: str = ""  # "Nilai = bobot × skor ÷ 5."
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
    report.on_new_sheet.append(partial(draw_whose, report))
    legend = " ".join(part for part in (sheet.scale, sheet.note_for, sheet.formula) if part)
    report.paragraph(legend, QUESTION, after=1)
    for aspect in sheet.aspects:
        draw_aspect(report, sheet, aspect)
    draw_sums(report, sheet.aspects)
    draw_notes(report)
    report.space(2)
    report.need(row_height(1) + 6.2)
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


def draw_whose(report: Report) -> None:
    """At the head of every further sheet: sheets get parted, and the signature stands on the last."""
    style, y = Style(REGULAR, 9), report.y + 3.5
    for at, label, wide in ((0.0, "Nama juri", 16.0), (68.0, "Nomor urut", 19.0), (106.0, "Nama peserta", 23.0)):
        end = {0.0: 64.0, 68.0: 102.0}.get(at, report.width)
        report.page.text(report.left + at, y, label, style)
        report.page.rule((report.left + at + wide, y + 0.8), (report.left + end, y + 0.8), points=0.5, dash="0.6 1.8")
    report.y = y + 3


def draw_aspect(report: Report, sheet: ScoreSheet, aspect: BlankAspect) -> None:
    """Its name and weight, then its indicators; the name again on a further sheet."""
    report.need(8 + indicator_height(report, sheet, aspect.indicators[0]))
    draw_aspect_head(report, sheet, f"{aspect.title} (bobot {aspect.weight})")
    again = partial(draw_aspect_head, report, sheet, f"{aspect.title} (lanjutan)")
    report.on_new_sheet.append(again)
    for indicator in aspect.indicators:
        draw_indicator(report, sheet, indicator)
        report.rule(0.25)
    report.on_new_sheet.remove(again)


def draw_aspect_head(report: Report, sheet: ScoreSheet, title: str) -> None:
    report.y += 5.8
    report.page.text(report.left, report.y, title, HEADING)
    report.page.text(report.right - scores_width(sheet) - 4, report.y, "Bobot", Style(STRONG, 8), "right")
    report.page.text(report.right, report.y, "Skor", Style(STRONG, 8), "right")
    report.y += 1.6
    report.rule(0.75)


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
    return max(3.4 * len(indicator_lines(report, sheet, indicator)) + 2.0, CIRCLE + 2.4)


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


def draw_sums(report: Report, aspects: Sequence[BlankAspect]) -> None:
    """A place for the value of every aspect and for their sum, which a judge works out by hand."""
    wide = report.width / (len(aspects) + 1)
    titles = [(aspect.title, f"dari {aspect.weight}") for aspect in aspects] + [("Jumlah nilai", "dari 100")]
    labels = [wrap(title, wide - 4, Style(STRONG, 8.4)) for title, _ in titles]
    above = 3.4 * max(map(len, labels))
    report.need(above + 11)
    top = report.y + 1.6
    for number, (label, (_, most)) in enumerate(zip(labels, titles, strict=True)):
        x, y = report.left + wide * number, top + above + 5.6
        for row, line in enumerate(label, start=1):
            report.page.text(x, top + 3.4 * row, line, Style(STRONG, 8.4))
        report.page.text(x + wide - 4, y, most, SMALL, "right")
        report.page.rule((x, y + 0.6), (x + wide - 17, y + 0.6), points=0.5, dash="0.6 1.8")
    report.y = top + above + 7.2


def draw_notes(report: Report) -> None:
    report.heading("Catatan (tulis kode indikatornya)", keep=22)
    for _ in range(4):
        report.y += 6.5
        report.page.rule((report.left, report.y), (report.right, report.y), points=0.5, dash="0.6 1.8")
    report.y += 2
