"""Integer arrays that stay exact whatever is multiplied into them.

In:  integer arrays.   Out: integer arrays over one common denominator: 64-bit while they fit, Python's own
unbounded integers (object arrays) where they would not.
Does not know what the numbers mean.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

Exact = npt.NDArray[Any]  # int64, or object holding Python ints
LIMIT = 2**62


@dataclass(frozen=True, eq=False, slots=True)
class PanelTotals:
    """One total per participant, units / denominator. Rank sums and places are better when lower."""

    units: Exact
    denominator: int
    lower_is_better: bool = False

    def fraction(self, row: int) -> Fraction:
        return Fraction(int(self.units[row]), self.denominator)

    def fractions(self) -> list[Fraction]:
        """Every row's total; equal totals are one object, which large tallies repay."""
        units = self.units.tolist()
        known = {unit: Fraction(unit, self.denominator) for unit in set(units)}
        return [known[unit] for unit in units]


def times(numbers: Exact, factor: int) -> Exact:
    """numbers * factor, moving to unbounded integers before 64 bits could overflow."""
    fits = numbers.dtype != object and _largest(numbers) * abs(factor) < LIMIT
    return numbers * factor if fits else numbers.astype(object) * factor


def quotients(parts: Sequence[tuple[Exact, Exact]]) -> tuple[Exact, int]:
    """The sum of numbers / divisors over all parts, as units and one common denominator.

    Each part is a pair of equal-length arrays; where a divisor is 0 the part gives nothing to that row.
    """
    common = math.lcm(*(int(divisor) for _, divisors in parts for divisor in np.unique(divisors) if divisor))
    units = [_over(numbers, divisors, common) for numbers, divisors in parts]
    return added(units), common


def added(parts: Sequence[Exact]) -> Exact:
    """The sum of the arrays; unbounded as soon as one is, or when 64 bits could overflow."""
    if sum(_largest(part) for part in parts) >= LIMIT:
        parts = [part.astype(object) for part in parts]
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total


def _over(numbers: Exact, divisors: Exact, common: int) -> Exact:
    """numbers * (common / divisors); the largest factor is common itself."""
    used = np.where(divisors == 0, 1, divisors)
    unbounded = object in (numbers.dtype, divisors.dtype)
    if unbounded or max(_largest(numbers), 1) * common >= LIMIT:
        numbers, used = numbers.astype(object), used.astype(object)
    return np.where(divisors == 0, 0, numbers * (common // used))


def _largest(numbers: Exact) -> int:
    return max(abs(int(numbers.max())), abs(int(numbers.min()))) if numbers.size else 0
