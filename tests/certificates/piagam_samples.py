"""Sample piagam and the ways tests look at a PDF."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from certificates.designs import DESIGNS
from certificates.people import Letterhead, Signatory
from certificates.piagam import Piagam

PIAGAM = Piagam(
    letterhead=Letterhead("DINAS SOSIAL", ("PEMERINTAH PROVINSI CONTOH",)),
    number="017/PG/XI/2026",
    holder="KUBE Melati Karya",
    holder_place="Kelurahan Kebon Kosong, Kecamatan Kemayoran, Kota Administrasi Jakarta Pusat",
    award="Juara I",
    achievement="KUBE Berprestasi Tingkat Provinsi Contoh Tahun 2026",
    phrase="atas hasil kerja bersama dalam kelembagaan, kepedulian sosial, dan usaha ekonomi.",
    basis="Keputusan Kepala Dinas Sosial\nNomor 412 Tahun 2026 tanggal 2 November 2026",
    place_date="Jakarta, 5 November 2026",
    signatory=Signatory("Dra. Nama Pejabat Contoh, M.Si.", "Kepala Dinas Sosial", nip="197001011995032001"),
    serial="PG-2026-000017",
    code="7F3A-91C2",
    qr_url="https://contoh.example/periksa/7F3A-91C2",
)
FACILITATOR = replace(
    PIAGAM,
    holder="Hj. Siti Nur'aini Rahmadhani Kusumaningtyas, S.Sos., M.Si.",
    holder_role="Pendamping KUBE Bahari Rejeki",
    award="Juara Harapan II",
    achievement="Pendamping KUBE Berprestasi Tingkat Provinsi Contoh Tahun 2026",
)
ALL_DESIGNS = pytest.mark.parametrize("design", DESIGNS)


def text_of(pdf: bytes, sheet: int = 0) -> str:
    return " ".join(PdfReader(BytesIO(pdf)).pages[sheet].extract_text().split())


def saved(pdf: bytes, folder: Path) -> Path:
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    return path


def picture(pdf: bytes, folder: Path) -> Image.Image:
    """The first sheet at 60 dpi, grey."""
    path = saved(pdf, folder)
    subprocess.run(["pdftoppm", "-r", "60", "-f", "1", "-l", "1", "-gray", path, folder / "page"], check=True)
    return Image.open(next(folder.glob("page*.pgm"))).convert("L").copy()


def ink(image: Image.Image) -> tuple[int, int, int, int] | None:
    """The box around everything that is not white."""
    return image.point(lambda grey: 255 * (grey < 250)).getbbox()


HOSTILE = [
    "A<B>C & </font>",
    "=1+1",
    "😀🎉👩‍👩‍👧‍👦 KUBE",
    "W" * 22,
    "x",
    "李小龍 قبيلة ไทย",
    "Z̴̧̢͖͚a̷̛͇l̵̰̓g̸̨̈́o̶͙͝",
    "“' \" ` ´’",
    "\u202eDIBALIK\u202c biasa",
    "ﷺ ﷽",
]


def tall(box) -> float:
    return box.bottom - box.top


def ink_top(box) -> float:
    """A font's box starts above its capitals by about a quarter of its height."""
    return box.top + 0.3 * tall(box)
