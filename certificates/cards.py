"""Judge cards: four to an A4 sheet, each with a strip that hides the PIN once it is torn off.

In:  JudgeCards.   Out: PDF bytes.   The PIN is known only at issue, so a card is printed once; a reprint is a new PIN.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from certificates.fitting import balanced, shrink, wrap
from certificates.jakarta import HEAVY, STRONG, TEXT, sans
from certificates.marks import SAMPLE
from certificates.page import MM, Box, Page, drawing, paper_size
from certificates.qr import draw_qr
from certificates.typesetting import Style, measure

ROWS = 4  # cards on a sheet, one below the other
MARGIN = 12.0  # mm: nothing is printed nearer to the sheet's edge
GAP = 4.0
STRIP = 52.0  # mm: the part with the PIN
QR = 27.0
PAD = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeCard:
    event: str  # "KUBE Berprestasi 2026"
    code: str  # "J5"
    name: str
    background: str  # "Praktisi sosial"
    institution: str = ""
    typed_code: str  # short code for whoever cannot scan: "K7QM-4RT"
    url: str  # what the QR code opens; the secret is in its fragment
    address: str  # where the short code is typed in: "192.168.1.5:8000/juri"
    pin: str  # six digits
    sample: bool = False


def draw_cards(cards: Sequence[JudgeCard]) -> bytes:
    if not cards:
        raise ValueError("Tidak ada kartu untuk dicetak.")
    width, height = paper_size("A4")
    with drawing(width, height, title=f"Kartu juri: {cards[0].event}") as page:
        tall = (height - 2 * MARGIN - GAP * (ROWS - 1)) / ROWS
        for number, card in enumerate(cards):
            if number and number % ROWS == 0:
                page.next_sheet()
            top = MARGIN + (number % ROWS) * (tall + GAP)
            draw_card(page, card, Box(MARGIN, top, width - MARGIN, top + tall))
        page.next_sheet()
        return page.finish()


def draw_card(page: Page, card: JudgeCard, box: Box) -> None:
    page.frame(box, points=0.5, colour="#888888")
    fold = box.right - STRIP
    page.rule((fold, box.top), (fold, box.bottom), points=0.75, dash="3 3")
    draw_identity(page, card, Box(box.left + PAD, box.top + PAD, fold - PAD, box.bottom - PAD))
    draw_strip(page, card, Box(fold + PAD, box.top + PAD, box.right - PAD, box.bottom - PAD))


def draw_identity(page: Page, card: JudgeCard, box: Box) -> None:
    """Event, code in an outline, name; below them the QR code and the two ways to open the sheet."""
    room = box.right - box.left
    page.text(box.left, box.top + 3, card.event, shrink(card.event, room, sans(STRONG, 9.5), 6))
    badge = draw_badge(page, card.code, box.left, box.top + 7)
    left = badge + 3.5
    name = balanced(card.name, box.right - left, name_style(card.name, box.right - left), 2)
    for number, line in enumerate(name):
        page.text(left, box.top + 11.4 + 5.4 * number, line, name_style(card.name, box.right - left))
    y = box.top + 11.4 + 5.4 * len(name) - 0.4
    unit = " · ".join(part for part in (card.background, card.institution) if part)
    for number, line in enumerate(wrap(unit, box.right - left, sans(TEXT, 8.5))[:2]):
        page.text(left, y + 3.8 * number, line, sans(TEXT, 8.5))
    draw_qr(page, card.url, box.left, box.bottom - QR, QR)
    draw_ways(page, card, Box(box.left + QR + 5, box.bottom - QR, box.right, box.bottom))


def name_style(name: str, width: float) -> Style:
    """13 pt where the name fits one line, smaller on two, down to 9."""
    wide = measure(name, sans(STRONG, 13)) / MM
    return sans(STRONG, 13 if wide <= width else max(9.0, min(12.0, 13 * 1.7 * width / wide)))


def draw_badge(page: Page, code: str, left: float, top: float) -> float:
    """The judge's code, outlined: filled squares mean a peserta. Returns its right edge."""
    style = sans(HEAVY, 15)
    right = left + max(12.0, measure(code, style) / MM + 5)
    page.frame(Box(left, top, right, top + 10), points=1.5)
    page.text((left + right) / 2, top + 6.9, code, style, "centre")
    return right


def draw_ways(page: Page, card: JudgeCard, box: Box) -> None:
    label, small = sans(TEXT, 8), sans(TEXT, 8)
    page.text(box.left, box.top + 2.6, "Pindai kode ini, atau buka", label)
    address = shrink(card.address, box.right - box.left, sans(STRONG, 10), 6)
    page.text(box.left, box.top + 7.4, card.address, address)
    page.text(box.left, box.top + 12.6, "lalu ketik", label)
    page.text(box.left, box.top + 19.4, card.typed_code, sans(HEAVY, 15, tracking=0.04))
    page.text(box.left, box.bottom, "Kartu ini milik satu juri. Jangan dipinjamkan.", small)


def draw_strip(page: Page, card: JudgeCard, box: Box) -> None:
    """The part to tear off: whose PIN it is, its six digits, what to do with it."""
    page.text(box.left, box.top + 3, f"PIN {card.code}", sans(STRONG, 9.5))
    if card.sample:
        page.text(box.right, box.top + 3, SAMPLE, sans(STRONG, 7, tracking=0.1), "right")
    for number, line in enumerate(wrap(card.name, box.right - box.left, sans(TEXT, 7.5))[:4]):
        page.text(box.left, box.top + 7.6 + 3.2 * number, line, sans(TEXT, 7.5))
    middle = (box.top + box.bottom) / 2
    digits = f"{card.pin[:3]} {card.pin[3:]}"
    page.text(box.left, middle + 5, digits, shrink(digits, box.right - box.left, sans(HEAVY, 26), 14))
    small = sans(TEXT, 7.5)
    for number, line in enumerate(
        wrap("Sobek di garis putus. Ingat PIN, lalu simpan terpisah.", box.right - box.left, small)
    ):
        page.text(box.left, box.bottom - 3.4 + 3.4 * number, line, small)
