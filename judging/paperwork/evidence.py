"""Evidence about a participant as it may be shown to judges: a picture written anew, or a plain small PDF.

In:  bytes as uploaded.   Out: bytes that are what they say: no metadata, no script, no attachment, not too large.
Raises BadUpload with a sentence for the person; the name of a file is never trusted.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from io import BytesIO

import pypdfium2

from judging.language import _
from judging.paperwork.pictures import ACTIVE, MOST_BYTES, BadUpload, opened

SIDE = 1800  # pixels: a page of writing can be read on a tablet
MOST_PDF = 5 * 1024 * 1024
MOST_PAGES = 20
MOST_UNPACKED = 64 * 1024 * 1024  # bytes of a PDF's packed parts that are looked through
_STREAM = re.compile(rb"stream\r?\n")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Evidence:
    content: bytes
    media: str  # image/jpeg | application/pdf
    pages: int


def checked_evidence(data: bytes) -> Evidence:
    """A PDF as it is, once it was looked through; a picture turned upright, made smaller, its metadata gone."""
    if not data:
        raise BadUpload(_("Pilih dahulu berkasnya."))
    if data.startswith(b"%PDF-"):
        return _pdf(data)
    if len(data) > MOST_BYTES:
        raise BadUpload(_("Berkas lebih besar dari 10 MB. Kecilkan gambarnya, lalu unggah lagi."))
    image = opened(data)
    image.thumbnail((SIDE, SIDE))
    out = BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=82, optimize=True)
    return Evidence(out.getvalue(), "image/jpeg", 1)


def _pdf(data: bytes) -> Evidence:
    if len(data) > MOST_PDF:
        raise BadUpload(_("PDF lebih besar dari 5 MB. Pindai dengan ketajaman lebih rendah, misalnya 150 dpi."))
    if b"/Encrypt" in data:
        raise BadUpload(_("PDF ini terkunci. Buka kuncinya dengan mencetak ulang ke PDF, lalu unggah lagi."))
    if ACTIVE.search(_plain(data)):
        raise BadUpload(_("PDF ini memuat isi aktif (skrip atau lampiran). Cetak ke PDF biasa, lalu unggah lagi."))
    pages = _pages(data)
    if pages > MOST_PAGES:
        raise BadUpload(
            _(
                "PDF ini {pages} halaman; paling banyak {most}. Pilih halaman yang penting.",
                pages=pages,
                most=MOST_PAGES,
            )
        )
    return Evidence(data, "application/pdf", pages)


def _pages(data: bytes) -> int:
    """By opening it as a viewer would."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            pages = len(document)
    except pypdfium2.PdfiumError:
        pages = 0
    if not pages:
        raise BadUpload(_("PDF ini tidak utuh. Pindai ulang, lalu unggah lagi."))
    return pages


def _plain(data: bytes) -> bytes:
    """The file and everything packed inside it, names written out: /J#61vaScript is /JavaScript."""
    parts, room = [data], MOST_UNPACKED
    for found in _STREAM.finditer(data):
        part = _unpacked(data[found.end() :], room)
        room -= len(part)
        if room <= 0:
            raise BadUpload(_("PDF ini terlalu padat untuk diperiksa. Cetak ulang ke PDF, lalu unggah lagi."))
        parts.append(part)
    return _ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), b"\n".join(parts))


def _unpacked(packed: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return b""
