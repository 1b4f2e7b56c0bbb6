"""A judge's sheet: what keeps it from counting, and exact totals when it does."""

from __future__ import annotations

from fractions import Fraction

import pytest

from judging.sheet import Mark, Problem, Totals, alerts, filled, problems, show_distinct, show_value, totals
from rubrics import from_document, from_library

RUBRIC = from_document(
    {
        "title": "Lomba",
        "scale": {"lowest": 1, "highest": 5, "step": 1},
        "note_required": [1, 5],
        "aspects": [
            {"code": "isi", "title": "Isi", "indicators": [
                {"code": "I1", "title": "Tepat", "weight": 50, "evidence": ["Buku", "Foto"], "alert": [1]},
                {"code": "I2", "title": "Dalam", "weight": 20}]},
            {"code": "gaya", "title": "Gaya", "indicators": [{"code": "G1", "title": "Jelas", "weight": 30}]},
        ],
    }
)  # fmt: skip


def sheet(i1: Mark, i2: Mark | None = None, g1: Mark | None = None) -> dict[str, Mark]:
    return {"I1": i1, "I2": i2 or Mark(3), "G1": g1 or Mark(4)}


def test_a_complete_sheet_has_no_problems_and_exact_totals():
    entry = sheet(Mark(4))
    assert problems(entry, RUBRIC) == ()
    assert totals(entry, RUBRIC) == Totals(380, {"isi": 260, "gaya": 120}, 5)
    assert totals(entry, RUBRIC).value == Fraction(76)
    assert filled(entry, RUBRIC) == 3


def test_problems_come_in_the_order_of_the_rubric_and_unknown_codes_last():
    entry = {"X9": Mark(3), "G1": Mark(9), "I1": Mark(5, ticks=(2,))}
    assert problems(entry, RUBRIC) == (
        Problem("I1", "invalid", "I1 (Tepat): bukti yang dicentang tidak ada dalam daftar."),
        Problem("I2", "missing", "I2 (Dalam) belum dinilai."),
        Problem("G1", "invalid", "G1 (Jelas): Skor tidak ada pada skala. Pilih dari 1 sampai 5."),
        Problem("X9", "unknown", "Indikator X9 tidak ada pada rubrik ini."),
    )


@pytest.mark.parametrize(
    ("mark", "messages"),
    [
        (Mark(5), ["I1 (Tepat): Centang bukti atau tulis catatan singkat untuk skor 5."]),
        (Mark(1, note="  "), ["I1 (Tepat): Centang bukti atau tulis catatan singkat untuk skor 1."]),
        (Mark(5, ticks=(0,)), []),
        (Mark(5, note="Ada notulen"), []),
        (Mark(4), []),
    ],
)
def test_a_tick_or_a_note_is_asked_at_the_ends_of_the_scale(mark: Mark, messages: list[str]):
    assert [problem.message for problem in problems(sheet(mark), RUBRIC)] == messages


def test_without_evidence_to_tick_a_note_is_asked():
    found = problems(sheet(Mark(4), Mark(5)), RUBRIC)
    assert found == (Problem("I2", "note", "I2 (Dalam): Tulis catatan singkat untuk skor 5."),)


@pytest.mark.parametrize("score", [True, 4.0, "4"])
def test_a_score_must_be_a_plain_integer(score: object):
    assert [problem.kind for problem in problems(sheet(Mark(score)), RUBRIC)] == ["invalid"]


def test_an_incomplete_sheet_has_no_totals():
    with pytest.raises(ValueError, match=r"^I1 \(Tepat\) belum dinilai\.$"):
        totals(sheet(Mark()), RUBRIC)
    assert filled(sheet(Mark()), RUBRIC) == 2


def test_totals_need_the_scores_and_not_the_note():
    """A note may be erased one day; what was counted stays."""
    assert [problem.kind for problem in problems(sheet(Mark(5)), RUBRIC)] == ["note"]
    assert totals(sheet(Mark(5)), RUBRIC) == totals(sheet(Mark(5, note="Ada notulen")), RUBRIC)


def test_a_zero_on_the_scale_is_a_score_and_not_a_gap():
    zero = from_document({**RUBRIC.to_document(), "scale": {"lowest": 0, "highest": 5, "step": 1}})
    assert problems(sheet(Mark(0)), zero) == ()
    assert totals(sheet(Mark(0)), zero).numerator == 180


def test_the_lowest_level_of_honesty_alerts_the_chair():
    rubric = from_library("pendamping")
    entry = {indicator.code: Mark(1) for indicator in rubric.indicators}
    assert alerts(entry, rubric) == ("PS1",)
    assert alerts({**entry, "PS1": Mark(2)}, rubric) == ()
    assert alerts({}, rubric) == ()


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (Fraction("54.125"), 2, "54,13"),
        (Fraction("54.135"), 2, "54,14"),
        (Fraction("2.675"), 2, "2,68"),
        (Fraction("0.005"), 2, "0,01"),
        (Fraction("99.995"), 2, "100,00"),
        (Fraction(256, 3), 2, "85,33"),
        (Fraction(75), 2, "75,00"),
        (Fraction(7, 2), 0, "4"),
        (Fraction("-1.005"), 2, "-1,01"),
        (Fraction("-0.001"), 2, "0,00"),
    ],
)
def test_values_are_shown_half_up_with_a_decimal_comma(value: Fraction, decimals: int, shown: str):
    assert show_value(value, decimals) == shown


def test_only_different_values_that_look_equal_get_more_decimals():
    third = Fraction(256, 3)
    values = [third, Fraction("85.33"), third, Fraction(75), Fraction("75.00001"), Fraction(60)]
    assert show_distinct(values) == ["85,333", "85,330", "85,333", "75,00000", "75,00001", "60,00"]
    assert show_distinct([]) == []
