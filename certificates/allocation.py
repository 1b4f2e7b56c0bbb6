"""Daftar Alokasi Hadiah: who receives what, in landscape, to be signed for at the hand-over.

In:  an AllocationList whose amounts are already written out ("Rp8.800.000,00") and added up.
Out: PDF bytes.   Does not compute money and never deducts a tax that nobody set.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from certificates.people import Letterhead
from certificates.report import BODY, NOTE, SUBTITLE, TITLE, Imprint, Margins, Report, draw_letterhead, draw_report
from certificates.signature_row import Signing, draw_signatures
from certificates.table import BOX, Column, Kind, Row, draw_table

UNSETTLED_TAX = "belum ditetapkan"
SIZE = 8.4
COLUMNS = (
    Column("No.", 8, size=SIZE),
    Column("Peringkat", 26, size=SIZE, strong=True),
    Column("Penerima", 40, size=SIZE),
    Column("Wakil penerima", 33, size=SIZE),
    Column("Uang pembinaan", 28, "right", "bruto", size=SIZE),
    Column("Pajak", 25, "right", size=SIZE),
    Column("Diterima", 28, "right", "neto", size=SIZE),
    Column("Trofi", 10, "centre", size=SIZE),
    Column("Piagam no.", 27, size=SIZE),
    Column("Tanggal", 16, size=SIZE),
    Column("Tanda tangan", 28, size=SIZE),
)
MARGINS = Margins(left=15, right=15, top=13, bottom=20)


@dataclass(frozen=True, slots=True)
class Amounts:
    """Money in figures, as printed. `tax` and `net` are empty where the tax is not settled."""

    gross: str
    tax: str = ""
    net: str = ""


@dataclass(frozen=True, slots=True)
class AllocationRow:
    rank: str  # "Juara I"
    recipient: str
    representative: str = ""  # who signs for it
    amounts: Amounts | None = None  # None: a prize without money
    to_confirm: str = ""  # why the amount still needs the organiser's word
    trophy: bool = True
    certificate: str = ""  # the piagam's number; empty while it has none
    date: str = ""  # of the hand-over; empty to be written in
    place: str = ""  # where the recipient is from, under the name


@dataclass(frozen=True, slots=True)
class AllocationCategory:
    name: str
    rows: tuple[AllocationRow, ...]
    subtotal: Amounts
    tax_note: str = ""  # "PPh 21 5 % dipotong dari hadiah", "Pajak ditanggung penyelenggara"


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationList:
    letterhead: Letterhead
    event: str  # "KUBE Berprestasi Tingkat Provinsi … Tahun 2026"
    number: str  # of this allocation; empty prints dots
    basis: str  # "Keputusan Kepala Dinas Sosial Nomor 412 Tahun 2026 tanggal 2 November 2026"
    categories: tuple[AllocationCategory, ...]
    total: Amounts
    total_in_words: str
    signings: tuple[Signing, ...]
    imprint: Imprint
    title: str = "Daftar Alokasi Hadiah"
    notes: tuple[str, ...] = ()


def draw_allocation(allocation: AllocationList) -> bytes:
    return draw_report(
        allocation.imprint,
        lambda report: lay_out(report, allocation),
        title=f"{allocation.title}: {allocation.event}",
        author=allocation.letterhead.office,
        landscape=True,
        margins=MARGINS,
    )


def lay_out(report: Report, allocation: AllocationList) -> None:
    draw_letterhead(report, allocation.letterhead)
    number = allocation.number if allocation.number and not allocation.imprint.draft else "……………………"
    report.title(((allocation.title.upper(), TITLE), (allocation.event, SUBTITLE), (f"Nomor: {number}", BODY)))
    if allocation.basis:
        report.paragraph(f"Dasar: {allocation.basis}", after=3)
    draw_table(report, stretched(report), list(table_rows(allocation)), least=10.5)
    draw_notes(report, allocation)
    report.space(5)
    draw_signatures(report, allocation.signings)


def stretched(report: Report) -> tuple[Column, ...]:
    """The last column takes what a wider sheet leaves."""
    *others, last = COLUMNS
    rest = report.width - sum(column.width for column in others)
    return (*others, Column(last.title, rest, last.align, size=last.size))


def table_rows(allocation: AllocationList) -> Iterator[Row]:
    """Each category's heading, rows and subtotal; then the whole in figures."""
    number, remark = 0, 0
    for category in allocation.categories:
        yield Row((category.name,), "group", span=len(COLUMNS))
        for row in category.rows:
            number += 1
            remark += bool(row.to_confirm)
            yield Row(cells(number, row, remark))
        yield total_row(f"Jumlah {category.name}", category.subtotal, "subtotal")
    yield total_row("Jumlah seluruhnya", allocation.total, "total")


def cells(number: int, row: AllocationRow, remark: int) -> tuple[str, ...]:
    amounts = row.amounts or Amounts("–", "–", "–")
    doubt = f"\n!perlu konfirmasi {remark})" if row.to_confirm else ""
    return (
        f"{number}.",
        row.rank,
        f"{row.recipient}\n~{row.place}" if row.place else row.recipient,
        row.representative,
        amounts.gross + doubt,
        amounts.tax or f"~{UNSETTLED_TAX}",
        amounts.net or "–",
        BOX if row.trophy else "–",
        row.certificate,
        row.date,
        f"~{number}.",
    )


def total_row(label: str, amounts: Amounts, kind: Kind) -> Row:
    figures = (amounts.gross, amounts.tax or "–", amounts.net or "–")
    return Row((label, *figures, "", "", "", ""), kind, span=4)


def draw_notes(report: Report, allocation: AllocationList) -> None:
    """The total in words, what still needs confirming, and how each category's tax is handled."""
    report.space(1.5)
    report.paragraph(f"Terbilang: {allocation.total_in_words}.", after=1.5)
    doubts = [row for category in allocation.categories for row in category.rows if row.to_confirm]
    for number, row in enumerate(doubts, start=1):
        report.paragraph(f"{number}) Perlu konfirmasi: {row.rank}, {row.recipient}. {row.to_confirm}", NOTE, after=0.5)
    for category in allocation.categories:
        unsettled = any(row.amounts and not row.amounts.tax for row in category.rows)
        default = "pajak belum ditetapkan; jumlah yang tercantum adalah bruto, tanpa potongan." if unsettled else ""
        if note := category.tax_note or default:
            report.paragraph(f"{category.name}: {note}", NOTE, after=0.5)
    for note in allocation.notes:
        report.paragraph(note, NOTE, after=0.5)
