"""The share at which first place changes hands: exact, nearest, and checked by moving the weights."""

from __future__ import annotations

import json
import random
from fractions import Fraction
from pathlib import Path

import pytest
from counts import count_of, random_tally
from panels import rubric_of, tally_of

from judging.scoring import METHODS, Round, sensitivity
from judging.scoring.consistency import Undefined
from judging.scoring.sensitivity import Count
from judging.scoring.sensitivity.weights import STRAIGHT

GOLDEN = Path(__file__).parent.parent / "golden"
SEATS = ("J1", "J2", "J3", "J4", "J5")


def weights_case() -> tuple[Count, dict[str, int]]:
    case = json.loads((GOLDEN / "panel.json").read_text("utf-8"))["weights"]
    scores = {name: {"J1": means} for name, means in case["means"].items()}
    return count_of(tally_of(scores, rubric_of(case["aspects"]))), case["aspects"]


def test_turning_weights_of_the_hand_made_case():
    case = json.loads((GOLDEN / "panel.json").read_text("utf-8"))["weights"]
    count, weights = weights_case()
    found = sensitivity.weight_changes(count.outcome(), [weights])
    assert {one.aspect: one.turning for one in found} == {code: Fraction(text) for code, text in case["exact"].items()}
    assert {one.aspect: float(one.turning) for one in found} == pytest.approx(case["turning"], abs=1e-6)
    assert {one.challenger for one in found} == {"P1"}


def winner_at(scores, weights: dict[str, int], code: str, share: Fraction) -> set[str]:
    """Who leads when one aspect's share moves and the others keep their proportions; no code of ours."""
    rest = 100 - weights[code]
    shares = {other: (1 - share) * weight / rest for other, weight in weights.items() if other != code} | {code: share}
    totals = {name: sum(shares[aspect] * mark for aspect, mark in marks.items()) for name, marks in scores.items()}
    return {name for name, total in totals.items() if total == max(totals.values())}


@pytest.mark.parametrize("seed", range(40))
def test_nothing_changes_before_the_turning_weight_and_something_does_beyond(seed: int):
    dice = random.Random(seed)  # noqa: S311 - test data, repeatable on purpose
    weights = {"A": 40, "B": 35, "C": 25}
    scores = {f"P{p}": {code: dice.randint(0, 9) for code in weights} for p in range(5)}
    count = count_of(tally_of({name: {"J1": marks} for name, marks in scores.items()}, rubric_of(weights, highest=9)))
    leader = count.outcome().rows[0].participant
    for one in sensitivity.weight_changes(count.outcome(), [weights]):
        now = winner_at(scores, weights, one.aspect, one.present)
        if one.turning is None:
            ends = (winner_at(scores, weights, one.aspect, Fraction(share)) for share in (0, 1))
            assert all(leader in end for end in ends)
            continue
        between = (one.present + one.turning) / 2
        beyond = one.turning + (one.turning - one.present) / 10**6
        assert {leader, one.challenger} <= winner_at(scores, weights, one.aspect, one.turning)
        if one.turning != one.present:
            assert winner_at(scores, weights, one.aspect, between) == now
            assert leader not in winner_at(scores, weights, one.aspect, beyond)


def test_equal_totals_turn_at_the_present_share():
    scores = {"P1": {"J1": {"A": 60, "B": 40}}, "P2": {"J1": {"A": 40, "B": 60}}}
    count = count_of(tally_of(scores, rubric_of({"A": 50, "B": 50})), chain=("aspect:A",))
    found = sensitivity.weight_changes(count.outcome(), [{"A": 50, "B": 50}])
    assert [(one.turning, one.challenger) for one in found] == [(Fraction(1, 2), "P2")] * 2


def test_a_weight_of_one_round_moves_only_that_round():
    """Two rounds of half each: 60/40 in the first, level in the second; the other aspect is worth the opposite."""
    first = tally_of(
        {"P1": {"J1": {"A": 60, "B": 40}}, "P2": {"J1": {"A": 40, "B": 50}}}, rubric_of({"A": 50, "B": 50})
    )
    second = tally_of(
        {"P1": {"J1": {"A": 50, "B": 50}}, "P2": {"J1": {"A": 50, "B": 52}}}, rubric_of({"A": 50, "B": 50})
    )
    count = Count((Round(first, 50), Round(second, 50)), "mean", (), panel_rule="complete_judges")
    found = sensitivity.weight_changes(count.outcome(), [{"A": 50, "B": 50}] * 2)
    # First round: P1 - P2 = 20 w - 10 (1 - w); second: -2 (1 - v). Half of each, level at w = 11/30.
    assert [(one.round, one.aspect, one.turning) for one in found] == [
        (0, "A", Fraction(11, 30)), (0, "B", Fraction(19, 30)), (1, "A", None), (1, "B", None),
    ]  # fmt: skip


@pytest.mark.parametrize("method", [method for method in METHODS if method not in STRAIGHT])
def test_methods_that_do_not_add_up_have_no_turning_weight(method: str):
    scores = {name: {seat: {"A": mark, "B": 4} for seat in SEATS} for name, mark in (("P1", 5), ("P2", 4))}
    count = count_of(tally_of(scores, rubric_of({"A": 50, "B": 50})), method)
    assert sensitivity.weight_changes(count.outcome(), [{"A": 50, "B": 50}]) == Undefined(
        f"dengan metode {method} nilai akhir tidak berubah lurus mengikuti bobot"
    )


def test_adjusted_totals_turn_at_the_same_weight_as_the_mean_of_a_complete_panel():
    mean, adjusted = (count_of(random_tally(4, 5), method).outcome() for method in ("mean", "adjusted"))
    weights = [{"A": 50, "B": 50}]
    assert sensitivity.weight_changes(mean, weights) == sensitivity.weight_changes(adjusted, weights)


def test_weights_that_leave_no_choice_say_why():
    scores = {"P1": {"J1": {"A": 5, "B": 4}}, "P2": {"J1": {"A": 4, "B": 5}}}
    count = count_of(tally_of(scores, rubric_of({"A": 100, "B": 0})))
    found = sensitivity.weight_changes(count.outcome(), [{"A": 100, "B": 0}])
    assert [one.undefined.reason for one in found] == [
        "rubrik hanya mempunyai aspek ini",
        "bobotnya 0, jadi skornya tidak ikut tercatat",
    ]
