"""Betawi: a veranda. Gigi balang eaves above, tumpal floor below, a pair of kembang kelapa beside the text.

In:  a Page and a Piagam.   Out: ink.   Shapes are in mm; the whole border is one form, drawn once per document.
"""

from __future__ import annotations

from functools import lru_cache, partial

from certificates.designs.centred import Look, draw_centred
from certificates.designs.foot import FootLook
from certificates.designs.kembang_kelapa import draw_kembang_kelapa
from certificates.fitting import NameRule, shrink
from certificates.jakarta import HEAVY, STRONG, TEXT, sans
from certificates.marks import draw_emblem, logo_width
from certificates.page import MM, Box, Page
from certificates.piagam import Piagam
from certificates.typesetting import Style, clean, measure

COLOURS = ("#0E4A3F", "#A8321F", "#C98A16")  # green, brick, mustard
WHITE = "#FFFFFF"
DRAFT_FONT = "SourceSerif4-SemiBold"
MARGIN = 50.0
EDGE, RAIL = 12.0, 4.4
INNER = EDGE + RAIL
STRIP = 1.65  # mm between a rail and the eaves or the floor, with a mustard line in it
TOOTH_HEIGHT, TOOTH_PITCH = 10.4, 8.8
TUMPAL_HEIGHT, TUMPAL_PITCH = 9.2, 11.0
RAIL_PITCH = 3.05
HEAD_TOP, HEAD_HEIGHT, HEAD_GAP = 31.4, 13.6, 5.2  # of emblem and logo, and from them to the lines
SERIF, ITALIC = "SourceSerif4-SemiBold", "SourceSerif4-Italic"


@lru_cache
def look(green: str, brick: str, mustard: str) -> Look:
    return Look(
        margin=MARGIN,
        title=Style("Marcellus-Regular", 29, tracking=0.1, colour=green),
        number=sans(TEXT, 10),
        link=Style(ITALIC, 13.5),
        name=NameRule(Style(SERIF, 42, tracking=-0.012), largest=42, threshold=32, two_lines=32, least=21),
        role=sans(STRONG, 11),
        place=sans(TEXT, 10.5),
        award=sans(HEAVY, 18, brick, 0.16),
        achievement=sans(STRONG, 11),
        phrase=sans(TEXT, 10.8),
        top=(59.6, 58.0),
        bottom=(134.8, 134.8),
        foot=foot(),
        beside_award=partial(draw_lozenges, colours=(brick, mustard, green)),
    )


def foot() -> FootLook:
    return FootLook(
        left=55.9,
        signature=88.0,
        signature_width=70.0,
        align="centre",
        base=31.8,
        qr_bottom=35.8,
        qr_size=19.1,
        caption=sans(TEXT, 7),
        caption_lines=1,
        caption_base=31.8,
        label=sans(STRONG, 8.5),
        small=sans(TEXT, 8.5),
        serial=sans(TEXT, 8.5),
        signing=sans(TEXT, 10.2),
        signer=sans(STRONG, 11),
        identity=sans(TEXT, 10),
    )


def draw(page: Page, piagam: Piagam, colours: tuple[str, ...]) -> None:
    """One sheet. Raises NameTooLong, TextTooLong."""
    green, brick, mustard = colours
    if not piagam.content_only:
        page.stamp(f"betawi {colours}", partial(draw_border, page, green, brick, mustard), wordless=True)
        draw_letterhead(page, piagam, green)
    draw_centred(page, piagam, look(green, brick, mustard))


def draw_lozenges(page: Page, middle: float, left: float, right: float, *, colours: tuple[str, ...]) -> None:
    """Three lozenges shrinking away at both sides of the award."""
    for end, way in ((left, -1), (right, 1)):
        for distance, half, colour in zip((5.8, 9.3, 12.7), (1.55, 1.2, 0.75), colours, strict=True):
            draw_wajik(page, (end + way * distance, middle), half, half, colour)


def draw_letterhead(page: Page, piagam: Piagam, green: str) -> None:
    """Emblem, the office's lines and the logo side by side, centred together; what is not there takes no room."""
    head, wide_logo = piagam.letterhead, logo_width(piagam.logo, HEAD_HEIGHT)
    shown = head.emblem is not None or piagam.draft or piagam.sample
    before = HEAD_HEIGHT + HEAD_GAP if shown else 0.0
    after = wide_logo + HEAD_GAP if wide_logo else 0.0
    room = page.width - 2 * MARGIN - 20 - after
    lines = [(line, shrink(line, room, sans(TEXT, 10.5, tracking=0.05), 7)) for line in head.lines]
    lines.append((head.office, shrink(head.office, room, sans(HEAVY, 15, green, 0.08), 6)))
    wide = max(measure(clean(line), style) / MM for line, style in lines)
    left = (page.width - before - wide - after) / 2
    first = 40.2 - 3.05 * (len(lines) - 1)
    if shown:
        emblem = Box(left, HEAD_TOP, left + HEAD_HEIGHT, HEAD_TOP + HEAD_HEIGHT)
        draw_emblem(page, head.emblem, emblem, TEXT, placeholder=True)
    if piagam.logo:
        right = left + before + wide + after
        page.picture(piagam.logo, Box(right - wide_logo, HEAD_TOP, right, HEAD_TOP + HEAD_HEIGHT))
    one_sided = shown and not piagam.logo
    for number, (line, style) in enumerate(lines):
        x = left + before + (0 if one_sided else wide / 2)
        page.text(x, first + 6.1 * number, line, style, "left" if one_sided else "centre")


def draw_border(page: Page, green: str, brick: str, mustard: str) -> None:
    draw_rail(page, green, mustard)
    for y in (INNER + STRIP * 0.46, page.height - INNER - STRIP * 0.46):
        page.rule((INNER, y), (page.width - INNER, y), points=1, colour=mustard)
    draw_eaves(page, green, brick, mustard)
    draw_floor(page, green, brick, mustard)
    apex = tumpal_pitch(page) * 1.5
    base = page.height - INNER - STRIP - TUMPAL_HEIGHT - 0.5
    for x in (INNER + apex, page.width - INNER - apex):
        draw_kembang_kelapa(page, x, base, (green, brick, mustard))


def draw_rail(page: Page, green: str, mustard: str) -> None:
    """The frame: lozenges and dots in turn, an even number of steps so that every corner holds a lozenge."""
    middle = EDGE + RAIL / 2  # one thick line: a filled sheet would hide the mark of a draft
    page.frame(Box(middle, middle, page.width - middle, page.height - middle), points=RAIL * MM, colour=green)
    near, right, bottom = EDGE + RAIL / 2, page.width - EDGE - RAIL / 2, page.height - EDGE - RAIL / 2
    across = 2 * round((right - near) / RAIL_PITCH / 2)
    down = 2 * round((bottom - near) / RAIL_PITCH / 2)
    spots = [(near + (right - near) * i / across, y, i) for y in (near, bottom) for i in range(across + 1)]
    spots += [(x, near + (bottom - near) * i / down, i) for x in (near, right) for i in range(1, down)]
    for x, y, number in spots:
        if number % 2:
            draw_dot(page, x, y, 0.4, WHITE)
        else:
            draw_wajik(page, (x, y), 1.25, 1.25, mustard)
            draw_wajik(page, (x, y), 0.55, 0.55, green)


def draw_eaves(page: Page, green: str, brick: str, mustard: str) -> None:
    """Gigi balang: teeth hanging from the eaves, a hole and a lozenge in each, a bead between two."""
    inner = page.width - 2 * INNER
    count = round(inner / TOOTH_PITCH)
    pitch, h, top = inner / count, TOOTH_HEIGHT, INNER + STRIP
    for number in range(count):
        x = INNER + pitch * (number + 0.5)
        draw_tooth(page, x, top, pitch * 0.985, green)
        draw_dot(page, x, top + 0.2 * h, 0.115 * pitch, WHITE)
        draw_wajik(page, (x, top + 0.585 * h), 1.4, 1.4, mustard)
        if number:
            draw_dot(page, x - pitch / 2, top + 0.5 * h, 0.65, brick)


def draw_tooth(page: Page, x: float, top: float, pitch: float, colour: str) -> None:
    """Broad at the eaves, drawn in to a neck, swelling, and ending in a point."""
    h = TOOTH_HEIGHT
    right = [
        ((0.5, 0.31), (0.24, 0.27), (0.24, 0.42)),
        ((0.24, 0.49), (0.33, 0.50), (0.33, 0.57)),
        ((0.33, 0.72), (0.09, 0.80), (0.0, 1.0)),
    ]
    left = [
        ((-0.09, 0.80), (-0.33, 0.72), (-0.33, 0.57)),
        ((-0.33, 0.50), (-0.24, 0.49), (-0.24, 0.42)),
        ((-0.24, 0.27), (-0.5, 0.31), (-0.5, 0.16)),
    ]

    def at(point: tuple[float, float]) -> tuple[float, float]:
        return (x + point[0] * pitch) * MM, (page.height - top - point[1] * h) * MM

    path = page.beginPath()
    path.moveTo(*at((-0.5, 0)))
    path.lineTo(*at((0.5, 0)))
    path.lineTo(*at((0.5, 0.16)))
    for one, two, end in (*right, *left):
        path.curveTo(*at(one), *at(two), *at(end))
    path.close()
    page.fill_path(path, colour)


def tumpal_pitch(page: Page) -> float:
    inner = page.width - 2 * INNER
    return inner / round(inner / TUMPAL_PITCH)


def draw_floor(page: Page, green: str, brick: str, mustard: str) -> None:
    """Tumpal: triangles within triangles, a drop between two."""
    pitch, h, base = tumpal_pitch(page), TUMPAL_HEIGHT, page.height - INNER - STRIP
    count = round((page.width - 2 * INNER) / pitch)
    for number in range(count):
        x = INNER + pitch * (number + 0.5)
        for scale, lift, colour in ((1, 0, green), (0.74, 0.075, WHITE), (0.62, 0.10, brick), (0.26, 0.14, mustard)):
            half, y = 0.46 * pitch * scale, base - lift * h
            page.polygon([(x - half, y), (x + half, y), (x, y - h * scale)], colour)
        if number:
            draw_wajik(page, (x - pitch / 2, base - 0.79 * h), 0.6, 1.35, mustard)
            draw_dot(page, x - pitch / 2, base - 1.02 * h, 0.38, brick)


def draw_wajik(page: Page, centre: tuple[float, float], wide: float, high: float, colour: str) -> None:
    """A lozenge; `wide` and `high` are half its axes."""
    x, y = centre
    page.polygon([(x - wide, y), (x, y - high), (x + wide, y), (x, y + high)], colour)


def draw_dot(page: Page, x: float, y: float, radius: float, colour: str) -> None:
    path = page.beginPath()
    path.circle(x * MM, (page.height - y) * MM, radius * MM)
    page.fill_path(path, colour)
