"""Calibrations on a fictional participant: the list, a judge's own sheet, and the spread once it is ended.

A spread is shown to nobody while judges still mark, and no calibration is part of anything that counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, selectinload

from judging.models import Assignment, Calibration, CalibrationSheet, Category, Judge, Person, Round
from judging.queries.rubric import rubric_of
from judging.queries.work import SheetLine, SheetView
from rubrics import Rubric


@dataclass(frozen=True, slots=True)
class CalibrationInfo:
    id: int
    category: str
    state: str  # of the category
    name: str
    story: str
    opened_at: datetime
    ended_at: datetime | None
    seated: int
    sent: int

    @property
    def runs(self) -> bool:
        return self.ended_at is None and self.state == "setup"


@dataclass(frozen=True, slots=True)
class OwnCalibration:
    """One row of the judge's list."""

    info: CalibrationInfo
    sent: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class CalibrationSpread:
    info: CalibrationInfo
    rubric: Rubric
    judges: tuple[tuple[str, str], ...]  # (code, name) of those who sent
    scores: tuple[Mapping[str, int], ...]  # of the same judges
    notes: tuple[Mapping[str, str], ...]


def calibrations(session: Session, event_id: int) -> list[CalibrationInfo]:
    """Newest first."""
    query = _all().where(Category.event_id == event_id).order_by(Calibration.id.desc())
    return [_info(*row) for row in session.execute(query)]


def calibration_spread(session: Session, event_id: int, calibration_id: int) -> CalibrationSpread | None:
    """None for another event's; without a score until it is ended."""
    found = session.execute(_all().where(Category.event_id == event_id, Calibration.id == calibration_id)).first()
    if found is None:
        return None
    info = _info(*found)
    sheets = (
        select(Judge.code, Person.name, CalibrationSheet.scores, CalibrationSheet.notes)
        .select_from(CalibrationSheet)
        .join(Judge, Judge.id == CalibrationSheet.judge_id)
        .join(Person, Person.id == Judge.person_id)
        .where(CalibrationSheet.calibration_id == calibration_id, CalibrationSheet.sent_at.is_not(None))
        .order_by(Judge.code)
    )
    rows = session.execute(sheets).all() if info.ended_at else []
    rubric = practised_rubric(session.get_one(Calibration, calibration_id))
    return CalibrationSpread(
        info,
        rubric,
        tuple((code, name) for code, name, _scores, _notes in rows),
        tuple(_fitting(scores, rubric) for _code, _name, scores, _notes in rows),
        tuple(notes or {} for _code, _name, _scores, notes in rows),
    )


def _fitting(scores: Mapping[str, int], rubric: Rubric) -> dict[str, int]:
    """Where a calibration did not keep its rubric yet, the round's of now may know other indicators and levels."""
    return {code: score for code, score in scores.items() if code in rubric.by_code and score in rubric.scale.steps}


def judge_calibrations(session: Session, judge_id: int) -> list[OwnCalibration]:
    """Those that wait for this judge."""
    query = _all().where(_sits(judge_id), Calibration.ended_at.is_(None), Category.state == "setup")
    own = select(CalibrationSheet).where(CalibrationSheet.judge_id == judge_id)
    sheets = {row.calibration_id: row for row in session.scalars(own.options(selectinload(CalibrationSheet.entries)))}
    return [_own(_info(*row), sheets.get(row[0].id)) for row in session.execute(query.order_by(Calibration.id))]


def _own(info: CalibrationInfo, row: CalibrationSheet | None) -> OwnCalibration:
    return OwnCalibration(info, row.sent_at is not None, calibration_version(row)) if row else OwnCalibration(info)


def judge_calibration(session: Session, judge_id: int, calibration_id: int) -> tuple[CalibrationInfo, SheetView] | None:
    """The own sheet of a calibration, also when that does not run any more; None for any other."""
    found = session.execute(_all().where(_sits(judge_id), Calibration.id == calibration_id)).first()
    if found is None:
        return None
    info = _info(*found)
    rubric = practised_rubric(session.get_one(Calibration, calibration_id))
    query = select(CalibrationSheet).where(
        CalibrationSheet.calibration_id == calibration_id, CalibrationSheet.judge_id == judge_id
    )
    return info, _view(info, rubric, session.scalars(query).first())


def practised_rubric(row: Calibration) -> Rubric:
    """What the judges were given to practise on, also when the round has moved to another rubric since."""
    return rubric_of(row.rubric or row.round.rubric)


def calibration_version(row: CalibrationSheet) -> int:
    """How many entries made the sheet what it is; the next one must build on this."""
    return sum(entry.version is not None for entry in row.entries)


def _view(info: CalibrationInfo, rubric: Rubric, row: CalibrationSheet | None) -> SheetView:
    """As any sheet's page takes it; there is nobody behind it."""
    filled, count = len(row.scores) if row else 0, len(rubric.indicators)
    line = SheetLine(
        info.id, info.category, info.state, "", 1, "L", info.name, "", "draft", filled, count, None, "", ""
    )
    return SheetView(
        line=line,
        rubric=rubric,
        version=calibration_version(row) if row else 0,
        scores=row.scores if row else {},
        ticks=row.ticks if row else {},
        notes=(row.notes or {}) if row else {},
        numerator=None,
        aspects={},
        profile_form="",
        profile={},
        members=(),
        saved_at=row.saved_at if row else None,
        linked="",
        totals_open=False,
        asked="",
        answer="",
    )


def _sits(judge_id: int) -> ColumnElement[bool]:
    return Calibration.round_id.in_(select(Assignment.round_id).where(Assignment.judge_id == judge_id))


def _all() -> Select[Calibration, str, str, str, int, int, int]:
    seats = select(func.count()).where(Assignment.round_id == Calibration.round_id).scalar_subquery()
    sheets = select(func.count()).where(
        CalibrationSheet.calibration_id == Calibration.id, CalibrationSheet.sent_at.is_not(None)
    )
    rounds = select(func.count()).where(Round.category_id == Category.id).correlate(Category).scalar_subquery()
    return (
        select(Calibration, Category.name, Category.state, Round.name, rounds, seats, sheets.scalar_subquery())
        .join(Round, Round.id == Calibration.round_id)
        .join(Category, Category.id == Round.category_id)
    )


def _info(
    row: Calibration, category: str, state: str, round_: str, rounds: int, seated: int, sent: int
) -> CalibrationInfo:
    shown = f"{category} – {round_}" if rounds > 1 else category
    return CalibrationInfo(row.id, shown, state, row.name, row.story, row.opened_at, row.ended_at, seated, sent)
