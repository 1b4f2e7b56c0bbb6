"""The arrangement two designs share: one centred stack of lines, and a foot with code and signature.

In:  a Page, a Piagam, and a Look: the styles and places, in points and mm, that make a design itself.
Out: ink and nothing else. Knows no border and no ornament but the one drawn beside the award.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from certificates.designs.foot import FootLook, draw_foot, signing_top
from certificates.fitting import FittedName, Gap, NameRule, TextTooLong, balanced, fit_name, shrink, stack
from certificates.page import MM, Page
from certificates.piagam import Piagam
from certificates.typesetting import Style, clean, measure

F4_HEIGHT = 215.0
ABOVE_FOOT = 6.2  # mm from the stack's last baseline to place and date
SMALLER = 0.94  # one step
F4_LOWER = 4.0  # mm by which the stack may reach further down on the taller sheet


@dataclass(frozen=True, slots=True)
class Look:
    margin: float  # mm from the sheet's left and right edge to the text
    title: Style
    number: Style
    link: Style  # "diberikan kepada", "sebagai"
    name: NameRule
    role: Style
    place: Style
    award: Style
    achievement: Style
    phrase: Style
    top: tuple[float, float]  # first baseline with a one-line name, with a two-line name
    bottom: tuple[float, float]  # last baseline, likewise
    foot: FootLook
    beside_award: Callable[[Page, float, float, float], None]  # page, middle of the line, left end, right end


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    style: Style
    gap: Gap
    is_award: bool = False


def draw_centred(page: Page, piagam: Piagam, look: Look) -> None:
    """Everything between the letterhead and the border. Raises NameTooLong, TextTooLong."""
    width, centre = page.width - 2 * look.margin, page.width / 2
    name = fit_name(piagam.holder, width, look.name)
    two = int(len(name.lines) == 2)
    top = look.top[two]
    lower = F4_LOWER if page.height >= F4_HEIGHT else 0.0
    bottom = min(look.bottom[two] + lower, signing_top(page, piagam, look.foot) - ABOVE_FOOT)
    title = shrink(display_title(piagam), width, look.title, 16)
    page.text(centre, top, display_title(piagam), title, "centre")
    for line, distance in arranged(piagam, look, name, (width, bottom - top)):
        page.text(centre, top + distance, line.text, line.style, "centre")
        if line.is_award:
            half = measure(clean(line.text), line.style) / MM / 2
            middle = top + distance - line.style.size * 0.35 / MM
            page.again(look.beside_award, middle, centre - half, centre + half)
    draw_foot(page, piagam, look.foot)


def arranged(piagam: Piagam, look: Look, name: FittedName, room: tuple[float, float]) -> list[tuple[Line, float]]:
    """The lines with their distances from the title; a crowded stack sets the name smaller before it refuses."""
    width, span = room
    while True:
        lines = list(stacked_lines(piagam, look, name, width))
        try:
            return list(zip(lines, stack([line.gap for line in lines], span), strict=True))
        except TextTooLong:
            name = FittedName(name.lines, name.size * SMALLER, name.leading * SMALLER)
            if name.size < look.name.least:
                raise


def display_title(piagam: Piagam) -> str:
    return piagam.title.upper()


def stacked_lines(piagam: Piagam, look: Look, name: FittedName, width: float) -> Iterator[Line]:
    """Every line under the title with the space above it, mm."""
    above_name = name.size / MM + 0.3
    yield Line(piagam.number_line, shrink(piagam.number_line, width, look.number, 8), Gap(6.6, 5.4, 0))
    yield Line(piagam.given_to, look.link, Gap(10.4, 6.4, 1))
    for number, text in enumerate(name.lines):
        gap = Gap(name.leading, name.leading, 0) if number else Gap(above_name, above_name - 0.6, 0.6)
        yield Line(text, look.name.style.at(name.size), gap)
    above = Gap(8.7, 6.9, 0.5)
    for text, style in ((piagam.holder_role, look.role), (piagam.holder_place, look.place)):
        for row in balanced(text, width, style, most=2):
            yield Line(row, style, above)
            above = Gap(5.3, 4.9, 0)
    yield Line(piagam.award_link, look.link, Gap(9.2, 6.2, 1))
    award = piagam.award.upper()
    yield Line(award, shrink(award, width - 40, look.award, 11), Gap(8.9, 7.0, 0.3), is_award=True)
    above = Gap(8.2, 6.2, 0.5)
    for text, style in ((piagam.achievement, look.achievement), (piagam.phrase, look.phrase)):
        for row in balanced(text, width, style, most=2):
            yield Line(row, style, above)
            above = Gap(5.5, 4.9, 0)
