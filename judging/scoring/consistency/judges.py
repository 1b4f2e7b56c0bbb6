"""How each judge used the scale beside the others: severity, spread, agreement with the rest, halo, straight lines.

In:  the tally that counts; for straight lines the single scores of each sheet.
Out: per judge a number, or the reason why there is none. Points are of the 0-100 scale.
Refuses to judge the judges: being strict is no fault, and nothing here changes a value.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

import numpy as np

from judging.language import _
from judging.scoring.adjusted import judge_severity, panels
from judging.scoring.consistency.undefined import Undefined
from judging.scoring.exact import Exact, quotients
from judging.scoring.tally import BoolArray, Tally

FEWEST_COMPARED = 3  # with two participants every correlation is +1 or -1

PerJudge = Mapping[str, float | Undefined]


@dataclass(frozen=True, slots=True)
class StraightLines:
    """How many of a judge's sheets carry the same score on every line."""

    flat: int
    sheets: int


def severity(tally: Tally) -> Mapping[str, Fraction] | Undefined:
    """Points a judge gives above (+) or below (-) colleagues on the same participants; they sum to zero.

    The judge effect of the additive two-way model; with a complete panel the judge's mean less the grand mean.
    """
    if len(tally.judges) < 2:
        return Undefined(_("tidak ada dua juri untuk dibandingkan"))
    if len(panels(tally.counted)) > 1:
        return Undefined(_("panel juri terpisah, tanpa peserta yang dinilai bersama"))
    return {judge: beta / tally.highest for judge, beta in zip(tally.judges, judge_severity(tally), strict=True)}


def spread(tally: Tally) -> PerJudge:
    """Population standard deviation of each judge's values, in points."""
    return {judge: _spread(_own(tally, column), tally.highest) for column, judge in enumerate(tally.judges)}


def agreement(tally: Tally) -> PerJudge:
    """Pearson's correlation of each judge with the mean of the others, over the participants they share."""
    return {judge: _agreement(tally, column) for column, judge in enumerate(tally.judges)}


def halo(tally: Tally) -> PerJudge:
    """How much more alike a judge marks the aspects than the other judges do.

    The mean correlation between aspects over the participants, less the mean of the same for the other judges.
    """
    own = {judge: _between_aspects(tally, column) for column, judge in enumerate(tally.judges)}
    return {judge: _beside_others(judge, own) for judge in own}


def straight_lines(sheets: Iterable[tuple[str, Sequence[int]]]) -> dict[str, StraightLines]:
    """From (judge, the scores of one sheet); a sheet with a single line cannot be straight and is not counted."""
    found: dict[str, StraightLines] = {}
    for judge, scores in sheets:
        if len(scores) > 1:
            seen = found.get(judge, StraightLines(0, 0))
            found[judge] = StraightLines(seen.flat + (len(set(scores)) == 1), seen.sheets + 1)
    return found


def pearson(x: Exact, y: Exact) -> float | None:
    """The correlation of two integer arrays, exact up to the last root; None when one of them never changes."""
    a, b, n = x.astype(object), y.astype(object), len(x)
    of_x = n * int((a * a).sum()) - int(a.sum()) ** 2
    of_y = n * int((b * b).sum()) - int(b.sum()) ** 2
    if not (of_x and of_y):
        return None
    together = n * int((a * b).sum()) - int(a.sum()) * int(b.sum())
    return math.copysign(math.sqrt(Fraction(together * together, of_x * of_y)), together)


def _own(tally: Tally, column: int) -> Exact:
    return np.asarray(tally.points[tally.counted[:, column], column])


def _spread(points: Exact, highest: int) -> float | Undefined:
    if len(points) < 2:
        return Undefined(_("hanya menilai satu peserta"))
    many = points.astype(object)
    squares = Fraction(len(many) * int((many * many).sum()) - int(many.sum()) ** 2, len(many) ** 2)
    return math.sqrt(squares) / highest


def _agreement(tally: Tally, column: int) -> float | Undefined:
    others = np.arange(len(tally.judges)) != column
    counts = np.count_nonzero(tally.counted[:, others], axis=1)
    shared: BoolArray = tally.counted[:, column] & (counts > 0)
    if np.count_nonzero(shared) < FEWEST_COMPARED:
        return Undefined(_("kurang dari {fewest} peserta dinilai bersama juri lain", fewest=FEWEST_COMPARED))
    own = tally.points[shared, column]
    rest, _whole = quotients([(tally.points[shared][:, others].sum(axis=1), counts[shared])])
    found = pearson(own, rest)
    if found is None:
        flat = _("juri ini") if len(np.unique(own)) == 1 else _("rata-rata juri lain")
        return Undefined(_("nilai dari {flat} sama untuk semua peserta", flat=flat))
    return found


def _between_aspects(tally: Tally, column: int) -> float | Undefined:
    if len(tally.aspects) < 2:
        return Undefined(_("rubrik hanya mempunyai satu aspek"))
    marks = tally.aspect_points[:, tally.counted[:, column], column]
    if marks.shape[1] < FEWEST_COMPARED:
        return Undefined(_("menilai kurang dari {fewest} peserta", fewest=FEWEST_COMPARED))
    found = [r for one, other in combinations(marks, 2) if (r := pearson(one, other)) is not None]
    return sum(found) / len(found) if found else Undefined(_("nilai tiap aspek sama untuk semua peserta"))


def _beside_others(judge: str, every: PerJudge) -> float | Undefined:
    own = every[judge]
    if isinstance(own, Undefined):
        return own
    others = [r for name, r in every.items() if name != judge and not isinstance(r, Undefined)]
    return own - sum(others) / len(others) if others else Undefined(_("tidak ada juri lain untuk dibandingkan"))
