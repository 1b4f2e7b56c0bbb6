"""Arithmetic that must not overflow, round, or lose a fraction; severity against a textbook least squares."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest
from panels import rubric_of, tally_of

from judging.scoring import Tally, rank_tally
from judging.scoring.adjusted import adjusted, judge_severity, panels
from judging.scoring.aggregate import clipped, group_mean, mean, trimmed
from judging.scoring.exact import LIMIT, added, quotients, times
from judging.scoring.placings import zscore


def random_tally(seed: int, participants: int, judges: int, gaps: float, largest: int) -> Tally:
    """Points drawn up to `largest`; the first judge sees everyone, so that the panel hangs together."""
    dice = np.random.default_rng(seed)
    points = dice.integers(0, largest, size=(participants, judges), endpoint=True)
    counted = dice.random((participants, judges)) >= gaps
    counted[:, 0] = True
    counted[0] = True  # every judge sees somebody
    points = np.where(counted, points, 0)
    names, seats = tuple(f"P{n}" for n in range(participants)), tuple(f"J{n}" for n in range(judges))
    backgrounds = tuple("abc"[n % 3] for n in range(judges))
    return Tally(names, seats, backgrounds, ("total",), points, points[None], counted, largest // 100)


def test_multiplying_moves_to_unbounded_integers_before_it_overflows():
    small, large = np.array([3, -4]), np.array([LIMIT // 2, 1])
    assert times(small, 5).dtype == np.int64
    assert times(large, 10).tolist() == [LIMIT // 2 * 10, 10]
    assert added([large] * 5).tolist() == [5 * (LIMIT // 2), 5]


def test_quotients_are_exact_for_awkward_divisors():
    divisors = np.array([0, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47])
    numbers = np.arange(13) + 10**11
    units, common = quotients([(numbers, divisors), (numbers, np.full(13, 3))])
    expected = [Fraction(int(n), int(d)) if d else 0 for n, d in zip(numbers, divisors, strict=True)]
    found = [Fraction(int(unit), common) for unit in units]
    assert found == [part + Fraction(int(n), 3) for part, n in zip(expected, numbers, strict=True)]


@pytest.mark.parametrize("largest", [500, 99_999_9999 * 100])
def test_averages_equal_fractions_row_by_row_on_any_scale(largest: int):
    tally = random_tally(7, participants=40, judges=23, gaps=0.4, largest=largest)
    found = {method.__name__: method(tally) for method in (mean, group_mean, trimmed)}
    held = clipped(tally, Fraction(5, 2))
    for row in range(len(tally.participants)):
        values = [Fraction(int(p), tally.highest) for p in tally.points[row][tally.counted[row]]]
        groups = [own for own, seen in zip(tally.backgrounds, tally.counted[row], strict=True) if seen]
        by_group = {g: [v for v, own in zip(values, groups, strict=True) if own == g] for g in groups}
        centre = sum(values) / len(values)
        assert found["mean"].fraction(row) == centre
        assert found["group_mean"].fraction(row) == sum(sum(v) / len(v) for v in by_group.values()) / len(by_group)
        middle = sorted(values)[1:-1] if len(values) >= 5 else values
        assert found["trimmed"].fraction(row) == sum(middle) / len(middle)
        near = [min(max(v, centre - Fraction(5, 2)), centre + Fraction(5, 2)) for v in values]
        assert held.fraction(row) == sum(near) / len(near)


@pytest.mark.parametrize("seed", range(5))
def test_adjusted_totals_are_the_least_squares_of_the_additive_model(seed: int):
    tally = random_tally(seed, participants=9, judges=6, gaps=0.5, largest=50_000)
    rows, columns = np.nonzero(tally.counted)
    design = np.zeros((len(rows) + 1, 15))
    design[np.arange(len(rows)), rows] = 1
    design[np.arange(len(rows)), 9 + columns] = 1
    design[-1, 9:] = 1  # severities sum to zero
    values = np.append(tally.points[rows, columns], 0)
    solution = np.linalg.lstsq(design, values, rcond=None)[0]
    found = adjusted(tally)
    assert [float(found.fraction(row)) * tally.highest for row in range(9)] == pytest.approx(solution[:9], abs=1e-6)
    severity = judge_severity(tally)
    assert sum(severity) == 0
    assert [float(beta) for beta in severity] == pytest.approx(solution[9:], abs=1e-6)


def test_adjusted_is_exactly_the_mean_where_everyone_scored_everyone():
    tally = random_tally(3, participants=30, judges=7, gaps=0, largest=500)
    both = [(adjusted(tally).fraction(row), mean(tally).fraction(row)) for row in range(30)]
    assert [one for one, _ in both] == [other for _, other in both]


def test_severity_of_disjoint_panels_is_refused():
    tally = tally_of({"P1": {"J1": 80}, "P2": {"J2": 70}}, rubric_of({"total": 1}))
    assert panels(tally.counted) == [[0], [1]]
    with pytest.raises(ValueError, match="disjoint"):
        judge_severity(tally)


def test_panels_are_joined_through_any_chain_of_participants():
    counted = np.array([[1, 0, 1, 0, 0], [0, 0, 1, 0, 1], [0, 1, 0, 1, 0]], dtype=bool)
    assert panels(counted) == [[0, 2, 4], [1, 3]]


def test_zscore_does_not_depend_on_the_order_of_judges_or_rows():
    tally = random_tally(11, participants=50, judges=6, gaps=0.2, largest=500)
    expected = dict(zip(tally.participants, zscore(tally).units.tolist(), strict=True))
    dice = random.Random(5)  # noqa: S311 - test data, repeatable on purpose
    for _ in range(20):
        rows, columns = (dice.sample(range(n), n) for n in tally.points.shape)
        shuffled = Tally(
            tuple(tally.participants[row] for row in rows), tuple(tally.judges[column] for column in columns),
            tuple(tally.backgrounds[column] for column in columns), tally.aspects,
            tally.points[rows][:, columns], tally.aspect_points[:, rows][:, :, columns],
            tally.counted[rows][:, columns], tally.highest,
        )  # fmt: skip
        assert dict(zip(shuffled.participants, zscore(shuffled).units.tolist(), strict=True)) == expected


def test_the_finest_scale_ranks_without_losing_a_digit():
    rubric = rubric_of({"total": 1}, highest=99_999, step="0.0001")
    scores = {f"P{n}": {f"J{j}": 99_998 + (n == j) for j in range(1 + n % 23)} for n in range(40)}
    rows = rank_tally(tally_of(scores, rubric), tie_break=()).rows
    for row in rows:
        given = list(scores[row.participant].values())
        assert row.total == Fraction(sum(given) * 100, len(given) * 99_999)
