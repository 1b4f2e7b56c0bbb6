"""Piagam as words: what is printed, what is not, and what is refused with a reason."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from piagam_samples import ALL_DESIGNS, FACILITATOR, PIAGAM, text_of
from PIL import Image
from pypdf import PdfReader

from certificates.fitting import NameTooLong, TextTooLong
from certificates.page import drawing, paper_size
from certificates.people import Signatory, spaced_nip
from certificates.piagam import QR_CAPTION
from certificates.press import draw_piagam, draw_sheet, problems


@ALL_DESIGNS
@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_every_word_is_on_the_piagam(design: str, paper: str) -> None:
    text = text_of(draw_piagam([replace(FACILITATOR, design=design, paper=paper)]))
    words = [
        "PEMERINTAH PROVINSI CONTOH",
        "DINAS SOSIAL",
        "Nomor: 017/PG/XI/2026",
        "diberikan kepada",
        "Hj. Siti Nur'aini Rahmadhani Kusumaningtyas, S.Sos., M.Si.",
        "Pendamping KUBE Bahari Rejeki",
        "sebagai",
        "JUARA HARAPAN II",
        "Pendamping KUBE Berprestasi Tingkat Provinsi Contoh Tahun 2026",
        "atas hasil kerja bersama dalam kelembagaan, kepedulian sosial, dan usaha ekonomi.",
        "Dasar penetapan Keputusan Kepala Dinas Sosial Nomor 412 Tahun 2026 tanggal 2 November 2026",
        "No. seri PG-2026-000017 · Kode 7F3A-91C2",
        "Jakarta, 5 November 2026",
        "Kepala Dinas Sosial,",
        "Dra. Nama Pejabat Contoh, M.Si.",
        "NIP 19700101 199503 2 001",
        QR_CAPTION,
    ]
    assert [word for word in words if word not in text] == []
    assert text.upper().count("PIAGAM PENGHARGAAN") == 1


@ALL_DESIGNS
def test_a_sheet_is_the_same_whatever_stood_before_it(design: str) -> None:
    """Lines that an earlier sheet drew are copied: every stroke and box is what it would be anew."""
    sheets = [replace(one, design=design) for one in (PIAGAM, FACILITATOR, replace(PIAGAM, award="Juara II"), PIAGAM)]
    pages = PdfReader(BytesIO(draw_piagam(sheets))).pages
    first, other, _, last = (page.get_contents().get_data() for page in pages)
    assert first == last != other
    assert [text_of(draw_piagam([one])) for one in sheets] == [" ".join(page.extract_text().split()) for page in pages]
    width, height = paper_size("A4", landscape=True)
    boxes = []
    with drawing(width, height, title="ulang") as page:
        for one in sheets:
            draw_sheet(page, one)
            boxes.append(page.boxes)
            page.next_sheet()
    assert boxes[0] == boxes[-1] != boxes[1]


@ALL_DESIGNS
def test_a_draft_has_no_number_serial_code_or_qr(design: str) -> None:
    final, draft = (draw_piagam([replace(PIAGAM, design=design, draft=draft)]) for draft in (False, True))
    text = text_of(draft)
    assert [secret for secret in ("017/PG", "PG-2026-000017", "7F3A") if secret in text] == []
    assert "Nomor: ……" in text
    assert "setelah dikunci" in text
    assert "KONSEP" in PdfReader(BytesIO(draft)).pages[0].extract_text() or form_has(draft, "KONSEP")
    assert not form_has(final, "KONSEP")


def form_has(pdf: bytes, word: str) -> bool:
    """Whether a form of the first sheet shows the word (poppler reads forms, too)."""
    text = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return word in re.sub(r"\s", "", text)


@ALL_DESIGNS
def test_only_a_sample_says_so(design: str) -> None:
    plain, sample = (text_of(draw_piagam([replace(PIAGAM, design=design, sample=flag)])) for flag in (False, True))
    assert "DATA CONTOH" not in plain
    assert "DATA CONTOH" in sample
    assert "LAMBANG" not in plain


@ALL_DESIGNS
def test_without_an_address_there_is_no_qr_but_a_contact(design: str) -> None:
    piagam = replace(PIAGAM, design=design, qr_url=None, contact="Dinas Sosial, telepon 021-0000000")
    text = text_of(draw_piagam([piagam]))
    assert "Kode 7F3A-91C2" in text
    assert "Periksa keaslian: Dinas Sosial, telepon 021-0000000" in text


def test_one_long_name_is_named_and_stops_nobody_else() -> None:
    long = replace(PIAGAM, holder="W" * 60)
    found = problems([PIAGAM, long, FACILITATOR])
    assert [(number, type(problem)) for number, problem in found] == [(1, NameTooLong)]
    with pytest.raises(NameTooLong) as refusal:
        draw_piagam([PIAGAM, long])
    assert refusal.value.name == "W" * 60


@ALL_DESIGNS
def test_a_position_has_three_lines_at_most(design: str) -> None:
    four = "Gubernur Contoh\nKepala Dinas Sosial\nProvinsi Contoh\nSekretaris"
    signatory = replace(PIAGAM.signatory, prefix="a.n.", position=four)
    text = text_of(draw_piagam([replace(PIAGAM, design=design, signatory=signatory)]))
    assert "a.n. Gubernur Contoh Kepala Dinas Sosial Provinsi Contoh Sekretaris," in text
    with pytest.raises(TextTooLong, match="muat 3 baris"):
        draw_piagam([replace(PIAGAM, design=design, signatory=replace(signatory, position=four * 3))])


@ALL_DESIGNS
def test_a_crowded_piagam_sets_the_name_smaller(design: str) -> None:
    crowded = replace(
        FACILITATOR,
        design=design,
        holder_place=f"{PIAGAM.holder_place}, Provinsi Daerah Khusus Jakarta, Republik Indonesia",
        phrase=f"{PIAGAM.phrase[:-1]} keluarga miskin di wilayah pesisir dan kepulauan.",
    )
    text = text_of(draw_piagam([crowded]))
    assert crowded.holder in text
    assert crowded.phrase in text


def test_a_phrase_that_fills_the_sheet_is_refused() -> None:
    with pytest.raises(TextTooLong, match="Ringkas"):
        draw_piagam([replace(PIAGAM, phrase="atas kerja bersama " * 40)])


@pytest.mark.parametrize(
    ("award", "strokes", "outlined"),
    [
        ("Juara I", 1, False),
        ("Juara II", 2, False),
        ("Juara III", 3, False),
        ("Juara Harapan II", 2, True),
        ("Terbaik IV", 4, False),
        ("Juara Favorit", None, False),
        ("Harapan Bangsa", None, True),
        ("Juara MI", None, False),
    ],
)
def test_strokes_come_from_the_numeral(award: str, strokes: int | None, outlined: bool) -> None:
    piagam = replace(PIAGAM, award=award)
    assert (piagam.strokes, piagam.is_consolation) == (strokes, outlined)


@pytest.mark.parametrize(
    ("nip", "institution", "printed"),
    [
        ("197001011995032001", "", "NIP 19700101 199503 2 001"),
        ("", "Universitas Contoh", "Universitas Contoh"),
        ("", "", ""),
        ("  ", "", ""),
    ],
)
def test_no_empty_nip_is_printed(nip: str, institution: str, printed: str) -> None:
    assert Signatory("Nama", "Jabatan", nip=nip, institution=institution).identity == printed


def test_an_odd_nip_is_printed_as_given() -> None:
    assert spaced_nip("123 45") == "123 45"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"design": "emas"}, "Desain emas tidak dikenal"),
        ({"paper": "B5"}, "Kertas B5 tidak dikenal"),
        ({"colours": ("#000000",)}, "memakai 2 warna, bukan 1"),
    ],
)
def test_wrong_settings_are_named(change: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        draw_piagam([replace(PIAGAM, **change)])


def test_colours_are_six_digits() -> None:
    with pytest.raises(ValueError, match="Warna red tidak dikenal"):
        replace(PIAGAM, colours=("red", "#000000"))


@ALL_DESIGNS
def test_the_emblem_is_printed_and_leaves_no_placeholder(design: str, tmp_path: Path) -> None:
    png = BytesIO()
    Image.new("RGBA", (60, 80), (0, 0, 0, 255)).save(png, "PNG")
    head = replace(PIAGAM.letterhead, emblem=png.getvalue())
    piagam = replace(PIAGAM, design=design, letterhead=head, sample=True)
    pdf = draw_piagam([piagam])
    assert pdf == draw_piagam([piagam])
    assert "LAMBANG" not in text_of(pdf)
    assert len(PdfReader(BytesIO(pdf)).pages[0].images) == 1


def test_an_emblem_that_is_no_picture_is_named() -> None:
    with pytest.raises(ValueError, match="Gambar tidak dapat dibaca"):
        draw_piagam([replace(PIAGAM, letterhead=replace(PIAGAM.letterhead, emblem=b"<svg/>"))])


@ALL_DESIGNS
def test_a_long_signer_takes_two_lines(design: str) -> None:
    name = "Prof. Dr. H. Ahmad Zulkarnain Kusumaningrat Wirjoatmodjo, S.Sos., M.A."
    signatory = Signatory(name, "Kepala Dinas Sosial", prefix="Plt.", institution="Universitas Contoh Nusantara")
    text = text_of(draw_piagam([replace(PIAGAM, design=design, signatory=signatory)]))
    assert name in text
    assert "Plt. Kepala Dinas Sosial," in text
    assert "NIP" not in text


def test_own_colours_are_used(tmp_path: Path) -> None:
    plain, own = draw_piagam([PIAGAM]), draw_piagam([replace(PIAGAM, colours=("#550000", "#005500"))])
    assert plain != own


def test_papers_are_not_mixed_and_not_missing() -> None:
    with pytest.raises(ValueError, match="kertas yang sama"):
        draw_piagam([PIAGAM, replace(PIAGAM, paper="F4")])
    with pytest.raises(ValueError, match="Tidak ada piagam"):
        draw_piagam([])
