"""Piagam as ink: no name leaves its frame, nothing touches, the file is sound and its QR code can be read."""

from __future__ import annotations

import random
import re
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import segno
from piagam_samples import ALL_DESIGNS, FACILITATOR, HOSTILE, PIAGAM, ink, ink_top, picture, saved, tall, text_of
from PIL import Image
from pypdf import PdfReader

from certificates.fitting import NameTooLong
from certificates.page import drawing, paper_size
from certificates.press import draw_piagam, draw_sheet
from certificates.qr import matrix


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
