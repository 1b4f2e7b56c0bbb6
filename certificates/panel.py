"""The panel of judges at the end of a paper: one row each, a place to sign, or why there is none.

In:  Panelists.   Out: ink at a Report's cursor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from certificates.fitting import one_or_two, shrink
from certificates.report import REGULAR, STRONG, Report
from certificates.typesetting import Style

ROW = 11.8  # mm
HEAD = 10.0
SIGN_AT = (90.0, 126.0)  # mm from the left margin: odd and even signatures, staggered so that they do not collide
LINE = 30.0


@dataclass(frozen=True, slots=True)
class Panelist:
    name: str
    unit: str  # "Ketua · Akademisi · Universitas Contoh"
    absent: str = ""  # "tidak hadir"; then there is nothing to sign


def panel_height(panelists: Sequence[Panelist]) -> float:
    return HEAD + ROW * len(panelists)


def draw_panel(
    report: Report, panelists: Sequence[Panelist], title: str = "Tim Penilai", *, with_below: float = 0
) -> None:
    """On one sheet where one holds it, together with the `with_below` mm of signatures that follow."""
    whole = panel_height(panelists) + with_below
    report.need(whole if whole <= report.floor - report.margins.top else 0)
    report.heading(title, keep=2 * ROW)
    report.rule(0.75)
    for number, panelist in enumerate(panelists, start=1):
        report.need(ROW)
        draw_panelist(report, number, panelist)
        report.y += ROW
        report.rule(0.75 if number == len(panelists) else 0.25)


def draw_panelist(report: Report, number: int, panelist: Panelist) -> None:
    page, left, y = report.page, report.left, report.y
    stretch = (report.width - 165) / 2  # on wider paper the signatures move outward
    sign = left + SIGN_AT[(number - 1) % 2] + stretch
    room = SIGN_AT[0] + stretch - 6 - 3
    page.text(left, y + 6.2, f"{number}.", Style(REGULAR, 10.5))
    lines, style = one_or_two(panelist.name, room, Style(STRONG, 10.5), 8)
    for row, line in enumerate(lines):
        page.text(left + 6, y + 5.1 - 2.3 * (len(lines) - 1) + 3 * row, line, style)
    page.text(left + 6, y + 9.2, panelist.unit, shrink(panelist.unit, room, Style(REGULAR, 9, colour="#444444"), 5.5))
    if panelist.absent:
        page.text(sign, y + 8.6, panelist.absent, Style("SourceSerif4-Italic", 9.5))
        return
    page.text(sign - 1.5, y + 8.6, f"{number}.", Style(REGULAR, 10), "right")
    page.rule((sign, y + 8.8), (sign + LINE, y + 8.8), points=0.6, dash="0.6 1.8")
