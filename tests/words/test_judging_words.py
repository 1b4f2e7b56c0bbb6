"""Words: every example of the field's rules, and 100,000 numbers read back by a parser of another make."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time

import pytest

from judging import words

PRIZES = {
    11_000_000: "sebelas juta rupiah",
    8_800_000: "delapan juta delapan ratus ribu rupiah",
    6_600_000: "enam juta enam ratus ribu rupiah",
    4_400_000: "empat juta empat ratus ribu rupiah",
    3_300_000: "tiga juta tiga ratus ribu rupiah",
    2_200_000: "dua juta dua ratus ribu rupiah",
    2_100_000: "dua juta seratus ribu rupiah",
    1_100_000: "satu juta seratus ribu rupiah",
}

NUMBERS = {
    0: "nol",
    10: "sepuluh",
    11: "sebelas",
    12: "dua belas",
    20: "dua puluh",
    21: "dua puluh satu",
    100: "seratus",
    111: "seratus sebelas",
    1_000: "seribu",
    1_001: "seribu satu",
    1_500: "seribu lima ratus",
    2_000: "dua ribu",
    11_011: "sebelas ribu sebelas",
    21_000: "dua puluh satu ribu",
    101_000: "seratus satu ribu",
    111_111: "seratus sebelas ribu seratus sebelas",
    1_000_000: "satu juta",
    1_001_000: "satu juta seribu",
    1_001_001: "satu juta seribu satu",
    12_001_052: "dua belas juta seribu lima puluh dua",
    1_000_000_000: "satu miliar",
    1_001_001_001_001: "satu triliun satu miliar satu juta seribu satu",
}


@pytest.mark.parametrize(("amount", "said"), PRIZES.items())
def test_prize_money_in_words(amount: int, said: str) -> None:
    assert words.terbilang_rupiah(amount) == said


@pytest.mark.parametrize(("number", "said"), NUMBERS.items())
def test_numbers_in_words(number: int, said: str) -> None:
    assert words.terbilang(number) == said


UNITS = {
    w: n for n, w in enumerate(["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"])
}


def read_back(said: str) -> int:
    """The number those words name. Reads left to right as a listener does: 'se-' is one, 'belas' adds ten."""
    total = group = last = 0
    for word in said.replace("sepuluh", "satu puluh").replace("sebelas", "satu belas").split():
        if word in UNITS:
            last = UNITS[word]
        elif word == "belas":
            last += 10
        elif word == "puluh":
            group, last = group + last * 10, 0
        elif word in {"ratus", "seratus"}:
            group, last = group + (100 if word == "seratus" else last * 100), 0
        elif word == "seribu":
            total, group, last = total + 1000, 0, 0
        else:
            size = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}[word]
            total, group, last = total + (group + last) * size, 0, 0
    return total + group + last


def test_a_hundred_thousand_numbers_read_back_as_themselves() -> None:
    chance = random.Random(2018)  # noqa: S311  a seed, not a secret
    numbers = [*range(40_000), *(chance.randrange(10 ** chance.randint(5, 15)) for _ in range(60_000))]
    assert [n for n in numbers if read_back(words.terbilang(n)) != n] == []


@pytest.mark.parametrize("number", [-1, 10**15])
def test_numbers_beyond_words_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="terbilang knows"):
        words.terbilang(number)


@pytest.mark.parametrize(
    ("amount", "screen", "paper"),
    [
        (8_800_000, "Rp8.800.000", "Rp8.800.000,00"),
        (0, "Rp0", "Rp0,00"),
        (999, "Rp999", "Rp999,00"),
        (1_234_567_890, "Rp1.234.567.890", "Rp1.234.567.890,00"),
        (-55_000, "-Rp55.000", "-Rp55.000,00"),
    ],
)
def test_rupiah_has_no_space_and_no_dot_after_rp(amount: int, screen: str, paper: str) -> None:
    assert (words.rupiah(amount), words.rupiah(amount, cents=True)) == (screen, paper)


def test_dates_of_the_2018_event() -> None:
    judged, awarded = date(2018, 9, 20), date(2018, 11, 5)
    assert words.long_date(judged) == "20 September 2018"
    assert words.day_date(judged) == "Kamis, 20 September 2018"
    assert words.day_date(awarded) == "Senin, 5 November 2018"
    assert words.day_name(awarded) == "Senin"
    assert words.date_in_words(judged) == "dua puluh bulan September tahun dua ribu delapan belas"


def test_months_are_indonesian() -> None:
    months = [words.long_date(date(2026, month, 1)).split()[1] for month in range(1, 13)]
    assert months == (
        [
            "Januari",
            "Februari",
            "Maret",
            "April",
            "Mei",
            "Juni",
            "Juli",
            "Agustus",
            "September",
            "Oktober",
            "November",
            "Desember",
        ]
    )


def test_clock_has_a_dot() -> None:
    assert words.clock(time(9, 41)) == "09.41"
    assert words.zone_clock(datetime(2018, 9, 20, 2, 0, tzinfo=UTC)) == "09.00 WIB"


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Asia/Jakarta", "23.30 WIB"),
        ("Asia/Pontianak", "23.30 WIB"),
        ("Asia/Makassar", "00.30 WITA"),
        ("Asia/Jayapura", "01.30 WIT"),
        ("Asia/Kolkata", "22.00 UTC+5.5"),
        ("UTC", "16.30 UTC+0"),
    ],
)
def test_a_moment_is_told_in_the_zone_of_the_event(zone: str, said: str) -> None:
    assert words.zone_clock(datetime(2026, 9, 17, 16, 30, tzinfo=UTC), zone) == said


def test_the_day_changes_with_the_zone() -> None:
    moment = datetime(2026, 9, 17, 16, 30, tzinfo=UTC)
    assert words.zone_moment(moment) == "17 September 2026 pukul 23.30 WIB"
    assert words.zone_moment(moment, "Asia/Jayapura") == "18 September 2026 pukul 01.30 WIT"


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        words.zone_clock(datetime(2026, 9, 17, 9, 41))  # noqa: DTZ001  the naive moment is the case


def test_roman_numerals_read_back() -> None:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}

    def read(numeral: str) -> int:
        sizes = [values[letter] for letter in numeral]
        return sum(-a if a < b else a for a, b in zip(sizes, [*sizes[1:], 0], strict=True))

    assert [words.roman(n) for n in (1, 2, 3, 4, 9, 11, 14, 1994)] == [
        "I",
        "II",
        "III",
        "IV",
        "IX",
        "XI",
        "XIV",
        "MCMXCIV",
    ]
    assert [n for n in range(1, 4000) if read(words.roman(n)) != n] == []
    with pytest.raises(ValueError, match="3999"):
        words.roman(0)


@pytest.mark.parametrize(
    ("items", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a dan b"), (["a", "b", "c"], "a, b, dan c")],
)
def test_listing_follows_eyd(items: list[str], said: str) -> None:
    assert words.listing(items) == said
