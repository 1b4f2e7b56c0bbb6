"""From single scores to ranks with ties, 100,000 participants x 5 judges x 20 indicators, exact.

The floor is one numpy bincount over the same ten million scores: a weighted sum for each sheet, in floating point,
without ranks, ties, or a look at what is missing. Both run in this process, one after the other, so that a busy
machine slows both; times are processor time.
"""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np
from _measure import MIB, Figure, report

from judging.scoring.methods import totals_by
from judging.scoring.ranking import Ranking, rank
from judging.scoring.tally import Tally, tally_from_codes
from judging.scoring.tiebreak import TieBreak
from rubrics import Rubric, from_document

PARTICIPANTS, JUDGES, INDICATORS = 100_000, 5, 20
RUNS = 5
METHODS = ("mean", "group_mean", "trimmed")
Arrays = dict[str, Any]


def rubric() -> Rubric:
    """Four aspects of five indicators, every weight 5, scores 1 to 5: many equal totals."""
    aspects = [
        {
            "code": f"A{aspect}",
            "title": f"Aspek {aspect}",
            "indicators": [{"code": f"A{aspect}I{n}", "title": f"Indikator {n}", "weight": 5} for n in range(5)],
        }
        for aspect in range(4)
    ]
    return from_document({"title": "Ukur", "scale": {"lowest": 1, "highest": 5, "step": "1"}, "aspects": aspects})


def scores() -> Arrays:
    """Ten million scores in four long arrays."""
    shape = (PARTICIPANTS, JUDGES, INDICATORS)
    participant, judge, indicator = (axis.reshape(-1).astype(np.int32) for axis in np.indices(shape, dtype=np.int32))
    score = np.random.default_rng(1).integers(1, 6, size=participant.size, dtype=np.int32)
    return {"participant": participant, "judge": judge, "indicator": indicator, "score": score}


def floor(arrays: Arrays, weights: Any) -> Any:
    sheet = arrays["participant"] * JUDGES + arrays["judge"]
    return np.bincount(sheet, weights=weights[arrays["indicator"]] * arrays["score"])


def tally(arrays: Arrays, declared: Rubric, names: list[str]) -> Tally:
    judges = [f"J{n}" for n in range(JUDGES)]
    return tally_from_codes(
        **arrays, rubric=declared, participants=names, judges=judges, backgrounds=["a", "a", "b", "b", "c"]
    )


def ranked(arrays: Arrays, declared: Rubric, names: list[str], method: str) -> Ranking:
    found = tally(arrays, declared, names)
    return rank(totals_by(method, found), declared.tie_break, TieBreak([(found, 100)]))


def cpu_ms(call: Callable[[], object]) -> float:
    """Median processor time of some runs, in milliseconds."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return median(times) * 1e3


def peak_mib(call: Callable[[], object]) -> float:
    """The most that one call held beyond its input."""
    tracemalloc.start()
    call()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / MIB


def main() -> None:
    arrays, declared = scores(), rubric()
    names = [f"P{n}" for n in range(PARTICIPANTS)]
    weights = np.array([indicator.weight for indicator in declared.indicators], dtype=np.int64)
    sums = floor(arrays, weights)
    assert np.array_equal(sums.reshape(PARTICIPANTS, JUDGES), tally(arrays, declared, names).points)
    least = cpu_ms(lambda: floor(arrays, weights))
    figures = [
        Figure(f"{method}, totals and ranks", cpu_ms(lambda m=method: ranked(arrays, declared, names, m)), least)
        for method in METHODS
    ]
    figures.append(Figure("totals of sheets alone", cpu_ms(lambda: tally(arrays, declared, names)), least,
                          floor_is="one np.bincount with weights over the same scores"))  # fmt: skip
    report(f"Ranking {PARTICIPANTS:,} x {JUDGES} x {INDICATORS}, processor time", figures)
    held, bare = peak_mib(lambda: ranked(arrays, declared, names, "mean")), peak_mib(lambda: floor(arrays, weights))
    report("Memory beyond the input", [Figure("mean, totals and ranks", held, bare, "MiB")])
    found = ranked(arrays, declared, names, "mean")
    print(f"\n{int(found.tied.sum()):,} of {PARTICIPANTS:,} still share a place after {len(declared.tie_break)} steps.")


if __name__ == "__main__":
    main()
