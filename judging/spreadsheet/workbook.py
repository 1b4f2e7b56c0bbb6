"""The event workbook as an XLSX file: blank to be filled in, or filled from a plan.

In:  nothing, or an EventPlan.   Out: bytes that reader.read_workbook() and event.read_event() read back.
Does not know databases or pages. Headings carry their help as comments; the guide comes first.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from xlsxwriter import Workbook as Book
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet as Page

import rubrics
from judging.plan import EventPlan
from judging.profiles import FORMS
from judging.spreadsheet.columns import KIND_NAMES, Column, Kind
from judging.spreadsheet.event_sheets import EVENT, GUIDE, OPTIONAL, SHEETS
from judging.spreadsheet.export import new_book, put
from judging.spreadsheet.plan_rows import Cell, cells_of, columns_for, forms_of
from judging.spreadsheet.table import CONTENT, FIELD

ROOM = 500  # rows prepared below the headings
NOTE = "Keterangan"
INTRODUCTION = (
    "Petunjuk mengisi buku kerja",
    "Isi setiap lembar dari kiri ke kanan. Judul kolom tebal wajib diisi; arahkan tetikus ke judul untuk penjelasan.",
    "Kode menghubungkan lembar: kode peserta di lembar Peserta dipakai lagi di lembar lain.",
    "Urutan kolom bebas. Lembar lain boleh ditambahkan dan tidak akan dibaca.",
)
PAPER_COLOUR, INK = "#E8EEF4", "#1F2A37"


def blank_workbook() -> bytes:
    """Every sheet and column, nothing filled in."""
    return _write(tuple(FORMS), {}, rubrics.library())


def filled_workbook(plan: EventPlan) -> bytes:
    """The plan's own workbook; columns of profile forms it does not use are left out."""
    cells = {sheet.name: cells_of(plan, sheet) for sheet in SHEETS}
    used = sorted({one.rubric for category in plan.categories for one in category.rounds})
    return _write(forms_of(plan), cells, used)


def _write(forms: Sequence[str], cells: dict[str, list[list[Cell]]], rubric_names: Sequence[str]) -> bytes:
    stream = io.BytesIO()
    with new_book(stream) as book:
        formats = _formats(book)
        _write_guide(book.add_worksheet(GUIDE), forms, rubric_names, formats)
        for sheet in SHEETS:
            page = book.add_worksheet(sheet.name)
            if sheet is EVENT:
                _write_fields(page, cells.get(sheet.name), formats)
            else:
                _write_table(page, columns_for(sheet, forms), cells.get(sheet.name, []), formats)
    return stream.getvalue()


def _formats(book: Book) -> dict[str, Format]:
    head = {"bg_color": PAPER_COLOUR, "font_color": INK, "border": 1, "border_color": "#B8C4D0", "valign": "vcenter"}
    return {
        "title": book.add_format({"bold": True, "font_size": 16, "font_color": INK}),
        "required": book.add_format({**head, "bold": True}),
        "optional": book.add_format(head),
        "text": book.add_format({"num_format": "@", "valign": "top"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        "note": book.add_format({"font_color": "#5B6675", "italic": True}),
        "number": book.add_format({"num_format": "0"}),
        "rupiah": book.add_format({"num_format": "#,##0"}),
        "day": book.add_format({"num_format": "dd/mm/yyyy", "align": "left"}),
    }


def _format_of(column: Column, formats: dict[str, Format]) -> Format:
    """Text columns are text cells even when empty, so that Excel keeps an 18-digit NIP and leading zeros."""
    by_kind = {Kind.WHOLE: "number", Kind.RUPIAH: "rupiah", Kind.DATE: "day"}
    return formats[by_kind.get(column.kind, "text")]


def _write_table(page: Page, columns: Sequence[Column], rows: list[list[Cell]], formats: dict[str, Format]) -> None:
    page.freeze_panes(1, 0)
    page.set_row(0, 22)
    for index, column in enumerate(columns):
        page.set_column(index, index, max(column.width, len(column.title) + 2), _format_of(column, formats))
        page.write_string(0, index, column.title, formats["required" if column.required else "optional"])
        page.write_comment(0, index, column.help)
        _offer_choices(page, column, 1, max(ROOM, len(rows)), index)
    for number, row in enumerate(rows, start=1):
        for index, cell in enumerate(row):
            put(page, number, index, cell, formats["day"])


def _write_fields(page: Page, rows: list[list[Cell]] | None, formats: dict[str, Format]) -> None:
    page.freeze_panes(1, 0)
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 60, formats["text"])
    page.set_column(2, 2, 60)
    for index, title in enumerate((FIELD, CONTENT, NOTE)):
        page.write_string(0, index, title, formats["required"])
    values = [row[1] for row in rows] if rows else [None] * len(EVENT.columns)
    for number, (column, value) in enumerate(zip(EVENT.columns, values, strict=True), start=1):
        page.write_string(number, 0, column.title, formats["required" if column.required else "optional"])
        page.write_string(number, 2, column.help, formats["note"])
        page.write_blank(number, 1, None, _format_of(column, formats))
        put(page, number, 1, value, formats["day"])
        _offer_choices(page, column, number, number, 1)


def _offer_choices(page: Page, column: Column, first: int, last: int, index: int) -> None:
    choices = ["ya", "tidak"] if column.kind is Kind.YES_NO else list(column.choices.values())
    if column.kind in {Kind.YES_NO, Kind.CHOICE}:
        page.data_validation(first, index, last, index, {
            "validate": "list", "source": choices,
            "error_title": column.title, "error_message": "Pilih salah satu dari daftar.",
        })  # fmt: skip


def _write_guide(page: Page, forms: Sequence[str], rubric_names: Sequence[str], formats: dict[str, Format]) -> None:
    for index, width in enumerate((14, 30, 8, 24, 46, 70)):
        page.set_column(index, index, width)
    title, *sentences = INTRODUCTION
    page.write_string(0, 0, title, formats["title"])
    for row, sentence in enumerate(sentences, start=1):
        page.write_string(row, 0, sentence)
    head = len(INTRODUCTION) + 1
    for index, heading in enumerate(("Lembar", "Kolom", "Wajib", "Jenis", NOTE, "Pilihan")):
        page.write_string(head, index, heading, formats["required"])
    for row, cells in enumerate(_guide_rows(forms, rubric_names), start=head + 1):
        for index, cell in enumerate(cells):
            page.write_string(row, index, cell, formats["wrap"])


def _guide_rows(forms: Sequence[str], rubric_names: Sequence[str]) -> Iterable[tuple[str, ...]]:
    for sheet in SHEETS:
        note = f"{sheet.help} Lembar ini boleh tidak ada." if sheet.name in OPTIONAL else sheet.help
        yield sheet.name, "", "", "", note, ""
        for column in columns_for(sheet, forms):
            choices = list(rubric_names) if column.key == "rubric" else list(column.choices.values())
            needed = "ya" if column.required else ""
            yield sheet.name, column.title, needed, KIND_NAMES[column.kind], column.help, ", ".join(choices)
