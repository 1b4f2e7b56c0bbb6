"""STEP 4: totals with each judge's severity taken out, for panels where not everybody saw everybody.

In:  points and the mask of judges that count.   Out: exact totals, mu + alpha of the additive two-way model
points = mu + alpha[participant] + beta[judge] + rest, by least squares with the betas summing to zero; and which
judges belong together.
Refuses to know ranks, and panels that fall apart: their totals cannot be compared.
"""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

from judging.scoring.exact import Exact, PanelTotals, added, quotients, times
from judging.scoring.tally import BoolArray, Tally

Matrix = list[list[Fraction]]


def adjusted(tally: Tally) -> PanelTotals:
    """What the whole panel would have given: the mean of each row after taking out its judges' severity.

    Participants are eliminated first, which leaves one small system, judges x judges, solved in rationals.
    """
    severity = judge_severity(tally)
    common = math.lcm(*(beta.denominator for beta in severity))
    taken_out = [
        times(tally.counted[:, column].astype(np.int64), -int(beta * common)) for column, beta in enumerate(severity)
    ]
    sums = added([times(tally.points.sum(axis=1), common), *taken_out])
    units, divisor = quotients([(sums, tally.judge_counts)])
    return PanelTotals(units, divisor * common * tally.highest)


def judge_severity(tally: Tally) -> list[Fraction]:
    """Each judge's beta, in points (value x highest), summing to zero; raises ValueError on disjoint panels."""
    if len(panels(tally.counted)) != 1:
        raise ValueError("disjoint panels have no common severity")
    left, right = _judges_system(tally)
    for row in left:  # any multiple of the all-ones matrix fixes the free constant at sum(beta) = 0
        row[:] = [number + 1 for number in row]
    return _solved(left, right)


def panels(counted: BoolArray) -> list[list[int]]:
    """Judges joined by shared participants, as lists of columns; one list means everything is comparable."""
    together = (counted.astype(np.int64).T @ counted.astype(np.int64)) > 0
    left, found = list(range(counted.shape[1])), []
    while left:
        panel, edge = {left[0]}, [left[0]]
        while edge:
            new = [column for column in np.flatnonzero(together[edge.pop()]).tolist() if column not in panel]
            panel.update(new)
            edge.extend(new)
        found.append(sorted(panel))
        left = [column for column in left if column not in panel]
    return found


def _judges_system(tally: Tally) -> tuple[Matrix, list[Fraction]]:
    """(diag(n_j) - M' diag(1/n_p) M) beta = column sums - M' (row sums / n_p), row by row, M the mask."""
    mask = tally.counted.astype(np.int64)
    counts, rows = tally.judge_counts, tally.points.sum(axis=1)
    size = len(tally.judges)
    left: Matrix = [[Fraction(0)] * size for _ in range(size)]
    right = [Fraction(int(total)) for total in tally.points.sum(axis=0)]
    for count in np.unique(counts).tolist():  # rows with equally many judges share one denominator
        some = counts == count
        shared = mask[some].T @ mask[some]
        sums = _column_sums(mask[some], rows[some])
        for judge in range(size):
            left[judge] = [
                number - Fraction(int(other), count) for number, other in zip(left[judge], shared[judge], strict=True)
            ]
            left[judge][judge] += int(shared[judge, judge])
            right[judge] -= Fraction(int(sums[judge]), count)
    return left, right


def _column_sums(mask: Exact, rows: Exact) -> list[int]:
    """For each judge the sum of the row sums of those scored; Python's integers, as points may be many digits."""
    return [sum(rows[mask[:, column] == 1].tolist()) for column in range(mask.shape[1])]


def _solved(left: Matrix, right: list[Fraction]) -> list[Fraction]:
    """Gauss-Jordan elimination in rationals; the matrix is square and regular."""
    table = [[*row, last] for row, last in zip(left, right, strict=True)]
    for place in range(len(table)):
        pivot = next(row for row in range(place, len(table)) if table[row][place])
        table[place], table[pivot] = table[pivot], table[place]
        table[place] = [number / table[place][place] for number in table[place]]
        for row, numbers in enumerate(table):
            if row != place and (factor := numbers[place]):
                table[row] = [own - factor * top for own, top in zip(numbers, table[place], strict=True)]
    return [row[-1] for row in table]
