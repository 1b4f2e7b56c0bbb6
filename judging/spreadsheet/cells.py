"""One text cell -> one value, by the column's kind.

In:  a Column and a non-empty text.   Out: str, int, bool, date, tuple of codes; or Fault: what is wrong, what to do.
Does not know rows, sheets or references between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from judging.event_rules import name_fault
from judging.language import _
from judging.spreadsheet.columns import Column, Kind, fold

MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni",
    "juli", "agustus", "september", "oktober", "november", "desember",
)  # fmt: skip
WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
WHOLE = re.compile(r"\d{1,15}", re.ASCII)
DECIMAL = re.compile(r"\d{1,6}(?:[.,]\d{1,6})?", re.ASCII)
RUPIAH = re.compile(r"(?:rp\.?\s?)?(\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,00|,-)?", re.IGNORECASE | re.ASCII)
ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
NUMBER_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
WORD_DATE = re.compile(r"(?:([a-z']+),? )?(\d{1,2}) ([a-z]+) (\d{4})", re.ASCII)
NIP = re.compile(r"(\d{8})(\d{6})([12])(\d{3})", re.ASCII)
YES_NO = {"ya": True, "y": True, "tidak": False, "t": False}


class Fault(Exception):
    """A cell that cannot be used; `args` are what is wrong and what to do."""


def parse(column: Column, text: str) -> Any:
    if len(text) > column.longest:
        raise Fault(
            _("terlalu panjang ({n} huruf).", n=len(text)),
            _("Ringkas menjadi paling banyak {most} huruf.", most=column.longest),
        )
    return _PARSERS[column.kind](column, text)


def _text(column: Column, text: str) -> str:
    """Names obey the same rule as on screen."""
    fault = name_fault(text) if column.key == "name" else None
    if fault:
        raise Fault(fault.wrong, fault.fix)
    return text


def _code(_column: Column, text: str) -> str:
    if not CODE.fullmatch(text):
        raise Fault(
            _("“{text}” bukan kode yang dapat dipakai.", text=text),
            _("Pakai huruf, angka, titik, atau tanda hubung tanpa spasi (paling banyak 32)."),
        )
    return text


def _codes(column: Column, text: str) -> tuple[str, ...]:
    return tuple(_code(column, part) for part in _parts(text))


def _whole(column: Column, text: str) -> int:
    if not WHOLE.fullmatch(text):
        raise Fault(_("“{text}” bukan bilangan bulat.", text=text), _("Tulis dengan angka saja, misalnya 5."))
    number = int(text)
    if not column.lowest <= number <= column.highest:
        raise Fault(
            _(
                "{number} di luar batas {lowest}–{highest}.",
                number=number,
                lowest=column.lowest,
                highest=column.highest,
            ),
            _("Periksa angkanya."),
        )
    return number


def _decimal(column: Column, text: str) -> str:
    """Decimal text with a point: exact, unlike a float."""
    number = Decimal(text.replace(",", ".")) if DECIMAL.fullmatch(text) else None
    if number is None or not column.lowest < number <= column.highest:
        raise Fault(
            _(
                "“{text}” bukan bilangan di atas {lowest} sampai {highest}.",
                text=text,
                lowest=column.lowest,
                highest=column.highest,
            ),
            _("Tulis dengan angka, misalnya 3 atau 2,5."),
        )
    return format(number.normalize(), "f")


def _rupiah(_column: Column, text: str) -> int:
    match = RUPIAH.fullmatch(text)
    if match is None:
        raise Fault(_("“{text}” bukan jumlah rupiah bulat.", text=text), _("Tulis misalnya 8800000 atau Rp8.800.000."))
    return int(match[1].replace(".", ""))


def _date(_column: Column, text: str) -> date:
    """ISO, 19/11/2026, 19 November 2026 or Kamis, 19 November 2026; a weekday that does not fit is a fault."""
    weekday, year, month, day = _date_parts(text.casefold())
    try:
        value = date(year, month, day)
    except ValueError:
        raise Fault(
            _("“{text}” bukan tanggal yang ada.", text=text), _("Tulis misalnya 19/11/2026 atau 19 November 2026.")
        ) from None
    actual = WEEKDAYS[value.weekday()]
    if weekday and weekday.replace("'", "") != actual:
        raise Fault(
            _("“{text}” jatuh pada hari {day}.", text=text, day=actual.capitalize()),
            _("Perbaiki hari atau tanggalnya."),
        )
    return value


def _date_parts(text: str) -> tuple[str, int, int, int]:
    """(weekday or "", year, month, day); zeros when the text is no date at all."""
    if match := ISO_DATE.fullmatch(text):
        return "", int(match[1]), int(match[2]), int(match[3])
    if match := NUMBER_DATE.fullmatch(text):
        return "", int(match[3]), int(match[2]), int(match[1])
    if (match := WORD_DATE.fullmatch(text)) and match[3] in MONTHS:
        return match[1] or "", int(match[4]), MONTHS.index(match[3]) + 1, int(match[2])
    return "", 0, 0, 0


def _choice(column: Column, text: str) -> str:
    wanted = fold(text)
    for code, label in column.choices.items():
        if wanted in {fold(code), fold(label)}:
            return code
    labels = ", ".join(column.choices.values()).rstrip(".")  # "Plh." brings its own full stop
    raise Fault(_("“{text}” tidak ada dalam pilihan.", text=text), _("Pilih salah satu: {labels}.", labels=labels))


def _choices(column: Column, text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_choice(column, part) for part in _parts(text)))


def _yes_no(_column: Column, text: str) -> bool:
    if fold(text) not in YES_NO:
        raise Fault(_("“{text}” bukan ya atau tidak.", text=text), _("Tulis ya atau tidak."))
    return YES_NO[fold(text)]


def _nip(_column: Column, text: str) -> str:
    """Eighteen digits as 8-6-1-3: birth date, month of appointment, sex, serial."""
    match = NIP.fullmatch(text.replace(" ", ""))
    if match is None:
        raise Fault(
            _("“{text}” bukan NIP.", text=text),
            _("Tulis 18 angka (8-6-1-3) dalam sel berformat Teks; Excel membulatkan angka sepanjang itu."),
        )
    return " ".join(match.groups())


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;]", text) if part.strip()]


_PARSERS: dict[Kind, Callable[[Column, str], Any]] = {
    Kind.TEXT: _text, Kind.CODE: _code, Kind.CODES: _codes, Kind.WHOLE: _whole, Kind.DECIMAL: _decimal,
    Kind.DATE: _date, Kind.RUPIAH: _rupiah, Kind.CHOICE: _choice, Kind.CHOICES: _choices, Kind.YES_NO: _yes_no,
    Kind.NIP: _nip,
}  # fmt: skip
