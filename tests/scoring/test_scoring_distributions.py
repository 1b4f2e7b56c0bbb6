"""Tails and quantiles against printed tables and closed forms."""

from __future__ import annotations

import math

import pytest

from judging.scoring.distributions import chi2_upper, f_lower, f_quantile


@pytest.mark.parametrize(
    ("p", "df1", "df2", "printed"),
    [  # tables of the F distribution, two decimals
        (0.95, 1, 1, 161.45), (0.95, 5, 10, 3.33), (0.975, 5, 18, 3.38), (0.975, 18, 5, 6.36),
        (0.99, 10, 20, 3.37), (0.95, 120, 120, 1.35),
    ],
)  # fmt: skip
def test_f_quantile_agrees_with_printed_tables(p: float, df1: float, df2: float, printed: float):
    assert round(f_quantile(p, df1, df2), 2) == printed


@pytest.mark.parametrize(("df1", "df2"), [(1, 1), (3, 7.5), (0.4, 2), (99_999, 399_996)])
@pytest.mark.parametrize("p", [0.025, 0.5, 0.975])
def test_f_quantile_is_undone_by_its_tail_area(p: float, df1: float, df2: float):
    assert f_lower(f_quantile(p, df1, df2), df1, df2) == pytest.approx(p, abs=1e-10)


@pytest.mark.parametrize("x", [0.01, 1.0, 7.5, 300.0])
def test_f_with_two_and_two_degrees_has_its_closed_form(x: float):
    assert f_lower(x, 2, 2) == pytest.approx(x / (1 + x), rel=1e-12)


@pytest.mark.parametrize("x", [0.1, 1.0, 3.0, 12.0, 80.0])
def test_chi_square_has_its_closed_forms(x: float):
    assert chi2_upper(x, 1) == pytest.approx(math.erfc(math.sqrt(x / 2)), rel=1e-10)
    assert chi2_upper(x, 2) == pytest.approx(math.exp(-x / 2), rel=1e-10)
    assert chi2_upper(x, 4) == pytest.approx(math.exp(-x / 2) * (1 + x / 2), rel=1e-10)


def test_chi_square_begins_at_one():
    assert chi2_upper(0, 5) == 1
