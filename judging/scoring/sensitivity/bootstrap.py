"""If comparable judges had sat instead: the chance of each place, by drawing judges again with replacement.

In:  a Count and its outcome.   Out: how often each participant took each place.
With five judges or fewer every draw is counted exactly, with more a seeded 2000 are drawn. Judges are drawn among those
who sat in the same rounds, and under group_mean of the same background, so that the panel keeps its shape.
Refuses to promise: the draws know only the judges who were there.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations_with_replacement, product

import numpy as np

from judging.language import _
from judging.scoring.category import Outcome, Round
from judging.scoring.consistency.undefined import Undefined, because
from judging.scoring.sensitivity.count import Count
from judging.scoring.tally import IntArray, Tally

EXACT_JUDGES = 5
DRAWS = 2000
SMALL = 500  # participants; beyond, only those near the prizes are drawn again
NEAR = 50  # participants below the last prize that may still reach it
ROW_BY_ROW = frozenset({"mean", "group_mean", "trimmed", "clipped"})  # a total does not depend on other participants
PERCENT = 5  # left out at each end of a 90 % interval

Draw = tuple[int, ...]  # how often each judge was drawn, in the order of the judges


@dataclass(frozen=True, eq=False, slots=True)
class Chances:
    """How the draws went. `seen[row, place - 1]` counts the draws that gave a participant a place."""

    participants: tuple[str, ...]
    seen: IntArray
    draws: int  # all that were made
    counted: int  # those in which everyone could be ranked
    is_exact: bool
    judges: int
    beyond: int  # participants far from any prize, who were left out

    def place(self, row: int, place: int) -> Fraction:
        return Fraction(int(self.seen[row, place - 1]), self.counted)

    def within(self, row: int, places: int) -> Fraction:
        """The chance of a rank from 1 to `places`; a shared rank counts for all who share it."""
        return Fraction(int(self.seen[row, :places].sum()), self.counted)

    def interval(self, row: int) -> tuple[int, int]:
        """Ranks with at most 5 % of the draws better than the first, and at most 5 % worse than the second."""
        reached = np.cumsum(self.seen[row]) * 100
        low = int(np.argmax(reached > PERCENT * self.counted)) + 1
        return low, int(np.argmax(reached >= (100 - PERCENT) * self.counted)) + 1


def bootstrap(count: Count, outcome: Outcome, *, prizes: int, seed: int) -> Chances | Undefined:
    """The chances of every participant, or of those near the prizes when there are more than 500."""
    if outcome.standing is None:
        return because(outcome.refused.message if outcome.refused else _("Belum ada urutan."))
    settled = count.settled(outcome)
    strata = _strata(settled)
    if all(len(stratum) == 1 for stratum in strata):
        return Undefined(_nothing_to_draw(strata))
    if settled.method == "adjusted" and all(one.tally.is_complete for one in settled.rounds):
        settled = replace(settled, method="mean")  # the same totals, without solving a system for every draw
    everyone = len(outcome.standing.participants)
    if everyone > SMALL and settled.method not in ROW_BY_ROW:
        return Undefined(
            _(
                "metode {method} membandingkan semua peserta dan peserta lebih dari {most}",
                method=settled.method,
                most=SMALL,
            )
        )
    if everyone > SMALL:
        settled = _near(settled, outcome.standing.ranking.order[: prizes + NEAR])
    beyond = everyone - len(settled.rounds[0].tally.participants)
    return _chances(settled, strata, seed, beyond)


def _chances(settled: Count, strata: Sequence[Sequence[str]], seed: int, beyond: int) -> Chances | Undefined:
    names = settled.rounds[0].tally.participants
    size = sum(map(len, strata))
    draws = _all_draws(strata) if size <= EXACT_JUDGES else _some_draws(strata, seed)
    judges = [judge for stratum in strata for judge in stratum]
    seen = np.zeros((len(names), len(names)), dtype=np.int64)
    counted = made = 0
    for draw, weight in draws:
        made += weight
        ranks = _ranks(settled, dict(zip(judges, draw, strict=True)))
        if ranks is not None:
            counted += weight
            seen[np.arange(len(names)), ranks - 1] += weight
    if not counted:
        return Undefined(_("tidak ada susunan juri lain yang menilai semua peserta"))
    return Chances(names, seen, made, counted, size <= EXACT_JUDGES, size, beyond)


def _strata(settled: Count) -> list[list[str]]:
    """Judges who may stand for each other, in the order they sit."""
    groups: dict[tuple[object, ...], list[str]] = {}
    tallies = [one.tally for one in settled.rounds]
    for judge in dict.fromkeys(judge for tally in tallies for judge in tally.judges):
        rounds = tuple(judge in tally.judges for tally in tallies)
        own = [tally.backgrounds[tally.judges.index(judge)] for tally in tallies if judge in tally.judges]
        groups.setdefault((rounds, own[0] if settled.method == "group_mean" else ""), []).append(judge)
    return list(groups.values())


def _nothing_to_draw(strata: Sequence[Sequence[str]]) -> str:
    return _("hanya ada satu juri") if len(strata) == 1 else _("setiap juri sendirian dalam unsur atau sesinya")


def _near(settled: Count, rows: IntArray) -> Count:
    kept = np.zeros(len(settled.rounds[0].tally.participants), dtype=bool)
    kept[rows] = True
    rounds = [replace(one, tally=one.tally.keep_participants(kept, "far")) for one in settled.rounds]
    return replace(settled, rounds=tuple(rounds))


def _all_draws(strata: Sequence[Sequence[str]]) -> Iterator[tuple[Draw, int]]:
    """Every multiset of judges with the number of sequences that give it."""
    each = [[_counts(len(stratum), chosen) for chosen in combinations_with_replacement(range(len(stratum)),
             len(stratum))] for stratum in strata]  # fmt: skip
    for parts in product(*each):
        yield tuple(n for part in parts for n in part), math.prod(map(_sequences, parts))


def _counts(size: int, chosen: Sequence[int]) -> Draw:
    return tuple(chosen.count(judge) for judge in range(size))


def _sequences(part: Draw) -> int:
    return math.factorial(sum(part)) // math.prod(math.factorial(n) for n in part)


def _some_draws(strata: Sequence[Sequence[str]], seed: int) -> Iterator[tuple[Draw, int]]:
    """2000 seeded draws; equal ones are made once and weighted."""
    chance = np.random.default_rng(seed)
    parts = [chance.multinomial(len(stratum), [1 / len(stratum)] * len(stratum), size=DRAWS) for stratum in strata]
    rows, times = np.unique(np.concatenate(parts, axis=1), axis=0, return_counts=True)
    yield from zip(map(tuple, rows.tolist()), times.tolist(), strict=True)


def _ranks(settled: Count, draw: dict[str, int]) -> IntArray | None:
    """Ranks with these judges; None when somebody is left without a judge, or the method has no answer."""
    rounds = tuple(Round(_drawn(one.tally, draw), one.share) for one in settled.rounds)
    standing = replace(settled, rounds=rounds).outcome().standing
    if standing is None or len(standing.participants) != len(settled.rounds[0].tally.participants):
        return None
    return standing.ranking.rank


def _drawn(tally: Tally, draw: dict[str, int]) -> Tally:
    """Each judge as often as drawn; copies get names of their own, or head-to-head would see them once."""
    seats = [(column, copy) for column, judge in enumerate(tally.judges) for copy in range(draw[judge])]
    columns = np.array([column for column, _rest in seats], dtype=np.int64)
    return replace(
        tally,
        judges=tuple(f"{tally.judges[column]}#{copy}" for column, copy in seats),
        backgrounds=tuple(tally.backgrounds[column] for column in columns),
        points=tally.points[:, columns],
        aspect_points=tally.aspect_points[:, :, columns],
        counted=tally.counted[:, columns],
    )
