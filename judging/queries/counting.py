"""How one participant's total came about, down to each mark: what a treasurer follows with a calculator.

In:  a category whose totals may be seen, and a participant.   Out: numbers of every step, in exact fractions.
Decides nothing; the totals are those of the standing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import Category, Judge, Participant, ResultVersion, Round, Sheet
from judging.queries.paper_sheets import paper_marks
from judging.queries.plenary import visible_standing
from judging.queries.results import SealedRow, sealed
from judging.queries.rubric import rubric_of
from judging.queries.standing import Standing, StandingRow
from judging.scoring.methods import totals_by
from rubrics import Rubric


@dataclass(frozen=True, slots=True)
class CountedSheet:
    judge: str  # code
    background: str
    counted: bool
    state: str  # submitted, or why there is no sheet
    scores: Mapping[str, int]  # indicator code -> units of the scale
    numerator: int | None  # sum of weight x score, in units; None unless sent
    on_paper: bool  # keyed in from the judge's paper and checked

    def value(self, rubric: Rubric) -> Fraction:
        return Fraction(self.numerator or 0, rubric.scale.highest_units)


@dataclass(frozen=True, slots=True)
class CountedRound:
    name: str
    share: int
    rubric: Rubric
    sheets: tuple[CountedSheet, ...]
    total: Fraction | None  # of this round alone; None while nothing is ranked


@dataclass(frozen=True, slots=True)
class Counting:
    standing: Standing
    row: StandingRow
    rounds: tuple[CountedRound, ...]


def counting(session: Session, category_id: int, participant: str) -> Counting | None:
    """None while totals may not be seen, and for a participant who is not ranked."""
    standing = visible_standing(session, category_id)
    row = next((one for one in standing.rows if one.participant == participant), None) if standing else None
    if standing is None or row is None:
        return None
    category = session.get_one(Category, category_id)
    return Counting(
        standing, row, tuple(_round(session, standing, place, one, row) for place, one in _counting(category))
    )


def other_than_sealed(session: Session, standing: Standing) -> tuple[int, tuple[SealedRow, ...]]:
    """Number of the newest sealed version (0: none), and its rows whose total or rank would be another by now."""
    query = select(ResultVersion).where(ResultVersion.category_id == standing.category_id)
    newest = session.scalars(query.order_by(ResultVersion.number.desc()).limit(1)).first()
    if newest is None:
        return 0, ()
    now = {row.participant: (str(row.total), row.rank) for row in standing.rows}
    return newest.number, tuple(
        row for row in sealed(newest).rows if now.get(row.participant) != (row.total, row.rank)
    )


def _counting(category: Category) -> list[tuple[int, Round]]:
    return list(enumerate(one for one in category.rounds if one.share))


def _round(session: Session, standing: Standing, place: int, round_: Round, row: StandingRow) -> CountedRound:
    tally = standing.outcome.standing.evidence.rounds[place][0] if standing.outcome.standing else None
    total = None
    if tally is not None:
        totals = totals_by(standing.outcome.method, tally, standing.rules.margin)
        total = totals.fraction(tally.participants.index(row.participant))
    judges = tally.judges if tally is not None else ()
    return CountedRound(
        round_.name,
        round_.share,
        rubric_of(round_.rubric),
        _sheets(session, round_, row.participant, frozenset(judges)),
        total,
    )


def _sheets(session: Session, round_: Round, participant: str, judges: frozenset[str]) -> tuple[CountedSheet, ...]:
    paper = {line.sheet_id for line in paper_marks(session, round_.category_id)}
    query = (
        select(Judge.code, Judge.background, Sheet.state, Sheet.scores, Sheet.numerator, Sheet.id)
        .join(Judge, Judge.id == Sheet.judge_id)
        .join(Participant, Participant.id == Sheet.participant_id)
        .where(Sheet.round_id == round_.id, Participant.code == participant)
        .order_by(Judge.code)
    )
    return tuple(
        CountedSheet(
            code, background, state == "submitted" and code in judges, state, scores, numerator, sheet_id in paper
        )
        for code, background, state, scores, numerator, sheet_id in session.execute(query)
    )
