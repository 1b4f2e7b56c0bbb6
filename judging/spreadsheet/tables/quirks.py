"""What spreadsheets do to values, undone where that is certain, told where the value is lost.

In:  a column and the text of a cell.   Out: the text as a person would type it; or Fault.
Does not know rows. Nothing is guessed: a number rounded by Excel is refused, never completed.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from judging.language import _
from judging.spreadsheet.cells import MONTHS, Fault
from judging.spreadsheet.columns import Column, Kind, fold
from judging.spreadsheet.reader import clean_text

ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+?\d{2,3}", re.IGNORECASE)
BROKEN = re.compile(r"#(?:REF|N/A|VALUE|NAME|DIV/0|NULL|NUM|SPILL)[!?]?", re.IGNORECASE)
NOTHING = frozenset({"-", "–", "—", "--", "...", "n/a", "na", "nihil", "kosong"})
DAY_ZERO = date(1899, 12, 30)  # serial 0 of Excel's and LibreOffice's calendar, from March 1900 on
SERIAL = re.compile(r"[2-6]\d{4}(?:[.,]0+)?")  # 1954 to 2091
SHORT_DATE = re.compile(r"(\d{1,2})[ ./-]([a-z]{3,9})\.?[ ./-](\d{4}|\d{2})")
WITH_TIME = re.compile(r"(.+\d{4}|\d{4}-\d\d-\d\d)[ T]0{1,2}[:.]00(?:[:.]00)?")
SHORT_MONTHS = {"agt": "agustus", "ags": "agustus", "agu": "agustus", "aug": "agustus", "mei": "mei", "may": "mei",
                "oct": "oktober", "nop": "november", "dec": "desember", "peb": "februari", "pebruari": "februari",
                "nopember": "november"}  # fmt: skip
TICKED = frozenset({"v", "√", "✓", "✔", "ada", "sudah", "1", "benar", "true", "yes"})
UNTICKED = frozenset({"tidakada", "belum", "belumada", "0", "salah", "false", "no"})
RESERVE, ORDINARY = frozenset({"cadangan", "juricadangan"}), frozenset({"utama", "inti", "tetap", "aktif", "juriutama"})
CHAIR = frozenset({"ketua", "ketuamerangkapanggota", "ketuatim", "ketuatimpenilai"})
NO_CHAIR = frozenset({"anggota", "sekretaris", "wakil", "wakilketua", "juri", "penilai"})


def tidied(column: Column, text: str) -> str:
    """One cell; raises Fault where Excel destroyed what stood there."""
    plain = _bare(clean_text(text))
    if BROKEN.fullmatch(plain):
        raise Fault(_("berisi kesalahan rumus {text}.", text=plain), _("Perbaiki rumusnya, atau ketik isinya."))
    if plain.casefold() in NOTHING:
        return ""
    if column.kind in (Kind.TEXT, Kind.CODE, Kind.NIP) and ROUNDED.fullmatch(plain):
        wrong = _("“{text}” sudah dibulatkan oleh Excel; angka aslinya hilang.", text=plain)
        raise Fault(wrong, _("Ubah format kolom itu menjadi Teks, lalu ketik ulang angkanya."))
    if column.kind is Kind.DATE:
        return _date(plain)
    if column.kind is Kind.YES_NO:
        return _yes_no(column.key, plain)
    if column.kind in (Kind.WHOLE, Kind.RUPIAH):
        return re.sub(r"[.,]0+$", "", plain) if column.kind is Kind.WHOLE else plain.replace(" ", "")
    return plain


def _bare(text: str) -> str:
    """Without the apostrophe that makes a number text, and without a quoted formula around a text."""
    kept = re.fullmatch(r'="(.*)"', text)
    return kept[1] if kept else re.sub(r"^'(?=[\d=+\-@])", "", text)


def _date(text: str) -> str:
    if SERIAL.fullmatch(text):
        return (DAY_ZERO + timedelta(days=int(text[:5]))).isoformat()
    dated = WITH_TIME.fullmatch(text)
    short = SHORT_DATE.fullmatch((dated[1] if dated else text).casefold())
    if short is None:
        return dated[1] if dated else text
    month, year = _month(short[2]), short[3]
    return f"{short[1]} {month} {year if len(year) == 4 else '20' + year}" if month else text


def _month(text: str) -> str:
    return SHORT_MONTHS.get(text) or next((month for month in MONTHS if text in (month, month[:3])), "")


def _yes_no(key: str, text: str) -> str:
    yes = TICKED | (RESERVE if key == "is_reserve" else CHAIR if key == "is_chair" else frozenset())
    no = UNTICKED | (ORDINARY if key == "is_reserve" else NO_CHAIR if key == "is_chair" else frozenset())
    return "ya" if fold(text) in yes else "tidak" if fold(text) in no else text


BETWEEN = re.compile(r"\s*(?:^|\s)\d{1,2}[.)]\s+")


def names_in(text: str) -> list[str]:
    """The names of a cell: one a line, numbered, or with `;` or commas between; "S.Pd." stays with its name."""
    for parts in (text.split("\n"), BETWEEN.split(text), text.split(";")):
        filled = [_name(part) for part in parts if _name(part)]
        if len(filled) > 1:
            return filled
    names: list[str] = []
    for part in (clean_text(part) for part in _name(text).split(",")):
        if names and re.fullmatch(r"(?:[A-Z][A-Za-z]{0,3}\.)+(?: ?[A-Z][A-Za-z]{0,4}\.?)*|MM|MBA|SE|SH|ST", part):
            names[-1] += f", {part}"
        elif part:
            names.append(part)
    return names


def _name(part: str) -> str:
    return re.sub(r"^(?:\d{1,2}[.)]|[-•*–])\s*", "", clean_text(part)).strip(" ,;")
