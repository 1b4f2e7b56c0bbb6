"""A piagam as the settings would print it now, also as a picture for a page. Drawn, shown, forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from threading import Lock
from typing import Any

import pypdfium2

from certificates.designs import DESIGNS
from certificates.press import draw_piagam
from judging.paperwork.piagam import sample_piagam
from judging.queries import Papers

DESIGN_NAMES = {name: design.title for name, design in DESIGNS.items()}
WIDE, COLOURS = 1000, 64  # pixels, and how many colours are enough for ink on white
MOST = 80_000  # bytes: what a page can carry; a photo in the background needs more as PNG
_one_at_a_time = Lock()  # PDFium is not made for several threads


def preview_pdf(papers: Papers, values: Mapping[str, Any]) -> bytes:
    """With `values` over the stored settings. Raises ValueError, in Indonesian, for what cannot be printed."""
    return draw_piagam([sample_piagam(papers, values)])


def preview_picture(papers: Papers, values: Mapping[str, Any]) -> bytes:
    """The same sheet as PNG or JPEG: painted from the very PDF, so that it cannot show anything else."""
    return first_sheet(preview_pdf(papers, values))


def first_sheet(pdf: bytes) -> bytes:
    """A file's first sheet, WIDE pixels wide: PNG, or JPEG where that is smaller by much."""
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        sheet = document[0]
        image = sheet.render(scale=WIDE / sheet.get_width()).to_pil().convert("RGB")
        document.close()
    out = BytesIO()
    image.quantize(COLOURS).save(out, "PNG", optimize=True)
    for quality in (80, 60, 40):
        if out.tell() <= MOST:
            break
        out = BytesIO()
        image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def media(picture: bytes) -> str:
    return "image/png" if picture.startswith(b"\x89PNG") else "image/jpeg"
