"""STEP 4: sheets to totals, by methods that average values: mean, group_mean, trimmed, clipped.

In:  points and the mask of judges that count.   Out: exact totals per participant.
Refuses to know ranks, prizes, which method was declared. Every participant must have a counted judge.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from judging.scoring.exact import Exact, PanelTotals, quotients, times
from judging.scoring.tally import BoolArray, IntArray, Tally

FEWEST_TRIMMED = 5  # with fewer judges, dropping two would leave the median or nothing
FEWEST_CLIPPED = 7


def mean(tally: Tally) -> PanelTotals:
    """The mean of the judges that count."""
    units, common = quotients([(tally.points.sum(axis=1), tally.judge_counts)])
    return PanelTotals(units, common * tally.highest)


def group_mean(tally: Tally) -> PanelTotals:
    """The mean over backgrounds of each background's mean; a background with no judge is left out for that row."""
    groups = [np.array([own == name for own in tally.backgrounds]) for name in dict.fromkeys(tally.backgrounds)]
    counts = [np.count_nonzero(tally.counted[:, group], axis=1) for group in groups]
    present = sum((count > 0).astype(np.int64) for count in counts)
    parts = [
        (tally.points[:, group].sum(axis=1), count * present) for group, count in zip(groups, counts, strict=True)
    ]
    units, common = quotients(parts)
    return PanelTotals(units, common * tally.highest)


def trimmed(tally: Tally) -> PanelTotals:
    """The mean without one highest and one lowest sheet; the plain mean for a row with fewer than five judges."""
    sums, counts = tally.points.sum(axis=1), tally.judge_counts
    trimmed_sums, trimmed_counts = trim(tally.points, tally.counted)
    enough = counts >= FEWEST_TRIMMED
    parts = [(np.where(enough, trimmed_sums, sums), np.where(enough, trimmed_counts, counts))]
    units, common = quotients(parts)
    return PanelTotals(units, common * tally.highest)


def clipped(tally: Tally, margin: Fraction) -> PanelTotals:
    """The mean after holding every sheet to the row's raw mean +- `margin` points of the 0-100 scale."""
    marks, divisors = clip(tally.points, tally.counted, margin * tally.highest)
    units, common = quotients([(marks.sum(axis=1), divisors * tally.judge_counts)])
    return PanelTotals(units, common * tally.highest)


def trim(points: IntArray, counted: BoolArray) -> tuple[IntArray, IntArray]:
    """Per row: the sum without one highest and one lowest mark, and how many marks are left."""
    bounds = np.iinfo(np.int64)
    highest = np.where(counted, points, bounds.min).max(axis=1)
    lowest = np.where(counted, points, bounds.max).min(axis=1)
    sums = np.where(counted, points, 0).sum(axis=1)
    return sums - highest - lowest, np.count_nonzero(counted, axis=1) - 2


def clip(points: IntArray, counted: BoolArray, margin: Fraction) -> tuple[Exact, IntArray]:
    """Per row: the marks held to the mean of the counted ones +- margin, times a divisor; and that divisor.

    A held mark is marks / divisor, with divisor = judges x the margin's denominator; uncounted marks are 0.
    """
    counts = np.count_nonzero(counted, axis=1).astype(np.int64)
    divisors = counts * margin.denominator
    width = _wide(int(divisors.max(initial=1)), points)
    scaled = points.astype(width) * divisors[:, None].astype(width)
    centre = times(np.where(counted, points, 0).sum(axis=1), margin.denominator)[:, None]
    reach = times(counts, margin.numerator)[:, None]
    held = np.minimum(np.maximum(scaled, centre - reach), centre + reach)
    return np.where(counted, held, 0), divisors


def _wide(factor: int, points: IntArray) -> type:
    """64 bits where points x factor (summed over a row) surely fits, else Python's integers."""
    room = int(points.max(initial=0)) * factor * max(points.shape[1], 1)
    return np.int64 if room < 2**62 else object
