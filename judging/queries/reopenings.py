"""Sheets opened again after closing: who asked, who answered, and the value before and after.

In:  an event or a category.   Out: frozen dataclasses; scores appear as written numbers of that one sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from judging.models import Category, Entry, Person, Reopening, Round, Sheet
from judging.queries.rubric import rubric_of
from judging.sheet import show_value
from rubrics import Rubric

RUNNING = ("waiting", "open")


@dataclass(frozen=True, slots=True)
class SheetValue:
    """One version of a sheet: its value on 0-100, and the single scores as shown."""

    value: str
    scores: tuple[tuple[str, str], ...]  # (indicator code, score)


@dataclass(frozen=True, slots=True)
class ReopeningInfo:
    id: int
    category_id: int
    category: str
    round: str  # name; "" when the category has one round
    judge_code: str
    judge: str
    judge_person_id: int
    participant: str  # code
    participant_name: str
    reason: str  # the judge's; "" once erased
    asked_at: datetime
    state: str  # waiting | open | refused | done
    answer: str
    answered_at: datetime | None
    answered_by: str
    before: SheetValue | None
    after: SheetValue | None

    @property
    def changes(self) -> tuple[tuple[str, str, str], ...]:
        """(indicator, score before, score after) of what is not the same; "" where one side has none."""
        old, new = dict(self.before.scores if self.before else ()), dict(self.after.scores if self.after else ())
        return tuple(
            (code, old.get(code, ""), new.get(code, ""))
            for code in dict.fromkeys([*old, *new])
            if old.get(code) != new.get(code)
        )


def reopenings(session: Session, event_id: int) -> list[ReopeningInfo]:
    """Every request of an event, oldest first."""
    return _infos(session, _query().where(Category.event_id == event_id))


def category_reopenings(session: Session, category_id: int) -> list[ReopeningInfo]:
    return _infos(session, _query().where(Category.id == category_id))


def unfinished(session: Session, event_id: int) -> list[tuple[str, str]]:
    """(judge, participant) of the sheets still asked for or open again. What is archived waits for nobody."""
    waiting = (Reopening.state.in_(RUNNING), Category.state != "archived", Category.event_id == event_id)
    sheets = [row.sheet for row in session.scalars(_query().where(*waiting))]
    return [(sheet.judge.person.name, sheet.participant.name) for sheet in sheets]


def is_running(session: Session, category_id: int) -> bool:
    """Somebody still asks, or a sheet is open again."""
    found = _query().where(Category.id == category_id, Reopening.state.in_(RUNNING))
    return session.scalars(found).first() is not None


def _query() -> Select[Reopening]:
    return (
        select(Reopening)
        .join(Sheet, Sheet.id == Reopening.sheet_id)
        .join(Round, Round.id == Sheet.round_id)
        .join(Category, Category.id == Round.category_id)
        .order_by(Reopening.id)
    )


def _infos(session: Session, query: Select[Reopening]) -> list[ReopeningInfo]:
    return [_info(session, row) for row in session.scalars(query)]


def _info(session: Session, row: Reopening) -> ReopeningInfo:
    sheet = row.sheet
    category = sheet.round.category
    answered_by = session.get(Person, row.answered_by_id) if row.answered_by_id else None
    return ReopeningInfo(
        row.id,
        category.id,
        category.name,
        sheet.round.name if len(category.rounds) > 1 else "",
        sheet.judge.code,
        sheet.judge.person.name,
        sheet.judge.person_id,
        sheet.participant.code,
        sheet.participant.name,
        row.reason or "",
        row.asked_at,
        row.state,
        row.answer,
        row.answered_at,
        answered_by.name if answered_by else "",
        _value(session, sheet, row.before_version),
        _value(session, sheet, row.after_version),
    )


def _value(session: Session, sheet: Sheet, version: int | None) -> SheetValue | None:
    if version is None:
        return None
    query = select(Entry.scores).where(Entry.sheet_id == sheet.id, Entry.version == version)
    return sheet_value(rubric_of(sheet.round.rubric), session.scalars(query).one())


def sheet_value(rubric: Rubric, scores: dict[str, int]) -> SheetValue:
    numerator = sum(item.weight * scores[item.code] for item in rubric.indicators)
    shown = tuple((item.code, rubric.scale.show(scores[item.code])) for item in rubric.indicators)
    return SheetValue(show_value(Fraction(numerator, rubric.scale.highest_units)), shown)
