"""Plus Jakarta Sans as our papers set it: its words stand close, a little air between them reads better on paper."""

from __future__ import annotations

from certificates.typesetting import Style

TEXT, STRONG, HEAVY = "PlusJakartaSans-Medium", "PlusJakartaSans-Bold", "PlusJakartaSans-ExtraBold"


def sans(font: str, size: float, colour: str = "#000000", tracking: float = 0) -> Style:
    return Style(font, size, tracking=tracking, word_space=0.055, colour=colour)
