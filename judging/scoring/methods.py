"""STEP 4, the choice: from a declared method's name to totals, and rounds added by their shares.

In:  tallies in which every participant and judge has a counted sheet.   Out: exact totals per participant.
Refuses to know ranks, prizes, whether the method was wise.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from judging.scoring.adjusted import adjusted
from judging.scoring.aggregate import clipped, group_mean, mean, trimmed
from judging.scoring.exact import PanelTotals, added, times
from judging.scoring.placings import majority, rank_sum, zscore
from judging.scoring.tally import Tally

METHODS = ("mean", "group_mean", "trimmed", "clipped", "rank_sum", "adjusted", "zscore", "majority")
DEFAULT_MARGIN = Fraction(3)
_BY_NAME = {
    "mean": mean,
    "group_mean": group_mean,
    "trimmed": trimmed,
    "rank_sum": rank_sum,
    "adjusted": adjusted,
    "zscore": zscore,
    "majority": majority,
}


def totals_by(method: str, tally: Tally, margin: Fraction = DEFAULT_MARGIN) -> PanelTotals:
    """The totals of one round. `margin`, in points of the 0-100 scale, is for clipped alone; KeyError if unknown."""
    return clipped(tally, margin) if method == "clipped" else _BY_NAME[method](tally)


def combined(rounds: Sequence[tuple[PanelTotals, int]]) -> PanelTotals:
    """The share-weighted sum of the rounds' totals; shares are whole per cent."""
    common = math.lcm(*(totals.denominator for totals, _ in rounds))
    parts = [times(totals.units, share * (common // totals.denominator)) for totals, share in rounds]
    return PanelTotals(added(parts), 100 * common, rounds[0][0].lower_is_better)
