"""Papers that are a letterhead, some sentences, tables and signatures: lists, recaps, annexes, corrections.

In:  a Listing, every cell written out.   Out: PDF bytes, several Listings one after another in one file.
Does not know which list it is, and adds nothing up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from certificates.fitting import wrap
from certificates.page import MM
from certificates.people import Letterhead
from certificates.report import (
    BODY,
    BODY_LEADING,
    NOTE,
    SUBTITLE,
    TITLE,
    Imprint,
    Margins,
    Part,
    Report,
    draw_letterhead,
    draw_reports,
)
from certificates.signature_row import Signing, draw_signatures, row_height
from certificates.table import Column, Row, draw_table, head_height, table_height
from certificates.table import row_height as table_row_height
from certificates.typesetting import measure

WIDE = Margins(left=15, right=15, top=13, bottom=20)  # a landscape sheet needs no room for the binder
NUMBERED = re.compile(r"(\d+\.) (.+)")  # a paragraph that is an item: its number hangs
BLANK_NUMBER = "……………………"


@dataclass(frozen=True, slots=True)
class ListTable:
    columns: tuple[Column, ...]  # those of width 0 share what the others leave
    rows: tuple[Row, ...]
    heading: str = ""
    note: str = ""
    least: float = 7.0  # mm: the height of a row at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    letterhead: Letterhead | None
    title: str
    imprint: Imprint
    subject: str = ""
    number: str | None = None  # None: this paper has no number; "" prints dots
    facts: tuple[tuple[str, str], ...] = ()  # a label and what it says, their colons below each other
    facts_after: int = 0  # so many paragraphs of `before` stand above the facts
    before: tuple[str, ...] = ()  # paragraphs above the tables
    tables: tuple[ListTable, ...] = ()
    after: tuple[str, ...] = ()  # and below them
    notes: tuple[str, ...] = ()
    signings: tuple[Signing, ...] = ()
    author: str = ""  # for a paper without letterhead


def draw_listings(listings: Sequence[Listing], *, landscape: bool = False) -> bytes:
    """One file, each listing counting its own sheets. Raises ValueError when there is none."""
    if not listings:
        raise ValueError("Tidak ada yang dicetak.")
    first = listings[0]
    return draw_reports(
        [Part(one.imprint, partial(lay_out, listing=one)) for one in listings],
        title=f"{first.title}: {first.subject}" if first.subject else first.title,
        author=first.letterhead.office if first.letterhead else first.author,
        landscape=landscape,
        margins=WIDE if landscape else None,
    )


def lay_out(report: Report, listing: Listing) -> None:
    if listing.letterhead:
        draw_letterhead(report, listing.letterhead)
    lines = [(listing.title.upper(), TITLE), (listing.subject, SUBTITLE)]
    if listing.number is not None:
        number = listing.number if listing.number and not listing.imprint.draft else BLANK_NUMBER
        lines.append((f"Nomor: {number}", BODY))
    report.title(tuple(line for line in lines if line[0]))
    draw_sentences(report, listing.before[: listing.facts_after])
    draw_facts(report, listing.facts)
    draw_sentences(report, listing.before[listing.facts_after :])
    for table in listing.tables:
        draw_list_table(report, table, kept_below(listing) if table is listing.tables[-1] else 0)
    for text in listing.after:
        report.paragraph(text)
    for text in listing.notes:
        report.paragraph(text, NOTE, after=0.5)
    if listing.signings:
        report.space(5)
        draw_signatures(report, listing.signings)


def draw_sentences(report: Report, texts: Sequence[str]) -> None:
    for text in texts:
        if item := NUMBERED.fullmatch(text):
            report.numbered(item[1], item[2])
        else:
            report.paragraph(text)


def draw_facts(report: Report, facts: Sequence[tuple[str, str]]) -> None:
    """ "Nama : Lukman Hakim Siregar": labels at the left, one colon below the other."""
    colon = max((measure(label, BODY) / MM for label, _ in facts), default=0) + 4
    for number, (label, text) in enumerate(facts, start=1):
        report.need(BODY_LEADING)
        report.page.text(report.left, report.y + BODY_LEADING, label, BODY)
        report.page.text(report.left + colon, report.y + BODY_LEADING, ":", BODY)
        report.paragraph(text, indent=colon + 3, after=2.5 if number == len(facts) else 0.6)


def kept_below(listing: Listing) -> float:
    """Room for the signatures, mm: the table's last row goes with them to the next sheet."""
    return row_height(2) + 7 + 6 * len(listing.after) + 4.5 * len(listing.notes) if listing.signings else 0


def draw_list_table(report: Report, table: ListTable, below: float) -> None:
    """On one sheet with what follows wherever one sheet holds both."""
    columns = widened(table.columns, report.width)
    note = 4.3 * len(wrap(table.note, report.width, NOTE))
    whole = 9 * bool(table.heading) + table_height(columns, table.rows, table.least) + note + 4 + below
    if report.y > report.page.height * 0.4 and whole <= report.floor - report.margins.top:
        report.need(whole)  # a sheet that is still mostly empty is never left that way
    if table.heading:
        report.heading(table.heading, keep=head_height(columns) + 16)
        report.space(1)
    rows = table.rows
    last = table_row_height(columns, rows[-1], table.least) if rows else 0
    draw_table(report, columns, rows, least=table.least, below=note + below if last + note + below < 200 else 0)
    report.paragraph(table.note, NOTE, leading=4.3)


def widened(columns: Sequence[Column], width: float) -> tuple[Column, ...]:
    """Columns without a width of their own share the rest evenly."""
    open_ones = sum(not column.width for column in columns)
    rest = width - sum(column.width for column in columns)
    return tuple(column if column.width else replace(column, width=rest / open_ones) for column in columns)
