"""Kuitansi: one prize handed over, on A5, in as many copies as the treasurer keeps.

In:  Receipts, every amount in figures and in words.   Out: PDF bytes, one sheet for each copy.
Does not compute money or tax; a prize in goods has no amount, and no box for one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from certificates.fitting import at_most, shrink, wrap
from certificates.marks import SAMPLE, draw_draft, draw_emblem
from certificates.page import MM, Box, Page, drawing, paper_size
from certificates.people import Letterhead, Signatory
from certificates.report import ITALIC, REGULAR, STRONG
from certificates.typesetting import Style, measure

MARGIN, LABEL = 15.0, 40.0  # mm
GREY, PALE = "#555555", "#EEEEEE"
LABELS, BODY = Style(REGULAR, 10, colour="#333333"), Style(STRONG, 10)
FINE, REMARK = Style(REGULAR, 8, colour="#444444"), Style(ITALIC, 8.2, colour="#333333")
DOTS = "…………………"
COPIES = ("bendahara", "penerima", "arsip")
SIGN_TOP, NAME_AT, FOOT_AT = 97.5, 126.5, 138.0  # mm from the top
NAME_ROOM = 11.0  # mm below the first line of a name


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs in one column: what stands above, and the name under the line."""

    above: tuple[str, ...]  # "Setuju dibayar,", "Kuasa Pengguna Anggaran"; an empty text leaves its line blank
    signatory: Signatory
    stamp: bool = False  # the meterai box stands here


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    letterhead: Letterhead
    payer: str  # "Bendahara Pengeluaran Dinas Sosial Provinsi …"
    words: str  # "delapan juta delapan ratus ribu rupiah"; for goods what they are
    purpose: str
    figures: str = ""  # "Rp8.800.000,00"; empty for goods
    remarks: tuple[str, ...] = ()  # tax and payment, at most four lines
    signers: tuple[Signer, ...] = ()  # two to four
    number: str = ""
    year: str = ""  # of the budget
    account: str = ""  # kode rekening
    imprint: str = ""
    title: str = "Kuitansi"
    draft: bool = False
    sample: bool = False


def draw_receipts(receipts: Sequence[Receipt], copies: Sequence[str] = COPIES) -> bytes:
    """All copies of the first, then all of the second. Raises ValueError when there is none."""
    if not receipts:
        raise ValueError("Tidak ada kuitansi untuk dicetak.")
    width, height = paper_size("A5", landscape=True)
    with drawing(width, height, title=receipts[0].title, author=receipts[0].letterhead.office) as page:
        for receipt in receipts:
            for number, keeper in enumerate(copies, start=1):
                draw_receipt(page, receipt, f"Lembar {number}: {keeper}")
                page.next_sheet()
        return page.finish()


def draw_receipt(page: Page, receipt: Receipt, copy: str) -> None:
    if receipt.draft:
        draw_draft(page, STRONG, size=150)
    right = page.width - MARGIN
    draw_head(page, receipt, right)
    draw_facts(page, receipt, right, copy)
    y = draw_line(page, "Sudah terima dari", receipt.payer, 44.8, right)
    y = draw_words(page, receipt, y + 3.2, right)
    y = draw_line(page, "Untuk pembayaran" if receipt.figures else "Sebagai", receipt.purpose, y + 5.8, right)
    draw_amount(page, receipt, min(max(77.0, y + 3.4), 82.0), right)
    draw_signers(page, receipt, right)
    page.text(MARGIN, FOOT_AT, receipt.imprint, Style(REGULAR, 7, colour=GREY))
    if receipt.sample:
        page.text(right, FOOT_AT, SAMPLE, Style(STRONG, 9, tracking=0.08), "right")


def draw_head(page: Page, receipt: Receipt, right: float) -> None:
    """The kop at the left, what this paper is at the right, a double rule beneath."""
    head, left = receipt.letterhead, MARGIN
    placeholder = receipt.draft or receipt.sample
    if head.emblem or placeholder:
        draw_emblem(page, head.emblem, Box(left, 12, left + 13, 25), REGULAR, placeholder=placeholder)
        left += 16
    title = Style(STRONG, 19 if len(receipt.title) < 12 else 14, tracking=0.08)
    wide = measure(receipt.title.upper(), title) / MM
    room = right - wide - 6 - left
    y = 17.4 - 2 * (len(head.lines) > 1)
    for line in head.lines:
        page.text(left, y, line, shrink(line, room, Style(REGULAR, 9.5, tracking=0.02), 5))
        y += 5
    page.text(left, y, head.office, shrink(head.office, room, Style(STRONG, 11.5, tracking=0.04), 6))
    page.text(right, 20.6, receipt.title.upper(), title, "right")
    page.rule((MARGIN, 28.0), (right, 28.0), points=1.5)
    page.rule((MARGIN, 28.9), (right, 28.9), points=0.5)


def draw_facts(page: Page, receipt: Receipt, right: float, copy: str) -> None:
    facts = (("Nomor bukti", receipt.number), ("Tahun anggaran", receipt.year), ("Kode rekening", receipt.account))
    for at, (label, value) in zip((MARGIN, 77.0, 119.0), facts, strict=True):
        page.text(at, 33.8, label, FINE)
        shown = value if value and not receipt.draft else DOTS
        page.text(at, 38.0, shown, shrink(shown, 60 if at == MARGIN else 40, Style(STRONG, 10), 6))
    page.text(right, 38.0, copy, FINE, "right")


def draw_line(page: Page, label: str, text: str, y: float, right: float) -> float:
    """Label at the left, text of four lines at most beside it; gives the last baseline."""
    page.text(MARGIN, y, label, LABELS)
    room = right - MARGIN - LABEL
    size = next((size for size in (10.0, 9.2, 8.4) if len(wrap(text, room, BODY.at(size))) <= 4), 7.6)
    lines = wrap(text, room, BODY.at(size))[:5]
    for number, line in enumerate(lines):
        page.text(MARGIN + LABEL, y + 4.7 * number, line, BODY.at(size))
    return y + 4.7 * (len(lines) - 1)


def draw_words(page: Page, receipt: Receipt, top: float, right: float) -> float:
    """The sum in words in a grey bar, which keeps anyone from writing more into it; gives its lower edge."""
    left, room = MARGIN + LABEL, right - MARGIN - LABEL - 8
    lines, style = at_most(receipt.words, room, Style(STRONG, 12), 2, 7)
    bottom = top + 4.4 + 4.8 * len(lines)
    page.frame(Box(left, top, right, bottom), points=0, fill=PALE)
    page.frame(Box(left, top, left + 0.8, bottom), points=0, fill="#000000")
    first = (top + bottom) / 2 + 1.5 - 2.4 * (len(lines) - 1)
    page.text(MARGIN, (top + bottom) / 2 + 1.3, "Uang sejumlah" if receipt.figures else "Berupa", LABELS)
    for number, line in enumerate(lines):
        page.text(left + 4, first + 4.8 * number, line, style)
    return bottom


def draw_amount(page: Page, receipt: Receipt, top: float, right: float) -> None:
    """The figures in a box, the remarks about tax and payment beside it."""
    left = MARGIN
    if receipt.figures:
        style = Style(STRONG, 17)
        wide = max(58.0, measure(receipt.figures, style) / MM + 10)
        page.frame(Box(MARGIN, top, MARGIN + wide, top + 12), points=1)
        page.text(MARGIN + 4, top + 8.1, receipt.figures, style)
        left = MARGIN + wide + 5.5
    lines = [line for remark in receipt.remarks for line in wrap(remark, right - left, REMARK)][:4]
    y = top + 7.0 - 1.9 * (len(lines) - 1)
    for number, line in enumerate(lines):
        page.text(left, y + 3.8 * number, line, REMARK)


def draw_signers(page: Page, receipt: Receipt, right: float) -> None:
    """On one line; the names stand under a rule, the receivers' at the right."""
    columns = max(3, len(receipt.signers))
    gap = 7.0
    wide = (right - MARGIN - gap * (columns - 1)) / columns
    first = columns - len(receipt.signers)
    for number, signer in enumerate(receipt.signers):
        x = MARGIN + (wide + gap) * (first + number)
        style = Style(REGULAR, 8.8)
        above = [line for text in signer.above for line in wrap(text, wide + gap - 2, style) or [""]]
        for row, line in enumerate(above[:3]):
            page.text(x, SIGN_TOP + 4.0 * row, line, style)
        if signer.stamp:
            draw_stamp_box(page, x, SIGN_TOP + 4.0 * (len(above) - 1) + 2.4)
        page.rule((x, NAME_AT - 4.2), (x + wide, NAME_AT - 4.2), points=0.5)
        draw_signer(page, signer.signatory, x, wide)


def draw_signer(page: Page, signatory: Signatory, x: float, wide: float) -> None:
    """The name, then what identifies its bearer; very long ones are set smaller and closer, and stay on the sheet."""
    names, strong = at_most(signatory.name, wide, Style(STRONG, 9.2), 2, 5.6)
    identity, small = at_most(signatory.identity, wide, Style(REGULAR, 7.8, colour="#444444"), 1, 5)
    lines = [(line, strong) for line in names] + [(line, small) for line in identity]
    leading = min(3.3, NAME_ROOM / max(1, len(lines) - 1))
    for row, (line, style) in enumerate(lines):
        page.text(x, NAME_AT + leading * row, line, style)


def draw_stamp_box(page: Page, x: float, top: float) -> None:
    """Where the meterai is stuck, left of the signature that runs over it."""
    box = Box(x, top, x + 15, top + 13.6)
    page.frame(box, points=0.5, colour="#777777")
    for row, text in enumerate(("Meterai", "Rp10.000")):
        page.text(x + 7.5, top + 6.4 + 3.4 * row, text, Style(REGULAR, 7.5, colour=GREY), "centre")
