"""STEP 4: sheets to totals, by methods that look at each judge's own order: rank_sum, zscore, majority.

In:  points and the mask of judges that count.   Out: totals per participant.
Refuses to know ranks, prizes, which method was declared. rank_sum and majority need a complete panel.
"""

from __future__ import annotations

import math
from itertools import groupby

import numpy as np
import numpy.typing as npt
import pandas as pd

from judging.scoring.exact import PanelTotals
from judging.scoring.tally import IntArray, Tally

Z_DECIMALS = 9  # z-scores are compared after rounding to so many decimals


def rank_sum(tally: Tally) -> PanelTotals:
    """The mean over judges of the participant's average rank with that judge; lower is better."""
    ranks = pd.DataFrame(tally.points).rank(method="average", ascending=False).to_numpy()
    doubled = np.rint(2 * ranks).astype(np.int64)  # average ranks come in halves
    return PanelTotals(doubled.sum(axis=1), 2 * len(tally.judges), lower_is_better=True)


def zscore(tally: Tally) -> PanelTotals:
    """100 + 20 x the mean of the judges' z-scores (population sd), rounded to nine decimals.

    A judge who gave everyone the same has z = 0 for all.
    """
    z = np.zeros(tally.points.shape)
    for column in range(len(tally.judges)):
        seen = tally.counted[:, column]
        z[seen, column] = _standardised(tally.points[seen, column])
    value = 100 + 20 * z.sum(axis=1) / tally.judge_counts
    return PanelTotals(np.rint(value * 10**Z_DECIMALS).astype(np.int64), 10**Z_DECIMALS)


def _standardised(points: IntArray) -> npt.NDArray[np.float64]:
    if points.min() == points.max():  # asked of the integers: a float sd of "zero" may be dust
        return np.zeros(len(points))
    apart = points - points.mean()
    return np.asarray(apart / math.sqrt(float(np.square(apart).mean())))


def majority(tally: Tally) -> PanelTotals:
    """The place by the skating system's rules 5 to 8; lower is better, equal places stay shared.

    A participant takes the next place when a majority of judges put them there or higher; among several the bigger
    majority goes first, then the smaller sum of those places, then the same question one place further down.
    """
    own = pd.DataFrame(tally.points).rank(method="min", ascending=False).to_numpy().astype(np.int64)
    groups = [list(range(len(own)))]
    for place in range(1, len(own) + 1):
        if len(groups) == len(own):
            break
        groups = [smaller for group in groups for smaller in _split_at(group, place, own)]
    places = np.zeros(len(own), dtype=np.int64)
    ahead = 0
    for group in groups:
        places[group] = ahead + 1
        ahead += len(group)
    return PanelTotals(places, 1, lower_is_better=True)


def _split_at(group: list[int], place: int, own: IntArray) -> list[list[int]]:
    """A group still together, split by how many judges put each at `place` or higher."""
    if len(group) == 1:
        return [group]

    def key(row: int) -> tuple[int, int]:
        high = own[row][own[row] <= place]
        return (-len(high), int(high.sum())) if 2 * len(high) > own.shape[1] else (0, 0)

    return [list(alike) for _, alike in groupby(sorted(group, key=key), key=key)]
