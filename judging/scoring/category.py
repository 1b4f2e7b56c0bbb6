"""STEPS 4 and 5 together: the rounds of a category to a standing, under the rules that were declared.

In:  one tally per round with its share, method, margin, panel rule, chain.
Out: an Outcome: the standing, or the reason why there is none; who was left out; what a reader must be told.
Does not know prizes, the database, who may see it. Never decides what belongs to the plenary.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

import numpy as np

from judging.language import _
from judging.rule_words import NOBODY
from judging.scoring import cautions
from judging.scoring.exact import PanelTotals
from judging.scoring.methods import DEFAULT_MARGIN, combined, totals_by
from judging.scoring.panel import LeftOut, PanelRule, apply_panel_rule
from judging.scoring.ranking import PLENARY, Ranking, rank
from judging.scoring.tally import Excluded, IntArray, Tally
from judging.scoring.tiebreak import TieBreak

NOT_SCORED = "not_scored"


@dataclass(frozen=True, slots=True)
class Round:
    """One round's sheets and its share of the total in whole per cent; the shares of a category sum to 100."""

    tally: Tally
    share: int = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One ranked participant."""

    participant: str
    rank: int
    tied: bool  # the rank is shared
    decided_by: str | None  # the last step that split its equal-total group; None when the total alone decided
    total: Fraction
    aspects: dict[str, Fraction]  # points of each aspect: plain means, share-weighted
    judges: tuple[int, ...]  # counted judges in each round whose share is above 0


@dataclass(frozen=True, eq=False, slots=True)
class Standing:
    """Totals and ranks as arrays, in the order of `participants`; `rows()` spells them out by rank."""

    participants: tuple[str, ...]
    totals: PanelTotals
    ranking: Ranking
    judge_counts: tuple[IntArray, ...]
    evidence: TieBreak

    def rows(self) -> tuple[Row, ...]:
        """By rank, then by first appearance."""
        codes = dict.fromkeys(code for tally, _rest in self.evidence.rounds for code in tally.aspects)
        aspects = {code: self.evidence.aspect(code).fractions() for code in codes}
        totals = self.totals.fractions()
        return tuple(
            Row(
                participant=self.participants[place],
                rank=int(self.ranking.rank[place]),
                tied=bool(self.ranking.tied[place]),
                decided_by=self.ranking.step(place),
                total=totals[place],
                aspects={code: points[place] for code, points in aspects.items()},
                judges=tuple(int(counts[place]) for counts in self.judge_counts),
            )
            for place in self.ranking.order.tolist()
        )

    def shared(self) -> list[tuple[int, list[str]]]:
        """Every place that is shared, with its participants."""
        places: dict[int, list[str]] = {}
        for row in np.flatnonzero(self.ranking.tied):
            places.setdefault(int(self.ranking.rank[row]), []).append(self.participants[row])
        return sorted(places.items())


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing is ranked. no_judges and disjoint are for the plenary; undefined: this method has no answer.

    nobody: no participant is left to rank, which no decision can mend; every award then stays with nobody.
    """

    kind: Literal["nobody", "empty", "no_judges", "disjoint", "undefined"]
    message: str


@dataclass(frozen=True, eq=False, slots=True)
class Outcome:
    """A standing or a refusal, never both. `method` is the one used: the panel rule may have switched it."""

    method: str
    standing: Standing | None
    refused: Refusal | None
    warnings: tuple[str, ...]
    excluded: tuple[Excluded, ...]
    left_out: tuple[tuple[LeftOut, ...], ...]  # for each round whose share is above 0

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.standing.rows() if self.standing else ()

    @property
    def undecided(self) -> Refusal | None:
        """What keeps a result from being fixed: any refusal, unless nobody is left to rank."""
        return self.refused if self.refused and self.refused.kind != "nobody" else None


def rank_category(
    rounds: Sequence[Round],
    *,
    method: str = "mean",
    margin: Fraction = DEFAULT_MARGIN,
    panel_rule: PanelRule = "complete_judges",
    tie_break: Sequence[str],
) -> Outcome:
    """The standing of a category. A round with share 0 is shown elsewhere and counts for nothing here.

    Raises ValueError when shares do not sum to 100 or the rounds do not list the same participants.
    """
    counting = _counting(rounds)
    ruled = [apply_panel_rule(one.tally, panel_rule) for one in counting]
    used = "adjusted" if panel_rule == "adjusted" and not all(one.tally.is_complete for one in ruled) else method
    left_out = tuple(panel.left_out for panel in ruled)
    nothing = Outcome(used, None, None, (), counting[0].tally.excluded, left_out)
    if not counting[0].tally.participants:
        return replace(nothing, refused=Refusal("nobody", _(NOBODY)), warnings=(_(NOBODY),))
    if any(panel.is_empty for panel in ruled):
        return replace(nothing, refused=Refusal("no_judges", _no_judges(panel_rule)))
    tallies, excluded = _scored([panel.tally for panel in ruled])
    nothing = replace(nothing, excluded=excluded)
    if not tallies[0].participants:
        return replace(nothing, refused=Refusal("empty", _("Tidak ada peserta yang dinilai pada semua sesi.")))
    if used != "adjusted" and (separate := [text for tally in tallies for text in cautions.separate_panels(tally)]):
        return replace(nothing, refused=Refusal("disjoint", separate[0]))
    full = [Round(tally, one.share) for tally, one in zip(tallies, counting, strict=True)]
    backgrounds = [one.tally.backgrounds for one in counting]
    return _ranked(nothing, full, backgrounds, margin, tie_break)


def rank_tally(
    tally: Tally, *, method: str = "mean", margin: Fraction = DEFAULT_MARGIN, tie_break: Sequence[str]
) -> Outcome:
    """The standing of a tally kept anywhere: whoever scored counts; even disjoint panels are ranked, with a warning.

    The panel rule belongs to a category (`rank_category`).
    """
    (scored,), excluded = _scored([tally])
    nothing = Outcome(method, None, None, (), excluded, ((),))
    if not scored.participants:
        return replace(nothing, refused=Refusal("empty", _("Tidak ada peserta yang dapat diperingkat.")))
    return _ranked(nothing, [Round(scored)], [tally.backgrounds], margin, tie_break)


def _counting(rounds: Sequence[Round]) -> list[Round]:
    if sum(one.share for one in rounds) != 100 or any(one.share < 0 for one in rounds):
        raise ValueError("the shares of a category's rounds must sum to 100")
    counting = [one for one in rounds if one.share]
    if any(one.tally.participants != counting[0].tally.participants for one in counting):
        raise ValueError("the rounds of a category must list the same participants in the same order")
    return counting


def _no_judges(rule: PanelRule) -> str:
    if rule == "complete_judges":
        return _("Tidak ada juri yang menilai semua peserta; pleno yang memutuskan cara menghitung.")
    return _("Belum ada lembar nilai yang dihitung.")


def _scored(tallies: Sequence[Tally]) -> tuple[list[Tally], tuple[Excluded, ...]]:
    """Only participants scored in every round, only judges who scored any of them."""
    seen = np.all([tally.counted.any(axis=1) for tally in tallies], axis=0)
    kept = [tally.keep_participants(seen, NOT_SCORED) for tally in tallies]
    seated = [tally.keep_judges(np.asarray(tally.counted.any(axis=0))) for tally in kept]
    return seated, seated[0].excluded


def _ranked(
    nothing: Outcome,
    rounds: Sequence[Round],
    backgrounds: Sequence[Sequence[str]],
    margin: Fraction,
    tie_break: Sequence[str],
) -> Outcome:
    """The outcome for rounds in which every participant and every judge has a counted sheet."""
    method = nothing.method
    if why := [text for one in rounds if (text := cautions.refusal(one.tally, method))]:
        return replace(nothing, refused=Refusal("undefined", why[0]))
    evidence = TieBreak([(one.tally, one.share) for one in rounds])
    totals = combined([(totals_by(method, one.tally, margin), one.share) for one in rounds])
    counts = tuple(one.tally.judge_counts for one in rounds)
    standing = Standing(rounds[0].tally.participants, totals, rank(totals, tie_break, evidence), counts, evidence)
    told = [
        *_told(rounds, method, backgrounds),
        *(cautions.shared_places(standing.shared()) if PLENARY in tie_break else ()),
    ]
    return replace(nothing, standing=standing, warnings=tuple(told))


def _told(rounds: Sequence[Round], method: str, backgrounds: Sequence[Sequence[str]]) -> Iterator[str]:
    """The warnings of every round; the round is named only where there is more than one."""
    for number, (one, every) in enumerate(zip(rounds, backgrounds, strict=True), start=1):
        sentences = cautions.warnings(one.tally, method, every)
        yield from (
            _("Sesi {number}: {text}", number=number, text=text) if len(rounds) > 1 else text for text in sentences
        )
