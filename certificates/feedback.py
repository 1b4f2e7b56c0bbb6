"""Rapor: what a peserta did well and what comes next, in warm plain words, on two sheets at most.

In:  a Feedback.   Out: PDF bytes.   Shows nothing of any other peserta, and no judge's name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from certificates.chart import Bar, chart_height, draw_chart
from certificates.fitting import balanced, wrap
from certificates.jakarta import HEAVY, STRONG, TEXT, sans
from certificates.people import Letterhead
from certificates.report import Imprint, Margins, Part, Report, draw_letterhead, draw_reports
from certificates.typesetting import Style

MARGINS = Margins(left=22, right=22, top=14, bottom=20)
BODY, FINE = sans(TEXT, 10.3), sans(TEXT, 8.8, colour="#333333")
HEADING, ITEM = sans(STRONG, 12.5), sans(STRONG, 10.3)
LEADING = 5.3  # mm
NUMBER = 9.0  # mm in front of an item


@dataclass(frozen=True, slots=True)
class Point:
    """One strength, or one next step."""

    title: str  # the indicator
    text: str  # what was seen, or what comes next
    now: str = ""  # where the peserta stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    letterhead: Letterhead
    name: str
    about: str  # where from; beside whom
    event: str
    greeting: str
    bars: tuple[Bar, ...]
    value: str  # "75,44"; empty when the values stay closed
    place: str = ""  # "Juara II"; empty before the announcement
    decided: str = ""  # why equal values stand in this order
    strengths: tuple[Point, ...] = ()
    steps: tuple[Point, ...] = ()
    notes: tuple[str, ...] = ()  # released by the chair
    closing: str
    sender: str  # "Tim Penilai KUBE Berprestasi …"
    imprint: Imprint
    title: str = "Rapor Penilaian"


def draw_feedback(reports: Sequence[Feedback]) -> bytes:
    if not reports:
        raise ValueError("Tidak ada rapor untuk dicetak.")
    return draw_reports(
        [Part(one.imprint, partial(lay_out, feedback=one)) for one in reports],
        title=f"{reports[0].title}: {reports[0].name if len(reports) == 1 else reports[0].event}",
        author=reports[0].letterhead.office,
        margins=MARGINS,
    )


def lay_out(report: Report, feedback: Feedback) -> None:
    draw_letterhead(report, feedback.letterhead)
    draw_opening(report, feedback)
    draw_picture(report, feedback)
    draw_points(report, "Yang sudah kuat", feedback.strengths)
    end = closing_height(report, feedback)
    draw_points(report, "Langkah berikutnya", feedback.steps, 0 if feedback.notes else end)
    if feedback.notes:
        report.need(min(notes_height(report, feedback.notes) + end, report.floor - report.margins.top))
        heading(report, "Catatan dari tim penilai", 14)
        for note in feedback.notes:
            said(report, f"“{note}”", after=1.5)
    report.space(3)
    said(report, feedback.closing)
    said(report, feedback.sender, ITEM, after=0)


def draw_opening(report: Report, feedback: Feedback) -> None:
    """Whose report this is, large; then the greeting and, once announced, the place."""
    report.space(5)
    report.page.text(report.left, report.y, feedback.title, sans(STRONG, 10, colour="#333333"))
    size = 24.0
    while len(wrap(feedback.name, report.width, sans(HEAVY, size))) > 2 and size > 12:
        size -= 1
    for line in balanced(feedback.name, report.width, sans(HEAVY, size), 4):
        report.y += size * 0.44
        report.page.text(report.left, report.y, line, sans(HEAVY, size))
    report.space(1)
    for text in (feedback.about, feedback.event):
        said(report, text, FINE, after=0)
    report.space(4)
    said(report, feedback.greeting)
    if feedback.place:
        said(report, feedback.place, ITEM, after=1)
    said(report, feedback.decided, after=1.5)


def draw_picture(report: Report, feedback: Feedback) -> None:
    heading(report, "Nilai per aspek", chart_height(feedback.bars) + 12)
    report.space(1.5)
    draw_chart(report.page, feedback.bars, report.left, report.y)
    report.space(chart_height(feedback.bars) + 1)
    if feedback.value:
        said(report, f"Nilai akhir {feedback.value} dari 100. Garis putih pada batang adalah seperempat.", FINE)


def closing_height(report: Report, feedback: Feedback) -> float:
    """Of the last sentences and who sends them, mm: they never stand on a sheet of their own."""
    return 5.5 + LEADING * sum(len(wrap(text, report.width, ITEM)) for text in (feedback.closing, feedback.sender))


def notes_height(report: Report, notes: Sequence[str]) -> float:
    return 10 + sum(LEADING * len(wrap(f"“{note}”", report.width, BODY)) + 1.5 for note in notes)


def draw_points(report: Report, title: str, points: Sequence[Point], below: float = 0) -> None:
    """`below`: mm of what follows, which takes the whole section along to the next sheet."""
    if not points:
        return
    if below:
        report.need(10 + sum(height_of(report, point) for point in points) + below)
    heading(report, title, 20)
    for number, point in enumerate(points, start=1):
        report.need(height_of(report, point))
        report.page.text(report.left, report.y + LEADING, f"{number}.", ITEM)
        report.page.text(report.right, report.y + LEADING, point.now, FINE, "right")
        said(report, point.title, ITEM, indent=NUMBER, after=0)
        said(report, point.text, indent=NUMBER, after=2.0)


def height_of(report: Report, point: Point) -> float:
    room = report.width - NUMBER
    return LEADING * sum(len(wrap(text, room, BODY)) for text in (point.title, point.text)) + 2


def heading(report: Report, text: str, keep: float) -> None:
    report.need(keep + 9)
    report.space(8)
    report.page.text(report.left, report.y, text, HEADING)
    report.space(2)


def said(report: Report, text: str, style: Style = BODY, *, indent: float = 0, after: float = 2.5) -> None:
    report.paragraph(text, style, leading=LEADING if style.size > 9.5 else 4.6, indent=indent, after=after)
