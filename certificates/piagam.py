"""One Piagam Penghargaan as data: every word on it and how it is to be printed.

In:  text, frozen here.   Out: values the designs draw.   Never prize money; never a claim of an electronic signature.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from certificates.people import Letterhead, Signatory

QR_CAPTION = "Kode untuk memeriksa data piagam. Bukan tanda tangan elektronik."
BLANK_NUMBER = "……………………"
HEX_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
ROMAN_NUMERAL = re.compile(r"(?:^|\s)(I{1,3}|IV|VI{0,3}|IX|X)$")
NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piagam:
    letterhead: Letterhead
    holder: str  # the name, as printed
    award: str  # "Juara I", "Juara Harapan II", "Juara Favorit": any label
    achievement: str  # "KUBE Berprestasi Tingkat Provinsi Daerah Khusus Jakarta Tahun 2026"
    place_date: str  # "Jakarta, 5 November 2026"
    signatory: Signatory
    title: str = "Piagam Penghargaan"
    number: str = ""  # given by the office's registry; empty prints dots
    given_to: str = "diberikan kepada"
    holder_role: str = ""  # "Pendamping KUBE Tunas Jahit"
    holder_place: str = ""  # "Kelurahan Kebon Kosong, Kecamatan Kemayoran, Kota Administrasi Jakarta Pusat"
    award_link: str = "sebagai"
    phrase: str = ""  # "atas hasil kerja bersama dalam ..."
    basis: str = ""  # "Keputusan Kepala Dinas Sosial\nNomor 412 Tahun 2026 tanggal 2 November 2026"
    serial: str = ""
    code: str = ""
    qr_url: str | None = None  # None prints no QR, only the code and `contact`
    contact: str = ""  # where to ask whether this piagam is genuine
    draft: bool = False  # KONSEP: no number, serial, code or QR
    sample: bool = False  # DATA CONTOH
    paper: str = "A4"  # A4 | F4, landscape
    design: str = "klasik"
    logo: bytes | None = None  # PNG or JPEG: of the award or of a sponsor, beside the letterhead
    background: bytes | None = None  # JPEG, already light enough to read on: fills the sheet inside the frame
    content_only: bool = False  # for pre-printed paper: no border, kop, emblem, logo or background
    offset: tuple[float, float] = (0, 0)  # mm right and down, with content_only
    colours: tuple[str, ...] = ()  # "#RRGGBB" each; empty for the design's own

    def __post_init__(self) -> None:
        wrong = [colour for colour in self.colours if not HEX_COLOUR.fullmatch(colour)]
        if wrong:
            raise ValueError(f"Warna {wrong[0]} tidak dikenal. Tulis kode warna, misalnya #521642.")

    @property
    def number_line(self) -> str:
        return f"Nomor: {BLANK_NUMBER if self.draft or not self.number else self.number}"

    @property
    def serial_line(self) -> str:
        """Serial and code, as far as they exist; dashes while this is a draft."""
        serial, code = ("–", "–") if self.draft else (self.serial, self.code)
        parts = [f"No. seri {serial}" if serial else "", f"Kode {code}" if code else ""]
        return "  ·  ".join(part for part in parts if part)

    @property
    def strokes(self) -> int | None:
        """How many strokes the label's Roman numeral counts; None for a label without numeral."""
        found = ROMAN_NUMERAL.search(self.award.strip())
        return NUMERALS.index(found.group(1)) + 1 if found else None

    @property
    def is_consolation(self) -> bool:
        """A "Harapan" place: its strokes are outlined."""
        return "harapan" in self.award.casefold()
