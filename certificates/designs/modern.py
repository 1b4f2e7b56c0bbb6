"""Modern: the rank itself is the ornament. One, two, three full bars; outlined bars for a Harapan place.

In:  a Page and a Piagam.   Out: ink.   A label without a numeral gets a slender line instead of bars.
"""

from __future__ import annotations

from functools import lru_cache

from certificates.designs.foot import FootLook, draw_foot
from certificates.fitting import Gap, NameRule, TextTooLong, balanced, fill, fit_name, shrink, size_for, stack, wrap
from certificates.jakarta import HEAVY, STRONG, TEXT, sans
from certificates.marks import draw_emblem, logo_width
from certificates.page import Box, Page
from certificates.piagam import Piagam

COLOURS = ("#C63D17",)  # accent
DRAFT_FONT = "PlusJakartaSans-Bold"
LEFT, RIGHT = 56.0, 18.0  # mm: text from LEFT to RIGHT from the sheet's right edge
COLUMN = 70.0  # mm from LEFT to the second column
EDGE = 12.0  # nothing is printed nearer to the sheet's edge
BARS_LEFT, BARS_TOP = 14.0, 14.0
BAR, BAR_GAP = 7.0, 3.4
BARS_ROOM = 3 * BAR + 2 * BAR_GAP  # three bars as drawn fill it; more are drawn narrower
HEAD_RULE, FOOT_RULE = 33.9, 59.7  # mm from the top, from the bottom
TOP, BOTTOM = 52.0, 131.0
F4_HEIGHT, F4_LOWER = 215.0, 3.5
GREY = "#555555"
LOGO_TOP, LOGO_HEIGHT = 13.9, 11.4  # above the number, which then stands lower


NAME = NameRule(sans(HEAVY, 46, tracking=-0.025), largest=46, threshold=33, two_lines=34, least=21, leading=1.12)


@lru_cache
def foot() -> FootLook:
    return FootLook(
        left=LEFT,
        signature=88.0,
        signature_width=70.0,
        align="left",
        base=14.0,
        qr_bottom=31.8,
        qr_size=21.0,
        caption=sans(TEXT, 7.5),
        caption_lines=2,
        caption_base=24.0,
        label=sans(STRONG, 9),
        small=sans(TEXT, 9),
        serial=sans(TEXT, 9),
        signing=sans(TEXT, 10.5),
        signer=sans(STRONG, 12),
        identity=sans(TEXT, 10.5),
    )


def draw(page: Page, piagam: Piagam, colours: tuple[str, ...]) -> None:
    """One sheet. Raises NameTooLong, TextTooLong."""
    (accent,) = colours
    right = page.width - RIGHT
    if not piagam.content_only:
        draw_bars(page, piagam, accent)
        draw_letterhead(page, piagam)
        for y in (HEAD_RULE, page.height - FOOT_RULE):
            page.rule((LEFT, y), (right, y), points=0.5)
    page.text(right, 30.4 if piagam.logo else 25.5, piagam.number_line, sans(TEXT, 10.5), "right")
    draw_text(page, piagam, accent)
    draw_foot(page, piagam, foot())


def draw_bars(page: Page, piagam: Piagam, accent: str) -> None:
    bottom, count = page.height - BARS_TOP, piagam.strokes
    if count is None:
        page.frame(Box(BARS_LEFT, BARS_TOP, BARS_LEFT + 1.8, bottom), points=0, fill=accent)
        return
    squeeze = min(1.0, BARS_ROOM / (count * BAR + (count - 1) * BAR_GAP))
    for number in range(count):
        x = BARS_LEFT + number * (BAR + BAR_GAP) * squeeze
        box = Box(x, BARS_TOP, x + BAR * squeeze, bottom)
        if piagam.is_consolation:
            inset = 0.45  # the outline is 0.9 mm wide and stays inside the bar
            inner = Box(box.left + inset, box.top + inset, box.right - inset, box.bottom - inset)
            page.frame(inner, points=2.55, colour=accent)
        else:
            page.frame(box, points=0, fill=accent)


def draw_letterhead(page: Page, piagam: Piagam) -> None:
    """Emblem at the left, the office's lines beside it or, without one, at the left edge; the logo at the right."""
    head = piagam.letterhead
    shown = head.emblem is not None or piagam.draft or piagam.sample
    if shown:
        draw_emblem(page, head.emblem, Box(LEFT, 13.9, LEFT + 14, 27.9), TEXT, placeholder=True)
    if piagam.logo:
        wide, right = logo_width(piagam.logo, LOGO_HEIGHT), page.width - RIGHT
        page.picture(piagam.logo, Box(right - wide, LOGO_TOP, right, LOGO_TOP + LOGO_HEIGHT))
    x = LEFT + (19.0 if shown else 0)
    room = page.width - RIGHT - 62 - x
    first = 25.5 - 6.0 * len(head.lines)
    for number, line in enumerate(head.lines):
        page.text(x, first + 6.0 * number, line, shrink(line, room, sans(TEXT, 9.5, tracking=0.03), 5.5))
    page.text(x, 25.5, head.office, shrink(head.office, room, sans(HEAVY, 14, tracking=0.04), 6))


def draw_text(page: Page, piagam: Piagam, accent: str) -> None:
    """The stack from the title to the award, and beside the award what it was given for."""
    width = page.width - RIGHT - LEFT
    name = fit_name(piagam.holder, width, NAME)
    lines = [(text, NAME.style.at(name.size)) for text in name.lines]
    gaps = [Gap(16, 11, 1), Gap(name.size * 0.353 + 2.5, name.size * 0.353 + 0.6, 0.8)]
    gaps += [Gap(name.leading, name.leading, 0)] * (len(lines) - 1)
    below = Gap(10.6, 8.2, 0.6)
    for text, style in ((piagam.holder_role, sans(STRONG, 12)), (piagam.holder_place, sans(TEXT, 12))):
        for row in balanced(text, width, style, most=2):
            lines.append((row, style))
            gaps.append(below)
            below = Gap(6.2, 5.4, 0)
    gaps += [Gap(12.5, 7.6, 1), Gap(10.4, 8.2, 0.5)]
    award, size = award_lines(piagam)
    end = BOTTOM + (F4_LOWER if page.height >= F4_HEIGHT else 0) - 2.5 * (len(award) - 1)
    *places, award_at = (TOP + distance for distance in stack(gaps, end - TOP))
    page.text(LEFT, TOP, piagam.title, shrink(piagam.title, width, sans(STRONG, 24, accent, -0.02), 14))
    rows = [(piagam.given_to, sans(TEXT, 11, GREY)), *lines, (piagam.award_link, sans(TEXT, 11, GREY))]
    for y, (text, style) in zip(places, rows, strict=True):
        page.text(LEFT, y, text, style)
    for number, text in enumerate(award):
        page.text(LEFT, award_at + number * 0.37 * size, text, sans(HEAVY, size, accent, -0.01))
    draw_reason(page, piagam, award_at + 0.3)


def award_lines(piagam: Piagam) -> tuple[list[str], float]:
    """The label and its size in points: large on one line when it is short, else smaller, its numeral never alone."""
    label, style = piagam.award.upper(), sans(HEAVY, 26, tracking=-0.01)
    if len(wrap(label, COLUMN - 12, style)) == 1:
        return [label], style.size
    *words, last = label.split(" ")
    if piagam.strokes and words:
        *words, last = (*words[:-1], f"{words[-1]} {last}")
    for size in (20, 16, 13, 11):
        if len(lines := fill([*words, last], COLUMN - 8, style.at(size))) <= 2:
            return lines, size
    raise TextTooLong(f"Sebutan “{piagam.award}” terlalu panjang. Ringkas sebutan itu.")


def draw_reason(page: Page, piagam: Piagam, first: float) -> None:
    """Achievement and phrase in the second column, four lines at most."""
    left = LEFT + COLUMN
    width = page.width - RIGHT - left
    strong = sans(STRONG, 11)
    if size_for(piagam.achievement, width, strong) >= 10:
        strong = shrink(piagam.achievement, width, strong, 10)
    rows = [(row, strong) for row in balanced(piagam.achievement, width, strong, most=2)]
    phrase = sans(TEXT, 11)
    narrow = min(width, 100.0)  # a short measure reads better beside the award
    rows += [(row, phrase) for row in wrap(piagam.phrase, narrow, phrase)]
    if len(rows) > 4:
        raise TextTooLong(f"Alasan “{piagam.phrase}” terlalu panjang. Ringkas alasan itu.")
    for number, (text, style) in enumerate(rows):
        page.text(left, first + 5.4 * number, text, style)
