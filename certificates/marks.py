"""Marks that say what a paper is not: a draft, a sample, a code not yet given.

In:  a Page.   Out: ink on it.   Draws under the text: call these first.
"""

from __future__ import annotations

import math

from certificates.page import MM, Box, Page, picture_ratio
from certificates.typesetting import Style, measure

PALE = "#E2E2E2"  # light enough to read text printed over it
DARKER = "#D0D0D0"  # the same mark over a background picture
SAMPLE = "DATA CONTOH"
LOGO_RATIO = 2.4  # a logo is at most this many times as wide as high


def draw_draft(page: Page, font: str, *, size: float = 140, colour: str = PALE) -> None:
    """KONSEP from corner to corner, smaller on smaller sheets, once per document as a form."""
    style = Style(font, min(size, size * page.width / 297), tracking=0.04, colour=colour)

    def draw() -> None:
        page.saveState()
        page.translate(page.width / 2 * MM, page.height / 2 * MM)
        page.rotate(math.degrees(math.atan2(page.height, page.width)) * 0.86)
        wide = measure("KONSEP", style) / MM
        page.text(-wide / 2, page.height + style.size * 0.34 / MM, "KONSEP", style)
        page.restoreState()

    page.stamp(f"konsep {colour}", draw)


def draw_pending_code(page: Page, box: Box, font: str) -> None:
    """The dashed box where the QR code will stand once the result is locked."""
    page.frame(box, points=0.5, colour="#777777", dash="1.5 1.5")
    style = Style(font, 7, colour="#555555")
    middle, centre = (box.top + box.bottom) / 2, (box.left + box.right) / 2
    page.text(centre, middle - 0.4, "Kode terbit", style, "centre")
    page.text(centre, middle + 2.9, "setelah dikunci", style, "centre")


def draw_emblem(page: Page, emblem: bytes | None, box: Box, font: str, *, placeholder: bool) -> None:
    """The office's emblem; where none was uploaded, a dotted ring on drafts and samples and nothing on real papers."""
    if emblem:
        page.picture(emblem, box)
    elif placeholder:
        x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        page.circle_mm(x, y, (box.right - box.left) / 2, points=0.5, colour="#555555", dash="1.5 1.5")
        style = Style(font, 5.5, tracking=0.06, colour="#555555")
        page.text(x, y - 0.1, "LAMBANG", style, "centre")
        page.text(x, y + 2.2, "instansi", Style(font, 5.5, colour="#555555"), "centre")


def logo_width(logo: bytes | None, height: float) -> float:
    """How wide a logo of this height is, mm; a longer one is set lower, and none takes no room."""
    return height * min(picture_ratio(logo), LOGO_RATIO) if logo else 0.0
