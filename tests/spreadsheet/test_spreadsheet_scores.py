"""SCORES.csv: the ways people save it, and every way a line can be wrong."""

from __future__ import annotations

import pytest

from judging.spreadsheet.scores import LineProblem, ScoreFileProblems, ScoreLine, read_scores
from rubrics import from_document

RUBRIC = from_document(
    {
        "title": "Lomba",
        "scale": {"lowest": 1, "highest": 5, "step": "0.5"},
        "aspects": [
            {"code": "isi", "title": "Isi", "indicators": [
                {"code": "I1", "title": "Tepat", "weight": 60}, {"code": "I2", "title": "Dalam", "weight": 40}]},
        ],
    }
)  # fmt: skip
HEAD = "participant,judge,background,indicator,score,status\n"
GOOD = "P1,J1,a,I1,4,\nP1,J1,a,I2,3.5,\n"
LINES = (ScoreLine("P1", "J1", "a", "I1", 40, "scored"), ScoreLine("P1", "J1", "a", "I2", 35, "scored"))


@pytest.mark.parametrize(
    "data",
    [
        (HEAD + GOOD).encode(),
        b"\xef\xbb\xbf" + (HEAD + GOOD).encode(),
        (HEAD + GOOD).replace(",", ";").replace("3.5", "3,5").replace("\n", "\r\n").encode(),
        (HEAD + GOOD).replace("3.5", '"3,5"').encode("utf-16"),
        b"Judge,Participant, Background ,score,indicator\nJ1,P1,a,4,I1\n\n,,,,\n J1 , P1 ,a,3.5,I2",
    ],
    ids=["plain", "bom", "semicolon and comma", "utf-16", "another order, no status, blank lines"],
)
def test_a_good_file_is_read_however_it_was_saved(data: bytes):
    assert read_scores(data, RUBRIC) == LINES


def problems(text: str) -> list[tuple[int, str]]:
    with pytest.raises(ScoreFileProblems) as caught:
        read_scores(text.encode(), RUBRIC)
    return [(problem.line, problem.message) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("P1,J1,a,I1,6,\nP1,J1,a,I2,3,\n", [(2, "Skor 6 di luar skala. Tulis angka dari 1 sampai 5.")]),
        ("P1,J1,a,I1,3.2,\nP1,J1,a,I2,x,\n", [
            (2, "Skor 3.2 tidak tepat pada langkah 0,5 dari skala 1 sampai 5."),
            (3, "Skor “x” bukan angka. Tulis angka dari 1 sampai 5.")]),
        ("P1,J1,a,I1,,\nP1,J1,a,I2,3,\n", [
            (2, "score kosong tanpa status; isi skornya, atau tulis recused atau absent.")]),
        ("P1,J1,a,I1,4,\n", [(2, "lembar juri J1 untuk P1 belum lengkap; belum ada I2.")]),
        (GOOD + "P2,J1,a,I2,4,\nP1,J1,a,I1,4,\n", [
            (4, "lembar juri J1 untuk P2 belum lengkap; belum ada I1."),
            (5, "indikator I1 dari juri J1 untuk P1 sudah ada di baris 2.")]),
        (GOOD + "P2,J1,b,I1,4,\nP2,J1,b,I2,4,\n", [
            (4, "juri J1 tercatat dengan dua unsur: “a” (baris 2) dan “b”."),
            (5, "juri J1 tercatat dengan dua unsur: “a” (baris 2) dan “b”.")]),
        (GOOD + "P1,J1,a,I3,4,\n", [(4, "indikator “I3” tidak ada pada rubrik.")]),
        (GOOD + "P1,J2,a,,4,\n", [
            (4, "kolom indicator kosong."),
            (4, "lembar juri J2 untuk P1 belum lengkap; belum ada I1, I2.")]),
        (GOOD + ",J1,a,I1,4,\n,J1,a,I2,4,\n", [(4, "kolom participant kosong."), (5, "kolom participant kosong.")]),
        (GOOD + "P2,J1,a,,,sakit\n", [
            (4, "status “sakit” tidak dikenal; pakai recused, absent, withdrawn, atau kosong.")]),
        (GOOD + "P2,J1,a,I1,4,recused\n", [(4, "status recused harus dengan score kosong.")]),
        (GOOD + "P1,J1,a,,,absent\n", [(4, "juri J1 untuk P1 sudah ditulis “scored” di baris 2.")]),
        (GOOD + "P2,J1,a\n", [(4, "berisi 3 kolom, seharusnya 6.")]),
        (GOOD + "P2,J1,a,I1,4,,lebih\n", [(4, "berisi 7 kolom, seharusnya 6.")]),
    ],
)  # fmt: skip
def test_every_wrong_line_is_named(lines: str, expected: list[tuple[int, str]]):
    assert problems(HEAD + lines) == expected


def test_a_half_sheet_spanning_lines_names_them_and_a_quoted_break_counts_as_a_line():
    text = HEAD + '"P\n1",J1,a,I1,4,\n' + GOOD.replace("J1", "J2") + "P3,J3,a,I1,4,\n"
    assert problems(text) == [
        (2, "lembar juri J1 untuk P\n1 belum lengkap; belum ada I2."),
        (6, "lembar juri J3 untuk P3 belum lengkap; belum ada I2."),
    ]


def test_a_heading_that_does_not_fit_is_told_whole():
    assert problems("participant,judge,judge,nilai\n") == [
        (1, "kolom background tidak ada."),
        (1, "kolom indicator tidak ada."),
        (1, "kolom score tidak ada."),
        (1, "kolom “nilai” tidak dikenal."),
        (1, "kolom judge ditulis dua kali."),
        (1, "Baris pertama harus: participant,judge,background,indicator,score, boleh ditambah status."),
    ]


@pytest.mark.parametrize("text", ["", HEAD])
def test_a_file_without_scores_is_refused(text: str):
    assert problems(text)[-1][0] in {0, 1}


def test_a_cell_without_end_is_no_csv():
    found = problems(HEAD + GOOD + '"' + "x" * 200_000)
    assert found == [(4, "tidak dapat dibaca sebagai CSV.")]


def test_absences_stand_for_the_whole_sheet_and_withdrawal_for_the_participant():
    text = HEAD + GOOD + "P2,J1,a,,,Recused\nP2,J1,a,I1,,recused\nP3,J1,a,I1,99,\nP3,J1,b,,x,withdrawn\n"
    assert read_scores(text.encode(), RUBRIC) == (
        *LINES,
        ScoreLine("P2", "J1", "a", "", None, "recused"),
        ScoreLine("P2", "J1", "a", "I1", None, "recused"),
        ScoreLine("P3", "", "", "", None, "withdrawn"),
    )


def test_a_problem_reads_as_a_line():
    assert [str(LineProblem(4, "kosong.")), str(LineProblem(0, "Kosong."))] == ["Baris 4: kosong.", "Kosong."]
