"""The panel command: textbook panels through files, its JSON, its notes, its exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from panels import rubric_of

from app import create_app
from judging.cli.panel import panel
from judging.settings import Settings
from rubrics import to_toml

GOLDEN = json.loads((Path(__file__).parent.parent / "golden" / "panel.json").read_text("utf-8"))
KEYS = [
    "kendall_w", "kendall_chi2", "kendall_p", "krippendorff_alpha", "icc", "severity", "spread", "agreement",
    "outliers", "leave_one_out", "bootstrap", "weight_change", "notes",
]  # fmt: skip
Table = list[list[float | None]]


def files(folder: Path, lines: list[str], weights: dict[str, int]) -> list[str]:
    """SCORES.csv and RUBRIC.toml; gives the command's arguments."""
    heading = "participant,judge,background,indicator,score,status"
    (folder / "scores.csv").write_text("\n".join([heading, *lines]), "utf-8")
    (folder / "rubric.toml").write_text(to_toml(rubric_of(weights, step="0.1")), "utf-8")
    return [str(folder / "scores.csv"), "--rubric", str(folder / "rubric.toml")]


def lines_of(rows: Table) -> list[str]:
    return [
        f"P{p},J{j},juri,total,{'' if mark is None else mark},{'absent' if mark is None else ''}"
        for p, row in enumerate(rows)
        for j, mark in enumerate(row)
    ]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(panel, list(arguments), catch_exceptions=False)


def answer(result: Result) -> dict[str, Any]:
    def refuse(word: str) -> None:
        raise AssertionError(word)

    found: dict[str, Any] = json.loads(result.stdout, parse_constant=refuse)
    assert list(found) == KEYS
    return found


def asked(folder: Path, rows: Table, *more: str) -> dict[str, Any]:
    result = run(*files(folder, lines_of(rows), {"total": 1}), "--format", "json", *more)
    assert result.exit_code == 0
    return answer(result)


def test_shrout_and_fleiss_through_files(tmp_path: Path):
    found = asked(tmp_path, GOLDEN["icc"]["ratings"])
    assert found["icc"] == {
        kind: pytest.approx(numbers, abs=1e-6) for kind, numbers in GOLDEN["icc"]["computed"].items()
    }
    assert found["severity"] == pytest.approx({"J0": 19 / 8, "J1": -67 / 24, "J2": -23 / 24, "J3": 11 / 8})
    assert found["outliers"] == []
    assert found["leave_one_out"]["J3"] == ["P4", "P2", "P0", "P5", "P1", "P3"]
    assert list(found["notes"]) == ["weight_change"]


@pytest.mark.parametrize("name", GOLDEN["kendall"])
def test_kendall_through_files(tmp_path: Path, name: str):
    case = GOLDEN["kendall"][name]
    found = asked(tmp_path, case["values"])
    assert [found[key] for key in ("kendall_w", "kendall_chi2", "kendall_p")] == pytest.approx(
        [case["w"], case["chi2"], case["p"]], abs=1e-6
    )


def test_krippendorff_through_files_with_missing_sheets(tmp_path: Path):
    found = asked(tmp_path, GOLDEN["krippendorff"]["values"])
    assert found["krippendorff_alpha"] == pytest.approx(951 / 1120, abs=1e-9)
    assert (found["kendall_w"], found["icc"]) == (None, None)
    assert found["notes"]["icc"] == (
        "Tidak dapat dihitung karena tidak semua juri menilai semua peserta "
        "(tidak ada nilai J2 untuk P0, J0 untuk P9, J0 untuk P10, J1 untuk P10, J0 untuk P11, dan 2 lembar lain)."
    )


def test_turning_weights_through_files(tmp_path: Path):
    case = GOLDEN["weights"]
    lines = [f"{name},J1,juri,{code},{mark}," for name, means in case["means"].items() for code, mark in means.items()]
    found = answer(run(*files(tmp_path, lines, case["aspects"]), "--format", "json"))
    assert found["weight_change"] == pytest.approx(case["turning"], abs=1e-6)


def test_a_first_place_that_no_weight_changes_is_null_without_a_note(tmp_path: Path):
    lines = [f"P{p},J1,juri,{code},{90 - p}," for p in range(2) for code in "AB"]
    found = answer(run(*files(tmp_path, lines, {"A": 50, "B": 50}), "--format", "json"))
    assert found["weight_change"] == {"A": None, "B": None}
    assert "weight_change" not in found["notes"]


def test_chances_count_all_draws_of_three_judges(tmp_path: Path):
    """P0 leads only where J0 was drawn twice or more: 7 of 27 draws."""
    found = asked(tmp_path, [[65, 50, 50], [50, 60, 60], [10, 10, 10]], "--prizes", "1")
    assert found["bootstrap"] == {
        "P0": {"first": 7 / 27, "prize": 7 / 27, "ranks": [1, 2]},
        "P1": {"first": 20 / 27, "prize": 20 / 27, "ranks": [1, 2]},
        "P2": {"first": 0.0, "prize": 0.0, "ranks": [3, 3]},
    }


def test_the_same_seed_gives_the_same_answer(tmp_path: Path):
    rows: Table = [[(p * 7 + j * 11) % 30 for j in range(7)] for p in range(6)]
    one, same, other = (asked(tmp_path, rows, "--seed", seed)["bootstrap"] for seed in ("3", "3", "4"))
    assert one == same
    assert one != other


def test_what_cannot_be_counted_is_null_with_its_reason(tmp_path: Path):
    found = asked(tmp_path, [[50], [60], [70]])
    empty = [key for key in KEYS if found[key] is None]
    assert empty == [
        "kendall_w", "kendall_chi2", "kendall_p", "krippendorff_alpha", "icc", "severity", "outliers", "bootstrap",
    ]  # fmt: skip
    assert {key: found["notes"][key] for key in ("severity", "bootstrap", "agreement")} == {
        "severity": "Tidak dapat dihitung karena tidak ada dua juri untuk dibandingkan.",
        "bootstrap": "Tidak dapat dihitung karena hanya ada satu juri.",
        "agreement": "J0: Tidak dapat dihitung karena kurang dari 3 peserta dinilai bersama juri lain.",
    }


def test_a_method_without_an_answer_leaves_the_rest_standing(tmp_path: Path):
    found = asked(tmp_path, [[50, 60, None], [60, 61, 70], [55, 50, 66]], "--method", "rank_sum")
    reason = "metode ini memerlukan semua juri menilai semua peserta. Belum ada nilai: J2 untuk P0."
    assert found["bootstrap"] is None
    assert found["notes"]["bootstrap"] == f"Tidak dapat dihitung karena {reason}"
    assert found["leave_one_out"] == {"J0": None, "J1": None, "J2": ["P1", "P0", "P2"]}
    assert found["krippendorff_alpha"] is not None


def test_wrong_files_end_with_code_2_and_every_line(tmp_path: Path):
    arguments = files(tmp_path, ["P1,J1,juri,total,500,", "P1,J2,juri,total,,"], {"total": 1})
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 2
    found = answer(result)
    assert {found[key] for key in KEYS if key != "notes"} == {None}
    assert found["notes"]["scores"].splitlines() == result.stderr.splitlines()
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == [
        "Berkas scores.csv perlu diperbaiki", "Baris 2", "Baris 3",
    ]  # fmt: skip


def test_an_unknown_file_is_told_without_a_table(tmp_path: Path):
    result = run(str(tmp_path / "none.csv"), "--rubric", str(tmp_path / "none.toml"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith("tidak dapat dibuka.\n")


def test_the_table_is_for_reading(root: Path):
    result = run(
        str(root / "samples" / "kube-dki-scores.csv"), "--rubric", str(root / "rubrics" / "library" / "kube.toml")
    )
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert "  Kendall W                     0,9040  khi-kuadrat 18,08, p 0,001" in lines
    assert "  ICC(2,k)                      0,8976  0,5664 sampai 0,9880" in lines
    assert "  J3  KUBE-TMR, KUBE-UTR, KUBE-SEL, KUBE-PST, KUBE-BRT" in lines
    assert "  KUBE-TMR  97 %  100 %  1–1" in lines


def test_the_command_is_registered(tmp_path: Path):
    app = create_app(Settings.from_environment({"JUARA_DATA": str(tmp_path)}))
    assert app.cli.commands["panel"] is panel
