"""The formats that people's spreadsheets come in: XLSX, CSV, and ODS as LibreOffice writes it."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from xml.sax.saxutils import escape

import xlsxwriter

MADE = datetime(2026, 11, 19)  # noqa: DTZ001 - the same file on every machine


def book(fill):
    """An XLSX file; `fill` gets the workbook and a format that merged cells use."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as made:
        made.set_properties({"created": MADE})
        fill(made, made.add_format({"bold": True, "align": "center"}))
    return stream.getvalue()


def plain_book(rows, name="Sheet1"):
    def fill(made, _bold):
        page = made.add_worksheet(name)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)

    return book(fill)


def csv(rows, sign=";", ending="\r\n"):
    return ending.join(sign.join("" if cell is None else str(cell) for cell in row) for row in rows) + ending


def ods(sheets):
    """As LibreOffice writes it: repeated empty cells and rows, dates and numbers with their types."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">'
        + "".join(map(_ods_row, rows))
        + '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
        for name, rows in sheets.items()
    )
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.3">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (("mimetype", kind), ("content.xml", content), ("META-INF/manifest.xml", manifest)):
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 19, 0, 0, 0)), text)
    return stream.getvalue()


def _ods_row(row):
    return f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"


def _ods_cell(cell):
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, date):
        kind, shown = f'date" office:date-value="{cell}', f"{cell:%d/%m/%y}"
    elif isinstance(cell, int | float):
        kind, shown = f'float" office:value="{cell}', str(cell)
    else:
        kind, shown = "string", cell
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in shown.split("\n"))
    return f'<table:table-cell office:value-type="{kind}">{lines}</table:table-cell>'
