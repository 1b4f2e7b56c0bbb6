"""The same sheets counted in other ways: by every method, and without each judge in turn.

In:  a Count.   Out: recounts beside the declared one; a way that cannot or should not be used here says why.
Refuses to recommend a method: the declared one holds, whatever stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from judging.language import N_, _
from judging.scoring import cautions
from judging.scoring.aggregate import FEWEST_CLIPPED, FEWEST_TRIMMED
from judging.scoring.category import Outcome, Refusal
from judging.scoring.cautions import FEWEST_STANDARDISED, MOST_PLACED
from judging.scoring.exact import PanelTotals, times
from judging.scoring.methods import METHODS
from judging.scoring.sensitivity.bootstrap import SMALL
from judging.scoring.sensitivity.count import Count, Recount
from judging.scoring.tally import Tally

FITS_ONLY = {
    "group_mean": N_("Cara ini memerlukan nilai dari setiap unsur untuk setiap peserta."),
    "trimmed": N_("Cara ini memerlukan {number} juri untuk setiap peserta."),
    "clipped": N_("Cara ini memerlukan {number} juri untuk setiap peserta."),
    "zscore": N_("Cara ini memerlukan {number} peserta yang nilainya berbeda untuk tiap juri."),
    "majority": N_("Cara ini memerlukan jumlah juri ganjil dan paling banyak {number} peserta."),
}
NUMBERS = {
    "trimmed": FEWEST_TRIMMED,
    "clipped": FEWEST_CLIPPED,
    "zscore": FEWEST_STANDARDISED,
    "majority": MOST_PLACED,
}


def recounts(count: Count) -> tuple[Recount, ...]:
    """The declared count first, then without each judge, then the other methods."""
    declared = Recount("declared", count.method, count.outcome())
    return (declared, *without_each_judge(count, declared), *other_methods(count, declared))


def without_each_judge(count: Count, declared: Recount) -> tuple[Recount, ...]:
    """Every judge whose sheets count in turn; all who sat, when the declared rules gave no order."""
    standing = declared.outcome.standing
    tallies = [tally for tally, _rest in standing.evidence.rounds] if standing else [one.tally for one in count.rounds]
    outcomes = {judge: count.without(judge).outcome() for tally in tallies for judge in tally.judges}
    return tuple(
        Recount("without", judge, outcome, _incomparable(outcome, declared)) for judge, outcome in outcomes.items()
    )


def other_methods(count: Count, declared: Recount) -> tuple[Recount, ...]:
    """Every method but the one that was used, in the fixed order of METHODS."""
    found = [declared]
    for method in METHODS:
        if method != declared.outcome.method:
            outcome = _too_many(count) if method == "majority" else None
            outcome = outcome or count.by(method).outcome()
            found.append(Recount("method", method, outcome, _unfit(outcome, found)))
    return tuple(found[1:])


def _too_many(count: Count) -> Outcome | None:
    """Majority compares everyone with everyone: with hundreds of participants it would not end."""
    if len(count.rounds[0].tally.participants) <= SMALL:
        return None
    return Outcome("majority", None, Refusal("undefined", _needs("majority")), (), (), ())


def _incomparable(outcome: Outcome, declared: Recount) -> str:
    """Refused, or somebody had no other judge and is missing."""
    if outcome.standing is None:
        return outcome.refused.message if outcome.refused else ""
    still_there = set(outcome.standing.participants)
    missing = [name for name in declared.ranks if name not in still_there]
    return (
        _("Tanpa juri ini tidak ada lagi nilai untuk: {missing}.", missing=cautions.named(missing)) if missing else ""
    )


def _unfit(outcome: Outcome, before: Sequence[Recount]) -> str:
    """Refused, unwise for these sheets, or the very same totals as a count already there."""
    if outcome.refused or outcome.standing is None:
        return outcome.refused.message if outcome.refused else ""
    tallies = [tally for tally, _rest in outcome.standing.evidence.rounds]
    if any(_is_unwise(outcome.method, tally) for tally in tallies):
        return _needs(outcome.method)
    same = any(_equal(one.outcome, outcome.standing.totals) for one in before if not one.unfit)
    return _("Nilai akhirnya sama persis dengan cara lain di atas, jadi bukan bukti tersendiri.") if same else ""


def _needs(method: str) -> str:
    return _(FITS_ONLY[method], number=NUMBERS.get(method, 0))


def _is_unwise(method: str, tally: Tally) -> bool:
    """The flow warns of this method in particular, not of the sheets themselves."""
    usual = cautions.warnings(tally, "mean", tally.backgrounds)
    return any(text not in usual for text in cautions.warnings(tally, method, tally.backgrounds))


def _equal(one: Outcome, other: PanelTotals) -> bool:
    if one.standing is None or len(one.standing.totals.units) != len(other.units):
        return False
    totals = one.standing.totals
    same_way = totals.lower_is_better == other.lower_is_better
    return same_way and bool(
        np.array_equal(times(totals.units, other.denominator), times(other.units, totals.denominator))
    )
