"""Rubrics through XLSX: there and back the same, and every mistake told at its row and column."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging.spreadsheet import SheetProblems, write_xlsx
from judging.spreadsheet.reader import Page, read_pages
from judging.spreadsheet.rubric_reading import read_rubric
from judging.spreadsheet.rubric_workbook import rubric_workbook
from rubrics import Rubric, blank_draft, from_document, from_library, library, load_rubric, to_toml

FILE = Path(__file__).with_name("broken_rubrics.txt")
Rows = dict[str, list[list[str]]]


def there_and_back(rubric: Rubric) -> Rubric:
    return read_rubric(read_pages(rubric_workbook(rubric.to_document()), "rubrik.xlsx"))


@pytest.mark.parametrize("name", library())
def test_library_rubrics_go_round_through_a_workbook(name: str):
    rubric = from_library(name)
    pages = read_pages(rubric_workbook(rubric.to_document()), "rubrik.xlsx")
    again = read_rubric(pages)
    assert again.fingerprint == rubric.fingerprint
    assert read_pages(rubric_workbook(again.to_document()), "rubrik.xlsx") == pages
    assert load_rubric(to_toml(again)).fingerprint == rubric.fingerprint


def test_what_the_library_does_not_use_goes_round_too():
    document = from_library("kube").to_document() | {"tie_break": [], "remark": "Baris satu.\nBaris dua."}
    document["scale"] = {"lowest": "0.5", "highest": "2.5", "step": "0.5", "labels": ["a", "b", "=1+1", "'d", "@e"]}
    document["note_required"] = ["0.5", "2.5"]
    document["aspects"][1]["indicators"][2]["alert"] = ["1.5", "2"]
    rubric = from_document(document)
    assert there_and_back(rubric) == rubric


def test_a_draft_with_gaps_can_be_taken_away_as_a_workbook():
    with pytest.raises(SheetProblems) as caught:
        read_rubric(read_pages(rubric_workbook(blank_draft("Baru")), "rubrik.xlsx"))
    assert told(caught.value) == [
        "1. Lembar Indikator, baris 2, kolom B (Aspek): tidak boleh kosong. Tulis namanya.",
        "2. Lembar Indikator, baris 2, kolom D (Indikator): belum diisi. Isi Indikator. Nama indikator.",
        "3. Lembar Indikator, baris 2, kolom E (Bobot): belum diisi. Isi Bobot. Bilangan bulat; jumlah semuanya 100.",
    ]


@cache
def kube_pages() -> list[Page]:
    return read_pages(rubric_workbook(from_library("kube").to_document()), "rubrik.xlsx")


def kube() -> Rows:
    """The two sheets of the library's kube; indicators begin in row 2 (K1), aspects in rows 2, 8 and 15."""
    return {page.name: [list(row) for row in page.rows] for page in kube_pages()}


def read(rows: Rows) -> Rubric:
    return read_rubric([Page(name, content) for name, content in rows.items()])


def told(problems: SheetProblems) -> list[str]:
    return [str(problem) for problem in problems.problems]


def put(sheet: str, row: int, heading: str, text: str) -> Callable[[Rows], None]:
    """This text in the cell under `heading`; on Rubrik the row does not matter, `heading` names it."""

    def change(rows: Rows) -> None:
        if sheet == "Rubrik":
            next(line for line in rows[sheet] if line[0] == heading)[1] = text
            return
        index = rows[sheet][0].index(heading)
        line = rows[sheet][row - 1]
        line += [""] * (index + 1 - len(line))
        line[index] = text

    return change


def several(*changes: Callable[[Rows], None]) -> Callable[[Rows], None]:
    return lambda rows: [change(rows) for change in changes] and None


BROKEN: dict[str, Callable[[Rows], object]] = {
    "no indicators' sheet": lambda rows: rows.update(Indikatr=rows.pop("Indikator")),
    "neither sheet": lambda rows: (rows.clear(), rows.update(Data=[["a"]])),
    "headings only": lambda rows: rows["Indikator"].__delitem__(slice(1, None)),
    "empty sheet": lambda rows: rows["Indikator"].clear(),
    "weights of 98": put("Indikator", 5, "Bobot", "6"),
    "a weight that is no whole number": put("Indikator", 5, "Bobot", "8,5"),
    "a weight too large": put("Indikator", 5, "Bobot", "800"),
    "no weight": put("Indikator", 5, "Bobot", ""),
    "the same code twice": put("Indikator", 9, "Kode", "K2"),
    "a code with a space": put("Indikator", 9, "Kode", "S 2"),
    "no name": put("Indikator", 3, "Indikator", ""),
    "one level missing": put("Indikator", 3, "Level 3", ""),
    "one level too few": put("Indikator", 3, "Level 5", ""),
    "an alert off the scale": put("Indikator", 3, "Alert", "1; 9"),
    "no aspect in the first row": put("Indikator", 2, "Kode aspek", ""),
    "an aspect without a name": several(*(put("Indikator", row, "Aspek", "") for row in range(2, 8))),
    "an aspect with two names": put("Indikator", 4, "Aspek", "Lembaga"),
    "a column nobody knows": lambda rows: rows["Indikator"][0].__setitem__(4, "Bobott"),
    "no title": put("Rubrik", 0, "Judul", ""),
    "a step that does not divide the scale": put("Rubrik", 0, "Langkah", "3"),
    "a scale in words": put("Rubrik", 0, "Skor tertinggi", "lima"),
    "too few labels": put("Rubrik", 0, "Sebutan skor", "Kurang\nCukup\nBaik"),
    "an unknown step after equal values": put("Rubrik", 0, "Bila nilai sama", "Aspek sosial\nUndian"),
    "a note off the scale": put("Rubrik", 0, "Skor wajib catatan", "0; 5"),
    "several at once": several(
        put("Indikator", 15, "Kode", "K1"), put("Indikator", 3, "Bobot", "x"), put("Rubrik", 0, "Judul", "")
    ),
}


def expected() -> dict[str, list[str]]:
    """Kind of mistake -> what the organiser is told, from broken_rubrics.txt."""
    _, *parts = FILE.read_text(encoding="utf-8").split("\n# ")
    return {name: lines.split("\n") for name, _, lines in (part.strip().partition("\n") for part in parts)}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_workbook_is_refused_at_its_cells(name: str):
    rows = kube()
    BROKEN[name](rows)
    with pytest.raises(SheetProblems) as caught:
        read(rows)
    assert told(caught.value) == expected()[name]


def test_every_kind_of_mistake_has_its_words():
    assert list(expected()) == list(BROKEN)


FREE: dict[str, Callable[[Rows], object]] = {
    "columns in another order": lambda rows: [row.reverse() for row in padded(rows["Indikator"])],
    "a sheet of one's own": lambda rows: rows.update({"Catatan saya": [["apa saja"]]}),
    "an aspect named in its second row": put("Indikator", 2, "Aspek", ""),
    "aspects only in their first row": lambda rows: [row.__setitem__(slice(0, 2), ["", ""]) for row in later(rows)],
    "the step left out": put("Rubrik", 0, "Langkah", ""),
    "the chain left out": put("Rubrik", 0, "Bila nilai sama", ""),
    "the chain in other letters": put(
        "Rubrik", 0, "Bila nilai sama",
        "aspek kelembagaan\nASPEK sosial\nAspek ekonomi\nperbandingan langsung antarjuri\nplenary",
    ),
    "headings in capitals": lambda rows: rows["Indikator"].insert(0, [one.upper() for one in rows["Indikator"].pop(0)]),
    "an empty row between": lambda rows: rows["Indikator"].insert(5, []),
}  # fmt: skip


def padded(rows: list[list[str]]) -> list[list[str]]:
    for row in rows:
        row.extend([""] * (len(rows[0]) - len(row)))
    return rows


def later(rows: Rows) -> list[list[str]]:
    """Rows that follow another of the same aspect."""
    table = rows["Indikator"]
    return [row for above, row in pairwise(table) if above[0] == row[0]][::-1]


@pytest.mark.parametrize("change", FREE.values(), ids=FREE.keys())
def test_what_people_are_free_to_change_changes_nothing(change: Callable[[Rows], object]):
    rows = kube()
    change(rows)
    assert read(rows).fingerprint == from_library("kube").fingerprint


def test_no_steps_after_equal_values_can_be_said():
    rows = kube()
    put("Rubrik", 0, "Bila nilai sama", "tidak ada")(rows)
    assert read(rows).tie_break == ()


def test_numbers_typed_as_numbers_are_read():
    """As a spreadsheet program writes them: a weight, an alert and the scale as number cells."""
    head = ["Kode aspek", "Aspek", "Kode", "Indikator", "Bobot", "Alert"]
    settings_rows = [["Isian", "Isi"], ["Judul", "Lomba"], ["Skor terendah", 0], ["Skor tertinggi", 100]]
    indicators = [head, ["isi", "Isi", "I1", "Ketepatan", 60, 0], ["", "", "I2", "Kedalaman", 40, None]]
    rubric = read_rubric(read_pages(write_xlsx({"Rubrik": settings_rows, "Indikator": indicators}), "lomba.xlsx"))
    assert [(one.code, one.weight, [str(a) for a in one.alert]) for one in rubric.indicators] == [
        ("I1", 60, ["0"]), ("I2", 40, []),
    ]  # fmt: skip
    assert rubric.scale.uses_number_field


CELL = st.text(alphabet="K1S25,;-= \n\0aspek“…😀", max_size=12)
CHANGES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 20), CELL), max_size=6)


def numbers_told(rows: Rows) -> list[int]:
    try:
        read(rows)
    except SheetProblems as found:
        return [one.number for one in found.problems]
    return []


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.sampled_from(["Rubrik", "Indikator"]), CHANGES)
def test_any_cells_give_a_rubric_or_numbered_problems(sheet: str, changes: list[tuple[int, int, str]]):
    rows = kube()
    for row, column, text in changes:
        line = rows[sheet][row % len(rows[sheet])]
        line += [""] * (column + 1 - len(line))
        line[column] = text
    found = numbers_told(rows)
    assert found == list(range(1, len(found) + 1))
