"""The foot of a piagam: what proves it at the left, who signed it at the right. It hangs from the sheet's lower edge.

In:  a Page, a Piagam, a FootLook.   Out: ink.   Does not know the border above which it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from certificates.fitting import balanced, before_region, one_or_two, shrink, wrap
from certificates.marks import SAMPLE, draw_pending_code
from certificates.page import MM, Align, Box, Page
from certificates.piagam import QR_CAPTION, Piagam
from certificates.qr import draw_qr
from certificates.typesetting import Style, measure


@dataclass(frozen=True, slots=True)
class FootLook:
    left: float  # mm: left edge of the QR code
    signature: float  # mm from the sheet's right edge: the block's middle, or its left end
    signature_width: float
    align: Align  # centre | left
    base: float  # mm above the sheet's lower edge: baseline of the NIP
    qr_bottom: float  # mm above the lower edge
    qr_size: float
    caption: Style
    caption_lines: int
    caption_base: float  # mm above the lower edge: last baseline of the caption
    label: Style  # "Dasar penetapan"
    small: Style
    serial: Style
    signing: Style
    signer: Style
    identity: Style
    underline: bool = False


def draw_foot(page: Page, piagam: Piagam, look: FootLook) -> None:
    draw_proof(page, piagam, look)
    draw_signature(page, piagam, look)


def draw_proof(page: Page, piagam: Piagam, look: FootLook) -> None:
    """QR or its stand-in, basis of the decision, serial and code, and what the code is not; a sample says so."""
    bottom = page.height - look.qr_bottom
    box = Box(look.left, bottom - look.qr_size, look.left + look.qr_size, bottom)
    text_left = look.left
    if piagam.draft:
        draw_pending_code(page, box, look.small.font)
    elif piagam.qr_url:
        draw_qr(page, piagam.qr_url, box.left, box.top, look.qr_size)
    if piagam.draft or piagam.qr_url:
        text_left = box.right + 4.2
    area = Box(text_left, box.top, signature_left(page, look) - 4, bottom)
    draw_basis(page, piagam, look, area)
    draw_codes(page, piagam, look, area)
    if piagam.draft or piagam.code:
        lines = caption_sentences(look)
        first = page.height - look.caption_base - 3.5 * (len(lines) - 1)
        for number, line in enumerate(lines):
            page.text(look.left, first + 3.5 * number, line, look.caption)


def caption_sentences(look: FootLook) -> list[str]:
    sentences = [f"{part.strip('.')}." for part in QR_CAPTION.split(". ")]
    return sentences if look.caption_lines == 2 else [QR_CAPTION]


def draw_basis(page: Page, piagam: Piagam, look: FootLook, area: Box) -> None:
    room, label = area.right - area.left, "Dasar penetapan"
    lines = [line for part in piagam.basis.split("\n") for line in balanced(part, room, look.small, 3)]
    if lines:
        page.text(area.left, area.top + 2.4, label, look.label)
    if piagam.sample:
        start = area.left + (measure(label, look.label) / MM + 3.2 if lines else 0)
        draw_sample(page, start, area.top + 2.4, look.label)
    for number, line in enumerate(lines[:3]):
        page.text(area.left, area.top + 7.0 + number * 3.9, line, look.small)


def draw_codes(page: Page, piagam: Piagam, look: FootLook, area: Box) -> None:
    """Serial and code on one line; above it room for where to ask when there is no QR."""
    baseline, room = area.bottom - 0.3, area.right - area.left
    if piagam.contact and not piagam.qr_url and not piagam.draft:
        contact = wrap(f"Periksa keaslian: {piagam.contact}", room, look.small)
        page.text(area.left, baseline, contact[0], look.small)
        baseline -= 4.2
    line = piagam.serial_line
    page.text(area.left, baseline, line, shrink(line, room, look.serial, 6) if line else look.serial)


def draw_sample(page: Page, left: float, baseline: float, style: Style) -> None:
    """DATA CONTOH in a thin frame: seen at once, in nobody's way."""
    mark = Style(style.font.replace("MediumItalic", "SemiBold"), 8, tracking=0.12)
    wide = measure(SAMPLE, mark) / MM
    page.frame(Box(left, baseline - 3.1, left + wide + 3, baseline + 1.1), points=0.6)
    page.text(left + 1.5, baseline, SAMPLE, mark)


def signature_left(page: Page, look: FootLook) -> float:
    return page.width - look.signature - (look.signature_width / 2 if look.align == "centre" else 0)


def draw_signature(page: Page, piagam: Piagam, look: FootLook) -> None:
    """Place and date, position, room for signature and stamp (17.5 mm at least), name, NIP or institution."""
    signatory, base, x = piagam.signatory, page.height - look.base, page.width - look.signature
    position = position_lines(f"{signatory.heading},", look)
    first = signing_top(page, piagam, look)
    page.text(x, first, piagam.place_date, look.signing, look.align)
    for number, line in enumerate(position):
        page.text(x, first + 5.0 + 4.5 * number, line, look.signing, look.align)
    name = signatory.name or "……………………………………"
    lines, signer = one_or_two(name, look.signature_width, look.signer, 9)
    for number, line in enumerate(lines):
        page.text(x, base - 4.9 - 4.2 * (len(lines) - 1 - number), line, signer, look.align)
    if look.underline:
        half = measure(lines[-1], signer) / MM / 2
        page.rule((x - half, base - 4.0), (x + half, base - 4.0), points=0.5)
    if signatory.identity:
        identity = shrink(signatory.identity, look.signature_width, look.identity, 6)
        page.text(x, base, signatory.identity, identity, look.align)


def signing_top(page: Page, piagam: Piagam, look: FootLook) -> float:
    """Baseline of place and date, mm from the top: two lines of position fit below it, a third one lifts it."""
    lines = len(position_lines(f"{piagam.signatory.heading},", look))
    return page.height - look.base - 35.0 - 4.5 * max(0, lines - 2)


def position_lines(heading: str, look: FootLook) -> Sequence[str]:
    """As broken by whoever wrote it, or anew when that takes more than three lines. Raises TextTooLong."""
    width, style = look.signature_width, look.signing
    if regional := before_region(heading, width, style):
        return regional
    lines = [line for part in heading.split("\n") for line in wrap(part, width, style)]
    return lines if len(lines) <= 3 else balanced(heading, width, style, most=3)
