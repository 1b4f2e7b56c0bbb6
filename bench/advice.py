"""Advice about 100,000 participants x 5 judges: it may not explode where the ranking itself does not.

The floor is one ranking of the same sheets by the declared method; both run in this process, in processor time.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

import numpy as np
from _measure import Figure, report

from judging.scoring import Round, Tally, consistency, sensitivity
from judging.scoring.sensitivity import Chances, Count

PARTICIPANTS, JUDGES, ASPECTS = 100_000, 5, 4
PRIZES, RUNS = 6, 3
CHAIN = ("aspect:A0", "aspect:A1", "head_to_head", "plenary")


def tally() -> Tally:
    """Sheets of four aspects of weight 25, scores 5 to 25 each: many equal totals; better participants stand out."""
    chance = np.random.default_rng(1)
    quality = chance.integers(5, 22, size=(1, PARTICIPANTS, 1))
    points = (quality + chance.integers(0, 4, size=(ASPECTS, PARTICIPANTS, JUDGES))) * 5
    return Tally(
        tuple(f"P{n}" for n in range(PARTICIPANTS)),
        tuple(f"J{n}" for n in range(JUDGES)),
        ("a", "a", "b", "b", "c"),
        tuple(f"A{n}" for n in range(ASPECTS)),
        points.sum(axis=0),
        points,
        np.ones((PARTICIPANTS, JUDGES), dtype=bool),
        5,
    )


def cpu_ms(call: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return median(times) * 1e3


def main() -> None:
    sheets = tally()
    count = Count((Round(sheets),), "mean", CHAIN)
    outcome = count.outcome()
    recounts = sensitivity.recounts(count)
    weights = [dict.fromkeys(sheets.aspects, 25)]
    chances = sensitivity.bootstrap(count, outcome, prizes=PRIZES, seed=1)
    assert isinstance(chances, Chances)
    assert chances.beyond + len(chances.participants) == PARTICIPANTS
    least = cpu_ms(count.outcome)
    calls: dict[str, Callable[[], object]] = {
        "Kendall's W": lambda: consistency.kendall(sheets),
        "six ICC with limits": lambda: consistency.intraclass(sheets),
        "Krippendorff's alpha": lambda: consistency.krippendorff(sheets),
        "severity and spread": lambda: (consistency.severity(sheets), consistency.spread(sheets)),
        "agreement and halo": lambda: (consistency.agreement(sheets), consistency.halo(sheets)),
        "outlying sheets": lambda: consistency.outlying_sheets(sheets),
        "13 counts": lambda: sensitivity.recounts(count),
        "safety of six prizes": lambda: sensitivity.safety(recounts, prizes=PRIZES),
        "bootstrap near the prizes": lambda: sensitivity.bootstrap(count, outcome, prizes=PRIZES, seed=1),
        "turning weights": lambda: sensitivity.weight_changes(outcome, weights),
    }
    figures = [Figure(name, cpu_ms(call), least) for name, call in calls.items()]
    figures[-1] = Figure(figures[-1].name, figures[-1].ours, least, floor_is="one ranking of the same sheets")
    report(f"Advice about {PARTICIPANTS:,} x {JUDGES}, processor time", figures)


if __name__ == "__main__":
    main()
