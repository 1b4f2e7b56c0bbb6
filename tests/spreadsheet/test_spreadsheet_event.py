"""Event workbooks: the samples read whole, what is written reads back, every kind of mistake is told in its place."""

import copy
import re
from datetime import date
from pathlib import Path

import pytest
from broken_workbooks import BROKEN, KUBE

from judging.language import speaking
from judging.plan import PersonPlan, RoundPlan
from judging.profiles import FORMS
from judging.spreadsheet import (
    SheetProblems,
    UnreadableFile,
    blank_workbook,
    filled_workbook,
    load_event,
    read_event,
    read_workbook,
)
from judging.spreadsheet.columns import Kind, fold
from judging.spreadsheet.event_sheets import GUIDE, SHEET_NAMES, SHEETS
from judging.spreadsheet.samples import FOLDER, SAMPLES, sample_plan, sample_scores

EXPECTED = Path(__file__).with_name("broken_workbooks.txt").read_text(encoding="utf-8")
TOLD = {name: body.splitlines() for name, body in re.findall(r"^# (\S+)\n((?:\d+\. .*\n)+)", EXPECTED, re.MULTILINE)}


def problems_of(book, year=2026):
    with pytest.raises(SheetProblems) as told:
        read_event(book, year)
    return told.value.problems


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_workbook_is_told_in_its_place(name):
    book = copy.deepcopy(dict(KUBE))
    for change in BROKEN[name]:
        change(book)
    assert [str(problem) for problem in problems_of(book)] == TOLD[name]


ENGLISH = {
    "judge_code_twice": "code “J3” is already in row 4. Give another code.",
    "judge_with_two_backgrounds": (
        "name “maria goretti simanjuntak” is written with the background Forum CSR in row 4. "
        "One judge stands for one background only."
    ),
    "official_role_twice": "the role Kepala dinas is already in row 2. One role, one official.",
}


@pytest.mark.parametrize("name", ENGLISH)
def test_what_stands_twice_is_told_in_one_language(name):
    book = copy.deepcopy(dict(KUBE))
    for change in BROKEN[name]:
        change(book)
    with speaking("en"):
        assert [f"{problem.wrong} {problem.fix}" for problem in problems_of(book)] == [ENGLISH[name]]


def test_a_flood_of_problems_is_counted_after_the_first_thousand():
    book = copy.deepcopy(dict(KUBE))
    book["Juri"] += [["??", "", "", ""]] * 400  # four problems a row
    problems = problems_of(book)
    assert len(problems) == 1001
    assert str(problems[-1]) == (
        "1001. Berkas: masih ada 600 masalah lain. Perbaiki yang di atas dahulu, lalu unggah lagi."
    )


def test_every_expectation_has_its_workbook():
    assert list(TOLD) == list(BROKEN)


def test_a_problem_carries_its_place_in_parts():
    book = copy.deepcopy(dict(KUBE))
    book["Hadiah"][1][3] = "11 juta"
    (problem,) = problems_of(book)
    assert (problem.number, problem.sheet, problem.row, problem.column, problem.heading) == (
        1, "Hadiah", 2, "D", "Uang pembinaan",
    )  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_written_workbook_reads_back_to_the_same_plan(sample):
    plan = sample_plan(sample)
    assert read_event(read_workbook(filled_workbook(plan), "acara.xlsx"), 2026) == plan


def test_the_first_sample_is_the_articles_event():
    plan = sample_plan("kube-dki")
    amounts = {c.code: [award.amount for award in c.awards] for c in plan.categories}
    assert amounts == {
        "kube": [11_000_000, 8_800_000, 6_600_000, 4_400_000, 3_300_000],
        "pendamping": [8_800_000, 6_600_000, 4_400_000, 2_200_000, 2_100_000],
    }
    assert plan.categories[1].awards[4].label == "Juara Harapan II"
    assert plan.categories[1].awards[4].to_confirm.startswith("Sumber lain menulis Rp1.100.000")
    assert plan.is_sample
    assert (plan.starts_on, plan.announced_on) == (date(2026, 11, 19), date(2026, 12, 7))
    assert plan.categories[0].rounds == (RoundPlan("utama", "Penilaian", 100, "kube", date(2026, 11, 19)),)
    assert [(j.code, j.is_reserve, j.is_chair) for j in plan.judges if j.is_reserve or j.is_chair] == [
        ("J1", False, True), ("J6", True, False),
    ]  # fmt: skip
    assert plan.people[1] == PersonPlan("ketua", "Dr. Retno Widyastuti, M.Si.", ("ketua",), "J1")
    assert [(c.judge, c.participant) for c in plan.conflicts] == [("J5", "PEND-TMR")]
    assert len(plan.assignments) == 10


def test_officers_of_the_first_sample_are_members():
    plan = sample_plan("kube-dki")
    counts = {c.code: 0 for c in plan.participants if c.category == "kube"}
    offices = {code: [] for code in counts}
    for member in plan.members:
        counts[member.participant] += 1
        offices[member.participant] += [member.office] if member.office else []
    assert counts == {"KUBE-PST": 10, "KUBE-UTR": 9, "KUBE-BRT": 8, "KUBE-SEL": 10, "KUBE-TMR": 7}
    assert all(sorted(held) == ["bendahara", "ketua", "sekretaris"] for held in offices.values())


def test_the_second_sample_has_two_rounds_and_a_special_award():
    plan = sample_plan("psm-lks")
    assert [[(r.code, r.share) for r in c.rounds] for c in plan.categories] == [
        [("berkas", 40), ("paparan", 60)], [("berkas", 40), ("visitasi", 60)],
    ]  # fmt: skip
    favourite = next(award for award in plan.categories[0].awards if award.label == "Juara Favorit")
    assert (favourite.place, favourite.amount, favourite.goods) == (None, None, "Sepeda")
    assert len(plan.assignments) == 20


def test_the_second_sample_never_speaks_of_the_first():
    files = [*(FOLDER / "psm-lks").glob("*.csv"), *(FOLDER / "psm-lks-scores").glob("*.csv")]
    texts = [file.read_text(encoding="utf-8") for file in files]
    sheets = read_workbook(filled_workbook(sample_plan("psm-lks")), "acara.xlsx")
    texts += [cell for rows in sheets.values() for row in rows for cell in row]
    assert [text for text in texts if re.search("kube|pendamping|jakarta|dki", text, re.IGNORECASE)] == []


def test_sample_scores_cover_every_seat_but_the_recused():
    for sample, recused in (("kube-dki", {("PEND-TMR", "utama", "J5")}), ("psm-lks", set())):
        plan = sample_plan(sample)
        seats = {
            (p.code, a.round, a.judge) for a in plan.assignments for p in plan.participants if p.category == a.category
        }
        assert set(sample_scores(sample)) == seats - recused


def test_the_blank_workbook_asks_only_for_what_is_required():
    problems = problems_of(read_workbook(blank_workbook(), "kosong.xlsx"))
    assert [problem.wrong for problem in problems] == [
        "Kode acara belum diisi.", "Nama penghargaan belum diisi.", "Tingkat belum diisi.", "Tahun belum diisi.",
        "Tempat belum diisi.", "Unsur juri 1 belum diisi.", "belum ada kategori.",
    ]  # fmt: skip


def test_the_guide_comes_first_and_names_every_column():
    book = read_workbook(blank_workbook(), "kosong.xlsx")
    assert tuple(book) == (GUIDE, *SHEET_NAMES)
    told = {(row[0], row[1]) for row in book[GUIDE] if len(row) > 1}
    assert {(sheet.name, column.title) for sheet in SHEETS for column in sheet.columns} <= told


def test_columns_in_any_order_and_spelling_are_understood():
    book = {f" {name.upper()} ": [list(reversed(row)) for row in rows] for name, rows in squared(KUBE).items()}
    book[" ACARA "] = [[title.upper(), text] for title, text in KUBE["Acara"]]
    assert read_event(book, 2026) == sample_plan("kube-dki")


def squared(book):
    return {name: [row + [""] * (len(rows[0]) - len(row)) for row in rows] for name, rows in book.items()}


def test_two_from_one_region_are_welcome_when_the_event_says_so():
    book = copy.deepcopy(dict(KUBE))
    book["Peserta"][2][4] = "Jakarta Pusat"
    next(row for row in book["Acara"] if row[0] == "Satu peserta per wilayah")[1] = "tidak"
    assert [p.region for p in read_event(book, 2026).participants[:2]] == ["Jakarta Pusat", "Jakarta Pusat"]


def test_a_rubric_given_beside_the_workbook_is_known():
    book = copy.deepcopy(dict(KUBE))
    book["Kategori"][1][13] = "rubrik-kami"
    assert read_event(book, 2026, extra_rubrics=["rubrik-kami"]).categories[0].rounds[0].rubric == "rubrik-kami"


def test_a_missing_file_is_told_and_not_raised():
    with pytest.raises(UnreadableFile) as told:
        load_event(FOLDER / "tidak-ada.xlsx")
    assert str(told.value) == "Berkas: tidak-ada.xlsx tidak dapat dibuka. Periksa nama dan izin berkasnya."


def test_headings_are_distinct_and_choices_fit_a_cell_list():
    """Excel takes at most 255 characters of choices, joined by commas."""
    for sheet in SHEETS:
        titles = [fold(column.title) for column in sheet.columns]
        assert len(titles) == len(set(titles))
        for column in sheet.columns:
            if column.kind is Kind.CHOICE:
                assert len(",".join(column.choices.values())) <= 255
                assert not any("," in label for label in column.choices.values())


def test_every_field_of_a_profile_form_has_its_column():
    columns = {column.key for sheet in SHEETS if sheet.name == "Peserta" for column in sheet.columns}
    assert {field.key for form in FORMS.values() for field in form} <= columns
