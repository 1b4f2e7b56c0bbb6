"""Klasik: an engraved certificate. Guilloche bands, rosettes in the corners, navy ink and old gold.

In:  a Page and a Piagam.   Out: ink.   The border and the letterhead are drawn once per document.
"""

from __future__ import annotations

from functools import lru_cache, partial

from reportlab.lib.colors import HexColor

from certificates.designs.centred import Look, draw_centred
from certificates.designs.foot import FootLook
from certificates.designs.guilloche import band_tile, rosette
from certificates.fitting import NameRule, shrink
from certificates.marks import draw_emblem, logo_width
from certificates.page import MM, Box, Page
from certificates.piagam import Piagam
from certificates.typesetting import Style

COLOURS = ("#14223A", "#8C6A1E")  # navy, old gold
DRAFT_FONT = "EBGaramond-SemiBold"
MARGIN = 40.0
EDGE = 12.0  # nothing is printed nearer to the sheet's edge
CORNER = 14.4
FRAME = EDGE + 10.5  # where the innermost rule runs
LOGO_GAP = 7.0  # mm between emblem and logo
BAND_MIDDLE = 5.55  # mm from EDGE to the middle of the band
TEXT, ITALIC, STRONG = "EBGaramond-Medium", "EBGaramond-MediumItalic", "EBGaramond-SemiBold"


@lru_cache
def look(navy: str, gold: str) -> Look:
    """Above 12 pt the ink may be tinted; below, a laser printer would fray it, so it is black."""
    return Look(
        margin=MARGIN,
        title=Style("Cinzel-SemiBold", 27, tracking=0.075, colour=navy),
        number=Style(TEXT, 12.5, colour=navy),
        link=Style(ITALIC, 14, colour=gold),
        name=NameRule(Style(STRONG, 46, colour=navy), largest=46, threshold=34, two_lines=33, least=22),
        role=Style(STRONG, 13, colour=navy),
        place=Style(TEXT, 12.5, colour=navy),
        award=Style("Cinzel-Bold", 20, tracking=0.12, colour=gold),
        achievement=Style(STRONG, 13, colour=navy),
        phrase=Style(TEXT, 12.5, colour=navy),
        top=(65.0, 62.4),
        bottom=(140.2, 141.4),
        foot=foot(),
        beside_award=partial(draw_flourish, colour=gold),
    )


def foot() -> FootLook:
    return FootLook(
        left=MARGIN,
        signature=76.0,
        signature_width=72.0,
        align="centre",
        base=26.2,
        qr_bottom=30.3,
        qr_size=19.6,
        caption=Style(TEXT, 9),
        caption_lines=1,
        caption_base=26.2,
        label=Style(ITALIC, 11.5),
        small=Style(TEXT, 10.5),
        serial=Style(TEXT, 10.5),
        signing=Style(TEXT, 12),
        signer=Style(STRONG, 13),
        identity=Style(TEXT, 11),
        underline=True,
    )


def draw(page: Page, piagam: Piagam, colours: tuple[str, ...]) -> None:
    """One sheet. Raises NameTooLong, TextTooLong."""
    navy, gold = colours
    if not piagam.content_only:
        page.stamp(f"klasik {navy} {gold}", partial(draw_border, page, navy, gold))
        draw_letterhead(page, piagam, navy)
    draw_centred(page, piagam, look(navy, gold))


def draw_flourish(page: Page, middle: float, left: float, right: float, *, colour: str) -> None:
    """A hairline and a lozenge at both sides of the award; beside a long award the hairline ends with the text."""
    reach = min(33.6, left - MARGIN)
    for end, way in ((left, -1), (right, 1)):
        x = end + way * 6.6
        page.polygon([(x - 1.3, middle), (x, middle - 0.85), (x + 1.3, middle), (x, middle + 0.85)], colour)
        page.rule((x, middle), (end + way * reach, middle), points=0.5, colour=colour)


def draw_letterhead(page: Page, piagam: Piagam, navy: str) -> None:
    """Emblem and logo above the office's lines, all centred; without either the lines take the middle of their room."""
    head, centre, width = piagam.letterhead, page.width / 2, page.width - 2 * MARGIN
    shown = head.emblem is not None or piagam.draft or piagam.sample
    base = 49.8 if shown or piagam.logo else 46.0
    above = [shrink(line, width, Style(TEXT, 10.5, tracking=0.1), 7) for line in head.lines]
    first = base - 5.2 * len(above)
    for number, (line, style) in enumerate(zip(head.lines, above, strict=True)):
        page.text(centre, first + 5.2 * number, line, style, "centre")
    office = shrink(head.office, width, Style(STRONG, 14, tracking=0.16, colour=navy), 8)
    page.text(centre, base, head.office, office, "centre")
    height = min(14.0, first - 5.2 - 25.6)
    draw_pictures(page, piagam, Box(centre, 25.6, centre, 25.6 + height), shown=shown)


def draw_pictures(page: Page, piagam: Piagam, middle: Box, *, shown: bool) -> None:
    """Emblem, then logo, side by side about `middle`, whose width is nothing."""
    height = middle.bottom - middle.top
    wide = logo_width(piagam.logo, height)
    room = (height if shown else 0.0) + (LOGO_GAP if shown and wide else 0.0) + wide
    left, right = middle.left - room / 2, middle.left + room / 2
    emblem = Box(left, middle.top, left + height, middle.bottom)
    draw_emblem(page, piagam.letterhead.emblem, emblem, TEXT, placeholder=shown)
    if piagam.logo:
        page.picture(piagam.logo, Box(right - wide, middle.top, right, middle.bottom))


def draw_border(page: Page, navy: str, gold: str) -> None:
    for inset, points, colour in ((0.27, 1.5, navy), (1.35, 0.4, gold), (9.75, 0.4, gold), (10.5, 0.9, navy)):
        at = EDGE + inset
        page.frame(Box(at, at, page.width - at, page.height - at), points=points, colour=colour)
    draw_bands(page, navy, gold)
    for x in (EDGE, page.width - EDGE - CORNER):
        for y in (EDGE, page.height - EDGE - CORNER):
            draw_corner(page, x, y, navy, gold)


def draw_bands(page: Page, navy: str, gold: str) -> None:
    """The four bands, each a whole number of tiles between the corner blocks; one tile is drawn per direction."""
    start, middle = (EDGE + CORNER) * MM, (EDGE + BAND_MIDDLE) * MM
    wide, high = page.width * MM, page.height * MM
    for name, edge, places in (
        ("across", page.width, ((1, 0, start, middle), (1, 0, start, high - middle))),
        ("down", page.height, ((0, 1, middle, start), (0, 1, wide - middle, start))),
    ):
        side = edge - 2 * (EDGE + CORNER)
        tiles = round(side / 11)
        tile = partial(draw_tile, page, side / tiles, navy, gold)
        for cos, sin, x, y in places:
            for number in range(tiles):
                along = number * side / tiles * MM
                page.saveState()
                page.transform(cos, sin, -sin, cos, x + cos * along, y + sin * along)
                page.stamp(f"klasik {name} {navy} {gold}", tile, wordless=True)
                page.restoreState()


def draw_tile(page: Page, length: float, navy: str, gold: str) -> None:
    outer, inner = band_tile(length, 3.4)
    stroke(page, ((outer, 0.38, gold), (inner, 0.42, navy)))


def draw_rosette(page: Page, navy: str, gold: str) -> None:
    outer, middle, inner = rosette(5.65)
    stroke(page, ((outer, 0.3, gold), (middle, 0.32, navy), (inner, 0.3, gold)))


def stroke(page: Page, paths: tuple[tuple[str, float, str], ...]) -> None:
    """Stroke each path (operators, width in points, colour)."""
    for path, points, colour in paths:
        page.setStrokeColor(HexColor(colour))
        page.setLineWidth(points)
        page.addLiteral(f"{path}\nS")


def draw_corner(page: Page, x: float, y: float, navy: str, gold: str) -> None:
    """A white block framed twice, a rosette inside."""
    page.frame(Box(x, y, x + CORNER, y + CORNER), points=0, fill="#FFFFFF")
    page.frame(Box(x + 0.27, y + 0.27, x + CORNER - 0.27, y + CORNER - 0.27), points=1.5, colour=navy)
    page.frame(Box(x + 1.35, y + 1.35, x + CORNER - 1.35, y + CORNER - 1.35), points=0.4, colour=gold)
    page.saveState()
    page.translate((x + CORNER / 2) * MM, (page.height - y - CORNER / 2) * MM)
    page.stamp(f"klasik rosette {navy} {gold}", partial(draw_rosette, page, navy, gold), wordless=True)
    page.restoreState()
