"""Piagam to PDF bytes: one by one, or a whole event in one file.

In:  Piagam values.   Out: PDF bytes, the same for the same input.
Raises NameTooLong or TextTooLong; `problems()` tells beforehand which ones, so that one long name stops no batch.
"""

from __future__ import annotations

from collections.abc import Sequence

from certificates.contrast import deepened
from certificates.designs import Design, design_named
from certificates.fitting import TextTooLong
from certificates.marks import DARKER, PALE, draw_draft
from certificates.page import Box, Page, drawing, paper_size
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
    for paper in sorted({piagam.paper for piagam in piagams}):
        width, height = paper_size(paper, landscape=True)
        with drawing(width, height, title="") as page:
            for number, piagam in enumerate(piagams):
                if piagam.paper == paper and (problem := problem_of(page, piagam)):
                    found.append((number, problem))
    return sorted(found, key=lambda pair: pair[0])


def problem_of(page: Page, piagam: Piagam) -> TextTooLong | None:
    """Why this piagam cannot be printed; it is tried on a page that nobody will see."""
    try:
        draw_sheet(page, piagam)
    except TextTooLong as problem:
        return problem
    return None


def draw_sheet(page: Page, piagam: Piagam) -> None:
    design = design_named(piagam.design)
    if piagam.background and not piagam.content_only:
        edge = design.frame
        page.filling_picture(piagam.background, Box(edge, edge, page.width - edge, page.height - edge))
    if piagam.draft:
        draw_draft(page, design.draft_font, colour=DARKER if piagam.background else PALE)
    with page.shifted(*(piagam.offset if piagam.content_only else (0, 0))):
        design.draw(page, piagam, colours_of(piagam, design))


def colours_of(piagam: Piagam, design: Design) -> tuple[str, ...]:
    """The piagam's own colours when it names as many as the design uses; over a background its inks are deepened."""
    if piagam.colours and len(piagam.colours) != len(design.colours):
        raise ValueError(f"Desain {piagam.design} memakai {len(design.colours)} warna, bukan {len(piagam.colours)}.")
    colours = piagam.colours or design.colours
    if not piagam.background:
        return colours
    return (*map(deepened, colours[: design.inks]), *colours[design.inks :])
