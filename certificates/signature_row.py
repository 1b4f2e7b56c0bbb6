"""Signature blocks of official papers, side by side, never parted from one another.

In:  Signatories with what stands above each.   Out: ink at a Report's cursor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from certificates.fitting import balanced, before_region, one_or_two, wrap
from certificates.people import Signatory
from certificates.report import REGULAR, STRONG, Report
from certificates.typesetting import Style

LEADING = 4.9  # mm
SIGN_GAP = 20.0  # mm between the position and the name
DOTS = "……………………………"


@dataclass(frozen=True, slots=True)
class Signing:
    signatory: Signatory
    above: str = ""  # "Mengetahui," or "Jakarta, 17 September 2026"; "\n" parts its lines


def row_height(most_lines: int) -> float:
    return LEADING * (most_lines + 1) + SIGN_GAP + LEADING * 2


def draw_signatures(report: Report, signings: Sequence[Signing], *, size: float = 10.5) -> None:
    """One to four blocks in equal columns; a single one stands at the right."""
    columns = max(2, len(signings))
    column, width = report.width / columns, report.width / columns - 6
    body = Style(REGULAR, size)
    positions = [position_lines(signing.signatory, width, body) for signing in signings]
    above = [above_lines(signing.above, width, body) for signing in signings]
    raised = max(map(len, above))  # a position stands on one line with its neighbours'
    most = max(map(len, positions)) + raised - 1
    report.need(row_height(most))
    top, first = report.y, columns - len(signings)
    for number, (signing, position) in enumerate(zip(signings, positions, strict=True)):
        x = report.left + column * (first + number)
        lines = [*[""] * (raised - len(above[number])), *above[number], *position]
        for row, line in enumerate(lines, start=1):
            report.page.text(x, top + LEADING * row, line, body)
        draw_name(report, signing.signatory, x, top + LEADING * (most + 1) + SIGN_GAP, width)
    report.y = top + row_height(most)


def above_lines(text: str, width: float, style: Style) -> list[str]:
    return [line for part in text.split("\n") for line in wrap(part, width, style) or [""]]


def position_lines(signatory: Signatory, width: float, style: Style) -> list[str]:
    if regional := before_region(f"{signatory.heading},", width, style):
        return regional
    parts = f"{signatory.heading},".split("\n") if signatory.heading else []
    return [line for part in parts for line in balanced(part, width, style, most=3)]


def draw_name(report: Report, signatory: Signatory, x: float, y: float, width: float) -> None:
    """The name ends on the line y, a second line of it stands above; what identifies the signer comes below."""
    names, style = one_or_two(signatory.name or DOTS, width, Style(STRONG, 10.5), 8)
    for number, line in enumerate(names):
        report.page.text(x, y - 4 * (len(names) - 1 - number), line, style)
    if signatory.identity:
        lines, style = one_or_two(signatory.identity, width, Style(REGULAR, 9.5), 7.5)
        for number, line in enumerate(lines):
            report.page.text(x, y + 4.6 + 3.5 * number, line, style)
