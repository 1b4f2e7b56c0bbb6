"""Logo and background of a piagam: seen, inside the frame, beside every text, under every text, once in the file."""

from __future__ import annotations

import random
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from piagam_samples import ALL_DESIGNS, FACILITATOR, HOSTILE, PIAGAM, ink_top, saved, tall, text_of
from PIL import Image
from pypdf import PdfReader

from certificates.contrast import ENOUGH, FAINTEST, contrast, deepened
from certificates.designs import DESIGNS
from certificates.designs.modern import GREY
from certificates.fitting import NameTooLong
from certificates.page import drawing, paper_size
from certificates.people import Letterhead
from certificates.piagam import Piagam
from certificates.press import colours_of, draw_piagam, draw_sheet

BOTH_PAPERS = pytest.mark.parametrize("paper", ["A4", "F4"])


def picture_of(colour: str, size: tuple[int, int], ending: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, ending)
    return out.getvalue()


LOGOS = {"wide": (900, 90), "square": (300, 300), "tall": (80, 400)}
LOGO = picture_of("#1B4F9C", LOGOS["square"])
LIGHT = picture_of("#F0E8E4", (600, 400), "JPEG")
HEAD = Letterhead("DINAS SOSIAL", ("PEMERINTAH PROVINSI CONTOH",), emblem=picture_of("#0B5D3B", (300, 360)))
LONG_HEAD = replace(
    HEAD,
    office="DINAS SOSIAL, PEMBERDAYAAN PEREMPUAN, PERLINDUNGAN ANAK DAN KELUARGA BERENCANA",
    lines=("PEMERINTAH PROVINSI DAERAH KHUSUS IBUKOTA NUSANTARA CONTOH YANG PANJANG SEKALI NAMANYA",),
)


def dressed(piagam: Piagam, **change: object) -> Piagam:
    return replace(piagam, **{"letterhead": HEAD, "logo": LOGO, "background": LIGHT} | change)


def touching(boxes: list) -> list:
    return [
        (a, b)
        for number, a in enumerate(boxes)
        for b in boxes[number + 1 :]
        if a.left < b.right
        and b.left < a.right
        and ink_top(a) < b.bottom - 0.3 * tall(b)
        and ink_top(b) < a.bottom - 0.3 * tall(a)
    ]


@ALL_DESIGNS
@BOTH_PAPERS
def test_names_stay_inside_the_frame_beside_a_logo(design: str, paper: str) -> None:
    chance = random.Random(11)  # noqa: S311  a seed, not a secret
    syllables = ["ku", "ning", "tyas", "wah", "yu", "W", "é", " ", " S.Sos., "]
    made = ["".join(chance.choices(syllables, k=chance.randint(1, 22))).strip() or "x" for _ in range(500)]
    frame, (width, height) = DESIGNS[design].frame, paper_size(paper, landscape=True)
    outside, drawn = [], 0
    with drawing(width, height, title="nama") as page:
        for number, name in enumerate([*made, *HOSTILE]):
            page.boxes = []
            person = FACILITATOR if number % 2 else PIAGAM
            try:
                draw_sheet(page, dressed(person, holder=name, design=design, paper=paper))
            except NameTooLong:
                continue
            drawn += 1
            outside += [
                (name, box)
                for box in page.boxes
                if min(box.left, box.top, width - box.right, height - box.bottom) < frame - 1
            ]
    assert outside == []
    assert drawn > 300


@ALL_DESIGNS
@BOTH_PAPERS
@pytest.mark.parametrize("shape", LOGOS)
@pytest.mark.parametrize("head", [HEAD, LONG_HEAD, replace(HEAD, emblem=None)], ids=["usual", "long", "no emblem"])
def test_a_logo_of_any_shape_touches_no_text(design: str, paper: str, shape: str, head: Letterhead) -> None:
    logo = picture_of("#1B4F9C", LOGOS[shape])
    width, height = paper_size(paper, landscape=True)
    with drawing(width, height, title="logo") as page:
        draw_sheet(page, dressed(FACILITATOR, design=design, paper=paper, logo=logo, letterhead=head))
        boxes = list(page.boxes)
    assert touching(boxes) == []


@ALL_DESIGNS
def test_pictures_are_in_the_file_once_however_many_sheets(design: str) -> None:
    one, ten = (draw_piagam([dressed(PIAGAM, design=design)] * count) for count in (1, 10))
    streams = [pdf.count(b"/Subtype /Image") for pdf in (one, ten)]
    assert streams == [3, 3]
    assert (len(ten) - len(one)) / 9 < 4500
    assert draw_piagam([dressed(PIAGAM, design=design)]) == one


@ALL_DESIGNS
def test_pre_printed_paper_gets_no_picture(design: str) -> None:
    bare = replace(PIAGAM, design=design, content_only=True)
    pdf = draw_piagam([dressed(bare)])
    assert len(PdfReader(BytesIO(pdf)).pages[0].images) == 0
    assert text_of(pdf) == text_of(draw_piagam([bare]))


@ALL_DESIGNS
@BOTH_PAPERS
def test_the_background_fills_the_frame_and_nothing_beyond(design: str, paper: str, tmp_path: Path) -> None:
    path = saved(draw_piagam([dressed(PIAGAM, design=design, paper=paper)]), tmp_path)
    subprocess.run(["pdftoppm", "-r", "50.8", "-singlefile", path, tmp_path / "page"], check=True)  # 2 pixels a mm
    image = Image.open(tmp_path / "page.ppm")
    edge = round(2 * DESIGNS[design].frame)
    light = Image.open(BytesIO(LIGHT)).getpixel((5, 5))
    corner = image.getpixel((image.width - edge - 36, image.height // 2))
    assert max(abs(a - b) for a, b in zip(corner, light, strict=True)) <= 2
    assert image.crop((0, 0, image.width, 22)).getextrema() == ((255, 255),) * 3


def test_letters_over_the_darkest_background_stay_readable() -> None:
    for name, design in DESIGNS.items():
        plain = replace(PIAGAM, design=name)
        assert colours_of(plain, design) == design.colours
        inks = colours_of(dressed(plain), design)[: design.inks]
        assert [ink for ink in (*inks, GREY, "#000000") if contrast(ink, FAINTEST) < ENOUGH] == []


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#FFFFFF", 21), ("#777777", "#FFFFFF", 4.48), ("#FFFFFF", "#FFFFFF", 1)]
)
def test_contrast_is_that_of_the_published_formula(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


def test_a_pale_ink_is_deepened_and_a_dark_one_kept() -> None:
    assert deepened("#14223A") == "#14223A"
    assert contrast(deepened("#FFE680"), FAINTEST) >= ENOUGH


def test_the_mark_of_a_draft_is_seen_over_a_background(tmp_path: Path) -> None:
    darkest = picture_of(FAINTEST, (600, 400), "JPEG")
    path = saved(draw_piagam([dressed(PIAGAM, background=darkest, draft=True)]), tmp_path)
    subprocess.run(["pdftoppm", "-r", "40", "-gray", "-singlefile", path, tmp_path / "page"], check=True)
    tones = Image.open(tmp_path / "page.pgm").histogram()
    assert sum(tones[0xCE:0xD3]) > 4000
