"""The picture of a report: one bar for each aspect, drawn once, for paper and for screens.

In:  Bars (a share of the scale and its words).   Out: marks in mm, which become ink on a Page or an SVG.
Both come from the same list of marks, so they cannot differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from xml.sax.saxutils import escape, quoteattr

from certificates.jakarta import STRONG, TEXT, sans
from certificates.page import Align, Box, Page

WIDTH, ROW, LABEL, VALUE, BAR = 166.0, 9.6, 50.0, 32.0, 5.0  # mm
TRACK, FILL, TICK = "#E4E8EC", "#1F4E79", "#FFFFFF"
ANCHORS = {"left": "start", "centre": "middle", "right": "end"}


@dataclass(frozen=True, slots=True)
class Bar:
    label: str  # "Kelembagaan"
    share: Fraction  # of the highest possible, 0 to 1
    shown: str  # "27,00 dari 35"


@dataclass(frozen=True, slots=True)
class Patch:
    """A filled rectangle."""

    box: Box
    fill: str


@dataclass(frozen=True, slots=True)
class Words:
    x: float
    y: float
    text: str
    size: float  # points
    strong: bool = False
    align: Align = "left"


Mark = Patch | Words


def chart_height(bars: Sequence[Bar]) -> float:
    """mm."""
    return ROW * len(bars)


def marks_of(bars: Sequence[Bar]) -> list[Mark]:
    """Label, track with quarters, bar, value: mm from the chart's upper left corner."""
    marks: list[Mark] = []
    left, right = LABEL, WIDTH - VALUE
    for number, bar in enumerate(bars):
        middle = ROW * number + ROW / 2
        top, bottom = middle - BAR / 2, middle + BAR / 2
        reach = left + (right - left) * float(min(max(bar.share, Fraction(0)), Fraction(1)))
        marks.append(Words(0, middle + 1.3, bar.label, 10, strong=True))
        marks.append(Patch(Box(left, top, right, bottom), TRACK))
        marks.append(Patch(Box(left, top, reach, bottom), FILL))
        for quarter in (1, 2, 3):
            x = left + (right - left) * quarter / 4
            marks.append(Patch(Box(x - 0.15, top, x + 0.15, bottom), TICK))
        marks.append(Words(WIDTH, middle + 1.3, bar.shown, 10, align="right"))
    return marks


def draw_chart(page: Page, bars: Sequence[Bar], x: float, y: float) -> None:
    """On paper, its upper left corner at x, y."""
    for mark in marks_of(bars):
        if isinstance(mark, Patch):
            box = mark.box
            page.frame(Box(box.left + x, box.top + y, box.right + x, box.bottom + y), points=0, fill=mark.fill)
        else:
            style = sans(STRONG if mark.strong else TEXT, mark.size)
            page.text(mark.x + x, mark.y + y, mark.text, style, mark.align)


def chart_svg(bars: Sequence[Bar], title: str) -> str:
    """On a screen: real text, a title for those who do not see it."""
    height = chart_height(bars)
    told = "; ".join(f"{bar.label}: {bar.shown}" for bar in bars)
    frame = f'viewBox="0 0 {WIDTH:g} {height:g}" role="img" font-family="Plus Jakarta Sans, system-ui, sans-serif"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {frame}>',
        f"<title>{escape(title)}</title><desc>{escape(told)}</desc>",
        *(svg_mark(mark) for mark in marks_of(bars)),
        "</svg>",
    ]
    return "\n".join(parts)


def svg_mark(mark: Mark) -> str:
    if isinstance(mark, Patch):
        box = mark.box
        return (
            f'<rect x="{box.left:.2f}" y="{box.top:.2f}" width="{box.right - box.left:.2f}" '
            f'height="{box.bottom - box.top:.2f}" fill={quoteattr(mark.fill)}/>'
        )
    weight = 700 if mark.strong else 500
    return (
        f'<text x="{mark.x:.2f}" y="{mark.y:.2f}" font-size="{mark.size * 0.3528:.2f}" font-weight="{weight}" '
        f'text-anchor="{ANCHORS[mark.align]}">{escape(mark.text)}</text>'
    )
