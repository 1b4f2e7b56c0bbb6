"""The two sheets of a rubric's workbook, declared once: for writing, reading, and the words of problems.

In:  nothing.   Out: Sheet values, how the steps after equal values are written.
Does not know how a cell is read, nor what makes a rubric whole.
"""

from __future__ import annotations

from judging.spreadsheet.columns import Column, Kind, Sheet
from rubrics.scale import MOST_LEVELS

LONG = 2000
SETTINGS = Sheet(
    "Rubrik", "Satu baris satu isian: nama isian di kolom pertama, isinya di kolom kedua.",
    (
        Column("title", "Judul", "Nama rubrik, seperti tampil di lembar aturan.", required=True, longest=300),
        Column("lowest", "Skor terendah", "Angka, misalnya 1.", required=True),
        Column("highest", "Skor tertinggi", "Angka, misalnya 5.", required=True),
        Column("step", "Langkah", "Jarak antara dua skor, misalnya 1 atau 0,5.", default="1"),
        Column("labels", "Sebutan skor", "Satu baris satu skor, dari yang terendah. Boleh kosong.", longest=LONG),
        Column("tie_break", "Bila nilai sama", "Satu baris satu langkah: Aspek KODE, Perbandingan langsung, Pleno. "
               "Kosong: semua aspek berurutan, lalu keduanya.", longest=LONG),
        Column("note_required", "Skor wajib catatan", "Misalnya 1; 5. Boleh kosong."),
        Column("remark", "Catatan rubrik", "Ditampilkan kepada panitia. Boleh kosong.", longest=LONG),
    ),
)  # fmt: skip
LEVELS = tuple(
    Column(f"levels[{place}]", f"Level {place + 1}", "Uraian, mulai dari skor terendah.", longest=300, width=32)
    for place in range(MOST_LEVELS)
)
INDICATORS = Sheet(
    "Indikator", "Satu baris satu indikator.",
    (
        Column("aspect", "Kode aspek", "Kosong: aspek yang sama dengan baris di atasnya.", Kind.CODE, width=14),
        Column("aspect_title", "Aspek", "Cukup diisi pada baris pertama tiap aspek.", longest=300, width=20),
        Column("code", "Kode", "Kode indikator, misalnya K1.", Kind.CODE, required=True, width=8),
        Column("title", "Indikator", "Nama indikator.", required=True, longest=300, width=30),
        Column("weight", "Bobot", "Bilangan bulat; jumlah semuanya 100.", Kind.WHOLE, required=True,
               highest=100, width=8),
        Column("question", "Pertanyaan", "Yang ditanyakan juri.", longest=LONG, width=36),
        Column("evidence", "Bukti", "Satu baris satu bukti, dalam satu sel.", longest=LONG, width=32),
        *LEVELS,
        Column("basis", "Dasar", "Sumber atau aturan.", longest=LONG),
        Column("alert", "Alert", "Skor yang perlu segera diberitahukan kepada ketua, misalnya 1.", width=8),
    ),
)  # fmt: skip
STEPS = {"head_to_head": "Perbandingan langsung", "plenary": "Pleno"}
SAID = {"head_to_head": "perbandingan langsung antarjuri", "plenary": "keputusan pleno"}  # as screens say it
ASPECT, NO_STEPS = "Aspek", "Tidak ada"


def step_words(step: str) -> str:
    """ "aspect:sosial" -> "Aspek sosial" """
    return f"{ASPECT} {step.removeprefix('aspect:')}" if step.startswith("aspect:") else STEPS.get(step, step)


def step_of(line: str) -> str:
    """A line of "Bila nilai sama" as a step; what is not known stays as written, for the rubric's check to name."""
    for code, words in STEPS.items():
        if line.casefold() in {code, words.casefold(), SAID[code]}:
            return code
    word, _, code = line.partition(" ")
    return f"aspect:{code.strip()}" if word.casefold() == ASPECT.casefold() and code.strip() else line
