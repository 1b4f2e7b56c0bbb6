"""Piagam: what is printed, what is not, and that no name puts ink outside its frame."""

from __future__ import annotations

import random
import re
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import segno
from PIL import Image
from pypdf import PdfReader

from certificates.designs import DESIGNS
from certificates.fitting import NameTooLong, TextTooLong
from certificates.page import drawing, paper_size
from certificates.people import Letterhead, Signatory, spaced_nip
from certificates.piagam import QR_CAPTION, Piagam
from certificates.press import draw_piagam, draw_sheet, problems
from certificates.qr import matrix

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


@ALL_DESIGNS
def test_content_only_leaves_border_and_letterhead_to_the_printed_paper(design: str, tmp_path: Path) -> None:
    whole, content = (
        picture(draw_piagam([replace(PIAGAM, design=design, content_only=flag)]), tmp_path) for flag in (False, True)
    )
    assert (
        "DINAS SOSIAL"
        not in text_of(draw_piagam([replace(PIAGAM, design=design, content_only=True)])).split("Nomor")[0]
    )
    width, height = whole.size
    rim = [(0, 0, width, height // 10), (0, 0, width // 9, height)]
    assert all(ink(whole.crop(edge)) for edge in rim)
    assert not any(ink(content.crop(edge)) for edge in rim)


def test_the_offset_moves_the_content(tmp_path: Path) -> None:
    at_home, moved = (
        ink(picture(draw_piagam([replace(PIAGAM, content_only=True, offset=offset)]), tmp_path))
        for offset in ((0, 0), (5, -3))
    )
    assert at_home is not None
    assert moved is not None
    shift = [(b - a) * 25.4 / 60 for a, b in zip(at_home, moved, strict=True)]
    assert shift == pytest.approx([5, -3, 5, -3], abs=0.5)


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
SYLLABLES = [
    "ku",
    "su",
    "ma",
    "ning",
    "tyas",
    "wah",
    "yu",
    "dja",
    "ya",
    "nur",
    "'ai",
    "ni",
    "rah",
    "ma",
    "dha",
    "W",
    "é",
]
TITLES = ["", "", "Hj. ", "Prof. Dr. H. ", "KUBE ", "R.A. "]
DEGREES = ["", "", ", S.Sos.", ", S.Tr.Sos., M.Si.", ", A.KS., M.P.S.Sp."]


def random_names(count: int) -> list[str]:
    chance = random.Random(7)  # noqa: S311  a seed, not a secret
    names = []
    for _ in range(count):
        words = [
            "".join(chance.choices(SYLLABLES, k=chance.randint(1, 5))).title() for _ in range(chance.randint(1, 11))
        ]
        names.append(chance.choice(TITLES) + " ".join(words) + chance.choice(DEGREES))
    return names


FRAMES = {  # mm kept free at each side: left, top, right, bottom
    "klasik": (26.4, 22.5, 26.4, 22.5),
    "betawi": (47.5, 28.4, 47.5, 27.2),
    "modern": (54.0, 12.0, 12.0, 12.0),
}


@ALL_DESIGNS
def test_five_hundred_names_stay_inside_the_frame_or_are_refused(design: str) -> None:
    left, top, right, bottom = FRAMES[design]
    refused, outside = [], []
    names = [*random_names(500 - len(HOSTILE)), *HOSTILE]
    width, height = paper_size("A4", landscape=True)
    with drawing(width, height, title="nama") as page:
        for number, name in enumerate(names):
            person = FACILITATOR if number % 2 else PIAGAM
            page.boxes = []
            try:
                draw_sheet(page, replace(person, holder=name, design=design))
            except NameTooLong:
                refused.append(name)
                continue
            outside += [
                (name, box)
                for box in page.boxes
                if box.left < left or box.top < top - 1 or box.right > width - right or box.bottom > height - bottom + 1
            ]
    assert outside == []
    assert 0 < len(refused) < 200
    assert min(map(len, refused)) >= 22


@pytest.mark.parametrize("name", [HOSTILE[0], HOSTILE[2], HOSTILE[5], HOSTILE[6], "Hj. Siti " + "Kusuma " * 10])
def test_the_rendered_sheet_keeps_twelve_millimetres_free(name: str, tmp_path: Path) -> None:
    image = picture(draw_piagam([replace(PIAGAM, holder=name)]), tmp_path)
    box = ink(image)
    assert box is not None
    edge = 12 / 25.4 * 60 - 1
    assert min(box[0], box[1], image.width - box[2], image.height - box[3]) >= edge


@ALL_DESIGNS
def test_lines_of_the_stack_never_touch(design: str) -> None:
    crowded = replace(
        FACILITATOR,
        design=design,
        holder_place="Kelurahan Kalibaru, Kecamatan Cilincing, Kota Administrasi Jakarta Utara",
        signatory=replace(PIAGAM.signatory, prefix="a.n.", position="Kepala Dinas Sosial\nSekretaris Dinas"),
    )
    width, height = paper_size("A4", landscape=True)
    with drawing(width, height, title="penuh") as page:
        draw_sheet(page, crowded)
        boxes = list(page.boxes)
    overlaps = [
        (a, b)
        for number, a in enumerate(boxes)
        for b in boxes[number + 1 :]
        if a.left < b.right
        and b.left < a.right
        and ink_top(a) < b.bottom - 0.3 * tall(b)
        and ink_top(b) < a.bottom - 0.3 * tall(a)
    ]
    assert overlaps == []


def tall(box) -> float:
    return box.bottom - box.top


def ink_top(box) -> float:
    """A font's box starts above its capitals by about a quarter of its height."""
    return box.top + 0.3 * tall(box)


@ALL_DESIGNS
def test_same_input_same_bytes(design: str) -> None:
    piagams = [replace(p, design=design) for p in (PIAGAM, FACILITATOR)]
    assert draw_piagam(piagams) == draw_piagam(piagams)


@ALL_DESIGNS
def test_the_file_is_sound_and_every_font_embedded(design: str, tmp_path: Path) -> None:
    hostile = [replace(PIAGAM, holder=name, design=design, sample=True) for name in HOSTILE]
    pdf = draw_piagam([replace(PIAGAM, design=design), replace(PIAGAM, design=design, draft=True), *hostile])
    path = saved(pdf, tmp_path)
    check = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert check.returncode == 0, check.stdout + check.stderr
    assert "WARNING" not in check.stdout + check.stderr
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert len(fonts) >= 4
    assert [font for font in fonts if not re.search(r"\byes yes yes\b", font)] == []


def test_the_file_says_what_it_is() -> None:
    reader = PdfReader(BytesIO(draw_piagam([PIAGAM])))
    assert reader.metadata is not None
    assert reader.metadata.title == "Piagam Penghargaan: KUBE Melati Karya"
    assert reader.metadata.author == "DINAS SOSIAL"
    assert reader.trailer["/Root"]["/Lang"] == "id-ID"


def test_the_qr_code_is_a_full_code_for_the_address() -> None:
    url = PIAGAM.qr_url
    assert url is not None
    code = segno.make(url, error="m", boost_error=False, micro=False)
    assert not code.is_micro
    assert [[int(dark) for dark in row] for row in matrix(url)] == [list(row) for row in code.matrix]
    assert len(matrix("12345")) >= 21


def test_the_printed_qr_code_reads_back_module_by_module(tmp_path: Path) -> None:
    url = PIAGAM.qr_url
    assert url is not None
    path = saved(draw_piagam([PIAGAM]), tmp_path)
    subprocess.run(["pdftoppm", "-r", "300", "-gray", path, tmp_path / "qr"], check=True)
    image = Image.open(next(tmp_path.glob("qr*.pgm"))).convert("L")
    size, left, top = 19.6, 40.0, 210 - 30.3 - 19.6
    modules = matrix(url)
    step = size / len(modules)

    def dark(row: int, column: int) -> bool:
        x, y = left + (column + 0.5) * step, top + (row + 0.5) * step
        return image.getpixel((round(x / 25.4 * 300), round(y / 25.4 * 300))) < 128

    side = range(len(modules))
    assert tuple(tuple(dark(row, column) for column in side) for row in side) == modules


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


@ALL_DESIGNS
def test_there_is_room_for_signature_and_stamp(design: str) -> None:
    width, height = paper_size("A4", landscape=True)
    position = "Kepala Dinas Sosial\nProvinsi Daerah Khusus\nContoh Nusantara"
    with drawing(width, height, title="tanda tangan") as page:
        draw_sheet(page, replace(PIAGAM, design=design, signatory=replace(PIAGAM.signatory, position=position)))
        *_, last_position, name, _nip = page.boxes
    assert (
        name.top + 0.3 * tall(name) - last_position.bottom + 0.25 * tall(last_position) >= 17.0
    )  # mm between the last line's descent and the name's capitals


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
    with pytest.raises(ValueError, match="Lambang tidak dapat dibaca"):
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
