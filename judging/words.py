"""Numbers, money and dates as Indonesian officials write and say them.

In:  plain ints, dates, aware datetimes, lists of words.
Out: text ready for a screen or a paper, following EYD ("Rp8.800.000", no space, no dot after Rp). Dates and
lists follow the language of the screen; numbers and money never do, for they must look as they do on the papers.
Does not know what the numbers count, nor where the text is going.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from babel.dates import format_date

from judging.language import OWN, _, chosen

LOCALE = "id_ID"
ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}  # hours ahead of UTC -> the name Indonesians give that time

DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))
LARGEST = 10**15 - 1
ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def rupiah(amount: int, *, cents: bool = False) -> str:
    """Money in figures: "Rp8.800.000" on screens, with `cents` "Rp8.800.000,00" on papers."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{grouped(abs(amount))}{',00' if cents else ''}"


def grouped(number: int) -> str:
    """A whole number with a dot between thousands: 8800000 -> "8.800.000"."""
    return f"{number:,}".replace(",", ".")


def terbilang(number: int) -> str:
    """A whole number in words, lower case: 1001000 -> "satu juta seribu". From 0 to just under a thousand triliun."""
    if not 0 <= number <= LARGEST:
        raise ValueError(f"terbilang knows 0 to {LARGEST}, not {number}")
    if number == 0:
        return DIGITS[0]
    parts = []
    for size, name in SCALES:
        count, number = divmod(number, size)
        if count:
            parts.append("seribu" if (count, name) == (1, "ribu") else f"{_below_thousand(count)} {name}")
    if number:
        parts.append(_below_thousand(number))
    return " ".join(parts)


def _below_thousand(number: int) -> str:
    """1 to 999 in words."""
    hundreds, rest = divmod(number, 100)
    parts = []
    if hundreds:
        parts.append("seratus" if hundreds == 1 else f"{DIGITS[hundreds]} ratus")
    if rest:
        parts.append(_below_hundred(rest))
    return " ".join(parts)


def _below_hundred(number: int) -> str:
    """1 to 99 in words."""
    if number < len(DIGITS):
        return DIGITS[number]
    tens, ones = divmod(number, 10)
    if tens == 1:
        return f"{DIGITS[ones]} belas"
    return f"{DIGITS[tens]} puluh {DIGITS[ones]}" if ones else f"{DIGITS[tens]} puluh"


def terbilang_rupiah(amount: int) -> str:
    """Money in words: 8800000 -> "delapan juta delapan ratus ribu rupiah"."""
    return f"{terbilang(amount)} rupiah"


def roman(number: int) -> str:
    """1 to 3999 in capital Roman numerals."""
    if not 1 <= number <= 3999:
        raise ValueError(f"Roman numerals run from 1 to 3999, not {number}")
    letters = []
    for size, letter in ROMAN:
        count, number = divmod(number, size)
        letters.append(letter * count)
    return "".join(letters)


def listing(items: Sequence[str]) -> str:
    """Words in a row as EYD joins them: "a", "a dan b", "a, b, dan c"."""
    if len(items) < 3:
        return _(" dan ").join(items)
    return _("{all}, dan {last}", all=", ".join(items[:-1]), last=items[-1])


def _locale() -> str:
    return LOCALE if chosen() == OWN else chosen()


def long_date(day: date) -> str:
    """ "20 September 2018"."""
    return format_date(day, "d MMMM y", locale=_locale())


def day_date(day: date) -> str:
    """ "Kamis, 20 September 2018"."""
    return format_date(day, "EEEE, d MMMM y", locale=_locale())


def day_name(day: date) -> str:
    """ "Kamis"."""
    return format_date(day, "EEEE", locale=_locale())


def date_in_words(day: date) -> str:
    """As minutes of a meeting open: "dua puluh bulan September tahun dua ribu delapan belas"."""
    return f"{terbilang(day.day)} bulan {format_date(day, 'MMMM', locale=LOCALE)} tahun {terbilang(day.year)}"


def clock(at: time | datetime) -> str:
    """The time of day with a dot: "09.41"."""
    return f"{at:%H.%M}"


def zone_clock(moment: datetime, zone: str = "Asia/Jakarta") -> str:
    """An aware moment on the clocks of an Indonesian zone: "09.41 WIB" (Makassar WITA, Jayapura WIT)."""
    there = local(moment, zone)
    return f"{clock(there)} {zone_name(there)}"


def zone_moment(moment: datetime, zone: str = "Asia/Jakarta") -> str:
    """ "20 September 2018 pukul 09.41 WIB"."""
    return _("{day} pukul {time}", day=long_date(local(moment, zone).date()), time=zone_clock(moment, zone))


def local(moment: datetime, zone: str = "Asia/Jakarta") -> datetime:
    """The same moment, told in `zone`. A naive datetime is refused: nobody knows where its clock hung."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(ZoneInfo(zone))


def zone_name(moment: datetime) -> str:
    """WIB, WITA or WIT; elsewhere the plain offset, so that a wrong setting is seen at once."""
    offset = moment.utcoffset()
    hours = offset.total_seconds() / 3600 if offset is not None else 0.0
    return ZONES.get(int(hours), f"UTC{hours:+g}") if hours == int(hours) else f"UTC{hours:+g}"
