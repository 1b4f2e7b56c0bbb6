"""Small safe writers for what people take away: CSV and XLSX in which no text can act as a formula.

In:  rows of text, int, date or nothing.   Out: bytes.
Does not know what the rows mean. reader.read_workbook() gives every text back as it was.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from xlsxwriter import Workbook as Book
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell = str | int | date | None
Rows = Iterable[Iterable[Cell]]

DANGEROUS = re.compile(r"'*[=+\-@\t\r\x00]")  # apostrophes before it are counted in, so that reading takes one away
MOST_CELL = 32_767  # characters Excel keeps in a cell
MOST_SHEET_NAME = 31
WORKBOOK_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - the same content gives the same bytes, so no file tells when it was made


def new_book(stream: io.BytesIO) -> Book:
    """An empty workbook in which text stays text."""
    book = Book(stream, WORKBOOK_OPTIONS)
    book.set_properties({"created": MADE})
    return book


def guarded(text: str) -> str:
    """Text that a spreadsheet would run as a formula gets a leading apostrophe; other text is left alone."""
    return f"'{text}" if DANGEROUS.match(text) else text


def write_csv(rows: Rows) -> bytes:
    """UTF-8 with BOM and `;`, as Excel with Indonesian settings opens it. Numbers stay numbers."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerows([_csv_cell(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig", "replace")


def _csv_cell(cell: Cell) -> str | int:
    if cell is None:
        return ""
    return guarded(cell) if isinstance(cell, str) else cell if isinstance(cell, int) else cell.isoformat()


def write_xlsx(sheets: Mapping[str, Rows]) -> bytes:
    """One worksheet per entry, first row bold and frozen. Text is always a text cell."""
    stream = io.BytesIO()
    with new_book(stream) as book:
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, (name, rows) in enumerate(sheets.items(), start=1):
            page = book.add_worksheet(sheet_name(name) or f"Lembar {number}")
            page.freeze_panes(1, 0)
            page.set_row(0, None, bold)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    put(page, row, column, cell, day)
    return stream.getvalue()


def put(page: Worksheet, row: int, column: int, cell: Cell, day: Format) -> None:
    """Write one cell by its type; never as a formula or a link."""
    if isinstance(cell, str):
        text = cell.encode("utf-8", "replace").decode()
        page.write_string(row, column, text[:MOST_CELL])
    elif isinstance(cell, date):
        page.write_datetime(row, column, cell, day)
    elif cell is not None:
        page.write_number(row, column, cell)


def sheet_name(name: str) -> str:
    """A name Excel takes: without []:*?/\\ and outer apostrophes, at most 31 characters."""
    return re.sub(r"[\[\]:*?/\\]", "-", name)[:MOST_SHEET_NAME].strip("' ")
