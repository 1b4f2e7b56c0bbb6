"""What a column of a spreadsheet is, as data: used to write the blank workbook, its help, and to read and check it.

In:  nothing.   Out: Column and Sheet, and how headings are compared.
Does not know which sheets an event has (event_sheets.py), nor how a cell is read (cells.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    TEXT = "text"
    CODE = "code"  # short, without spaces; joins rows of different sheets
    CODES = "codes"  # several codes, separated by commas
    WHOLE = "whole"
    DECIMAL = "decimal"
    DATE = "date"
    RUPIAH = "rupiah"
    CHOICE = "choice"
    CHOICES = "choices"  # several choices, separated by commas
    YES_NO = "yes_no"
    NIP = "nip"


KIND_NAMES = {
    Kind.TEXT: "teks", Kind.CODE: "kode", Kind.CODES: "kode, dipisah koma", Kind.WHOLE: "bilangan bulat",
    Kind.DECIMAL: "bilangan", Kind.DATE: "tanggal", Kind.RUPIAH: "rupiah", Kind.CHOICE: "pilihan",
    Kind.CHOICES: "pilihan, dipisah koma", Kind.YES_NO: "ya/tidak", Kind.NIP: "NIP",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    title: str  # heading, Indonesian
    help: str  # one sentence for the person who fills it
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)  # code -> label as shown
    default: Any = None  # what an empty cell means
    lowest: int = 0
    highest: int = 10**12
    longest: int = 200
    width: int = 18


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    help: str
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)


def fold(text: str) -> str:
    """How headings, labels and codes are compared: without case, spaces and a trailing asterisk."""
    return "".join(text.split()).casefold().rstrip("*")
