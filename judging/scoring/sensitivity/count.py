"""A way of counting as a value, so that it can be changed in one thing and counted again.

In:  the rounds and the rules that were declared.   Out: outcomes of the flow, recounted.
Does not count anything itself: every order here comes out of the same functions that rank for real.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Literal

import numpy as np

from judging.scoring.category import Outcome, Round, rank_category, rank_tally
from judging.scoring.methods import DEFAULT_MARGIN
from judging.scoring.panel import PanelRule


@dataclass(frozen=True, slots=True)
class Count:
    """Rounds under declared rules. Without a panel rule it is a tally kept elsewhere: one round, whoever scored."""

    rounds: tuple[Round, ...]
    method: str
    tie_break: tuple[str, ...]
    margin: Fraction = DEFAULT_MARGIN
    panel_rule: PanelRule | None = None

    def outcome(self) -> Outcome:
        if self.panel_rule is None:
            only = self.rounds[0].tally
            return rank_tally(only, method=self.method, margin=self.margin, tie_break=self.tie_break)
        return rank_category(
            self.rounds,
            method=self.method,
            margin=self.margin,
            panel_rule=self.panel_rule,
            tie_break=self.tie_break,
        )

    def by(self, method: str) -> Count:
        """The same by another method; the rule that would switch to `adjusted` by itself gives way."""
        rule: PanelRule | None = "present_judges" if self.panel_rule == "adjusted" else self.panel_rule
        return replace(self, method=method, panel_rule=rule)

    def without(self, judge: str) -> Count:
        """The same as if this judge had not sat in any round."""
        rounds = []
        for one in self.rounds:
            kept = np.array([name != judge for name in one.tally.judges], dtype=bool)
            rounds.append(replace(one, tally=one.tally.keep_judges(kept)))
        return replace(self, rounds=tuple(rounds))

    def settled(self, outcome: Outcome) -> Count:
        """The same after the panel rule has chosen: only sheets that count, and the method really used."""
        if outcome.standing is None:
            raise ValueError("nothing was ranked")
        rounds = tuple(Round(tally, share) for tally, share in outcome.standing.evidence.rounds)
        rule: PanelRule | None = None if self.panel_rule is None else "present_judges"
        return replace(self, rounds=rounds, method=outcome.method, panel_rule=rule)


@dataclass(frozen=True, eq=False)
class Recount:
    """One way of counting and what came of it."""

    kind: Literal["declared", "without", "method"]
    code: str  # the method, or the judge left out
    outcome: Outcome
    unfit: str = ""  # why this way is shown but proves nothing here; "" for one that does

    @cached_property
    def ranks(self) -> dict[str, int]:
        """Participant -> rank; empty when nothing was ranked."""
        standing = self.outcome.standing
        return dict(zip(standing.participants, standing.ranking.rank.tolist(), strict=True)) if standing else {}

    @cached_property
    def order(self) -> tuple[str, ...]:
        """By rank, then by first appearance."""
        standing = self.outcome.standing
        return tuple(standing.participants[row] for row in standing.ranking.order.tolist()) if standing else ()

    def changed(self, declared: Recount) -> dict[str, tuple[int, int]]:
        """Participant -> (declared rank, rank here), of those whose rank differs."""
        pairs = ((name, declared.ranks.get(name), rank) for name, rank in self.ranks.items())
        return {name: (before, rank) for name, before, rank in pairs if before is not None and before != rank}
