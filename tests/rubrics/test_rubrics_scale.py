"""Scores as written, and the units they become."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rubrics import Scale, ScoreRefused, check_units, parse_score


def scale(lowest: object, highest: object, step: object) -> Scale:
    return Scale.model_validate({"lowest": lowest, "highest": highest, "step": step})


FIVE = scale(1, 5, "1")
FINE = scale(0, 100, "0.01")
HALF = scale("0,5", 10, "0.5")


@pytest.mark.parametrize(
    ("of", "written", "units", "shown"),
    [
        (FIVE, "4", 4, "4"),
        (FIVE, 4, 4, "4"),
        (FIVE, " 4,0 ", 4, "4"),
        (FINE, "85,33", 8533, "85,33"),
        (FINE, "85.33", 8533, "85,33"),
        (FINE, 85, 8500, "85,00"),
        (FINE, "0", 0, "0,00"),
        (HALF, "2,5", 25, "2,5"),
        (HALF, 10, 100, "10,0"),
    ],
)
def test_a_written_score_becomes_units_and_back(of: Scale, written: object, units: int, shown: str):
    assert of.units(written) == units
    assert of.show(units) == shown


@pytest.mark.parametrize(
    ("of", "written", "message"),
    [
        (FIVE, "", "Skor “” bukan angka. Tulis angka dari 1 sampai 5."),
        (FIVE, "baik", "Skor “baik” bukan angka. Tulis angka dari 1 sampai 5."),
        (FIVE, "NaN", "Skor “NaN” bukan angka. Tulis angka dari 1 sampai 5."),
        (FIVE, "1e999", "Skor “1e999” bukan angka. Tulis angka dari 1 sampai 5."),
        (FIVE, "٤", "Skor “٤” bukan angka. Tulis angka dari 1 sampai 5."),
        (FIVE, "0", "Skor 0 di luar skala. Tulis angka dari 1 sampai 5."),
        (FIVE, "-3", "Skor -3 di luar skala. Tulis angka dari 1 sampai 5."),
        (FIVE, 6, "Skor 6 di luar skala. Tulis angka dari 1 sampai 5."),
        (FIVE, "2,5", "Skor 2,5 tidak tepat pada langkah 1 dari skala 1 sampai 5."),
        (FINE, "1,005", "Skor 1,005 tidak tepat pada langkah 0,01 dari skala 0 sampai 100."),
        (HALF, "1,2", "Skor 1,2 tidak tepat pada langkah 0,5 dari skala 0,5 sampai 10."),
        (FIVE, True, "Skor harus berupa angka."),
        (FIVE, 4.0, "Skor harus berupa angka."),
        (FIVE, float("nan"), "Skor harus berupa angka."),
        (FIVE, None, "Skor harus berupa angka."),
    ],
)
def test_a_score_off_the_scale_is_refused_in_words(of: Scale, written: object, message: str):
    with pytest.raises(ScoreRefused) as caught:
        parse_score(written, of)
    assert str(caught.value) == message


@pytest.mark.parametrize("units", [0, 6, True, "4", 4.0, None, float("nan")])
def test_units_from_a_tablet_must_be_a_plain_int_on_a_step(units: object):
    with pytest.raises(ScoreRefused):
        check_units(units, FIVE)
    assert check_units(4, FIVE) == 4


def test_a_scale_of_more_than_ten_steps_is_a_number_field():
    ten, eleven = scale(10, 100, "10"), scale(0, 10, "1")
    assert (ten.step_count, ten.uses_number_field) == (10, False)
    assert (eleven.step_count, eleven.uses_number_field) == (11, True)
    assert list(FIVE.steps) == [1, 2, 3, 4, 5]
    assert (HALF.steps[0], HALF.steps[-1], HALF.position(25)) == (5, 100, 4)


def test_a_scale_keeps_the_shortest_equal_numbers():
    assert scale("1.00", "5", Decimal("1.0")) == FIVE
    assert (FINE.decimals, FIVE.decimals) == (2, 0)
