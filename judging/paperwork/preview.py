"""A piagam as the settings would print it now. Drawn, shown, forgotten."""

from __future__ import annotations

from certificates.designs import DESIGNS
from certificates.piagam import Piagam
from certificates.press import draw_piagam

DESIGN_NAMES = {name: design.title for name, design in DESIGNS.items()}


def preview_pdf(piagam: Piagam) -> bytes:
    """Raises ValueError, in Indonesian, when a colour or a text cannot be printed."""
    return draw_piagam([piagam])
