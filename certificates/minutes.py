"""Berita Acara Penilaian: what the panel found, who sat on it, how ties were broken, and the data it rests on.

In:  Minutes, every value written out as it was displayed and every rank as it was sealed.
Out: PDF bytes.   Recommends only; the decision belongs to the office's Keputusan. Does not compute.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from certificates.page import MM
from certificates.panel import Panelist, draw_panel, panel_height
from certificates.people import Letterhead
from certificates.qr import draw_qr
from certificates.report import (
    BODY,
    BODY_LEADING,
    NOTE,
    STRONG,
    SUBTITLE,
    TITLE,
    Imprint,
    Report,
    draw_letterhead,
    draw_report,
)
from certificates.signature_row import Signing, draw_signatures, row_height
from certificates.table import PAD, SIZE, Column, Row, draw_table, head_height, table_height
from certificates.typesetting import Style, measure

QR_SIZE = 20.0
NAME_LEAST = 34.0  # mm for the peserta's name
CLOSING = (
    "Berita acara ini kami buat dengan sebenarnya dalam rangkap tiga untuk digunakan sebagaimana mestinya. "
    "Tim Penilai merekomendasikan; penetapan dilakukan dengan keputusan pejabat yang berwenang."
)


@dataclass(frozen=True, slots=True)
class Aspect:
    title: str  # "Kelembagaan"
    maximum: str  # "35"


@dataclass(frozen=True, slots=True)
class Recap:
    """One category's values. Each row has as many aspect values as there are aspects."""

    aspects: tuple[Aspect, ...]
    rows: tuple[RecapRow, ...]
    maximum: str = "100"  # "" where the result is not on a scale that ends
    title: str = "Rekapitulasi nilai"
    note: str = ""  # how values were averaged and rounded


@dataclass(frozen=True, slots=True)
class RecapRow:
    rank: str  # "Juara I"; "–" for a peserta without a place
    number: str  # order of appearance
    participant: str
    region: str
    aspects: tuple[str, ...]  # "27,00"
    total: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its numbered items: absences, tie decisions, corrections, notes."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    letterhead: Letterhead
    subject: str  # "Penilaian KUBE Berprestasi Tahun 2026"
    opening: str  # "Pada hari ini, Kamis tanggal dua puluh bulan September ..."
    recaps: tuple[Recap, ...]
    panel: tuple[Panelist, ...]
    signings: tuple[Signing, ...]
    imprint: Imprint
    number: str = ""
    sections: tuple[Section, ...] = ()  # basis, attendance, ties, corrections, notes: all above the table
    closing: str = CLOSING
    journal_head: str = ""  # 64 hexadecimal digits: the head before the sealing event
    anchor: str = ""  # "kube-dki-2026:412:7012…": event, number and hash as the command `verify` takes them
    title: str = "Berita Acara"


def draw_minutes(minutes: Minutes) -> bytes:
    return draw_report(
        minutes.imprint,
        lambda report: lay_out(report, minutes),
        title=f"{minutes.title} {minutes.subject}",
        author=minutes.letterhead.office,
    )


def lay_out(report: Report, minutes: Minutes) -> None:
    """Everything that explains comes first, so that the values and the signatures under them share a sheet."""
    draw_letterhead(report, minutes.letterhead)
    number = minutes.number if minutes.number and not minutes.imprint.draft else "……………………"
    report.title(((minutes.title.upper(), TITLE), (minutes.subject.upper(), SUBTITLE), (f"Nomor: {number}", BODY)))
    report.paragraph(minutes.opening)
    draw_sections(report, minutes.sections)
    draw_journal_head(report, minutes)
    room = report.floor - report.margins.top
    report.need(min(kept_height(report, minutes), room))
    for recap in minutes.recaps:
        draw_recap(report, recap)
    report.space(1.5)
    report.paragraph(minutes.closing)
    draw_panel(report, minutes.panel, with_below=6 + row_height(2))
    report.space(6)
    draw_signatures(report, minutes.signings)


def kept_height(report: Report, minutes: Minutes) -> float:
    """What stands from the first table to the last signature, mm."""
    tables = sum(
        16 + table_height(recap_columns(report, one), recap_rows(report, one), 7) for one in minutes.recaps
    )
    closing = lines_of(report, minutes.closing) + 4
    return tables + closing + panel_height(minutes.panel) + row_height(2) + 8


def lines_of(report: Report, text: str) -> float:
    """The height of a paragraph, mm."""
    return (measure(text, BODY) / MM // (report.width - 10) + 1) * BODY_LEADING + 1


def draw_sections(report: Report, sections: Sequence[Section]) -> None:
    for section in sections:
        if not section.items:
            continue
        report.heading(section.title, keep=10)
        for number, item in enumerate(section.items, start=1):
            if len(section.items) == 1:
                report.paragraph(item, after=1)
            else:
                report.numbered(f"{number}.", item)


def recap_columns(report: Report, recap: Recap) -> tuple[Column, ...]:
    """The peserta's column takes what the others leave; long titles of aspects are wrapped where that is too little."""
    wide = columns_of(report, recap, compact=False)
    return wide if wide[2].width >= NAME_LEAST else columns_of(report, recap, compact=True)


def columns_of(report: Report, recap: Recap, *, compact: bool) -> tuple[Column, ...]:
    """Compact: titles on several lines, smaller figures, the region under the name."""
    size = 8.2 if compact else SIZE
    head = Style(STRONG, min(8.6, size))

    def figures(title: str, maximum: str, *, overhang: float = 0, strong: bool = False) -> Column:
        words = title.split() if compact else [title]
        width = max(13.0, max(measure(word, head) / MM for word in words) + PAD + 0.6 - overhang)
        note = f"maks. {maximum}" if maximum else ""
        return Column(title, width, "right", note, strong=strong, size=size, overhang=overhang)

    first, *others = recap.aspects
    aspects = [figures(first.title, first.maximum, overhang=0 if compact else 6)]  # over "Wilayah", which is short
    aspects += [figures(aspect.title, aspect.maximum) for aspect in others]
    total = figures("Nilai akhir", recap.maximum, strong=True)
    rank = Column("Peringkat", 27.5, strong=True, size=size)
    number = Column("No.", 8.5, "centre", size=size) if compact else Column("No. urut", 13.8, "centre")
    region = () if compact else (Column("Wilayah", 25.8),)
    rest = report.width - sum(column.width for column in (rank, number, *region, *aspects, total))
    return (rank, number, Column("Peserta", rest, size=size), *region, *aspects, total)


def recap_rows(report: Report, recap: Recap) -> list[Row]:
    """As many cells as recap_columns() gives columns."""
    compact = len(recap_columns(report, recap)) == len(recap.aspects) + 4
    return [
        Row(
            (row.rank, row.number, f"{row.participant}\n~{row.region}", *row.aspects, row.total)
            if compact
            else (row.rank, row.number, row.participant, row.region, *row.aspects, row.total)
        )
        for row in recap.rows
    ]


def draw_recap(report: Report, recap: Recap) -> None:
    columns = recap_columns(report, recap)
    report.heading(recap.title, keep=head_height(columns) + 14)
    report.space(1)
    draw_table(report, columns, recap_rows(report, recap), least=7)
    report.paragraph(recap.note, NOTE, leading=4.3)


def draw_journal_head(report: Report, minutes: Minutes) -> None:
    """The head of the journal in sixteen groups of four, so that two people can read it to each other."""
    if not minutes.journal_head or minutes.imprint.draft:
        return
    if not re.fullmatch(r"[0-9a-fA-F]{64}", minutes.journal_head):
        raise ValueError("Kepala jurnal harus 64 angka heksadesimal.")
    report.heading("Kepala jurnal sebelum hasil ditetapkan", keep=QR_SIZE)
    top, page = report.y + 1, report.page
    groups = re.findall("....", minutes.journal_head.upper())
    step = 13.5
    for number, group in enumerate(groups):
        row, column = divmod(number, 8)
        page.text(report.left + column * step, top + 5 + row * 5.4, group, Style(STRONG, 10.5))
    page.text(report.left, top + 16, "Cocokkan dengan perintah “verify”. Kode di samping memuat angka yang sama.", NOTE)
    if minutes.anchor:
        draw_qr(page, minutes.anchor, report.right - QR_SIZE, top - 5, QR_SIZE)
    report.y = top + QR_SIZE - 1.5
