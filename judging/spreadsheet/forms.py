"""A form's texts -> values, by the same columns that a workbook is read with.

In:  columns and what was typed under their keys.   Out: a value for every column, and sentences about what is wrong.
Does not know pages, or what must hold between fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from judging.language import _
from judging.spreadsheet.cells import Fault, parse
from judging.spreadsheet.columns import Column, Kind
from judging.spreadsheet.table import empty


def read_form(columns: Iterable[Column], typed: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """A field that is wrong has its column's empty value and, under its key, a sentence."""
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for column in columns:
        text = typed.get(column.key, "").strip()
        values[column.key] = empty(column)
        if text:
            try:
                values[column.key] = parse(column, text)
            except Fault as fault:
                wrong, fix = fault.args
                if column.kind is Kind.NIP:  # the reader's remedy is about cells
                    fix = _("Tulis 18 angka, misalnya 19700101 199503 1 001.")
                problems[column.key] = _("{field}: {wrong} {fix}", field=_(column.title), wrong=wrong, fix=fix)
        elif column.required:
            problems[column.key] = _("{field} belum diisi.", field=_(column.title))
    return values, problems
