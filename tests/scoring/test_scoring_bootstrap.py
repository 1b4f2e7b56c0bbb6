"""Judges drawn again: every panel counted by hand beside ours, seeds, and panels that cannot vary."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from counts import count_of, random_tally, sample_count
from panels import rubric_of, tally_of

from judging.scoring import rank_tally, sensitivity
from judging.scoring.consistency import Undefined
from judging.scoring.sensitivity import Chances, Count


@pytest.fixture(scope="module")
def sample(root: Path) -> Count:
    return sample_count(root)


def brute_force(count: Count, outcome) -> dict[str, list[int]]:
    """Every sequence of judges, one by one, each as a tally of its own."""
    tally = outcome.standing.evidence.rounds[0][0]
    seen = {name: [0] * len(tally.participants) for name in tally.participants}
    for sequence in product(range(len(tally.judges)), repeat=len(tally.judges)):
        columns = list(sequence)
        drawn = replace(
            tally,
            judges=tuple(f"seat {seat}" for seat in range(len(columns))),
            backgrounds=tuple(tally.backgrounds[column] for column in columns),
            points=tally.points[:, columns],
            aspect_points=tally.aspect_points[:, :, columns],
            counted=tally.counted[:, columns],
        )
        found = rank_tally(drawn, method=count.method, tie_break=count.tie_break)
        for row in found.rows:
            seen[row.participant][row.rank - 1] += 1
    return seen


@pytest.mark.parametrize("method", ["mean", "rank_sum", "zscore", "clipped", "adjusted"])
@pytest.mark.parametrize("seed", range(4))
def test_three_judges_are_drawn_in_all_27_ways(method: str, seed: int):
    dice = random.Random(seed)  # noqa: S311 - test data, repeatable on purpose
    scores = {
        f"P{p}": {f"J{j}": {"A": dice.randint(0, 4), "B": dice.randint(0, 4)} for j in range(3)} for p in range(5)
    }
    tally = tally_of(scores, rubric_of({"A": 50, "B": 50}, highest=4))
    count = count_of(tally, method, ("aspect:A", "head_to_head"))
    outcome = count.outcome()
    found = sensitivity.bootstrap(count, outcome, prizes=2, seed=1)
    assert (found.draws, found.counted, found.is_exact) == (27, 27, True)
    expected = brute_force(count, outcome)
    assert {name: found.seen[row].tolist() for row, name in enumerate(found.participants)} == expected


def test_sample_chances_count_every_one_of_3125_panels(sample: Count):
    found = sensitivity.bootstrap(sample, sample.outcome(), prizes=3, seed=1)
    rows = {name: row for row, name in enumerate(found.participants)}
    assert found.draws == 5**5
    assert found.place(rows["KUBE-TMR"], 1) == Fraction(3029, 3125)
    assert [found.interval(rows[name]) for name in ("KUBE-TMR", "KUBE-SEL", "KUBE-UTR")] == [(1, 1), (2, 3), (2, 3)]
    assert found.within(rows["KUBE-UTR"], 3) == 1


@pytest.mark.parametrize(
    ("seen", "interval"),
    [([5, 90, 5], (2, 2)), ([6, 88, 6], (1, 3)), ([0, 94, 6], (2, 3)), ([100, 0, 0], (1, 1))],
)
def test_an_interval_leaves_out_at_most_one_draw_in_twenty_at_each_end(seen: list[int], interval: tuple[int, int]):
    found = Chances(("P1",), np.array([seen]), 100, 100, is_exact=True, judges=4, beyond=0)
    assert found.interval(0) == interval


def test_under_group_mean_judges_are_drawn_within_their_background(sample: Count):
    by_group = replace(sample, method="group_mean")
    found = sensitivity.bootstrap(by_group, by_group.outcome(), prizes=3, seed=1)
    assert (found.draws, found.judges) == (2**2 * 2**2 * 1, 5)


def test_six_judges_are_drawn_2000_times_from_a_seed():
    count = count_of(random_tally(6, 6))
    one, same, other = (sensitivity.bootstrap(count, count.outcome(), prizes=3, seed=seed) for seed in (5, 5, 6))
    assert (one.draws, one.is_exact) == (2000, False)
    assert np.array_equal(one.seen, same.seen)
    assert not np.array_equal(one.seen, other.seen)


def test_the_seeded_draw_comes_near_the_exact_chances():
    """Six judges have 6**6 panels; the sums of all of them here, 2000 drawn there."""
    tally = random_tally(3, 6)
    count = count_of(tally)
    found = sensitivity.bootstrap(count, count.outcome(), prizes=1, seed=1)
    sums = tally.points[:, np.array(list(product(range(6), repeat=6)))].sum(axis=2)
    expected = (sums == sums.max(axis=0)).mean(axis=1)
    assert [float(found.place(row, 1)) for row in range(3)] == pytest.approx(expected.tolist(), abs=0.04)


def test_a_panel_in_which_somebody_has_no_judge_is_left_out_of_the_chances():
    tally = tally_of({"P1": {"J1": 5}, "P2": {"J1": 4, "J2": 9}, "P3": {"J1": 3, "J2": 1}}, rubric_of({"t": 1}))
    found = sensitivity.bootstrap(count_of(tally), count_of(tally).outcome(), prizes=1, seed=1)
    assert (found.draws, found.counted) == (4, 3)


def test_of_very_many_only_those_near_the_prizes_are_drawn():
    count = count_of(random_tally(600, 5))
    found = sensitivity.bootstrap(count, count.outcome(), prizes=3, seed=1)
    assert isinstance(found, Chances)
    assert (len(found.participants), found.beyond) == (53, 547)
    relative = replace(count, method="zscore")
    assert sensitivity.bootstrap(relative, relative.outcome(), prizes=3, seed=1) == Undefined(
        "metode zscore membandingkan semua peserta dan peserta lebih dari 500"
    )


@pytest.mark.parametrize(
    ("judges", "method", "reason"),
    [
        ({"J1": "a"}, "mean", "hanya ada satu juri"),
        ({"J1": "a", "J2": "b"}, "group_mean", "setiap juri sendirian dalam unsur atau sesinya"),
    ],
)
def test_a_panel_that_cannot_vary_has_no_chances(judges: dict[str, str], method: str, reason: str):
    scores = {name: dict.fromkeys(judges, mark) for name, mark in (("P1", 5), ("P2", 6))}
    count = count_of(tally_of(scores, rubric_of({"t": 1}), judges), method)
    assert sensitivity.bootstrap(count, count.outcome(), prizes=1, seed=1) == Undefined(reason)
