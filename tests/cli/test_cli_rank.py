"""The rank command: golden contests through files, its JSON, its exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from panels import rubric_of

from judging.cli.rank import rank
from rubrics import to_toml

GOLDEN = Path(__file__).parent.parent / "golden" / "scenarios.json"
SCENARIOS = {case["id"]: case for case in json.loads(GOLDEN.read_text("utf-8"))["scenarios"]}
CASES = [(case, method) for case, found in SCENARIOS.items() for method in found["expected"]]


def written(folder: Path, case: str, chain: tuple[str, ...] = ()) -> list[str]:
    """The scenario as SCORES.csv and RUBRIC.toml; gives the command's arguments."""
    found = SCENARIOS[case]
    rows = [
        f"{participant},{judge},{found['judges'][judge]},{code},{score}"
        for participant, by_judge in found["scores"].items()
        for judge, given in by_judge.items()
        if given is not None
        for code, score in (given if isinstance(given, dict) else {"total": given}).items()
    ]
    (folder / "scores.csv").write_text("\n".join(["participant,judge,background,indicator,score", *rows]), "utf-8")
    (folder / "rubric.toml").write_text(to_toml(rubric_of(found["weights"], step="0.001", chain=chain)), "utf-8")
    return [str(folder / "scores.csv"), "--rubric", str(folder / "rubric.toml")]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rank, list(arguments), catch_exceptions=False)


def answer(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    assert list(found) == ["method", "participants", "excluded", "warnings", "refused"]
    return found


@pytest.mark.parametrize(("case", "method"), CASES)
def test_scenarios_rank_alike_through_files(tmp_path: Path, case: str, method: str):
    expected = SCENARIOS[case]["expected"][method]
    result = run(*written(tmp_path, case), "--method", method, "--format", "json")
    found = answer(result)
    assert found["method"] == method
    assert {row["participant"]: row["rank"] for row in found["participants"]} == expected.get("rank", {})
    assert (result.exit_code, bool(found["refused"])) == ((3, True) if expected.get("refused") else (0, False))


def test_a_row_carries_all_that_a_reader_needs(tmp_path: Path):
    result = run(*written(tmp_path, "S2", ("aspect:A3", "plenary")), "--format", "json")
    assert answer(result)["participants"] == [
        {"participant": "P1", "rank": 1, "tied": False, "decided_by": None, "total": "256/3", "shown": "85,333",
         "judges": 3},
        {"participant": "P2", "rank": 2, "tied": False, "decided_by": None, "total": "8533/100", "shown": "85,330",
         "judges": 3},
        {"participant": "P4", "rank": 3, "tied": False, "decided_by": "aspect:A3", "total": "412/5", "shown": "82,40",
         "judges": 3},
        {"participant": "P3", "rank": 4, "tied": False, "decided_by": "aspect:A3", "total": "412/5", "shown": "82,40",
         "judges": 3},
        {"participant": "P5", "rank": 5, "tied": False, "decided_by": None, "total": "433/8", "shown": "54,13",
         "judges": 3},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("method", "total", "shown"),
    [
        ("mean", "82", "82,00"),
        ("group_mean", "230/3", "76,67"),
        ("rank_sum", "9/5", "1,80"),
        ("zscore", "106.824592239", "106,82"),
        ("majority", "1", "1"),
        ("adjusted", "82", "82,00"),
        ("trimmed", "250/3", "83,33"),
    ],
)
def test_totals_are_exact_text_for_every_method(tmp_path: Path, method: str, total: str, shown: str):
    rows = answer(run(*written(tmp_path, "S4"), "--method", method, "--format", "json"))["participants"]
    first = next(row for row in rows if row["participant"] == "P1")
    assert (first["total"], first["shown"], first["judges"]) == (total, shown, 5)


def test_margin_is_in_points_and_takes_a_decimal_comma(tmp_path: Path):
    files = written(tmp_path, "S4")
    totals = [
        answer(run(*files, "--method", "clipped", "--margin", margin, "--format", "json"))["participants"][0]["total"]
        for margin in ("0", "2,5", "100")
    ]
    assert totals == ["82", "165/2", "82"]  # raw mean 82; held: 3 x 84.5 and 2 x 79.5


@pytest.mark.parametrize("margin", ["abc", "-1", "nan", "101"])
def test_a_margin_that_is_no_margin_is_refused(tmp_path: Path, margin: str):
    result = run(*written(tmp_path, "S4"), "--margin", margin)
    assert (result.exit_code, result.stdout) == (2, "")


def test_the_table_reads_without_help(tmp_path: Path):
    result = run(*written(tmp_path, "S1", ("aspect:A1", "plenary")))
    assert result.stdout.splitlines() == [
        "Peringkat    Peserta  Nilai  Juri  Diputus oleh",
        "1            P1       90,00  3",
        "2            P2       85,00  3",
        "3 (bersama)  P3       80,00  3     aspect:A1",
        "3 (bersama)  P6       80,00  3     aspect:A1",
        "5            P4       80,00  3     aspect:A1",
        "6            P5       70,00  3",
        "Perhatian: Peringkat 3 dipakai bersama oleh P3, P6; pleno yang memutuskan.",
    ]


def test_csv_holds_the_rows_and_says_warnings_aside(tmp_path: Path):
    files = written(tmp_path, "S3")
    with Path(files[0]).open("a", encoding="utf-8") as scores:
        scores.write("\nP3,J2,CSR,total,90")  # the missing sheet, so that nothing is left to warn of
    assert run(*files, "--format", "csv").stdout.splitlines() == [
        "participant,rank,tied,decided_by,total,shown,judges",
        'P3,1,false,,159/2,"79,50",4',
        'P1,2,false,,78,"78,00",4',
        'P2,3,false,,77,"77,00",4',
        'P4,4,false,,70,"70,00",4',
    ]
    result = run(*written(tmp_path, "S3"), "--format", "csv")
    assert result.stderr == (
        "Perhatian: Dinilai oleh lebih sedikit juri daripada peserta lain (paling banyak 4): P3.\n"
    )


def test_withdrawn_participants_are_named_and_left_out(tmp_path: Path):
    files = written(tmp_path, "S5")
    scores = Path(files[0])
    text = scores.read_text("utf-8").replace("score\n", "score,status\n", 1)
    scores.write_text(f"{text},\nP3,,,,,withdrawn\nP9,J1,praktisi,,,absent", "utf-8")
    found = answer(run(*files, "--format", "json"))
    assert [row["participant"] for row in found["participants"]] == ["P2", "P1", "P4"]
    assert found["excluded"] == [
        {"participant": "P3", "reason": "withdrawn"},
        {"participant": "P9", "reason": "not_scored"},
    ]


def test_wrong_lines_end_with_code_2_and_every_line_number(tmp_path: Path):
    files = written(tmp_path, "S5")
    with Path(files[0]).open("a", encoding="utf-8") as scores:
        scores.write("\nP1,J1,praktisi,total,80\nP9,J1,CSR,total,101")
    result = run(*files, "--format", "json")
    assert result.exit_code == 2
    assert answer(result) == {
        "method": "mean", "participants": [], "excluded": [], "warnings": [],
        "refused": "Berkas scores.csv perlu diperbaiki:\n"
        "Baris 14: indikator total dari juri J1 untuk P1 sudah ada di baris 2.\n"
        "Baris 15: juri J1 tercatat dengan dua unsur: “praktisi” (baris 2) dan “CSR”.\n"
        "Baris 15: Skor 101 di luar skala. Tulis angka dari 0 sampai 100.",
    }  # fmt: skip
    table = run(*files)
    assert (table.exit_code, table.stdout, table.stderr) == (2, "", answer(result)["refused"] + "\n")


def test_a_broken_rubric_and_a_missing_file_end_with_code_2(tmp_path: Path):
    files = written(tmp_path, "S5")
    Path(files[2]).write_text("title = 1", "utf-8")
    broken = run(*files)
    assert (broken.exit_code, broken.stderr.splitlines()) == (2, [
        "Rubrik rubric.toml perlu diperbaiki:",
        "1. title: harus berupa teks dalam tanda petik.",
        "2. scale: wajib diisi.",
        "3. aspects: wajib diisi.",
    ])  # fmt: skip
    Path(files[2]).unlink()
    missing = run(*files, "--format", "json")
    assert (missing.exit_code, answer(missing)["refused"]) == (2, f"Berkas {files[2]} tidak dapat dibuka.")


def test_help_explains_the_file_in_indonesian():
    result = run("--help")
    assert result.exit_code == 0
    assert "Hitung peringkat dari berkas skor, tanpa basis data." in result.stdout
