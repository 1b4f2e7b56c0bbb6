"""STEP 5: totals to ranks.

In:  exact totals, the declared chain, and the evidence ties are broken by.
Out: for every participant the rank (1224), whether it is shared, and the step that decided it.
Does not know prizes, methods, or names: equal rows stay equal, nothing is broken by name, number or chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from judging.scoring.exact import Exact, PanelTotals
from judging.scoring.tally import BoolArray, IntArray
from judging.scoring.tiebreak import TieBreak

UNDECIDED = -1
ASPECT = "aspect:"
HEAD_TO_HEAD = "head_to_head"
PLENARY = "plenary"


@dataclass(frozen=True, eq=False, slots=True)
class Ranking:
    """One entry per participant, in the order of the tally's participants."""

    rank: IntArray
    tied: BoolArray
    decided_by: IntArray  # place in `chain` of the last step that split this row's equal-total group, or UNDECIDED
    chain: tuple[str, ...]

    @property
    def order(self) -> IntArray:
        """Rows by rank, then by first appearance."""
        return np.argsort(self.rank, kind="stable")

    def step(self, row: int) -> str | None:
        """The name of the step that decided a row; None when its total alone did, or nothing could."""
        number = int(self.decided_by[row])
        return None if number == UNDECIDED else self.chain[number]


@dataclass(frozen=True, eq=False, slots=True)
class _Runs:
    """Rows sorted so that those still tied stand together."""

    rows: IntArray
    opens: BoolArray  # True where a new tied group begins

    @property
    def starts(self) -> IntArray:
        return np.flatnonzero(self.opens)


def rank(totals: PanelTotals, chain: Sequence[str], evidence: TieBreak) -> Ranking:
    """Ranks by exact total, ties handed from step to step of the chain.

    After a step splits a tied group, each remaining group goes on with the next step. "plenary" decides nothing
    here: the place stays shared.
    """
    everyone = np.arange(len(totals.units))
    ahead = np.zeros(len(everyone), dtype=np.int64)  # how many rows stand before each
    _refine(ahead, _better_first(totals), _runs(everyone, ahead))
    decided = np.full(len(everyone), UNDECIDED, dtype=np.int64)
    for number, step in enumerate(chain):
        still = everyone[_shared(ahead)]
        if step == PLENARY or not len(still):
            break
        runs = _runs(still, ahead)
        key = _head_to_head(runs, evidence) if step == HEAD_TO_HEAD else _aspect(step, evidence)
        decided[_refine(ahead, key, runs)] = number
    return Ranking(ahead + 1, _shared(ahead), decided, tuple(chain))


def _better_first(totals: PanelTotals) -> Exact:
    return totals.units if totals.lower_is_better else -totals.units


def _aspect(step: str, evidence: TieBreak) -> Exact:
    return _better_first(evidence.aspect(step.removeprefix(ASPECT)))


def _head_to_head(runs: _Runs, evidence: TieBreak) -> Exact:
    """0 for the leader of each tied group, 1 for all others."""
    key = np.ones(int(runs.rows.max()) + 1, dtype=np.int64)
    leaders = evidence.leaders(runs.starts, runs.rows)
    key[leaders[leaders >= 0]] = 0
    return key


def _shared(ahead: IntArray) -> BoolArray:
    return np.asarray(np.bincount(ahead, minlength=len(ahead))[ahead] > 1)


def _runs(rows: IntArray, ahead: IntArray) -> _Runs:
    ordered = rows[np.argsort(ahead[rows], kind="stable")]
    return _Runs(ordered, _changes(ahead[ordered]))


def _refine(ahead: IntArray, key: Exact, runs: _Runs) -> IntArray:
    """Push the worse rows of every tied group down, in place; returns the rows of the groups that were split."""
    group = np.cumsum(runs.opens)
    by_key = np.lexsort((_dense(key[runs.rows]), group))
    rows = runs.rows[by_key]
    opens_smaller = runs.opens | _changes(key[rows])
    position = np.arange(len(rows))
    first_of_group = np.maximum.accumulate(np.where(runs.opens, position, 0))
    first_of_smaller = np.maximum.accumulate(np.where(opens_smaller, position, 0))
    ahead[rows] += first_of_smaller - first_of_group
    pieces = np.bincount(group[opens_smaller], minlength=len(rows) + 1)
    return rows[pieces[group] > 1]


def _dense(key: Exact) -> Exact:
    """Keys that lexsort can take: unbounded integers are replaced by their order."""
    if key.dtype != object:
        return key
    return np.unique(key, return_inverse=True)[1]


def _changes(values: npt.NDArray[np.int64] | Exact) -> BoolArray:
    """True at the first value and wherever a value differs from the one before."""
    return np.concatenate([[True], values[1:] != values[:-1]]).astype(bool)[: len(values)]
