"""Zip files from outside: refused before anything in them is parsed.

In:  the bytes of a file that starts like a zip (XLSX, XLSB and ODS are zips too).
Out: the open ZipFile, or SheetProblems.
Does not know what the members mean.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from judging.language import N_
from judging.spreadsheet.problems import refusal

MOST_MEMBERS = 200
MOST_UNPACKED = 30 * 1024 * 1024  # bytes
MOST_RATIO = 100  # unpacked to packed, over the whole file; small files are let through
RATIO_FREE = 1024 * 1024  # bytes unpacked below which the ratio says nothing
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # what spreadsheets use; LZMA may ask for gigabytes
CHUNK = 64 * 1024

_BROKEN = (
    N_("Berkas ini rusak atau tidak lengkap."),
    N_("Buka di aplikasi lembar kerja, simpan ulang, lalu unggah lagi."),
)
_TOO_MUCH = (N_("Isi berkas ini terlalu besar setelah dibuka."), N_("Hapus yang tidak dipakai, lalu simpan ulang."))
_ENCRYPTED = (N_("Berkas ini dikunci dengan kata sandi."), N_("Simpan ulang tanpa kata sandi, lalu unggah lagi."))


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Check members, unpacked size and ratio as declared, then that each member unpacks to what it declares."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
        _check_declared(members, len(data))
        for member in members:
            _check_unpacked(archive, member)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError):
        raise refusal(*_BROKEN) from None
    return archive


def _check_declared(members: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(member.file_size for member in members)
    if any(member.flag_bits & 0x1 for member in members):
        raise refusal(*_ENCRYPTED)
    if any(member.compress_type not in METHODS for member in members):
        raise refusal(*_BROKEN)
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED:
        raise refusal(*_TOO_MUCH)
    if unpacked > RATIO_FREE and unpacked > MOST_RATIO * packed:
        raise refusal(*_TOO_MUCH)


def _check_unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Read the member through: zipfile stops at the declared size and compares the checksum there."""
    with archive.open(member) as stream:
        while stream.read(CHUNK):
            pass
