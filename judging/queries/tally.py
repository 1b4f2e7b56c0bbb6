"""The sheets of a category as tallies, one per round, ready for judging.scoring.

In:  a category.   Out: integer arrays, read column by column: a province's hundred thousand sheets make no objects.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Text, select, type_coerce
from sqlalchemy.orm import Session

from judging.models import Category, Judge, Participant, Round, Sheet
from judging.queries.rubric import rubric_of
from judging.scoring.tally import BoolArray, IntArray, Tally

SENT = "submitted"


@dataclass(frozen=True, slots=True)
class RoundTally:
    code: str
    name: str
    share: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class _Sheets:
    """The sheets of one round as equal-length columns; `row` and `column` are places in the tally."""

    row: IntArray
    column: IntArray
    state: Sequence[str]
    numerator: Sequence[int | None]
    aspects: Sequence[str | None]  # canonical JSON
    judges: tuple[str, ...]
    backgrounds: tuple[str, ...]


def round_tallies(session: Session, category: Category, without: frozenset[str] = frozenset()) -> list[RoundTally]:
    """Sent sheets count; every other state is kept as its reason.

    Withdrawn and disqualified participants stay out, and those of `without` (codes).
    """
    found = session.execute(
        select(Participant.id, Participant.code)
        .where(Participant.category_id == category.id, Participant.status == "active")
        .order_by(Participant.number)
    )
    people = {key: code for key, code in found if code not in without}
    return [
        RoundTally(round_.code, round_.name, round_.share, _tally(session, round_, people))
        for round_ in category.rounds
    ]


def _tally(session: Session, round_: Round, people: dict[int, str]) -> Tally:
    rubric = rubric_of(round_.rubric)
    sheets, codes = _read(session, round_, people), tuple(people.values())
    sent = np.array([state == SENT for state in sheets.state], dtype=bool)
    counted = np.zeros((len(codes), len(sheets.judges)), dtype=bool)
    counted[sheets.row[sent], sheets.column[sent]] = True
    points, aspect_points = _points(sheets, sent, counted.shape, rubric.aspect_codes)
    statuses = {
        (codes[sheets.row[n]], sheets.judges[sheets.column[n]]): sheets.state[n] for n in np.flatnonzero(~sent).tolist()
    }
    return Tally(
        codes, sheets.judges, sheets.backgrounds, rubric.aspect_codes,
        points, aspect_points, counted, rubric.scale.highest_units, statuses,
    )  # fmt: skip


def _read(session: Session, round_: Round, people: dict[int, str]) -> _Sheets:
    columns = (Sheet.participant_id, Sheet.judge_id, Sheet.state, Sheet.numerator, type_coerce(Sheet.aspects, Text))
    found: list[Any] = list(session.execute(select(*columns).where(Sheet.round_id == round_.id)))
    participant, judge, state, numerator, aspects = zip(*found, strict=True) if found else ((),) * 5
    row = pd.Index(list(people)).get_indexer(pd.Index(participant))
    here = row >= 0
    seats = _judges(session, np.unique(np.array(judge, dtype=np.int64)[here]).tolist())
    column = pd.Index(list(seats)).get_indexer(pd.Index(judge))
    if not here.all():
        kept = np.flatnonzero(here).tolist()
        state, numerator, aspects = (tuple(values[n] for n in kept) for values in (state, numerator, aspects))
    return _Sheets(
        row[here].astype(np.int64),
        column[here].astype(np.int64),
        state,
        numerator,
        aspects,
        tuple(code for code, _ in seats.values()),
        tuple(background for _, background in seats.values()),
    )


def _judges(session: Session, ids: list[int]) -> dict[int, tuple[str, str]]:
    found = session.execute(select(Judge.id, Judge.code, Judge.background).order_by(Judge.code))
    wanted = set(ids)
    return {key: (code, background) for key, code, background in found if key in wanted}


def _points(
    sheets: _Sheets, sent: BoolArray, shape: tuple[int, ...], aspects: Sequence[str]
) -> tuple[IntArray, IntArray]:
    """Totals and totals of each aspect, laid out as participants x judges; 0 where nothing was sent."""
    which = np.flatnonzero(sent).tolist()
    place = sheets.row[sent] * shape[1] + sheets.column[sent]
    points = np.zeros(shape, dtype=np.int64)
    points.reshape(-1)[place] = np.array([sheets.numerator[n] for n in which], dtype=np.int64)
    layers = np.zeros((len(aspects), *shape), dtype=np.int64)
    told = json.loads(f"[{','.join(sheets.aspects[n] or '{}' for n in which)}]")
    for layer, code in zip(layers, aspects, strict=True):
        layer.reshape(-1)[place] = np.array([one[code] for one in told], dtype=np.int64)
    return points, layers
