"""Files that people upload: emblems, logos, backgrounds and scans, checked, and every picture written anew.

In:  bytes as uploaded.   Out: bytes that are what they say, without what a camera or a stranger hid in them.
Raises BadUpload with a sentence for the person; the name of a file is never trusted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from certificates.contrast import FAINTEST
from judging.language import N_, _

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 60_000_000
PHOTO_SIDE = 1100  # pixels: sharp on a hall's screen beside a name
EMBLEM_SIDE = 700  # pixels: sharp at 17 mm (a logo: at 33 mm), small in every file
BACKGROUND_SIDE = 1949  # pixels: 330 mm at 150 dpi
BACKGROUND_BYTES = 300_000
FAINT = int(FAINTEST[1:3], 16) + 6  # of 255; what JPEG blurs stays lighter than FAINTEST
TOO_LARGE = N_("Gambar terlalu besar. Kecilkan dahulu, misalnya menjadi 4.000 titik.")
NO_SCAN = N_("Berkas ini bukan PDF, JPG, atau PNG yang dapat dibaca.")
NO_PICTURE = N_("Berkas ini bukan JPG atau PNG yang dapat dibaca.")
ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|OpenAction|AA|RichMedia)\b")


class BadUpload(ValueError):
    """The file cannot be taken; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Scan:
    content: bytes
    media: str
    ending: str  # of the file's name


def checked_scan(data: bytes) -> Scan:
    """A PDF as it is, a picture written anew as JPEG."""
    if not data:
        raise BadUpload(_("Pilih dahulu berkasnya."))
    if len(data) > MOST_BYTES:
        raise BadUpload(_("Berkas lebih besar dari 10 MB. Pindai dengan ketajaman lebih rendah, misalnya 200 dpi."))
    if data.startswith(b"%PDF-"):
        return _pdf(data)
    image = opened(data)
    out = BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=88, optimize=True)
    return Scan(out.getvalue(), "image/jpeg", ".jpg")


def _pdf(data: bytes) -> Scan:
    if b"%%EOF" not in data[-2048:]:
        raise BadUpload(_("PDF ini tidak utuh. Pindai ulang, lalu unggah lagi."))
    if ACTIVE.search(data):
        raise BadUpload(_("PDF ini memuat isi aktif (skrip atau lampiran). Cetak ke PDF biasa, lalu unggah lagi."))
    return Scan(data, "application/pdf", ".pdf")


def emblem_png(data: bytes) -> bytes:
    """An emblem or a logo as a small PNG, its transparency kept."""
    image = opened(data, NO_PICTURE)
    image.thumbnail((EMBLEM_SIDE, EMBLEM_SIDE))
    out = BytesIO()
    image.convert("RGBA").save(out, "PNG", optimize=True)
    return out.getvalue()


def background_jpeg(data: bytes) -> bytes:
    """A picture to print under text: so light that it can be read over, and small. Transparent parts are paper."""
    image = opened(data, NO_PICTURE).convert("RGBA")
    image.thumbnail((BACKGROUND_SIDE, BACKGROUND_SIDE))
    paper = Image.new("RGBA", image.size, "white")
    paper.alpha_composite(image)
    light = paper.convert("RGB").point([FAINT + value * (255 - FAINT) // 255 for value in range(256)] * 3)
    for quality in (95, 85, 70, 50):
        out = BytesIO()
        light.save(out, "JPEG", quality=quality, optimize=True)
        if out.tell() <= BACKGROUND_BYTES:
            break
    return out.getvalue()


def photo_jpeg(data: bytes) -> bytes:
    """A participant's photo, small, without the place and time a camera wrote into it."""
    if not data:
        raise BadUpload(_("Pilih dahulu fotonya."))
    image = opened(data, NO_PICTURE)
    image.thumbnail((PHOTO_SIDE, PHOTO_SIDE))
    out = BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=86, optimize=True)
    return out.getvalue()


def opened(data: bytes, otherwise: str = NO_SCAN) -> Image.Image:
    """Decoded whole and turned as the camera meant it; anything that is no PNG or JPEG is refused."""
    try:
        image = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
        if image.width * image.height > MOST_PIXELS:
            raise BadUpload(_(TOO_LARGE))
        image.load()
    except Image.DecompressionBombError as problem:
        raise BadUpload(_(TOO_LARGE)) from problem
    except (UnidentifiedImageError, OSError, SyntaxError) as problem:
        raise BadUpload(_(otherwise)) from problem
    return ImageOps.exif_transpose(image)
