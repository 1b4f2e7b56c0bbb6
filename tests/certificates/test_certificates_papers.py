"""Official papers and cards: every figure given is printed, nothing is orphaned, drafts and samples say so."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from certificates.allocation import (
    AllocationCategory,
    AllocationList,
    AllocationRow,
    Amounts,
    draw_allocation,
)
from certificates.cards import JudgeCard, draw_cards
from certificates.minutes import Aspect, Minutes, Recap, RecapRow, Section, draw_minutes
from certificates.panel import Panelist
from certificates.people import Letterhead, Signatory
from certificates.report import Imprint
from certificates.rules_sheet import RubricAspect, Rule, RulesSheet, draw_rules_sheet
from certificates.signature_row import Signing

HEAD = Letterhead("DINAS SOSIAL", ("PEMERINTAH PROVINSI CONTOH",), ("Jalan Contoh No. 6",))
IMPRINT = Imprint(("Versi hasil 1", "Alokasi 001", "Kode 5B1E-07DA", "cetakan ke-1"))
CHAIR = Signing(Signatory("Dr. Retno Widyastuti, M.Si.", "Ketua Tim Penilai", institution="Universitas Contoh"))
OFFICIALS = (
    Signing(Signatory("Nama Pejabat Contoh", "Kuasa Pengguna Anggaran", nip="196803031990032003"), "Setuju dibayar,"),
    Signing(Signatory("Nama Bendahara Contoh", "Bendahara Pengeluaran", prefix="Plt.", nip="198004042005011004")),
    Signing(Signatory("", "Pejabat Pelaksana Teknis Kegiatan"), "Jakarta, 5 November 2026"),
)
KUBE = AllocationCategory(
    "KUBE Berprestasi",
    (
        AllocationRow("Juara I", "KUBE Kencana Bersih", "M. Fadhil Akbar, S.E.", Amounts("Rp11.000.000,00")),
        AllocationRow("Juara II", "KUBE A<B>C =1+1", "Siti Nur'aini", Amounts("Rp8.800.000,00"), certificate="002/PG"),
    ),
    Amounts("Rp19.800.000,00"),
)
PERSON = AllocationCategory(
    "Pendamping KUBE Berprestasi",
    (
        AllocationRow(
            "Juara Harapan II",
            "Sukirno",
            "Sukirno",
            Amounts("Rp2.100.000,00", "Rp105.000,00", "Rp1.995.000,00"),
            to_confirm="Sumber lain menulis Rp1.100.000,00.",
            trophy=False,
        ),
        AllocationRow("Juara Favorit", "Yohanes 😀", amounts=None),
    ),
    Amounts("Rp2.100.000,00", "Rp105.000,00", "Rp1.995.000,00"),
    "PPh 21 sebesar 5 % dipotong bendahara.",
)
ALLOCATION = AllocationList(
    letterhead=HEAD,
    event="KUBE Berprestasi Tingkat Provinsi Contoh Tahun 2026",
    number="001/AH-KUBE/XI/2026",
    basis="Keputusan Kepala Dinas Sosial Nomor 412 Tahun 2026",
    categories=(KUBE, PERSON),
    total=Amounts("Rp21.900.000,00"),
    total_in_words="dua puluh satu juta sembilan ratus ribu rupiah",
    signings=OFFICIALS,
    imprint=IMPRINT,
)
PANEL = (
    Panelist("Dr. Retno Widyastuti, M.Si.", "Ketua · Akademisi · Universitas Contoh"),
    Panelist("Maria Goretti Simanjuntak", "Anggota · Forum CSR"),
    Panelist("Lukman Hakim Siregar", "Anggota · Praktisi sosial", "tidak hadir"),
)
ROWS = tuple(
    RecapRow(
        f"Juara {rank}", str(number), f"KUBE Peserta {number}", "Jakarta Utara", ("27,00", "26,00", "22,44"), total
    )
    for rank, number, total in (("I", 4, "79,96"), ("II", 2, "75,44"), ("III", 5, "75,43"))
)
HASH = "9f8e7d6c5b4a39281706f5e4d3c2b1a0" * 2
MINUTES = Minutes(
    letterhead=HEAD,
    subject="Penilaian KUBE Berprestasi Tahun 2026",
    number="001/BA-KUBE/IX/2026",
    opening="Pada hari ini, Kamis tanggal tujuh belas bulan September tahun dua ribu dua puluh enam (17-09-2026).",
    recaps=(
        Recap(
            (Aspect("Kelembagaan", "35"), Aspect("Sosial", "35"), Aspect("Ekonomi", "30")),
            ROWS,
            note="Selisih pembulatan paling besar 0,01.",
        ),
    ),
    sections=(
        Section("Kehadiran", ("Lukman Hakim Siregar tidak hadir.",)),
        Section("Penentuan nilai yang sama", ("Pertama: kelembagaan.", "Kedua: keputusan pleno.")),
        Section("Koreksi", ()),
    ),
    panel=PANEL,
    signings=(CHAIR,),
    imprint=IMPRINT,
    journal_head=HASH,
    anchor=f"contoh-2026:412:{HASH}",
)
RULES = RulesSheet(
    letterhead=HEAD,
    subject="KUBE Berprestasi Tahun 2026",
    rules=(Rule("Bila nilai sama", "Kelembagaan, lalu sosial, lalu ekonomi."), Rule("Hadiah", "Juara I\nJuara II")),
    rubric_title="Rubrik KUBE",
    aspects=(RubricAspect("Kelembagaan", "35", (("K1", "Pengurus pilihan anggota", "5"),)),),
    panel=PANEL,
    signings=(CHAIR,),
    imprint=IMPRINT,
)
CARD = JudgeCard(
    event="KUBE Berprestasi 2026",
    code="J5",
    name="Lukman Hakim Siregar",
    background="Praktisi sosial",
    institution="Lembaga Contoh",
    typed_code="K7QM-4RT",
    url="http://192.168.1.5:8000/juri#9f8e7d6c5b4a39281706f5e4d3c2b1a0",
    address="192.168.1.5:8000/juri",
    pin="201820",
)
PAPERS = {
    "allocation": lambda: draw_allocation(ALLOCATION),
    "minutes": lambda: draw_minutes(MINUTES),
    "rules": lambda: draw_rules_sheet(RULES),
    "cards": lambda: draw_cards([CARD] * 5),
}


def sheets(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def missing(text: str, words: list[str]) -> list[str]:
    return [word for word in words if word not in text]


@pytest.mark.parametrize("paper", PAPERS)
def test_papers_are_sound_embedded_and_repeatable(paper: str, tmp_path: Path) -> None:
    pdf = PAPERS[paper]()
    assert pdf == PAPERS[paper]()
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    check = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert check.returncode == 0, check.stdout + check.stderr
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts
    assert [font for font in fonts if not re.search(r"\byes yes yes\b", font)] == []
    reader = PdfReader(BytesIO(pdf))
    assert reader.trailer["/Root"]["/Lang"] == "id-ID"
    assert reader.metadata is not None
    assert reader.metadata.title


def test_the_allocation_holds_every_figure() -> None:
    text = " ".join(sheets(draw_allocation(ALLOCATION)))
    words = [
        "DAFTAR ALOKASI HADIAH",
        "Nomor: 001/AH-KUBE/XI/2026",
        "Dasar: Keputusan Kepala Dinas Sosial Nomor 412 Tahun 2026",
        "KUBE Kencana Bersih",
        "KUBE A<B>C =1+1",
        "Siti Nur'aini",
        "Rp11.000.000,00 belum ditetapkan –",
        "Rp8.800.000,00 belum ditetapkan –",
        "Jumlah KUBE Berprestasi Rp19.800.000,00 – –",
        "perlu konfirmasi 1)",
        "Rp105.000,00 Rp1.995.000,00",
        "Yohanes 😀",
        "Jumlah Pendamping KUBE Berprestasi Rp2.100.000,00 Rp105.000,00 Rp1.995.000,00",
        "Jumlah seluruhnya Rp21.900.000,00",
        "Terbilang: dua puluh satu juta sembilan ratus ribu rupiah.",
        "1) Perlu konfirmasi: Juara Harapan II, Sukirno. Sumber lain menulis Rp1.100.000,00.",
        "KUBE Berprestasi: pajak belum ditetapkan; jumlah yang tercantum adalah bruto, tanpa potongan.",
        "PPh 21 sebesar 5 % dipotong bendahara.",
        "Plt. Bendahara Pengeluaran,",
        "NIP 19680303 199003 2 003",
        "Versi hasil 1 · Alokasi 001 · Kode 5B1E-07DA · cetakan ke-1",
        "Halaman 1 dari",
    ]
    assert missing(text, words) == []
    assert "DATA CONTOH" not in text
    assert "NIP NIP" not in text


def test_a_long_allocation_counts_its_sheets_and_repeats_its_head() -> None:
    many = replace(KUBE, rows=KUBE.rows * 20)
    texts = sheets(draw_allocation(replace(ALLOCATION, categories=(many, PERSON))))
    assert len(texts) > 3
    assert [text.count(f"Halaman {number} dari {len(texts)}") for number, text in enumerate(texts, 1)] == [1] * len(
        texts
    )
    assert [("Wakil penerima" in text) for text in texts[:-1]] == [True] * (len(texts) - 1)


@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_a_draft_has_no_number(paper: str) -> None:
    imprint = replace(IMPRINT, draft=True, sample=True, paper=paper)
    for pdf in (draw_allocation(replace(ALLOCATION, imprint=imprint)), draw_minutes(replace(MINUTES, imprint=imprint))):
        text = " ".join(sheets(pdf))
        assert missing(text, ["DATA CONTOH", "Nomor: ……"]) == []
        assert "001/" not in text
        raw = subprocess.run(
            ["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True
        ).stdout.decode()
        assert "KONSEP" in re.sub(r"\s", "", raw)


def test_the_minutes_hold_values_decisions_and_the_journal_head() -> None:
    text = " ".join(sheets(draw_minutes(MINUTES)))
    groups = " ".join(re.findall("....", HASH.upper()))
    words = [
        "BERITA ACARA",
        "PENILAIAN KUBE BERPRESTASI TAHUN 2026",
        "maks. 35",
        "Juara I 4 KUBE Peserta 4 Jakarta Utara 27,00 26,00 22,44 79,96",
        "1. Pertama: kelembagaan. 2. Kedua: keputusan pleno.",
        "Lukman Hakim Siregar Anggota · Praktisi sosial tidak hadir",
        "Ketua Tim Penilai, Dr. Retno Widyastuti, M.Si. Universitas Contoh",
        groups,
    ]
    assert missing(text, words) == []
    assert "Koreksi" not in text


def test_values_and_signatures_share_a_sheet() -> None:
    for count in (1, 3, 6):
        long = replace(MINUTES, sections=(Section("Dasar", tuple(f"Aturan {n}. " * 12 for n in range(count))),))
        texts = sheets(draw_minutes(long))
        assert [("79,96" in text, "Ketua Tim Penilai," in text) for text in texts if "Rekapitulasi nilai" in text] == [
            (True, True)
        ]


def test_the_journal_head_is_a_hash() -> None:
    with pytest.raises(ValueError, match="64 angka heksadesimal"):
        draw_minutes(replace(MINUTES, journal_head="bukan hash"))


def test_the_rules_sheet_holds_rules_rubric_and_panel() -> None:
    text = " ".join(sheets(draw_rules_sheet(RULES)))
    words = [
        "Bila nilai sama",
        "Kelembagaan, lalu sosial",
        "K1 Pengurus pilihan anggota 5",
        "Maria Goretti Simanjuntak",
    ]
    assert missing(text, words) == []


def test_four_cards_to_a_sheet() -> None:
    texts = sheets(draw_cards([replace(CARD, code=f"J{n}", pin=f"20182{n}", sample=True) for n in range(1, 6)]))
    assert len(texts) == 2
    assert (
        missing(texts[0], ["J1", "201 821", "J4", "201 824", "K7QM-4RT", "192.168.1.5:8000/juri", "DATA CONTOH"]) == []
    )
    assert missing(texts[1], ["J5", "201 825", "Praktisi sosial · Lembaga Contoh"]) == []


def test_a_card_bears_any_name() -> None:
    names = ["Prof. Dr. H. Ahmad Zulkarnain Kusumaningrat Wirjoatmodjo, S.Sos., M.A., Ph.D.", "A<B>C =1+1 😀", "x"]
    texts = sheets(draw_cards([replace(CARD, name=name) for name in names]))
    assert missing(texts[0], names) == []


LONG = "Prof. Dr. H. Ahmad Zulkarnain Kusumaningrat Wirjoatmodjo Sastrodihardjo, S.Sos., M.A., Ph.D."


def test_long_names_of_judges_and_signers_take_two_lines() -> None:
    panel = (Panelist(LONG, "Anggota · Akademisi"), *PANEL)
    signings = (Signing(Signatory(LONG, "Kepala Bidang", institution=LONG)), CHAIR)
    text = " ".join(sheets(draw_minutes(replace(MINUTES, panel=panel, signings=signings))))
    assert text.count(LONG) == 3


def test_no_cards_are_refused() -> None:
    with pytest.raises(ValueError, match="Tidak ada kartu"):
        draw_cards([])
