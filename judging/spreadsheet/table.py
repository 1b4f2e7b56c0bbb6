"""Rows of text + a Sheet -> records, every cell parsed, every problem of a cell or a heading found.

In:  a workbook's sheet, the Sheet that describes it, Findings to add to.
Out: Record values. A faulty cell is told once and marked, so that later checks stay silent about it.
Does not know what records of different sheets mean to each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from judging.language import _
from judging.spreadsheet.cells import Fault, parse
from judging.spreadsheet.columns import Column, Kind, Sheet, fold
from judging.spreadsheet.problems import Findings, Place, column_letter

Rows = Sequence[Sequence[str]]
FIELD, CONTENT = "Isian", "Isi"  # the headings of the sheet that has one field a row


@dataclass(slots=True)
class Record:
    """One row, or the whole of the field sheet. `values` has every key; `given` those filled, `bad` those told."""

    values: dict[str, Any]
    given: set[str]
    bad: set[str]
    places: Mapping[str, Place]
    row: Place

    def __getitem__(self, key: str) -> Any:
        return self.values[key]

    def place(self, key: str) -> Place:
        return self.places.get(key, self.row)


def read_table(rows: Rows, sheet: Sheet, findings: Findings) -> list[Record]:
    """The records of a sheet with headings in its first filled row; blank rows are passed over."""
    start = next((index for index, row in enumerate(rows) if any(row)), None)
    if start is None:
        needed = ", ".join(column.title for column in sheet.columns if column.required)
        findings.add(
            Place(sheet.name),
            _("lembar ini kosong, tanpa judul kolom."),
            _("Tulis judul kolom: {needed}.", needed=needed),
        )
        return []
    heads = _heads(rows[start], start + 1, sheet, findings)
    return [
        _record(row, Place(sheet.name, index + 1), heads, sheet, findings)
        for index, row in enumerate(rows)
        if index > start and any(row)
    ]


def read_fields(rows: Rows, sheet: Sheet, findings: Findings) -> Record:
    """The field sheet: a row "Isian | Isi", then one field a row. Further columns are the reader's own notes."""
    known = {fold(column.title): column for column in sheet.columns}
    lines = _field_lines(rows, known, sheet.name, findings)
    places = {key: Place(sheet.name, row, "B", CONTENT) for key, (row, _text) in lines.items()}
    record = Record({}, set(), set(), places, Place(sheet.name))
    for column in sheet.columns:
        _take(record, column, lines.get(column.key, (0, ""))[1], findings, subject=f"{column.title} ")
    return record


def _field_lines(rows: Rows, known: Mapping[str, Column], sheet: str, findings: Findings) -> dict[str, tuple[int, str]]:
    """Key -> (row, text) of every known field; unknown and repeated ones are told."""
    lines: dict[str, tuple[int, str]] = {}
    for index, row in enumerate(rows, start=1):
        title, text = (*row, "", "")[:2]
        if not (title or text) or fold(title) == fold(FIELD):
            continue
        column = known.get(fold(title))
        place = Place(sheet, index, "A", FIELD)
        if column is None:
            hint = _hint(title, [column.title for column in known.values()])
            findings.add(
                place,
                _("isian “{title}” tidak dikenal.", title=title),
                hint or _("Hapus baris itu atau perbaiki namanya."),
            )
        elif column.key in lines:
            findings.add(
                place,
                _("isian {title} sudah ada di baris {row}.", title=column.title, row=lines[column.key][0]),
                _("Sisakan satu."),
            )
        else:
            lines[column.key] = (index, text)
    return lines


def _heads(row: Sequence[str], number: int, sheet: Sheet, findings: Findings) -> dict[str, tuple[int, Place]]:
    """Column key -> (index, place of its heading); unknown, repeated, empty and missing headings are told."""
    known = {fold(column.title): column for column in sheet.columns}
    heads: dict[str, tuple[int, Place]] = {}
    for index, title in enumerate(row):
        place = Place(sheet.name, number, column_letter(index), title)
        column = known.get(fold(title))
        if not title:
            findings.add(place, _("judul kolom kosong."), _("Beri judul atau hapus kolom itu."))
        elif column is None:
            hint = _hint(title, [column.title for column in sheet.columns])
            findings.add(
                place,
                _("kolom “{title}” tidak dikenal.", title=title),
                hint or _("Hapus kolom itu atau perbaiki judulnya."),
            )
        elif column.key in heads:
            first = heads[column.key][1].column
            findings.add(
                place,
                _("kolom {title} sudah ada di kolom {first}.", title=column.title, first=first),
                _("Sisakan satu."),
            )
        else:
            heads[column.key] = (index, Place(sheet.name, number, column_letter(index), column.title))
    for column in sheet.columns:
        if column.required and column.key not in heads:
            findings.add(
                Place(sheet.name),
                _("kolom {title} tidak ada.", title=column.title),
                _("Tambahkan kolom itu. {help}", help=column.help),
            )
    return heads


def _record(
    row: Sequence[str], place: Place, heads: Mapping[str, tuple[int, Place]], sheet: Sheet, findings: Findings
) -> Record:
    places = {key: Place(place.sheet, place.row, head.column, head.heading) for key, (_index, head) in heads.items()}
    texts = {key: row[index] if index < len(row) else "" for key, (index, _head) in heads.items()}
    return make_record(sheet, texts, places, place, findings)


def make_record(
    sheet: Sheet, texts: Mapping[str, str], places: Mapping[str, Place], row: Place, findings: Findings
) -> Record:
    """One row from texts by key. A required key that is not there at all is marked, and told elsewhere, once."""
    record = Record({}, set(), set(), places, row)
    for column in sheet.columns:
        if column.required and column.key not in texts:
            record.bad.add(column.key)
            record.values[column.key] = empty(column)
        else:
            _take(record, column, texts.get(column.key, ""), findings)
    return record


def _take(record: Record, column: Column, text: str, findings: Findings, *, subject: str = "") -> None:
    """Parse one cell into the record. `subject` names the field where the heading does not."""
    record.values[column.key] = empty(column)
    if not text:
        if column.required:
            record.bad.add(column.key)
            findings.add(
                record.place(column.key),
                _("{subject}belum diisi.", subject=subject),
                _("Isi {title}. {help}", title=column.title, help=column.help),
            )
        return
    record.given.add(column.key)
    try:
        record.values[column.key] = parse(column, text)
    except Fault as fault:
        record.bad.add(column.key)
        findings.add(record.place(column.key), f"{subject}{fault.args[0]}", fault.args[1])


def empty(column: Column) -> Any:
    """What an empty cell means: its declared default, else "" for text and nothing for the rest."""
    if column.default is None and column.kind in {Kind.TEXT, Kind.CODE, Kind.NIP}:
        return ""
    if column.default is None and column.kind in {Kind.CODES, Kind.CHOICES}:
        return ()
    return column.default


def _hint(title: str, titles: Sequence[str]) -> str:
    near = get_close_matches(title.casefold(), [known.casefold() for known in titles], n=1)
    return next(
        (_("Mungkin maksudnya “{name}”.", name=known) for known in titles if near and known.casefold() == near[0]), ""
    )
