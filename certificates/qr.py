"""A QR code as one filled path: sharp at any size, readable by every phone camera.

In:  the address it opens.   Out: ink on a Page.   Level M, never a Micro QR. The caller leaves four modules clear.
"""

from __future__ import annotations

from functools import lru_cache

import segno

from certificates.page import MM, Page


@lru_cache(maxsize=2048)
def matrix(url: str) -> tuple[tuple[bool, ...], ...]:
    """The modules row by row, True is dark, without the quiet zone."""
    code = segno.make_qr(url, error="m", boost_error=False)
    return tuple(tuple(module & 1 == 1 for module in row) for row in code.matrix)


@lru_cache(maxsize=2048)
def path(url: str) -> str:
    """PDF rectangles, one per run of dark modules, one unit per module, the origin at the bottom left."""
    rows = matrix(url)
    parts = []
    for number, row in enumerate(rows):
        start = None
        for at, dark in enumerate((*row, False)):
            if dark and start is None:
                start = at
            elif not dark and start is not None:
                parts.append(f"{start} {len(rows) - 1 - number} {at - start} 1 re")
                start = None
    return "\n".join(parts)


def draw_qr(page: Page, url: str, x: float, y: float, size: float) -> None:
    """The code with its upper left corner at x, y, `size` mm wide."""
    scale = size * MM / len(matrix(url))
    page.addLiteral(f"q {scale:.4f} 0 0 {scale:.4f} {x * MM:.2f} {(page.height - y - size) * MM:.2f} cm 0 g")
    page.addLiteral(f"{path(url)}\nf Q")
