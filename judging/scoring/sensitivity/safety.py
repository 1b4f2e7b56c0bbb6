"""How safe each prize place is: does the same participant hold it however the sheets are counted?

In:  the declared count, the recounts beside it, how many places carry a prize.
Out: for each place its holder, the counts in which it changes hands, the nearest distance, whether it is close.
Refuses to decide anything: a close place is for the plenary to talk about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from judging.scoring.category import Outcome, Standing
from judging.scoring.sensitivity.count import Recount

ON_THE_SCALE = frozenset({"mean", "group_mean", "trimmed", "clipped", "adjusted"})  # totals in points of 0-100


@dataclass(frozen=True, slots=True)
class Gap:
    """Points to the nearest neighbour in one count."""

    points: Fraction
    recount: Recount


@dataclass(frozen=True, slots=True)
class Safety:
    """One prize place. Several holders share it."""

    place: int
    holders: tuple[str, ...]
    counts: int  # ways of counting that prove something, the declared one among them
    moved: tuple[Recount, ...]  # those in which others hold the place
    swapped_with: int | None  # the place its holder trades with in every one of them
    apart: Fraction | None  # declared points to that place; 0 also for equal totals that are no points
    gap: Fraction | None  # declared points to the nearest neighbour; None when totals are no points, or nobody is there
    nearest: Gap | None  # the same, the smallest of the declared count and those without a judge
    reach: Fraction | None  # the most one score by one step can move a total; None when the method does not say

    @property
    def is_close(self) -> bool:
        """Shared, or it changes hands, or one score could close the declared distance."""
        return len(self.holders) > 1 or bool(self.moved) or self.is_within_one_score

    @property
    def is_within_one_score(self) -> bool:
        return self.gap is not None and self.reach is not None and self.gap <= self.reach


def safety(recounts: Sequence[Recount], *, prizes: int, steps: Sequence[Fraction] = ()) -> tuple[Safety, ...]:
    """One line for each prize place somebody holds; `recounts` begins with the declared one.

    `steps` holds, for each round that counts, the points by which one score one step higher raises a sheet.
    """
    declared, *others = recounts
    if declared.outcome.standing is None:
        return ()
    sure = [declared, *(one for one in others if one.ranks and not one.unfit)]
    reach = _reach(declared.outcome, steps)
    ranks = declared.outcome.standing.ranking.rank
    return tuple(_safety(sure, int(place), reach) for place in np.unique(ranks[ranks <= prizes]))


def holders(recount: Recount, place: int) -> tuple[str, ...]:
    """Who has exactly this rank; nobody, where a shared rank above takes it."""
    standing = recount.outcome.standing
    rows = np.flatnonzero(standing.ranking.rank == place) if standing else ()
    return tuple(standing.participants[row] for row in rows) if standing else ()


def _safety(sure: Sequence[Recount], place: int, reach: Fraction | None) -> Safety:
    declared = sure[0]
    own = holders(declared, place)
    moved = tuple(one for one in sure if set(holders(one, place)) != set(own))
    gaps = [gap for one in sure if one.kind != "method" and (gap := _gap(one, own))]
    own_gap = _gap(declared, own)
    swapped = _traded(declared, moved, own, place)
    return Safety(
        place,
        own,
        len(sure),
        moved,
        swapped,
        _apart(declared, place, swapped) if swapped else None,
        own_gap.points if own_gap else None,
        min(gaps, key=lambda gap: gap.points, default=None),
        reach,
    )


def _traded(declared: Recount, moved: Sequence[Recount], own: tuple[str, ...], place: int) -> int | None:
    """The one place that the holder takes in every changed count, while its holder takes this one."""
    taken = {one.ranks.get(own[0]) for one in moved}
    if len(own) != 1 or len(taken) != 1 or None in taken:
        return None
    other = taken.pop() or 0
    partner = holders(declared, other)
    return other if all(holders(one, place) == partner and holders(one, other) == own for one in moved) else None


def _apart(declared: Recount, place: int, other: int) -> Fraction | None:
    standing = declared.outcome.standing
    if standing is None:
        return None
    rows = [standing.participants.index(holders(declared, which)[0]) for which in (place, other)]
    points = abs(standing.totals.fraction(rows[0]) - standing.totals.fraction(rows[1]))
    return points if points == 0 or declared.outcome.method in ON_THE_SCALE else None


def _gap(one: Recount, own: tuple[str, ...]) -> Gap | None:
    standing = one.outcome.standing
    if standing is None or one.outcome.method not in ON_THE_SCALE:
        return None
    rows = [row for row, name in enumerate(standing.participants) if name in own]
    distances = [distance for row in rows for distance in _beside(standing, row)]
    return Gap(min(distances), one) if distances else None


def _beside(standing: Standing, row: int) -> list[Fraction]:
    """Distances to whoever stands directly before and behind."""
    order = standing.ranking.order
    position = int(np.flatnonzero(order == row)[0])
    own = standing.totals.fraction(row)
    near = [place for place in (position - 1, position + 1) if 0 <= place < len(order)]
    return [abs(own - standing.totals.fraction(int(order[place]))) for place in near]


def _reach(outcome: Outcome, steps: Sequence[Fraction]) -> Fraction | None:
    """One sheet counts 1 / judges of a mean, and 1 / (backgrounds x judges of its own) of a mean of means."""
    if outcome.standing is None or outcome.method not in {"mean", "group_mean"} or not steps:
        return None
    pushes = []
    for (tally, share), step in zip(outcome.standing.evidence.rounds, steps, strict=True):
        heads = int(tally.judge_counts.min())
        if outcome.method == "group_mean":
            groups = set(tally.backgrounds)
            heads = len(groups) * min(tally.backgrounds.count(name) for name in groups)
        pushes.append(step * share / 100 / heads)
    return max(pushes)
