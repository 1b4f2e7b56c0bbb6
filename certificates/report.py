"""Official papers of several sheets: letterhead, paragraphs, and a cursor that turns the page.

In:  a Letterhead, an Imprint, and a function that lays the content out from top to bottom.
Out: PDF bytes with "Halaman x dari y", the marks of a draft or a sample, and what this print is a print of.
Does not know which document it is. The layout runs twice: the first time only to count the sheets.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from certificates.fitting import balanced, fill, wrap
from certificates.marks import SAMPLE, draw_draft, draw_emblem
from certificates.page import MM, Align, Box, Page, drawing, paper_size
from certificates.people import Letterhead
from certificates.typesetting import Style, measure

REGULAR, ITALIC, STRONG = "SourceSerif4-Regular", "SourceSerif4-Italic", "SourceSerif4-SemiBold"
BODY = Style(REGULAR, 10.5)
BODY_LEADING = 5.1  # mm
SMALL = Style(REGULAR, 8.5, colour="#444444")
NOTE = Style(ITALIC, 9)
HEADING = Style(STRONG, 10.5)
TITLE = Style(STRONG, 14, tracking=0.06)
SUBTITLE = Style(STRONG, 11, tracking=0.03)


@dataclass(frozen=True, slots=True)
class Margins:
    left: float = 25.0  # mm: room for the binder
    right: float = 20.0
    top: float = 15.0
    bottom: float = 21.0  # the footer stands in it


@dataclass(frozen=True, slots=True)
class Imprint:
    """What stands at the foot of every sheet, and what marks the whole."""

    parts: tuple[str, ...] = ()  # "Versi hasil 1", "Kode 5B1E-07DA", "dicetak 17-09-2026 15.42 WIB", "cetakan ke-1"
    draft: bool = False
    sample: bool = False
    confidential: str = ""  # "RAHASIA – hanya untuk pleno"
    paper: str = "A4"


@dataclass(slots=True)
class Report:
    """The sheet being filled; `y` is the cursor, mm from the top."""

    page: Page
    imprint: Imprint
    margins: Margins
    sheets: int  # 0 while they are being counted
    y: float = 0
    number: int = 1
    on_new_sheet: list[Callable[[], None]] = field(default_factory=list)  # a table repeats its head

    @property
    def left(self) -> float:
        return self.margins.left

    @property
    def right(self) -> float:
        return self.page.width - self.margins.right

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def floor(self) -> float:
        return self.page.height - self.margins.bottom

    def open_sheet(self) -> None:
        if self.imprint.draft:
            draw_draft(self.page, STRONG, size=120)
        self.y = self.margins.top
        draw_footer(self)

    def need(self, height: float) -> None:
        """Turn to a new sheet unless `height` mm are left on this one."""
        if self.y + height > self.floor:
            self.page.next_sheet()
            self.number += 1
            self.open_sheet()
            for repeat in self.on_new_sheet:
                repeat()

    def space(self, height: float) -> None:
        self.y += height

    def paragraph(
        self, text: str, style: Style = BODY, *, leading: float = BODY_LEADING, indent: float = 0, after: float = 2.5
    ) -> None:
        """Ragged right, from the cursor down; an empty text takes no room."""
        lines = wrap(text, self.width - indent, style)
        if not lines:
            return
        self.need(leading * min(2, len(lines)))
        for line in lines:
            self.need(leading)
            self.y += leading
            self.page.text(self.left + indent, self.y, line, style)
        self.y += after

    def numbered(self, mark: str, text: str, *, indent: float = 7, after: float = 1.0) -> None:
        """One item of a list: its mark hangs at the left of the text."""
        self.need(BODY_LEADING * 2)
        self.page.text(self.left, self.y + BODY_LEADING, mark, BODY)
        self.paragraph(text, indent=indent, after=after)

    def heading(self, text: str, *, keep: float = 20) -> None:
        """A heading that stays on the sheet of the `keep` mm that follow."""
        lines = wrap(text, self.width, HEADING)
        self.need(keep + 7 + BODY_LEADING * (len(lines) - 1))
        self.y += 7 - BODY_LEADING
        for line in lines:
            self.y += BODY_LEADING
            self.page.text(self.left, self.y, line, HEADING)
        self.y += 1.5

    def title(self, lines: tuple[tuple[str, Style], ...]) -> None:
        """Centred lines under the letterhead."""
        for text, style in lines:
            for row in balanced(text, self.width, style, most=3):
                self.y += style.size * 0.353 * 1.32 + 0.6
                self.page.text((self.left + self.right) / 2, self.y, row, style, "centre")
        self.y += 5

    def rule(self, points: float) -> None:
        self.page.rule((self.left, self.y), (self.right, self.y), points=points)


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a file; its sheets are counted by themselves."""

    imprint: Imprint
    lay_out: Callable[[Report], None]


def draw_report(
    imprint: Imprint,
    lay_out: Callable[[Report], None],
    *,
    title: str,
    author: str,
    landscape: bool = False,
    margins: Margins | None = None,
) -> bytes:
    """One document in a file of its own."""
    return draw_reports([Part(imprint, lay_out)], title=title, author=author, landscape=landscape, margins=margins)


def draw_reports(
    parts: Sequence[Part], *, title: str, author: str, landscape: bool = False, margins: Margins | None = None
) -> bytes:
    """Documents one after another on the paper of the first. Laid out twice, the second time knowing the sheets."""
    width, height = paper_size(parts[0].imprint.paper, landscape=landscape)
    edges = margins or Margins()
    with drawing(width, height, title=title, author=author) as page:
        sheets = [laid_out(page, part, edges, 0) for part in parts]
    with drawing(width, height, title=title, author=author) as page:
        for part, count in zip(parts, sheets, strict=True):
            laid_out(page, part, edges, count)
        return page.finish()


def laid_out(page: Page, part: Part, margins: Margins, sheets: int) -> int:
    """Fill as many sheets as the part needs; gives how many."""
    report = Report(page, part.imprint, margins, sheets)
    report.open_sheet()
    part.lay_out(report)
    page.next_sheet()
    return report.number


def draw_footer(report: Report) -> None:
    """A hairline; under it what this print is, and which sheet of how many."""
    page, y = report.page, report.page.height - 12.5
    page.rule((report.left, y - 4.2), (report.right, y - 4.2), points=0.25)
    parts = [SAMPLE] if report.imprint.sample else []
    count = f"Halaman {report.number} dari {report.sheets}"
    room = report.width - measure(count, SMALL) / MM - 5
    left = footer_lines([*parts, *report.imprint.parts], room)
    for number, line in enumerate(left[:2]):
        page.text(report.left, y + 3.5 * number, line, SMALL)
    page.text(report.right, y, count, SMALL, "right")
    if report.imprint.confidential:
        style = Style(STRONG, 9, tracking=0.06)
        page.text(report.right, 9.5, report.imprint.confidential, style, "right")


def footer_lines(parts: Sequence[str], room: float) -> list[str]:
    """Broken between parts, so that "Kode" never stands without its code; inside one only where it is too long."""
    marked = [f"{part} ·" for part in parts[:-1]] + list(parts[-1:])
    pieces = [[part] if measure(part, SMALL) <= room * MM else wrap(part, room, SMALL) for part in marked]
    return fill([piece for part in pieces for piece in part], room, SMALL)


def draw_letterhead(report: Report, head: Letterhead) -> None:
    """The kop: emblem at the left, lines centred, a double rule beneath."""
    page, shown = report.page, head.emblem is not None or report.imprint.draft or report.imprint.sample
    lines = [(line, Style(REGULAR, 11, tracking=0.03)) for line in head.lines]
    lines.append((head.office, Style(STRONG, 14.5, tracking=0.06)))
    lines += [(line, Style(REGULAR, 9.2)) for line in head.contact]
    shift = 22.0 if shown else 0.0
    centre, room = (report.left + shift + report.right) / 2, report.width - shift
    top = report.y
    report.y += 0.5
    for text, style in lines:
        for row in balanced(text, room, style, most=2):
            report.y += style.size * 0.353 * 1.28
            page.text(centre, report.y, row, style, "centre")
    if shown:
        report.y = max(report.y, top + 15.5)
        box = Box(report.left, top, report.left + 17, top + 17)
        draw_emblem(page, head.emblem, box, REGULAR, placeholder=True)
    report.y += 3.6
    report.rule(1.5)
    report.y += 0.9
    report.rule(0.5)
    report.y += 4


def emphasised(style: Style) -> Style:
    return replace(style, font=STRONG)


def aligned(align: Align, left: float, right: float) -> float:
    """Where a text of that alignment is anchored between two edges."""
    return {"left": left, "centre": (left + right) / 2, "right": right}[align]
