"""Tables to take away: an XLSX that prints well as it opens, a CSV that an Indonesian Excel opens right.

In:  tables of plain cells (see the Protocols), what stands above them.   Out: bytes.
Does not know what the tables mean. No text acts as a formula or a link, and none is turned into a number or a date.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from xlsxwriter import Workbook as Book
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet as Page

from judging.spreadsheet.export import MOST_CELL, guarded, new_book, sheet_name

Cell = str | int | date | datetime | Decimal | None
SAMPLE = "DATA CONTOH – bukan hasil sebenarnya"
PAPER_NUMBERS = {"A4": 9, "F4": 14}  # Excel's numbers; 14 is Folio, 8.5 x 13 inches, what offices here call F4
HEAD_ROWS = 3  # title, note, an empty row; the headings follow
WIDEST = 60
# What Excel would take for a number, a date or a fraction: codes with leading zeros, NIP, "3/4".
LIKE_NUMBER = re.compile(r"0\d+|\d{12,}|\d+[eE]\d+|\d{1,6}(?:[/-]\d{1,6}){1,2}")


class Column(Protocol):
    @property
    def title(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def width(self) -> int: ...


class Table(Protocol):
    @property
    def title(self) -> str: ...
    @property
    def columns(self) -> Sequence[Column]: ...
    @property
    def rows(self) -> Sequence[Sequence[Cell]]: ...
    @property
    def note(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above every table and on every printed page."""

    event: str
    made: str  # when, in words
    paper: str = "A4"
    is_sample: bool = False


def table_csv(table: Table) -> bytes:
    """Headings, then rows: UTF-8 with BOM, `;`, decimal comma, CRLF."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.title for column in table.columns])
    writer.writerows([_csv_cell(cell) for cell in row] for row in table.rows)
    return stream.getvalue().encode("utf-8-sig", "replace")


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H.%M}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, str):
        return f'="{cell}"' if LIKE_NUMBER.fullmatch(cell) else guarded(cell)
    return str(cell).replace(".", ",")


def tables_xlsx(tables: Sequence[Table], heading: Heading) -> bytes:
    """One worksheet a table, in the order given."""
    stream = io.BytesIO()
    with new_book(stream) as book:
        styles = _Styles(book)
        taken: set[str] = set()
        for number, table in enumerate(tables, start=1):
            page = book.add_worksheet(_free_name(table.title, number, taken))
            _set_up(page, table, heading)
            _write(page, table, heading, styles)
    return stream.getvalue()


def _free_name(title: str, number: int, taken: set[str]) -> str:
    """Excel wants different names, whatever their case."""
    name = sheet_name(title) or f"Lembar {number}"
    if name.casefold() in taken:
        name = f"{name[:26]} ({number})"
    taken.add(name.casefold())
    return name


class _Styles:
    def __init__(self, book: Book) -> None:
        self._book = book
        self._values: dict[int, Format] = {}
        edge = {"border": 1, "border_color": "#DAD3CD", "valign": "top"}
        self._edge = edge
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.note = book.add_format({"font_color": "#5C5159"})
        self.sample = book.add_format({"bold": True, "font_color": "#AE1219"})
        self.head = book.add_format(
            {"bold": True, "bg_color": "#521642", "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter",
             "border": 1, "border_color": "#521642"}
        )  # fmt: skip
        self.kinds: Mapping[str, Format] = {
            "text": book.add_format({**edge, "num_format": "@", "text_wrap": True}),
            "whole": book.add_format({**edge, "num_format": "0"}),
            "rupiah": book.add_format({**edge, "num_format": "#,##0"}),
            "day": book.add_format({**edge, "num_format": "dd/mm/yyyy", "align": "left"}),
            "moment": book.add_format({**edge, "num_format": "dd/mm/yyyy hh.mm", "align": "left"}),
            "value": book.add_format({**edge, "num_format": "0.00"}),
        }

    def value(self, cell: Decimal) -> Format:
        """As many decimals as the value is shown with, so that two different values never look equal."""
        exponent = cell.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) else 0
        if places not in self._values:
            number = "0." + "0" * places if places else "0"
            self._values[places] = self._book.add_format({**self._edge, "num_format": number})
        return self._values[places]


def _set_up(page: Page, table: Table, heading: Heading) -> None:
    """Landscape, headings on every printed page, its width on one page."""
    page.set_landscape()
    page.set_paper(PAPER_NUMBERS.get(heading.paper, 9))
    page.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.75)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEAD_ROWS)
    page.freeze_panes(HEAD_ROWS + 1, 0)
    page.hide_gridlines(2)
    page.set_footer(f"&L{_plain(heading.event)}&C{_plain(table.title)}&R&P / &N")
    if heading.is_sample:
        page.set_header(f"&C&B{SAMPLE}")
        page.set_tab_color("#AE1219")
    for index, column in enumerate(table.columns):
        page.set_column(index, index, min(max(column.width, 6), WIDEST))
    if table.rows:
        page.autofilter(HEAD_ROWS, 0, HEAD_ROWS + len(table.rows), len(table.columns) - 1)


def _plain(text: str) -> str:
    """In a footer `&` starts a code."""
    return text.replace("&", "&&")[:80]


def _write(page: Page, table: Table, heading: Heading, styles: _Styles) -> None:
    page.write_string(0, 0, f"{table.title} – {heading.event}", styles.title)
    note = " · ".join(part for part in (table.note, heading.made) if part)
    page.write_string(1, 0, note, styles.note)
    if heading.is_sample:
        page.write_string(2, 0, SAMPLE, styles.sample)
    for index, column in enumerate(table.columns):
        page.write_string(HEAD_ROWS, index, column.title, styles.head)
    for number, row in enumerate(table.rows, start=HEAD_ROWS + 1):
        for index, cell in enumerate(row):
            _put(page, (number, index), cell, table.columns[index].kind, styles)


def _put(page: Page, at: tuple[int, int], cell: Cell, kind: str, styles: _Styles) -> None:
    """One cell by its type; never as a formula or a link."""
    if cell is None or cell == "":
        page.write_blank(*at, None, styles.kinds[kind])
    elif isinstance(cell, str):
        text = cell.encode("utf-8", "replace").decode()
        page.write_string(*at, text[:MOST_CELL], styles.kinds["text"])
    elif isinstance(cell, datetime):
        page.write_datetime(*at, cell, styles.kinds["moment"])
    elif isinstance(cell, date):
        page.write_datetime(*at, cell, styles.kinds["day"])
    elif isinstance(cell, Decimal):
        page.write_number(*at, float(cell), styles.value(cell))
    else:
        page.write_number(*at, cell, styles.kinds[kind])
