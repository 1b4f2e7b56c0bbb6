"""STEP 4, who counts: the panel rule of a category, applied to one round before any total is made.

In:  a tally and the declared rule.   Out: the tally that counts, and which judge was left out and why.
Does not know methods, totals, ranks. States of absence were recorded before; here they all mean "no sheet".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from judging.scoring.tally import Tally

PanelRule = Literal["complete_judges", "present_judges", "adjusted"]
PANEL_RULES: tuple[PanelRule, ...] = ("complete_judges", "present_judges", "adjusted")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A judge whose sheets of a round do not count: (participant, status) of every sheet that is missing."""

    judge: str
    missing: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """The tally that counts under the rule. Without judges nothing can be ranked: the plenary decides."""

    tally: Tally
    left_out: tuple[LeftOut, ...]

    @property
    def is_empty(self) -> bool:
        return not self.tally.judges


def apply_panel_rule(tally: Tally, rule: PanelRule) -> Panel:
    """complete_judges keeps the judges who scored every participant; the other rules keep all who scored any."""
    if rule not in PANEL_RULES:
        raise ValueError(f"unknown panel rule: {rule}")
    kept = np.asarray(tally.counted.all(axis=0) if rule == "complete_judges" else tally.counted.any(axis=0))
    left_out = tuple(_left_out(tally, int(column)) for column in np.flatnonzero(~kept))
    return Panel(tally.keep_judges(kept), left_out)


def _left_out(tally: Tally, column: int) -> LeftOut:
    judge = tally.judges[column]
    names = [tally.participants[row] for row in np.flatnonzero(~tally.counted[:, column])]
    return LeftOut(judge, tuple((name, tally.status(name, judge)) for name in names))
