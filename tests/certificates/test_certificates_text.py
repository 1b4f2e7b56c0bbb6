"""Text: kerning against HarfBuzz, names fitted as a table says, and any name read back from the PDF as typed."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import pytest
import uharfbuzz
from pypdf import PdfReader

from certificates.designs import betawi, klasik, modern
from certificates.fitting import (
    Gap,
    NameTooLong,
    TextTooLong,
    balanced,
    break_cost,
    fit_name,
    shrink,
    stack,
    unbreakable_words,
    wrap,
)
from certificates.page import MM, drawing
from certificates.typefaces import FONTS, face
from certificates.typesetting import Style, clean, measure

BODY = Style("SourceSerif4-Regular", 10)
WORDS = [
    "AVATAR",
    "Kusumaningtyas,",
    "M.Si.",
    "Yohanes",
    "Wahyuningsih",
    "S.Tr.Sos.,",
    "“Tafa”",
    "Tç",
    "LTKÅ",
    "PIAGAM",
]


def shaped_width(font: str, word: str) -> float:
    """What HarfBuzz says the word is wide, in 1/1000 em, with kerning and nothing else."""
    harfbuzz = uharfbuzz.Font(uharfbuzz.Face((FONTS / f"{font}.ttf").read_bytes()))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    off = dict.fromkeys(["liga", "clig", "calt", "ccmp", "locl", "rlig"], False)
    uharfbuzz.shape(harfbuzz, buffer, {**off, "kern": True})
    return sum(p.x_advance for p in buffer.glyph_positions) * 1000 / harfbuzz.face.upem


@pytest.mark.parametrize("font", sorted(path.name.split(".")[0] for path in FONTS.glob("*.kern.json")))
def test_kerning_agrees_with_harfbuzz(font: str) -> None:
    ours = [measure(word, Style(font, 1000)) for word in WORDS]
    assert ours == pytest.approx([shaped_width(font, word) for word in WORDS], abs=3)


def test_kerning_does_something() -> None:
    assert face("EBGaramond-Medium").kern("T", "a") < -30


def test_tracking_ends_with_the_last_letter() -> None:
    plain, tracked = Style("Cinzel-Bold", 10), Style("Cinzel-Bold", 10, tracking=0.1)
    assert measure("JUARA", tracked) - measure("JUARA", plain) == pytest.approx(4 * 0.1 * 10)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  Siti\tNur'aini \n", "Siti Nur'aini"),
        ("Se\u0301no", "Séno"),
        ("a\x00b\x07c", "abc"),
        ("x\ud800y", "xy"),
        ("=1+1", "=1+1"),
    ],
)
def test_clean_takes_only_what_cannot_be_printed(given: str, kept: str) -> None:
    assert clean(given) == kept


NAMES = [
    "KUBE Melati Karya",
    "Suparman",
    "A<B>C & </para>",
    "=1+1",
    "-2+3 @x",
    'Hj. Siti Nur\'aini “Ai” "Rahma"',
    "Arifin Affandi, Raffi, afla",
    "Ibu 😀 Cinta 👩‍👩‍👧",
    "李小龍 Ḥasan Ṭāhā",
    "Łukasz Ðorđe Şükrü",
    "½ ② ☺ ★ ✓",
    r"%s {0} \n (x) [y] \\",
]


def one_line_pdf(name: str, style: Style) -> bytes:
    with drawing(800, 60, title=name) as page:
        page.text(10, 40, name, style)
        return page.finish()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("font", ["EBGaramond-SemiBold", "SourceSerif4-SemiBold", "PlusJakartaSans-ExtraBold"])
def test_a_name_reads_back_from_the_pdf_as_typed(name: str, font: str, tmp_path: Path) -> None:
    pdf = one_line_pdf(name, Style(font, 12))
    assert " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split()) == name
    path = tmp_path / "name.pdf"
    path.write_bytes(pdf)
    text = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True).stdout.decode()
    assert " ".join(text.replace("\f", "").split()) == name


def test_tracked_capitals_are_found_by_search(tmp_path: Path) -> None:
    path = tmp_path / "tracked.pdf"
    path.write_bytes(one_line_pdf("JUARA HARAPAN II", Style("Cinzel-Bold", 20, tracking=0.3)))
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()
    assert text.strip("\n\f") == "JUARA HARAPAN II"


FITS = [  # design, width in mm, name, lines, least and greatest size
    (klasik, 217, "KUBE Melati Karya", ("KUBE Melati Karya",), 46, 46),
    (klasik, 217, "Suparman", ("Suparman",), 46, 46),
    (klasik, 217, "W" * 22, ("W" * 22,), 22, 34),  # one word has no second line
    (klasik, 217, "Dewi Lestari Anggraini, S.Sos.", ("Dewi Lestari Anggraini, S.Sos.",), 40, 46),
    (
        klasik,
        217,
        "Hj. Siti Nur'aini Rahmadhani Kusumaningtyas, S.Sos., M.Si.",
        ("Hj. Siti Nur'aini Rahmadhani", "Kusumaningtyas, S.Sos., M.Si."),
        33,
        33,
    ),
    (
        betawi,
        197,
        "KUBE Persaudaraan Ibu-Ibu Tangguh Pesisir Cilincing Sejahtera",
        ("KUBE Persaudaraan Ibu-Ibu", "Tangguh Pesisir Cilincing Sejahtera"),
        26,
        32,
    ),
    (
        modern,
        223,
        "Hj. Siti Nur'aini Rahmadhani Kusumaningtyas, S.Sos., M.Si.",
        ("Hj. Siti Nur'aini Rahmadhani", "Kusumaningtyas, S.Sos., M.Si."),
        30,
        34,
    ),
]


@pytest.mark.parametrize("case", FITS, ids=lambda case: f"{case[2][:20]}, {case[1]} mm")
def test_names_are_fitted(case) -> None:
    design, width, name, lines, least, most = case
    rule = modern.NAME if design is modern else design.look(*design.COLOURS).name
    fitted = fit_name(name, width, rule)
    assert fitted.lines == lines
    assert least <= fitted.size <= most
    assert max(measure(line, rule.style.at(fitted.size)) for line in fitted.lines) <= width * MM


def test_120_characters_fit_on_two_lines() -> None:
    name = "KUBE " + " ".join(["Melati", "Karya", "Lestari", "Sejati"] * 5)
    name = name[:120].rstrip()
    fitted = fit_name(name, 217, klasik.look(*klasik.COLOURS).name)
    assert " ".join(fitted.lines) == name
    assert fitted.size >= 22


@pytest.mark.parametrize("name", ["W" * 40, "Kusumaningtyas " * 14, "x" * 120])
def test_a_name_that_cannot_be_read_is_refused(name: str) -> None:
    with pytest.raises(NameTooLong, match="Isi nama cetak yang lebih pendek"):
        fit_name(name, 217, klasik.look(*klasik.COLOURS).name)


def test_break_cost_dislikes_what_a_reader_dislikes() -> None:
    style = Style("EBGaramond-SemiBold", 30)
    assert break_cost("Hj.", "Siti Aminah", style) > 1
    degrees = break_cost("Ratna Dewi Kusuma", "S.Sos., M.Si.", style)
    split = break_cost("Ratna Dewi S.Sos.,", "M.Si. Kusuma Putri", style)
    assert degrees > 0.12
    assert split > 0.25
    assert break_cost("Ratna", "Dewi Kusuma", style) < break_cost("Dewi Kusuma", "Ratna", style)


def test_numbers_and_dates_stay_together() -> None:
    words = unbreakable_words("Keputusan Nomor 412 Tahun 2026 tanggal 2 November 2026 di Jakarta")
    assert words == ["Keputusan", "Nomor 412", "Tahun 2026", "tanggal", "2 November 2026", "di", "Jakarta"]


def test_a_numeral_stays_with_its_rank() -> None:
    assert unbreakable_words("Juara Harapan II, Juara III") == ["Juara", "Harapan II,", "Juara III"]


def test_a_long_number_parts_after_a_stroke() -> None:
    assert wrap("001/PG-KUBE/XI/2026", 24, BODY) == ("001/PG-KUBE/", "XI/2026")


def test_wrapped_lines_hold_the_whole_text() -> None:
    text = "Nilai rata-rata juri yang hadir; " * 6 + "x" * 300
    lines = wrap(text, 40, BODY)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert max(measure(line, BODY) for line in lines) <= 40 * MM


def test_balanced_lines_are_nearly_equal_and_never_too_many() -> None:
    lines = balanced("atas hasil kerja bersama dalam kelembagaan, kepedulian sosial, dan usaha ekonomi", 80, BODY, 2)
    assert [len(line) for line in lines] == [43, 36]
    with pytest.raises(TextTooLong, match="muat 2 baris"):
        balanced("kata " * 100, 80, BODY, 2)
    assert balanced("", 80, BODY, 2) == ()


def test_shrinking_stops_at_what_can_be_read() -> None:
    assert shrink("pendek", 80, BODY, 8) == BODY
    assert 8 <= shrink("kata " * 12, 80, BODY, 6).size < 10
    with pytest.raises(TextTooLong, match="Ringkas"):
        shrink("kata " * 40, 80, BODY, 6)


def test_a_stack_fills_its_span_or_refuses() -> None:
    gaps = [Gap(10, 6, 1), Gap(10, 10, 0), Gap(10, 4, 3)]
    assert stack(gaps, 34) == pytest.approx([11, 21, 34])
    assert stack(gaps, 25) == pytest.approx([8, 18, 25])
    with pytest.raises(TextTooLong, match="satu halaman"):
        stack(gaps, 19)
