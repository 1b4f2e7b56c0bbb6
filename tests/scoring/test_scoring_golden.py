"""Whole contests with known answers: hand-made traps, textbook tables, and the sample event."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from panels import ranks, reasons, rubric_of, tally_of

from judging.scoring import rank_tally, tally_from_scores
from judging.scoring.adjusted import judge_severity
from judging.scoring.placings import majority
from judging.scoring.report import SCORE_COLUMNS
from judging.sheet import show_distinct, show_value
from judging.spreadsheet.scores import read_scores
from rubrics import from_library

GOLDEN = Path(__file__).parent.parent / "golden"
SCENARIOS = {case["id"]: case for case in json.loads((GOLDEN / "scenarios.json").read_text("utf-8"))["scenarios"]}
EXPECTED = [(case, method) for case, found in SCENARIOS.items() for method in found["expected"]]


def tally_and_rubric(case: str, chain=()):
    found = SCENARIOS[case]
    rubric = rubric_of(found["weights"], step="0.001", chain=chain)
    return tally_of(found["scores"], rubric, found["judges"]), rubric


@pytest.mark.parametrize(("case", "method"), EXPECTED)
def test_scenario_ranks_as_computed_elsewhere(case: str, method: str):
    expected = SCENARIOS[case]["expected"][method]
    outcome = rank_tally(tally_and_rubric(case)[0], method=method, tie_break=())
    assert (outcome.refused is not None) == expected.get("refused", False)
    if outcome.refused is None:
        assert ranks(outcome) == expected["rank"]
        totals = {row.participant: float(row.total) for row in outcome.rows}
        assert totals == pytest.approx(expected["total"], abs=1e-6)


def test_prize_tie_is_split_by_aspect_and_the_rest_stays_shared():
    chain = ("aspect:A1", "aspect:A2", "aspect:A3", "head_to_head", "plenary")
    outcome = rank_tally(tally_and_rubric("S1", chain)[0], tie_break=chain)
    assert reasons(outcome) == {
        "P1": (1, False, None),
        "P2": (2, False, None),
        "P3": (3, True, "aspect:A1"),
        "P6": (3, True, "aspect:A1"),
        "P4": (5, False, "aspect:A1"),
        "P5": (6, False, None),
    }
    assert outcome.warnings == ("Peringkat 3 dipakai bersama oleh P3, P6; pleno yang memutuskan.",)


def test_totals_that_look_equal_are_shown_with_more_decimals():
    rows = rank_tally(tally_and_rubric("S2")[0], tie_break=()).rows
    shown = dict(zip((row.participant for row in rows), show_distinct([row.total for row in rows]), strict=True))
    assert shown == {"P1": "85,333", "P2": "85,330", "P3": "82,40", "P4": "82,40", "P5": "54,13"}
    assert [show_value(row.total) for row in rows[:2]] == ["85,33", "85,33"]


def test_zero_spread_judge_is_named_and_majority_refuses_tied_marks():
    tally, _ = tally_and_rubric("S5")
    assert rank_tally(tally, method="zscore", tie_break=()).warnings == (
        "zscore kurang andal di bawah 10 peserta untuk tiap juri: J1, J2, J3.",
        "Memberi nilai sama kepada semua peserta, sehingga tidak membedakan: juri J1.",
    )
    refused = rank_tally(tally, method="majority", tie_break=()).refused
    assert refused is not None
    assert refused.message == (
        "Metode majority memerlukan urutan tanpa nilai kembar. Ada nilai kembar pada juri: J1."
    )


def test_adjusted_means_of_the_catalyst_experiment():
    case = json.loads((GOLDEN / "catalyst.json").read_text("utf-8"))
    tally = tally_of(case["data"], rubric_of({"total": 1}))
    rows = rank_tally(tally, method="adjusted", tie_break=()).rows
    assert {row.participant: row.total for row in rows} == {
        name: Fraction(str(mean)) for name, mean in case["adjusted_means"].items()
    }
    severity = dict(zip(tally.judges, judge_severity(tally), strict=True))
    assert {name: beta / tally.highest for name, beta in severity.items()} == {
        name: Fraction(str(effect)) for name, effect in case["judge_effects"].items()
    }


@pytest.mark.parametrize("rule", ["rule5", "rule6"])
def test_majority_follows_the_skating_rules(rule: str):
    case = json.loads((GOLDEN / "skating.json").read_text("utf-8"))[rule]
    names = list(case["places"])
    # A place becomes a score: the better the place, the higher the score.
    scores = {name: {f"J{n}": 100 - place for n, place in enumerate(case["places"][name])} for name in names}
    tally = tally_of(scores, rubric_of({"total": 1}))
    assert dict(zip(names, majority(tally).units.tolist(), strict=True)) == case["expected"]


def test_half_of_an_even_panel_is_no_majority():
    places = {"A": [1, 1, 4, 4], "B": [2, 2, 2, 2], "C": [3, 3, 1, 1], "D": [4, 4, 3, 3]}
    scores = {name: {f"J{n}": 100 - place for n, place in enumerate(row)} for name, row in places.items()}
    tally = tally_of(scores, rubric_of({"total": 1}))
    # Only B has three judges at second place or higher; then C has four at third or higher, D two and A two.
    assert ranks(rank_tally(tally, method="majority", tie_break=())) == {"B": 1, "C": 2, "A": 3, "D": 4}


def test_sample_event_ranks_selatan_before_utara_by_its_institution(root: Path):
    rubric = from_library("kube")
    lines = read_scores((root / "samples" / "kube-dki-scores.csv").read_bytes(), rubric)
    tally = tally_from_scores(pd.DataFrame.from_records(list(lines), columns=list(SCORE_COLUMNS)), rubric)
    outcome = rank_tally(tally, tie_break=rubric.tie_break)
    assert [(row.participant, row.rank, row.total, row.decided_by) for row in outcome.rows] == [
        ("KUBE-TMR", 1, Fraction(1999, 25), None),
        ("KUBE-SEL", 2, Fraction(1886, 25), "aspect:kelembagaan"),
        ("KUBE-UTR", 3, Fraction(1886, 25), "aspect:kelembagaan"),
        ("KUBE-PST", 4, Fraction(1697, 25), None),
        ("KUBE-BRT", 5, Fraction(1486, 25), None),
    ]
    assert outcome.rows[1].aspects == {
        "kelembagaan": Fraction(27),
        "sosial": Fraction(127, 5),
        "ekonomi": Fraction(576, 25),
    }
