"""STEP 5, what ties are broken by: aspects, and judges' direct comparisons.

In:  the rounds of a category with their shares.   Out: one exact key per aspect, and each judge's combined view.
Refuses to know totals and methods: an aspect is compared by its plain mean over the counted judges under every
method, and a judge compares two participants by that judge's own sheets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from judging.scoring.exact import Exact, PanelTotals, added, quotients, times
from judging.scoring.tally import BoolArray, IntArray, Tally

Rounds = Sequence[tuple[Tally, int]]  # a tally and its share in whole per cent, above 0; the same participants in each


@dataclass(frozen=True)
class TieBreak:
    """The evidence the chain may ask for, worked out only when it asks."""

    rounds: Rounds

    def aspect(self, code: str) -> PanelTotals:
        """The share-weighted plain mean of one aspect's points over the counted judges; higher is better."""
        parts = [
            (times(tally.aspect_points[tally.aspects.index(code)].sum(axis=1), share), tally)
            for tally, share in self.rounds
            if code in tally.aspects
        ]
        # Where rounds use different scales the highest score belongs to the divisor of each.
        units, common = quotients([(sums, tally.judge_counts * tally.highest) for sums, tally in parts])
        return PanelTotals(units, 100 * common)

    @cached_property
    def views(self) -> Exact:
        """[participant, judge] what each judge gave in all rounds together; comparable within a column only."""
        judges = list(dict.fromkeys(judge for tally, _ in self.rounds for judge in tally.judges))
        highest = int(np.lcm.reduce([tally.highest for tally, _ in self.rounds]))
        layers = []
        for tally, share in self.rounds:
            layer = np.zeros((len(tally.participants), len(judges)), dtype=np.int64)
            layer[:, [judges.index(judge) for judge in tally.judges]] = tally.points
            layers.append(times(layer, share * highest // tally.highest))
        return added(layers)

    @cached_property
    def seats(self) -> BoolArray:
        """[participant, seat] who was there: two participants had the same judges when their rows are equal."""
        return np.concatenate([tally.counted for tally, _ in self.rounds], axis=1)

    def leaders(self, starts: IntArray, ordered: IntArray) -> IntArray:
        """Row of the one who beats every other of a tied group, or -1; groups are runs of `ordered`.

        `starts` holds where each run begins. Head-to-head needs the same judges for all of a group.
        """
        ends = np.append(starts[1:], len(ordered))
        found = np.full(len(starts), -1, dtype=np.int64)
        pairs = ends - starts == 2
        found[pairs] = self._leaders_of_pairs(ordered[starts[pairs]], ordered[starts[pairs] + 1])
        for number in np.flatnonzero(~pairs):
            found[number] = self._leader(ordered[starts[number] : ends[number]])
        return found

    def _leaders_of_pairs(self, one: IntArray, other: IntArray) -> IntArray:
        views, seats = self.views, self.seats
        balance = (views[one] > views[other]).sum(axis=1) - (views[one] < views[other]).sum(axis=1)
        same = (seats[one] == seats[other]).all(axis=1)
        decided = np.where(balance > 0, one, other)
        return np.where(same & (balance != 0), decided, -1)

    def _leader(self, group: IntArray) -> int:
        """One pass finds the only possible leader, a second one asks whether all others were beaten."""
        if (self.seats[group] != self.seats[group[0]]).any():
            return -1
        candidate = group[0]
        for row in group[1:]:
            if not self._beats(candidate, row[None]).all():
                candidate = row
        others = group[group != candidate]
        return int(candidate) if self._beats(candidate, others).all() else -1

    def _beats(self, row: np.int64, others: IntArray) -> BoolArray:
        own, theirs = self.views[row], self.views[others]
        return np.asarray((own > theirs).sum(axis=1) > (own < theirs).sum(axis=1))
