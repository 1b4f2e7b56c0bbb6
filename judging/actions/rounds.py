"""The rounds of a category: its rubric, its day, its share of the total.

In:  the whole list as it should be.   Out: nothing; or Refused, and the list stays as it was.
A category with one round is the ordinary case: it has neither a name nor a share to think about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

import rubrics
from judging import journal
from judging.actions.calibration import drop_calibrations
from judging.actions.common import Refused, get
from judging.actions.setting_up import (
    before_opening,
    free_code,
    known,
    need_text,
    refuse_repeated,
    same_as_shown,
)
from judging.event_rules import SINGLE_ROUND, SINGLE_ROUND_NAME, WHOLE_SHARE, day_faults, share_faults
from judging.language import _
from judging.models import Assignment, Category, Event, Round, RubricVersion
from judging.roles import Actor, Permission, require


@dataclass(frozen=True, slots=True)
class RoundLine:
    id: int | None  # None: a new one
    name: str
    share: int  # whole per cent
    day: date | None
    rubric: int | str  # id of a version of this event, or the name of a rubric in the library


def set_rounds(
    session: Session, actor: Actor, category_id: int, lines: Sequence[RoundLine], *, based_on: str, now: datetime
) -> None:
    """The rounds become these, in this order. Seats and practice of one that is gone go with it.

    A new one is judged by those who judge the first, until changed.
    """
    require(actor, Permission.SET_UP)
    category = get(session, Category, category_id, _("Kategori"))
    before_opening(category)
    rows = {row.id: row for row in category.rounds}
    same_as_shown(rows.values(), based_on)
    wanted = [_alone(line) for line in lines] if len(lines) == 1 else list(lines)
    _refuse_broken(category, wanted)
    with session.no_autoflush:
        judges = _judges(session, category)
        kept = [_round(session, category, known(rows, line.id), line, judges) for line in wanted]
    gone = [row for row in rows.values() if row not in kept]
    drop_calibrations(session, [row.id for row in gone])
    for seat in session.scalars(select(Assignment).where(Assignment.round_id.in_([row.id for row in gone]))):
        session.delete(seat)
    for row in gone:
        session.delete(row)
    for position, row in enumerate(kept, start=1):
        row.position = position
    detail = {"category": category.code, "rounds": [f"{row.name} {row.share}%" for row in kept]}
    journal.record(session, actor, "round.set", category.event, now=now, detail=detail)


def _alone(line: RoundLine) -> RoundLine:
    return replace(line, name=SINGLE_ROUND_NAME, share=WHOLE_SHARE)


def _refuse_broken(category: Category, lines: Sequence[RoundLine]) -> None:
    if not lines:
        raise Refused(_("Kategori perlu sedikitnya satu sesi."))
    names = [need_text(line.name, _("Nama sesi")) for line in lines]
    refuse_repeated(names, _("Sesi"))
    if faults := [*_faults(category, lines)]:
        raise Refused(faults[0], *faults[1:])


def _faults(category: Category, lines: Sequence[RoundLine]) -> Iterator[str]:
    if any(line.share < 1 for line in lines):
        yield _("Setiap sesi memerlukan bobot, paling sedikit 1 persen.")
    yield from map(str, share_faults(category.code, [line.share for line in lines]))
    for line in lines:
        for fault in day_faults(line.day, category.event.starts_on, category.event.announced_on):
            yield str(fault) if len(lines) == 1 else _("{round}: {fault}", round=line.name, fault=fault)


def _judges(session: Session, category: Category) -> list[int]:
    """Who judges the category's first round."""
    if not category.rounds:
        return []
    seats = select(Assignment.judge_id).where(Assignment.round_id == category.rounds[0].id)
    return list(session.scalars(seats.order_by(Assignment.id)))


def _round(session: Session, category: Category, row: Round | None, line: RoundLine, judges: Sequence[int]) -> Round:
    if row is None:
        row = new_round(session, category.event, line, [one.code for one in category.rounds])
        row.category = category
        session.add(row)
        session.add_all(Assignment(round=row, judge_id=judge, status="active", reason="") for judge in judges)
    row.name, row.share, row.day = line.name.strip(), line.share, line.day
    row.rubric = rubric_version(session, category.event, line.rubric)
    return row


def new_round(session: Session, happening: Event, line: RoundLine, taken: Collection[str]) -> Round:
    code = free_code(line.name, taken, "sesi") if taken else SINGLE_ROUND
    return Round(position=len(taken) + 1, code=code, name=line.name, share=line.share, day=line.day,
                 rubric=rubric_version(session, happening, line.rubric))  # fmt: skip


def rubric_version(session: Session, happening: Event, rubric: int | str) -> RubricVersion:
    """A version this event has, or the first one of a rubric taken from the library."""
    if isinstance(rubric, int):
        found = session.get(RubricVersion, rubric)
        if found is None or found.event_id != happening.id:
            raise Refused(_("Rubrik ini tidak ditemukan. Pilih ulang."))
        return found
    if rubric not in rubrics.library():
        raise Refused(_("Pilih rubriknya dahulu."))
    versions = select(RubricVersion).where(RubricVersion.event_id == happening.id, RubricVersion.name == rubric)
    newest = session.scalars(versions.order_by(RubricVersion.version.desc()).limit(1)).first()
    begun = (one for one in session.new if isinstance(one, RubricVersion))  # by another round of the same form
    return (
        newest or next((one for one in begun if one.name == rubric), None) or _from_library(session, happening, rubric)
    )


def _from_library(session: Session, happening: Event, name: str) -> RubricVersion:
    rubric = rubrics.from_library(name)
    version = RubricVersion(
        event=happening,
        name=name,
        version=1,
        title=rubric.title,
        fingerprint=rubric.fingerprint,
        body=rubric.to_document(),
    )
    session.add(version)
    return version
