"""How a panel agreed: textbook tables, hand-made panels, and everything that has no number."""

from __future__ import annotations

import json
import math
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from panels import rubric_of, tally_of

from judging.scoring import Tally, consistency
from judging.scoring.consistency import StraightLines, Undefined
from judging.scoring.consistency.agreement import mean_squares

GOLDEN = json.loads((Path(__file__).parent.parent / "golden" / "panel.json").read_text("utf-8"))
Table = list[list[float | None]]


def panel(rows: Table) -> Tally:
    """Rows are participants, columns judges."""
    scores = {f"P{n}": {f"J{m}": mark for m, mark in enumerate(row)} for n, row in enumerate(rows)}
    return tally_of(scores, rubric_of({"total": 1}, step="0.1"))


def test_the_six_intraclass_correlations_of_shrout_and_fleiss():
    case = GOLDEN["icc"]
    found = consistency.intraclass(panel(case["ratings"]))
    assert {kind: [float(one.value), one.low, one.high] for kind, one in found.items()} == {
        kind: pytest.approx(numbers, abs=1e-6) for kind, numbers in case["computed"].items()
    }
    assert {kind: round(float(one.value), 2) for kind, one in found.items()} == case["published"]


def test_the_mean_squares_of_shrout_and_fleiss():
    found = mean_squares(np.array(GOLDEN["icc"]["ratings"], dtype=object))
    named = {"BMS": found.rows, "JMS": found.columns, "EMS": found.rest, "WMS": found.within}
    assert {name: float(square) for name, square in named.items()} == pytest.approx(
        GOLDEN["icc"]["mean_squares"], abs=1e-6
    )


@pytest.mark.parametrize("name", GOLDEN["kendall"])
def test_kendall_w_of_the_textbooks(name: str):
    case = GOLDEN["kendall"][name]
    found = consistency.kendall(panel(case["values"]))
    assert (float(found.w), float(found.chi2), found.p) == pytest.approx((case["w"], case["chi2"], case["p"]), abs=1e-6)
    if case["published_w"] is not None:
        assert round(float(found.w), 2) == case["published_w"]


def test_krippendorffs_alpha_leaves_missing_values_out():
    case = GOLDEN["krippendorff"]
    found = consistency.krippendorff(panel(case["values"]))
    assert found == Fraction(case["exact"])
    assert round(float(found), 3) == case["published"]


def test_severity_of_a_complete_panel_is_the_judges_mean_less_the_grand_mean():
    tally = panel([[60, 70, 80], [50, 64, 66], [40, 46, 64]])
    assert consistency.severity(tally) == {"J0": -10, "J1": 0, "J2": 10}


def test_severity_is_told_from_shared_participants_only():
    """J1 saw only the best two; beside J0 on the same two it is the milder."""
    tally = panel([[80, 84], [70, 74], [20, None], [10, None]])
    assert consistency.severity(tally) == {"J0": -2, "J1": 2}


def test_spread_is_the_population_deviation():
    assert consistency.spread(panel([[10, 50], [20, 50], [30, 50]])) == {
        "J0": pytest.approx(math.sqrt(200 / 3)),
        "J1": 0,
    }


def test_agreement_compares_with_the_mean_of_the_rest():
    rows = GOLDEN["icc"]["ratings"]
    found = consistency.agreement(panel(rows))
    values = np.array(rows, dtype=float)
    for column, judge in enumerate(found):
        rest = np.delete(values, column, axis=1).mean(axis=1)
        assert found[judge] == pytest.approx(np.corrcoef(values[:, column], rest)[0, 1], abs=1e-12)


def test_a_judge_against_all_others_agrees_negatively():
    found = consistency.agreement(panel([[10, 12, 30], [20, 22, 20], [30, 32, 10]]))
    assert found["J2"] == -1


def test_one_sheet_out_of_line_is_found_and_measured():
    rows: Table = [[50 + 3 * p + j for j in range(4)] for p in range(6)]
    rows[0][1], rows[4][2] = rows[0][1] + 1, rows[4][2] + 30
    (sheet,) = consistency.outlying_sheets(panel(rows))
    assert (sheet.participant, sheet.judge) == ("P4", "J2")
    assert sheet.residual == pytest.approx(dummy_residual(rows, 4, 2), abs=1e-9)
    assert sheet.studentised == pytest.approx(left_out_distance(rows, 4, 2), rel=1e-6)


def test_an_outlying_sheet_is_measured_in_a_panel_with_gaps():
    rows: Table = [[50 + 3 * p + j + (p * j) % 2 for j in range(4)] for p in range(6)]
    rows[4][2] += 30
    rows[0][3] = rows[4][0] = rows[5][1] = None
    (sheet,) = consistency.outlying_sheets(panel(rows))
    assert (sheet.participant, sheet.judge) == ("P4", "J2")
    assert sheet.residual == pytest.approx(dummy_residual(rows, 4, 2), abs=1e-9)
    assert sheet.studentised == pytest.approx(left_out_distance(rows, 4, 2), rel=1e-6)


def equations(rows: Table, at: tuple[int, int]) -> tuple[np.ndarray, np.ndarray, int]:
    """One row per sheet: an indicator for each participant and each judge; the marks; and which sheet is `at`."""
    seats = [(p, j) for p, row in enumerate(rows) for j, mark in enumerate(row) if mark is not None]
    n, k = len(rows), len(rows[0])
    x = np.array([[float(p == q) for q in range(n)] + [float(j == i) for i in range(k)] for p, j in seats])
    return x, np.array([float(rows[p][j]) for p, j in seats]), seats.index(at)


def dummy_residual(rows: Table, p: int, j: int) -> float:
    x, y, at = equations(rows, (p, j))
    return float((y - x @ np.linalg.lstsq(x, y)[0])[at])


def left_out_distance(rows: Table, p: int, j: int) -> float:
    """How far the sheet lies from what all others predict, over that prediction's error."""
    x, y, at = equations(rows, (p, j))
    others, marks = np.delete(x, at, axis=0), np.delete(y, at)
    found = np.linalg.lstsq(others, marks)[0]
    free = len(marks) - (len(rows) + len(rows[0]) - 1)
    error = ((marks - others @ found) ** 2).sum() / free
    spread = error * (1 + x[at] @ np.linalg.pinv(others.T @ others) @ x[at])
    return float((y[at] - x[at] @ found) / math.sqrt(spread))


def test_where_all_other_sheets_fit_exactly_the_distance_has_no_measure():
    rows: Table = [[50 + 3 * p + j for j in range(4)] for p in range(5)]
    rows[1][1] += 20
    (sheet,) = consistency.outlying_sheets(panel(rows))
    assert (sheet.residual, sheet.studentised) == (pytest.approx(12), None)


def test_halo_sees_the_judge_whose_aspects_move_together():
    marks = {
        "P1": {"J1": (10, 10), "J2": (10, 30), "J3": (11, 29)},
        "P2": {"J1": (20, 20), "J2": (20, 10), "J3": (21, 11)},
        "P3": {"J1": (30, 30), "J2": (30, 20), "J3": (29, 21)},
    }
    scores = {p: {j: {"A": a, "B": b} for j, (a, b) in row.items()} for p, row in marks.items()}
    found = consistency.halo(tally_of(scores, rubric_of({"A": 50, "B": 50})))
    others = [np.corrcoef([10, 20, 30], [30, 10, 20])[0, 1], np.corrcoef([11, 21, 29], [29, 11, 21])[0, 1]]
    assert found["J1"] == pytest.approx(1 - sum(others) / 2)
    assert found["J2"] == pytest.approx(others[0] - (1 + others[1]) / 2)


def test_straight_lines_are_counted_per_judge():
    sheets = [("J1", [3, 3, 3]), ("J1", [3, 4, 3]), ("J2", [5, 5, 5]), ("J3", [4])]
    assert consistency.straight_lines(sheets) == {"J1": StraightLines(1, 2), "J2": StraightLines(1, 1)}


ALONE: Table = [[50], [60], [70]]
SAME: Table = [[50, 50, 50]] * 4
HOLED: Table = [[50, 60], [55, None], [70, 75]]
APART: Table = [[50, 60, None, None], [55, 61, None, None], [None, None, 70, 71], [None, None, 72, 70]]


@pytest.mark.parametrize(
    ("number", "rows", "reason"),
    [
        ("kendall", ALONE, "hanya ada satu juri yang menilai"),
        ("kendall", [[50, 60]], "hanya ada satu peserta yang dinilai"),
        ("kendall", SAME, "setiap juri memberi nilai sama kepada semua peserta"),
        ("kendall", HOLED, "tidak semua juri menilai semua peserta (tidak ada nilai J1 untuk P1)"),
        ("intraclass", HOLED, "tidak semua juri menilai semua peserta (tidak ada nilai J1 untuk P1)"),
        ("intraclass", SAME, "semua nilai sama"),
        ("krippendorff", SAME, "semua nilai sama"),
        ("krippendorff", ALONE, "tidak ada peserta yang dinilai oleh dua juri atau lebih"),
        ("severity", ALONE, "tidak ada dua juri untuk dibandingkan"),
        ("severity", APART, "panel juri terpisah, tanpa peserta yang dinilai bersama"),
        ("outlying_sheets", ALONE, "hanya ada satu juri yang menilai"),
        ("outlying_sheets", [[50, 60], [55, 70]], "terlalu sedikit lembar untuk mengenali yang menyimpang"),
    ],
)
def test_what_has_no_number_says_why(number: str, rows: Table, reason: str):
    assert getattr(consistency, number)(panel(rows)) == Undefined(reason)


@pytest.mark.parametrize(
    ("number", "rows", "reason"),
    [
        ("agreement", [[1, 2], [3, 4]], "kurang dari 3 peserta dinilai bersama juri lain"),
        ("agreement", [[5, 2], [5, 4], [5, 6]], "nilai dari juri ini sama untuk semua peserta"),
        ("agreement", [[1, 5], [2, 5], [3, 5]], "nilai dari rata-rata juri lain sama untuk semua peserta"),
        ("spread", [[5, 2], [None, 4]], "hanya menilai satu peserta"),
        ("halo", [[1, 2], [2, 3], [3, 1]], "rubrik hanya mempunyai satu aspek"),
    ],
)
def test_what_has_no_number_for_a_judge_says_why(number: str, rows: Table, reason: str):
    assert getattr(consistency, number)(panel(rows))["J0"] == Undefined(reason)


def test_averages_without_any_difference_leave_only_single_judges():
    found = consistency.intraclass(panel([[10, 30], [30, 10], [20, 20]]))
    assert found["1,1"].value == -1
    assert {found[kind] for kind in ("1,k", "2,k", "3,k")} == {Undefined("rata-rata semua peserta sama")}


full_tables = st.integers(2, 5).flatmap(
    lambda k: st.lists(st.lists(st.integers(0, 9), min_size=k, max_size=k), min_size=2, max_size=6)
)


@given(full_tables, st.randoms(use_true_random=False))
def test_numbers_do_not_depend_on_the_order_of_rows_and_columns(rows: Table, dice):
    columns = list(range(len(rows[0])))
    dice.shuffle(columns)
    turned = [[row[column] for column in columns] for row in rows]
    dice.shuffle(turned)
    one, other = panel(rows), panel(turned)
    assert consistency.kendall(one) == consistency.kendall(other)
    assert consistency.krippendorff(one) == consistency.krippendorff(other)
    assert consistency.intraclass(one) == consistency.intraclass(other)
    named = {f"J{place}": f"J{column}" for place, column in enumerate(columns)}
    for number in (consistency.spread, consistency.agreement, consistency.severity):
        assert {named[judge]: value for judge, value in number(other).items()} == number(one)


holed_tables = st.integers(1, 4).flatmap(
    lambda k: st.lists(
        st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=k, max_size=k).filter(
            lambda row: any(mark is not None for mark in row)
        ),
        min_size=1,
        max_size=5,
    )
)


@given(holed_tables)
def test_no_panel_gives_a_number_that_is_not_finite(rows: Table):
    tally = consistency.seated(panel(rows))
    icc = consistency.intraclass(tally)
    numbers = [
        consistency.krippendorff(tally),
        *(consistency.spread(tally).values()),
        *(consistency.agreement(tally).values()),
        *(part for one in ({} if isinstance(icc, Undefined) else icc).values() if not isinstance(one, Undefined)
          for part in (one.value, one.low, one.high)),
    ]  # fmt: skip
    kendall, outlying = consistency.kendall(tally), consistency.outlying_sheets(tally)
    numbers += [] if isinstance(kendall, Undefined) else [kendall.w, kendall.chi2, kendall.p]
    numbers += (
        [] if isinstance(outlying, Undefined) else [x for one in outlying for x in (one.residual, one.studentised)]
    )
    assert all(number is None or isinstance(number, Undefined) or math.isfinite(number) for number in numbers)
