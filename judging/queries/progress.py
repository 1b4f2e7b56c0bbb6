"""How far the scoring is: states and counts, never a score."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from judging.models import Assignment, Category, Judge, Participant, Person, Round, RubricVersion, Sheet
from judging.queries.people import backgrounds
from judging.queries.work import card_prefix


@dataclass(frozen=True, slots=True)
class Column:
    participant_id: int
    category: str
    prefix: str
    number: int
    name: str
    status: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One sheet (with several rounds: the participant's sheets of this judge together)."""

    state: str  # blank | draft | ready | reopened | submitted | recused | absent | substituted | withdrawn | none
    filled: int
    indicators: int


@dataclass(frozen=True, slots=True)
class Line:
    judge_id: int
    code: str
    name: str
    background: str
    is_reserve: bool
    checked_in: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Count:
    category_id: int
    category: str
    sent: int
    expected: int
    missing: tuple[tuple[str, int], ...]  # judge's name, sheets not sent


@dataclass(frozen=True, slots=True)
class Progress:
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    counts: tuple[Count, ...]


_OPEN = ("blank", "draft", "reopened")
_NONE = Cell("none", 0, 0)


def progress(session: Session, event_id: int) -> Progress:
    columns = _columns(session, event_id)
    cells = _cells(session, event_id)
    names = backgrounds(session, event_id)
    people = session.execute(
        select(Judge, Person.name).join(Person).where(Judge.event_id == event_id).order_by(Judge.code)
    ).all()
    lines = tuple(
        Line(
            judge.id,
            judge.code,
            name,
            names.get(judge.background, judge.background),
            judge.is_reserve,
            judge.checked_in_at is not None,
            tuple(cells.get((judge.id, c.participant_id), _NONE) for c in columns),
        )
        for judge, name in people
    )
    return Progress(columns, lines, _counts(session, event_id))


def _columns(session: Session, event_id: int) -> tuple[Column, ...]:
    query = select(Participant, Category).join(Category, Category.id == Participant.category_id)
    rows = session.execute(query.where(Category.event_id == event_id).order_by(Category.position, Participant.number))
    return tuple(Column(p.id, c.name, card_prefix(c), p.number, p.name, p.status) for p, c in rows)


def _cells(session: Session, event_id: int) -> dict[tuple[int, int], Cell]:
    query = (
        select(Sheet.judge_id, Sheet.participant_id, Sheet.state, Sheet.filled, RubricVersion.body, Participant.status)
        .join(Round, Round.id == Sheet.round_id)
        .join(RubricVersion)
        .join(Category, Category.id == Round.category_id)
        .join(Participant, Participant.id == Sheet.participant_id)
        .where(Category.event_id == event_id)
    )
    parts: dict[tuple[int, int], list[Cell]] = {}
    for judge_id, participant_id, state, filled, body, status in session.execute(query):
        indicators = sum(len(aspect["indicators"]) for aspect in body["aspects"])
        shown = "withdrawn" if status != "active" else "ready" if state == "draft" and filled == indicators else state
        parts.setdefault((judge_id, participant_id), []).append(Cell(shown, filled, indicators))
    return {place: _together(cells) for place, cells in parts.items()}


def _together(cells: list[Cell]) -> Cell:
    states = {cell.state for cell in cells}
    filled, indicators = sum(cell.filled for cell in cells), sum(cell.indicators for cell in cells)
    if len(states) == 1:
        return Cell(cells[0].state, filled, indicators)
    return Cell("reopened" if "reopened" in states else "draft", filled, indicators)


def _counts(session: Session, event_id: int) -> tuple[Count, ...]:
    """Sheets sent and still expected, by category; who still has sheets to send."""
    query = (
        select(Category.id, Category.name, Person.name, Sheet.state, func.count())
        .select_from(Sheet)
        .join(Round)
        .join(Category)
        .join(Judge, Judge.id == Sheet.judge_id)
        .join(Person, Person.id == Judge.person_id)
        .join(Participant, Participant.id == Sheet.participant_id)
        .where(Category.event_id == event_id, Participant.status == "active")
        .group_by(Category.id, Person.id, Sheet.state)
        .order_by(Category.position, Judge.code)
    )
    sent: dict[int, int] = {}
    waiting: dict[int, dict[str, int]] = {}
    names: dict[int, str] = {}
    for category_id, category, person, state, number in session.execute(query):
        names[category_id] = category
        if state == "submitted":
            sent[category_id] = sent.get(category_id, 0) + number
        elif state in _OPEN:
            of = waiting.setdefault(category_id, {})
            of[person] = of.get(person, 0) + number
    return tuple(
        Count(
            key,
            name,
            sent.get(key, 0),
            sent.get(key, 0) + sum(waiting.get(key, {}).values()),
            tuple(waiting.get(key, {}).items()),
        )
        for key, name in names.items()
    )


def seats(session: Session, category_id: int) -> list[tuple[str, str, str, str]]:
    """(judge code, name, status, reason) of everyone who sits on the category."""
    query = (
        select(Judge.code, Person.name, Assignment.status, Assignment.reason)
        .select_from(Assignment)
        .join(Round)
        .join(Judge, Judge.id == Assignment.judge_id)
        .join(Person, Person.id == Judge.person_id)
        .where(Round.category_id == category_id)
        .distinct()
        .order_by(Judge.code)
    )
    return [(code, name, status, reason) for code, name, status, reason in session.execute(query)]
