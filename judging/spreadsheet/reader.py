"""A spreadsheet file from outside -> sheets of text cells.

In:  bytes and the file's name (XLSX, XLS, XLSB, ODS, one CSV, a zip of CSV files), or a folder of CSV files.
Out: Workbook: sheet name -> rows of clean text; row i is the row i + 1 the user sees. Or SheetProblems, nothing else.
     read_pages() also keeps line breaks inside cells, which sheets are hidden, and which cells are merged.
Does not know what the sheets mean. Binary formats are opened by child.py in a process of its own.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar
from zipfile import ZipFile

from judging.language import N_, Later, _
from judging.spreadsheet.archive import open_archive
from judging.spreadsheet.csvtext import csv_rows
from judging.spreadsheet.foreign import foreign
from judging.spreadsheet.problems import refusal

Filled = TypeVar("Filled", str, list[str])
Workbook = Mapping[str, list[list[str]]]

MOST_BYTES = 2 * 1024 * 1024
MOST_ROWS = 5000
MOST_COLUMNS = 64
MOST_CHARACTERS = 4_000_000
SECONDS = 10
MEMORY = 512 * 1024 * 1024

CHILD = Path(__file__).with_name("child.py")
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"

_SAVE_AGAIN = N_("Buka di aplikasi lembar kerja, simpan sebagai XLSX, lalu unggah lagi.")
_REASONS = {
    "rows": (Later("Lembar ini lebih dari {n} baris.", n=MOST_ROWS), N_("Hapus baris yang tidak dipakai.")),
    "columns": (Later("Lembar ini lebih dari {n} kolom.", n=MOST_COLUMNS), N_("Hapus kolom yang tidak dipakai.")),
    "characters": (N_("Isi berkas ini terlalu banyak."), N_("Hapus lembar dan baris yang tidak dipakai.")),
    "password": (N_("Berkas ini dikunci dengan kata sandi."), N_("Simpan ulang tanpa kata sandi, lalu unggah lagi.")),
    "broken": (N_("Berkas ini rusak atau bukan lembar kerja."), _SAVE_AGAIN),
    "stopped": (N_("Berkas ini tidak dapat dibuka dalam batas waktu dan memori."), _SAVE_AGAIN),
}


@dataclass(frozen=True, slots=True)
class Page:
    """One worksheet as it lies in the file; a range of merged cells is (top, left, bottom, right), from 0."""

    name: str
    rows: list[list[str]]
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()


def read_workbook(data: bytes, file_name: str) -> Workbook:
    """Read one uploaded file. What it is, is told by its content; the name only names the sheet of a lone CSV."""
    return {page.name: [[clean_text(cell) for cell in row] for row in page.rows] for page in _pages(data, file_name)}


def read_pages(data: bytes, file_name: str) -> list[Page]:
    """The same, sheet by sheet as they lie in the file, with the line breaks that people put into a cell."""
    return _pages(data, file_name)


def _pages(data: bytes, file_name: str) -> list[Page]:
    if not data.strip(b"\0 \r\n\t"):
        raise refusal(_("Berkas ini kosong."), _("Pilih berkas yang berisi data."))
    if len(data) > MOST_BYTES:
        raise refusal(_("Berkas ini lebih besar dari 2 MB."), _("Hapus gambar dan lembar yang tidak dipakai."))
    if told := foreign(data):
        raise refusal(*told)
    if data.startswith(OLD_EXCEL):
        return _clean(_read_apart(data))
    if data.startswith(ZIP):
        with open_archive(data) as archive:
            members = _csv_members(archive)
            return _clean([Page(name, rows) for name, rows in members.items()] or _read_apart(data))
    stem = PurePosixPath(file_name.replace("\\", "/")).stem or "CSV"
    return _clean([Page(stem, _csv_sheet(data, file_name))])


def read_folder(folder: Path) -> Workbook:
    """Read a folder of CSV files, one per sheet, each named after its sheet."""
    files = sorted(folder.glob("*.csv")) if folder.is_dir() else []
    if not files:
        raise refusal(
            _("Tidak ada berkas CSV di {name}.", name=folder.name), _("Pilih folder yang berisi satu CSV per lembar.")
        )
    if sum(file.stat().st_size for file in files) > MOST_BYTES:
        raise refusal(_("Isi folder ini lebih besar dari 2 MB."), _("Hapus berkas CSV yang tidak dipakai."))
    pages = _clean([Page(file.stem, _csv_sheet(file.read_bytes(), file.name)) for file in files])
    return {page.name: [[clean_text(cell) for cell in row] for row in page.rows] for page in pages}


def _csv_members(archive: ZipFile) -> dict[str, list[list[str]]]:
    """The CSV files of a zip by stem; none means that the zip is itself a spreadsheet."""
    sheets: dict[str, list[list[str]]] = {}
    for name in archive.namelist():
        path = PurePosixPath(name)
        if path.suffix.lower() != ".csv" or "__MACOSX" in path.parts or path.name.startswith("."):
            continue
        if path.stem in sheets:
            raise refusal(_("Ada dua berkas bernama {name} di dalam zip.", name=path.name), _("Sisakan satu."))
        sheets[path.stem] = _csv_sheet(archive.read(name), path.name)
    return sheets


def _csv_sheet(data: bytes, name: str) -> list[list[str]]:
    try:
        rows = csv_rows(data)
    except csv.Error:
        raise refusal(_("{name} tidak dapat dibaca sebagai CSV.", name=name), _SAVE_AGAIN) from None
    if any("\0" in cell for row in rows for cell in row):
        raise refusal(*_REASONS["broken"])
    return rows


def _read_apart(data: bytes) -> list[Page]:
    """Let child.py open the file under limits; a child that dies or dawdles is a refusal like any other."""
    limits = (MOST_ROWS, MOST_COLUMNS, MOST_CHARACTERS, SECONDS, MEMORY)
    command = [sys.executable, "-I", str(CHILD), *map(str, limits)]
    try:
        run = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
    except (subprocess.TimeoutExpired, OSError):
        raise refusal(*_REASONS["stopped"]) from None
    if run.returncode != 0:
        raise refusal(*_REASONS["stopped"])
    answer: dict[str, Any] = json.loads(run.stdout)
    if "refused" in answer:
        raise refusal(*_REASONS[answer["refused"]], sheet=answer["sheet"])
    return [
        Page(name, rows, name in answer["hidden"], tuple((a, b, c, d) for a, b, c, d in answer["merged"][name]))
        for name, rows in answer["sheets"].items()
    ]


def _clean(pages: list[Page]) -> list[Page]:
    """Plain text everywhere, trailing emptiness gone, the limits held for CSV too."""
    clean: dict[str, Page] = {}
    for page in pages:
        rows = [_without_empty_end([clean_lines(cell) for cell in row]) for row in page.rows]
        trimmed, title = _without_empty_end(rows), clean_text(page.name)
        if len(trimmed) > MOST_ROWS:
            raise refusal(*_REASONS["rows"], sheet=title)
        if any(len(row) > MOST_COLUMNS for row in trimmed):
            raise refusal(*_REASONS["columns"], sheet=title)
        clean[title] = Page(title, trimmed, page.hidden, page.merged)
    return list(clean.values())


def clean_lines(text: str) -> str:
    """clean_text() of every line; lines that are empty then are left out."""
    return "\n".join(filled for line in text.splitlines() if (filled := clean_text(line)))


def clean_text(text: str) -> str:
    """NFC, one plain space wherever there was white space (no-break too), no control or zero-width characters."""
    composed = unicodedata.normalize("NFC", text)
    spaced = " ".join(composed.split())
    return "".join(sign for sign in spaced if not _is_invisible(sign))


def _is_invisible(sign: str) -> bool:
    """Control characters, lone surrogates, the zero-width space and BOM; the joiners of emoji and scripts stay."""
    return sign in "\u200b\ufeff\u2060" or unicodedata.category(sign) in {"Cc", "Cs"}


def _without_empty_end(items: list[Filled]) -> list[Filled]:
    end = len(items)
    while end and not items[end - 1]:
        end -= 1
    return items[:end]
