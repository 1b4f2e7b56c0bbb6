"""What a decision would change, before anyone takes it: both orders, side by side.

In:  a category and a supposition.   Out: an Effect in codes and written numbers; nothing is stored here.
The pleno looks at it first; once decided it stays in the decision, so that the berita acara can print both results.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from judging.queries.standing import Rules, Standing, standing
from judging.scoring.panel import PanelRule


@dataclass(frozen=True, slots=True)
class Line:
    """One place of an order, without a name: it also enters the public archive."""

    participant: str  # code
    rank: int
    shown: str
    award: str  # label; "" outside the prize table or while a tie is open


@dataclass(frozen=True, slots=True)
class Effect:
    before: tuple[Line, ...]
    after: tuple[Line, ...]
    refused: str = ""  # why nothing could be ranked that way

    @property
    def is_change(self) -> bool:
        return [one.participant for one in self.before] != [one.participant for one in self.after] or [
            one.rank for one in self.before
        ] != [one.rank for one in self.after]

    def as_body(self) -> dict[str, Any]:
        """As a decision keeps it."""
        return {"before": [asdict(one) for one in self.before], "after": [asdict(one) for one in self.after]}


def rule_effect(session: Session, category_id: int, method: str, panel_rule: PanelRule, margin: Fraction) -> Effect:
    """The order under another method or panel rule, beside the one that stands now."""
    now = standing(session, category_id)
    supposed = Rules(method, margin, panel_rule, now.rules.tie_break)
    return _effect(now, standing(session, category_id, supposed=supposed))


def out_effect(session: Session, category_id: int, participant: str) -> Effect:
    """The order without one participant: those below move up, and so do the awards."""
    now = standing(session, category_id)
    return _effect(now, standing(session, category_id, without=frozenset({participant})))


def lines(found: Standing) -> tuple[Line, ...]:
    return tuple(Line(row.participant, row.rank, row.shown, row.award) for row in found.rows)


def sealed_lines(rows: Sequence[Any]) -> tuple[Line, ...]:
    """Of a sealed result's rows."""
    return tuple(Line(row.participant, row.rank, row.shown, row.award) for row in rows)


def _effect(before: Standing, after: Standing) -> Effect:
    refused = after.outcome.refused
    return Effect(lines(before), lines(after), refused.message if refused else "")
