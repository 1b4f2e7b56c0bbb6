"""The smallest change of one aspect's weight that changes the winner.

In:  what was ranked, and the weights of each round's aspects.   Out: for every aspect the exact share, or none.
Only for methods that add values up: there a total is a straight line in the share, and two lines cross once.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from judging.language import _
from judging.scoring.category import Outcome, Standing
from judging.scoring.consistency.undefined import Undefined, because
from judging.scoring.exact import Exact, PanelTotals, added, times
from judging.scoring.methods import totals_by

STRAIGHT = frozenset({"mean", "group_mean", "adjusted"})
ALIKE = 1e-9  # quotients nearer than this are told apart as fractions


@dataclass(frozen=True, slots=True)
class AspectWeight:
    """One aspect of one round. The others of that round are rescaled in proportion to make room."""

    round: int  # among the rounds that count, from 0
    aspect: str
    present: Fraction  # share of the round, 0-1
    turning: Fraction | None  # the share nearest the present one at which first place changes; None: no share does
    challenger: str | None  # who then draws level with the winner
    undefined: Undefined | None = None


def weight_changes(outcome: Outcome, weights: Sequence[Mapping[str, int]]) -> tuple[AspectWeight, ...] | Undefined:
    """`weights` are whole per cent by aspect code, one mapping for each round that counts."""
    if outcome.standing is None:
        return because(outcome.refused.message if outcome.refused else _("Belum ada urutan."))
    if outcome.method not in STRAIGHT:
        return Undefined(
            _("dengan metode {method} nilai akhir tidak berubah lurus mengikuti bobot", method=outcome.method)
        )
    if len(outcome.standing.participants) < 2:
        return Undefined(_("hanya ada satu peserta yang diperingkat"))
    return tuple(
        _aspect_weight(outcome.standing, outcome.method, number, code, weight)
        for number, by_code in enumerate(weights)
        for code, weight in by_code.items()
    )


def _aspect_weight(standing: Standing, method: str, number: int, code: str, weight: int) -> AspectWeight:
    present = Fraction(weight, 100)
    if weight in {0, 100}:
        why = _("bobotnya 0, jadi skornya tidak ikut tercatat") if not weight else _("rubrik hanya mempunyai aspek ini")
        return AspectWeight(number, code, present, None, None, Undefined(why))
    leader = int(standing.ranking.order[0])
    lead, closing, scale = _lines(standing, method, number, code, weight, leader)
    found = list(_crossings(lead, closing, scale, present))
    if not found:
        return AspectWeight(number, code, present, None, None)
    change, row = min(found, key=lambda crossing: abs(crossing[0]))
    return AspectWeight(number, code, present, present + change, standing.participants[row])


def _lines(
    standing: Standing, method: str, number: int, code: str, weight: int, leader: int
) -> tuple[Exact, Exact, Fraction]:
    """How far each is behind the leader, how fast each closes in, and the scale: change = scale * lead / closing.

    With A the aspect's points, T the round's total and w its weight of 100, a share higher by d moves the category's
    total by d * round's share * (100 A - w T) / (w (100 - w)).
    """
    tally, share = standing.evidence.rounds[number]
    own = totals_by(method, replace(tally, points=tally.aspect_points[tally.aspects.index(code)]))
    whole = totals_by(method, tally)
    common = math.lcm(own.denominator, whole.denominator)
    slope = added([_over(own, 100, common), _over(whole, -weight, common)])
    totals = standing.totals.units
    scale = Fraction(weight * (100 - weight) * common, share * standing.totals.denominator)
    return totals[leader] - totals, slope - slope[leader], scale


def _over(totals: PanelTotals, factor: int, common: int) -> Exact:
    return times(totals.units, factor * (common // totals.denominator))


def _crossings(lead: Exact, closing: Exact, scale: Fraction, present: Fraction) -> Iterator[tuple[Fraction, int]]:
    """The nearest crossing with a higher share and with a lower one, where they lie within 0 and 1."""
    for sign, room in ((1, 1 - present), (-1, present)):
        rows = np.flatnonzero(sign * closing > 0)
        if not len(rows):
            continue
        speeds = sign * closing[rows]
        near = lead[rows].astype(np.float64) / speeds.astype(np.float64)
        alike = np.flatnonzero(near <= near.min() * (1 + ALIKE))
        first = min(alike.tolist(), key=lambda place: Fraction(int(lead[rows[place]]), int(speeds[place])))
        change = scale * Fraction(int(lead[rows[first]]), int(speeds[first]))
        if change <= room:
            yield sign * change, int(rows[first])
