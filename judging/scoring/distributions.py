"""Tail areas and quantiles of F and chi-square, for the limits and p-values of advice.

In:  plain floats.   Out: plain floats, good to about ten digits.
Does not know what is tested. The continued fractions are those of the NIST Digital Library of Mathematical Functions
(8.17.22 for the beta, 8.9.2 for the gamma), evaluated by Lentz's method.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

TINY = 1e-300  # stands in for a zero denominator
CLOSE = 1e-14
FARTHEST = 700.0  # log-odds; beyond, their exponential would not fit


def chi2_upper(x: float, df: float) -> float:
    """P(X > x) of a chi-square variable with `df` degrees of freedom."""
    a, half = df / 2, x / 2
    if half <= 0:
        return 1.0
    scale = math.exp(a * math.log(half) - half - math.lgamma(a))
    if half < a + 1:
        return 1 - scale * _gamma_series(a, half)
    return scale / (half + 1 - a + _fraction(_gamma_terms(a, half)))


def f_quantile(p: float, df1: float, df2: float) -> float:
    """The x with P(F <= x) = p, for 0 < p < 1, by halving an interval of log-odds of the beta variable."""
    a, b = df1 / 2, df2 / 2
    low, high = -FARTHEST, FARTHEST
    while (middle := (low + high) / 2) not in {low, high}:
        if _beta_lower(_logistic(middle), _logistic(-middle), a, b) < p:
            low = middle
        else:
            high = middle
    return math.exp(low) * b / a


def f_lower(x: float, df1: float, df2: float) -> float:
    """P(F <= x) with `df1` and `df2` degrees of freedom."""
    whole = df1 * x + df2
    return _beta_lower(df1 * x / whole, df2 / whole, df1 / 2, df2 / 2) if x > 0 else 0.0


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def _beta_lower(x: float, rest: float, a: float, b: float) -> float:
    """The regularised incomplete beta at x, where rest = 1 - x is given apart so that nothing is lost near 1."""
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta_lower(rest, x, b, a)
    if x <= 0:
        return 0.0
    logs = a * math.log(x) + b * math.log(rest) + math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    return math.exp(logs) / a / (1 + _fraction(_beta_terms(x, a, b)))


def _beta_terms(x: float, a: float, b: float) -> Iterator[tuple[float, float]]:
    step = 0
    while True:
        yield -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1)), 1.0
        step += 1
        yield step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step)), 1.0


def _gamma_terms(a: float, x: float) -> Iterator[tuple[float, float]]:
    step = 1
    while True:
        yield -step * (step - a), x + 2 * step + 1 - a
        step += 1


def _gamma_series(a: float, x: float) -> float:
    """Sum of x**n / (a (a+1) ... (a+n))."""
    total = term = 1 / a
    n = 1
    while term > total * CLOSE:
        term *= x / (a + n)
        total += term
        n += 1
    return total


def _fraction(terms: Iterator[tuple[float, float]]) -> float:
    """a1/(b1 + a2/(b2 + ...)) from pairs (a, b)."""
    value = c = TINY
    d = 0.0
    for above, below in terms:
        d = 1 / (_nonzero(below + above * d))
        c = _nonzero(below + above / c)
        value *= c * d
        if abs(c * d - 1) < CLOSE:
            break
    return value


def _nonzero(number: float) -> float:
    return number if abs(number) > TINY else TINY

