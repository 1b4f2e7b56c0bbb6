"""What must hold in an event's set-up beyond a single field: one list for the workbook and for the screen. A leaf.

In:  plain values, under the keys that the workbook's columns and the pages' fields share.
Out: faults: the field, what is wrong, what to do.
Does not know tables, sheets of a workbook or pages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from judging.language import _

MOST_BACKGROUNDS = 6
YEARS_AHEAD = 2
LONGEST_NAME = 200
JOINERS = "\u200c\u200d"  # part of how some scripts and signs are written
UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")  # controls, turns of direction, halves of a sign, other ends of a line
SINGLE_ROUND = "utama"  # the code of a lone round, which no screen names
SINGLE_ROUND_NAME = "Penilaian"
WHOLE_SHARE = 100


class Fault(NamedTuple):
    key: str  # the field it is about
    wrong: str
    fix: str

    def __str__(self) -> str:
        return f"{self.wrong[:1].upper()}{self.wrong[1:]} {self.fix}"


def name_fault(text: str) -> Fault | None:
    """A name can be stored, shown and printed: one line, without signs that no reader sees."""
    again = _("Ketik ulang namanya.")
    if not text.strip():
        return Fault("name", _("Nama belum diisi."), "")
    unseen = next((sign for sign in text if unicodedata.category(sign) in UNSEEN and sign not in JOINERS), "")
    if len(text) > LONGEST_NAME or (unseen and unseen in "\n\r\t"):
        return Fault("name", _("Nama paling panjang {most} huruf, dalam satu baris.", most=LONGEST_NAME), again)
    if unseen:
        return Fault("name", _("Nama berisi tanda yang tidak terlihat (U+{sign}).", sign=f"{ord(unseen):04X}"), again)
    return None


def date_faults(year: int | None, starts_on: date | None, announced_on: date | None) -> Iterator[Fault]:
    """`year` None: nothing is said about it."""
    if starts_on and year is not None and abs(starts_on.year - year) > 1:
        wrong = _("Tanggal mulai penilaian jatuh pada tahun {found}, sedangkan Tahun {year}.", found=starts_on.year,
                  year=year)  # fmt: skip
        yield Fault("starts_on", wrong, _("Samakan tahunnya."))
    if starts_on and announced_on and announced_on < starts_on:
        wrong = _("Rencana tanggal pengumuman lebih awal dari Tanggal mulai penilaian.")
        yield Fault("announced_on", wrong, _("Perbaiki salah satunya."))


def printed_twice_faults(name: str, level: str, year: int) -> Iterator[Fault]:
    """Papers write the name, then the level, then "Tahun" and the year: none of them belongs in the name."""
    if re.search(rf"\b{year}$", name.strip()):
        wrong = _("Nama penghargaan berakhir dengan tahun {year}, padahal tahun ditambahkan sendiri.", year=year)
        yield Fault("name", wrong, _("Hapus tahunnya dari nama."))
    elif level.strip() and level.casefold().strip() in name.casefold():
        wrong = _("Nama penghargaan memuat “{level}”, padahal tingkat ditambahkan sendiri.", level=level.strip())
        yield Fault("name", wrong, _("Hapus tingkatnya dari nama."))


def year_faults(year: int, now_year: int) -> Iterator[Fault]:
    if year > now_year + YEARS_AHEAD:
        yield Fault("year", _("Tahun {year} masih terlalu jauh.", year=year), _("Periksa tahunnya."))


def member_faults(lowest: int | None, highest: int | None) -> Iterator[Fault]:
    if (lowest is None) != (highest is None):
        empty = "members_lowest" if lowest is None else "members_highest"
        wrong = _("Anggota paling sedikit dan Anggota paling banyak baru diisi satu.")
        yield Fault(empty, wrong, _("Isi keduanya, atau kosongkan keduanya bila tanpa batas."))
    elif lowest is not None and highest is not None and lowest > highest:
        wrong = _("Anggota paling sedikit {lowest} melebihi Anggota paling banyak {highest}.", lowest=lowest,
                  highest=highest)  # fmt: skip
        yield Fault("members_lowest", wrong, _("Perbaiki salah satunya."))


def background_code(name: str) -> str:
    """ "Forum CSR" -> "forum_csr"."""
    return re.sub(r"\W+", "_", name.casefold()).strip("_")


def repeats(keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(index, index of the first one) of every key that was there before; empty keys are free."""
    first: dict[str, int] = {}
    for index, key in enumerate(keys):
        if key and first.setdefault(key, index) != index:
            yield index, first[key]


def margin_faults(method: str, margin: str | None) -> Iterator[Fault]:
    if method == "clipped" and margin is None:
        wrong = _("Batas (poin) belum diisi, padahal metodenya Rata-rata berbatas.")
        yield Fault("margin", wrong, _("Isi jarak terjauh dari rata-rata, misalnya 3."))
    if method != "clipped" and margin is not None:
        wrong = _("diisi, padahal metodenya bukan Rata-rata berbatas.")
        yield Fault("margin", wrong, _("Kosongkan atau ganti metodenya."))


def share_faults(category: str, shares: Sequence[int]) -> Iterator[Fault]:
    """`category`: its code."""
    if sum(shares) != WHOLE_SHARE:
        wrong = _("jumlah bobot sesi kategori {category} {total}, bukan 100.", category=category, total=sum(shares))
        yield Fault("share", wrong, _("Ubah bobot sesi sampai jumlahnya 100."))


def day_faults(day: date | None, starts_on: date | None, announced_on: date | None) -> Iterator[Fault]:
    before = day and starts_on and day < starts_on
    after = day and announced_on and day > announced_on
    if before or after:
        wrong = _("tanggal sesi di luar masa penilaian sampai pengumuman.")
        yield Fault("day", wrong, _("Samakan dengan tanggal di Acara."))


def basis_faults(place: int | None, basis: str) -> Iterator[Fault]:
    """A prize without a place is a special award: what it is given for must be written."""
    if place is None and not basis:
        fix = _("Isi Urutan, atau tulis dasar tertulis bila ini hadiah khusus.")
        yield Fault("basis", _("hadiah tanpa urutan belum punya dasar tertulis."), fix)


def missing_place(places: Collection[int]) -> int | None:
    """Places of a category run 1, 2, 3 ...: the first one left out."""
    return next((number for number in range(1, max(places, default=0)) if number not in places), None)


def official_faults(nip: str, institution: str) -> Iterator[Fault]:
    if not (nip or institution):
        fix = _("Isi NIP, atau isi Lembaga bila tidak punya NIP.")
        yield Fault("institution", _("NIP dan Lembaga kosong."), fix)
