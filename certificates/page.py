"""A PDF being drawn: sheets of paper measured in millimetres from the top left corner.

In:  drawing calls in mm and Styles in points.
Out: `Page.finish()`: PDF bytes, the same for the same calls, every font embedded, Indonesian, titled.
Does not know what document this is. One PDF is drawn at a time (`drawing()`), because ReportLab's fonts hold state.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Literal

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from certificates.typefaces import FALLBACK, face
from certificates.typesetting import Style, clean, measure, operators

MM = 72 / 25.4
PAPERS = {"A3": (297.0, 420.0), "A4": (210.0, 297.0), "A5": (148.0, 210.0), "F4": (215.0, 330.0)}  # mm, upright
Align = Literal["left", "centre", "right"]
KEPT = 1024  # lines a document remembers before it forgets them all and begins anew
_one_at_a_time = Lock()
_remembered: dict[tuple[str, float, float], str] = {}  # borders: the same for every document


@dataclass(frozen=True, slots=True)
class Box:
    """Where ink may be, mm from the top left of the sheet."""

    left: float
    top: float
    right: float
    bottom: float


class Page(Canvas):  # type: ignore[misc]  # ReportLab is untyped
    """A document in the making; `boxes` holds the outline of every text and picture on the present sheet."""

    def __init__(self, width: float, height: float, *, title: str, author: str = "") -> None:
        face(FALLBACK)  # named as the first font, or ReportLab would leave an unembedded Helvetica in the file
        self.buffer = BytesIO()
        super().__init__(
            self.buffer,
            pagesize=(width * MM, height * MM),
            invariant=1,
            pageCompression=1,
            initialFontName=FALLBACK,
            lang="id-ID",
        )
        self.width, self.height = width, height
        self.boxes: list[Box] = []
        self._drawn: dict[Hashable, tuple[list[str], list[Box]]] = {}  # of this document: operators name its subsets
        self.setTitle(clean(title))
        self.setAuthor(clean(author))
        self.setCreator("Juara")
        self.setViewerPreference("DisplayDocTitle", "true")

    def text(self, x: float, y: float, text: str, style: Style, align: Align = "left") -> None:
        """One line with its baseline at y; x is its left end, middle or right end."""
        if line := clean(text):
            self.again(Page._draw_line, x, y, line, style, align)

    def _draw_line(self, x: float, y: float, line: str, style: Style, align: Align) -> None:
        wide = measure(line, style)
        left = x * MM - {"left": 0, "centre": wide / 2, "right": wide}[align]
        self.setFillColor(HexColor(style.colour))
        self.addLiteral(operators(line, style, left, (self.height - y) * MM, self._doc))
        self.boxes.append(
            Box(left / MM, y - style.ascent / MM, (left + wide) / MM, y + style.descent / MM),
        )

    def again(self, draw: Callable[..., None], *given: Hashable) -> None:
        """`draw(page, *given)`, copied when this document drew the same before: most lines stand on every sheet alike.

        For ink that hangs on nothing but what is given; pictures and forms are stamped instead.
        """
        key = (draw, given)
        if kept := self._drawn.get(key):
            self._code += kept[0]
            self.boxes += kept[1]
            return
        operators_before, boxes_before = len(self._code), len(self.boxes)
        draw(self, *given)
        if len(self._drawn) == KEPT:
            self._drawn.clear()
        self._drawn[key] = self._code[operators_before:], self.boxes[boxes_before:]

    def rule(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        points: float = 0.5,
        colour: str = "#000000",
        dash: str = "",
    ) -> None:
        """A straight line; `dash` is on and off lengths in points, as "1 2"."""
        self.pen(points, colour, dash)
        self.line(start[0] * MM, (self.height - start[1]) * MM, end[0] * MM, (self.height - end[1]) * MM)

    def pen(self, points: float, colour: str, dash: str = "") -> None:
        self.setStrokeColor(HexColor(colour))
        self.setLineWidth(points)
        self.setDash([float(length) for length in dash.split()] if dash else [])

    def frame(
        self,
        box: Box,
        *,
        points: float = 0.5,
        colour: str = "#000000",
        fill: str = "",
        dash: str = "",
    ) -> None:
        """A rectangle; no outline when `points` is 0, no inside when `fill` is empty."""
        self.pen(points, colour, dash)
        if fill:
            self.setFillColor(HexColor(fill))
        self.rect(
            box.left * MM,
            (self.height - box.bottom) * MM,
            (box.right - box.left) * MM,
            (box.bottom - box.top) * MM,
            stroke=int(points > 0),
            fill=int(bool(fill)),
        )

    def polygon(self, points: Sequence[tuple[float, float]], fill: str) -> None:
        """A filled shape through points in mm."""
        path = self.beginPath()
        for number, (x, y) in enumerate(points):
            (path.lineTo if number else path.moveTo)(x * MM, (self.height - y) * MM)
        path.close()
        self.fill_path(path, fill)

    def fill_path(self, path: PDFPathObject, fill: str) -> None:
        self.setFillColor(HexColor(fill))
        self.drawPath(path, stroke=0, fill=1)

    def picture(self, data: bytes, box: Box) -> None:
        """A PNG or JPEG scaled to fit inside the box, centred, never stretched; unpacked once per document.

        Raises ValueError when it is none.
        """

        def draw() -> None:
            self.drawImage(
                readable(data),
                box.left * MM,
                (self.height - box.bottom) * MM,
                (box.right - box.left) * MM,
                (box.bottom - box.top) * MM,
                mask="auto",
                preserveAspectRatio=True,
                anchor="c",
            )

        self.stamp(f"gambar {fingerprint(data)} {box.left:.2f} {box.top:.2f} {box.right:.2f} {box.bottom:.2f}", draw)
        self.boxes.append(box)

    def filling_picture(self, data: bytes, box: Box) -> None:
        """The same, covering the whole box: what reaches over its sides is cut off."""
        wide, high = box.right - box.left, box.bottom - box.top
        ratio = picture_ratio(data)
        across, down = max(0.0, high * ratio - wide) / 2, max(0.0, wide / ratio - high) / 2

        def draw() -> None:
            path = self.beginPath()
            path.rect(box.left * MM, (self.height - box.bottom) * MM, wide * MM, high * MM)
            self.clipPath(path, stroke=0, fill=0)
            self.picture(data, Box(box.left - across, box.top - down, box.right + across, box.bottom + down))

        self.stamp(f"latar {fingerprint(data)}", draw)

    def stamp(self, name: str, draw: Callable[[], None], *, wordless: bool = False) -> None:
        """What every sheet repeats, drawn once as a form and placed on this sheet.

        A `wordless` drawing (no text, no form inside) is kept for the next document of the same size as well.
        """
        name = re.sub(r"\W", "_", name)  # a PDF name holds no space and no "#"
        if not self.hasForm(name):
            boxes, wide, high = list(self.boxes), self.width * MM, self.height * MM
            self.beginForm(name, -wide, -high, wide, high)  # a tile is drawn around its own origin
            if wordless:
                self._draw_remembered((name, self.width, self.height), draw)
            else:
                draw()
            self.endForm()
            self.boxes = boxes
        self.doForm(name)

    def _draw_remembered(self, key: tuple[str, float, float], draw: Callable[[], None]) -> None:
        if key not in _remembered:
            draw()
            _remembered[key] = "\n".join(self._code)
        self._code[:] = [_remembered[key]]

    def next_sheet(self) -> None:
        self.showPage()
        self.boxes = []

    def finish(self) -> bytes:
        self.save()
        return self.buffer.getvalue()

    def circle_mm(self, x: float, y: float, radius: float, *, points: float, colour: str, dash: str = "") -> None:
        """A ring around x, y."""
        self.pen(points, colour, dash)
        self.circle(x * MM, (self.height - y) * MM, radius * MM)

    @contextmanager
    def shifted(self, x: float, y: float) -> Iterator[None]:
        """Everything inside moves right and down by mm: for pre-printed paper that feeds a little off."""
        self.saveState()
        self.translate(x * MM, -y * MM)
        yield
        self.restoreState()


def readable(data: bytes) -> ImageReader:
    try:
        return ImageReader(BytesIO(data))
    except OSError as problem:
        raise ValueError("Gambar tidak dapat dibaca. Unggah berkas PNG atau JPEG.") from problem


def picture_ratio(data: bytes) -> float:
    """Width through height. Raises ValueError when it is no picture."""
    wide, high = readable(data).getSize()
    return float(wide / high)


def fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:24]


@contextmanager
def drawing(width: float, height: float, *, title: str, author: str = "") -> Iterator[Page]:
    """A new PDF of sheets width x height mm; waits while another is being drawn."""
    with _one_at_a_time:
        yield Page(width, height, title=title, author=author)


def paper_size(paper: str, *, landscape: bool = False) -> tuple[float, float]:
    """(width, height) in mm."""
    if paper not in PAPERS:
        raise ValueError(f"Kertas {paper} tidak dikenal. Pilih salah satu: {', '.join(PAPERS)}.")
    short, long = PAPERS[paper]
    return (long, short) if landscape else (short, long)
