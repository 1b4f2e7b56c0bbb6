"""Published competitions replayed with our own trimming and clipping, and each organiser's own rounding.

The tables belong to their publishers and are not carried here; without them these tests say so and step aside.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from judging.scoring.aggregate import clip, trim

UNITS = 100  # marks are published with at most two decimals


@pytest.fixture(scope="module")
def published(root: Path) -> dict[str, Any]:
    tables = root.parent / "shared" / "data" / "published_cases.json"
    if not tables.exists():
        pytest.skip("the published tables of Chopin 2025 and ISU are not on this machine")
    found: dict[str, Any] = json.loads(tables.read_text(encoding="utf-8"))["published"]
    return found


def half_up(number: Fraction) -> Fraction:
    """To two decimals, as both organisers round."""
    return Fraction(int(number * 100 + Fraction(1, 2)), 100)


def arrays(rows: list[list[float | None]]) -> tuple[Any, Any]:
    counted = np.array([[mark is not None for mark in row] for row in rows])
    points = np.array([[0 if mark is None else round(mark * UNITS) for mark in row] for row in rows])
    return points, counted


def test_chopin_final_is_reproduced_by_clipping_to_the_mean(published: dict[str, Any]):
    case = published["chopin_2025_final"]
    names = list(case["data"])
    points, counted = arrays([case["data"][name]["marks"] for name in names])
    marks, divisors = clip(points, counted, Fraction(case["margin"]) * UNITS)
    found = {}
    for name, row, seats, divisor in zip(names, marks, counted, divisors, strict=True):
        kept = [half_up(Fraction(int(mark), int(divisor) * UNITS)) for mark in row[seats]]
        found[name] = float(half_up(sum(kept, Fraction(0)) / len(kept)))
    assert found == {name: case["data"][name]["corrected_mean_published"] for name in names}


@pytest.mark.parametrize("key", ["isu_skate_america_2016_pairs_sp", "isu_cup_of_china_2017_ladies_sp_tie"])
def test_isu_component_scores_are_reproduced_by_trimming(published: dict[str, Any], key: str):
    components = [component for row in published[key]["rows"] for component in row["components"]]
    assert len(components) >= 40
    points, counted = arrays([component["marks"] for component in components])
    sums, counts = trim(points, counted)
    found = [
        float(half_up(Fraction(int(total), int(count) * UNITS))) for total, count in zip(sums, counts, strict=True)
    ]
    assert found == [component["panel"] for component in components]


def test_isu_tie_is_broken_by_the_technical_score(published: dict[str, Any]):
    rows = {row["name"]: row for row in published["isu_cup_of_china_2017_ladies_sp_tie"]["rows"]}
    honda, mihara = rows["Marin HONDA"], rows["Mai MIHARA"]
    totals = [sum(half_up(Fraction(str(one["panel"])) * Fraction(str(one["factor"]))) for one in row["components"])
              for row in (honda, mihara)]  # fmt: skip
    assert [float(half_up(total)) for total in totals] == [honda["pcs"], mihara["pcs"]]
    assert (honda["tss"], honda["rank"], honda["tes"] > mihara["tes"]) == (mihara["tss"], mihara["rank"] - 1, True)
