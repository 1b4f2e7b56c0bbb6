"""Evidence as it is taken: pictures written anew, PDFs looked through; what is hostile is refused with a sentence."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from judging.paperwork.evidence import MOST_PAGES, MOST_PDF, SIDE, checked_evidence
from judging.paperwork.pictures import BadUpload


def picture(size: tuple[int, int] = (3000, 2000), form: str = "JPEG", **options: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, form, **options)
    return out.getvalue()


def pdf(pages: int = 1, change: Callable[[PdfWriter], object] | None = None) -> bytes:
    writer, out = PdfWriter(), BytesIO()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if change:
        change(writer)
    writer.write(out)
    return out.getvalue()


def packed(objects: bytes) -> bytes:
    """A PDF whose objects lie compressed inside an object stream, where a plain search does not see them."""
    inside = zlib.compress(objects)
    head = b"5 0 obj <</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>> stream\n" % len(inside)
    return pdf().replace(b"%%EOF", head + inside + b"\nendstream endobj\n%%EOF")


def with_exif() -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Kamera Rahasia"  # turned by a quarter; maker
    exif.get_ifd(0x8825)[1] = "S"  # a place
    return picture((400, 300), exif=exif)


def bomb() -> bytes:
    """A PNG of 40.000 x 40.000 points in a few hundred bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_picture_is_turned_made_smaller_and_loses_what_the_camera_wrote():
    found = checked_evidence(with_exif())
    with Image.open(BytesIO(found.content)) as image:
        assert (found.media, found.pages, image.size, dict(image.getexif())) == ("image/jpeg", 1, (300, 400), {})
    assert b"Rahasia" not in found.content
    large = checked_evidence(picture())
    with Image.open(BytesIO(large.content)) as image:
        assert max(image.size) == SIDE


def test_what_hides_behind_a_picture_is_gone():
    for hidden in (b"<script>alert(1)</script>", pdf(), b"PK\x03\x04zip"):
        found = checked_evidence(picture((50, 50), "PNG") + hidden)
        assert (found.media, hidden in found.content) == ("image/jpeg", False)


def test_a_plain_pdf_stays_byte_for_byte():
    data = pdf(3)
    found = checked_evidence(data)
    assert (found.content, found.media, found.pages) == (data, "application/pdf", 3)


ACTIVE = "PDF ini memuat isi aktif (skrip atau lampiran). Cetak ke PDF biasa, lalu unggah lagi."
BROKEN = "PDF ini tidak utuh. Pindai ulang, lalu unggah lagi."
NEITHER = "Berkas ini bukan PDF, JPG, atau PNG yang dapat dibaca."
HOSTILE = {
    "nothing": (b"", "Pilih dahulu berkasnya."),
    "script": (pdf().replace(b"/Catalog", b"/Catalog/Names<</JavaScript<</S/JavaScript/JS(app.alert(1))>>>>"), ACTIVE),
    "attachment": (pdf(change=lambda w: w.add_attachment("a.exe", b"MZ")), ACTIVE),
    "escaped": (pdf().replace(b"/Catalog", b"/Catalog/AA<</O<</S/J#61vaScript/J#53(x)>>>>"), ACTIVE),
    "packed": (packed(b"1 0 <</S/JavaScript/JS(app.alert(1))>>"), ACTIVE),
    "locked": (pdf(change=lambda w: w.encrypt("rahasia", algorithm="RC4-128")),
               "PDF ini terkunci. Buka kuncinya dengan mencetak ulang ke PDF, lalu unggah lagi."),
    "cut off": (pdf()[:60], BROKEN),
    "only a head": (b"%PDF-1.7\n%%EOF", BROKEN),
    "long": (pdf(MOST_PAGES + 1), "PDF ini 21 halaman; paling banyak 20. Pilih halaman yang penting."),
    "large": (b"%PDF-1.7\n" + b"0" * MOST_PDF,
              "PDF lebih besar dari 5 MB. Pindai dengan ketajaman lebih rendah, misalnya 150 dpi."),
    "packed bomb": (packed(b"\0" * (70 * 1024 * 1024)),
                    "PDF ini terlalu padat untuk diperiksa. Cetak ulang ke PDF, lalu unggah lagi."),
    "bomb": (bomb(), "Gambar terlalu besar. Kecilkan dahulu, misalnya menjadi 4.000 titik."),
    "page": (b"<!doctype html><script>alert(1)</script>", NEITHER),
    "drawing": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', NEITHER),
    "program": (b"MZ\x90\x00", NEITHER),
    "moving picture": (picture((20, 20), "GIF"), NEITHER),
    "pdf behind a word": (b"x" + pdf(), NEITHER),
    "half a picture": (picture((900, 900))[:900], NEITHER),
    "heavy": (picture((20, 20)) + b"0" * (10 * 1024 * 1024),
              "Berkas lebih besar dari 10 MB. Kecilkan gambarnya, lalu unggah lagi."),
}  # fmt: skip


@pytest.mark.parametrize("which", HOSTILE)
def test_what_cannot_be_taken_is_refused_with_a_sentence(which):
    data, told = HOSTILE[which]
    with pytest.raises(BadUpload) as refusal:
        checked_evidence(data)
    assert str(refusal.value) == told


def test_an_opening_action_is_found_whatever_it_is_called():
    def goes_elsewhere(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/OpenAction")] = writer.pages[0].indirect_reference  # type: ignore[assignment]

    data = pdf(change=goes_elsewhere)
    assert len(PdfReader(BytesIO(data)).pages) == 1
    with pytest.raises(BadUpload, match="isi aktif"):
        checked_evidence(data)
