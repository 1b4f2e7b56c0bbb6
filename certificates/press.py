"""Piagam to PDF bytes: one by one, or a whole event in one file.

In:  Piagam values.   Out: PDF bytes, the same for the same input.
Raises NameTooLong or TextTooLong; `problems()` tells beforehand which ones, so that one long name stops no batch.
"""

from __future__ import annotations

from collections.abc import Sequence

from certificates.designs import Design, design_named
from certificates.fitting import TextTooLong
from certificates.marks import draw_draft
from certificates.page import Page, drawing, paper_size
from certificates.piagam import Piagam


def draw_piagam(piagams: Sequence[Piagam]) -> bytes:
    """One PDF, one sheet each, all on the paper of the first."""
    if not piagams:
        raise ValueError("Tidak ada piagam untuk dicetak.")
    first = piagams[0]
    if any(piagam.paper != first.paper for piagam in piagams):
        raise ValueError("Semua piagam dalam satu berkas memakai kertas yang sama.")
    names = first.holder if len(piagams) == 1 else first.achievement
    width, height = paper_size(first.paper, landscape=True)
    with drawing(width, height, title=f"{first.title}: {names}", author=first.letterhead.office) as page:
        for piagam in piagams:
            draw_sheet(page, piagam)
            page.next_sheet()
        return page.finish()


def problems(piagams: Sequence[Piagam]) -> list[tuple[int, TextTooLong]]:
    """The positions of those that cannot be printed, with the reason in Indonesian; empty when all can."""
    found = []
    for number, piagam in enumerate(piagams):
        width, height = paper_size(piagam.paper, landscape=True)
        with drawing(width, height, title=piagam.title) as page:
            try:
                draw_sheet(page, piagam)
            except TextTooLong as problem:
                found.append((number, problem))
    return found


def draw_sheet(page: Page, piagam: Piagam) -> None:
    design = design_named(piagam.design)
    if piagam.draft:
        draw_draft(page, design.draft_font)
    with page.shifted(*(piagam.offset if piagam.content_only else (0, 0))):
        design.draw(page, piagam, colours_of(piagam, design))


def colours_of(piagam: Piagam, design: Design) -> tuple[str, ...]:
    """The piagam's own colours when it names as many as the design uses."""
    if piagam.colours and len(piagam.colours) != len(design.colours):
        raise ValueError(f"Desain {piagam.design} memakai {len(design.colours)} warna, bukan {len(piagam.colours)}.")
    return piagam.colours or design.colours
