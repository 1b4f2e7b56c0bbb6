"""How far the judges agree: Kendall's W, the six intraclass correlations, Krippendorff's alpha.

In:  the tally that counts.   Out: numbers, or the reason why there are none. Sums of squares are exact integers, so
that "no difference at all" is seen as such and never divided by dust.
Does not know ranks that were announced, nor what to do about a panel that disagrees.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from judging.language import _
from judging.scoring.consistency.undefined import Undefined, incomplete, too_small
from judging.scoring.distributions import chi2_upper, f_quantile
from judging.scoring.exact import Exact
from judging.scoring.tally import Tally

ICC_KINDS = ("1,1", "2,1", "3,1", "1,k", "2,k", "3,k")
UPPER = 0.975  # limits of 95 %


@dataclass(frozen=True, slots=True)
class Kendall:
    """Tie-corrected W from 0 (no common order) to 1 (the same order), with its rough chi-square test."""

    w: Fraction
    chi2: Fraction
    p: float


@dataclass(frozen=True, slots=True)
class Correlation:
    """An intraclass correlation with its 95 % limits; None where a limit does not exist."""

    value: Fraction
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class MeanSquares:
    """Two-way analysis of variance of n participants x k judges (Shrout and Fleiss 1979)."""

    n: int
    k: int
    rows: Fraction  # between participants
    columns: Fraction  # between judges
    rest: Fraction  # what neither explains
    within: Fraction  # within participants: judges and rest together


def kendall(tally: Tally) -> Kendall | Undefined:
    """W = 12 S / (m^2 (n^3 - n) - m sum T) of average ranks; chi2 = m (n - 1) W with n - 1 degrees of freedom."""
    if why := too_small(tally) or incomplete(tally):
        return why
    n, m = tally.points.shape
    doubled = np.rint(2 * pd.DataFrame(tally.points).rank().to_numpy()).astype(np.int64)
    sums = doubled.sum(axis=1).astype(object)
    squares = Fraction(n * int((sums * sums).sum()) - int(sums.sum()) ** 2, 4 * n)
    whole = m * m * (n**3 - n) - m * sum(_tied(column) for column in tally.points.T)
    if not whole:
        return Undefined(_("setiap juri memberi nilai sama kepada semua peserta"))
    w = 12 * squares / whole
    chi2 = m * (n - 1) * w
    return Kendall(w, chi2, chi2_upper(float(chi2), n - 1))


def krippendorff(tally: Tally) -> Fraction | Undefined:
    """Alpha for interval data, 1 - observed / expected disagreement; missing sheets are simply not there.

    Only participants with two judges or more can disagree about anything.
    """
    pairable = tally.judge_counts >= 2
    counts = tally.judge_counts[pairable].astype(object)
    points = tally.points[pairable].astype(object)
    if not len(counts):
        return Undefined(_("tidak ada peserta yang dinilai oleh dua juri atau lebih"))
    sums, squares = points.sum(axis=1), (points * points).sum(axis=1)
    total = int(counts.sum())
    expected = total * int(squares.sum()) - int(sums.sum()) ** 2
    if not expected:
        return Undefined(_("semua nilai sama"))
    apart = counts * squares - sums * sums  # half the squared differences over all ordered pairs of a row
    observed = sum(
        (Fraction(int(apart[counts == count].sum()), int(count) - 1) for count in np.unique(counts)), Fraction(0)
    )
    return 1 - observed * (total - 1) / expected


def intraclass(tally: Tally) -> dict[str, Correlation | Undefined] | Undefined:
    """All six of Shrout and Fleiss 1979, by kind; limits as in McGraw and Wong 1996."""
    if why := too_small(tally) or incomplete(tally):
        return why
    found = mean_squares(tally.points.astype(object))
    if not (found.rows or found.within):
        return Undefined(_("semua nilai sama"))
    return {kind: _correlation(kind, found) for kind in ICC_KINDS}


def mean_squares(points: Exact) -> MeanSquares:
    """Exact mean squares of a full table of Python integers with two rows and two columns or more."""
    n, k = points.shape
    rows, columns, whole = points.sum(axis=1), points.sum(axis=0), int(points.sum())
    correction = Fraction(whole * whole, n * k)
    between = Fraction(int((rows * rows).sum()), k) - correction
    judges = Fraction(int((columns * columns).sum()), n) - correction
    within = int((points * points).sum()) - correction - between
    free = (n - 1) * (k - 1)
    return MeanSquares(n, k, between / (n - 1), judges / (k - 1), (within - judges) / free, within / (n * (k - 1)))


def _correlation(kind: str, found: MeanSquares) -> Correlation | Undefined:
    model, unit = kind.split(",")
    above, below = _parts(model, found)
    if unit == "k":
        below = found.rows + (found.columns - found.rest) / found.n if model == "2" else found.rows
    if below <= 0:
        return Undefined(_("rata-rata semua peserta sama") if unit == "k" else _("nilai tidak berbeda menurut peserta"))
    value = above / below
    low, high = _LIMITS[model](found)
    if unit == "k":
        low, high = _of_the_mean(low, found.k), _of_the_mean(high, found.k)
    return Correlation(value, low, high)


def _parts(model: str, found: MeanSquares) -> tuple[Fraction, Fraction]:
    """Numerator and denominator for a single judge."""
    noise = found.within if model == "1" else found.rest
    below = found.rows + (found.k - 1) * noise
    if model == "2":
        below += found.k * (found.columns - found.rest) / found.n
    return found.rows - noise, below


def _of_the_mean(limit: float | None, k: int) -> float | None:
    """From one judge to the mean of k (Spearman and Brown)."""
    below = 1 + (k - 1) * limit if limit is not None else 0.0
    return k * limit / below if limit is not None and below > 0 else None


_Limits = tuple[float | None, float | None]


def _ratio_limits(found: MeanSquares, noise: Fraction, free: int) -> _Limits:
    """From F = rows / noise; without noise the agreement is whole."""
    if not noise:
        return 1.0, 1.0
    n, k, ratio = found.n, found.k, float(found.rows / noise)
    low, high = ratio / f_quantile(UPPER, n - 1, free), ratio * f_quantile(UPPER, free, n - 1)
    return (low - 1) / (low + k - 1), (high - 1) / (high + k - 1)


def _one_way(found: MeanSquares) -> _Limits:
    return _ratio_limits(found, found.within, found.n * (found.k - 1))


def _fixed(found: MeanSquares) -> _Limits:
    return _ratio_limits(found, found.rest, (found.n - 1) * (found.k - 1))


def _random(found: MeanSquares) -> _Limits:
    """ICC(2,1) with Satterthwaite's degrees of freedom; their terms are multiplied by `rest`, which may be zero."""
    n, k = found.n, found.k
    rows, columns, rest = float(found.rows), float(found.columns), float(found.rest)
    if not (columns or rest):
        return 1.0, 1.0
    above, below = _parts("2", found)
    if not below:
        return None, None
    one = float(above / below)
    judges, others = k * one * columns, rest * (n * (1 + (k - 1) * one) - k * one)
    spread = (n - 1) * judges**2 + others**2
    free = (k - 1) * (n - 1) * (judges + others) ** 2 / spread if spread else 0.0
    if free <= 0:
        return None, None
    noise = k * columns + (k * n - k - n) * rest
    low, high = f_quantile(UPPER, n - 1, free), f_quantile(UPPER, free, n - 1)
    return (
        _share(n * (rows - low * rest), low * noise + n * rows),
        _share(n * (high * rows - rest), noise + n * high * rows),
    )


def _share(above: float, below: float) -> float | None:
    return above / below if below > 0 and math.isfinite(above) and math.isfinite(below) else None


_LIMITS: dict[str, Callable[[MeanSquares], _Limits]] = {"1": _one_way, "2": _random, "3": _fixed}


def _tied(column: Exact) -> int:
    """Sum of t^3 - t over the groups of equal marks of one judge."""
    return sum(int(count) ** 3 - int(count) for count in np.unique(column, return_counts=True)[1])
