"""The declared rules at work: panel rules, warnings and refusals, the chain, rounds and their shares."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest
from panels import ranks, reasons, rubric_of, tally_of

from judging.scoring import (
    Excluded,
    LeftOut,
    Round,
    TallyProblem,
    rank_category,
    rank_tally,
    tally_from_scores,
    tally_from_sheets,
)
from judging.scoring.panel import apply_panel_rule
from judging.scoring.report import SCORE_COLUMNS

ONE = rubric_of({"total": 1})
HALVES = rubric_of({"isi": 50, "gaya": 50})


def test_complete_judges_leaves_out_whoever_missed_a_participant_and_says_whom():
    tally = tally_of({"P1": {"J1": 80, "J2": 70}, "P2": {"J1": 60, "J2": "recused"}, "P3": {"J1": 70, "J2": 90}}, ONE)
    outcome = rank_category([Round(tally)], tie_break=())
    assert ranks(outcome) == {"P1": 1, "P3": 2, "P2": 3}
    assert outcome.left_out == ((LeftOut("J2", (("P2", "recused"),)),),)


def test_present_judges_takes_whoever_was_there_and_names_the_fewer():
    tally = tally_of({"P1": {"J1": 80, "J2": 70}, "P2": {"J1": 60, "J2": "recused"}}, ONE)
    outcome = rank_category([Round(tally)], panel_rule="present_judges", tie_break=())
    assert [(row.participant, row.total, row.judges) for row in outcome.rows] == [("P1", 75, (2,)), ("P2", 60, (1,))]
    assert outcome.warnings == ("Dinilai oleh lebih sedikit juri daripada peserta lain (paling banyak 2): P2.",)


def test_when_nobody_scored_everyone_the_plenary_decides():
    tally = tally_of({"P1": {"J1": 80, "J2": None}, "P2": {"J1": None, "J2": 70}, "P3": {"J1": 50, "J2": 50}}, ONE)
    outcome = rank_category([Round(tally)], tie_break=())
    assert outcome.refused is not None
    assert (outcome.refused.kind, outcome.refused.message) == (
        "no_judges",
        "Tidak ada juri yang menilai semua peserta; pleno yang memutuskan cara menghitung.",
    )
    assert outcome.rows == ()


def test_adjusted_rule_applies_by_itself_only_where_somebody_is_missing():
    whole = tally_of({"P1": {"J1": 80, "J2": 70}, "P2": {"J1": 60, "J2": 65}}, ONE)
    gaps = tally_of({"P1": {"J1": 80, "J2": 70}, "P2": {"J1": 60, "J2": 50}, "P3": {"J1": 85, "J2": None}}, ONE)
    methods = [rank_category([Round(one)], panel_rule="adjusted", tie_break=()).method for one in (whole, gaps)]
    assert methods == ["mean", "adjusted"]
    rows = rank_category([Round(gaps)], panel_rule="adjusted", tie_break=()).rows
    assert [(row.participant, row.total) for row in rows] == [("P3", 80), ("P1", 75), ("P2", 55)]


def test_an_unknown_panel_rule_is_refused():
    with pytest.raises(ValueError, match="unknown panel rule: semua"):
        apply_panel_rule(tally_of({"P1": {"J1": 1}}, ONE), "semua")


DISJOINT = {"P1": {"J1": 80}, "P2": {"J1": 70}, "P3": {"J2": 75}}


def test_disjoint_panels_get_no_merged_ranking_in_a_category():
    tally = tally_of(DISJOINT, ONE)
    for rule, kind in (("present_judges", "disjoint"), ("adjusted", "undefined")):
        refused = rank_category([Round(tally)], panel_rule=rule, tie_break=()).refused
        assert refused is not None
        assert refused.kind == kind


def test_disjoint_panels_kept_elsewhere_are_ranked_with_a_warning_but_not_adjusted():
    tally = tally_of(DISJOINT, ONE)
    apart = "Panel juri terpisah, tanpa peserta yang dinilai bersama (J1; J2)"
    warned = rank_tally(tally, tie_break=()).warnings
    assert warned == (f"{apart}: nilai antarpanel tidak setara untuk dibandingkan.",)
    refused = rank_tally(tally, method="adjusted", tie_break=()).refused
    assert refused is not None
    assert refused.message == f"{apart}: ketegasan juri tidak dapat disetarakan."


@pytest.mark.parametrize("method", ["rank_sum", "majority"])
def test_methods_of_whole_panels_refuse_gaps(method: str):
    tally = tally_of({"P1": {"J1": 80, "J2": 70}, "P2": {"J1": 60, "J2": None}}, ONE)
    refused = rank_tally(tally, method=method, tie_break=()).refused
    assert refused is not None
    assert refused.message == (
        "Metode ini memerlukan semua juri menilai semua peserta. Belum ada nilai: J2 untuk P2."
    )


def test_zscore_refuses_a_single_participant():
    refused = rank_tally(tally_of({"P1": {"J1": 80}}, ONE), method="zscore", tie_break=()).refused
    assert refused is not None
    assert refused.message == "Metode zscore tidak dapat dihitung dengan satu peserta: P1."


@pytest.mark.parametrize(
    ("method", "warnings"),
    [
        ("trimmed", ("trimmed memerlukan 5 juri; dipakai rata-rata biasa untuk: P1, P2.",)),
        ("clipped", ("clipped kurang andal di bawah 7 juri untuk: P1, P2.",)),
        ("majority", ("majority dimaksudkan untuk jumlah juri ganjil; di sini 2: J1, J2.",)),
        ("group_mean", ("Unsur csr tidak mempunyai nilai dan tidak dihitung untuk: P1, P2.",)),
        ("mean", ()),
    ],
)
def test_unwise_methods_rank_and_say_for_whom(method: str, warnings: tuple[str, ...]):
    backgrounds = {"J1": "praktisi", "J2": "akademisi", "J3": "csr"}
    scores = {"P1": {"J1": 80, "J2": 70, "J3": "absent"}, "P2": {"J1": 60, "J2": 50, "J3": "absent"}}
    outcome = rank_tally(tally_of(scores, ONE, backgrounds), method=method, tie_break=())
    assert ranks(outcome) == {"P1": 1, "P2": 2}
    assert outcome.warnings == warnings


def test_majority_warns_above_twelve_participants_and_names_stop_after_ten():
    scores = {f"P{n}": {"J1": 50 + n} for n in range(13)}
    assert rank_tally(tally_of(scores, ONE), method="majority", tie_break=()).warnings == (
        "majority dimaksudkan untuk paling banyak 12 peserta; di sini 13.",
    )
    assert rank_tally(tally_of(scores, ONE), method="clipped", tie_break=()).warnings == (
        "clipped kurang andal di bawah 7 juri untuk: P0, P1, P2, P3, P4, P5, P6, P7, P8, P9, dan 3 lainnya.",
    )


def test_clipping_holds_every_sheet_to_the_raw_mean_and_the_margin():
    scores = {"P1": {f"J{n}": score for n, score in enumerate([50, 60, 60, 60, 60, 60, 70])}}
    tally = tally_of(scores, ONE)
    wide = rank_tally(tally, method="clipped", margin=Fraction(5), tie_break=()).rows[0].total
    held = tally_of({"P1": {"J1": 90, "J2": 90, "J3": 90, "J4": 0}}, ONE)
    narrow = rank_tally(held, method="clipped", margin=Fraction(5, 2), tie_break=()).rows[0].total
    assert (wide, narrow) == (60, Fraction(275, 4))  # mean 67.5: three at 70, one at 65


# Same totals; "isi" ties A and B ahead of C, then head-to-head parts A and B.
CHAIN = ("aspect:isi", "head_to_head", "aspect:gaya", "plenary")


def marks(isi: int, gaya: int) -> dict[str, int]:
    return {"isi": isi, "gaya": gaya}


def test_each_remaining_group_goes_on_with_the_next_step():
    scores = {
        "A": {"J1": marks(80, 60), "J2": marks(80, 60), "J3": marks(80, 20)},
        "B": {"J1": marks(70, 50), "J2": marks(80, 50), "J3": marks(90, 40)},
        "C": {"J1": marks(70, 57), "J2": marks(70, 56), "J3": marks(70, 57)},
    }
    outcome = rank_tally(tally_of(scores, HALVES), tie_break=CHAIN)
    assert {row.total for row in outcome.rows} == {Fraction(190, 3)}
    assert reasons(outcome) == {
        "A": (1, False, "head_to_head"),
        "B": (2, False, "head_to_head"),
        "C": (3, False, "aspect:isi"),
    }


def circle(*orders: str) -> dict[str, dict[str, int]]:
    """Three participants whom each judge puts in the given order, 60, 50, 40."""
    return {name: {f"J{n}": 60 - 10 * order.index(name) for n, order in enumerate(orders)} for name in "ABC"}


def test_a_circle_of_wins_leaves_the_place_shared_for_the_plenary():
    outcome = rank_tally(tally_of(circle("ABC", "BCA", "CAB"), ONE), tie_break=("head_to_head", "plenary"))
    assert reasons(outcome) == dict.fromkeys("ABC", (1, True, None))
    assert outcome.warnings == ("Peringkat 1 dipakai bersama oleh A, B, C; pleno yang memutuskan.",)


def test_of_three_only_one_who_beats_every_other_leads():
    scores = {
        "A": {"J1": 60, "J2": 60, "J3": 30},
        "B": {"J1": 50, "J2": 50, "J3": 50},
        "C": {"J1": 50, "J2": 50, "J3": 50},
    }
    outcome = rank_tally(tally_of(scores, ONE), tie_break=("head_to_head",))
    expected = {"A": (1, False), "B": (2, True), "C": (2, True)}
    assert reasons(outcome) == {name: (*place, "head_to_head") for name, place in expected.items()}
    assert outcome.warnings == ()  # no plenary in this chain: the shared place is the declared outcome


def test_head_to_head_needs_the_same_judges():
    scores = {"A": {"J1": 60, "J2": 50, "J3": None}, "B": {"J1": 55, "J2": None, "J3": 55}}
    outcome = rank_tally(tally_of(scores, ONE), tie_break=("head_to_head",))
    assert reasons(outcome) == {"A": (1, True, None), "B": (1, True, None)}


def test_aspects_are_compared_by_their_plain_mean_under_every_method():
    scores = {
        "A": {"J1": marks(50, 70), "J2": marks(60, 60), "J3": marks(60, 60)},
        "B": {"J1": marks(60, 60), "J2": marks(60, 60), "J3": marks(60, 60)},
    }
    outcome = rank_tally(tally_of(scores, HALVES), method="rank_sum", tie_break=("aspect:gaya",))
    assert reasons(outcome) == {"A": (1, False, "aspect:gaya"), "B": (2, False, "aspect:gaya")}


def test_rounds_of_different_scales_are_added_by_their_shares_exactly():
    fine, coarse = rubric_of({"total": 1}, step="0.01"), rubric_of({"total": 1}, highest=5)
    first = tally_of({"P1": {"J1": Decimal("70.01")}, "P2": {"J1": 80}}, fine)
    second = tally_of({"P1": {"J2": 4, "J3": 5}, "P2": {"J2": 3, "J3": 4}}, coarse)
    unheard = tally_of({"P1": {"J4": 0}, "P2": {"J4": 5}}, coarse)
    rounds = [Round(first, 60), Round(second, 40), Round(unheard, 0)]
    rows = rank_category(rounds, tie_break=("aspect:total",)).rows
    assert [(row.participant, row.total, row.judges) for row in rows] == [
        ("P1", Fraction("78.006"), (1, 2)),
        ("P2", Fraction(76), (1, 2)),
    ]
    assert [row.aspects["total"] for row in rows] == [row.total for row in rows]


def test_warnings_of_several_rounds_name_the_round():
    tally = tally_of({"P1": {"J1": 70}, "P2": {"J1": 60}}, ONE)
    outcome = rank_category([Round(tally, 50), Round(tally, 50)], method="trimmed", tie_break=())
    told = "trimmed memerlukan 5 juri; dipakai rata-rata biasa untuk: P1, P2."
    assert outcome.warnings == (f"Sesi 1: {told}", f"Sesi 2: {told}")


def test_rounds_must_fit_together():
    one, other = tally_of({"P1": {"J1": 70}}, ONE), tally_of({"P2": {"J1": 70}}, ONE)
    with pytest.raises(ValueError, match="shares"):
        rank_category([Round(one, 60), Round(one, 60)], tie_break=())
    with pytest.raises(ValueError, match="same participants"):
        rank_category([Round(one, 50), Round(other, 50)], tie_break=())


def test_withdrawn_and_unscored_participants_are_listed_and_hold_no_rank():
    scores = {"P1": {"J1": 90, "J2": "withdrawn"}, "P2": {"J1": 70, "J2": 60}, "P3": {"J1": "recused", "J2": "absent"}}
    outcome = rank_tally(tally_of(scores, ONE), tie_break=())
    assert ranks(outcome) == {"P2": 1}
    assert outcome.excluded == (Excluded("P1", "withdrawn"), Excluded("P3", "not_scored"))


def test_nobody_left_is_said_and_not_a_crash():
    outcome = rank_tally(tally_of({"P1": {"J1": "withdrawn"}}, ONE), tie_break=())
    assert outcome.refused is not None
    assert outcome.refused.message == "Tidak ada peserta yang dapat diperingkat."


def test_a_category_without_a_single_sheet_waits_for_judges():
    tally = tally_of({"P1": {"J1": "absent"}}, ONE)
    kinds = [
        rank_category([Round(tally)], panel_rule=rule, tie_break=()).refused for rule in ("complete_judges", "adjusted")
    ]
    assert [refused.kind for refused in kinds if refused] == ["no_judges", "no_judges"]


def lines(*rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame.from_records(list(rows), columns=list(SCORE_COLUMNS))


def test_a_tally_refuses_half_sheets_duplicates_and_two_backgrounds():
    half = ("P1", "J1", "a", "isi", 50, "scored")
    other = ("P1", "J1", "a", "gaya", 50, "scored")
    for rows, message in (
        ([half], "Lembar belum lengkap: J1 untuk P1."),
        ([half, half, other], "Ada skor yang ditulis dua kali untuk juri, peserta, dan indikator yang sama."),
        ([half, (*other[:2], "b", *other[3:])], "Juri J1 tercatat dengan dua unsur."),
    ):
        with pytest.raises(TallyProblem) as caught:
            tally_from_scores(lines(*rows), HALVES)
        assert str(caught.value) == message


def test_a_tally_of_sheets_keeps_roster_and_reasons_and_refuses_a_second_sheet():
    columns = ["participant", "judge", "background", "status", "numerator", "aspect:isi"]
    rows = [("P2", "J1", "a", "scored", 300, 300), ("P1", "J1", "a", "substituted", None, None)]
    frame = pd.DataFrame.from_records(rows, columns=columns)
    tally = tally_from_sheets(frame, aspects=["isi"], highest=5, participants=["P1", "P2", "P3"])
    assert (tally.participants, tally.points.tolist()) == (("P1", "P2", "P3"), [[0], [300], [0]])
    assert [tally.status(name, "J1") for name in ("P1", "P3")] == ["substituted", "absent"]
    with pytest.raises(TallyProblem, match="Lembar juri J1 untuk P2 tercatat dua kali"):
        tally_from_sheets(pd.concat([frame, frame[:1]]), aspects=["isi"], highest=5)
