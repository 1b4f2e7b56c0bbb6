"""What one save needs to know, in one question.

In:  a sheet's key and the id a device chose for its entry.   Out: the rows themselves and what stands around them.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from judging.models import Category, Entry, Event, Participant, Round, RubricVersion, Sheet
from judging.queries.rubric import known_rubric
from rubrics import Rubric

_ASKED = (
    select(
        Sheet,
        Entry,
        Event,
        Category.state.label("category_state"),
        Participant.status,
        RubricVersion.id.label("rubric_id"),
        RubricVersion.fingerprint,
    )
    .join(Round, Round.id == Sheet.round_id)
    .join(Category, Category.id == Round.category_id)
    .join(Event, Event.id == Category.event_id)
    .join(Participant, Participant.id == Sheet.participant_id)
    .join(RubricVersion, RubricVersion.id == Round.rubric_id)
    .outerjoin(Entry, Entry.id == bindparam("entry"))
    .where(Sheet.id == bindparam("sheet"))
)


@dataclass(frozen=True, slots=True)
class AtHand:
    sheet: Sheet
    known: Entry | None  # an entry under this id, whichever sheet it belongs to
    event: Event
    category_state: str
    participant_active: bool
    rubric: Rubric


def at_hand(session: Session, sheet_id: int, entry_id: str) -> AtHand | None:
    """None for a sheet that does not exist."""
    row = session.execute(_ASKED, {"sheet": sheet_id, "entry": entry_id}).first()
    if row is None:
        return None
    rubric = known_rubric(session, row.rubric_id, row.fingerprint)
    return AtHand(row.Sheet, row.Entry, row.Event, row.category_state, row.status == "active", rubric)
