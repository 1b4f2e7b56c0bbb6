"""The aspects of a sealed result on paper: how much each can reach, and whether they add up as they are displayed.

In:  the text of a sealed result.   Out: maxima as fractions, sentences for under the table.   Counts no scores anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from judging.rule_words import METHODS

EXACT = "Nilai dihitung dengan pecahan tepat dan dibulatkan hanya saat ditampilkan"
OTHER_SCALE = ("rank_sum", "zscore", "majority")  # methods whose result is not out of 100


def aspect_maxima(body: Mapping[str, Any]) -> dict[str, Fraction]:
    """Code -> points that a peserta can reach at most: the weight in each round's rubric, by the round's share."""
    found: dict[str, Fraction] = {}
    for one in body["rules"]["rounds"]:
        for aspect in body["rubrics"][one["code"]]["aspects"]:
            weight = sum(indicator["weight"] for indicator in aspect["indicators"])
            found[aspect["code"]] = found.get(aspect["code"], Fraction(0)) + Fraction(weight * one["share"], 100)
    return found


def shown_maximum(value: Fraction) -> str:
    """ "35", "32,8": as few decimals as say it exactly; shares and weights are whole, so two are enough."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".").replace(".", ",")


def total_maximum(body: Mapping[str, Any]) -> str:
    return "" if body["applied"]["method"] in OTHER_SCALE else "100"


def rounding_note(body: Mapping[str, Any]) -> str:
    """What to expect from adding the aspects up by hand: the largest difference that this table shows, or why."""
    method = body["applied"]["method"]
    if method != "mean":
        return (
            f"{EXACT}. Nilai aspek adalah rata-rata juri yang dihitung. Nilai akhir memakai cara menghitung di atas "
            f"({_lowered(METHODS[method].partition(' (')[0])}), sehingga dapat berbeda dari jumlah nilai aspek."
        )
    gap = max((_gap(row) for row in body["rows"]), default=Decimal(0))
    least = max(gap, Decimal("0.01"))
    return f"{EXACT}; selisih pembulatan paling banyak {str(least).replace('.', ',')}."


def _gap(row: Mapping[str, Any]) -> Decimal:
    parts = sum((_number(one["shown"]) for one in row["aspects"].values()), Decimal(0))
    return abs(parts - _number(row["shown"]))


def _number(shown: str) -> Decimal:
    return Decimal(shown.replace(",", "."))


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
