"""A table as it is taken away: what its columns hold, and plain cells.

Headings stay Indonesian like every paper: the same files come back through the import. Does not know file formats.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

Cell = str | int | date | datetime | Decimal | None
Row = tuple[Cell, ...]

TEXT, WHOLE, RUPIAH, DAY, MOMENT, VALUE = "text", "whole", "rupiah", "day", "moment", "value"


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    kind: str = TEXT
    width: int = 14  # characters


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""  # what the reader must know: a version, a state


def shown_value(text: str) -> Decimal | None:
    """A value exactly as it is displayed, "75,44", as a number with as many decimals."""
    return Decimal(text.replace(",", ".")) if text else None


def yes_no(value: bool | None) -> str:
    return "" if value is None else "ya" if value else "tidak"
