"""Nothing leaves its frame, whatever people are called: kuitansi, announcer's list, rapor, lists, blank sheets."""

from __future__ import annotations

import random
import re
import subprocess
from dataclasses import replace
from fractions import Fraction

import pytest
from piagam_samples import HOSTILE

from certificates.chart import Bar, Patch, chart_svg, marks_of
from certificates.feedback import Feedback, Point, draw_feedback
from certificates.listing import Listing, ListTable, draw_listings
from certificates.mc import McAward, McCategory, McList, draw_mc_list
from certificates.page import drawing, paper_size
from certificates.people import Letterhead, Signatory
from certificates.receipt import Receipt, Signer, draw_receipt
from certificates.report import Imprint
from certificates.score_sheet import BlankAspect, BlankIndicator, ScoreSheet, draw_score_sheets
from certificates.signature_row import Signing
from certificates.table import Column, Row

HEAD = Letterhead("DINAS SOSIAL", ("PEMERINTAH PROVINSI CONTOH",), ("Jalan Contoh No. 6",))
LONG = "Prof. Dr. H. Ahmad Zulkarnain Kusumaningrat Wirjoatmodjo Sastrodihardjo, S.Sos., M.A., Ph.D."
SYLLABLES = ("ka", "su", "ma", "ning", "tyas", "wi", "jo", "yo", "Siti", "Nur'aini", "KUBE", "Hj.", "S.Sos.,", "W" * 9)


def names() -> list[str]:
    chance = random.Random(7)  # noqa: S311 - the same names every time
    made = [" ".join(chance.choices(SYLLABLES, k=chance.randint(1, 9)))[:90] for _ in range(500)]
    return [*made, *HOSTILE, LONG]


def receipt(name: str) -> Receipt:
    signer = Signatory(name, "", institution=name)
    return Receipt(
        letterhead=HEAD,
        payer="Bendahara Pengeluaran Dinas Sosial Provinsi Daerah Khusus Jakarta",
        words="sebelas juta delapan ratus delapan puluh delapan ribu delapan ratus delapan puluh delapan rupiah",
        figures="Rp11.888.888,00",
        purpose=f"Uang pembinaan Juara Harapan II KUBE Berprestasi Tahun 2026 kepada {name}, Jakarta Timur",
        remarks=("Pajak belum ditetapkan; jumlah ini adalah bruto. Tidak ada potongan.", "Dibayar: tunai"),
        signers=(
            Signer(("Setuju dibayar,", "Kuasa Pengguna Anggaran"), Signatory("Ir. Paulus Manurung", "")),
            Signer(("Lunas dibayar", "Bendahara Pengeluaran"), Signatory("Lilis", "", nip="198309172006042003")),
            Signer(("Jakarta, ………", "Yang menerima, Ketua"), signer, stamp=True),
            Signer(("", "Bendahara"), signer),
        ),
        number="KW-004/KUBE-BERPRESTASI/XII/2026",
        sample=True,
    )


def test_every_text_of_a_receipt_stays_on_its_sheet():
    width, height = paper_size("A5", landscape=True)
    outside = []
    with drawing(width, height, title="") as page:
        for name in names():
            draw_receipt(page, receipt(name), "Lembar 1: bendahara")
            right, bottom = width - 14.5, height - 8
            outside += [(name, b) for b in page.boxes if b.left < 14.9 or b.right > right or b.bottom > bottom]
            page.next_sheet()
    assert outside == []


def feedback(name: str) -> Feedback:
    point = Point("Penghasilan keluarga anggota", f"{name} tampak rutin.", "rata-rata 4,40 dari 5")
    return Feedback(
        letterhead=HEAD,
        name=name,
        about=name,
        event="KUBE Berprestasi Tahun 2026",
        greeting=f"Bapak/Ibu {name}, terima kasih.",
        bars=(Bar("Kelembagaan", Fraction(3, 4), "26,25 dari 35"),),
        value="75,44",
        strengths=(point,) * 3,
        steps=(point,) * 3,
        notes=(name,),
        closing="Terima kasih.",
        sender="Tim Penilai",
        imprint=Imprint(),
    )


def listing(name: str) -> Listing:
    columns = (Column("No.", 10), Column("Nama", 0), Column("Tanda tangan", 40))
    return Listing(
        letterhead=HEAD,
        title="Daftar Hadir",
        imprint=Imprint(),
        tables=(ListTable(columns, (Row(("1.", f"{name}\n~{name}", "~1.")),) * 3),),
        signings=(Signing(Signatory(name, "Yang menyatakan")),),
    )


def mc_list(name: str) -> McList:
    award = McAward("Juara Harapan II", "juara harapan dua", (name, name), (name, name))
    return McList(letterhead=HEAD, event="KUBE", categories=(McCategory("KUBE", (award,) * 3),), imprint=Imprint())


def score_sheet(name: str) -> ScoreSheet:
    indicator = BlankIndicator("K1", name, "5", name, (name,) * 5)
    return ScoreSheet(
        letterhead=HEAD,
        subject="KUBE",
        scores=tuple("12345"),
        scale="Skala 1 sampai 5",
        aspects=(BlankAspect("Kelembagaan", "35", (indicator,) * 3),),
        imprint=Imprint(),
    )


DRAWN = {
    "feedback": lambda name: draw_feedback([feedback(name)]),
    "listing": lambda name: draw_listings([listing(name)]),
    "mc": lambda name: draw_mc_list(mc_list(name)),
    "score_sheet": lambda name: draw_score_sheets([score_sheet(name)]),
}


@pytest.mark.parametrize("paper", DRAWN)
def test_words_of_other_papers_stay_inside_the_margins(paper, tmp_path):
    outside = []
    for name in (*HOSTILE, LONG):
        path = tmp_path / "paper.pdf"
        path.write_bytes(DRAWN[paper](name))
        shown = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True).stdout
        told = shown.decode("utf-8", "replace")
        number = r'="([\d.-]+)"'
        words = re.findall(rf"<word xMin{number} yMin{number} xMax{number} yMax{number}>(.*?)</word>", told)
        assert words
        for left, top, right, bottom, text in words:
            if float(left) < 36 or float(right) > 595.3 - 36 or float(top) < 20 or float(bottom) > 842 - 20:
                outside.append((name, text, left, right))
    assert outside == []


def test_a_chart_is_the_same_marks_on_paper_and_screen():
    bars = (Bar("A<B>C & D", Fraction(5, 4), "30,00 dari 24"), Bar("Sosial", Fraction(0), "0,00 dari 35"))
    svg = chart_svg(bars, "Nilai <A>")
    assert svg.count("<rect ") == sum(isinstance(mark, Patch) for mark in marks_of(bars)) == 10
    assert "A&lt;B&gt;C &amp; D" in svg
    widest = max(mark.box.right for mark in marks_of(bars) if isinstance(mark, Patch))
    assert widest == pytest.approx(134.0), "a bar never runs past its track"


def test_signatures_are_never_alone_on_a_sheet(tmp_path):
    table = replace(listing("x").tables[0], rows=(Row(("1.", "Nama", "~1.")),) * 31)
    many = replace(listing("KUBE Melati"), tables=(table,))
    path = tmp_path / "paper.pdf"
    path.write_bytes(draw_listings([many]))
    pages = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout.split("\f")[:-1]
    assert ["Nama" in page for page in pages if "Yang menyatakan" in page] == [True]
