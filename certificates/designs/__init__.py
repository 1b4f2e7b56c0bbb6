"""The designs of a piagam, by the name an event's settings give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from certificates.designs import betawi, klasik, modern
from certificates.page import Page
from certificates.piagam import Piagam


@dataclass(frozen=True, slots=True)
class Design:
    title: str  # as a settings page shows it
    colours: tuple[str, ...]  # what it prints with unless the piagam brings as many of its own
    inks: int  # how many of them, from the first, letters are printed with; the others only fill ornaments
    draft_font: str
    frame: float  # mm from the sheet's edges to the inner side of the border, where a background ends
    draw: Callable[[Page, Piagam, tuple[str, ...]], None]


DESIGNS = {
    "klasik": Design("Klasik", klasik.COLOURS, 2, klasik.DRAFT_FONT, klasik.FRAME, klasik.draw),
    "betawi": Design("Betawi", betawi.COLOURS, 2, betawi.DRAFT_FONT, betawi.INNER, betawi.draw),
    "modern": Design("Modern", modern.COLOURS, 1, modern.DRAFT_FONT, modern.EDGE, modern.draw),
}


def design_named(name: str) -> Design:
    if name not in DESIGNS:
        raise ValueError(f"Desain {name} tidak dikenal. Pilih salah satu: {', '.join(DESIGNS)}.")
    return DESIGNS[name]
