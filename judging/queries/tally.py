"""The sheets of a category as tallies, one per round, ready for judging.scoring."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.models import Category, Judge, Participant, Round, Sheet
from judging.queries.rubric import rubric_of
from judging.scoring.tally import SCORED, Tally, tally_from_sheets


@dataclass(frozen=True, slots=True)
class RoundTally:
    code: str
    name: str
    share: int
    tally: Tally


def round_tallies(session: Session, category: Category) -> list[RoundTally]:
    """Sent sheets count; every other state is kept as its reason. Withdrawn and disqualified participants stay out."""
    active = session.scalars(
        select(Participant.code)
        .where(Participant.category_id == category.id, Participant.status == "active")
        .order_by(Participant.number)
    ).all()
    return [
        RoundTally(round_.code, round_.name, round_.share, _tally(session, round_, list(active)))
        for round_ in category.rounds
    ]


def _tally(session: Session, round_: Round, participants: list[str]) -> Tally:
    rubric = rubric_of(round_.rubric)
    query = (
        select(Participant.code, Judge.code, Judge.background, Sheet.state, Sheet.numerator, Sheet.aspects)
        .join(Participant, Participant.id == Sheet.participant_id)
        .join(Judge, Judge.id == Sheet.judge_id)
        .where(Sheet.round_id == round_.id, Participant.status == "active")
        .order_by(Participant.number, Judge.code)
    )
    rows = [
        {
            "participant": participant,
            "judge": judge,
            "background": background,
            "status": SCORED if state == "submitted" else state,
            "numerator": numerator or 0,
            **{f"aspect:{code}": (aspects or {}).get(code, 0) for code in rubric.aspect_codes},
        }
        for participant, judge, background, state, numerator, aspects in session.execute(query)
    ]
    columns = [
        "participant",
        "judge",
        "background",
        "status",
        "numerator",
        *(f"aspect:{c}" for c in rubric.aspect_codes),
    ]
    frame = pd.DataFrame(rows, columns=columns)
    return tally_from_sheets(
        frame, aspects=rubric.aspect_codes, highest=rubric.scale.highest_units, participants=participants
    )
