"""The strokes beside an award's label. Labels are data: "Juara II", "Juara Harapan I", "Juara Favorit"."""

from __future__ import annotations

from judging.words import roman

NUMERALS = {roman(number): number for number in range(1, 6)}


def place_mark(label: str, first: str) -> tuple[int, bool]:
    """(strokes, hollow): the numeral at the label's end, 0 without one; hollow where the words before it differ
    from those of the first place."""
    stem, _, numeral = label.rpartition(" ")
    return NUMERALS.get(numeral, 0), stem != first.rpartition(" ")[0]
