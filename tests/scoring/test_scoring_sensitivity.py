"""How firm an order is: the same sheets counted in other ways, and the safety of each place."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from counts import count_of, random_tally, sample_count
from panels import rubric_of, tally_of

from judging.scoring import sensitivity
from judging.scoring.sensitivity import Count, Safety

GOLDEN = Path(__file__).parent.parent / "golden"
SCENARIOS = {case["id"]: case for case in json.loads((GOLDEN / "scenarios.json").read_text("utf-8"))["scenarios"]}
CHAIN = ("aspect:A1", "aspect:A2", "aspect:A3", "head_to_head", "plenary")


def scenario(case: str, **rules) -> Count:
    found = SCENARIOS[case]
    return count_of(tally_of(found["scores"], rubric_of(found["weights"], step="0.001"), found["judges"]), **rules)


@pytest.fixture(scope="module")
def sample(root: Path) -> Count:
    return sample_count(root)


def test_sample_second_and_third_trade_places_in_four_counts_of_ten(sample: Count):
    every = sensitivity.recounts(sample)
    proof = [one for one in every if not one.unfit]
    assert [(one.kind, one.code) for one in proof] == [
        ("declared", "mean"),
        *(("without", judge) for judge in ("J1", "J2", "J3", "J4", "J5")),
        *(("method", method) for method in ("group_mean", "trimmed", "rank_sum", "majority")),
    ]
    swap = {"KUBE-SEL": (2, 3), "KUBE-UTR": (3, 2)}
    changed = {one.code: one.changed(every[0]) for one in proof if one.changed(every[0])}
    assert changed == dict.fromkeys(("J3", "J5", "rank_sum", "majority"), swap)


def test_sample_first_place_is_safe_and_second_is_close(sample: Count):
    lines = sensitivity.safety(sensitivity.recounts(sample), prizes=5, steps=[Fraction(8, 5)])
    assert [(one.place, one.holders, one.counts, len(one.moved), one.swapped_with, one.is_close) for one in lines] == [
        (1, ("KUBE-TMR",), 10, 0, None, False),
        (2, ("KUBE-SEL",), 10, 4, 3, True),
        (3, ("KUBE-UTR",), 10, 4, 2, True),
        (4, ("KUBE-PST",), 10, 0, None, False),
        (5, ("KUBE-BRT",), 10, 0, None, False),
    ]
    first, second = lines[0], lines[1]
    assert (first.gap, first.nearest.points, first.nearest.recount.code) == (Fraction(113, 25), 2, "J5")
    assert (second.gap, second.reach) == (0, Fraction(8, 25))


def test_ways_that_prove_nothing_say_why(sample: Count):
    why = {one.code: one.unfit for one in sensitivity.recounts(sample) if one.unfit}
    assert why == {
        "clipped": "Cara ini memerlukan 7 juri untuk setiap peserta.",
        "adjusted": "Nilai akhirnya sama persis dengan cara lain di atas, jadi bukan bukti tersendiri.",
        "zscore": "Cara ini memerlukan 10 peserta yang nilainya berbeda untuk tiap juri.",
    }


def test_the_choice_of_method_decides_the_winner_where_backgrounds_differ_in_size():
    every = sensitivity.recounts(scenario("S4"))
    winners = {one.outcome.method: one.order[0] for one in every if one.kind != "without" and one.order}
    assert {winners[method] for method in ("mean", "trimmed")} == {"P1"}
    assert {winners[method] for method in ("group_mean", "rank_sum")} == {"P2"}
    (first, *_) = sensitivity.safety(every, prizes=1)
    assert "group_mean" in {one.code for one in first.moved}


def test_a_refused_method_stands_beside_with_its_reason():
    found = {one.code: one for one in sensitivity.recounts(scenario("S3"))}
    assert found["rank_sum"].order == ()
    assert found["rank_sum"].unfit == (
        "Metode ini memerlukan semua juri menilai semua peserta. Belum ada nilai: J2 untuk P3."
    )
    assert found["adjusted"].order[0] == "P3"


def test_where_the_panel_rule_adjusted_the_other_methods_are_still_themselves():
    found = {one.outcome.method: one.order for one in sensitivity.recounts(scenario("S3", rule="adjusted"))}
    assert (found["adjusted"][0], found["mean"][0]) == ("P3", "P1")


def test_a_judge_who_does_not_count_is_not_left_out_again():
    tally = tally_of(
        {"P1": {"J1": 5, "J2": 6, "J3": 9}, "P2": {"J1": 4, "J2": 5, "J3": "recused"}}, rubric_of({"t": 1})
    )
    every = sensitivity.recounts(count_of(tally, rule="complete_judges"))
    assert [one.code for one in every if one.kind == "without"] == ["J1", "J2"]


def test_a_count_that_loses_somebody_proves_nothing():
    tally = tally_of({"P1": {"J1": 5}, "P2": {"J1": 4, "J2": 9}, "P3": {"J1": 3, "J2": 1}}, rubric_of({"t": 1}))
    without = next(one for one in sensitivity.recounts(count_of(tally)) if one.code == "J1")
    assert (without.order, without.unfit) == (("P2", "P3"), "Tanpa juri ini tidak ada lagi nilai untuk: P1.")


def test_a_shared_place_is_close():
    lines = sensitivity.safety(sensitivity.recounts(scenario("S1", chain=CHAIN)), prizes=3)
    assert [(one.place, one.holders, one.is_close) for one in lines][2] == (3, ("P3", "P6"), True)


def test_a_place_within_one_score_is_close_though_no_count_changes_it():
    rows = {"P1": {"J1": 60, "J2": 60, "J3": 60}, "P2": {"J1": 59, "J2": 59, "J3": 59}}
    every = sensitivity.recounts(count_of(tally_of(rows, rubric_of({"t": 1}))))
    near, far = (sensitivity.safety(every, prizes=1, steps=[Fraction(step)])[0] for step in (3, 2))
    assert isinstance(near, Safety)
    assert (near.moved, near.reach, near.is_close) == ((), 1, True)
    assert (far.moved, far.reach, far.is_close) == ((), Fraction(2, 3), False)


def test_the_nearest_distance_is_told_in_the_declared_way_of_counting():
    """Equal backgrounds would bring the two within half a point; the declared mean never does."""
    scores = {"P1": {"J1": 80, "J2": 80, "J3": 80, "J4": 60}, "P2": {"J1": 70, "J2": 70, "J3": 70, "J4": 69}}
    backgrounds = {"J1": "a", "J2": "a", "J3": "a", "J4": "b"}
    every = sensitivity.recounts(count_of(tally_of(scores, rubric_of({"t": 1}), backgrounds)))
    (first,) = sensitivity.safety(every, prizes=1)
    assert (first.gap, first.nearest.points, first.nearest.recount.code) == (Fraction(21, 4), Fraction(11, 3), "J1")


def test_nothing_depends_on_names_or_on_the_order_of_judges():
    tally = random_tally(5, 4)
    seats = [2, 0, 3, 1]
    turned = replace(
        tally,
        participants=tuple(f"other {name}" for name in tally.participants),
        judges=tuple(tally.judges[seat] for seat in seats),
        points=tally.points[:, seats],
        aspect_points=tally.aspect_points[:, :, seats],
    )
    one, other = count_of(tally), count_of(turned)
    weights = [{"A": 50, "B": 50}]
    assert [w.turning for w in sensitivity.weight_changes(one.outcome(), weights)] == [
        w.turning for w in sensitivity.weight_changes(other.outcome(), weights)
    ]
    chances = [sensitivity.bootstrap(count, count.outcome(), prizes=2, seed=1) for count in (one, other)]
    assert np.array_equal(chances[0].seen, chances[1].seen)
    places = [
        {way.code: [way.ranks[name] for name in count.rounds[0].tally.participants] for way in ways if way.ranks}
        for count, ways in ((count, sensitivity.recounts(count)) for count in (one, other))
    ]
    assert places[0] == places[1]
