"""How far the scoring is: states and counts, never a score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from judging.models import (
    Assignment,
    Category,
    Entry,
    Judge,
    PaperSheet,
    Participant,
    Person,
    Reopening,
    Round,
    RubricVersion,
    Sheet,
)
from judging.queries.paper_sheets import KEYED_WHILE, paper_judges
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
    paper: str = ""  # awaited | keyed | differs | late: this sheet is on paper and does not count yet


@dataclass(frozen=True, slots=True)
class Line:
    judge_id: int
    code: str
    name: str
    background: str
    is_reserve: bool
    checked_in: bool
    on_paper: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Count:
    category_id: int
    category: str
    sent: int
    expected: int
    missing: tuple[tuple[str, int], ...]  # judge's name, sheets not sent
    unchecked: tuple[tuple[str, int], ...] = ()  # judge's name, paper sheets keyed in that nobody checked


@dataclass(frozen=True, slots=True)
class Progress:
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    counts: tuple[Count, ...]
    held: int = 0  # sheets with a second version that waits for its judge's choice


_OPEN = ("blank", "draft", "reopened")
_PAPER = ("differs", "keyed", "awaited", "late")  # what is to be done first
_NONE = Cell("none", 0, 0)


def progress(session: Session, event_id: int) -> Progress:
    columns = _columns(session, event_id)
    paper = _paper(session, event_id)
    on_paper = paper_judges(session, event_id)
    cells = _cells(session, event_id, paper, on_paper)
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
            judge.id in on_paper,
            tuple(cells.get((judge.id, c.participant_id), _NONE) for c in columns),
        )
        for judge, name in people
    )
    return Progress(columns, lines, _counts(session, event_id, _unchecked(session, paper)), _held(session, event_id))


def _columns(session: Session, event_id: int) -> tuple[Column, ...]:
    query = select(Participant, Category).join(Category, Category.id == Participant.category_id)
    rows = session.execute(query.where(Category.event_id == event_id).order_by(Category.position, Participant.number))
    return tuple(Column(p.id, c.name, card_prefix(c), p.number, p.name, p.status) for p, c in rows)


def _cells(
    session: Session, event_id: int, paper: Mapping[int, str], on_paper: frozenset[int]
) -> dict[tuple[int, int], Cell]:
    sizes = _sizes(session, event_id)
    query = (
        select(
            Sheet.id, Sheet.judge_id, Sheet.participant_id, Sheet.state, Sheet.filled, Round.rubric_id,
            Participant.status, Category.state,
        )
        .join(Round, Round.id == Sheet.round_id)
        .join(Category, Category.id == Round.category_id)
        .join(Participant, Participant.id == Sheet.participant_id)
        .where(Category.event_id == event_id)
    )  # fmt: skip
    parts: dict[tuple[int, int], list[Cell]] = {}
    for sheet_id, judge_id, participant_id, state, filled, rubric_id, status, stage in session.execute(query):
        size = sizes[rubric_id]
        shown = "withdrawn" if status != "active" else "ready" if state == "draft" and filled == size else state
        awaited = paper.get(sheet_id, "awaited" if judge_id in on_paper else "")
        cell = Cell(shown, filled, size, awaited if shown in _OPEN and stage in KEYED_WHILE else "")
        parts.setdefault((judge_id, participant_id), []).append(cell)
    return {place: _together(cells) for place, cells in parts.items()}


def _sizes(session: Session, event_id: int) -> dict[int, int]:
    """Rubric id -> how many indicators it has; each rubric is read once, not once for each sheet."""
    rows = session.execute(select(RubricVersion.id, RubricVersion.body).where(RubricVersion.event_id == event_id))
    return {key: sum(len(aspect["indicators"]) for aspect in body["aspects"]) for key, body in rows}


def _paper(session: Session, event_id: int) -> dict[int, str]:
    """Sheet id -> how far its paper is, of those that were keyed in, do not count yet, and still could."""
    query = (
        select(PaperSheet.sheet_id, PaperSheet.state, Entry.version)
        .outerjoin(Entry, Entry.id == PaperSheet.entry_id)
        .join(Sheet, Sheet.id == PaperSheet.sheet_id)
        .join(Round, Round.id == Sheet.round_id)
        .join(Category, Category.id == Round.category_id)
        .where(Category.event_id == event_id, Category.state.in_(KEYED_WHILE))
        .where(PaperSheet.state.in_(["keyed", "differs", "confirmed"]))
        .order_by(PaperSheet.id)
    )
    found = {sheet_id: (state, version) for sheet_id, state, version in session.execute(query)}
    return {
        sheet_id: "late" if state == "confirmed" else state
        for sheet_id, (state, version) in found.items()
        if state != "confirmed" or version is None
    }


def _unchecked(session: Session, paper: Mapping[int, str]) -> dict[int, dict[str, int]]:
    """Category id -> judge's name -> sheets keyed in from paper that nobody checked and nobody sent otherwise."""
    query = (
        select(Round.category_id, Person.name, func.count())
        .select_from(Sheet)
        .join(Round, Round.id == Sheet.round_id)
        .join(Judge, Judge.id == Sheet.judge_id)
        .join(Person, Person.id == Judge.person_id)
        .where(Sheet.id.in_([key for key, state in paper.items() if state != "late"]), Sheet.state.in_(_OPEN))
        .group_by(Round.category_id, Person.id, Judge.id)
        .order_by(Judge.code)
    )
    found: dict[int, dict[str, int]] = {}
    for category_id, name, number in session.execute(query):
        found.setdefault(category_id, {})[name] = number
    return found


def _held(session: Session, event_id: int) -> int:
    """Sheets not sent of which another version is kept aside, because two devices wrote, and whose judge can choose."""
    opened_again = select(Reopening.sheet_id).where(Reopening.state == "open")
    query = (
        select(func.count(func.distinct(Sheet.id)))
        .select_from(Entry)
        .join(Sheet, Sheet.id == Entry.sheet_id)
        .join(Round, Round.id == Sheet.round_id)
        .join(Category, Category.id == Round.category_id)
        .where(Category.event_id == event_id, (Category.state == "judging") | Sheet.id.in_(opened_again))
        .where(Entry.outcome == "conflict", Sheet.state.in_(_OPEN), Entry.based_on >= Sheet.version - 1)
    )
    return session.scalar(query) or 0


def _together(cells: list[Cell]) -> Cell:
    states = {cell.state for cell in cells}
    filled, indicators = sum(cell.filled for cell in cells), sum(cell.indicators for cell in cells)
    paper = next((state for state in _PAPER if any(cell.paper == state for cell in cells)), "")
    if len(states) == 1:
        return Cell(cells[0].state, filled, indicators, paper)
    return Cell("reopened" if "reopened" in states else "draft", filled, indicators, paper)


def _counts(session: Session, event_id: int, unchecked: Mapping[int, Mapping[str, int]]) -> tuple[Count, ...]:
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
        .group_by(Category.id, Person.id, Judge.id, Sheet.state)
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
            tuple(unchecked.get(key, {}).items()),
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
